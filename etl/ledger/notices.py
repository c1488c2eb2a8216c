"""The journal of what was sent to whom: a line when a digest is made, and lines for what becomes of it at each who gets it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Notice:
    """One line. `made`: the digest itself and for whom; `tried`, `sent`, `failed`, `unsure`: what became of it at one of them.

    `parts`: heads with their lines; `keys` names what it tells of, so that nothing is told again. No secret stands in it.
    """

    at: str
    number: int
    event: Literal["made", "tried", "sent", "failed", "unsure"]
    to: str = ""
    reason: str = ""
    snapshot_id: str = ""
    subject: str = ""
    parts: list[tuple[str, list[str]]] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    @property
    def moment(self) -> datetime.datetime:
        return datetime.datetime.fromisoformat(self.at)

    @property
    def text(self) -> str:
        """The digest as plain text."""
        return written(self.parts, self.foot)


def written(parts: Sequence[tuple[str, list[str]]], foot: Sequence[str]) -> str:
    """Heads, their lines and the foot as plain text."""
    blocks = ["\n".join([head, *(f"- {line}" for line in lines)]) for head, lines in parts]
    return "\n\n".join([*blocks, "\n".join(foot)]) + "\n"
