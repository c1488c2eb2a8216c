"""What stands above the rows of a table on every sheet that has one."""

from etl.template.canvas import Canvas
from etl.template.forms import Table


def draw_head(canvas: Canvas, table: Table, office: str, title: str, period: str, hint: str) -> None:
    """Everything above a table's rows: whose it is, its title, how to fill it, its header and column numbers."""
    width = len(canvas.widths)
    canvas.put(1, 1, office, "heading", across=width)
    canvas.put(2, 1, title, "title", across=width)
    canvas.put(3, 1, period, "subtitle", across=width)
    canvas.put(4, 1, hint, "hint", across=width)
    for position, column in enumerate(table.columns.values(), 1):
        canvas.put(table.header_row, position, column.header, "head")
        canvas.put(table.first_row - 1, position, column.number, "number")
