"""The files as they were received: whether their bytes are still the ones whose digest stands in the journal."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from common.files import sha256_of, sync_folder, take_in
from common.refusals import why
from etl.ledger.damage import LedgerDamaged
from etl.ledger.inbox import look
from etl.ledger.ledger import Ledger, Receipt, Told
from etl.problems import Problem

#: The problem of a file whose bytes are not those that came.
DAMAGED = "kept_file_damaged"
_MOST_NAMED = 10


class KeptFilesDamaged(LedgerDamaged):
    """Files that were kept are gone or were changed; the message names them, and the ways out, in Vietnamese."""

    def __init__(self, ledger: Ledger, faults: dict[int, str], receipts: Iterable[Receipt]) -> None:
        named = [
            f"  số {each.file_no} “{each.called}”: {faults[each.file_no]} ({ledger.path_of(each)})"
            for each in receipts
            if each.file_no in faults
        ]
        more = [f"  … và {len(named) - _MOST_NAMED} tệp nữa"] if len(named) > _MOST_NAMED else []
        super().__init__(
            "\n".join([f"{len(named)} tệp giữ trong sổ không còn như khi nhận, nên chưa dựng lại:", *named[:_MOST_NAMED], *more])
            + "\nChép đúng các tệp ấy vào inbox/ rồi chạy lại, hoặc lấy lại từ bản sao lưu: “python -m etl restore THƯ_MỤC”. Không "
            "còn ở đâu thì “python -m etl rebuild --without-damaged”: các tệp ấy được ghi là trả lại, đơn vị phải gửi lại."
        )


def fault_of(ledger: Ledger, receipt: Receipt) -> str | None:
    """What is wrong with the bytes kept, as part of a sentence; None when they are the ones that came."""
    try:
        return None if sha256_of(ledger.path_of(receipt)) == receipt.sha256 else "đã bị sửa hoặc hỏng"
    except FileNotFoundError:
        return "đã mất"
    except OSError as error:
        return f"không đọc được, {why(error)}"


def damaged_problem() -> Problem:
    """What the office is told of a file whose bytes are gone."""
    return Problem("error", DAMAGED, "Bản lưu của tệp này trong sổ đã hỏng nên không đọc được nữa; hãy gửi lại đúng tệp này.")


def is_kept(ledger: Ledger, receipt: Receipt) -> bool:
    """Whether a file of the right size is there; `fault_of` looks at every byte."""
    try:
        return ledger.path_of(receipt).stat().st_size == receipt.size_bytes
    except OSError:
        return False


def known_as_damaged(tables: duckdb.DuckDBPyConnection) -> set[int]:
    """The files that were refused because their bytes were gone: should they come again, they are judged again."""
    return {file_no for (file_no,) in tables.execute("select file_no from problem where code = ?", [DAMAGED]).fetchall()}


def prove(ledger: Ledger, receipts: list[Receipt], told: Told) -> dict[int, str]:
    """Holds every file kept against its digest, and takes back from the inbox what is damaged and lies there.

    Gives the numbers of those that stay damaged, each with what is wrong.
    """
    faults = {each.file_no: fault for each in receipts if (fault := fault_of(ledger, each))}
    if not faults:
        return {}
    wanted = {each.sha256: each for each in receipts if each.file_no in faults}
    sizes = {each.size_bytes for each in wanted.values()}
    for path in look(ledger.data.inbox).files:
        if path.stat().st_size in sizes and (receipt := wanted.get(sha256_of(path))):
            take_back(ledger, receipt, path, told)
            faults.pop(receipt.file_no, None)
    return faults


def take_back(ledger: Ledger, receipt: Receipt, path: Path, told: Told, where: str | None = None) -> None:
    """Puts a file's bytes back where they were kept; `path` holds the same, `where` is what people call its folder."""
    with path.open("rb") as source:
        take_in(source, ledger.files, lambda sha256: ledger.place(sha256, receipt.name))
    sync_folder(ledger.path_of(receipt).parent)
    told(f"Tệp số {receipt.file_no} “{receipt.called}” giữ trong sổ đã hỏng hoặc mất; đã lấy lại từ {where or path.parent.name}/.")
