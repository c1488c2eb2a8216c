"""A file is whole under its name or not there at all."""

import hashlib
import os
import stat

import pytest

from common.files import is_something_else, read_file, remove, set_aside, sha256_of, sweep, take_in, whole, write_folder_whole, write_whole


def test_what_fails_half_way_leaves_what_was_there(tmp_path):
    path = tmp_path / "a" / "figures"
    write_whole(path, b"old")
    with pytest.raises(RuntimeError), whole(path) as stream:
        stream.write(b"half of the new")
        raise RuntimeError
    assert path.read_bytes() == b"old" and [each.name for each in path.parent.iterdir()] == ["figures"]


def test_what_is_taken_in_is_called_by_the_bytes_that_were_written(tmp_path):
    data = bytes(range(256)) * 10_000
    write_whole(tmp_path / "inbox" / "one.csv", data)
    with (tmp_path / "inbox" / "one.csv").open("rb") as source:
        digest, size = take_in(source, tmp_path / "kept", lambda digest: tmp_path / "kept" / digest[:2] / digest)
    assert (digest, size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert [path.relative_to(tmp_path / "kept").as_posix() for path in (tmp_path / "kept").rglob("*") if path.is_file()] == [
        f"{digest[:2]}/{digest}"
    ]
    assert sha256_of(tmp_path / "kept" / digest[:2] / digest) == digest


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes among the files there")
def test_what_would_keep_its_reader_waiting_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "units.csv")
    (tmp_path / "link").symlink_to("/dev/zero")
    for name in ("units.csv", "link"):
        for read in (read_file, sha256_of):
            with pytest.raises(OSError, match="đường ống hay thiết bị"):
                read(tmp_path / name)
        assert is_something_else(tmp_path / name)
    with pytest.raises(IsADirectoryError):
        read_file(tmp_path)
    assert not is_something_else(tmp_path / "nothing")


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "units.csv").open("wb") as stream:
        stream.truncate(3 << 20)
    with pytest.raises(OSError, match="lớn hơn 2 MB"):
        read_file(tmp_path / "units.csv", 2 << 20)
    assert len(read_file(tmp_path / "units.csv", 3 << 20)) == 3 << 20


def test_a_folder_appears_with_all_its_files(tmp_path):
    (tmp_path / "lists.part").mkdir()
    (tmp_path / "lists.part" / "left over").write_bytes(b"from one that died")
    write_folder_whole(tmp_path / "lists", {"reference/units.csv": b"unit_code", "forms/plan.yml": b"form"})
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"lists/reference/units.csv", "lists/forms/plan.yml"}


def test_a_read_only_database_goes_with_its_log(tmp_path):
    for name in ("one.duckdb", "one.duckdb.wal"):
        (tmp_path / name).write_bytes(b"x")
        (tmp_path / name).chmod(0o444)
    remove(tmp_path / "one.duckdb")
    assert not list(tmp_path.iterdir())


def test_what_is_set_aside_is_kept_whatever_it_is(tmp_path):
    (tmp_path / "one.duckdb").write_bytes(b"first")
    (tmp_path / "one.duckdb.wal").write_bytes(b"its log")
    assert set_aside(tmp_path / "one.duckdb") == tmp_path / "one.duckdb.damaged-1"
    (tmp_path / "one.duckdb" / "sub").mkdir(parents=True)
    assert set_aside(tmp_path / "one.duckdb") == tmp_path / "one.duckdb.damaged-2"
    (tmp_path / "one.duckdb").symlink_to(tmp_path / "nowhere")
    assert set_aside(tmp_path / "one.duckdb") == tmp_path / "one.duckdb.damaged-3"
    assert set_aside(tmp_path / "one.duckdb") is None
    assert {path.name for path in tmp_path.iterdir()} == {f"one.duckdb.damaged-{number}" for number in (1, 2, 3)} | {
        "one.duckdb.damaged-1.wal"
    }


def test_what_a_process_that_died_left_is_swept_away(tmp_path):
    for name in ("abc.part", "kept.csv"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "lists.part").mkdir()
    sweep(tmp_path)
    sweep(tmp_path / "not there")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.csv"]


@pytest.mark.skipif(os.name == "nt", reason="Windows gives rights by folder")
def test_others_may_read_what_the_account_lets_them_read(tmp_path):
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "report.xlsx", b"for everybody")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "report.xlsx").stat().st_mode) == 0o644
