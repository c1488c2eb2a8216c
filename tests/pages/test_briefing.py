"""The page of briefings: a pack is made once, seen as it is handed out, picked from and ordered; entering shows only where it is on."""

import datetime
import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open, words
from ui.briefing import packs, slides
from ui.kit import navigation
from ui.text import briefing as text
from ui.text import entry

PAGE = "pages/briefing.py"
TITLES = {"headline": "Kết quả chung", "matrix": "Chỉ tiêu trọng tâm", "due": "Đến hạn"}
OPTIONS: list[Sequence[str]] = []


def make(data: Path, output: Path, options: Sequence[str], told: Callable[[str], None]) -> tuple[bool, str]:
    """Stands for the command: a pack of three slides, of those picked, or a reason why there is none."""
    OPTIONS.append(options)
    told("Nội dung")
    said = dict(each.removeprefix("--").split("=", 1) for each in options)
    if said["date"] < "2020":
        return False, "Đến ngày ấy chưa nhận tệp nào."
    keys = said.get("slides", ",".join(TITLES)).split(",")
    (output / "png").mkdir(parents=True)
    for number, key in enumerate(keys, 1):
        Image.new("RGB", (16, 9)).save(output / "png" / f"{number:02}-{key}.png")
    for name in ("briefing.pptx", "briefing.pdf"):
        (output / name).write_bytes(b"made")
    facts = {
        "slides": [{"key": key, "title": TITLES[key], "lead": [], "remark": ""} for key in keys],
        "pages": [{"name": f"{number:02}-{key}", "slide": key} for number, key in enumerate(keys, 1)],
        "offered": [{"key": key, "title": title} for key, title in TITLES.items()],
        "files": {"briefing.pptx": "", "briefing.pdf": ""},
    }
    (output / "pack.json").write_text(json.dumps(facts), encoding="utf-8")
    return True, ""


@pytest.fixture
def office(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The published sample in a folder of the test's own, where the command is stood for."""
    folder = tmp_path / "data"
    folder.mkdir()
    for part in ("reference", "snapshots"):
        (folder / part).symlink_to(sample / part)
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.setattr(packs, "brief", make)
    OPTIONS.clear()
    return folder


def made(open_page: Open, **choices: str) -> AppTest:
    """The page after its button was pressed."""
    at = open_page(PAGE, **choices)
    assert not at.exception
    at.button(key="briefing_make").click()
    return at.run()


def drawn(at: AppTest) -> list[str]:
    """The captions of the pictures, in order."""
    return [image.caption for each in at.get("image") for image in each.proto.imgs]


def test_a_pack_is_made_once_and_served_from_what_was_made(open_page: Open, office: Path) -> None:
    at = made(open_page)
    assert drawn(at) == list(TITLES.values()) and len(OPTIONS) == 1
    assert OPTIONS[0] == ["--date=2022-09-20", "--since=2022-09-13", "--province=42"]
    assert [each.proto.label for each in at.get("download_button")] == ["PowerPoint", "PDF", "Ảnh (zip)"]
    again = open_page(PAGE)
    assert drawn(again) == list(TITLES.values()) and len(OPTIONS) == 1
    made(open_page, unit="443")
    assert len(OPTIONS) == 2 and "--unit=443" in OPTIONS[1]


def test_slides_are_picked_and_ordered_in_the_address(open_page: Open, office: Path) -> None:
    at = made(open_page)
    boxes = {each.label: each for each in at.checkbox}
    boxes[text.TAKE.format(title=TITLES["matrix"])].uncheck()
    at.number_input[0].set_value(9)
    next(each for each in at.button if each.label == text.UPDATE).click()
    at.run()
    assert not at.exception and at.query_params["slides"] == "due,headline"
    assert drawn(at) == [TITLES["due"], TITLES["headline"]] and "--slides=due,headline" in OPTIONS[-1]


def test_why_there_is_no_pack_is_said(open_page: Open, office: Path) -> None:
    at = made(open_page, day="2019-01-07")
    assert "chưa nhận tệp nào" in at.error[0].value and not drawn(at)
    assert not list((office / "packs").glob("*"))


def test_a_day_that_is_none_or_to_come_gives_way(open_page: Open, office: Path) -> None:
    assert text.BAD_DAY.format(value="x", fallback="20/09/2022") in words(open_page(PAGE, day="x"))
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    assert text.HEADING.format(day="20/09/2022") in words(open_page(PAGE, day=tomorrow.isoformat()))


@pytest.mark.parametrize("is_on", [False, True])
def test_entering_shows_only_where_it_is_on(open_page: Open, office: Path, is_on: bool) -> None:
    if is_on:
        (office / "settings.yml").write_text("entry: true\n", encoding="utf-8")
    today = datetime.date.today().isoformat()
    at = made(open_page, day=today)
    labels = {each.label for each in [*at.text_input, *at.text_area]}
    assert ({text.REMARK, text.TASK, text.ENTERED_BY} <= labels) is is_on
    assert (entry.OFF in "\n".join(each.value for each in at.markdown)) is not is_on
    if is_on:
        before = made(open_page, day="2022-09-12")
        assert text.REMARK not in {each.label for each in before.text_area}
        assert text.PAST_DAY.format(day="12/09/2022") in [each.value for each in before.caption]


def test_what_another_session_wrote_meanwhile_is_said_and_nothing_is_written(
    open_page: Open, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "settings.yml").write_text("entry: true\n", encoding="utf-8")
    at = made(open_page, day=datetime.date.today().isoformat())
    theirs = {"version": 1, "entered_by": "Lê Văn C", "remark": "Đã xem"}
    answers = iter((theirs, None))
    monkeypatch.setattr(slides, "_known", lambda *of: next(answers))
    monkeypatch.setattr(slides, "enter", lambda *of, **more: pytest.fail("written over another's remark"))
    next(each for each in at.text_area if each.label == text.REMARK).set_value("Của tôi")
    at.text_input(key="briefing_by").set_value("Phan Thị G")
    next(each for each in at.button if each.label == text.UPDATE).click()
    at.run()
    assert [each.value for each in at.error] == [
        text.WRITTEN_MEANWHILE.format(title=TITLES["headline"], by="Lê Văn C", remark="Đã xem")
    ]  # fmt: skip


def test_the_newest_packs_are_kept(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "KEPT", 2)
    for day in (1, 2, 3):
        asked = packs.Asked("s", datetime.date(2022, 9, day), datetime.date(2022, 8, 30), "42", None)
        work = packs.start(asked)
        for _ in range(200):
            if work.is_done:
                break
            time.sleep(0.02)
        assert work.is_made, work.said
        time.sleep(0.02)
    assert len(list((office / "packs").iterdir())) == 2 and packs.made(asked)


def _as_pipe(folder: Path) -> None:
    (folder / "pack.json").unlink()
    os.mkfifo(folder / "pack.json")


def _as_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_bytes(b"")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut": lambda folder: (folder / "pack.json").write_bytes((folder / "pack.json").read_bytes()[:50]),
    "a list": lambda folder: (folder / "pack.json").write_text("[]"),
    "other keys": lambda folder: (folder / "pack.json").write_text('{"slides": [], "files": []}'),
    "deep": lambda folder: (folder / "pack.json").write_text("[" * 100_000),
    "no text": lambda folder: (folder / "pack.json").write_bytes(b"\xff\x00"),
    "no title": lambda folder: (folder / "pack.json").write_text(
        json.dumps(json.loads((folder / "pack.json").read_text(encoding="utf-8")) | {"offered": []})
    ),
    "a picture is gone": lambda folder: next((folder / "png").glob("*.png")).unlink(),
    "a file is gone": lambda folder: (folder / "briefing.pptx").unlink(),
    "a pipe": _as_pipe,
    "no folder": _as_file,
}


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes among the files there")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_pack_counts_as_none_and_is_made_again(office: Path, damage: str) -> None:
    asked = packs.Asked("s", datetime.date(2022, 9, 1), datetime.date(2022, 8, 30), "42", None)
    for _ in range(2):
        work = packs.start(asked)
        for _ in range(500):
            if work.is_done:
                break
            time.sleep(0.02)
        assert work.is_made, work.said
        assert packs.made(asked)
        DAMAGES[damage](asked.folder)
        assert packs.made(asked) is None


def test_the_page_stands_in_the_navigation() -> None:
    assert navigation.place("briefing").title == "Giao ban"
