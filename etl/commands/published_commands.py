"""The commands that read what was published: diff, status, export, dictionary."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.table import Table

from common.files import write_whole
from common.paths import DataDir
from common.refusals import why
from common.shown import printable, shown
from etl.commands.diff import CURRENT, NotComparable, UnknownSnapshot, compare, find_snapshot
from etl.commands.door import EXIT_FAILED, DataOption, SnapshotOption, command, console, say, usage
from etl.database_errors import in_words


class ExportFormat(enum.StrEnum):
    """What `export` writes."""

    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


@command
def diff(
    before: Annotated[str, typer.Argument(help="Bản trước: mã hay phần đầu của mã, current, previous, hoặc một tệp.")] = "previous",
    after: Annotated[str, typer.Argument(help="Bản sau.")] = "current",
    data: DataOption = Path("data"),
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Ghi mọi thay đổi ra tệp .csv.")] = None,
) -> None:
    """Cho biết giữa hai bản công bố có gì khác: đánh giá, báo cáo, kế hoạch, mức chỉ tiêu, số liệu, tệp."""
    from etl.commands import diff_report

    if output is not None and output.suffix.lower() != ".csv":
        usage("Tệp ghi ra phải là .csv.")
    folder = DataDir(data)
    try:
        one, other = (find_snapshot(folder, name) for name in (before, after))
    except UnknownSnapshot as error:
        usage(str(error))
    try:
        changes = compare(one, other)
    except NotComparable as error:
        say(str(error))
        raise typer.Exit(EXIT_FAILED) from None
    if output is None:
        diff_report.show(console, changes)
    else:
        diff_report.write_csv(changes, output)
        say(f"Đã ghi {len(changes.rows)} thay đổi vào {output}")


@command
def status(data: DataOption = Path("data")) -> None:
    """Cho biết số liệu nào đang có hiệu lực."""
    from etl.commands.status import standing

    found = standing(DataDir(data))
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in found:
        table.add_row(name, printable(value))
    console.print(table)


@command
def export(
    file_format: Annotated[ExportFormat, typer.Option("--format", help="Dạng tệp.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Thư mục sẽ ghi các tệp vào.")],
    table: Annotated[list[str] | None, typer.Option(help="Bảng cần xuất, lặp lại được; không nêu: mọi bảng.")] = None,
    snapshot: SnapshotOption = None,
    data: DataOption = Path("data"),
) -> None:
    """Xuất các bảng đã công bố ra tệp, kèm datapackage.json giải thích từng cột."""
    from etl.export import DESCRIPTION_FILE, UnknownTable
    from etl.export import export as write

    source = _snapshot_to_read(data, snapshot)
    with _writing(source, output):
        try:
            written = write(source, output, file_format.value, table or ())
        except UnknownTable as error:
            usage(str(error))
    for file in written:
        say(f"{file.path.name}: {file.rows} dòng")
    say(f"Đã ghi {len(written)} tệp và {DESCRIPTION_FILE} vào {output}, từ bản {source.stem}")


@command
def dictionary(
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .md sẽ ghi.")],
    snapshot: SnapshotOption = None,
    data: DataOption = Path("data"),
) -> None:
    """Ghi từ điển số liệu: mọi bảng, cột, chỉ tiêu và mức."""
    from etl.commands.dictionary import dictionary_document

    source = _snapshot_to_read(data, snapshot)
    with _writing(source, output):
        document = dictionary_document(source)
        write_whole(output, document.encode())
    say(f"Đã ghi {output}")


@contextmanager
def _writing(source: Path, output: Path) -> Iterator[None]:
    """Says what stood in the way of reading a snapshot or of writing from it, and ends the command."""
    try:
        yield
        return
    except duckdb.Error as error:
        say(f"Không đọc được {source.name}, hoặc không ghi được vào {output}. {in_words(error)}")
    except OSError as error:
        say(f"Không ghi được vào {output}: {why(error)} ({shown(str(error.filename or ''), 300)})")
    raise typer.Exit(EXIT_FAILED)


def _snapshot_to_read(data: Path, name: str | None) -> Path:
    """The file of the named snapshot, or of the one in force; ends the command where there is none."""
    folder = DataDir(data)
    if name is None and folder.snapshot_in_force() is None:
        say(folder.pointer_fault() or f"Chưa có số liệu nào được công bố trong {data}.")
        say("Hãy chạy “python -m etl load” trước.")
        raise typer.Exit(EXIT_FAILED)
    try:
        return find_snapshot(folder, name or CURRENT)
    except UnknownSnapshot as error:
        usage(str(error))
