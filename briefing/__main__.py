"""``python -m briefing``: makes the pack of a day, for the province, one office or every office.

``python -m briefing digest`` and ``… watch`` are hung up in `briefing.reach.commands`, ``… notice`` in `briefing.noticing`.
"""

import datetime
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import duckdb
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from briefing.content.deciding import NothingKnown
from briefing.making import Made, NoSuchSlide, known, make, units_of
from briefing.render.checks import Faulty
from common.paths import DataDir
from common.refusals import why
from common.settings import SettingsError
from common.shown import shown
from etl.commands.diff import NotComparable
from etl.commands.moments import moment_of, now
from etl.commands.words import App
from etl.database_errors import in_words
from etl.ledger.damage import LedgerDamaged
from etl.ledger.lock import Busy
from etl.snapshot.checks import PublicationError

app = App()
console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
_OTHERS = "Thông báo kết luận: python -m briefing notice. Bản tin: python -m briefing digest. Tự làm hằng tuần: python -m briefing watch."
#: How many steps a pack is made in.
_STEPS = 7


def _day(said: str) -> datetime.date:
    try:
        return moment_of(said).date()
    except ValueError:
        _usage(f"Không hiểu ngày “{shown(said)}”: ghi như 12/09/2022 hoặc 2022-09-12.")


def _usage(message: str) -> NoReturn:
    console.print(message)
    raise typer.Exit(2)


@app.command(epilog=_OTHERS)
def brief(
    output: Annotated[Path, typer.Option("-o", "--output", help="Thư mục sẽ ghi các tệp vào.")],
    date: Annotated[str, typer.Option(help="Ngày giao ban: số liệu như đã biết đến hết ngày ấy.")] = "",
    since: Annotated[str, typer.Option(help="Ngày giao ban trước; không nêu: một tuần trước.")] = "",
    data: Annotated[Path, typer.Option("--data", help="Thư mục số liệu.", envvar="DATA_DIR")] = Path("data"),
    unit: Annotated[str | None, typer.Option(help="Mã một đơn vị: bộ tài liệu của riêng đơn vị ấy.")] = None,
    units: Annotated[str | None, typer.Option(help="“all”: mỗi đơn vị một bộ, trong thư mục mang mã đơn vị.")] = None,
    province: Annotated[str | None, typer.Option(help="Mã tỉnh, khi có nhiều tỉnh.")] = None,
    slides: Annotated[str, typer.Option(help="Mã các trang lấy vào, theo thứ tự, cách nhau dấu phẩy; không nêu: tất cả.")] = "",
) -> None:
    """Làm bộ tài liệu giao ban: briefing.pptx, briefing.pdf, briefing.docx, ảnh từng trang, figures.xlsx."""
    day = _day(date) if date else now().date()
    before = _day(since) if since else day - datetime.timedelta(days=7)
    if day > now().date():
        _usage(f"Ngày {day:%d/%m/%Y} chưa đến.")
    if before >= day:
        _usage(f"Ngày giao ban trước ({before:%d/%m/%Y}) phải trước ngày giao ban ({day:%d/%m/%Y}).")
    if units not in (None, "all") or (units and unit):
        _usage("--units chỉ nhận “all”, và không dùng cùng --unit.")
    picked = [each.strip() for each in slides.split(",") if each.strip()]
    folder = DataDir(data)
    if not folder.reference.is_dir():
        _usage(f"Không có thư mục {shown(str(folder.reference), 300)}; hãy chỉ thư mục số liệu bằng --data.")
    started = time.perf_counter()
    made = _in_words(lambda: _make(folder, day, before, output, unit, units == "all", province, picked), output)
    new = [each for each in made if each.is_new]
    for each in new:
        console.print(f"{each.title}: {len(each.files)} tệp trong {each.folder}")
    if len(new) < len(made):
        console.print(f"Không có gì thay đổi ở {len(made) - len(new)} bộ; giữ nguyên.")
    console.print(f"{time.perf_counter() - started:.1f} giây".replace(".", ","))


def _in_words(job: Callable[[], list[Made]], output: Path) -> list[Made]:
    """What a job makes; whatever stops it ends in a sentence and exit code 1."""
    try:
        return job()
    except (NothingKnown, NoSuchSlide, NotComparable, PublicationError, LedgerDamaged, Busy, SettingsError) as error:
        console.print(str(error))
        raise typer.Exit(1) from None
    except Faulty as error:
        console.print(f"Chưa giao tệp nào: {len(error.faults)} chỗ hỏng.\n{error}")
        raise typer.Exit(1) from None
    except duckdb.Error as error:
        console.print(in_words(error))
        raise typer.Exit(1) from None
    except OSError as error:
        console.print(f"Không đọc hay ghi được {shown(str(error.filename or output), 300)}: {why(error)}.")
        raise typer.Exit(1) from None


def _make(
    data: DataDir, day: datetime.date, since: datetime.date, output: Path, unit: str | None, is_all: bool, province: str | None,
    slides: list[str],
) -> list[Made]:  # fmt: skip
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Giao ban", total=2 + _STEPS)
        place = ""

        def told(step: str) -> None:
            bar.update(task, advance=1, description=f"{place}{step}")
            if not console.is_terminal:
                # For whoever started this process and shows how far it is.
                console.print(f"… {place}{step}")

        seen = known(data, day, since, now(), told)
        codes: list[str | None] = [*units_of(seen, province)] if is_all else [unit]
        bar.update(task, total=2 + _STEPS * len(codes))
        made = []
        for number, code in enumerate(codes, 1):
            place = f"{number}/{len(codes)} {code}: " if is_all else ""
            made.append(make(data, seen, output / str(code) if is_all else output, code, province, told, slides))
            bar.update(task, completed=2 + _STEPS * number)
        return made


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.argv[1:2] and sys.argv[1] in ("digest", "watch"):
        from briefing.reach.commands import app as reach

        reach()
    if sys.argv[1:2] == ["notice"]:
        from briefing.noticing import app as notices

        sys.argv.pop(1)
        notices()
    app()
