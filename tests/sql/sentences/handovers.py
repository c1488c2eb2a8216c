"""Situations of today's offices: the first office takes over the others, and its sentence tells of all of them."""

from dataclasses import replace

from tests.sql.sentences.situation import CEILING, QUARTERLY, REFUSED, SILENT, WITHDRAWN, Office, Situation, count, rate

DAY, BEFORE = "2022-06-01", "2022-05-31"
WITHIN, BEFORE_WITHIN = "2022-07-01", "2022-06-30"


def taken(
    shape: Situation, edge: str, own: str, *others: str, at: int | None = None, place: str = "today", day: str = DAY, share: float = 1
) -> Situation:
    """`own` is what the successor reported from the third quarter on, `others` what each predecessor did until then."""
    before = BEFORE if day == DAY else BEFORE_WITHIN
    offices = [Office(f"– – {own}", opened_on=day), *(Office(figures, closed_on=before, share=share) for figures in others)]
    return replace(shape, offices=tuple(offices), edge=edge, place=place, at=at, taken_over_on=day)


FLOOR, TOP = count("count floor", "0", 12), count("count ceiling", "0", 5, **CEILING)
RATE, RATE_TOP = rate("rate floor", "0/0", 80), rate("rate ceiling", "0/0", 2, **CEILING)
EACH, YEAR_END = count("each quarter", "0", 1, **QUARTERLY), count("year end", "0", 6, target={"phasing": "year_end"})
ADDED, MISSING, EARLIER = "today: added", "today: a predecessor has not reported", "today: an earlier quarter of a predecessor"
HEADS, PARTED = "today: per head", "today: parted from an office that stays"
SHARED, OWN, PROVINCE, JOINED, INSIDE = (
    "today: by share", "today: registered of its own", "today: province", "today: joined", "today: within a quarter",
)  # fmt: skip
REGISTERED = {"assigned": ({"value": 12},), "registered": ({"value": 9},)}

HANDOVERS = (
    taken(FLOOR, ADDED, "3", "4 5", "1 2"), taken(FLOOR, ADDED, "0", "1 2", "0 1"), taken(TOP, ADDED, "3", "4 5", "1 2"),
    taken(TOP, ADDED, "0", "1 1"), taken(RATE, ADDED, "30/50", "40/50 45/50", "41/50 40/50"), taken(RATE_TOP, ADDED, "3/80", "1/80 1/80"),
    taken(EACH, ADDED, "2", "1 1", "1 1"), taken(EACH, ADDED, "0", "1 1", "1 0"), taken(YEAR_END, ADDED, "2", "1 1"),
    taken(FLOOR, ADDED, "9", "4 5", at=2), taken(RATE, ADDED, "0/0", "0/0 0/0"), taken(RATE, ADDED, "9/10", "40/50 40/50", at=2),

    taken(FLOOR, MISSING, "3", f"4 {SILENT}", "1 2", at=2), taken(FLOOR, MISSING, "3", f"4 {REFUSED}", "1 2", at=2),
    taken(FLOOR, MISSING, "3", f"4 {WITHDRAWN}", "1 2", at=2), taken(RATE, MISSING, "3/4", f"4/5 {REFUSED}", f"1/2 {SILENT}", at=2),
    taken(RATE, MISSING, "3/4", f"4/5 {REFUSED}", f"1/2 {WITHDRAWN}", at=2), taken(TOP, MISSING, "3", f"4 {REFUSED}", f"1 {REFUSED}", at=2),
    taken(FLOOR, MISSING, "3", f"4 {SILENT}", f"1 {SILENT}", at=2), taken(FLOOR, MISSING, SILENT, "4 4", "1 1"),
    taken(FLOOR, MISSING, REFUSED, "4 4", "1 1"), taken(RATE, MISSING, "3/4", "4/5 ?/5", "1/2 1/2", at=2),

    taken(FLOOR, EARLIER, "3", f"4 {SILENT}", "1 2"), taken(FLOOR, EARLIER, "3", f"4 {REFUSED}", "1 2"),
    taken(FLOOR, EARLIER, "3", f"{WITHDRAWN} 4", "1 2"), taken(RATE, EARLIER, "30/50", f"4/5 {REFUSED}", f"1/2 {SILENT}"),
    taken(RATE, EARLIER, "30/50", f"{SILENT} {REFUSED}", "1/2 1/2"), taken(RATE, EARLIER, "30/50", "?/5 4/5", "1/2 1/2"),
    taken(TOP, EARLIER, "1", f"{SILENT} 1", f"{SILENT} 1"),

    taken(FLOOR, SHARED, "3", "5 5", share=0.4), taken(TOP, SHARED, "1", "5 5", share=0.4),
    taken(RATE, SHARED, "3/5", "40/50 40/50", share=0.4),
    taken(EACH, SHARED, "2", "5 5", share=0.4), taken(RATE_TOP, SHARED, "3/80", "5/80 5/80", share=0.25),
    taken(FLOOR, SHARED, "3", "5 5", share=0.4, at=2), taken(FLOOR, SHARED, "3", f"5 {REFUSED}", share=0.4, at=2),
    taken(FLOOR, SHARED, "3", f"5 {SILENT}", share=0.4),

    *(
        replace(taken(FLOOR, OWN, own, *others, at=at), asked=REGISTERED, place="today registered")
        for own, others, at in (
            ("3", ("4 5", "1 2"), None), ("0", ("1 1",), None), ("9", ("4 5",), None), ("3", ("4 1",), 2), (REFUSED, ("4 1",), None),
        )
    ),

    *(
        replace(taken(each, PARTED, "3", "5 5 5", at=at), offices=(Office(own, opened_on=DAY), Office(figures, share=0.4, stays=True)))
        for each, own, figures, at in (
            (FLOOR, "– – 3", "5 5 5", None), (TOP, "– – 1", "1 1 1", None), (RATE, "– – 3/5", "4/5 4/5 4/5", None),
            (EACH, "– – 1", "2 2 2", None), (FLOOR, "– – 3", "5 5 5", 2),
        )
    ),

    *(
        replace(
            taken(FLOOR, HEADS, "9", "1 1", "1 1", at=at, place=place), asked={"assigned": ({"value": 2, "per": "k"},)},
            offices=(Office("– – 9", opened_on=DAY, heads="? ? 5"), Office("1 1", closed_on=BEFORE, heads="3 3"),
                     Office("1 1", closed_on=BEFORE, heads=heads)),
        )
        for place, at, heads in (
            ("today", None, "? ?"), ("today", 2, "? ?"), ("today", None, "2 2"), ("today province", None, "? ?"),
            ("today province", 2, "? ?"), ("today", None, "2 ?"),
        )
    ),
    taken(FLOOR, PROVINCE, "3", "4 5", "1 2", place="today province"), taken(TOP, PROVINCE, "3", "4 5", place="today province"),
    taken(RATE, PROVINCE, "30/50", "40/50 45/50", place="today province"),
    taken(FLOOR, PROVINCE, "3", f"4 {REFUSED}", "1 2", place="today province"),
    taken(FLOOR, PROVINCE, "3", f"4 {REFUSED}", "1 2", at=2, place="today province"),
    taken(FLOOR, PROVINCE, "3", "5 5", share=0.4, place="today province"),

    *(
        replace(each, offices=(Office(own), *each.offices[1:]), edge=JOINED)
        for each, own in (
            (taken(FLOOR, JOINED, "", "4 5"), "1 1 1"), (taken(TOP, JOINED, "", "1 1"), "1 1 1"),
            (taken(RATE, JOINED, "", "40/50 40/50"), "9/10 9/10 9/10"),
            (taken(FLOOR, JOINED, "", f"4 {REFUSED}", at=2), "1 1 1"), (taken(FLOOR, JOINED, "", f"4 {SILENT}"), "1 1 1"),
            (taken(EACH, JOINED, "", "1 0"), "1 1 1"),
        )
    ),

    taken(FLOOR, INSIDE, "3", "4 5 1", "1 2 1", day=WITHIN), taken(FLOOR, INSIDE, "3", f"4 5 {SILENT}", "1 2 1", day=WITHIN),
    taken(FLOOR, INSIDE, "3", f"4 5 {REFUSED}", day=WITHIN), taken(RATE, INSIDE, "30/50", "4/5 4/5 4/5", day=WITHIN),
    taken(EACH, INSIDE, "3", "1 1 1", day=WITHIN), taken(TOP, INSIDE, SILENT, "1 1 1", day=WITHIN),
)  # fmt: skip
