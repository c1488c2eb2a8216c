"""Marks a refused workbook: each wrong cell coloured and explained, and a first sheet that lists them with links.

Only the parts that say so are changed: drop-downs, pictures and whatever else an office's workbook has stay as they came.
Run as ``python -m etl.judging.marking`` it does so for its parent, one file after another: these workbooks come from outside.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from common.files import whole
from common.frames import serve
from etl.judging.cells import At, SheetCells
from etl.judging.fault_list import Place, put_list, take_list
from etl.judging.notes import WORDS, put_notes, take_notes
from etl.judging.parts import Parts, empty_workbook
from etl.judging.styling import Looks
from etl.problems import Problem


def mark(original: Path, problems: Sequence[Problem], out: Path, name: str) -> None:
    """Writes the marked copy of a workbook; raises whatever its parts make lxml and zipfile raise."""
    parts = Parts(original.read_bytes())
    parts.without_macros()
    _unmark(parts, take_list(parts))
    before = _mark_cells(parts, problems)
    put_list(parts, problems, name, before, is_marked=True)
    _save(parts, out)


def write_list(problems: Sequence[Problem], out: Path, name: str) -> None:
    """Writes a workbook that holds the list of problems alone. Raises OSError."""
    parts = Parts(empty_workbook())
    put_list(parts, problems, name, {}, is_marked=False)
    _save(parts, out)


def _save(parts: Parts, out: Path) -> None:
    with whole(out) as stream:
        parts.write(stream)


def _mark_cells(parts: Parts, problems: Sequence[Problem]) -> dict[Place, str]:
    """Colours and explains each cell with a problem; gives what each of them looked like before."""
    sheets, looks = parts.sheets(), Looks(parts)
    before: dict[Place, str] = {}
    for name, part in sheets.items():
        mine = [problem for problem in problems if problem.sheet == name and problem.cell]
        if not mine:
            continue
        cells = SheetCells(parts, part)
        said: dict[At, list[Problem]] = {}
        for problem in mine:
            for at in cells.all_shown(str(problem.cell)):
                said.setdefault(at, []).append(problem)
        for at, found in said.items():
            style = cells.style(at)
            before |= {(name, str(problem.cell)): looks.described(style) for problem in found}
            cells.restyle(at, looks.marked(style, found[0].severity))
        put_notes(parts, part, {at: _note(found) for at, found in said.items()})
    return before


def _note(problems: Sequence[Problem]) -> str:
    return "\n".join(f"{WORDS[problem.severity]}: {problem.message}" for problem in problems)


def _unmark(parts: Parts, marked: Mapping[Place, str]) -> None:
    """Takes the marks of an earlier round off a workbook that came back with its list still in it."""
    looks = Looks(parts)
    for name, part in parts.sheets().items():
        mine = {cell: looked for (sheet, cell), looked in marked.items() if sheet == name}
        if not mine:
            continue
        cells = SheetCells(parts, part)
        places = {at: looked for cell, looked in mine.items() for at in cells.all_shown(cell)}
        take_notes(parts, part, set(places))
        for at, looked in places.items():
            try:
                cells.restyle(at, looks.restored(cells.style(at), looked))
            except (ValueError, TypeError):
                # Somebody wrote into the hidden column; the colour stays, nothing else is lost.
                continue


def prepare(setting: bytes) -> Callable[[bytes], bytes]:
    """What marks one workbook for each request, and answers with nothing when it is done, else with what went wrong."""
    return _answer


def _answer(request: bytes) -> bytes:
    original, problems, out, name = json.loads(request)
    try:
        mark(Path(original), [Problem(*each) for each in problems], Path(out), name)
    except Exception as error:
        # A workbook may be beyond it in many ways; the list alone is sent then.
        return repr(error).encode()
    return b""


if __name__ == "__main__":
    serve(prepare)
