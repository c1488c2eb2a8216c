"""The dashboard: page settings, the list of pages, run. The server takes `app`, each visit runs the rest."""

import streamlit as st

from ui.kit import door, navigation, page

if __name__ == "__main__":
    page.settings()
    page.run(st.navigation(navigation.pages(), position="hidden"))
else:
    app = st.App(__file__, middleware=door.middleware())
