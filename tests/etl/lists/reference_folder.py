"""The smallest complete reference folder, and ways to spoil it."""

from pathlib import Path

import pytest

from etl.lists.reference import ReferenceError, read_reference
from etl.problems import Problem

UNITS = "unit_code,name,short_name,kind,province_code,cluster,opened_on,closed_on,tile_row,tile_col"
ELEMENTS = "data_element_code,field_code,name,unit_of_measure,accumulation"
INDICATORS = "indicator_code,field_code,name,kind,direction,numerator,denominator,decimals,weight,is_focus"
PLANS = "plan_code,level,unit_code,year,number,title,issued_on,due_on,parent_plan_code"
TARGETS = "plan_code,indicator_code,value,per,phasing,due_on,volume_from,volume_below,measured_as"
FLOWS = "flow_code,field_code,name,opening,received,resolved,closing,carried_over_resolved"
RULES = "rule_code,name,left,operator,right,missing,severity"

SMALLEST = {
    "units.csv": [UNITS, "U1,Đơn vị một,,huyen,42,Cụm 1,,,1,1", "U2,Đơn vị hai,,huyen,42,Cụm 1,,,1,2"],
    "data_elements.csv": [
        ELEMENTS, "cu,F,Số cũ,vụ,first", "moi,F,Số mới,vụ,sum", "xong,F,Số xong,vụ,sum", "con,F,Số còn,vụ,last",
        "nguoi,F,Số người,người,last", "tien,F,Số tiền,triệu đồng,sum",
    ],
    "indicators.csv": [
        INDICATORS, "R1,F,Tỷ lệ xong,rate,at_least,xong,cu + moi,,,", "C1,F,Số việc xong,count,at_least,xong,,,,",
    ],
    "plans.csv": [PLANS, "A,assigned,,2022,,,2022-01-11,,", "D1,registered,U1,2022,,,2022-01-20,,A"],
    "targets.csv": [TARGETS, "A,R1,90,,,,,,", "A,C1,4,,,,,,", "D1,C1,5,,,,,,"],
}  # fmt: skip


def write_folder(path: Path, **files: list[str] | bytes | None) -> Path:
    """Writes the smallest complete folder, with the files given (by name without suffix) instead or besides."""
    named = SMALLEST | {f"{name}.csv": content for name, content in files.items()}
    for name, content in named.items():
        if content is not None:
            raw = content if isinstance(content, bytes) else ("\n".join(content) + "\n").encode()
            (path / name).write_bytes(raw)
    return path


def faults(path: Path) -> list[Problem]:
    """The problems of a folder that must not load."""
    with pytest.raises(ReferenceError) as raised:
        read_reference(path)
    return raised.value.problems


def places(problems: list[Problem]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in problems]


def replaced(name: str, line: int, text: str) -> list[str]:
    """The lines of a file of the smallest folder with one of them (the header is line 1) replaced or added."""
    lines = list(SMALLEST[name])
    lines[line - 1 : line] = [text]
    return lines
