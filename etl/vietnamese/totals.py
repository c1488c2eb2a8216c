"""Rows that add up others, which people put below a table: no form and no list of figures has them."""

import re

from etl.vietnamese.folding import bare

_TOTAL = re.compile(
    "(?:dong )?(?:tong(?: (?:cong|so))?|cong(?: so| don)?|toan tinh|total|grand total|sum)"
    "(?: (?:chung|cac don vi|tat ca|toan tinh|toan nganh|toan don vi|ca quy|ca nam|trong quy|trong ky|quy (?:iv|i{1,3}|[1-4])))*"
)
#: What to do with such a row.
REMEDY = "là dòng cộng, không phải số liệu của biểu; hệ thống tự cộng. Hãy xoá dòng ấy rồi gửi lại"


def is_total(text: str) -> bool:
    """Whether a text in the front of a row says nothing but that the row adds others up: "Tổng cộng:", "CỘNG", "Tổng số"."""
    return _TOTAL.fullmatch(bare(text)) is not None
