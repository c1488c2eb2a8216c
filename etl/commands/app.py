"""The command line: ``python -m etl …``, with help and messages for the people who keep the figures."""

from etl.commands.door import app, run

# Each of these hangs up its commands at the door; the help lists them in this order.
# isort: off
from etl.commands import receiving_commands
from etl.commands import published_commands
from etl.commands import ledger_commands
from etl.commands import entering
from etl.commands import file_commands
# isort: on

__all__ = ["app", "entering", "file_commands", "ledger_commands", "main", "published_commands", "receiving_commands"]


def main() -> None:
    """Runs the command line."""
    run()
