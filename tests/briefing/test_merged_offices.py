"""Packs after offices were merged: what the old ones promised and left open is told with who took them over, and by those."""

import datetime
from pathlib import Path

import pytest

from briefing.making import Known, content
from briefing.model import Pack, Slide
from briefing.render.layout import pages
from common.paths import DataDir

pytestmark = pytest.mark.slow

DAY = datetime.date(2025, 10, 20)


def pack_of(folder: Path, unit: str | None) -> Pack:
    data = DataDir(folder)
    return content(data, Known(DAY, DAY - datetime.timedelta(days=7), data.snapshot(str(data.snapshot_in_force())), None), unit)


def slide(pack: Pack, key: str) -> Slide:
    return next(each for each in pack.slides if each.key == key)


def test_the_old_offices_are_named_with_who_took_them_over(sample_2025_folder: Path) -> None:
    pack = pack_of(sample_2025_folder, None)
    for key in ("promised", "tasks", "findings"):
        table = slide(pack, key).table
        assert table and table.columns[0].key == "office"
        named = {row["office"] for row in table.rows}
        assert any(each.endswith("(nay Khu vực 3)") for each in named), (key, named)
        assert not any("nay" in each for each in named if each.startswith("Khu vực"))
    promised = slide(pack, "promised")
    assert promised.table and {row["outcome"] for row in promised.table.rows} == {"closed"}
    assert promised.lead[-1].endswith("không còn đơn vị đã hẹn.") and "chưa có số liệu" not in promised.lead[-1]


def test_what_they_left_open_is_told_by_those_who_took_it_over(sample_2025_folder: Path) -> None:
    pack = pack_of(sample_2025_folder, "KV3")
    for key in ("tasks", "findings"):
        table = slide(pack, key).table
        assert table and {row["unit_code"] for row in table.rows} - {"KV3"}, key
        assert all(row["office"].endswith("(nay Khu vực 3)") for row in table.rows if row["unit_code"] != "KV3")
    assert len(pages(pack)) >= len(pack.slides)


def test_stocks_that_cannot_be_compared_over_a_merger_are_not(sample_2025_folder: Path) -> None:
    """KV5 has sent nothing: what its predecessors left stands nowhere, and others have resolved more old cases than they began with."""
    said = slide(pack_of(sample_2025_folder, None), "caseflow")
    assert said.lead[0] == "Luỹ kế từ đầu năm công tác." and "Không so với đầu năm" in said.lead[1] and "Khu vực 5" in said.lead[1]
    assert any("gồm cả án nhận bàn giao trong năm" in each for each in said.lead)
    assert said.table and said.chart is None, "two bars side by side are a comparison"
    whole = slide(pack_of(sample_2025_folder, "KV1"), "caseflow")
    assert "cao hơn số tồn đầu năm" in whole.lead[0] and len(whole.lead) == 1


def test_an_office_of_before_has_its_own_alone(sample_2025_folder: Path) -> None:
    pack = pack_of(sample_2025_folder, "441")
    told = [row for each in pack.slides if each.table and each.key in ("promised", "tasks", "findings") for row in each.table.rows]
    assert told and {row["unit_code"] for row in told} == {"441"}
