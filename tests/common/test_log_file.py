"""The log: a file only when there is something in it, nothing on the screen, and nothing stops when it cannot be written."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from common import log_file
from common.log_file import log_to

_log = logging.getLogger("etl.anything")


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    kept = list(logging.getLogger().handlers)
    yield
    for handler in [each for each in logging.getLogger().handlers if each not in kept]:
        logging.getLogger().removeHandler(handler)
        handler.close()


def test_a_traceback_is_for_the_log_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "log" / "etl.log"
    log_to(path)
    assert not path.parent.exists()
    try:
        raise ValueError("số 7")
    except ValueError:
        _log.exception("không đọc được")
    said = path.read_text(encoding="utf-8")
    assert "ERROR etl.anything: không đọc được\nTraceback" in said and "ValueError: số 7" in said
    assert capfd.readouterr() == ("", "")


def test_a_name_that_is_no_text_is_written_as_it_can_be(tmp_path: Path) -> None:
    log_to(tmp_path / "etl.log")
    # To this handler alone: what pytest captures travels between its processes as text.
    logging.getLogger().handlers[-1].handle(logging.makeLogRecord({"msg": "\udc80.xlsx", "levelname": "ERROR"}))
    assert "\\udc80.xlsx" in (tmp_path / "etl.log").read_text(encoding="utf-8")


def test_the_file_of_the_folder_at_hand_is_written_and_no_other(tmp_path: Path) -> None:
    for name in "ab":
        log_to(tmp_path / name)
        _log.warning("of %s", name)
    assert [(tmp_path / name).read_text().count("of ") for name in "ab"] == [1, 1]


def test_what_cannot_be_written_stops_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    log_to(tmp_path / "log" / "etl.log")
    _log.warning("lost")
    assert capfd.readouterr() == ("", "")


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "_MOST_BYTES", 2000)
    log_to(tmp_path / "etl.log")
    for _ in range(100):
        _log.warning("x" * 100)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 4000 and len(list(tmp_path.iterdir())) == 2
