"""A figure as a picture: the button that draws what stands on the page into a PNG (``picture.js``)."""

from collections.abc import Sequence
from pathlib import Path

from ui.kit import browser, theme
from ui.kit.view import View
from ui.text import common as text

_picture = browser.component(
    "figure_picture",
    Path(__file__).with_name("picture.js"),
    html='<button type="button" class="picture-button"></button>',
    css=".picture-button { font: inherit; font-size: 13px; color: var(--quiet); background: var(--paper); border: 1px solid var(--rule); "
    "border-radius: 2px; height: 28px; padding: 0 10px; cursor: pointer; white-space: nowrap; } "
    ".picture-button:hover { border-color: var(--ink); color: var(--ink); } @media print { .picture-button { display: none; } }",
)


def button(view: View, *, name: str, title: str, facts: str = "", key: str = "", legend: Sequence[theme.Status] = ()) -> None:
    """The button that saves the figure in ``figure_{name}`` as a PNG, with title, facts, key and source in the picture."""
    made_up = f"{text.SYNTHETIC} · " if view.is_synthetic else ""
    _picture(
        key=f"picture_{name}",
        data={
            "figure": f"figure_{name}",
            "file": f"{view.file_name(name)}.png",
            "title": title,
            "facts": " · ".join(filter(None, [facts, view.offices_said, *view.facts])),
            "key": key,
            "legend": [{"glyph": s.glyph, "name": s.name, "colour": s.colour, "text": s.text_colour} for s in legend],
            "source": made_up + text.SOURCE.format(snapshot=view.snapshot),
            "colours": {"ink": theme.INK, "quiet": theme.QUIET, "rule": theme.RULE, "paper": theme.PAPER},
            "words": {"label": text.PNG, "help": text.PNG_HELP, "failed": text.CHART_FAILED},
        },
        width="content",
    )
