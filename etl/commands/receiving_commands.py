"""The commands that take figures in and publish them: load, rebuild, publish."""

import datetime
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text

from common.numbers import number_text
from common.paths import DataDir
from common.shown import shown
from etl.commands import loading
from etl.commands.as_of import build_as_of
from etl.commands.door import (
    EXIT_REFUSED,
    STATUS_WORDS,
    DataOption,
    StrictOption,
    WaitOption,
    command,
    console,
    print_problems,
    say,
    usage,
    with_progress,
)
from etl.commands.moments import moment_of, now
from etl.commands.progress import Progress
from etl.commands.verdicts import FileOutcome

_MOST_WARNED, _MOST_OF_A_FILE = 30, 3


@command
def load(data: DataOption = Path("data"), strict: StrictOption = False, wait: WaitOption = 600) -> None:
    """Nhận tệp mới trong inbox/, kiểm tra, ghi sổ và công bố số liệu."""
    _run(data, strict, lambda folder, progress: loading.load(folder, now(), progress, wait))


@command
def rebuild(
    data: DataOption = Path("data"),
    strict: StrictOption = False,
    without_damaged: Annotated[
        bool, typer.Option("--without-damaged", help="Bỏ qua tệp đã lưu bị hỏng: ghi là trả lại, đơn vị phải gửi lại.")
    ] = False,
    wait: WaitOption = 600,
) -> None:
    """Dựng lại sổ và số liệu công bố từ các tệp đã lưu, sau khi đối chiếu mã băm của từng tệp."""
    _run(data, strict, lambda folder, progress: loading.rebuild(folder, now(), progress, wait, without_damaged))


@command
def publish(
    data: DataOption = Path("data"),
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Dựng bản như đã biết đến ngày này: 30/06/2022, 2022-06-30, thêm giờ nếu cần.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Với --as-of: tệp .duckdb sẽ ghi; không có thì ghi vào snapshots/.")
    ] = None,
    wait: WaitOption = 600,
) -> None:
    """Công bố lại từ sổ, không xem inbox/; với --as-of: dựng bản như xưa, không thay bản đang có hiệu lực."""
    if as_of is None:
        if output is not None:
            usage("-o chỉ dùng cùng --as-of.")
        return _run(data, False, lambda folder, progress: loading.republish(folder, now(), progress, wait))
    try:
        moment = moment_of(as_of)
    except ValueError:
        usage(f"Không hiểu ngày “{shown(as_of)}”: ghi như 30/06/2022 hoặc 2022-06-30, thêm giờ 14:30 nếu cần.")
    if moment.date() > now().date():
        usage(f"Ngày {moment:%d/%m/%Y} chưa đến.")
    if output is not None and output.exists():
        usage(f"Đã có tệp {output}; hãy ghi tên khác.")
    built = with_progress(
        data, lambda folder, progress: build_as_of(folder, now(), moment, output, progress, wait)
    )
    say(f"Số liệu như đã biết đến {moment:%H:%M %d/%m/%Y}: {built.path}")
    say(_lists_taken(built.lists_published_at, moment))
    say("Bản đang có hiệu lực không đổi.")


def _lists_taken(published_at: datetime.datetime | None, moment: datetime.datetime) -> str:
    if published_at is None:
        return "Sổ chưa ghi danh mục nào: danh mục là của hôm nay."
    if published_at > moment:
        return f"Sổ không có danh mục của lúc ấy: dùng danh mục đầu tiên sổ ghi được, của bản công bố {published_at:%H:%M %d/%m/%Y}."
    return f"Danh mục và kết quả kiểm tra tệp như lúc ấy; danh mục của bản công bố {published_at:%H:%M %d/%m/%Y}."


def _run(data: Path, strict: bool, job: Callable[[DataDir, Progress], loading.LoadOutcome]) -> None:
    started = time.perf_counter()
    outcome = with_progress(data, job)
    print_outcome(outcome, time.perf_counter() - started)
    if strict and any(file.status != "accepted" for file in outcome.files):
        raise typer.Exit(EXIT_REFUSED)


def _print_accepted(files: list[FileOutcome]) -> None:
    """The names of what was taken without a word of doubt, side by side as far as there is room: every file is named."""
    if files:
        say(f"Nhận, không có cảnh báo ({len(files)} tệp):")
        _print_names(files)


def _print_names(files: list[FileOutcome]) -> None:
    names = [file.name for file in files]
    widest = max(map(cell_len, names))
    columns = max((console.width - 2) // (widest + 3), 1)
    rows = -(-len(names) // columns)
    for row in range(rows):
        say("  " + "   ".join(set_cell_size(name, widest) for name in names[row::rows]).rstrip())


def _print_warnings(files: list[FileOutcome]) -> None:
    """What is doubtful in files that were accepted; only the first ones of a great many."""
    for file in files[:_MOST_WARNED]:
        console.print(Text.assemble((file.name, "bold"), f": {STATUS_WORDS[file.status]}, {len(file.problems)} cảnh báo"))
        print_problems(file.problems, at_most=_MOST_OF_A_FILE)
    if len(files) > _MOST_WARNED:
        say(f"Nhận, có cảnh báo, không nêu hết ở đây ({len(files) - _MOST_WARNED} tệp; xem trang “Số liệu”):")
        _print_names(files[_MOST_WARNED:])


def print_outcome(outcome: loading.LoadOutcome, seconds: float) -> None:
    """What became of each file, and what is in force now: what asks for something to be done stands last, where it is read."""
    _print_accepted([file for file in outcome.files if file.status == "accepted" and not file.problems])
    _print_warnings([file for file in outcome.files if file.status == "accepted" and file.problems])
    for file in outcome.files:
        if file.status != "accepted":
            copy = f" → returned/{file.returned}" if file.returned else ""
            console.print(Text.assemble((file.name, "bold"), f": {STATUS_WORDS[file.status]}{copy}"))
            print_problems([problem for problem in file.problems if problem.severity == "error"], at_most=10)
    print_problems(list(outcome.list_warnings), at_most=20)
    counts = {word: sum(file.status == word for file in outcome.files) for word in STATUS_WORDS}
    warnings = sum(problem.severity == "warning" for file in outcome.files for problem in file.problems) + len(outcome.list_warnings)
    table = Table()
    for heading in ("Tệp mới", "Nhận", "Nhận một phần", "Trả lại", "Cảnh báo", "Giây"):
        table.add_column(heading, justify="right")
    table.add_row(
        str(len(outcome.files)), str(counts["accepted"]), str(counts["partly"]), str(counts["refused"]), str(warnings),
        number_text(seconds, 1),
    )  # fmt: skip
    console.print(table)
    published = outcome.published
    if published is not None:
        news = "Đã công bố bản" if published.is_new else "Không có gì mới; vẫn là bản"
        say(f"{news} {published.snapshot_id}")
        if not published.warehouse_is_current:
            say("Chưa thay được warehouse.duckdb (đang có người mở, hoặc hết chỗ); lần nạp sau sẽ thay.")
