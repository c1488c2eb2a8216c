"""The look keeps its promises: contrast, distances for every eye and in grey, one typeface, no glyph without a shape."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from tests.ui import colour
from tests.ui.published import words
from ui.kit import theme

ROOT = Path(__file__).resolve().parents[3]
AA_TEXT, AA_GRAPHIC = 4.5, 3.0
LEAST_DISTANCE = 7.0  # CIEDE2000; neighbours that differ by less could be taken for one another


def test_there_are_statuses_to_look_at():
    assert len(words("statuses")) > 5


@pytest.mark.parametrize("row", words("statuses"), ids=lambda row: row["status"])
def test_a_glyph_can_be_read_on_its_colour(row):
    assert colour.contrast(row["colour"], row["text_colour"]) >= AA_TEXT


@pytest.mark.parametrize("eye", [None, "protanopia", "deuteranopia", "tritanopia", "grey"])
def test_judged_statuses_stay_apart_for_every_eye_and_in_grey_print(eye):
    judged = [row for row in words("statuses") if row["is_judged"] == "true"]
    assert len(judged) == 5
    for first, second in itertools.combinations(judged, 2):
        apart = colour.distance(
            colour.lab(colour.simulate(first["colour"], eye)), colour.lab(colour.simulate(second["colour"], eye))
        )
        assert apart >= LEAST_DISTANCE, (eye, first["status"], second["status"], apart)


def test_what_was_not_judged_is_never_filled_like_what_was():
    for idle, judged in itertools.product(words("statuses"), words("statuses")):
        if idle["is_judged"] == "false" and judged["is_judged"] == "true":
            lightest = colour.lab(colour.linear(judged["colour"]))[0]
            assert colour.lab(colour.linear(idle["colour"]))[0] > lightest + 3


def test_every_status_has_a_glyph_of_its_own():
    glyphs = [row["glyph"] for row in words("statuses")]
    assert len(set(glyphs)) == len(glyphs)


def test_text_colours_reach_aa_on_paper_and_ground():
    for text in (theme.INK, theme.QUIET):
        assert colour.contrast(text, theme.PAPER) >= AA_TEXT
        assert colour.contrast(text, theme.GROUND) >= AA_TEXT
    assert colour.contrast(theme.FAINT, theme.PAPER) >= AA_GRAPHIC


def test_streamlit_is_given_the_same_ground_and_typeface():
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["theme"]["textColor"] == theme.INK
    assert config["theme"]["backgroundColor"] == theme.PAPER
    assert config["theme"]["secondaryBackgroundColor"] == theme.GROUND
    assert config["theme"]["borderColor"] == theme.RULE
    assert config["theme"]["font"] == theme.FONT
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["enableStaticServing"] is True


def test_every_face_is_served_from_the_repository():
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    faces = config["theme"]["fontFaces"]
    assert len(faces) == 3
    for face in faces:
        file = ROOT / face["url"].removeprefix("app/")
        assert file.read_bytes()[:4] == b"wOF2", file


def test_nothing_names_another_host():
    files = [*ROOT.glob("ui/**/*.js"), *ROOT.glob("ui/**/*.css"), *ROOT.glob("ui/**/*.html"), ROOT / ".streamlit/config.toml"]
    assert len(files) > 4
    for file in files:
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text and "https://" not in text, file


def test_a_colour_is_named_in_one_place():
    """The neutrals in the theme, those of statuses in their lists; what else shows one takes it from there."""
    lists = list((ROOT / "etl" / "lists" / "vocabulary").glob("*statuses.csv"))
    palette = {theme.INK, theme.QUIET, theme.FAINT, theme.RULE, theme.GROUND, theme.PAPER}
    for path in lists:
        palette |= set(re.findall("#[0-9a-f]{6}", path.read_text(encoding="utf-8")))
    typed = re.compile("|".join(each.removeprefix("#") for each in palette - {theme.PAPER}) + f"|{theme.PAPER}|#fff\\b", re.IGNORECASE)
    kinds = (".py", ".js", ".css", ".html", ".sql", ".typ", ".toml")
    files = [path for folder in ("ui", "briefing", "common", "etl", "pages") for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    found = {path.relative_to(ROOT).as_posix() for path in files if typed.search(path.read_text(encoding="utf-8"))}
    assert len(palette) >= 20 and len(files) > 500 and found == {"ui/kit/theme.py"}


def test_statuses_come_typed_and_in_order():
    statuses = theme.statuses(list(reversed(words("statuses"))))
    assert list(statuses) == [row["status"] for row in words("statuses")]
    assert statuses["met"].is_good is True and statuses["behind"].is_good is False
    assert statuses["no_target"].is_good is None and statuses["no_target"].is_judged is False


def test_the_template_writes_numbers_the_vietnamese_way():
    layout = theme.template()["layout"]
    assert layout["separators"] == ",."
    assert layout["font"]["family"] == theme.FONT
    assert layout["hoverlabel"]["font"]["family"] == theme.FONT
    assert layout["showlegend"] is False
