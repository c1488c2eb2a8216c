"""Which quarters of a year cannot be set beside the same quarters of the year before, and what is said of it."""

from ui.kit import format as fmt
from ui.kit import queries
from ui.kit.view import View
from ui.text import common as text


def unlike(view: View, year: int) -> dict[int, str]:
    """The quarters of `year` that are not compared with those of a year before that has figures, each with the published reason."""
    if "mart.year_before" not in queries.tables(view.snapshot):
        return {}
    rows = queries.rows(view.data, "mart.year_before", where={"year": year}, order=["quarter"])
    return {
        int(row["quarter"]): str(row["obstacle"])
        for row in rows
        if not fmt.is_unknown(row["obstacle"]) and not fmt.is_unknown(row["previous_starts_on"])
    }


def remarks(quarters: dict[int, str]) -> list[str]:
    """Why last year's line lacks quarters: a remark for each reason."""
    reasons = dict.fromkeys(each.removesuffix(".") for each in quarters.values())
    return [text.NOT_DRAWN.format(reason=f"{reason[:1].lower()}{reason[1:]}") for reason in reasons]
