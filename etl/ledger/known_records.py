"""Whether what is entered by hand tells of a record that somebody knows, or says enough to begin a new one."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, timedelta

import duckdb

from common.record_keys import KINDS, TAKEN_BACK, key_of, record_key
from common.shown import shown
from etl.ledger.entries import EntryRefused, entry_fields
from etl.lists.calendar import Calendar

#: What a new record has to say besides its number; without it a slip of the pen in a number would begin one.
_NEEDED = {"task": ("kind", "text"), "inspection": ("mode", "decided_on"), "finding": ("kind", "text")}
_CALLED = {"task": "nhiệm vụ", "inspection": "cuộc kiểm tra", "finding": "phát hiện"}

#: How far from its working year a day may lie, as in the workbooks.
_AROUND = timedelta(days=366)


def check_days(calendar: Calendar, kind: str, fields: Mapping[str, str]) -> None:
    """Raises EntryRefused where a day lies more than a year off the working year that the record names, as every workbook is refused."""
    if kind not in KINDS:
        return
    first, last = calendar.year_bounds(int(fields["year"]))
    days = {
        each.name: date.fromisoformat(fields[each.field])
        for each in entry_fields(kind)
        if each.type in ("date", "past") and fields.get(each.field, TAKEN_BACK) != TAKEN_BACK
    }
    faults = [f"“{name}” đang là {day:%d/%m/%Y}" for name, day in days.items() if not first - _AROUND <= day <= last + _AROUND]
    if faults:
        raise EntryRefused(
            f"Chưa ghi được: {'; '.join(faults)}, quá xa năm công tác {fields['year']} ({first:%d/%m/%Y}–{last:%d/%m/%Y}). Hãy xem lại."
        )


def check_known(
    ledger: duckdb.DuckDBPyConnection, listed: Iterable[Mapping[Hashable, object]], kind: str, fields: Mapping[str, str]
) -> None:
    """Raises EntryRefused where nobody told of the record before and the fields do not begin one. `listed`: the rows of tasks.csv."""
    if kind not in KINDS:
        return
    if kind == "finding":
        inspection = {"unit_code": fields["unit_code"], "year": fields["year"], "number": fields["inspection_number"]}
        if key_of("inspection", inspection) not in _known(ledger, "inspection"):
            raise EntryRefused(
                f"Chưa ghi được: {fields['unit_code']} năm {fields['year']} chưa có cuộc kiểm tra số "
                f"“{shown(fields['inspection_number'], 60)}”. "
                "Hãy xem lại số, hoặc nhập cuộc kiểm tra trước rồi mới nhập phát hiện của nó."
            )
    known = _known(ledger, kind)
    if kind == "task":
        known |= {record_key(str(row["unit_code"]), int(str(row["year"])), str(row["number"])) for row in listed}
    missing = [each.name for each in entry_fields(kind) if each.field in _NEEDED[kind] and fields.get(each.field, TAKEN_BACK) == TAKEN_BACK]
    if missing and key_of(kind, fields) not in known:
        needed = ", ".join(f"“{name}”" for name in missing)
        raise EntryRefused(
            f"Chưa ghi được: {fields['unit_code']} năm {fields['year']} chưa có {_CALLED[kind]} số “{shown(fields['number'], 60)}”. "
            f"Hãy xem lại số; nếu là {_CALLED[kind]} mới thì phải ghi cả {needed}."
        )


def _known(ledger: duckdb.DuckDBPyConnection, kind: str) -> set[str]:
    """The keys of what workbooks told of and what was entered before."""
    told = """select distinct r.record_key from record as r
        inner join file as f on f.file_no = r.file_no where f.status = 'accepted' and r.kind = ?"""
    keys = {str(key) for (key,) in ledger.execute(told, [kind]).fetchall()}
    entered: dict[int, dict[str, str]] = {}
    for entry_no, field, value in ledger.execute("select entry_no, field, value from entry where kind = ?", [kind]).fetchall():
        entered.setdefault(entry_no, {})[field] = value
    return keys | {key_of(kind, fields) for fields in entered.values()}
