"""What several reference lists must say together: codes that exist, terms that add like with like, no circles."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from etl.lists.calendar import Calendar
from etl.lists.csv_lists import Column, ReadList
from etl.lists.plan_checks import check_indicators, check_plans, check_targets, check_tasks
from etl.lists.terms import Summand, TermError, codes_of, parse_term

Lists = dict[str, ReadList]
_SHARE_STEP = Decimal("0.0001")
#: Stands for all offices, or all fields, in published tables and in addresses.
_EVERYTHING = "all"


def check_lists(lists: Lists, calendar: Calendar, today: date) -> None:
    """Adds to each list's problems whatever does not fit within it, with the other lists, with the calendar or with today."""
    for found in lists.values():
        _check_keys(found)
        for column in found.shape.columns:
            if column.name in ("unit_code", "field_code"):
                _check_reserved(found, column)
            if column.is_distinct:
                _check_distinct(found, column)
            if column.type == "term":
                _check_terms(found, column, lists)
            elif column.references:
                _check_references(found, column, lists)
    _check_units(lists["units"])
    _check_unit_changes(lists["unit_changes"], lists["units"])
    _check_decimals(lists["data_elements"])
    _check_parts(lists["data_elements"])
    _check_flows(lists["case_flows"], lists["data_elements"])
    check_indicators(lists["indicators"])
    check_plans(lists["plans"], lists["units"], calendar)
    check_targets(lists["targets"], lists["plans"], lists["indicators"], calendar)
    check_tasks(lists["tasks"], calendar, today)
    _check_changed_codes(lists["indicator_changes"])
    _report_circles(lists["indicator_changes"], "old_code", "new_code", "kế tiếp nhau")
    _report_circles(lists["plans"], "plan_code", "parent_plan_code", "kế hoạch cấp trên của nhau")


def fill_units_of_measure(lists: Lists) -> None:
    """An indicator that names no unit of measure counts in that of its numerator, when its elements agree on one."""
    measures = _measures(lists["data_elements"])
    cells = lists["indicators"].cells
    for row, given in enumerate(cells["unit_of_measure"]):
        if given is None:
            used = {measures.get(code) for code in codes_of(_parsed(cells["numerator"][row]))}
            cells["unit_of_measure"][row] = used.pop() if len(used) == 1 else None


def circles(edges: Iterable[tuple[int, str, str]]) -> list[tuple[int, list[str]]]:
    """Each edge (row, from, to) that closes a circle, with the names along it; a circle is found once."""
    onward: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row, begin, goal in edges:
        onward[begin].append((row, goal))
    found: list[tuple[int, list[str]]] = []
    done: set[str] = set()
    for start in list(onward):
        path, pending = [start], [iter(onward[start])]
        if start in done:
            continue
        while pending:
            row, goal = next(pending[-1], (-1, ""))
            if row < 0:
                pending.pop()
                done.add(path.pop())
            elif goal in path:
                found.append((row, [*path[path.index(goal) :], goal]))
            elif goal not in done:
                path.append(goal)
                pending.append(iter(onward.get(goal, ())))
    return found


def _check_keys(found: ReadList) -> None:
    if not found.shape.key:
        return
    seen: dict[tuple[str | None, ...], int] = {}
    for row, key in enumerate(zip(*(found.cells[name] for name in found.shape.key), strict=True)):
        if None in key:
            continue
        first = seen.setdefault(key, row)
        if first != row:
            message = f"“{' / '.join(map(str, key))}” đã có ở dòng {found.lines[first]}; mỗi mã chỉ được một dòng"
            found.report("duplicate", row, found.shape.key[0], message)


def _check_reserved(found: ReadList, column: Column) -> None:
    for row, code in enumerate(found.cells[column.name]):
        if code == _EVERYTHING:
            found.report("bad_value", row, column.name, f"“{code}” là chữ dành để chỉ tất cả, không dùng làm mã; hãy đặt mã khác")


def _check_distinct(found: ReadList, column: Column) -> None:
    seen: dict[str, int] = {}
    for row, text in enumerate(found.cells[column.name]):
        if text is not None and seen.setdefault(text.casefold(), row) != row:
            message = f"“{text}” trùng với dòng {found.lines[seen[text.casefold()]]}; người đọc sẽ không phân biệt được"
            found.report("same_name", row, column.name, message, "warning")


def _known(column: Column, lists: Lists) -> tuple[str, set[str | None]] | None:
    """The file a column refers to and the codes in it; None when there is nothing to compare with."""
    name, _, key = (column.references or "").partition(".")
    other = lists[name]
    is_silent = not other.is_sound or not (len(other) or other.shape.is_required)
    return None if is_silent else (other.shape.file_name, set(other.cells[key]))


def _check_references(found: ReadList, column: Column, lists: Lists) -> None:
    known = _known(column, lists)
    cells = found.cells[column.name]
    unknown = set(cells) - known[1] - {None} if known else set()
    if known and unknown:
        for row, code in enumerate(cells):
            if code in unknown:
                found.report("unknown_code", row, column.name, f"mã “{code}” không có trong {known[0]}")


def _parsed(text: str | None) -> list[Summand]:
    try:
        return parse_term(text) if text else []
    except TermError:
        return []


def _check_terms(found: ReadList, column: Column, lists: Lists) -> None:
    known = _known(column, lists)
    measures = _measures(lists["data_elements"])
    for row, text in enumerate(found.cells[column.name]):
        if text is None:
            continue
        try:
            summands = parse_term(text)
        except TermError as error:
            found.report("bad_term", row, column.name, f"“{text}”: {error}")
            continue
        codes = codes_of(summands)
        if len(codes) < len(summands) and not column.takes_numbers:
            message = f"“{text}” có một con số đứng riêng; con số chỉ được đứng ở vế phải của quy tắc"
            found.report("number_in_term", row, column.name, message)
        for code in codes if known else ():
            if known and code not in known[1]:
                found.report("unknown_code", row, column.name, f"số liệu “{code}” không có trong {known[0]}")
        used = {measures[code] for code in codes if measures.get(code)}
        if len(used) > 1:
            message = f"“{text}” cộng các đơn vị tính khác nhau: {', '.join(sorted(map(str, used)))}"
            found.report("mixed_units", row, column.name, message, "warning")


def _measures(elements: ReadList) -> dict[str | None, str | None]:
    return dict(zip(elements.cells["data_element_code"], elements.cells["unit_of_measure"], strict=True))


def _check_units(units: ReadList) -> None:
    tiles: dict[tuple[str, str], int] = {}
    cells = units.cells
    for row in range(len(units)):
        opened, closed = cells["opened_on"][row], cells["closed_on"][row]
        # Canonical dates compare as text.
        if opened and closed and closed < opened:
            units.report("closed_before_opened", row, "closed_on", f"{closed} trước ngày bắt đầu {opened}")
        tile_row, tile_col = cells["tile_row"][row], cells["tile_col"][row]
        if tile_row is None or tile_col is None or closed:
            continue
        first = tiles.setdefault((tile_row, tile_col), row)
        if first != row:
            message = f"ô bản đồ ({tile_row}, {tile_col}) đã có đơn vị ở dòng {units.lines[first]}"
            units.report("same_tile", row, "tile_row", message, "warning")


def _check_unit_changes(changes: ReadList, units: ReadList) -> None:
    _round_shares(changes)
    closed = dict(zip(units.cells["unit_code"], units.cells["closed_on"], strict=True))
    handed_over: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(dict)
    edges = []
    unread: set[str | None] = set()  # offices some of whose shares nobody can tell; None: of one that is not named
    cells = zip(*(changes.cells[name] for name in ("predecessor", "successor", "effective_on", "share")), strict=True)
    for row, (predecessor, successor, day, share) in enumerate(cells):
        if not predecessor or not day or row in changes.unreadable.get("share", ()):
            unread.add(predecessor)
        if predecessor and successor:
            edges.append((row, predecessor, successor))
        if predecessor and day and share:
            handed_over[predecessor, day][row] = Decimal(share)
    for (predecessor, day), shares in handed_over.items():
        day_after = _day_after(closed.get(predecessor))
        is_summed = not unread & {predecessor, None}
        if is_summed:
            _check_shares(changes, predecessor, day, shares, is_closing=day == day_after)
        # An office hands over all of itself when it closes; some of its area it may lose before.
        is_earlier = day_after is None or (day < day_after and (predecessor, day_after) in handed_over)
        is_before = is_earlier and (sum(shares.values()) < 1 or not is_summed)
        if day != day_after and not is_before:
            ends = f"đóng ngày {closed[predecessor]}, cần {day_after}" if day_after else "chưa có ngày đóng (closed_on) ở units.csv"
            for row in shares:
                message = f"{day} không phải ngày liền sau ngày đóng của đơn vị {predecessor}: đơn vị này {ends}"
                changes.report("not_the_day_after", row, "effective_on", message, "warning")
    for row, names in circles(edges):
        message = f"các đơn vị kế tiếp nhau thành vòng: {' → '.join(names)}"
        changes.report("circle", row, "successor", message)


def _round_shares(changes: ReadList) -> None:
    """Figures are kept to four decimals: finer shares of whole cases would be cut in each successor and no longer add to the whole."""
    cells = changes.cells["share"]
    parts: dict[tuple[str | None, str | None], dict[int, Decimal]] = defaultdict(dict)
    for row, (predecessor, day, written) in enumerate(zip(changes.cells["predecessor"], changes.cells["effective_on"], cells, strict=True)):
        if written:
            parts[predecessor, day][row] = Decimal(written)
    for shares in parts.values():
        rounded = {row: max(share.quantize(_SHARE_STEP, ROUND_HALF_UP), _SHARE_STEP) for row, share in shares.items()}
        total = sum(shares.values(), Decimal(0))
        if total == round(total, 4):
            # What rounding took from the sum, or gave it, goes to the largest part.
            largest = max(shares, key=shares.__getitem__)
            rounded[largest] += total - sum(rounded.values(), Decimal(0))
        for row, share in shares.items():
            cells[row] = f"{rounded[row].normalize():f}"
            if share != round(share, 4):
                changes.report(
                    "rounded_share", row, "share", f"{share:f} có hơn 4 chữ số thập phân; chương trình tính theo {cells[row]}", "warning"
                )


def _check_shares(changes: ReadList, predecessor: str, day: str, shares: dict[int, Decimal], is_closing: bool) -> None:
    """The parts of an office that closes add to the whole; one that stays open keeps what is left, if anything is."""
    total = sum(shares.values())
    if total > 1 or (is_closing and total < 1):
        wanted = "phải bằng 1" if is_closing else "không được quá 1"
        message = f"các phần của đơn vị {predecessor} chuyển đi ngày {day} cộng lại là {total:f}, {wanted}"
        changes.report("shares_not_one", max(shares), "share", message, "warning")


def _day_after(day: str | None) -> str | None:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None


def _check_parts(elements: ReadList) -> None:
    _report_circles(elements, "data_element_code", "of_which", "một phần của nhau")
    measures = _measures(elements)
    for row, whole in enumerate(elements.cells["of_which"]):
        own = elements.cells["unit_of_measure"][row]
        if own and measures.get(whole) and own != measures[whole]:
            message = f"số này tính bằng {own} nhưng là một phần của {whole}, tính bằng {measures[whole]}"
            elements.report("mixed_units", row, "of_which", message, "warning")


def _report_circles(found: ReadList, start: str, goal: str, relation: str) -> None:
    pairs = zip(found.cells[start], found.cells[goal], strict=True)
    for row, names in circles((row, one, other) for row, (one, other) in enumerate(pairs) if one and other):
        found.report("circle", row, goal, f"là {relation} thành vòng: {' → '.join(names)}")


def _check_changed_codes(changes: ReadList) -> None:
    """A series that goes on has one that it goes on from."""
    cells, first = changes.cells, dict[str, str]()
    for row, (old, new, is_comparable) in enumerate(zip(cells["old_code"], cells["new_code"], cells["is_comparable"], strict=True)):
        if not old or not new or is_comparable != "true":
            continue
        if first.setdefault(new, old) != old:
            message = (
                f"ghi {new} so được với cả {first[new]} và {old}, mà một chuỗi số chỉ nối tiếp được một mã; "
                "hãy giữ true ở mã có cùng cách tính, các mã còn lại ghi false"
            )
            changes.report("ambiguous_change", row, "new_code", message)


def _check_decimals(elements: ReadList) -> None:
    """Decimals say which numbers an element takes; whether it is whole must not say otherwise."""
    cells = elements.cells
    for row, (is_whole, decimals) in enumerate(zip(cells["is_whole"], cells["decimals"], strict=True)):
        if is_whole and decimals and (is_whole == "true") != (decimals == "0"):
            meant = "true" if decimals == "0" else "false"
            message = f"is_whole ghi {is_whole} mà decimals ghi {decimals}; chương trình theo decimals, is_whole nên là {meant}"
            elements.report("decimals_of_whole", row, "decimals", message, "warning")
            cells["is_whole"][row] = meant


def _check_flows(flows: ReadList, elements: ReadList) -> None:
    """A stock at the start must not add up over the quarters, nor a flow be taken as a stock."""
    wanted = {
        "opening": "first", "received": "sum", "resolved": "sum", "closing": "last", "carried_over_resolved": "sum",
    }  # fmt: skip
    given = dict(zip(elements.cells["data_element_code"], elements.cells["accumulation"], strict=True))
    for part, accumulation in wanted.items():
        for row, text in enumerate(flows.cells[part]):
            for code in codes_of(_parsed(text)):
                if given.get(code) not in (None, accumulation):
                    message = f"số liệu {code} cộng dồn kiểu {given[code]}; ở phần này cần {accumulation}"
                    flows.report("flow_accumulation", row, part, message, "warning")
