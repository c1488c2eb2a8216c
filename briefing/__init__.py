"""The weekly briefing: slides, pictures, a report and a workbook out of one content, from the figures as known on a day.

`content/` decides what is said and takes every number from a published table; `render/` turns that into files and decides
nothing; `making.py` makes a pack. The dashboard starts ``python -m briefing`` in a process of its own and imports none of this.
"""
