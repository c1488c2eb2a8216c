"""The annotated copies of refused files: besides the snapshots the only files that the dashboard reads.

A copy is known by its name in ``log.returned_file.returned_name``, never by anything that an address says, and it is
looked for in the folder ``returned`` of the data folder alone.
"""

from pathlib import Path, PureWindowsPath

from common.paths import DataDir
from ui.kit import queries


def find(name: object) -> Path | None:
    """The copy called `name`; None when there is none, or when the name would lead out of the folder."""
    if not isinstance(name, str) or not name or PureWindowsPath(name).name != name:
        return None
    folder = DataDir(queries.data_folder()).returned.resolve()
    try:
        path = (folder / name).resolve()
        return path if path.parent == folder and path.is_file() else None
    except (OSError, ValueError):
        return None


def read(name: object) -> bytes:
    """The bytes of the copy called `name`; raises FileNotFoundError when it is gone."""
    path = find(name)
    if path is None:
        raise FileNotFoundError(str(name))
    return path.read_bytes()
