"""What several reference lists must say together: codes that exist, terms that add like with like, no circles."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from etl.lists.calendar import Calendar
from etl.lists.csv_lists import Column, ReadList
from etl.lists.plan_checks import check_indicators, check_plans, check_targets
from etl.lists.terms import Summand, TermError, codes_of, parse_term

Lists = dict[str, ReadList]


def check_lists(lists: Lists, calendar: Calendar) -> None:
    """Adds to each list's problems whatever does not fit within it, with the other lists or with the calendar."""
    for found in lists.values():
        _check_keys(found)
        for column in found.shape.columns:
            if column.is_distinct:
                _check_distinct(found, column)
            if column.type == "term":
                _check_terms(found, column, lists)
            elif column.references:
                _check_references(found, column, lists)
    _check_units(lists["units"])
    _check_unit_changes(lists["unit_changes"])
    _check_parts(lists["data_elements"])
    _check_flows(lists["case_flows"], lists["data_elements"])
    check_indicators(lists["indicators"])
    check_plans(lists["plans"], lists["units"], calendar)
    check_targets(lists["targets"], lists["plans"], lists["indicators"], calendar)
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
    for row, origin, goal in edges:
        onward[origin].append((row, goal))
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


def _check_unit_changes(changes: ReadList) -> None:
    shares: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    edges = []
    cells = zip(*(changes.cells[name] for name in ("predecessor", "successor", "effective_on", "share")), strict=True)
    for row, (predecessor, successor, day, share) in enumerate(cells):
        if predecessor and successor:
            edges.append((row, predecessor, successor))
        if predecessor and day and share:
            shares[predecessor, day] += Decimal(share)
            if shares[predecessor, day] > 1:
                message = f"các phần của đơn vị {predecessor} chuyển đi ngày {day} cộng lại quá 1"
                changes.report("shares_over_one", row, "share", message)
    for row, names in circles(edges):
        message = f"các đơn vị kế tiếp nhau thành vòng: {' → '.join(names)}"
        changes.report("circle", row, "successor", message)


def _check_parts(elements: ReadList) -> None:
    _report_circles(elements, "data_element_code", "of_which", "một phần của nhau")
    measures = _measures(elements)
    for row, whole in enumerate(elements.cells["of_which"]):
        own = elements.cells["unit_of_measure"][row]
        if own and measures.get(whole) and own != measures[whole]:
            message = f"số này tính bằng {own} nhưng là một phần của {whole}, tính bằng {measures[whole]}"
            elements.report("mixed_units", row, "of_which", message, "warning")


def _report_circles(found: ReadList, origin: str, goal: str, relation: str) -> None:
    pairs = zip(found.cells[origin], found.cells[goal], strict=True)
    for row, names in circles((row, one, other) for row, (one, other) in enumerate(pairs) if one and other):
        found.report("circle", row, goal, f"là {relation} thành vòng: {' → '.join(names)}")


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
