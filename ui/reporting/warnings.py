"""What is to be looked at again, of all kinds or of one."""

from collections.abc import Mapping
from typing import Any

from ui.kit import format as fmt
from ui.kit import offices, queries
from ui.kit.columns import PLACE, column, in_reports
from ui.kit.filters import Choice, Quarter, option
from ui.kit.view import ALL, View
from ui.reporting import lists
from ui.text import reporting as text

Row = Mapping[str, Any]

WARNED = [column("unit_short_name"), in_reports("kind_name"), in_reports("message"), column("file"), PLACE]


def counts(view: View, quarter: Quarter, unit: Choice | None, province: Choice, field: Choice | None) -> dict[str, int]:
    """How many warnings of each kind, and of all, there are of a unit, with those that it carries, or of the whole province."""
    places = offices.behind(view, unit.code) if unit else [province.code]
    in_field = {"field_code": field.code if field else ALL, "severity": "warning"}
    where = quarter.where | in_field | {"scope": "unit" if unit else "province", "place_code": places}
    rows = queries.read(view.data, "log.problem_count", where=where)
    return {str(code): int(found) for code, found in rows.groupby("code")["problems"].sum().items()}


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
    rows = queries.read(view.data, "log.problem", where=wanted, order=["unit_short_name vi", "code", "sheet", "cell"])
    lists.listed(view, rows, WARNED, above=above, name="warnings", title=text.WARNINGS, none=text.WARNINGS_NONE, facts=facts)


def _kind(view: View, quarter: Quarter, unit: Choice | None, province: Choice, field: Choice | None) -> str:
    """The kind of warning that is looked at, with its count here; kinds that never occurred are not offered."""
    columns = ["code", "kind_name"]
    where = {"severity": "warning", "code": ("!=", ALL)}
    ever = queries.read(view.data, "log.problem_count", columns=columns, where=where, order=["kind_name vi"]).drop_duplicates()
    here = counts(view, quarter, unit, province, field)
    names = {ALL: text.ALL_KINDS} | dict(zip(ever["code"], ever["kind_name"], strict=True))
    said = {code: text.KIND_COUNT.format(name=name, count=fmt.number(here.get(code, 0))) for code, name in names.items()}
    return option(view, "kind", said, text.KIND_LABEL, width=290)
