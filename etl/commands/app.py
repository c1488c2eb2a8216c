"""The command line: ``python -m etl …``, with help and messages for the people who keep the figures."""

import contextlib
import datetime
import enum
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import duckdb
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar
from rich.table import Table

from common.paths import DataDir
from etl.commands import as_of as looking_back
from etl.commands import diff as history
from etl.commands import loading
from etl.commands.words import App
from etl.ledger.kept_lists import BasisLost
from etl.lists.reference import ReferenceError, read_reference
from etl.problems import Problem
from etl.snapshot.publishing import PublicationError
from etl.template.forms import FormError, read_forms

T = TypeVar("T")
EXIT_PUBLISHED, EXIT_NOT_PUBLISHED, EXIT_USAGE, EXIT_REFUSED = 0, 1, 2, 3

app = App(
    help="Nạp báo cáo của các đơn vị, đối chiếu với chỉ tiêu và công bố số liệu.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(stderr=False, highlight=False, soft_wrap=True)


class ExportFormat(enum.StrEnum):
    """What `export` writes."""

    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


DataOption = Annotated[Path, typer.Option("--data", help="Thư mục số liệu.", envvar="DATA_DIR")]
SnapshotOption = Annotated[str | None, typer.Option("--snapshot", help="Mã bản công bố; không nêu: bản đang có hiệu lực.")]
WaitOption = Annotated[float, typer.Option("--wait", min=0, help="Chờ lần nạp khác tối đa bao nhiêu giây.")]


@app.command()
def load(
    data: DataOption = Path("data"),
    strict: Annotated[bool, typer.Option("--strict", help="Thoát với mã 3 khi có tệp bị trả lại.")] = False,
    wait: WaitOption = 600,
) -> None:
    """Nhận tệp mới trong inbox/, kiểm tra, ghi sổ và công bố số liệu."""
    _run(data, strict, lambda folder, progress: loading.load(folder, _now(), progress, wait))


@app.command()
def rebuild(
    data: DataOption = Path("data"),
    strict: Annotated[bool, typer.Option("--strict", help="Thoát với mã 3 khi có tệp bị trả lại.")] = False,
    wait: WaitOption = 600,
) -> None:
    """Dựng lại sổ và số liệu công bố từ các tệp đã lưu."""
    _run(data, strict, lambda folder, progress: loading.rebuild(folder, _now(), progress, wait))


@app.command()
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
            _usage("-o chỉ dùng cùng --as-of.")
        return _run(data, False, lambda folder, progress: loading.republish(folder, _now(), progress, wait))
    try:
        moment = history.moment(as_of)
    except ValueError:
        _usage(f"Không hiểu ngày “{as_of}”: ghi như 30/06/2022 hoặc 2022-06-30, thêm giờ 14:30 nếu cần.")
    if moment.date() > _now().date():
        _usage(f"Ngày {moment:%d/%m/%Y} chưa đến.")
    if output is not None and output.exists():
        _usage(f"Đã có tệp {output}; hãy ghi tên khác.")
    built = _attempt(data, lambda folder, progress: looking_back.build_as_of(folder, _now(), moment, output, progress, wait))
    console.print(f"Số liệu như đã biết đến {moment:%H:%M %d/%m/%Y}: {built.path}", markup=False)
    console.print(_lists_taken(built.lists_published_at, moment))
    console.print("Bản đang có hiệu lực không đổi.")


def _lists_taken(published_at: datetime.datetime | None, moment: datetime.datetime) -> str:
    if published_at is None:
        return "Sổ chưa ghi danh mục nào: danh mục là của hôm nay."
    if published_at > moment:
        return f"Sổ không có danh mục của lúc ấy: dùng danh mục đầu tiên sổ ghi được, của bản công bố {published_at:%H:%M %d/%m/%Y}."
    return f"Danh mục và kết quả kiểm tra tệp như lúc ấy; danh mục của bản công bố {published_at:%H:%M %d/%m/%Y}."


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="Bản trước: mã hay phần đầu của mã, current, previous, hoặc một tệp.")] = "previous",
    after: Annotated[str, typer.Argument(help="Bản sau.")] = "current",
    data: DataOption = Path("data"),
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Ghi mọi thay đổi ra tệp .csv.")] = None,
) -> None:
    """Cho biết giữa hai bản công bố có gì khác: đánh giá, báo cáo, kế hoạch, mức chỉ tiêu, số liệu, tệp."""
    from etl.commands import diff_report

    if output is not None and output.suffix.lower() != ".csv":
        _usage("Tệp ghi ra phải là .csv.")
    folder = DataDir(data)
    try:
        one, other = (history.find_snapshot(folder, name) for name in (before, after))
    except history.UnknownSnapshot as error:
        _usage(str(error))
    try:
        changes = history.compare(one, other)
    except history.NotComparable as error:
        console.print(str(error), markup=False)
        raise typer.Exit(EXIT_NOT_PUBLISHED) from None
    if output is None:
        diff_report.show(console, changes)
    else:
        diff_report.write_csv(changes, output)
        console.print(f"Đã ghi {len(changes.rows)} thay đổi vào {output}", markup=False)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Tệp cần kiểm tra (.xlsx hoặc .csv).")],
    data: DataOption = Path("data"),
) -> None:
    """Kiểm tra một tệp mà không ghi gì; thoát với mã 3 khi tệp có lỗi."""
    if not file.is_file():
        _usage(f"Không có tệp {file}.")
    try:
        outcome = loading.check_file(DataDir(data), file, _now())
    except ReferenceError as error:
        _print_problems(error.problems)
        raise typer.Exit(EXIT_NOT_PUBLISHED) from None
    except FormError as error:
        console.print(str(error), markup=False)
        raise typer.Exit(EXIT_NOT_PUBLISHED) from None
    console.print(f"[bold]{outcome.name}[/bold]: {_STATUS_WORDS[outcome.status]}")
    _print_problems(outcome.problems)
    if outcome.status != "accepted":
        raise typer.Exit(EXIT_REFUSED)


@app.command()
def template(
    unit: Annotated[str, typer.Option("--unit", help="Mã đơn vị.")],
    year: Annotated[int, typer.Option("--year", help="Năm công tác.")],
    quarter: Annotated[int, typer.Option("--quarter", min=1, max=4, help="Quý.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .xlsx sẽ ghi.")],
    data: DataOption = Path("data"),
) -> None:
    """Ghi biểu báo cáo quý để trống cho một đơn vị."""
    from etl.template import write_quarterly_form
    from etl.template.lists import open_days

    folder = DataDir(data)
    try:
        reference, forms = read_reference(folder.reference), read_forms(folder.forms)
    except ReferenceError as error:
        _print_problems(error.problems)
        raise typer.Exit(EXIT_NOT_PUBLISHED) from None
    except FormError as error:
        console.print(str(error), markup=False)
        raise typer.Exit(EXIT_NOT_PUBLISHED) from None
    if unit not in set(reference.tables["units"]["unit_code"]):
        _usage(f"Không có đơn vị mang mã {unit} trong danh mục.")
    quarters = reference.calendar.quarters(year)
    if quarter not in quarters:
        _usage(f"Năm công tác {year} chỉ có {len(quarters)} quý, đến hết {reference.calendar.year_bounds(year)[1]:%d/%m/%Y}.")
    if open_days(reference, unit, year, quarter) is None:
        _usage(f"Đơn vị {unit} không hoạt động ngày nào trong quý {quarter}/{year}.")
    output.parent.mkdir(parents=True, exist_ok=True)
    write_quarterly_form(reference, forms["quarterly"], unit, year, quarter, output)
    console.print(f"Đã ghi {output}")


@app.command()
def sample(
    data: DataOption = Path("data"),
    seed: Annotated[int, typer.Option("--seed", help="Số gốc: cùng số thì cùng bộ tệp.")] = 2022,
) -> None:
    """Ghi bộ báo cáo minh hoạ vào inbox/."""
    from etl.sample import write_sample

    written = write_sample(DataDir(data), seed)
    console.print(f"Đã ghi {len(written)} tệp vào {DataDir(data).inbox}")


@app.command()
def status(data: DataOption = Path("data")) -> None:
    """Cho biết số liệu nào đang có hiệu lực."""
    from etl.commands.status import standing

    found = standing(DataDir(data))
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in found:
        table.add_row(name, value)
    console.print(table)


@app.command()
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
            _usage(str(error))
    for file in written:
        console.print(f"{file.path.name}: {file.rows} dòng", markup=False)
    console.print(f"Đã ghi {len(written)} tệp và {DESCRIPTION_FILE} vào {output}, từ bản {source.stem}", markup=False)


@app.command()
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
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(document, encoding="utf-8", newline="\n")
    console.print(f"Đã ghi {output}", markup=False)


@contextlib.contextmanager
def _writing(source: Path, output: Path) -> Iterator[None]:
    """Says what stood in the way of reading a snapshot or of writing from it, and ends the command."""
    try:
        yield
        return
    except duckdb.Error as error:
        what = str(error).splitlines()[0]
        console.print(f"Không đọc được {source.name}, hoặc không ghi được vào {output}: {what}", markup=False)
    except OSError as error:
        console.print(f"Không ghi được vào {output}: {error.strerror or error} ({error.filename or ''})", markup=False)
    raise typer.Exit(EXIT_NOT_PUBLISHED)


def _snapshot_to_read(data: Path, name: str | None) -> Path:
    """The file of the named snapshot, or of the one in force; ends the command where there is none."""
    folder = DataDir(data)
    if name is None and folder.snapshot_in_force() is None:
        console.print(f"Chưa có số liệu nào được công bố trong {data}; hãy chạy “python -m etl load” trước.", markup=False)
        raise typer.Exit(EXIT_NOT_PUBLISHED)
    try:
        return history.find_snapshot(folder, name or history.CURRENT)
    except history.UnknownSnapshot as error:
        _usage(str(error))


_STATUS_WORDS = {"accepted": "nhận", "partly": "nhận một phần", "refused": "trả lại"}


class _Shown(loading.Progress):
    """A bar over the files, then the steps of the publication."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        self.files_task = bar.add_task("Đọc tệp", total=None)

    def waiting(self, holder: str) -> None:
        console.print(f"Đang chờ: thư mục số liệu được dùng bởi {holder}.")

    def files(self, total: int) -> None:
        self.bar.update(self.files_task, total=max(total, 1), completed=0 if total else 1)

    def judged(self, name: str) -> None:
        self.bar.advance(self.files_task)

    def publishing(self, step: str) -> None:
        self.bar.update(self.files_task, description=f"Công bố: {step}")


def _run(data: Path, strict: bool, job: Callable[[DataDir, loading.Progress], loading.LoadOutcome]) -> None:
    started = time.perf_counter()
    outcome = _attempt(data, job)
    _print_outcome(outcome, time.perf_counter() - started)
    if strict and any(file.status != "accepted" for file in outcome.files):
        raise typer.Exit(EXIT_REFUSED)


def _attempt(data: Path, job: Callable[[DataDir, loading.Progress], T]) -> T:
    """Does a job on a data folder under a progress bar; says what stopped it and exits."""
    folder = DataDir(data)
    if not folder.reference.is_dir():
        _usage(f"Không có thư mục {folder.reference}; hãy chỉ thư mục số liệu bằng --data.")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            return job(folder, _Shown(bar))
    except ReferenceError as error:
        _print_problems(error.problems)
        console.print("Danh mục có lỗi nên không công bố; số liệu cũ giữ nguyên.")
    except (FormError, PublicationError, BasisLost, loading.Busy) as error:
        console.print(str(error))
    except OSError as error:
        console.print(f"Không công bố được, số liệu cũ giữ nguyên: {error.strerror or error} ({error.filename or ''})")
    raise typer.Exit(EXIT_NOT_PUBLISHED)


def _print_outcome(outcome: loading.LoadOutcome, seconds: float) -> None:
    for file in outcome.files:
        if file.status != "accepted":
            copy = f" → returned/{file.returned}" if file.returned else ""
            console.print(f"[bold]{file.name}[/bold]: {_STATUS_WORDS[file.status]}{copy}", markup=True)
            _print_problems([problem for problem in file.problems if problem.severity == "error"], at_most=10)
    counts = {word: sum(file.status == word for file in outcome.files) for word in _STATUS_WORDS}
    warnings = sum(problem.severity == "warning" for file in outcome.files for problem in file.problems)
    table = Table()
    for heading in ("Tệp mới", "Nhận", "Nhận một phần", "Trả lại", "Cảnh báo", "Giây"):
        table.add_column(heading, justify="right")
    table.add_row(
        str(len(outcome.files)), str(counts["accepted"]), str(counts["partly"]), str(counts["refused"]), str(warnings),
        f"{seconds:.1f}".replace(".", ","),
    )  # fmt: skip
    console.print(table)
    published = outcome.published
    if published is not None:
        news = "Đã công bố bản" if published.is_new else "Không có gì mới; vẫn là bản"
        console.print(f"{news} {published.snapshot_id}")
        if not published.warehouse_is_current:
            console.print("Chưa thay được warehouse.duckdb (đang có người mở, hoặc hết chỗ); lần nạp sau sẽ thay.")


def _print_problems(problems: list[Problem], at_most: int = 1000) -> None:
    for problem in problems[:at_most]:
        kind = "Lỗi" if problem.severity == "error" else "Cảnh báo"
        sheet = f" trang “{problem.sheet}”" if problem.sheet else ""
        cell = f" ô {problem.cell}" if problem.cell else ""
        console.print(f"  {kind}{sheet}{cell}: {problem.message}", markup=False)
    if len(problems) > at_most:
        console.print(f"  … và {len(problems) - at_most} lỗi nữa.", markup=False)


def _usage(message: str) -> NoReturn:
    console.print(message, markup=False)
    raise typer.Exit(EXIT_USAGE)


def _now() -> datetime.datetime:
    return datetime.datetime.now().replace(microsecond=0)


def main() -> None:
    """Runs the command line with UTF-8 output, which a Windows console does not have by itself."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    app()
