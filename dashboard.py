"""The dashboard: page settings, the list of pages, run."""

import streamlit as st

from ui.kit import navigation, page

page.settings()
st.navigation(navigation.pages(), position="hidden").run()
