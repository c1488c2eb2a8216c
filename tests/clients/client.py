"""Starts a program with the DuckDB of a given version, as an analyst's machine would have it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.world import ROOT

HERE = Path(__file__).parent
DEFAULT = "default"
OTHERS = tuple((HERE / "versions.txt").read_text(encoding="utf-8").split())
#: For parametrize: the default client always, the others where they are installed.
CLIENTS = (DEFAULT, *(pytest.param(version, marks=pytest.mark.clients) for version in OTHERS))


def environment(version: str) -> dict[str, str]:
    """What to start a process with, so that ``import duckdb`` is this version."""
    if version == DEFAULT:
        return os.environ | {"PYTHONUTF8": "1"}
    folder = ROOT / ".venv" / "clients" / f"duckdb-{version}"
    assert folder.is_dir(), f"no DuckDB {version} in {folder}; run make clients"
    return os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(folder)}


def run(version: str, code: str, *arguments: Any) -> "subprocess.CompletedProcess[str]":
    """Runs Python code in a process that has this version."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment(version), cwd=HERE, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def start(version: str, script: Path, arguments: Sequence[Any]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(script), *map(str, arguments)],
        env=environment(version), cwd=HERE, text=True, encoding="utf-8", stderr=subprocess.PIPE,
    )  # fmt: skip
