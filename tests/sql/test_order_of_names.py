"""Offices that people read of stand in the order of the Vietnamese alphabet: Đức Thọ before Lộc Hà, Thạch Hà before TX Hồng Lĩnh."""

import re

from etl.sql.files import sql_files

ORDER = re.compile(r"order by [^\n]*")
NOT_VIETNAMESE = re.compile(r"short_name\b(?!(?:, \w+\.name\))? collate vi)")


def test_an_order_by_the_name_of_an_office_is_a_vietnamese_one() -> None:
    orders = [(file.name, found[0]) for file in sql_files() for found in ORDER.finditer(file.text) if "short_name" in found[0]]
    assert len(orders) > 8
    assert not [(name, order) for name, order in orders if NOT_VIETNAMESE.search(order)]
