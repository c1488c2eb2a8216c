"""The file analysts open: readable and, as a copy, writable by old and new clients; what one breaks, nobody else sees."""

import json
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.client import CLIENTS, DEFAULT, environment, run
from tests.etl.small_world import small_world
from tests.world import World

pytestmark = pytest.mark.slow

READ = """
import duckdb, hashlib, json, sys
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    names = [row[0] for row in connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables order by 1").fetchall()]
    tables = {name: connection.execute(f"select * from {name} order by all").fetchall() for name in names}
    said = connection.execute(
        "select schema_name, table_name, column_name, comment from duckdb_columns() where not internal order by all").fetchall()
    about = connection.execute("select table_name, comment from duckdb_tables() order by 1").fetchall()
print(json.dumps({
    "version": duckdb.__version__, "rows": {name: len(rows) for name, rows in tables.items()}, "uncommented":
    [row for row in said + about if not row[-1]], "digest": hashlib.sha256(repr((tables, said, about)).encode()).hexdigest()}))
"""

WRITE = """
import duckdb, sys
with duckdb.connect(sys.argv[1]) as connection:
    connection.execute("update mart.unit set cluster = 'của tôi'")
    connection.execute("create table mine as select unit_code, sum(value) as total from mart.figure group by all")
    connection.execute("create view good as select * from mart.attainment where status in ('met', 'exceeded')")
    connection.execute("checkpoint")
with duckdb.connect(sys.argv[1]) as connection:
    print(connection.execute("select distinct cluster from mart.unit").fetchall(),
          connection.execute("select count(*) > 0 from mine").fetchall(), connection.execute("select count(*) from good").fetchall())
"""

COUNT = """
import duckdb, sys
print(duckdb.connect(sys.argv[1], read_only=True).execute("select count(*) from mart.unit").fetchall()[0][0])
"""

#: Permissions do not bind root. A process of root's therefore goes on as nobody once its modules are read.
AS_SOMEBODY = """
import datetime, decimal, duckdb, os
duckdb.connect().execute("select 1.5, current_date").fetchall()  # DuckDB reads some modules only when it needs them
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""

CARELESS = """
import duckdb, sys
try:
    with duckdb.connect(sys.argv[1]) as connection:
        connection.execute("update mart.attainment set value = 100, status = 'met'")
except duckdb.Error as problem:
    sys.exit(f"{type(problem).__name__}: {problem}")
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_world(tmp_path_factory.mktemp("published") / "data").publish()


def read(version: str, path: Path) -> dict[str, object]:
    done = run(version, READ, path)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("version", CLIENTS)
def test_every_client_reads_the_same_from_it(version: str, published: World) -> None:
    found = read(version, published.warehouse)
    assert version in (DEFAULT, found["version"]), "not the client that was asked for"
    assert found["uncommented"] == []
    assert found["digest"] == read(DEFAULT, published.warehouse)["digest"]
    assert set(published.tables("mart", "today", "ref", "log")) == set(found["rows"])  # type: ignore[call-overload]


@pytest.mark.parametrize("version", CLIENTS)
def test_every_client_writes_to_a_copy_that_all_still_read(version: str, published: World, tmp_path: Path) -> None:
    mine = shutil.copyfile(published.warehouse, tmp_path / "cua-toi.duckdb")
    done = run(version, WRITE, mine)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("[('của tôi',)] [(True,)]")
    assert published.sql("select count(*) as n from mine", database=mine)[0]["n"] > 0
    assert published.sql("select distinct cluster from mart.unit")[0]["cluster"] == "I", "the copy alone has changed"


def test_nobody_may_write_to_it_or_to_the_snapshots(published: World) -> None:
    for path in (published.warehouse, published.current):
        assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


@pytest.fixture
def for_everyone(published: World) -> Iterator[World]:
    """The published folder where any user of the machine can reach it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield published.copy(Path(folder) / "data")


@pytest.mark.parametrize("version", CLIENTS)
def test_a_careless_update_is_refused(version: str, for_everyone: World) -> None:
    before = for_everyone.warehouse.read_bytes()
    done = run(version, AS_SOMEBODY + CARELESS, for_everyone.warehouse)
    assert done.returncode == 1 and "IOException" in done.stderr, done.stderr
    assert for_everyone.warehouse.read_bytes() == before
    asked = run(version, AS_SOMEBODY + COUNT, for_everyone.warehouse)
    assert asked.stdout.strip() == "3", asked.stderr


def test_who_overrides_that_changes_neither_the_snapshot_nor_the_next_version(for_everyone: World) -> None:
    for_everyone.warehouse.chmod(0o644)
    done = run(DEFAULT, CARELESS, for_everyone.warehouse)
    assert done.returncode == 0, done.stderr
    told = for_everyone.sql("select distinct status from mart.attainment")
    assert told == [{"status": "met"}], "the careless update did reach the copy"
    truth = for_everyone.sql("select count(distinct status) as n from mart.attainment", database=for_everyone.current)
    assert truth[0]["n"] > 1
    assert for_everyone.load().code == 0
    assert for_everyone.warehouse.read_bytes() == for_everyone.current.read_bytes()


@pytest.mark.parametrize("version", CLIENTS)
def test_who_stays_connected_keeps_a_whole_version_and_the_next_connection_has_the_new_one(version: str, tmp_path: Path) -> None:
    world = small_world(tmp_path / "data", "a.csv").publish()
    ask = "connection.execute('select (select count(*) from mart.figure), snapshot_id from log.snapshot').fetchall()"
    code = (
        "import duckdb, sys\n"
        "connection = duckdb.connect(sys.argv[1], read_only=True)\n"
        f"print({ask}, flush=True)\ninput()\nprint({ask}, flush=True)\nconnection.close()\n"
        f"connection = duckdb.connect(sys.argv[1], read_only=True)\nprint({ask}, flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(world.warehouse)],
        env=environment(version), text=True, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as analyst:  # fmt: skip
        assert analyst.stdout is not None
        first = analyst.stdout.readline()
        world.files = dict(small_world(tmp_path / "other", "b.csv").files)
        world.publish()
        rest, _ = analyst.communicate("\n")
    still, new = rest.splitlines()
    assert still == first.strip() != new
    assert world.snapshot_id in new
