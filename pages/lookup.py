"""Looking things up: what every table, column, indicator and figure means, and any question asked of them in SQL."""

import streamlit as st

from common.published import UnknownName
from ui.kit import components, page
from ui.lookup import dictionary_view, query_box, sandbox
from ui.text import lookup as text

FIND = "find"


def write_find() -> None:
    st.query_params[FIND] = st.session_state[FIND]
    st.query_params.pop(dictionary_view.OPENED, None)


view = page.begin("lookup")
sandbox.shared.warm()
sql = query_box.asked(view)
page.head(view, text.HEADING)
with st.container(key="lookup_body"):
    if view.presenting:  # a picture shows the answer, or the dictionary while nothing is asked
        left, right = (None, st.container()) if sql.strip() else (st.container(), None)
    else:
        left, right = st.columns([0.36, 0.64], gap="large")
if left:
    with left:
        components.heading(text.DICTIONARY, text.DICTIONARY_HELP)
        typed = st.query_params.get(FIND, "")
        st.session_state[FIND] = typed
        if not view.presenting:
            st.text_input(text.FIND, key=FIND, placeholder=text.FIND_HINT, label_visibility="collapsed", on_change=write_find)
        try:
            with st.container(key="dictionary"):
                dictionary_view.show(view, typed, st.query_params.get(dictionary_view.OPENED, ""))
        except UnknownName:
            st.write(text.NO_DICTIONARY)
if right:
    with right:
        query_box.draw(view, sql)
page.end(view)
