"""What is to be looked at again, of all kinds or of one."""

from collections.abc import Mapping
from typing import Any

from ui.kit import format as fmt
from ui.kit import queries, tables
from ui.kit.columns import in_reports
from ui.kit.filters import Choice, Quarter, option
from ui.kit.view import ALL, View
from ui.reporting import lists
from ui.text import reporting as text

Row = Mapping[str, Any]

WARNED = [tables.column("unit_short_name"), in_reports("kind_name"), in_reports("message"), tables.column("file"), tables.PLACE]


def counted(quarter: Quarter, unit: Choice | None, province: Choice, field: Choice | None) -> dict[str, Any]:
    """The conditions that pick the counts of warnings of a unit, or of the whole province, in ``log.problem_count``."""
    in_field = {"field_code": field.code if field else ALL}
    place = {"scope": "unit", "place_code": unit.code} if unit else {"scope": "province", "place_code": province.code}
    return quarter.where | place | in_field | {"severity": "warning"}


def show(
    view: View,
    where: Mapping[str, Any],
    quarter: Quarter,
    unit: Choice | None,
    province: Choice,
    field: Choice | None,
    facts: str,
) -> None:
    """`where`: conditions on ``log.problem``."""
    above = lists.head("warnings", text.WARNINGS, facts)
    with above:
        chosen = _kind(view, quarter, unit, province, field)
    wanted = {**where, "severity": "warning"} | ({"code": chosen} if chosen != ALL else {})
    rows = queries.read(view.snapshot, "log.problem", where=wanted, order=["unit_short_name vi", "code", "sheet", "cell"])
    lists.listed(view, rows, WARNED, above=above, name="warnings", title=text.WARNINGS, none=text.WARNINGS_NONE, facts=facts)


def _kind(view: View, quarter: Quarter, unit: Choice | None, province: Choice, field: Choice | None) -> str:
    """The kind of warning that is looked at, with its count here; kinds that never occurred are not offered."""
    columns = ["code", "kind_name"]
    where = {"severity": "warning", "code": ("!=", ALL)}
    ever = queries.read(view.snapshot, "log.problem_count", columns=columns, where=where, order=["kind_name vi"]).drop_duplicates()
    rows = queries.read(view.snapshot, "log.problem_count", where=counted(quarter, unit, province, field))
    counts = dict(zip(rows["code"], rows["problems"], strict=True))
    names = {ALL: text.ALL_KINDS} | dict(zip(ever["code"], ever["kind_name"], strict=True))
    said = {code: text.KIND_COUNT.format(name=name, count=fmt.number(counts.get(code, 0))) for code, name in names.items()}
    return option(view, "kind", said, text.KIND_LABEL, width=290)
