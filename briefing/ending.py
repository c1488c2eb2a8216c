"""How a command of the briefing ends where it cannot go on: a sentence and an exit code, never a traceback."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import duckdb
import typer
from rich.console import Console

from briefing.content.deciding import NothingKnown
from briefing.making import NoSuchSlide
from briefing.render.checks import Faulty
from common.refusals import why
from common.settings import SettingsError
from common.shown import shown
from etl.commands.diff import NotComparable
from etl.commands.moments import moment_of
from etl.database_errors import in_words
from etl.ledger.damage import LedgerDamaged
from etl.ledger.lock import Busy
from etl.snapshot.checks import PublicationError

console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)


def day_of(said: str) -> datetime.date:
    """The day that somebody wrote; exit code 2 where it is none."""
    try:
        return moment_of(said).date()
    except ValueError:
        usage(f"Không hiểu ngày “{shown(said)}”: ghi như 12/09/2022 hoặc 2022-09-12.")


def usage(message: str) -> NoReturn:
    """Says what was asked wrongly; exit code 2."""
    console.print(message)
    raise typer.Exit(2)


@contextmanager
def in_sentences(output: Path) -> Iterator[None]:
    """Whatever stops what is done within ends in a sentence and exit code 1. `output`: named where the system names no file."""
    try:
        yield
    except (NothingKnown, NoSuchSlide, NotComparable, PublicationError, LedgerDamaged, Busy, SettingsError) as error:
        message = str(error)
    except Faulty as error:
        message = f"Chưa giao tệp nào: {len(error.faults)} chỗ hỏng.\n{error}"
    except duckdb.Error as error:
        message = in_words(error)
    except OSError as error:
        message = f"Không đọc hay ghi được {shown(str(error.filename or output), 300)}: {why(error)}."
    else:
        return
    console.print(message)
    raise typer.Exit(1)
