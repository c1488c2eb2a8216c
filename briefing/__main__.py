"""``python -m briefing``: makes the pack of a day, for the province, one office or every office.

``python -m briefing digest`` and ``… watch`` are hung up in `briefing.reach.commands`, ``… notice`` in `briefing.noticing`.
"""

import datetime
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from briefing.ending import console, day_of, in_sentences, usage
from briefing.making import Made, known, make, units_of
from common.numbers import number_text
from common.paths import DataDir
from common.shown import shown
from etl.commands.moments import now
from etl.commands.words import App

app = App()
_OTHERS = "Thông báo kết luận: python -m briefing notice. Bản tin: python -m briefing digest. Tự làm hằng tuần: python -m briefing watch."
#: How many steps a pack is made in.
_STEPS = 7


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
    day = day_of(date) if date else now().date()
    before = day_of(since) if since else day - datetime.timedelta(days=7)
    if day > now().date():
        usage(f"Ngày {day:%d/%m/%Y} chưa đến.")
    if before >= day:
        usage(f"Ngày giao ban trước ({before:%d/%m/%Y}) phải trước ngày giao ban ({day:%d/%m/%Y}).")
    if units not in (None, "all") or (units and unit):
        usage("--units chỉ nhận “all”, và không dùng cùng --unit.")
    picked = [each.strip() for each in slides.split(",") if each.strip()]
    folder = DataDir(data)
    if not folder.reference.is_dir():
        usage(f"Không có thư mục {shown(str(folder.reference), 300)}; hãy chỉ thư mục số liệu bằng --data.")
    started = time.perf_counter()
    with in_sentences(output):
        made = _make(folder, day, before, output, unit, units == "all", province, picked)
    new = [each for each in made if each.is_new]
    for each in new:
        console.print(f"{each.title}: {len(each.files)} tệp trong {each.folder}")
    if len(new) < len(made):
        console.print(f"Không có gì thay đổi ở {len(made) - len(new)} bộ; giữ nguyên.")
    console.print(f"{number_text(time.perf_counter() - started, 1)} giây")


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
