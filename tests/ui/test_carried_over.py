"""What an office's page says of the cases carried over when no line is left: all resolved, none reported, or nothing known."""

from typing import Any, cast

import pytest

from ui.kit.view import View
from ui.text import tasks as text
from ui.unit import life


class _View:
    data = "x"


@pytest.mark.parametrize(
    ("flows", "told", "said"),
    [
        ([{"reason": "Tin: còn 2.", "carried_over_left": 2}, {"reason": "Án: hết.", "carried_over_left": 0}], [True], "Tin: còn 2."),
        ([{"reason": "Án: hết.", "carried_over_left": 0}], [True], text.CARRIED_DONE),
        ([], [True, False], text.NO_CARRIED),
        ([], [False, False], text.CARRIED_UNKNOWN),  # the quarter was not reported
        ([], [], text.NO_CARRIED),  # the office keeps no list of flows
    ],
)
def test_nothing_left_is_not_nothing_reported(
    monkeypatch: pytest.MonkeyPatch, flows: list[dict[str, Any]], told: list[bool], said: str
) -> None:
    tables = {"mart.carried_over": flows, "mart.caseflow": [{"is_known": known} for known in told]}
    monkeypatch.setattr(life.queries, "rows", lambda source, table, **others: tables[table])
    shown = life._carried_over(cast(View, _View()), {})
    assert said in shown and "Án: hết." not in shown
