"""Text with separators as people save it, a row at a time: which separator it is, and where a row cannot be told.

Whatever the encoding, line ends and quotation marks were, out come rows of as many cells as the heading has, with tabs
between them: nothing that reads those needs to know how a CSV may be written.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

SEPARATORS = (";", ",", "\t", "|")
#: A quoted cell may hold line breaks, but a quotation mark that was never closed must not swallow the file.
_MOST_LINES_OF_A_ROW = 20
LONGEST_LINE = 20_000
_LINES_AT_A_TIME = 20_000
_CHARACTERS_AT_A_TIME = 1 << 20
_SEP_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
# What looks like a space or like nothing, and would make another word of the word beside it; and the mark by which old programs
# end a text.
_UNSEEN = {0xA0: " ", 0x202F: " ", 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None, 0x1A: None}
_IS_UNSEEN = re.compile("[\u00a0\u202f\u200b-\u200d\u2060\ufeff\x1a]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BREAK = re.compile(r"[\x00-\x1f\x7f]")


class NotText(Exception):
    """The bytes are no text in an encoding that can be told."""


class LineTooLong(Exception):
    """A line goes on and on; `line_no` says which."""

    def __init__(self, line_no: int) -> None:
        super().__init__(line_no)
        self.line_no = line_no


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be split into cells. `place` is the 0-based cell where it went wrong.

    `fault`: ``unclosed``, ``after_quote``, ``too_many`` or ``too_few`` (then `cells` says how many there are).
    """

    row_no: int
    place: int
    fault: str
    text: str
    cells: int = 0


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes of a text announce; UTF-8 where they say nothing."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig"


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a text file without their ends, whatever those are. Raises NotText and LineTooLong."""
    with path.open("rb") as stream:
        encoding = encoding_of(stream.read(4))
    line_no, rest = 0, ""
    with path.open(encoding=encoding, newline=None) as text:
        try:
            while block := text.read(_CHARACTERS_AT_A_TIME):
                if "\0" in block:
                    raise NotText
                lines = (rest + block.translate(_UNSEEN)).split("\n") if _IS_UNSEEN.search(block) else (rest + block).split("\n")
                rest = lines.pop()
                if len(rest) > LONGEST_LINE or any(len(line) > LONGEST_LINE for line in lines):
                    too_long = next((place for place, line in enumerate(lines) if len(line) > LONGEST_LINE), len(lines))
                    raise LineTooLong(line_no + too_long + 1)
                line_no += len(lines)
                yield from lines
        except UnicodeError as error:
            raise NotText from error
    if rest:
        yield rest


def separator_of(line: str, known: Callable[[str, str], int]) -> str:
    """The separator of a heading: the one that gives the most names that `known` counts, then the most cells."""
    return max(SEPARATORS, key=lambda each: (known(line, each), line.count(each)))


def announced_separator(line: str) -> str | None:
    """The separator that a line ``sep=;`` before the heading names, as Excel writes and reads it."""
    found = _SEP_LINE.fullmatch(line.strip(" "))
    return found[1] if found else None


def split_row(line: str, separator: str) -> tuple[list[str], tuple[int, str] | None]:
    """The cells of a row, and, when a quotation mark stands wrong, at which cell and how."""
    cells: list[str] = []
    at = 0
    while True:
        # Blanks before a quotation mark are left by programs that write "a", "b".
        quote = at + len(line[at:]) - len(line[at:].lstrip(" ")) if line[at : at + 1] == " " else at
        if separator != " " and line[quote : quote + 1] == '"':
            at = quote
            end = _closing(line, at + 1)
            if end < 0:
                return cells, (len(cells), "unclosed")
            after = end + 1
            if after < len(line) and line[after] != separator:
                if line[after:].split(separator, 1)[0].strip(" "):
                    return cells, (len(cells), "after_quote")
                after = line.find(separator, after) if separator in line[after:] else len(line)
            cells.append(line[at + 1 : end].replace('""', '"'))
        else:
            after = line.find(separator, at)
            after = len(line) if after < 0 else after
            cells.append(line[at:after])
        if after >= len(line):
            return cells, None
        at = after + 1


def _closing(line: str, at: int) -> int:
    """Where the quotation mark stands that closes the cell begun before `at`; -1 when none does."""
    while (at := line.find('"', at)) >= 0:
        if line[at + 1 : at + 2] != '"':
            return at
        at += 2
    return -1


class RowSplitter:
    """Turns lines into rows of `width` cells with tabs between; what cannot be split is in `bad`, at most so many.

    `needed`: a row must reach the last of these 0-based cells; the ones after it may be left out. `row_no` is the row a
    spreadsheet would show the next line in.
    """

    def __init__(self, separator: str, width: int, needed: Iterable[int], row_no: int, most_bad: int) -> None:
        self._separator, self._width = separator, width
        self._needed = set(needed)
        self._least = max(self._needed) + 1
        self.row_no, self._most_bad = row_no, most_bad
        self.bad: list[BadRow] = []
        self.bad_count = 0
        self._blank = "\t" * (width - 1)

    def split(self, lines: Iterator[str]) -> Iterator[str]:
        """Blocks of rows, each row ended by a line break; a row that cannot be split is a blank one."""
        waiting: list[str] = []
        while True:
            taken = list(islice(lines, _LINES_AT_A_TIME))
            block = waiting + taken
            if not block:
                return
            text = self._at_once(block)
            if text is None:
                text, waiting = self._one_by_one(block, len(taken) < _LINES_AT_A_TIME)
            else:
                waiting = []
            yield text

    def _at_once(self, lines: list[str]) -> str | None:
        """A block of lines that are all alike; None when they want a closer look."""
        text = "\n".join(lines) + "\n"
        separators = self._width - 1
        if '"' in text:
            return self._by_library(lines)
        if any(line.count(self._separator) != separators for line in lines) or self._is_odd(text):
            return None
        return self._counted(text.replace(self._separator, "\t"), len(lines))

    def _by_library(self, lines: list[str]) -> str | None:
        """A block in which every row is a line and every quotation mark is closed."""
        try:
            rows = list(csv.reader(lines, delimiter=self._separator, strict=True, skipinitialspace=self._separator != " "))
        except csv.Error:
            return None
        if len(rows) != len(lines) or any(len(row) != self._width for row in rows):
            return None
        text = "\n".join(map("\t".join, rows)) + "\n"
        is_plain = text.count("\t") == len(rows) * (self._width - 1) and text.count("\n") == len(rows) and not _CONTROL.search(text)
        return self._counted(text, len(rows)) if is_plain else None

    def _is_odd(self, text: str) -> bool:
        return ("\t" in text and self._separator != "\t") or _CONTROL.search(text) is not None

    def _counted(self, text: str, rows: int) -> str:
        self.row_no += rows
        return text

    def _one_by_one(self, lines: list[str], is_last: bool) -> tuple[str, list[str]]:
        """The rows of a block, and the lines at its end that need those of the next block."""
        out = io.StringIO()
        at = 0
        while at < len(lines):
            used, cells, fault = self._row(lines, at)
            if used == 0 and not is_last:
                break
            out.write(self._judged(cells, fault, lines[at]))
            self.row_no += 1
            at += used or 1
        return out.getvalue(), lines[at:]

    def _row(self, lines: list[str], at: int) -> tuple[int, list[str], tuple[int, str] | None]:
        """How many lines a row takes (0: more than there are), its cells, and at which one it goes wrong and how."""
        cells, fault = split_row(lines[at], self._separator)
        is_given_up = self.bad_count > self._most_bad
        if fault is None or fault[1] != "unclosed" or fault[0] in self._needed or is_given_up:
            return 1, cells, fault
        for last in range(at + 1, at + _MOST_LINES_OF_A_ROW):
            if last >= len(lines):
                return 0, cells, fault
            whole, still = split_row("\n".join(lines[at : last + 1]), self._separator)
            if still is None and len(whole) == self._width:
                return last + 1 - at, whole, None
        return 1, cells, fault

    def _judged(self, cells: list[str], fault: tuple[int, str] | None, line: str) -> str:
        filled = [place for place, cell in enumerate(cells) if cell.strip()]
        if fault is None and not filled:
            return self._blank + "\n"
        if fault is None and filled[-1] >= self._width:
            fault = (self._width, "too_many")
        if fault is None and len(cells) < self._least:
            fault = (len(cells), "too_few")
        if fault is not None:
            self._note(BadRow(self.row_no, fault[0], fault[1], line, len(cells)))
            return self._blank + "\n"
        padded = (cells + [""] * self._width)[: self._width]
        return "\t".join(_BREAK.sub(" ", cell) for cell in padded) + "\n"

    def _note(self, bad: BadRow) -> None:
        self.bad_count += 1
        if len(self.bad) < self._most_bad:
            self.bad.append(bad)

