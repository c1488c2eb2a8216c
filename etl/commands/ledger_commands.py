"""The commands that look after the ledger: verify."""

from pathlib import Path

import typer

from common.paths import DataDir
from etl.commands.door import EXIT_FAILED, DataOption, WaitOption, command, say, with_progress
from etl.commands.progress import Progress
from etl.commands.verifying import Verified
from etl.commands.verifying import verify as look_at_all
from etl.ledger.lock import locked


@command
def verify(data: DataOption = Path("data"), wait: WaitOption = 600) -> None:
    """Đối chiếu mọi mã băm, nhật ký, bảng, bản công bố và con trỏ; nói chỗ sai và lệnh nào chữa. Không sửa gì."""

    def job(folder: DataDir, progress: Progress) -> Verified:
        with locked(folder, wait, progress.waiting, progress.told):
            return look_at_all(folder)

    found = with_progress(data, job)
    say(f"Đã xem: {'; '.join(found.looked_at)}.")
    for each in found.findings:
        say(f"Sai: {each.what}\n  Cách chữa: {each.remedy}")
    if found.findings:
        say(f"{len(found.findings)} chỗ sai.")
        raise typer.Exit(EXIT_FAILED)
    say("Không có gì sai.")
