"""The dashboard: page settings, the list of pages, run. The server takes `app`, each visit runs the rest."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from ui.kit import door, navigation, page, plot, sentences, tips

if __name__ == "__main__":
    page.settings()
    page.run(st.navigation(navigation.pages(), position="hidden"))
else:
    # Until somebody has opened the first page, Streamlit would run the files of a folder of this name by itself, without this one.
    PagesManager.uses_pages_directory = False
    app = st.App(__file__, middleware=door.middleware(), routes=[*sentences.routes(), *tips.routes(), *plot.routes()])
