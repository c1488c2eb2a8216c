"""All offices side by side in one quarter: results, what needs attention, changes, and between which places each may lie."""

from ui.kit import components, filters, page
from ui.offices import board, rows
from ui.text import offices as text

view = page.begin("offices")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    field = filters.field(view)
    level = filters.level(view)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code, compares=True, narrowed=(field,))

found = rows.read(view, quarter, province, field, level)
if found.frame.empty:
    components.finding(text.BOARD_NONE)
else:
    board.show(view, found, quarter, field)
    board.how_to_read(found)
page.end(view)
