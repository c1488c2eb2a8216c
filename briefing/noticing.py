"""``python -m briefing notice``: what a meeting concluded as a document, whenever it was entered.

A pack of a day knows only what was entered by the end of that day; conclusions are often written down on the next.
"""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from briefing.content.deciding import NothingKnown, full_name
from briefing.ending import console, day_of, in_sentences
from briefing.making import BriefingSettings, seat_of
from briefing.reading import opened
from briefing.render import notice_docx, packing
from common.files import write_whole
from common.paths import DataDir
from common.settings import settings_of
from common.shown import shown
from etl.commands.words import App
from ui.kit import format as fmt

app = App()


@app.command()
def notice(
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp sẽ ghi, như ket-luan.docx.")],
    date: Annotated[str, typer.Option(help="Ngày giao ban.")],
    data: Annotated[Path, typer.Option("--data", help="Thư mục số liệu.", envvar="DATA_DIR")] = Path("data"),
    province: Annotated[str | None, typer.Option(help="Mã tỉnh, khi có nhiều tỉnh.")] = None,
) -> None:
    """Viết thông báo kết luận của buổi giao ban một ngày, từ mọi kết luận đã nhập đến nay."""
    day = day_of(date)
    with in_sentences(output):
        write_whole(output, made(DataDir(data), day, province))
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
