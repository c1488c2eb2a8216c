"""Meetings held against planned: who stands in sight, and who is folded among those that are not late."""

from typing import Any, cast

import pandas as pd
import pytest

from ui.kit.view import View
from ui.tasks import meetings
from ui.text import tasks as text


def test_who_said_nothing_is_not_folded_among_those_that_are_not_late(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"slow": (True, 3), "silent": (False, None), **{f"fine {n}": (False, 9) for n in range(meetings.follow_ups.FEW)}}
    rows = pd.DataFrame([{"unit_short_name": name, "is_behind": is_behind, "done": done} for name, (is_behind, done) in said.items()])
    listed: dict[str, list[str]] = {}

    def keep(view: View, shown: pd.DataFrame, columns: object, label: str, nothing: str, **others: Any) -> None:
        listed[label] = list(shown["unit_short_name"])

    monkeypatch.setattr(meetings.follow_ups, "read", lambda *of: rows)
    monkeypatch.setattr(meetings.follow_ups, "task_columns", lambda *of: [])
    monkeypatch.setattr(meetings.tables, "headed", lambda *of, **others: None)
    monkeypatch.setattr(meetings.follow_ups, "listed", keep)
    meetings.show(cast(View, None), {})
    rest = text.MEETINGS_REST.format(count=meetings.follow_ups.FEW)
    assert listed == {text.MEETINGS: ["slow", "silent"], rest: [name for name in said if name.startswith("fine")]}
