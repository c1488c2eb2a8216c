"""What tests of judging share."""

from collections.abc import Iterator

import pytest

from tests.etl.judging import received


@pytest.fixture(scope="package")
def office() -> Iterator[received.Office]:
    with received.office() as office:
        yield office
