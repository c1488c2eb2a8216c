"""The door of the command line: where commands are hung up, what they say there, and how each of them ends."""

import functools
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import duckdb
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from common.log_file import log_to
from common.paths import DataDir
from common.refusals import why
from common.shown import printable, shown
from etl.commands.progress import Progress
from etl.commands.words import EXIT_USAGE, App
from etl.database_errors import NO_MEMORY, in_words
from etl.ledger.damage import LedgerDamaged
from etl.ledger.lock import Busy
from etl.lists.reference import ReferenceError
from etl.problems import Problem
from etl.snapshot.checks import PublicationError
from etl.template.forms import FormError

T = TypeVar("T")
_log = logging.getLogger(__name__)
EXIT_FAILED, EXIT_REFUSED = 1, 3
STATUS_WORDS = {"accepted": "nhận", "partly": "nhận một phần", "refused": "trả lại"}

DataOption = Annotated[Path, typer.Option("--data", help="Thư mục số liệu.", envvar="DATA_DIR")]
SnapshotOption = Annotated[str | None, typer.Option("--snapshot", help="Mã bản công bố; không nêu: bản đang có hiệu lực.")]
WaitOption = Annotated[float, typer.Option("--wait", min=0, help="Chờ lần nạp khác tối đa bao nhiêu giây.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Thoát với mã 3 khi có tệp bị trả lại.")]

app = App(help="Nạp báo cáo của các đơn vị, đối chiếu với chỉ tiêu và công bố số liệu.")
# What is printed is data: brackets and colons in a name are neither markup nor pictures.
console = Console(stderr=False, highlight=False, soft_wrap=True, markup=False, emoji=False)


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Hangs up a command under its function's name; whatever stops it ends in a sentence and exit code 1."""

    @functools.wraps(function)
    def at_the_door(*arguments: Any, **options: Any) -> None:
        log_to(DataDir(Path(options["data"])).log)
        with _sentences():
            function(*arguments, **options)

    app.command()(at_the_door)
    return function


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
        return
    except ReferenceError as error:
        print_problems(error.problems)
        say("Danh mục có lỗi nên chưa làm; số liệu đang có hiệu lực giữ nguyên.")
    except (FormError, PublicationError, LedgerDamaged, Busy) as error:
        say(str(error))
    except duckdb.Error as error:
        _log.warning("%s", " ".join(sys.argv[1:]), exc_info=True)
        say(f"{in_words(error)} Số liệu đang có hiệu lực giữ nguyên.")
    except MemoryError:
        _log.warning("%s", " ".join(sys.argv[1:]), exc_info=True)
        say(f"{NO_MEMORY} Số liệu đang có hiệu lực giữ nguyên.")
    except OSError as error:
        _log.warning("%s", " ".join(sys.argv[1:]), exc_info=True)
        where = f" {shown(str(error.filename), 300)}" if error.filename else ""
        say(f"Không đọc hay ghi được{where}: {why(error)}. Số liệu đang có hiệu lực giữ nguyên.")
    raise typer.Exit(EXIT_FAILED)


def say(sentence: str) -> None:
    """Prints a sentence; what it quotes may hold anything."""
    console.print(printable(sentence))


def usage(message: str) -> NoReturn:
    """Ends a command that was called wrongly."""
    say(message)
    raise typer.Exit(EXIT_USAGE)


def print_problems(problems: list[Problem], at_most: int = 1000) -> None:
    """Each with where it stands; only the first ones of a great many."""
    for problem in problems[:at_most]:
        kind = "Lỗi" if problem.severity == "error" else "Cảnh báo"
        sheet = f" trang “{problem.sheet}”" if problem.sheet else ""
        cell = f" ô {problem.cell}" if problem.cell else ""
        say(f"  {kind}{sheet}{cell}: {problem.message}")
    if len(problems) > at_most:
        say(f"  … và {len(problems) - at_most} điều nữa.")


class _Shown(Progress):
    """A bar over the files, then the steps of the publication."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        self.files_task = bar.add_task("Đọc tệp", total=None)

    def waiting(self, holder: str) -> None:
        say(f"Đang chờ: thư mục số liệu được dùng bởi {holder}.")

    def files(self, total: int) -> None:
        self.bar.update(self.files_task, total=max(total, 1), completed=0 if total else 1)

    def judged(self, name: str) -> None:
        self.bar.advance(self.files_task)

    def publishing(self, step: str) -> None:
        self.bar.update(self.files_task, description=f"Công bố: {step}")

    def told(self, sentence: str) -> None:
        say(f"Lưu ý: {sentence}")


def with_progress(data: Path, job: Callable[[DataDir, Progress], T], is_new: bool = False) -> T:
    """Does a job on a data folder under a progress bar; one that `is_new` need not be there yet."""
    folder = DataDir(data)
    if not is_new and not folder.reference.is_dir():
        usage(f"Không có thư mục {shown(str(folder.reference), 300)}; hãy chỉ thư mục số liệu bằng --data.")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        return job(folder, _Shown(bar))


def run() -> None:
    """Runs the command line with UTF-8 output, which a Windows console does not have by itself."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except Exception:
        _log.exception("%s", " ".join(sys.argv[1:]))
        say(
            "Chương trình gặp một lỗi chưa lường trước, việc này chưa làm xong; số liệu đang có hiệu lực giữ nguyên. "
            "Chi tiết ghi trong log/etl.log của thư mục số liệu; hãy gửi tệp ấy cho người phụ trách phần mềm."
        )
        sys.exit(EXIT_FAILED)
