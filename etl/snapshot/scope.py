"""How much of a snapshot is made anew: from which working year on, and of the units of which provinces."""

from collections.abc import Collection
from dataclasses import dataclass

from common.sql_text import list_literal
from etl.sql.files import PLACES, SqlFile, read_everywhere, years_back


@dataclass(frozen=True)
class Scope:
    """The rows of some provinces and their `units` from a working year on; `provinces` is None: of every place.

    Without a first year it is all there is: the snapshot is made whole.
    """

    first_year: int = 0
    provinces: tuple[str, ...] | None = None
    units: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        return self.first_year == 0

    def of(self, file: SqlFile) -> str:
        """The condition on the rows of a file's table that are made anew; steps are made for the years looked back to, too."""
        columns = {"year"} if file.is_by_year else set()
        if file.is_by_place and file.name not in read_everywhere():
            columns |= set(file.order) - {"year"}
        return self.where(columns, 0 if file.is_published else years_back().get(file.name, 0), file.grain)

    def where(self, columns: Collection[str], years_before: int = 0, never_empty: Collection[str] = ()) -> str:
        """The condition on rows with these columns. A row that names no year, or no place, may change whenever something does."""
        conditions = {}
        if "year" in columns and not self.is_all:
            conditions["year"] = f"year >= {self.first_year - years_before}"
        place = next((column for column in PLACES if column in columns), None)
        if place and self.provinces is not None:
            conditions[place] = self._is_touched(place, self.provinces)
        said = [each if column in never_empty else f"({each} or {column} is null)" for column, each in conditions.items()]
        return " and ".join(said) or "true"

    def _is_touched(self, place: str, provinces: tuple[str, ...]) -> str:
        in_provinces, in_units = (f"in {list_literal(codes)}" for codes in (provinces, self.units))
        if place == "place_code":
            return f"(scope = 'province' and place_code {in_provinces} or scope = 'unit' and place_code {in_units})"
        return f"{place} {in_provinces if place == 'province_code' else in_units}"
