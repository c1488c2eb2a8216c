"""``python -m briefing notice``: what a meeting concluded as a document, whenever it was entered.

A pack of a day knows only what was entered by the end of that day; conclusions are often written down on the next.
"""

import datetime
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console

from briefing.content.deciding import NothingKnown, full_name
from briefing.making import BriefingSettings, seat_of
from briefing.reading import opened
from briefing.render import notice_docx, packing
from common.files import write_whole
from common.paths import DataDir
from common.refusals import why
from common.settings import SettingsError, settings_of
from common.shown import shown
from etl.commands.moments import moment_of
from etl.commands.words import App
from etl.database_errors import in_words
from ui.kit import format as fmt

app = App()
console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)


@app.command()
def notice(
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp sẽ ghi, như ket-luan.docx.")],
    date: Annotated[str, typer.Option(help="Ngày giao ban.")],
    data: Annotated[Path, typer.Option("--data", help="Thư mục số liệu.", envvar="DATA_DIR")] = Path("data"),
    province: Annotated[str | None, typer.Option(help="Mã tỉnh, khi có nhiều tỉnh.")] = None,
) -> None:
    """Viết thông báo kết luận của buổi giao ban một ngày, từ mọi kết luận đã nhập đến nay."""
    try:
        day = moment_of(date).date()
    except ValueError:
        console.print(f"Không hiểu ngày “{shown(date)}”: ghi như 12/09/2022 hoặc 2022-09-12.")
        raise typer.Exit(2) from None
    try:
        write_whole(output, made(DataDir(data), day, province))
    except (NothingKnown, SettingsError) as error:
        console.print(str(error))
        raise typer.Exit(1) from None
    except duckdb.Error as error:
        console.print(in_words(error))
        raise typer.Exit(1) from None
    except OSError as error:
        console.print(f"Không đọc hay ghi được {shown(str(error.filename or output), 300)}: {why(error)}.")
        raise typer.Exit(1) from None
    console.print(f"Đã ghi {shown(str(output), 300)}")


def made(data: DataDir, day: datetime.date, province: str | None = None) -> bytes:
    """The document, from the newest publication. Raises NothingKnown where the meeting of that day concluded nothing, and duckdb.Error."""
    own = settings_of(data, "briefing", BriefingSettings)
    in_force = data.snapshot_in_force()
    if in_force is None:
        raise NothingKnown("Chưa có bản công bố nào; hãy chạy: python -m etl load.")
    with opened(data.snapshot(str(in_force))) as figures:
        of = {"province_code": province} if province else {}
        rows = figures.rows("mart.decision", of | {"meeting_on": day}, ["decision_key"]) if figures.has("mart.decision") else ()
        if not rows:
            raise NothingKnown(f"Chưa nhập kết luận nào của buổi giao ban ngày {fmt.day(day)}.")
        overview = figures.rows("mart.overview", {"province_code": rows[0]["province_code"]}, limit=1)
    issuer = own.issuer or (full_name(overview[0]["province_name"]) if overview else "")
    return packing.settled(notice_docx.notice(rows, day, own.superior, issuer, own.place or seat_of(issuer)), day)
