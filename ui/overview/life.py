"""The year's work besides figures, a sentence each: plans, tasks that slip, inspections and what they found."""

import streamlit as st

from ui.kit import components, follow_ups
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import tasks as text

TOPICS = ("plan_issued", "focus", "inspection", "shortcoming")


def show(view: View, province: str, quarter: Quarter) -> None:
    """Each leads to what it counts; nothing where nothing is known."""
    with st.container(key="overview_life"):
        components.heading(text.OVERVIEW)
        follow_ups.lines(view, province, quarter.where, only=TOPICS)
