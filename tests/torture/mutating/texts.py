"""Mutators of figures CSVs."""

import dataclasses
from decimal import Decimal

from tests.torture.mutating import Dice, Mutant, Mutators, flipped, noise

mutator = Mutators()
COLUMNS = ["unit_code", "year", "quarter", "data_element_code", "value"]
#: How a number may be written, and what it is: in a file whose cells are parted by commas, and by semicolons.
BY_COMMA = (
    ("12", 12),
    ("0", 0),
    ('"1,234"', None),
    ("1.234", None),
    ("12.0", 12),
    ('"1.234,5"', None),
    ("1234567", 1234567),
    ("+7", 7),
    ('"5"', 5),
)
BY_SEMICOLON = (("12", 12), ("1.234", 1234), ("1.234.567", 1234567), ("1,5", None), ("12,0", 12), ("0,5", None), ("12.345", 12345))
NO_NUMBER = (
    "x",
    "không",
    "-",
    "16 %",
    "１６",
    "1e3",
    "=1+1",
    "NaN",
    "1 2",
    "0x1F",
    "1O",
    "--5",
    "①",
    "1.2.3",
    "chưa có số liệu",
    "null",
    "#N/A",
    "\u202e12",
)


@dataclasses.dataclass(frozen=True)
class Sheet:
    """The rows of a sound figures CSV: unit, year, quarter, element and a whole number, as text."""

    rows: tuple[tuple[str, str, str, str, str], ...]

    def pick(self, dice: Dice) -> int:
        return dice.randrange(len(self.rows))

    def key(self, at: int) -> tuple[str, int, int, str]:
        unit, year, quarter, element, _ = self.rows[at]
        return unit, int(year), int(quarter), element

    def text(
        self, separator: str = ",", end: str = "\n", rows: "tuple[tuple[str, ...], ...] | None" = None, heading: list[str] | None = None
    ) -> str:
        lines = [separator.join(heading or COLUMNS), *(separator.join(row) for row in rows or self.rows)]
        return end.join(lines) + end

    def with_value(self, at: int, value: str) -> tuple[tuple[str, ...], ...]:
        return tuple((*row[:4], value) if place == at else row for place, row in enumerate(self.rows))


@mutator
def csv_another_number(sheet: Sheet, dice: Dice) -> Mutant:
    at, number = sheet.pick(dice), dice.randrange(100_000)
    return Mutant(sheet.text(rows=sheet.with_value(at, str(number))).encode(), {sheet.key(at): Decimal(number)})


@mutator
def csv_number_written_otherwise(sheet: Sheet, dice: Dice) -> Mutant:
    separator, ways = dice.choice(((",", BY_COMMA), (";", BY_SEMICOLON)))
    written, number = dice.choice(ways)
    at = sheet.pick(dice)
    return Mutant(
        sheet.text(separator, rows=sheet.with_value(at, written)).encode(),
        {sheet.key(at): None if number is None else Decimal(number)}, is_wrong=number is None,
    )  # fmt: skip


@mutator
def csv_no_number(sheet: Sheet, dice: Dice) -> Mutant:
    at = sheet.pick(dice)
    return Mutant(sheet.text(rows=sheet.with_value(at, dice.choice(NO_NUMBER))).encode(), {sheet.key(at): None}, is_wrong=True)


@mutator
def csv_other_separator(sheet: Sheet, dice: Dice) -> Mutant:
    return Mutant(sheet.text(dice.choice((";", "\t", "|", ", "))).encode(), {})


@mutator
def csv_other_line_ends(sheet: Sheet, dice: Dice) -> Mutant:
    lines = sheet.text().split("\n")[:-1]
    return Mutant("".join(line + dice.choice(("\n", "\r\n", "\r")) for line in lines).encode(), {})


@mutator
def csv_other_encoding(sheet: Sheet, dice: Dice) -> Mutant:
    return Mutant(sheet.text().encode(dice.choice(("utf-8-sig", "utf-16", "cp1258", "latin-1"))), {})


@mutator
def csv_encoding_that_lies(sheet: Sheet, dice: Dice) -> Mutant:
    encoding = dice.choice(("utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"))
    return Mutant(dice.choice((b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) + sheet.text().encode(encoding), {}, is_open=True)


@mutator
def csv_everything_quoted(sheet: Sheet, dice: Dice) -> Mutant:
    return Mutant(sheet.text(rows=tuple(tuple(f'"{cell}"' for cell in row) for row in sheet.rows)).encode(), {})


@mutator
def csv_quote_too_many(sheet: Sheet, dice: Dice) -> Mutant:
    at, place = sheet.pick(dice), dice.randrange(5)
    cell = sheet.rows[at][place]
    changed = dice.choice((f'"{cell}', f'{cell}"', f'"{cell}"x', f'""{cell}', f'"{cell[:1]}"{cell[1:]}'))
    rows = tuple((*row[:place], changed, *row[place + 1 :]) if number == at else row for number, row in enumerate(sheet.rows))
    return Mutant(sheet.text(rows=rows).encode(), {}, is_open=True)


@mutator
def csv_columns_in_another_order(sheet: Sheet, dice: Dice) -> Mutant:
    order = dice.sample(range(5), 5)
    rows = tuple(tuple(row[place] for place in order) for row in sheet.rows)
    return Mutant(sheet.text(rows=rows, heading=[COLUMNS[place] for place in order]).encode(), {})


@mutator
def csv_more_columns(sheet: Sheet, dice: Dice) -> Mutant:
    heading = [*COLUMNS, *(f"ghi chú {number}" for number in range(dice.choice((1, 31, 150, 300))))]
    rows = tuple((*row, *("x" for _ in heading[5:])) for row in sheet.rows)
    return Mutant(sheet.text(rows=rows, heading=heading).encode(), {}, is_open=len(heading) > 200)


@mutator
def csv_heading_otherwise(sheet: Sheet, dice: Dice) -> Mutant:
    place = dice.randrange(5)
    name = dice.choice(
        (COLUMNS[place].upper(), f" {COLUMNS[place]} ", COLUMNS[(place + 1) % 5], "", "x", "\ufeff" + COLUMNS[place], COLUMNS[place] + "\0")
    )
    return Mutant(sheet.text(heading=[*COLUMNS[:place], name, *COLUMNS[place + 1 :]]).encode(), {}, is_open=True)


@mutator
def csv_row_gone(sheet: Sheet, dice: Dice) -> Mutant:
    at = sheet.pick(dice)
    return Mutant(sheet.text(rows=sheet.rows[:at] + sheet.rows[at + 1 :]).encode(), {sheet.key(at): None})


@mutator
def csv_row_twice(sheet: Sheet, dice: Dice) -> Mutant:
    at = sheet.pick(dice)
    return Mutant(sheet.text(rows=(*sheet.rows, sheet.rows[at])).encode(), {}, is_open=True)


@mutator
def csv_row_twice_with_another_number(sheet: Sheet, dice: Dice) -> Mutant:
    at = sheet.pick(dice)
    return Mutant(sheet.text(rows=(*sheet.rows, (*sheet.rows[at][:4], "98765"))).encode(), {sheet.key(at): None}, is_wrong=True)


@mutator
def csv_rows_in_another_order(sheet: Sheet, dice: Dice) -> Mutant:
    return Mutant(sheet.text(rows=tuple(dice.sample(sheet.rows, len(sheet.rows)))).encode(), {})


@mutator
def csv_key_otherwise(sheet: Sheet, dice: Dice) -> Mutant:
    """Another spelling of unit, year, quarter or element."""
    at, place = sheet.pick(dice), dice.randrange(4)
    cell = sheet.rows[at][place]
    changed = dice.choice(
        (
            f"{cell}.0",
            f" {cell} ",
            f"0{cell}",
            cell.upper(),
            "",
            f"{cell}\u200b",
            f"{cell}x",
            "-1",
            "9" * 30,
            f"={cell}",
            "٢",
            cell + "\u0301",
        )
    )
    rows = tuple((*row[:place], changed, *row[place + 1 :]) if number == at else row for number, row in enumerate(sheet.rows))
    return Mutant(sheet.text(rows=rows).encode(), {}, is_open=True)


@mutator
def csv_blank_lines(sheet: Sheet, dice: Dice) -> Mutant:
    lines = sheet.text().split("\n")
    for _ in range(dice.randint(1, 5)):
        lines.insert(dice.randrange(1, len(lines)), dice.choice(("", ",,,,", "   ", '"","","","",""')))
    return Mutant("\n".join(lines).encode(), {})


@mutator
def csv_cells_missing_or_too_many(sheet: Sheet, dice: Dice) -> Mutant:
    at = sheet.pick(dice)
    rows = tuple(dice.choice((row[:3], (*row, "9"), row[1:])) if number == at else row for number, row in enumerate(sheet.rows))
    return Mutant(sheet.text(rows=rows).encode(), {}, is_wrong=True)


@mutator
def csv_announces_its_separator(sheet: Sheet, dice: Dice) -> Mutant:
    separator = dice.choice((",", ";", "\t"))
    said = dice.choice((separator, separator, "#"))
    return Mutant((f"sep={said}\n" + sheet.text(separator)).encode(), {}, is_open=said != separator)


@mutator
def csv_flipped(sheet: Sheet, dice: Dice) -> Mutant:
    return Mutant(flipped(sheet.text().encode(), dice), {}, is_open=True)


@mutator
def csv_noise(sheet: Sheet, dice: Dice) -> Mutant:
    return Mutant(noise(sheet.text().encode(), dice), {}, is_open=True)


@mutator
def csv_cut_off(sheet: Sheet, dice: Dice) -> Mutant:
    data = sheet.text().encode()
    return Mutant(data[: dice.randrange(len(data))], {}, is_open=True)


@mutator
def csv_endless_line(sheet: Sheet, dice: Dice) -> Mutant:
    return Mutant((sheet.text() + dice.choice(("9", ",", '"', "x,")) * dice.choice((10_000, 3_000_000))).encode(), {}, is_open=True)


@mutator
def csv_no_text_at_all(sheet: Sheet, dice: Dice) -> Mutant:
    return Mutant(bytes(dice.randrange(256) for _ in range(dice.choice((1, 40, 5_000)))), {}, is_wrong=True)


@mutator
def csv_very_many_bad_lines(sheet: Sheet, dice: Dice) -> Mutant:
    bad = dice.choice(("a,b", "9,9,9,9,9,9,9", '"', ",,,,x", "439,2022,1,tb_moi,x"))
    # The last of them are another office's fault, not this one's.
    return Mutant((sheet.text() + f"{bad}\n" * dice.choice((50, 20_000))).encode(), {}, is_wrong="x" not in bad, is_open="x" in bad)
