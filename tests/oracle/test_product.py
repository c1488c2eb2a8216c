"""The product against the oracle: every folder whose right values are known, and random offices, in every row and column."""

from pathlib import Path

import pytest

from tests.oracle.compare import report
from tests.oracle.held_against import copied, drawn, found

pytestmark = pytest.mark.slow

CASES = Path(__file__).parent / "cases"
#: Each is judged anew at every test; the others take minutes.
FEW = (2, 3)
MANY = [seed for seed in range(1, 29) if seed not in FEW]


@pytest.mark.parametrize("name", sorted(folder.name for folder in CASES.iterdir()))
def test_a_folder_whose_right_values_are_known(name: str, tmp_path: Path) -> None:
    differing = found(copied(CASES / name, tmp_path / "data"))
    assert not differing, report(differing)


@pytest.mark.parametrize("seed", [*FEW, *(pytest.param(seed, marks=pytest.mark.long) for seed in MANY)])
def test_random_offices(seed: int, tmp_path: Path) -> None:
    differing = found(drawn(seed, tmp_path / "data"))
    assert not differing, report(differing)
