"""The commands that look after the ledger: verify, backup, restore."""

import datetime
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from common.paths import DataDir
from common.shown import shown
from etl.commands.door import EXIT_FAILED, DataOption, WaitOption, command, say, with_progress
from etl.commands.moments import now
from etl.commands.progress import Progress
from etl.commands.verifying import Verified
from etl.commands.verifying import verify as look_at_all
from etl.ledger.lock import locked

if TYPE_CHECKING:
    from etl.commands.loading import LoadOutcome


@command
def verify(data: DataOption = Path("data"), wait: WaitOption = 600) -> None:
    """Đối chiếu mọi mã băm, nhật ký, bảng, bản công bố, con trỏ và bản đánh dấu; nói chỗ sai và lệnh nào chữa. Không sửa gì."""

    def job(folder: DataDir, progress: Progress) -> Verified:
        with locked(folder, wait, progress.waiting, progress.told, mends=False):
            return look_at_all(folder)

    found = with_progress(data, job)
    say(f"Đã xem: {'; '.join(found.looked_at)}.")
    for each in found.findings:
        say(f"Sai: {each.what}\n  Cách chữa: {each.remedy}")
    if found.findings:
        say(f"{len(found.findings)} chỗ sai.")
        raise typer.Exit(EXIT_FAILED)
    say("Không có gì sai.")


@command
def backup(
    target: Annotated[Path, typer.Argument(help="Thư mục sao lưu: trống, hay bản sao lưu đã có; nên ở ổ đĩa khác.")],
    data: DataOption = Path("data"),
) -> None:
    """Sao lưu sổ và danh mục; chạy được cả khi đang nạp. Lần sau chỉ chép phần mới."""
    from etl.ledger.backup import back_up

    made = with_progress(data, lambda folder, progress: back_up(folder, target, now()))
    say(f"Đã sao lưu {made.files} tệp đã nhận, mọi nhật ký và danh mục vào {shown(str(target), 300)}.")
    say("Tệp trong inbox/ chưa nạp thì chưa có trong bản sao lưu.")


@command
def restore(
    source: Annotated[Path, typer.Argument(help="Thư mục sao lưu.")],
    data: DataOption = Path("data"),
    wait: WaitOption = 600,
) -> None:
    """Khôi phục sổ từ bản sao lưu rồi dựng lại số liệu công bố; không ghi đè sổ mới hơn bản sao lưu."""
    from etl.commands.loading import rebuild_held
    from etl.commands.receiving_commands import print_outcome
    from etl.ledger.kept_lists import KeptLists
    from etl.ledger.restoring import restore as put_back

    started = time.perf_counter()

    def job(folder: DataDir, progress: Progress) -> "LoadOutcome":
        with locked(folder, wait, progress.waiting, progress.told):
            restored = put_back(folder, source, progress.told)
            progress.told(
                f"Đã khôi phục sổ như lúc {datetime.datetime.fromisoformat(restored.made_at):%H:%M %d/%m/%Y}: {restored.files} tệp, "
                f"{restored.put_back} tệp chép lại. Đang dựng lại số liệu công bố; nếu bị ngắt thì chạy “python -m etl load”."
            )
            return rebuild_held(folder, KeptLists(folder).of_today(progress.told), now(), progress)

    outcome = with_progress(data, job, is_new=True)
    print_outcome(outcome, time.perf_counter() - started)
