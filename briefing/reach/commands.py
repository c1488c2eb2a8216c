"""``python -m briefing digest`` and ``python -m briefing watch``: what timers call."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import duckdb
import typer
from rich.console import Console

from briefing.reach import text
from briefing.reach.notifying import notify, preview
from briefing.reach.watching import forever, once
from common.paths import DataDir
from common.refusals import why
from common.settings import SettingsError
from common.shown import shown
from etl.commands.diff import NotComparable
from etl.commands.moments import now
from etl.commands.words import App
from etl.database_errors import in_words
from etl.ledger.damage import LedgerDamaged
from etl.ledger.lock import Busy
from etl.snapshot.checks import PublicationError

T = TypeVar("T")
app = App(help="Bản tin và việc tự động.")
console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
DataOption = Annotated[Path, typer.Option("--data", help="Thư mục số liệu.", envvar="DATA_DIR")]


@app.command()
def digest(
    data: DataOption = Path("data"),
    show: Annotated[bool, typer.Option("--show", help="Chỉ cho xem bản tin sẽ gửi; không gửi, không ghi gì.")] = False,
) -> None:
    """Gửi bản tin nếu có đánh giá đổi, báo cáo quá hạn, lời hẹn hay kết luận đến hạn; gửi tiếp những gì lần trước chưa gửi được."""
    folder = _folder(data)
    if show:
        found = _in_words(lambda: preview(folder, now()))
        console.print(f"{found.subject}\n\n{found.text}".rstrip() if found else text.NO_NEWS)
        return
    if not _in_words(lambda: notify(folder, now(), console.print)):
        raise typer.Exit(1)


@app.command()
def watch(
    data: DataOption = Path("data"),
    only_once: Annotated[bool, typer.Option("--once", help="Một lượt rồi thôi, cho systemd hay Task Scheduler gọi.")] = False,
) -> None:
    """Nạp inbox/ khi có tệp mới, làm bộ tài liệu vào ngày giờ đã đặt, gửi bản tin mỗi ngày; đặt ở “watch”, “notify” trong settings.yml."""
    folder = _folder(data)
    try:
        is_well = _in_words(lambda: once(folder, now(), console.print) if only_once else forever(folder, now, console.print))
    except KeyboardInterrupt:
        return
    if is_well is None:
        console.print(text.NOT_WATCHING.format(path=shown(str(folder.root / "settings.yml"), 300)))
    if not is_well:
        raise typer.Exit(1)


def _folder(data: Path) -> DataDir:
    folder = DataDir(data)
    if not folder.reference.is_dir():
        console.print(f"Không có thư mục {shown(str(folder.reference), 300)}; hãy chỉ thư mục số liệu bằng --data.")
        raise typer.Exit(2)
    return folder


def _in_words(job: Callable[[], T]) -> T:
    """What a job gives; whatever stops it ends in a sentence and exit code 1."""
    try:
        return job()
    except (SettingsError, LedgerDamaged, NotComparable, PublicationError, Busy) as error:
        console.print(str(error))
    except duckdb.Error as error:
        console.print(in_words(error))
    except OSError as error:
        console.print(f"Không đọc hay ghi được {shown(str(error.filename or ''), 300)}: {why(error)}.")
    raise typer.Exit(1)
