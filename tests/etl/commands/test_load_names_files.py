"""What `load` says on the screen: every file by its name, and what asks for something to be done last."""

import pytest

from etl.commands.loading import LoadOutcome
from etl.commands.receiving_commands import print_outcome
from etl.commands.verdicts import FileOutcome
from etl.problems import Problem

CLEAN = [FileOutcome(f"2022-Q{quarter} Đơn vị {place:02d}.xlsx", "accepted", []) for quarter in (1, 2) for place in range(50)]
DOUBTFUL = [FileOutcome(f"ngờ {place:02d}.xlsx", "accepted", [Problem("warning", "not_signed", "chưa ký")]) for place in range(40)]
REFUSED = FileOutcome("hỏng.xlsx", "refused", [Problem("error", "file_damaged", "Tệp hỏng")], "hỏng (lỗi).xlsx")


def test_every_file_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    print_outcome(LoadOutcome(files=[REFUSED, *CLEAN, *DOUBTFUL]), 1.0)
    out = capsys.readouterr().out
    for file in (*CLEAN, *DOUBTFUL):
        assert out.count(file.name) == 1
    assert "Nhận, không có cảnh báo (100 tệp):" in out
    assert out.index("không có cảnh báo") < out.index("ngờ 00") < out.index("hỏng.xlsx: trả lại → returned/hỏng (lỗi).xlsx")


def test_names_stand_side_by_side_in_a_narrow_window(capsys: pytest.CaptureFixture[str]) -> None:
    print_outcome(LoadOutcome(files=CLEAN), 1.0)
    lines = [line for line in capsys.readouterr().out.splitlines() if "Đơn vị" in line]
    assert len(lines) < 50 and max(map(len, lines)) <= 80
    # Read downwards, the names keep their order.
    assert lines[0].startswith(f"  {CLEAN[0].name}") and lines[1].startswith(f"  {CLEAN[1].name}")


def test_a_long_name_is_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    long = "Báo cáo " + "rất " * 40 + "dài [/bold] :smile:.xlsx"
    print_outcome(LoadOutcome(files=[FileOutcome(long, "accepted", []), FileOutcome("ngắn.xlsx", "accepted", [])]), 1.0)
    out = capsys.readouterr().out
    assert long in out and "ngắn.xlsx" in out


def test_nothing_new_names_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_outcome(LoadOutcome(), 1.0)
    assert "không có cảnh báo" not in capsys.readouterr().out
