"""The Frictionless data package (https://datapackage.org) that says what exported files hold."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from common.files import MEDIA_TYPES
from etl.export.catalogue import Column, Snapshot, Table

DESCRIPTION_FILE = "datapackage.json"

_SYNTHETIC = "Số liệu minh hoạ, không phải của đơn vị nào."


@dataclass(frozen=True)
class Part:
    """One table within a file: the sheet it stands on, None where the file is the table."""

    sheet: str | None = None


@dataclass(frozen=True)
class Written:
    """One file and what it holds; once it has its name also the columns that name a row, its size and its digest."""

    table: Table
    path: Path
    rows: int
    parts: tuple[Part, ...]
    key: tuple[str, ...] = ()
    size: int = 0
    sha256: str = ""

    def finished(self, path: Path, key: Sequence[str]) -> "Written":
        """The same under its lasting name; `self.path` is where its bytes stand now."""
        with self.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return replace(self, path=path, key=tuple(key), size=self.path.stat().st_size, sha256=digest)


def describe(about: Snapshot, written: Sequence[Written]) -> str:
    """The text of `datapackage.json` for files that stand beside it."""
    package = {
        "profile": "data-package",
        "name": "chi-tieu",
        "title": "Chỉ Tiêu: kết quả thực hiện chỉ tiêu kế hoạch",
        "description": f"Bản công bố {about.snapshot_id}." + (f" {_SYNTHETIC}" if about.is_synthetic else ""),
        "version": about.snapshot_id,
        "created": about.published_at.astimezone().isoformat(timespec="seconds"),
        "resources": [_resource(file, index) for file in written for index in range(len(file.parts))],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(file: Written, index: int) -> dict[str, Any]:
    kind = file.path.suffix.removeprefix(".")
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource" if kind == "csv" else "data-resource",
        "name": file.table.name + (f".{index + 1}" if index else ""),
        "path": file.path.name,
        "title": file.table.comment,
        "format": kind,
        "mediatype": MEDIA_TYPES[kind],
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if kind == "csv":
        resource |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n"}}
    sheet = file.parts[index].sheet
    if sheet:
        resource["dialect"] = {"excel": {"sheet": sheet}}
    schema: dict[str, Any] = {"fields": [_field(column, kind) for column in file.table.columns], "missingValues": [""]}
    if file.key and len(file.parts) == 1:
        schema["primaryKey"] = list(file.key)
    return resource | {"schema": schema}


def _field(column: Column, kind: str) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name, "type": _type(column), "description": column.comment}
    if column.type == "timestamp" and kind == "csv":
        described["format"] = "%Y-%m-%d %H:%M:%S"
    if column.unit:
        described["unit"] = column.unit
    return described


def _type(column: Column) -> str:
    """The Table Schema type of an SQL type."""
    if column.is_whole:
        return "integer"
    if column.is_number:
        return "number"
    return {"varchar": "string", "boolean": "boolean", "date": "date", "timestamp": "datetime"}[column.type]
