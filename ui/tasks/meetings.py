"""Weekly and monthly meetings held against planned, office by office."""

from collections.abc import Mapping
from typing import Any

from ui.kit import follow_ups, tables
from ui.kit import format as fmt
from ui.kit.columns import column
from ui.kit.view import View
from ui.tasks.due import MEETINGS
from ui.text import tasks as text


def show(view: View, where: Mapping[str, Any]) -> None:
    """Those behind their pace and those that said nothing; the others, where there are many, are folded."""
    order = ["kind desc", "is_behind desc", "unit_short_name vi"]
    rows = follow_ups.read(view, "mart.task_status", {**where, "kind": list(MEETINGS)}, order)
    columns = [*follow_ups.task_columns(view, "kind_name"), column("unit_short_name")]
    columns += follow_ups.task_columns(view, "done", "expected", "reason", "responsible")
    filed = [*columns, *follow_ups.task_columns(view, "planned")]  # in a file "30/39" is the number 30
    tables.headed(view, rows, filed, name="meetings", title=text.MEETINGS, aside=text.MEETINGS_HELP)
    if len(rows) <= follow_ups.FEW:
        follow_ups.listed(view, rows, columns, text.MEETINGS, text.NO_MEETINGS, joined="kind_name")
        return
    # Who did not say how many meetings were held is not among those that are not late.
    is_shown = rows["is_behind"].fillna(False).astype(bool) | rows["done"].isna()
    follow_ups.listed(view, rows[is_shown], columns, text.MEETINGS, text.NO_BEHIND, joined="kind_name")
    rest = text.MEETINGS_REST.format(count=fmt.number(len(rows) - int(is_shown.sum())))
    follow_ups.listed(view, rows[~is_shown], columns, rest, "", joined="kind_name", folded=text.MEETINGS_REST)
