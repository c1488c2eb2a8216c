"""What the pages share: text, format, filters, queries, charts, tables, theme, and the frame that every page stands in.

How a page is made
------------------
A page is a short script in ``pages/``: begin, choose, query, draw. ``pages/overview.py`` is the model::

    from ui import charts, filters, page, queries, tables
    from ui.text import unit as text              # the page's own texts: ui/text/unit.py

    view = page.begin("unit")                     # pins one snapshot, checks it, draws the head; stops when empty
    with view.controls():                         # a row that is left out of print and of ?present=1
        quarter = filters.quarter(view)
        unit = filters.unit(view, quarter)
    frame = queries.read(view.snapshot, "mart.attainment",
                         where={"unit_code": unit.code, "year": quarter.year, "quarter": quarter.number},
                         order=["field_code", "indicator_code"])
    page.head(view, title=unit.name, quarter=quarter)
    tables.chart(view, charts.trend(frame, view.statuses), frame, tables.attainment_columns(view), name="trend", title=..., alt=...)
    page.end(view)

``ui/navigation.py`` lists the pages and makes the links between them.

Rules that tests hold
---------------------
- Interface text stands in ``ui/text`` alone, one module per page and ``common`` for what several say.
- ``ui/queries.py`` alone talks to DuckDB; one query reads one table, filters and orders it, and computes nothing.
  A number that no column holds is a wish for a column, not a sum in Python.
- A chart is a pure function frame → figure in ``ui/charts``, styled by the one template of ``ui/theme.py``. Colours
  come from ``ref.statuses`` (``theme.statuses``) and from the neutrals of ``ui/theme.py``, never from a chart.
- Numbers and dates are written by ``ui/format.py`` and by the template's separators, nothing else.
- A choice stands in the address (``ui/filters.py``): no widget of a page keeps a choice of its own.
"""
