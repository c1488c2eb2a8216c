"""The command that enters a record by hand; pages call it, too."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from common.paths import DataDir
from common.record_keys import KINDS, entry_key, key_of
from common.settings import SettingsError, read_settings
from common.shown import shown
from etl.commands import loading
from etl.commands.door import EXIT_FAILED, DataOption, WaitOption, command, say, usage, with_progress
from etl.commands.moments import now
from etl.commands.progress import Progress
from etl.ledger.entries import Entry, EntryRefused, append, checked
from etl.ledger.kept_lists import KeptLists
from etl.ledger.known_records import check_days, check_known
from etl.ledger.ledger import Ledger
from etl.ledger.lock import locked


@command
def enter(
    kind: Annotated[str, typer.Argument(help="Loại bản ghi, ví dụ decision.")],
    by: Annotated[str, typer.Option("--by", help="Họ tên người nhập.")],
    key: Annotated[str | None, typer.Option(help="Mã của bản ghi cần sửa; không nêu: bản ghi mới.")] = None,
    follows: Annotated[int, typer.Option(min=0, help="Lần ghi mà người nhập đã xem; 0: chưa có.")] = 0,
    publish: Annotated[bool, typer.Option("--publish/--no-publish", help="Công bố ngay.")] = True,
    data: DataOption = Path("data"),
    wait: WaitOption = 600,
) -> None:
    """Ghi một bản ghi vào sổ: các mục là một đối tượng JSON ở đầu vào chuẩn. Chỉ ghi thêm; sửa là ghi lần sau."""
    try:
        fields = json.loads(sys.stdin.buffer.read().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        usage("Đầu vào chuẩn phải là một đối tượng JSON, ví dụ {\"task\": \"…\"}.")
    if not isinstance(fields, dict):
        usage("Đầu vào chuẩn phải là một đối tượng JSON, ví dụ {\"task\": \"…\"}.")

    def job(folder: DataDir, progress: Progress) -> Entry:
        if not read_settings(folder).entry:
            raise EntryRefused(f"Nhập trên trang chưa được bật: ghi “entry: true” vào {shown(str(folder.root / 'settings.yml'), 300)}.")
        with locked(folder, wait, progress.waiting, progress.told):
            reference = KeptLists(folder).of_today(progress.told).reference
            tables = reference.tables
            columns = {"unit": ("units", "unit_code"), "indicator": ("indicators", "indicator_code"), "field": ("fields", "field_code")}
            known = {name: tuple(tables[table][column]) for name, (table, column) in columns.items()}
            ledger = Ledger(folder)
            with ledger.open(progress.told) as connection:
                sent = connection.execute("select distinct year from plan where status = 'accepted'").fetchall()
                known["year"] = tuple({str(year) for year in [*tables["plans"]["year"], *(year for (year,) in sent)]})
                given = checked(kind, fields, known, now().date())
                check_days(reference.calendar, kind, given)
                check_known(connection, tables["tasks"].to_dict("records"), kind, given)
                return append(ledger.entered, kind, _key(kind, key, given), given, by, now(), follows)

    try:
        entry = with_progress(data, job)
    except (EntryRefused, SettingsError) as error:
        say(str(error))
        raise typer.Exit(EXIT_FAILED) from None
    say(f"Đã ghi {entry.key}, lần {entry.version}.")
    if publish:
        with_progress(data, lambda folder, progress: loading.republish(folder, now(), progress, wait))


def _key(kind: str, key: str | None, given: dict[str, str]) -> str | None:
    """What has a number of its own goes by it, whoever enters it: a page and a command then follow each other's versions."""
    return entry_key(kind, key_of(kind, given)) if kind in KINDS else key
