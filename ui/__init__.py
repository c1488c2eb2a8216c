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
A page is a script of at most 60 lines in ``pages/``: a title, choices and calls. ``pages/overview.py`` is the model::

    from ui.kit import filters, page
    from ui.text import late as text              # the page's own texts: ui/text/late.py
    from ui.late import trend                     # its insides: ui/late/, a module for each thing that it shows

    view = page.begin("late")                     # pins one snapshot, checks it, draws the head; stops when empty
    with view.controls():                         # a row that is left out of print and of ?present=1
        quarter = filters.quarter(view)
        unit = filters.unit(view, quarter)
    page.head(view, text.HEADING, quarter)
    trend.show(view, unit, quarter)
    page.end(view)

and ``ui/late/trend.py`` queries and draws::

    from ui import charts
    from ui.kit import queries, tables
    from ui.kit.columns import attainment_columns

    def show(view, unit, quarter):
        rows = queries.read(view.data, "mart.attainment", where=quarter.where | {"unit_code": unit.code},
                            order=["field_code", "indicator_code"])
        tables.chart(view, charts.trend(rows, view.statuses), rows, attainment_columns(view), name="trend", title=..., alt=...)

``ui/kit/navigation.py`` lists the pages and makes the links between them.

Rules that tests hold (``tests/test_layers.py``, ``tests/ui``)
--------------------------------------------------------------
- Interface text stands in ``ui/text`` alone.
- ``ui/kit/queries.py`` alone talks to DuckDB; one query reads one table, filters and orders it, and computes nothing.
  A number that no column holds is a wish for a column, not a sum in Python; nor is a status or an order decided here.
- A chart is a pure function frame → figure in ``ui/charts``, styled by the one template of ``ui/kit/theme.py``. Colours
  come from ``ref.statuses`` (``theme.statuses``) and from the neutrals of ``ui/kit/theme.py``, never from a chart.
- Numbers and dates are written by ``ui/kit/format.py`` and by the template's separators, quarters by
  ``common/periods.py``, nothing else.
- A choice stands in the address (``ui/kit/filters.py``): no widget of a page keeps a choice of its own.
- What etl needs too stands on the ground floor, ``common/``; nothing here imports etl.
"""
