"""Every text of the interface, in Vietnamese: `common` for what several pages say and one module for each page.

A text is an upper-case constant; one with gaps is a format string whose gaps have names and is filled with
``.format(...)``. Nothing outside this package holds Vietnamese (a test reads the other modules), except what comes
from the published tables: names, statuses, reasons.
"""
