"""Links to the indicators before and after this one."""

import streamlit as st

from ui.kit import navigation, queries
from ui.kit.filters import Choice
from ui.kit.view import View
from ui.text import indicator as text


def show(view: View, indicator: Choice, field: Choice | None, level: Choice) -> None:
    """In the field that is looked at, or in all."""
    in_field = {"field_code": field.code} if field else {}
    listed = queries.read(view.data, "mart.indicator", where=in_field, order=["field_order", "list_order"])
    codes = list(listed["indicator_code"])
    place = codes.index(indicator.code)
    with st.container(horizontal=True, key="neighbours"):
        for label, at in ((text.PREVIOUS, place - 1), (text.NEXT, place + 1)):
            if 0 <= at < len(codes):
                kept = {"field": field.code} if field else {}
                navigation.link("indicator", label, kept | {"indicator": codes[at], "level": level.code})
