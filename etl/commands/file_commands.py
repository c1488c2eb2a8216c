"""The commands about single files: check, template, sample."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from common.paths import DataDir
from common.periods import quarter_inside
from common.shown import shown
from etl.commands.door import EXIT_REFUSED, STATUS_WORDS, DataOption, command, console, print_problems, say, usage
from etl.commands.moments import now
from etl.lists.reference import Reference, read_reference
from etl.template.forms import Form, read_forms


@command
def check(
    file: Annotated[Path, typer.Argument(help="Tệp cần kiểm tra: .xlsx, .csv, hay tệp nén .zip chứa các tệp ấy.")],
    data: DataOption = Path("data"),
) -> None:
    """Kiểm tra một tệp mà không ghi gì; thoát với mã 3 khi tệp có lỗi."""
    from etl.commands.verdicts import check_files

    if not file.is_file():
        usage(f"Không có tệp {shown(str(file), 300)}.")
    outcomes = check_files(DataDir(data), file, now())
    for outcome in outcomes:
        console.print(Text.assemble((shown(outcome.name), "bold"), f": {STATUS_WORDS[outcome.status]}"))
        print_problems(outcome.problems)
    if any(outcome.status != "accepted" for outcome in outcomes):
        raise typer.Exit(EXIT_REFUSED)


@command
def template(
    unit: Annotated[str, typer.Option("--unit", help="Mã đơn vị.")],
    year: Annotated[int, typer.Option("--year", min=1950, max=2200, help="Năm công tác.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .xlsx sẽ ghi.")],
    quarter: Annotated[int | None, typer.Option("--quarter", min=1, max=4, help="Quý; cần cho báo cáo quý.")] = None,
    form: Annotated[str, typer.Option("--form", help="Biểu: quarterly (quý), plan (kế hoạch), inspection (kiểm tra).")] = "quarterly",
    data: DataOption = Path("data"),
) -> None:
    """Ghi một biểu để trống cho một đơn vị: báo cáo quý, kế hoạch năm hoặc kiểm tra."""
    from etl.template.inspection import write_inspection_form
    from etl.template.plan import write_plan_form

    folder = DataDir(data)
    reference, forms = read_reference(folder.reference), read_forms(folder.forms)
    if unit not in set(reference.tables["units"]["unit_code"]):
        usage(f"Không có đơn vị mang mã {shown(unit)} trong danh mục.")
    writers = {
        "quarterly": lambda: _write_quarterly(reference, forms["quarterly"], unit, year, quarter, output),
        "plan": lambda: write_plan_form(reference, forms["plan"], unit, year, output),
        "inspection": lambda: write_inspection_form(reference, forms["inspection"], unit, year, output),
    }
    known = [kind for kind in writers if kind in forms]
    if form not in known:
        usage(f"Không có biểu “{shown(form)}”; có: {', '.join(known)}.")
    output.parent.mkdir(parents=True, exist_ok=True)
    writers[form]()
    say(f"Đã ghi {output}")


def _write_quarterly(reference: Reference, form: Form, unit: str, year: int, quarter: int | None, output: Path) -> None:
    from etl.template.lists import open_days
    from etl.template.quarterly import write_quarterly_form

    if quarter is None:
        usage("Báo cáo quý cần nêu --quarter.")
    quarters = reference.calendar.quarters(year)
    if quarter not in quarters:
        usage(f"Năm công tác {year} chỉ có {len(quarters)} quý, đến hết {reference.calendar.year_bounds(year)[1]:%d/%m/%Y}.")
    if open_days(reference, unit, year, quarter) is None:
        usage(f"Đơn vị {unit} không hoạt động ngày nào trong {quarter_inside(year, quarter)}.")
    write_quarterly_form(reference, form, unit, year, quarter, output)


@command
def sample(
    data: DataOption = Path("data"),
    story: Annotated[str, typer.Option("--story", help="Kể chuyện năm nào: 2022, hoặc 2025 (sắp xếp lại đơn vị).")] = "2022",
    seed: Annotated[int | None, typer.Option("--seed", help="Số gốc: cùng số thì cùng bộ tệp; không nêu: số của câu chuyện.")] = None,
) -> None:
    """Ghi bộ báo cáo minh hoạ vào inbox/."""
    from etl.sample import write_sample
    from etl.sample.story import STORIES, read_story

    if story not in STORIES:
        usage(f"Không có câu chuyện “{shown(story)}”; có: {', '.join(STORIES)}.")
    written = write_sample(DataDir(data), read_story(story), seed)
    say(f"Đã ghi {len(written)} tệp vào {DataDir(data).inbox}")
