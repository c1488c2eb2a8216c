"""Reads `story.yml`: what the sample tells, apart from the reference lists."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from common.periods import Quarter, parse_quarter_word, quarter_word

#: By the year that each tells of; what one does not say is as in the first.
STORIES = {"2022": Path(__file__).with_name("story.yml"), "2025": Path(__file__).with_name("story_2025.yml")}
_ORDINARY: dict[str, Any] = {"size": 1.0, "skill": 0.2, "staff": 10, "prosecutors": 6, "leaders": 2, "communes": 15}


@dataclass(frozen=True)
class Story:
    """The story's file, and the questions that the generator asks of it."""

    given: dict[str, Any]

    @property
    def seed(self) -> int:
        """What the chance of the story begins with."""
        return int(self.given["seed"])

    @cached_property
    def quarters(self) -> list[Quarter]:
        """The quarters told, in order."""
        return [quarter_of(word) for word in self.given["quarters"]]

    @cached_property
    def collected(self) -> set[Quarter]:
        """The quarters that came as the province's collection workbook."""
        return {quarter_of(word) for word in self.given["collected"]}

    def office(self, unit: str, key: str, quarter: Quarter) -> float:
        """A trait of an office in a quarter: size, skill, or something it has of its own."""
        return self._at(self.given["offices"].get(unit, {}).get(key, _ORDINARY.get(key, 0)), quarter)

    def skill(self, unit: str, field: str, indicator: str, quarter: Quarter) -> float:
        """How the office does at an indicator: about -1 poorly, 0 just about, 1 well."""
        own = self.given["offices"].get(unit, {}).get("weak", {})
        parts = [where.get(code, 0) for where in (self.given["weak"], own) for code in (field, indicator)]
        return self.office(unit, "skill", quarter) + sum(self._at(part, quarter) for part in parts)

    def special(self, kind: str, unit: str, quarter: Quarter) -> dict[str, Any] | None:
        """What the story says of one report under a heading such as `late`, or None."""
        found = (item for item in self.given[kind] if item["unit"] == unit and quarter_of(item["quarter"]) == quarter)
        return next(found, None)

    def incident(self, unit: str, quarter: Quarter, element: str) -> int | None:
        """The value that the story sets for an element, or None."""
        for item in self.given["incidents"]:
            if (item["unit"], quarter_of(item["quarter"]), item["element"]) == (unit, quarter, element):
                return int(item["value"])
        return None

    def habit(self, kind: str, unit: str) -> Any:
        """How an office fills workbooks: what it is listed with, True for a bare listing, None when it does not."""
        listed = self.given["habits"][kind]
        return listed.get(unit) if isinstance(listed, dict) else (True if unit in listed else None)

    def _at(self, value: Any, quarter: Quarter) -> float:
        """The value of a quarter; one list holds a value for each quarter told, the last of them going on."""
        if not isinstance(value, list):
            return float(value)
        at = self.quarters.index(quarter) if quarter in self.quarters else len(value) - 1
        return float(value[min(at, len(value) - 1)])


def read_story(name: str = "2022") -> Story:
    """One of the shipped stories; KeyError for a name that none has."""
    told: dict[str, Any] = {}
    for path in (STORIES["2022"], STORIES[name]):
        told |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return Story(told)


def quarter_of(word: str) -> Quarter:
    """``2022-Q3`` as (2022, 3); ValueError for anything else."""
    found = parse_quarter_word(str(word))
    if found is None:
        raise ValueError(f"{word!r} is no quarter such as {quarter_word(2022, 3)}")
    return found
