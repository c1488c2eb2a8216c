"""What goes out by itself: the inbox loaded and the weekly pack made at their hours, and a digest sent when there is news.

`settings.py` reads what an office turned on; without it nothing happens. `digest.py` decides what is told and takes every number
and sentence from published tables; `sending.py` hands it to a mail server or a channel; `notifying.py` remembers in the ledger what
was sent to whom; `watching.py` knows the hours.
"""
