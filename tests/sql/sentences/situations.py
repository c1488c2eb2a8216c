"""The table of situations: the shapes at their edges, and what no product of these brings about."""

from dataclasses import replace
from typing import Any

from tests.sql.sentences.shapes import products
from tests.sql.sentences.situation import CEILING, COUNTED, QUARTERLY, REFUSED, SILENT, WITHDRAWN, Office, Situation, count, rate, target


def _per_head(shape: str, figures: str, heads: str, **facts: Any) -> Situation:
    asked = facts.pop("target", {"per": "k"})
    base = count(shape, figures, facts.pop("value", 1.5), target=asked, unit="phiên toà", element="Số phiên toà", **facts)
    return replace(base, offices=(replace(base.offices[0], heads=heads),))


def _part_of_year(shape: str, figures: str, value: Any, opened_on: str | None, closed_on: str | None = None, **facts: Any) -> Situation:
    base = count(shape, figures, value, edge="part of the year", **facts)
    return replace(base, offices=(replace(base.offices[0], opened_on=opened_on, closed_on=closed_on),))


DIGITS, HALF, BEGUN, CLOSE = "digits that show the difference", "rounded half up", "nothing yet", "one case turns it"
HAIR, MONEY = "too near for any digits", {"unit": "đồng", "element": "Số tiền", "element_decimals": 0}
FINER = "a target finer than the indicator"
HELD, DENOMINATOR, TIER = "per head", "denominator", {"value": 5, "volume_from": 100}
AFTER, MAY = "after it was due", {"due_on": "2022-05-31"}
#: A share of each quarter in one plan, a number in the next, and the other way round.
SHARED_THEN_COUNTED = {"assigned": ({"value": 80, "phasing": "each_quarter"},
                                    {"value": 3, "phasing": "each_quarter", "measured_as": "count", "later": True})}
COUNTED_THEN_SHARED = {"assigned": ({"value": 3, "phasing": "each_quarter", "measured_as": "count"},
                                    {"value": 80, "phasing": "each_quarter", "later": True})}
TIERS = {"assigned": (TIER, {"value": 2, "volume_below": 100, "measured_as": "count"})}

#: What no product of shapes and edges brings about.
SINGLES = (
    rate("rate floor 100 unmet", "1999/2000", 100, edge=DIGITS),
    rate("rate floor 100 unmet", "2499999/2500000", 100, edge=DIGITS),
    rate("rate floor 100 missed", "0/0 0/0 0/0 24999999/25000000", 100, edge=DIGITS),
    rate("rate floor 100 missed for good", "1999/2000", 100, edge=DIGITS, shortfall="final"),
    rate("rate floor exceeded", "9001/10000", 90, edge=DIGITS),
    rate("rate ceiling over", "2001/100000", 2, edge=DIGITS, **CEILING),
    rate("rate ceiling missed", "0/0 0/0 0/0 20001/1000000", 2, edge=DIGITS, **CEILING),
    rate("rate ceiling 0 over", "1/25000", 0, edge=DIGITS, **CEILING),
    rate("rate floor without decimals", "796/1000", 80, edge=DIGITS, decimals=0),
    rate("rate floor 100 unmet", "9999999999999/10000000000000", 100, edge=HAIR, **MONEY),
    rate("rate floor 100 missed", "0/0 0/0 0/0 9999999999999/10000000000000", 100, edge=HAIR, **MONEY),
    rate("rate floor 100 missed for good", "9999999999999/10000000000000", 100, edge=HAIR, shortfall="final", **MONEY),
    rate("rate floor exceeded", "8000000000001/10000000000000", 80, edge=HAIR, **MONEY),
    rate("rate ceiling met", "199999999999/10000000000000", 2, edge=HAIR, **MONEY, **CEILING),
    rate("rate ceiling over", "200000000001/10000000000000", 2, edge=HAIR, **MONEY, **CEILING),
    rate("rate ceiling 0 over", "1/10000000000000", 0, edge=HAIR, **MONEY, **CEILING),
    rate("each quarter rate short", "7/10 7999999999999/9999999999990", 80, edge=HAIR, **MONEY, **QUARTERLY),
    rate("rate floor behind, seen at ten places", "9999999999985/10000000000000", 100, edge=DIGITS, **MONEY),
    rate("rate floor met", "349/400", 87.25, edge=FINER),
    rate("rate floor met", "199/200", 99.5, edge=FINER, decimals=0),
    rate("rate ceiling met", "349/400", 87.25, edge=FINER, **CEILING),
    rate("rate ceiling met", "199/200", 99.5, edge=FINER, decimals=0, **CEILING),
    rate("rate ceiling met", "2/5", 87.25, edge=FINER, **CEILING),
    rate("rate ceiling over", "699/800", 87.25, edge=FINER, **CEILING),
    rate("rate floor behind", "174/200", 87.25, edge=FINER),
    rate("rate floor behind", "697/800", 87.25, edge=FINER),
    rate("rate floor missed", "0/0 0/0 0/0 199/400", 99.5, edge=FINER, decimals=0),
    rate("rate floor exceeded", "9/10", 87.25, edge=FINER),
    rate("each quarter rate met", "349/400 349/400", 87.25, edge=FINER, **QUARTERLY),
    rate("each quarter rate short", "3/4 399/400", 87.25, edge=FINER, **QUARTERLY),
    rate("rate floor behind", "61/80", 80, edge=HALF),
    rate("rate floor missed", "0/0 0/0 0/0 61/80", 80, edge=HALF),
    rate("rate floor exceeded", "65/80", 80, edge=HALF),
    rate("rate ceiling over", "5/80", 5, edge=HALF, **CEILING),
    rate("rate without a target", "5/80", None, edge=HALF),
    rate("rate floor final behind", "61/80", 80, edge=HALF, shortfall="final"),
    rate("rate floor behind", "55449999999/100000000000", 90, edge=HALF, unit="đồng", element="Số tiền"),
    count("count floor exceeded", "2.2", 2, edge=HALF, unit="giờ", element="Số giờ", element_decimals=2),
    count("count floor missed", "0 0 0 1.6", 2, edge=HALF, unit="giờ", element="Số giờ", element_decimals=2),
    count("count ceiling passed", "2.5", 2.2, edge=HALF, unit="giờ", element="Số giờ", element_decimals=2, **CEILING),
    count("count floor begun", "0", 1, edge=BEGUN, unit="cuộc", element="Số cuộc"),
    count("count floor begun", "0", 2, edge=BEGUN, unit="văn bản", element="Số kiến nghị", target={"phasing": "year_end"}),
    count("count floor begun", "1 0", 3, edge=BEGUN, unit="cuộc", element="Số cuộc", target={"phasing": "year_end"}),
    count("count floor begun", "0", 1, edge=BEGUN, unit="phiên toà", element="Số phiên toà", due_on="2022-08-31"),
    count("count floor begun", "0", 1, edge=BEGUN, unit=None, element="Số điểm"),
    count("rate held to a count, begun", "0/4", 1, edge=BEGUN, **COUNTED),
    rate("rate floor met by one", "8/10", 80, edge=CLOSE),
    rate("rate floor short by one", "7/10", 75, edge=CLOSE),
    rate("rate floor missed by one", "0/0 0/0 0/0 7/10", 75, edge=CLOSE),
    rate("rate ceiling met by one", "2/100", 2, edge=CLOSE, **CEILING),
    rate("rate ceiling over by one", "3/100", 2, edge=CLOSE, **CEILING),
    rate("rate floor final short by one", "18/20", 95, edge=CLOSE, shortfall="final"),
    rate("rate floor 100 short by one", "9/10", 100, edge=CLOSE),
    count("count floor met by one", "5", 5, edge=CLOSE),
    count("count floor short by one", "4", 5, edge=CLOSE),
    count("count floor missed by one", "1 1 1 1", 5, edge=CLOSE),
    count("count ceiling met by one", "5", 5, edge=CLOSE, **CEILING),
    count("count ceiling passed by one", "6", 5, edge=CLOSE, **CEILING),
    count("count floor of one", "1", 1, edge=CLOSE),
    rate("rate refused", f"40/50 {REFUSED}", 80, edge="report refused"),
    rate("rate withdrawn", f"40/50 {WITHDRAWN}", 80, edge="report withdrawn"),
    count("count refused", REFUSED, 5, edge="report refused"),
    count("count withdrawn", WITHDRAWN, 5, edge="report withdrawn"),
    count("count ceiling refused", f"1 {REFUSED}", 5, edge="report refused", **CEILING),
    count("each quarter refused", f"1 {REFUSED}", 1, edge="report refused", **QUARTERLY),
    rate("rate that did not arise", f"{REFUSED} 0/0", 90, edge="report refused"),
    count("two quarters refused", f"{REFUSED} {REFUSED} 2", 9, edge="report refused"),
    count("count ceiling 0 met", f"{WITHDRAWN} 0", 0, edge="report withdrawn", **CEILING),
    count("count without a target", f"{WITHDRAWN} 3", None, edge="report withdrawn"),
    rate("rate that did not arise", f"{WITHDRAWN} 0/0", 90, edge="report withdrawn"),
    rate("rate without n", "?/50", 80, edge="report without an element"),
    rate("rate without d", "40/?", 80, edge="report without an element"),
    rate("rate without either", "?/?", 80, edge="report without an element"),
    count("count without n", "?", 3, edge="report without an element", element="THA: số việc"),
    rate("rate without d, no target", "40/?", None, edge="report without an element"),
    rate("rate over less than nothing", "3/-5", 80, edge=DENOMINATOR),
    rate("rate over less than nothing", "3/-1250", 2, edge=DENOMINATOR, **CEILING),
    rate("rate over less than nothing so far", "30/-50 10/20", 80, edge=DENOMINATOR),
    rate("rate of less than nothing", "-3/20", 80, edge=DENOMINATOR),
    rate("rate of less than nothing", "-3/20", 2, edge=DENOMINATOR, **CEILING),
    count("count of less than nothing", "-3", 2, edge=DENOMINATOR),
    rate("rate above 100", "150/100", 80, edge=DENOMINATOR),
    rate("rate of nothing yet", "0/40", 80, edge=DENOMINATOR),
    count("count floor 0", "0", 0, edge="target 0"),
    count("count floor 0 exceeded", "2", 0, edge="target 0"),
    rate("rate floor 0", "0/5", 0, edge="target 0"),
    count("each quarter ceiling 0", "1 0", 0, edge="target 0", **QUARTERLY, **CEILING),
    count("each quarter ceiling 0", "0 0", 0, edge="target 0", **QUARTERLY, **CEILING),
    rate("each quarter rate that did not arise", "0/0", 80, edge="each quarter", **QUARTERLY),
    count("each quarter three short", "0 0 0 1", 1, edge="each quarter", **QUARTERLY),
    count("each quarter two short of four", "0 2 2 0", 1, edge="each quarter", **QUARTERLY),
    count("each quarter, last of the year", "1 1 1 1", 1, edge="each quarter", **QUARTERLY),
    rate("each quarter rate met", "9/10 8/10", 80, edge="each quarter", **QUARTERLY),
    rate("each quarter rate ceiling met", "1/10 2/10", 20, edge="each quarter", **QUARTERLY, **CEILING),
    rate("each quarter rate, all short", "7/10 7/10 6/10", 80, edge="each quarter", **QUARTERLY),
    *(
        replace(s, edge="each quarter, part of the year", offices=(replace(s.offices[0], opened_on="2022-01-15"),))
        for s in (
            count("each quarter, first silent", "– 3", 1, **QUARTERLY), count("each quarter, one silent", "3 – 3", 1, **QUARTERLY),
            count("each quarter met", "3 1", 1, **QUARTERLY), count("each quarter short", "3 0", 1, **QUARTERLY),
            count("each quarter not yet", "3", 1, **QUARTERLY), rate("each quarter rate not yet", "3/4", 80, **QUARTERLY),
            rate("each quarter rate, nothing yet", "0/0", 80, **QUARTERLY), rate("each quarter rate", "1/4 4/4", 80, **QUARTERLY),
        )
    ),
    _per_head("per head exceeded", "5 5", "5 5", edge=HELD),
    _per_head("per head met", "6", "4", edge=HELD),
    _per_head("per head behind", "1 1", "8 8", edge=HELD),
    _per_head("per head missed", "1 1 1 1", "5 5 5 5", edge=HELD),
    _per_head("per head unknown", "2 3", "? ?", edge=HELD),
    _per_head("per head unknown, nothing yet", "0", "?", edge=HELD),
    _per_head("per head ceiling", "9", "2", edge=HELD, **CEILING),
    *(
        _per_head("per head unknown", figures, "?", edge=HELD, heads_of=heads_of)
        for figures, heads_of in (
            ("2", "Số xã"), ("3", "Số phiên toà đã mở"), ("4", "THA: số việc phải thi hành"), ("6", "Số điều tra viên"),
            ("7", "Kiểm sát viên"), ("8", "Xã, phường"),
        )
    ),
    _per_head("per head too large", "2", "900000000000000", value=5000, edge=HELD, heads_of="Số tiền phải thu"),
    *(
        replace(_per_head("per head each quarter", figures, heads, target={"per": "k", "phasing": "each_quarter"}), edge=HELD,
                offices=(Office(figures, opened_on=opened_on, heads=heads),))
        for figures, heads, opened_on in (
            ("1", "3", "2022-01-15"), ("1", "?", "2022-01-15"), ("1 4", "3 2", "2022-01-15"), ("1", "?", None),
        )
    ),
    _part_of_year("count floor behind", "– – – 2", 12, "2022-07-01"),
    _part_of_year("count floor exceeded", "– – 4 6", 12, "2022-06-01"),
    _part_of_year("count floor on track", "– 3 3", 12, "2022-03-01"),
    _part_of_year("count floor of nothing", "– – – 0", 2, "2022-09-01"),
    _part_of_year("count floor 0", "– – – 0", 0, "2022-09-01"),
    _part_of_year("count floor 0 exceeded", "– – – 1", 0, "2022-09-01"),
    _part_of_year("count ceiling rounded up", "– – – 1", 1, "2022-09-01", **CEILING),
    _part_of_year("count ceiling met", "– – – 1", 5, "2022-09-01", **CEILING),
    _part_of_year("count ceiling passed", "– – – 5", 5, "2022-09-01", **CEILING),
    _part_of_year("count floor of a term", "– – 2", 12, "2022-06-01", due_on="2022-08-31"),
    _part_of_year("count floor until it closed", "3 3", 12, None, "2022-05-31"),
    replace(_part_of_year("registered as written", "– – 2 2", 12, "2022-06-01"), place="registered",
            asked={"registered": ({"value": 12},)}),
    rate("rate from a day on", "40/50", 80, edge="figures that end early"),
    *(
        replace(s, edge="figures that end early", offices=(replace(s.offices[0], period_to="2022-02-10"),))
        for s in (
            rate("rate floor behind", "30/50", 80), count("count floor on track", "3", 12), count("count ceiling met", "1", 5, **CEILING),
            count("each quarter not over", "0", 1, **QUARTERLY), count("count floor behind", "1", 12),
        )
    ),
    *(
        replace(rate("rate in tiers", figures, 5), asked=TIERS, edge="tiers by volume")
        for figures in ("7/120", "5/120", "5/100", "3/60", "2/60", "1/60")
    ),
    *(
        replace(count("two levels", figures, 5), edge="levels", place=place,
                asked={"assigned": ({"value": 5},), **({"registered": ({"value": own},)} if own else {}),
                       "national": ({"value": 4},)})
        for figures, place, own in (
            ("3", "registered", 8), ("3", "registered", None), ("3", "registered", 3), ("3", "registered", 5), ("3", "national", 8),
            ("3", "assigned", 8), (SILENT, "registered", 8), (SILENT, "registered", None),
        )
    ),
    count("count floor exceeded", "1 1 9", 4, edge=AFTER, **MAY),
    count("count floor met", "1 1 2", 4, edge=AFTER, **MAY),
    count("count floor exceeded in time", "1 4 9", 4, edge=AFTER, **MAY),
    count("count floor exceeded before", "5 1", 4, edge=AFTER, due_on="2022-04-15"),
    count("count floor exceeded, nobody knows when", "1 9", 4, edge=AFTER, due_on="2022-04-15"),
    count("count floor exceeded, short after it was due", "1 1 9", 4, edge=AFTER, due_on="2022-04-15"),
    count("count floor exceeded, silent when due", f"1 {SILENT} 9", 4, edge=AFTER, **MAY),
    count("count floor still missed", "1 1 1", 4, edge=AFTER, **MAY),
    count("year end exceeded", "0 1 9", 4, edge=AFTER, target={"phasing": "year_end"}, **MAY),
    rate("rate floor met", "1/2 1/2 16/16", 90, edge=AFTER, **MAY),
    rate("rate floor exceeded in time", "9/10 10/10 8/8", 90, edge=AFTER, **MAY),
    rate("rate ceiling met", "1/2 1/2 0/8", 20, edge=AFTER, **MAY, **CEILING),
    rate("rate ceiling met in time", "0/2 0/2 0/8", 20, edge=AFTER, **MAY, **CEILING),
    count("count ceiling met", "1 1 1", 4, edge=AFTER, **MAY, **CEILING),
    *(
        replace(rate(f"each quarter, {how}", figures, 80), edge="each quarter, a share and a number", asked=asked, direction=direction)
        for how, asked, figures, direction in (
            ("cases after a share, met", SHARED_THEN_COUNTED, "4/5 3/6", "at_least"),
            ("cases after a share, not yet", SHARED_THEN_COUNTED, "– 2/6 4/6", "at_least"),
            ("cases after a share, short", SHARED_THEN_COUNTED, "3/5 3/6", "at_least"),
            ("cases after a share, a ceiling", SHARED_THEN_COUNTED, "4/5 3/6", "at_most"),
            ("a share after cases, short", COUNTED_THEN_SHARED, "4/5 3/6", "at_least"),
            ("a share after cases, met", COUNTED_THEN_SHARED, "4/5 5/6", "at_least"),
        )
    ),
    replace(count("own alone", "3", 5), edge="levels", place="registered", asked={"registered": ({"value": 8},)}),
    replace(rate("own tier does not bind", "3/60", 5), edge="levels", place="registered",
            asked={"assigned": ({"value": 5},), "registered": (TIER | {"value": 6},)}),
    replace(rate("own tier does not bind", "?/60", 5), edge="levels", place="registered",
            asked={"assigned": ({"value": 5},), "registered": (TIER | {"value": 6},)}),
)  # fmt: skip

WHOLE = Office("2/60")
PROVINCE = (
    Situation("tiers, as many as asked", (WHOLE,) * 3, TIERS, "province tiers", "province"),
    Situation("tiers, more than asked", (Office("9/120"), WHOLE), TIERS, "province tiers", "province"),
    Situation("tiers, fewer than asked", (Office("5/120"), WHOLE), TIERS, "province tiers", "province"),
    Situation("tiers, fewer than asked, and more with each case", (Office("5/120 6/130"), Office("2/30 0/30")), TIERS,
              "province tiers", "province"),
    Situation("tiers held to a count, fewer than asked", (Office("0/60"), WHOLE), TIERS, "province tiers", "province"),
    Situation("tiers, fewer than asked at the end", (Office("0/0 0/0 0/0 5/120"), Office("0/0 0/0 0/0 2/60")), TIERS,
              "province tiers", "province"),
    Situation("tiers, a ceiling over", (Office("9/120"), Office("3/60")), TIERS, "province tiers", "province", "at_most"),
    Situation("tiers, a ceiling of none", (Office("1/12"), Office("1/15")), {"assigned": (TIER | {"volume_from": 10},)},
              "province tiers", "province", "at_most"),
    replace(rate("rate floor", "0/1", 100, **MONEY), edge="province too near for any digits", place="province",
            offices=(Office("9999999999999/10000000000000"), Office("1/1"))),
    replace(rate("each quarter rate, one unit of no whole quarter", "0/1", 80, **QUARTERLY), edge="province each quarter", place="province",
            offices=(Office("4/5 9/10"), Office("– 1/4", opened_on="2022-04-15"))),
    *(
        replace(rate(f"each quarter, held to a count, {how}", "0/1", 2, target={"phasing": "each_quarter", "measured_as": "count"}),
                edge="province each quarter", place="province", offices=tuple(map(Office, figures)))
        for how, figures in (("short", ("1/90 3/90", "2/90 2/90")), ("met", ("1/90 3/90", "3/90 2/90")))
    ),
    replace(count("count floor exceeded", "0", 4, edge=AFTER, **MAY), place="province", offices=(Office("1 1 9"), Office("1 1 9"))),
    replace(count("count floor exceeded in time", "0", 4, edge=AFTER, **MAY), place="province", offices=(Office("4 1 9"), Office("4 1 9"))),
    Situation("tiers, a unit silent", (WHOLE, WHOLE, Office(SILENT)), TIERS, "province tiers", "province"),
    Situation("per head, two known", (Office("4", heads="2"), Office("4", heads="3"), Office("8", heads="?"), Office(SILENT)),
              target(2, per="k"), "province per head", "province", is_rate=False, decimals=0),
    Situation("per head, all known", (Office("4", heads="2"), Office("6", heads="3")), target(2, per="k"),
              "province per head", "province", is_rate=False, decimals=0),
    Situation("per head, none known", (Office("4", heads="?"), Office("6", heads="?")), target(2, per="k"),
              "province per head", "province", is_rate=False, decimals=0),
    Situation("per head, short", (Office("1", heads="4"), Office("1", heads="4"), Office("9", heads="?")), target(2, per="k"),
              "province per head", "province", is_rate=False, decimals=0),
    Situation("per head, short at the end", (Office("1 1 1 1", heads="4 4 4 4"), Office("1 1 1 1", heads="? ? ? ?")),
              target(2, per="k"), "province per head", "province", is_rate=False, decimals=0),
    *(
        Situation(f"per head, {why}", tuple(Office("2", heads=heads) for _ in "ab"), target(value, per="k"), "province per head",
                  "province", is_rate=False, decimals=0, heads_of=heads_of)
        for why, heads, heads_of, value in (
            ("no communes", "?", "Số xã", 2), ("no persons to judge", "?", "THA: số việc phải thi hành", 2),
            ("too many", "900000000000000", "Số tiền phải thu", 5000),
        )
    ),
    Situation("per head, each quarter, not yet", (Office("2", opened_on="2022-01-15", heads="3"),),
              target(2, per="k", phasing="each_quarter"), "province per head", "province", is_rate=False, decimals=0),
    *(
        Situation(f"per head, {why}", (*(Office("2 3", heads="2 2") for _ in "ab"), *others), target(2, per="k"),
                  "province without a unit's target", "province", is_rate=False, decimals=0)
        for why, others in (
            ("one closed without heads", (Office("1", closed_on="2022-01-31", heads="?"),)),
            ("two closed without heads", (Office("1", closed_on="2022-01-31", heads="?"),) * 2),
            ("one closed, one open", (Office("1", closed_on="2022-01-31", heads="?"), Office("1 1", heads="? ?"))),
            ("one closed with heads", (Office("1", closed_on="2022-01-31", heads="2"), Office("1", closed_on="2022-01-31", heads="?"))),
            ("one open", (Office("1 1", heads="? ?"),)),
        )
    ),
    *(
        replace(each, edge="province, plan changed in the year", place="province", offices=offices,
                asked={"assigned": ({"value": 1}, {**each.asked["assigned"][0], "later": True})})
        for each in (count("count floor", "0", 6), count("count ceiling", "0", 3, **CEILING), rate("rate floor", "0/1", 80))
        for figures, gone in ((("40/50 41/50", "4/5") if each.is_rate else ("2 3", "1")),)
        for offices in ((Office(figures),) * 2, (Office(figures), Office(figures), Office(gone, closed_on="2022-02-28")))
    ),
    *(
        Situation(f"each quarter, {how}", tuple(map(Office, figures)),
                  {"assigned": ({"value": 1, "phasing": "each_quarter"}, {"value": 2, "phasing": "each_quarter", "later": True})},
                  "province, plan changed in the year", "province", is_rate=False, decimals=0)
        for how, figures in (
            ("by the first plan", ("1", "2")), ("by both plans", ("1 2", "2 2")), ("short by both plans", ("1 1 1", "1 2 1")),
        )
    ),
    Situation("nobody reported", (Office(SILENT), Office(REFUSED)), target(5), "province silent", "province"),
    Situation("nobody has both", (Office("?/5"), Office("5/?")), target(80), "province silent", "province"),
    Situation("all are closed", (Office("3", closed_on="2022-02-28"), Office("4", closed_on="2022-02-28")), target(5),
              "province closed", "province", is_rate=False, decimals=0, at=2),
    Situation("count without a target", (Office("3"), Office("4"), Office(SILENT)), {}, "province without a target", "province",
              is_rate=False, decimals=0),
)  # fmt: skip


def situations() -> list[Situation]:
    """Every situation there is, in the order of the approved text."""
    return [*products(), *SINGLES, *PROVINCE]
