"""A database for work on the way: how much it holds, and what is left of it."""

from pathlib import Path

from etl.database import LEAST_MB, workplace


def test_it_says_nothing_of_its_own_and_takes_its_waiting_room_away(tmp_path: Path) -> None:
    room = tmp_path / "room"
    with workplace(room) as connection:
        found = dict(connection.execute("select name, value from duckdb_settings()").fetchall())
        assert found["enable_progress_bar"] == "false"
        assert found["temp_directory"] == str(room)
        room.mkdir(exist_ok=True)
        (room / "spilt").write_bytes(b"x")
    assert not room.exists()


def test_what_does_not_fit_in_memory_waits_on_disk(tmp_path: Path) -> None:
    with workplace(tmp_path / "room") as connection:
        connection.execute("set memory_limit = '100 MB'; set threads = 1")
        connection.execute("create table large as select range as a, md5(cast(range as varchar)) as b from range(4000000)")
        assert connection.execute("select count(*) from large where b >= ''").fetchall() == [(4_000_000,)]
        assert any((tmp_path / "room").iterdir())
    assert LEAST_MB >= 1500
