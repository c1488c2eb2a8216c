"""As it was, when the lists were others: an earlier date gives the lists and the verdicts of then."""

import contextlib
import datetime
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from common.paths import SHIPPED, DataDir
from etl.commands import loading
from etl.commands.as_of import LookedBack, build_as_of
from etl.commands.diff import compare
from etl.ledger.kept_lists import KeptLists
from etl.ledger.ledger import Ledger
from etl.ledger.receiving import receive
from etl.lists.calendar import default_calendar
from etl.lists.reference import ReferenceError
from etl.snapshot.checks import PublicationError
from tests.etl.small_world import small_world
from tests.world import Row, World, submission, write_csv

pytestmark = pytest.mark.slow

Make = Callable[[str], World]
Command = Callable[..., Any]
Step = tuple[Command, bool, bool, int]
DAYS = [datetime.datetime(2022, 6, day, 8, 30) for day in range(1, 8)]
LATER = datetime.datetime(2022, 7, 1)
NOT_OF_THE_LISTS = ("log.snapshot", "log.change")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


def published(world: World, now: datetime.datetime, command: Command = loading.load) -> None:
    world.write()
    command(DataDir(world.root), now)


def kept(world: World, now: datetime.datetime) -> Path:
    """The snapshot that was in force at that moment."""
    snapshots = [path for path in (world.root / "snapshots").glob("2*.duckdb") if path.name[:15] <= f"{now:%Y%m%dT%H%M%S}"]
    return max(snapshots)


def as_of(world: World, moment: datetime.datetime, output: Path | None = None) -> LookedBack:
    return build_as_of(DataDir(world.root), LATER, moment, output)


def tables(world: World, database: Path) -> dict[str, list[Any]]:
    """Every published row, the order of rows apart, but for what a snapshot says of itself."""
    names = [name for name in world.tables("mart", "ref", "log", database=database) if name not in NOT_OF_THE_LISTS]
    return {name: sorted(map(repr, world.sql(f"select * from {name}", database=database))) for name in names}


def same(world: World, moment: datetime.datetime) -> None:
    """As of that moment everything is as in the snapshot in force then."""
    then, built = kept(world, moment), as_of(world, moment)
    assert tables(world, built.path) == tables(world, then)
    assert compare(then, built.path).rows == []
    built.path.chmod(0o644)
    built.path.unlink()


def target(world: World) -> Row:
    return next(row for row in world.lists["targets"] if row["plan_code"] == "G22" and row["indicator_code"] == "R")


def verdicts(world: World, file: str, database: Path) -> list[str]:
    return [row["status"] for row in world.sql("select status from log.file where file = ?", [file], database)]


# ---- whatever the loads and the lists


def changing_world(root: Path) -> World:
    """Reports in which something is wrong under some of the lists: a number `z` and a unit D that come and go in them."""
    world = small_world(root)
    world.files.clear()
    return world


def put(world: World, place: int) -> None:
    """What comes with the nth load: a corrected report, one with the number z, one of the unit D, a refused one."""
    world.file(f"a{place}.csv", submission("A", 2022, 1, {"n": place + 1, "d": 10, "k": place}))
    world.file(f"z{place}.csv", submission("B", 2022, 1, {"n": 5, "d": 9, "z": place}), submission("C", 2021, 4, {"n": 4, "d": 5}))
    world.file(f"d{place}.csv", submission("D", 2021, 4, {"n": place, "d": 8}))
    world.file(f"x{place}.csv", submission("C", 2022, 1, {"n": -3, "d": 10}))


def set_lists(world: World, has_z: bool, has_d: bool, value: int) -> None:
    for name, column, code in (("data_elements", "data_element_code", "z"), ("units", "unit_code", "D")):
        world.lists[name] = [row for row in world.lists[name] if row[column] != code]
    if has_z:
        world.element("z")
    if has_d:
        world.unit("D", cluster="I")
    target(world)["value"] = value


def taken_one_after_another(world: World, taken: list[Step]) -> list[datetime.datetime]:
    """When something was published; lists without what accepted reports name stop a publication."""
    moments = []
    for place, (command, *lists) in enumerate([(loading.load, False, False, 80), *taken]):
        set_lists(world, *lists)
        put(world, place)
        with contextlib.suppress(PublicationError):
            published(world, DAYS[place], command)
            moments.append(DAYS[place])
    return moments


WITHOUT, WITH_Z, WITH_BOTH, RAISED = (False, False, 80), (True, False, 80), (True, True, 80), (True, True, 95)


def by_chance(seed: int) -> list[Step]:
    draw = random.Random(seed)
    commands = [loading.load, loading.load, loading.republish, loading.rebuild]
    return [(draw.choice(commands), *draw.choice([WITHOUT, WITH_Z, WITH_BOTH, RAISED])) for _ in range(4)]


@pytest.mark.parametrize(
    "taken",
    [
        pytest.param([(loading.load, *WITH_Z), (loading.load, *RAISED), (loading.republish, *WITH_BOTH)], id="more is known"),
        pytest.param(
            [(loading.load, *WITH_BOTH), (loading.rebuild, *WITHOUT), (loading.load, *WITH_BOTH)],
            id="there and back", marks=pytest.mark.long,
        ),
        pytest.param(by_chance(3), id="by chance", marks=pytest.mark.long),
    ],
)
def test_just_after_any_load_it_is_what_that_load_published(make_world: Make, taken: list[Step]) -> None:
    world = changing_world(make_world("changing").root)
    moments = taken_one_after_another(world, taken)
    assert moments[0] == DAYS[0]
    ledger = (world.root / "ledger" / "ledger.duckdb").read_bytes()
    same(world, moments[len(moments) // 2])
    assert (world.root / "ledger" / "ledger.duckdb").read_bytes() == ledger
    set_lists(world, *WITHOUT)
    published(world, DAYS[6], loading.rebuild)
    for moment in moments:
        same(world, moment)


# ---- case by case


@pytest.fixture(scope="module")
def twice(folder: Path) -> World:
    """A load, then another with a higher target and a number `z` that the first one did not know."""
    world = changing_world(folder / "twice")
    world.unit("D", cluster="I")
    put(world, 1)
    published(world, DAYS[1])
    set_lists(world, True, True, 95)
    published(world, DAYS[3])
    return world


@pytest.fixture
def world(twice: World, tmp_path: Path) -> World:
    return twice.copy(tmp_path / "data")


def test_a_target_that_was_raised_later(world: World) -> None:
    wanted = "select distinct target from mart.attainment where indicator_code = 'R' and year = 2022 and unit_code = 'A'"
    assert world.sql(wanted) == [{"target": 95}]
    assert world.sql(wanted, database=as_of(world, DAYS[2]).path) == [{"target": 80}]


def test_a_file_that_was_accepted_later_was_refused(world: World) -> None:
    built = as_of(world, DAYS[2]).path
    assert verdicts(world, "z1.csv", world.current) == ["accepted"]
    assert verdicts(world, "z1.csv", built) == ["partly"] == verdicts(world, "z1.csv", kept(world, DAYS[1]))
    assert world.sql("select * from mart.figure where file = 'z1.csv' and unit_code = 'B'", database=built) == []
    [problem] = world.sql("select code from log.problem where file = 'z1.csv'", database=built)
    assert problem == {"code": "unknown_element"}


def test_only_files_judged_by_other_lists_are_read_again(world: World) -> None:
    read: list[str] = []

    class Listening(loading.Progress):
        def judged(self, name: str) -> None:
            read.append(name)

    build_as_of(DataDir(world.root), LATER, DAYS[2], None, Listening())
    assert sorted(read) == ["x1.csv", "z1.csv"]


@pytest.mark.long
def test_after_a_rebuild_it_is_the_same(world: World) -> None:
    before = tables(world, as_of(world, DAYS[2]).path)
    shutil.rmtree(world.root / "snapshots")
    shutil.rmtree(world.root / "inbox")
    (world.root / "ledger" / "ledger.duckdb").unlink()
    set_lists(world, False, False, 60)
    published(world, DAYS[5], loading.rebuild)
    assert tables(world, as_of(world, DAYS[2]).path) == before
    assert world.one("log.snapshot")["lists_published_at"] is None


@pytest.mark.long
def test_an_office_named_so_only_in_a_later_list(tmp_path: Path) -> None:
    world = World(tmp_path / "data")
    shutil.copytree(SHIPPED / "reference", world.root / "reference")
    # A snapshot that looks back says of tasks how they stand on that very day, which no publication does.
    (world.root / "reference" / "tasks.csv").unlink()
    (world.root / "inbox").mkdir()
    book = openpyxl.load_workbook(SHIPPED / "inbox" / "2022-Q1 Hương Sơn.xlsx")
    book["Thông tin"]["C10"], book["Thông tin"]["C11"] = "Viện miền thượng", None
    book.save(world.root / "inbox" / "q1.xlsx")
    data = DataDir(world.root)
    loading.load(data, DAYS[1])
    with (data.reference / "unit_aliases.csv").open("a", encoding="utf-8") as aliases:
        aliases.write("Viện miền thượng,439\n")
    loading.load(data, DAYS[3])
    assert verdicts(world, "q1.xlsx", world.current) == ["accepted"]
    assert verdicts(world, "q1.xlsx", as_of(world, DAYS[2]).path) == ["refused"]
    assert len(list(data.returned.iterdir())) == 1
    same(world, DAYS[2])
    same(world, DAYS[3])


def test_it_says_when_its_lists_were_published(world: World) -> None:
    said = world.run("publish", "--as-of", "2022-06-03").output
    assert "danh mục của bản công bố 08:30 02/06/2022" in " ".join(said.split())
    built = as_of(world, DAYS[2])
    assert built.lists_published_at == DAYS[1]
    assert world.sql("select lists_published_at as at from log.snapshot", database=built.path) == [{"at": DAYS[1]}]


def test_before_the_first_lists_it_takes_those_and_says_so(world: World) -> None:
    world.plan("G22b", "assigned", 2022, issued_on="2022-06-02")
    write_csv(world.root / "inbox" / "received.csv", ["file", "received_at"], [["early.csv", "2022-05-20 08:00"]])
    world.file("early.csv", submission("A", 2021, 4, {"n": 1, "d": 2}))
    published(world, DAYS[5])
    outcome = world.run("publish", "--as-of", "2022-05-31")
    assert outcome.code == 0 and "danh mục đầu tiên sổ ghi được" in outcome.output
    built = as_of(world, datetime.datetime(2022, 5, 31))
    assert built.lists_published_at == DAYS[1]
    assert [row["file"] for row in world.sql("select file from log.file", database=built.path)] == ["early.csv"]
    assert world.sql("select max(value) as v from ref.targets where indicator_code = 'R'", database=built.path) == [{"v": 80}]


def test_a_file_that_came_after_its_day_is_judged_by_the_lists_of_the_day(world: World) -> None:
    write_csv(world.root / "inbox" / "received.csv", ["file", "received_at"], [["late.csv", "2022-06-03 08:00"]])
    world.file("late.csv", submission("A", 2021, 4, {"n": 1, "d": 2, "z": 3}))
    published(world, DAYS[5])
    assert verdicts(world, "late.csv", as_of(world, DAYS[2]).path) == ["refused"]
    assert verdicts(world, "late.csv", as_of(world, DAYS[3]).path) == ["accepted"]


def test_a_ledger_that_remembers_no_lists(world: World) -> None:
    for name in ("judged.jsonl", "published.jsonl", "ledger.duckdb"):
        (world.root / "ledger" / name).unlink()
    shutil.rmtree(world.root / "ledger" / "lists")
    outcome = world.run("publish", "--as-of", "2022-06-03")
    assert outcome.code == 0 and "danh mục là của hôm nay" in outcome.output
    built = as_of(world, DAYS[2])
    assert built.lists_published_at is None
    assert tables(world, built.path) == tables(world, world.current)
    # From the next publication on it remembers.
    target(world)["value"] = 70
    published(world, DAYS[5])
    assert as_of(world, DAYS[5]).lists_published_at == DAYS[5]
    assert verdicts(world, "a1.csv", as_of(world, DAYS[5]).path) == ["accepted"]


@pytest.mark.long
def test_lists_that_cannot_be_published_were_never_in_force(world: World) -> None:
    set_lists(world, False, True, 60)
    with pytest.raises(PublicationError, match=r"data_elements\.csv"):
        published(world, DAYS[4])
    same(world, DAYS[4])
    (world.root / "reference" / "units.csv").write_text("unit_code\nA\nA\n", encoding="utf-8")
    with pytest.raises(ReferenceError):
        loading.load(DataDir(world.root), DAYS[5])
    same(world, DAYS[5])
    assert len(list((world.root / "ledger" / "lists").iterdir())) == 3


@pytest.mark.long
@pytest.mark.parametrize("where", ["etl.ledger.ledger.Ledger.enter", "etl.snapshot.publishing._point_at"])
def test_a_load_that_died_changes_nothing_of_what_was(world: World, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    target(world)["value"] = 60
    put(world, 4)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(where, die)
        published(world, DAYS[4])
    same(world, DAYS[2])
    target(world)["value"] = 50
    published(world, DAYS[5])
    for moment in (DAYS[2], DAYS[3], DAYS[5]):
        same(world, moment)


@pytest.mark.long
def test_lists_lost_or_changed_in_the_ledger_stop_it(world: World) -> None:
    [first, _] = (world.root / "ledger" / "published.jsonl").read_text(encoding="utf-8").splitlines()
    path = next(path for path in (world.root / "ledger" / "lists").rglob("targets.csv") if path.parts[-3] in first)
    path.write_text(path.read_text(encoding="utf-8").replace("80", "81"), encoding="utf-8")
    outcome = world.run("publish", "--as-of", "2022-06-03")
    assert outcome.code == 1 and path.parts[-3] in outcome.output.replace("\n", "")
    assert not list((world.root / "snapshots").glob("*as-of*"))
    assert world.run("publish", "--as-of", "2022-06-05").code == 0


@pytest.mark.long
def test_a_load_that_died_left_half_a_line_and_half_the_lists(world: World) -> None:
    ledger = world.root / "ledger"
    for name in ("judged.jsonl", "published.jsonl", "ledger.duckdb"):
        with (ledger / name).open("ab") as stream:
            stream.write('{"at": "2022-06-05T08:30:00", "lists": "đ'.encode())
    half = next((ledger / "lists").iterdir())
    shutil.copytree(half, half.with_suffix(".part"))
    same(world, DAYS[4])
    target(world)["value"] = 60
    published(world, DAYS[5])
    same(world, DAYS[4])
    same(world, DAYS[5])


@pytest.mark.long
def test_files_not_judged_yet_are_judged_aside(world: World) -> None:
    world.file("new.csv", submission("A", 2021, 4, {"n": 1, "d": 2, "z": 3}))
    world.write()
    ledger = Ledger(DataDir(world.root))
    with ledger.open() as tables:
        receive(ledger, tables, default_calendar(), DAYS[4], lambda *_: None)
    assert verdicts(world, "new.csv", as_of(world, DAYS[4]).path) == ["accepted"]
    with Ledger(DataDir(world.root)).open() as connection:
        assert connection.execute("select count(*) from file where name = 'new.csv'").fetchall() == [(0,)]


# ---- what is kept


def test_every_state_is_kept_byte_for_byte_and_once(world: World) -> None:
    published(world, DAYS[5])
    kept_lists = KeptLists(DataDir(world.root))
    states = list(kept_lists.folder.iterdir())
    assert len(states) == 2
    now = kept_lists.of_today()
    assert now.folder.root in states
    assert {path.name: path.read_bytes() for path in now.folder.reference.iterdir()} == {
        path.name: path.read_bytes() for path in (world.root / "reference").iterdir()
    }
    assert kept_lists.of(now.digest).judged_with == now.judged_with


def test_forms_are_kept_where_the_office_has_its_own(world: World) -> None:
    kept_lists = KeptLists(DataDir(world.root))
    without = kept_lists.of_today()
    assert without.folder.forms == SHIPPED / "forms"
    shutil.copytree(SHIPPED / "forms", world.root / "forms")
    own = kept_lists.of_today()
    assert own.digest != without.digest and own.judged_with == without.judged_with
    assert {path.name for path in own.folder.forms.iterdir()} == {path.name for path in (SHIPPED / "forms").glob("*.yml")}
    assert own.folder.forms.parent == own.folder.root and own.forms == without.forms
