"""What is done by itself: nothing unless turned on, the pack of the week once, the digest once a day, a file when it is whole."""

import datetime
from pathlib import Path

import pytest

from briefing.reach import watching
from briefing.reach.settings import Weekly
from common.paths import DataDir
from common.settings import SettingsError
from tests.briefing.reach import Postman, by_mail, configure, free_port, serving
from tests.etl.small_world import small_world
from tests.world import World

MONDAY = datetime.datetime(2022, 3, 21, 8)


class Started:
    """Stands for the commands that would be run; `codes`: what those that begin so end with."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.codes: dict[str, int] = {}

    def __call__(self, arguments: list[str]) -> int:
        self.commands.append(arguments)
        code = self.codes.get(arguments[0], 0)
        if arguments[0] == "briefing" and not code:
            folder = Path(arguments[arguments.index("-o") + 1])
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "pack.json").write_text("{}")
        return code

    @property
    def names(self) -> list[str]:
        return [each[0] for each in self.commands]


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    for name in ("inbox", "reference", "ledger"):
        (tmp_path / "data" / name).mkdir(parents=True)
    return DataDir(tmp_path / "data")


@pytest.mark.parametrize(
    ("weekday", "hour", "now", "day"),
    [
        (2, 6, "2022-03-21 06:00", 21), (2, 6, "2022-03-21 05:59", 14), (2, 6, "2022-03-23 00:00", 21), (2, 6, "2022-03-20 23:00", 14),
        (8, 6, "2022-03-20 06:00", 20), (8, 6, "2022-03-21 05:00", 20), (5, 0, "2022-03-24 00:00", 24),
    ],
)  # fmt: skip
def test_the_newest_day_whose_hour_has_come(weekday: int, hour: int, now: str, day: int) -> None:
    assert watching.meeting(Weekly(weekday, "x", hour), datetime.datetime.fromisoformat(now)) == datetime.date(2022, 3, day)


def test_nothing_is_done_unless_turned_on(data: DataDir) -> None:
    started = Started()
    assert watching.once(data, MONDAY, print, started) is None
    configure(data, entry=True, notify={})
    assert watching.once(data, MONDAY, print, started) is None and not started.commands


def test_the_pack_of_the_week_is_made_once_and_again_where_it_failed(data: DataDir) -> None:
    started, said = Started(), list[str]()
    configure(data, watch={"briefing": {"weekday": 2, "hour": 6, "folder": "briefings", "units": True}})
    started.codes = {"briefing": 1}
    assert watching.once(data, MONDAY, said.append, started) is False and "lần sau làm lại" in said[-1]
    started.codes = {}
    assert watching.once(data, MONDAY + datetime.timedelta(days=1), said.append, started)
    assert watching.once(data, MONDAY + datetime.timedelta(days=2), said.append, started)
    packs = [each for each in started.commands if each[0] == "briefing"]
    assert [each[each.index("--date") + 1] for each in packs] == ["2022-03-21"] * 3, "of Monday, though it was made on Tuesday"
    assert (data.root / "briefings/2022-03-21/pack.json").exists() and (data.root / "briefings/2022-03-21/don-vi/pack.json").exists()
    assert started.names == ["etl", "briefing", "etl", "briefing", "briefing", "etl"]


def test_a_load_that_failed_is_said_and_the_rest_goes_on(data: DataDir) -> None:
    started, said = Started(), list[str]()
    configure(data, watch={"briefing": {"weekday": 2, "folder": "briefings"}})
    started.codes = {"etl": 1}
    assert watching.once(data, MONDAY, said.append, started) is False
    assert "Nạp không xong (mã 1)" in said[1] and started.names == ["etl", "briefing"]


@pytest.mark.parametrize("watch", [{"every": 0}, {"briefing": {"weekday": 1, "folder": "x"}}, {"briefing": {"weekday": 2}}, {"hour": 3}])
def test_wrong_settings_are_said(data: DataDir, watch: dict[str, object]) -> None:
    configure(data, watch=watch)
    with pytest.raises(SettingsError, match="watch"):
        watching.once(data, MONDAY, print, Started())


def test_a_file_is_loaded_when_it_is_whole_and_a_load_that_failed_is_tried_again(data: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(data, watch={"every": 15})
    started, file = Started(), data.inbox / "a.csv"
    looks = iter(
        [
            lambda: None, lambda: file.write_text("a"), lambda: file.write_text("ab"), lambda: None,
            lambda: started.codes.update(etl=1) or file.write_text("abc"), lambda: None, lambda: started.codes.clear(), lambda: None,
            lambda: (data.root / "settings.yml").unlink(),
        ]
    )  # fmt: skip
    counts: list[int] = []

    def sleep(seconds: float) -> None:
        counts.append(len(started.commands))
        next(looks)()

    monkeypatch.setattr(watching.time, "sleep", sleep)
    monkeypatch.setattr(watching, "run", started)
    watching.forever(data, lambda: MONDAY, print)
    assert counts == [0, 1, 1, 1, 2, 2, 3, 4, 4], "once at first, once for the file at rest, until it went well for the next"


def test_the_digest_goes_once_a_day_from_its_hour(tmp_path: Path) -> None:
    world: World = small_world(tmp_path / "data", "a.csv").publish()
    data, postman, port = DataDir(world.root), Postman(), free_port()
    configure(data, watch={}, notify=by_mail(port, "an@vks.example"))
    with serving(postman, port):
        for moment in ("2022-03-20 06:59", "2022-03-20 07:00", "2022-03-20 09:00", "2022-03-21 09:00"):
            assert watching.once(data, datetime.datetime.fromisoformat(moment), print, Started())
    assert [letter["Subject"][:20] for _, letter in postman.letters] == ["Chỉ Tiêu 20/03/2022:"]
