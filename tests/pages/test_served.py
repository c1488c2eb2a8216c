"""Pages as the server sends them to an open tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.PageConfig_pb2 import PageConfig

from tests.bench.reader import Reader
from tests.serving import served
from ui.kit.navigation import PLACES


@pytest.fixture(scope="module")
def reader(sample_folder: Path) -> Iterator[Reader]:
    with served(sample_folder) as dashboard, Reader(dashboard.address) as opened:
        yield opened


def test_a_page_asked_for_first_by_its_own_address_is_a_page_of_the_dashboard(reader: Reader):
    reader.open("offices", "quarter=2022-Q2")
    assert PageConfig.WIDE in {each.page_config_changed.layout for each in reader.said}


def test_no_page_takes_the_one_before_off_the_screen_until_it_has_come(reader: Reader):
    for place in PLACES[:4]:
        reader.open(place.path)
        (main,) = {each.new_session.main_script_hash for each in reader.said if each.WhichOneof("type") == "new_session"}
        assert {each.metadata.active_script_hash for each in reader.said if each.WhichOneof("type") == "delta"} == {main}


def test_a_page_that_a_tab_has_seen_comes_by_name_alone(reader: Reader):
    for place in PLACES:
        reader.open(place.path)
        reader.open(place.path)
        assert reader.open(place.path).bytes < 60_000, place.name
