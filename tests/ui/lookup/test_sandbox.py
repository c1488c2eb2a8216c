"""Whatever is typed into the query box: the server, the snapshot and the disk stay as they were, and an answer comes in time."""

import contextlib
import dataclasses
import datetime
import hashlib
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ui.lookup import examples
from ui.lookup.sandbox import LIMITS, Answer, Limits, Refused, Sandbox, Worker

pytestmark = pytest.mark.slow

QUICK = dataclasses.replace(LIMITS, seconds=2.0)
PLAIN = {"bool", "int", "string", "double", "decimal", "date", "timestamp"}
SLACK = 20.0  # seconds for starting and ending processes on a busy machine


@pytest.fixture(scope="module")
def snapshot(sample_folder: Path) -> Path:
    return next((sample_folder / "snapshots").glob("*.duckdb"))


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    made = Sandbox(QUICK)
    yield made
    made.close()


@pytest.fixture(scope="module")
def patient() -> Iterator[Sandbox]:
    """For what must be answered: on a busy machine it comes last in line."""
    made = Sandbox(dataclasses.replace(LIMITS, seconds=60.0))
    yield made
    made.close()


def state(folder: Path) -> dict[str, str]:
    """Every file under the folder with what it holds."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def outcome(box: Sandbox, snapshot: Path, sql: str) -> Answer | Refused:
    try:
        return box.run(snapshot, sql)
    except Refused as refused:
        return refused


def refusal(box: Sandbox, snapshot: Path, sql: str) -> str:
    came = outcome(box, snapshot, sql)
    assert isinstance(came, Refused), came
    return came.kind


# ---- what it is for


def test_a_question_is_answered(patient: Sandbox, snapshot: Path):
    came = patient.run(snapshot, "select unit_code, unit_short_name from mart.unit order by unit_short_name collate vi")
    assert came.table.num_rows == 13 and not came.is_cut
    assert came.table.column_names == ["unit_code", "unit_short_name"]
    assert came.table.column(1).to_pylist()[:3] == ["Can Lộc", "Cẩm Xuyên", "Đức Thọ"]


def test_more_rows_than_permitted_are_cut_and_it_is_said(patient: Sandbox, snapshot: Path):
    whole = patient.run(snapshot, f"from range({LIMITS.rows})")
    assert whole.table.num_rows == LIMITS.rows and not whole.is_cut
    cut = patient.run(snapshot, "from range(100000000000)")
    assert cut.table.num_rows == LIMITS.rows and cut.is_cut


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("select sum(met) as n from mart.scorecard where year = 2021 and quarter = 1", None),
        ("select 170141183460469231731687303715884105727::hugeint as n", None),
        ("select null as n", [None]),
        ("select 'a'::enum('a', 'b') as n", ["a"]),
        ("select [1, 2] as n", ["[1, 2]"]),
        ("select {'a': date '2022-01-02'} as n", ['{"a": "2022-01-02"}']),
        ("select interval 3 day as n", None),
        ("select '\\xff'::blob as n", ["ff"]),
        ("select date '0044-03-15 (BC)' as n", ["?"]),
        ("select 'infinity'::timestamp as n", ["?"]),
        ("select time '10:30' as n", ["10:30:00"]),
        ("select 1.50::decimal(9, 2) as n", None),
    ],
)
def test_every_type_comes_back_as_one_that_files_know(patient: Sandbox, snapshot: Path, sql: str, expected: list[object] | None):
    column = patient.run(snapshot, sql).table.column("n")
    assert len(column) == 1
    assert re.match("[a-z]+", str(column.type)).group() in PLAIN  # type: ignore[union-attr]
    if expected is not None:
        assert column.to_pylist() == expected


def test_columns_of_one_name_are_told_apart(patient: Sandbox, snapshot: Path):
    names = patient.run(snapshot, "select 1 as a, 2 as a, 3 as a_2").table.column_names
    assert len(set(names)) == 3


def test_a_pivot_that_names_its_values_is_one_question(patient: Sandbox, snapshot: Path):
    came = patient.run(snapshot, "pivot mart.scorecard on quarter in (1, 2) using sum(met) group by unit_code")
    assert came.table.num_rows == 13 and came.table.column_names == ["unit_code", "1", "2"]
    assert refusal(patient, snapshot, "pivot mart.scorecard on quarter using sum(met)") == "not_a_query"


def test_a_moment_is_that_of_the_office(patient: Sandbox, snapshot: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    fresh = Sandbox(QUICK)  # the spare of the other was started under another zone
    told = fresh.run(snapshot, "select '2022-08-31 00:00:00+00'::timestamptz as n").table.column("n").to_pylist()
    fresh.close()
    assert told == [datetime.datetime(2022, 8, 31, 7)]


@pytest.mark.parametrize("example", examples.examples(), ids=lambda each: each.name)
def test_ready_made_questions_run_and_their_chart_fits(patient: Sandbox, snapshot: Path, example: examples.Example):
    came = patient.run(snapshot, example.sql)
    assert came.table.num_rows > 0 and not came.is_cut
    assert example.title and not example.title.startswith("-")
    if example.chart:
        assert {example.chart["x"], example.chart["y"]} <= set(came.table.column_names)


# ---- what it must stand


HOSTILE = {
    "not_a_query": [
        "create table mart.x (a int)", "create temp table x as select 1", "create view v as select 1", "create secret (type http)",
        "insert into mart.unit select * from mart.unit", "update mart.unit set kind = 'x'", "delete from mart.unit",
        "drop table mart.unit", "drop schema mart cascade", "alter table mart.unit rename to q",
        "comment on table mart.unit is 'x'", "copy mart.unit to '{out}/a.csv'", "copy (select 1) to '{out}/a.parquet'",
        "copy (select 1) to '{snapshot}'", "copy (select 1) to '{snapshot}.wal'", "export database '{snapshot}'",
        "export database '{out}/b'", "attach '{out}/c.duckdb' as c", "attach ':memory:' as m", "detach mart", "use memory",
        "import database '{out}'", "pragma database_list", "pragma threads", "install httpfs",
        "install spatial from community", "load httpfs", "load '{out}/x.so'",
        "set memory_limit = '99GB'", "set lock_configuration = false", "reset threads", "pragma threads = 4",
        "set enable_external_access = true", "pragma enable_profiling", "set profiling_output = '{out}/p.json'",
        "checkpoint", "force checkpoint", "vacuum", "analyze", "call enable_logging()", "call pragma_version()", "begin", "commit",
        "prepare p as select 1", "execute p", "explain analyze select 1", "vacuum mart.unit", "set variable a = 1",
        "select 1; drop table mart.unit", "create temp table x as select 1; select * from x",
    ],
    "several": ["select 1; select 2", "from mart.unit; from mart.plan;"],
    "nothing": ["", "  \n ", "-- chỉ có chú thích", ";", "/* */ ;;"],
    "table_function": [
        "select * from read_csv('/etc/passwd')", "select * from read_text('/etc/passwd')", "select * from glob('/*')",
        "select * from read_blob('{snapshot}')", "select * from read_parquet('{out}/x')", "select * from sniff_csv('/etc/passwd')",
        "select * from read_json('https://example.org/a.json')", "select * from parquet_metadata('{out}/a')",
        "select * from read_text('{snapshot}.wal')", "select * from query('select * from read_text(''/etc/passwd'')')",
        "select path from duckdb_databases()", "select * from duckdb_settings()",
    ],
    "table": [
        "select * from '{out}/a.csv'", "select * from '/etc/passwd'", "select * from connection", "select * from sys.modules",
        "from pragma_database_list", "from duckdb_databases",
    ],
    "function": ["select getenv('HOME')", "select system('id')", "select current_setting('temp_directory')"],
    "unknown_name": ["select * from mart.khong_co", "select khong_co from mart.unit"],
    "time": [
        "with recursive t as (select 1 as a union all select a + 1 from t) select max(a) from t",
        "with recursive t(a) as (select 1 union select (a * 7 + 1) % 1000000007 from t) select count(*) from t",
        "select count(*) from range(1000000) as a, range(1000000) as b, range(1000000) as c",
        "select count(*) from mart.attainment a, mart.attainment b, mart.attainment c where a.value + b.value > c.value",
        "select max(md5(range::varchar)) from range(100000000000)",
    ],
    "memory": [
        "select repeat('x', 4000000000)", "select list(range) from range(10000000000)",
        "select * from range(10000000000) order by random()", "select range(3000000000)",
        "select string_agg(range::varchar, ',') from range(100000000000)",
    ],
}  # fmt: skip
WORDS = [
    "select", "from", "mart.unit", "where", "group", "by", "order", "(", ")", ",", "*", "'x'", ";", "--", "/*", "*/", "join", "on",
    "null", "1", "0", "-1", "as", "with", "recursive", "union", "all", "copy", "to", "attach", "set", "pragma", '"', "$1", "?", "::",
    "[", "]", "{", "}", "unit_code", "\0",
]  # fmt: skip
LOOSE = {"time", "memory", "too_wide", "died", "conversion", "invalid", "other"}  # what kind of stop it is, the machine decides


@pytest.mark.parametrize(
    "kind", [kind if kind in ("function", "memory", "unknown_name") else pytest.param(kind, marks=pytest.mark.long) for kind in HOSTILE]
)
def test_hostile_queries_leave_everything_as_it_was(
    box: Sandbox, patient: Sandbox, snapshot: Path, tmp_path: Path, kind: str
):
    data, asked = snapshot.parents[1], box if kind in LOOSE else patient
    before, memory, open_files = state(data), _resident(), _handles()
    for sql in HOSTILE[kind]:
        started = time.monotonic()
        found = refusal(asked, snapshot, _placed(sql, snapshot, tmp_path))
        assert time.monotonic() - started < QUICK.seconds + SLACK, sql
        assert found in LOOSE if kind in LOOSE else found == kind, (sql, found)
    assert state(data) == before
    assert list(tmp_path.iterdir()) == []
    assert _resident() - memory < 200 << 20
    assert _handles() - open_files < 12
    assert patient.run(snapshot, "select 42 as n").table.column("n").to_pylist() == [42]


def test_the_walls_stand_without_looking_at_the_statement(snapshot: Path, tmp_path: Path):
    """The engine's settings alone: the check on kinds of statement is for better words, not for safety."""
    from ui.lookup import sandbox_worker

    before = state(snapshot.parents[1])
    statements = [sql for sql in HOSTILE["not_a_query"] + HOSTILE["table_function"] if ";" not in sql and "duckdb_" not in sql]
    # A file of its own: one that the pages hold open in this process cannot be opened with other settings.
    own = tmp_path / "own" / snapshot.name
    own.parent.mkdir()
    shutil.copyfile(snapshot, own)
    connection = sandbox_worker.open_locked(str(own), dataclasses.asdict(QUICK))
    ran = []
    for sql in statements:
        with contextlib.suppress(Exception):
            connection.cursor().execute(_placed(sql, snapshot, tmp_path))
            ran.append(sql)
    assert connection.execute("select current_setting('threads')").fetchone() == (QUICK.threads,)
    assert connection.execute("select count(*) from mart.unit").fetchone() == (13,)
    connection.close()
    writing = ("insert", "update", "delete", "drop", "alter", "copy", "export", "attach", "install", "import", "select")
    assert not [sql for sql in ran if sql.startswith(writing)]
    assert list(tmp_path.iterdir()) == [own.parent] and list(own.parent.iterdir()) == [own]
    assert state(snapshot.parents[1]) == before


def test_a_query_that_is_too_long_or_large_is_said(box: Sandbox, snapshot: Path):
    assert refusal(box, snapshot, "select '" + "x" * LIMITS.sql_characters + "'") == "too_long"
    assert refusal(box, snapshot, "select repeat('x', 40000000) from range(3)") in {"too_wide", "memory", "time"}


def test_a_snapshot_that_is_gone_is_said(box: Sandbox, tmp_path: Path):
    assert refusal(box, tmp_path / "gone.duckdb", "select 1") == "gone"
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    )
)
@pytest.mark.long
def test_any_text_is_answered_or_refused(box: Sandbox, snapshot: Path, sql: str):
    came = outcome(box, snapshot, sql)
    assert isinstance(came, Answer) or came.kind
    assert not isinstance(came, Refused) or came.kind not in {"start", "busy"}


def test_what_one_leaves_the_next_does_not_find(patient: Sandbox, snapshot: Path):
    assert refusal(patient, snapshot, "set variable secret = 1") == "not_a_query"
    assert refusal(patient, snapshot, "select getvariable('secret') as n") == "function"
    assert patient.run(snapshot, "select nullif(1, 1) as n").table.column("n").to_pylist() == [None]


# ---- turns


def test_no_more_run_at_once_than_permitted(snapshot: Path):
    box = Sandbox(dataclasses.replace(QUICK, at_once=1, wait_seconds=0.2, seconds=4.0))
    slow = threading.Thread(target=outcome, args=(box, snapshot, HOSTILE["time"][0]))
    try:
        slow.start()
        time.sleep(1.0)
        came = outcome(box, snapshot, "select 1")
        assert isinstance(came, Refused) and came.kind == "busy" and came.wait
        assert came.wait.ahead == 0 and 0 < came.wait.seconds <= 6
        slow.join()
        assert box.run(snapshot, "select 1").table.num_rows == 1
    finally:
        slow.join()
        box.close()


def test_a_query_whose_asker_has_left_ends_at_once(snapshot: Path):
    box = Sandbox(dataclasses.replace(QUICK, seconds=30.0))

    class Gone(BaseException):
        """As Streamlit ends the run of a session."""

    def leave(wait: object) -> None:
        raise Gone

    started = time.monotonic()
    try:
        with pytest.raises(Gone):
            box.run(snapshot, HOSTILE["time"][0], leave)
        assert time.monotonic() - started < 10
        assert box.run(snapshot, "select 1").table.num_rows == 1
    finally:
        box.close()


def test_a_worker_that_floods_its_pipe_is_cut_off(snapshot: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ui.lookup.sandbox._MOST_BYTES", 2000)
    box = Sandbox(QUICK)
    try:
        assert refusal(box, snapshot, "select repeat('x', 4000) as n") == "died"
        assert box.run(snapshot, "select 1 as n").table.num_rows == 1
    finally:
        box.close()


def test_a_worker_that_dies_is_replaced(snapshot: Path):
    box = Sandbox(QUICK)
    try:
        box.warm()
        spare = box._spare
        assert spare is not None
        spare._process.kill()
        spare._process.wait()
        assert box.run(snapshot, "select 1").table.num_rows == 1
    finally:
        box.close()


def test_no_process_is_left_behind(snapshot: Path):
    box = Sandbox(QUICK)
    for sql in ("select 1", HOSTILE["time"][0], "nonsense"):
        outcome(box, snapshot, sql)
    box.close()
    mine = [each for each in psutil.Process().children(recursive=True) if "sandbox_worker" in " ".join(_command(each))]
    spares = {worker._process.pid for worker in _living_spares()}
    assert not [each for each in mine if each.pid not in spares]


def test_a_worker_whose_server_is_gone_ends(snapshot: Path):
    worker = Worker()
    worker._process.stdin.close()  # type: ignore[union-attr]
    assert worker._process.wait(timeout=20) == 0


def _placed(sql: str, snapshot: Path, out: Path) -> str:
    return sql.replace("{out}", out.as_posix()).replace("{snapshot}", snapshot.as_posix())


def _living_spares() -> list[Worker]:
    import gc

    return [each for each in gc.get_objects() if isinstance(each, Worker) and each.is_alive]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _resident() -> int:
    return int(psutil.Process().memory_info().rss)


def _handles() -> int:
    process = psutil.Process()
    return int(process.num_handles() if os.name == "nt" else process.num_fds())


def test_limits_have_room_for_each_other():
    assert LIMITS.memory_mb < LIMITS.resident_mb < LIMITS.process_mb
    assert Limits().rows >= 1000
