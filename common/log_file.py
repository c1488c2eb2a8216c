"""Where goes what is not for people: warnings and tracebacks of the program, in one small file of the data folder."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MOST_BYTES = 1 << 20


class _LogFile(RotatingFileHandler):
    """A file that is made when there is something to write, and put aside once when it is full."""

    def _open(self):  # type: ignore[no-untyped-def]
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """What cannot be written is lost: a log stops nothing."""


def log_to(path: Path) -> None:
    """Writes warnings and worse there from now on, and nowhere else."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, _LogFile)]:
        root.removeHandler(handler)
        handler.close()
    handler = _LogFile(path, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
