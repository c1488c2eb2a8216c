"""The inside of the dashboard, a room for each trade and one for each page.

=============  ========================================================================================================
``kit/``       what every page shares: the frame, the choices, the queries, tables and lists, words for numbers, the look
``charts/``    pictures: a frame in, a figure out
``trace/``     from a number to its cell
``text/``      every word of the interface, one module per page and ``common`` for what several say
``overview/``  and so on: the insides of the page of that name in ``pages/``; no page's insides know another's
=============  ========================================================================================================

How a page is made
------------------
A page is a short script in ``pages/``: begin, choose, query, draw. ``pages/overview.py`` is the model::

    from ui import charts
    from ui.kit import filters, page, queries, tables
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

``ui/kit/navigation.py`` lists the pages and makes the links between them.

Rules that tests hold
---------------------
- Interface text stands in ``ui/text`` alone, one module per page and ``common`` for what several say.
- ``ui/kit/queries.py`` alone talks to DuckDB; one query reads one table, filters and orders it, and computes nothing.
  A number that no column holds is a wish for a column, not a sum in Python.
- A chart is a pure function frame → figure in ``ui/charts``, styled by the one template of ``ui/kit/theme.py``. Colours
  come from ``ref.statuses`` (``theme.statuses``) and from the neutrals of ``ui/kit/theme.py``, never from a chart.
- Numbers and dates are written by ``ui/kit/format.py`` and by the template's separators, nothing else.
- A choice stands in the address (``ui/kit/filters.py``): no widget of a page keeps a choice of its own.
"""
