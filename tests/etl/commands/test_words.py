"""The command line speaks Vietnamese: its help, and what it says of a mistake."""

import re

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from etl.commands.app import app

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
ENGLISH = re.compile(r"\b(Usage|Options|Arguments|Commands|Error|Show|message|exit|default|required|env var|Try|Missing|such|"
                     r"Invalid|Choose|value|Input|should|unexpected|OPTIONS|COMMAND|ARGS|path|bool|str|int|float|range)\b")  # fmt: skip


def said(*words: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(app, list(words), env={"COLUMNS": "300", "TERM": "dumb"})
    return outcome.exit_code, outcome.output


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_of_every_command_is_vietnamese(command: str) -> None:
    code, words = said(*filter(None, [command]), "--help")
    assert code == 0
    assert "Cách dùng:" in words and "Tuỳ chọn" in words and "Cho biết cách dùng." in words
    assert not ENGLISH.findall(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("laod", "Không có lệnh “laod”. Có phải: 'load'?"),
        ("status --dat x", "Không có tuỳ chọn --dat. Có phải: --data?"),
        ("status a b", "Thừa tham số: a b."),
        ("template", "Thiếu '--unit'."),
        ("check", "Thiếu 'file'."),
        ("load --data", "Thiếu giá trị của '--data'."),
        ("load --strict=3", "'--strict' không nhận giá trị."),
        ("load --wait x", "Giá trị của '--wait' không đúng: cần một số."),
        ("load --wait -4", "Giá trị của '--wait' không đúng: cần từ 0 trở lên."),
        ("export", "Thiếu '--format'. Chọn một trong: parquet, csv, xlsx"),
        ("template --year -5", "Giá trị của '--year' không đúng: cần từ 1950 trở lên."),
        ("template --year x", "Giá trị của '--year' không đúng: cần một số nguyên."),
        ("template --quarter 9", "Giá trị của '--quarter' không đúng: không được quá 4."),
        ("export --format doc", "Giá trị của '--format' không đúng: “doc” không phải một trong 'parquet', 'csv', 'xlsx'."),
    ],
)
def test_a_mistake_is_told_in_vietnamese(words: str, expected: str) -> None:
    code, output = said(*words.split())
    assert code == 2
    assert expected in output
    assert not ENGLISH.findall(output)
