"""What a component began before a choice ends with it: no click is heard twice, no old picture is drawn when the window changes."""

from collections import Counter

import pytest
from playwright.sync_api import Download, Page, expect

pytestmark = pytest.mark.browser


def choose(leader: Page, quarter: str) -> None:
    leader.locator(".st-key-choice_quarter input").first.click()
    leader.get_by_role("option", name=quarter, exact=True).click()
    expect(leader.get_by_role("heading", name=quarter.replace("Quý", "quý"))).to_be_visible()
    expect(leader.locator('[data-test-script-state="running"]')).to_have_count(0)


def heard(leader: Page, what: str) -> Counter[str]:
    """How often each kind of event is listened to by the object of the expression `what`."""
    devtools = leader.context.new_cdp_session(leader)
    found = devtools.send("Runtime.evaluate", {"expression": what})["result"]["objectId"]
    listeners = devtools.send("DOMDebugger.getEventListeners", {"objectId": found})["listeners"]
    return Counter(each["type"] for each in listeners)


def test_what_the_page_listens_to_does_not_grow_with_choices(leader: Page, address: str) -> None:
    leader.goto(f"{address}/?quarter=2022-Q3")
    expect(leader.locator(".matrix canvas")).to_be_visible()
    parts = {what: f"document.querySelector('{what}')" for what in (".matrix canvas", ".picture-button")} | {"window": "window"}
    choose(leader, "Quý II/2022")
    before = {name: heard(leader, what) for name, what in parts.items()}
    assert before[".matrix canvas"]["click"] == before[".picture-button"]["click"] == 1
    for quarter in ("Quý I/2022", "Quý II/2022"):
        choose(leader, quarter)
    assert {name: heard(leader, what) for name, what in parts.items()} == before


def test_a_picture_is_saved_once_after_a_choice(leader: Page, address: str) -> None:
    leader.goto(f"{address}/?quarter=2022-Q3")
    expect(leader.locator(".matrix canvas")).to_be_visible()
    choose(leader, "Quý II/2022")
    saved: list[Download] = []
    leader.on("download", lambda each: saved.append(each))
    with leader.expect_download():
        leader.locator(".picture-button").click()
    leader.wait_for_timeout(1500)
    assert ["2022-Q2" in each.suggested_filename for each in saved] == [True]
