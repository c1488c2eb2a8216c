"""In which order rows stand for whoever has to act: rows in the order that they must have, each before the next by one thing alone."""

from tests.sql.worked_out import worked_out
from tests.world import Row


def test_what_can_still_be_changed_then_focus_then_the_surest_the_weightiest_the_worst() -> None:
    plain: Row = {
        "province_code": "42", "year": 2022, "quarter": 3, "level": "headline", "prospect": "hard", "is_focus": False,
        "outlook": "unlikely", "is_fragile": False, "weight": 1, "attainment": 50.0, "unit_code": "B", "indicator_code": "R",
    }  # fmt: skip
    others: list[Row] = [
        {"prospect": "within_reach", "is_focus": True}, {"prospect": "within_reach", "attainment": 90.0},
        {"is_focus": True}, {"outlook": "open", "is_fragile": True}, {"weight": 2, "attainment": 60.0}, {"attainment": 40.0},
        {"unit_code": "A"}, {"indicator_code": "Q"}, {}, {"attainment": 51.0}, {"is_fragile": True, "weight": 9},
        {"prospect": "untold", "is_focus": True}, {"prospect": "lost", "is_focus": True}, {"prospect": "lost", "attainment": 1.0},
    ]  # fmt: skip
    rows = [{**plain, **other} for other in others]
    assert worked_out("mart.level_attention", "attention_rank", rows) == list(range(1, len(rows) + 1))


def test_the_provinces_targets_stand_from_the_worst_to_what_nobody_is_held_to() -> None:
    plain: Row = {
        "province_code": "42", "year": 2022, "quarter": 3, "level": "headline", "urgency": 3, "is_focus": False, "offices_judged": 10,
        "offices_unmet": 5, "attainment": 50.0, "field_order": 2, "list_order": 2, "indicator_code": "R",
    }  # fmt: skip
    others: list[Row] = [
        {"urgency": 1, "attainment": 99.0}, {"urgency": 2}, {"is_focus": True, "offices_unmet": 1}, {"offices_unmet": 6},
        {"offices_judged": 9, "attainment": 60.0}, {"attainment": 40.0}, {"field_order": 1}, {"list_order": 1}, {"indicator_code": "Q"}, {},
        {"attainment": None}, {"offices_judged": 0, "offices_unmet": 0}, {"urgency": 7, "is_focus": True},
        # Met by the province: those that an office misses come first, whichever of both urgencies they have; focus no longer counts.
        {"urgency": 9, "offices_unmet": 4}, {"urgency": 8, "offices_unmet": 2, "is_focus": True}, {"urgency": 8, "offices_unmet": 1},
        {"urgency": 8, "offices_unmet": 0, "attainment": 10.0}, {"urgency": 9, "offices_unmet": 0, "is_focus": True},
        {"urgency": 10, "offices_unmet": 3},
    ]  # fmt: skip
    rows = [{**plain, **other} for other in others]
    assert worked_out("mart.province_target", "worst_rank", rows) == list(range(1, len(rows) + 1))
