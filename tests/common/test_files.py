"""A file is whole under its name or not there at all."""

import pytest

from common.files import copy_whole, remove, whole, write_folder_whole, write_whole


def test_what_fails_half_way_leaves_what_was_there(tmp_path):
    path = tmp_path / "a" / "figures"
    write_whole(path, b"old")
    with pytest.raises(RuntimeError), whole(path) as stream:
        stream.write(b"half of the new")
        raise RuntimeError
    assert path.read_bytes() == b"old" and [each.name for each in path.parent.iterdir()] == ["figures"]


def test_a_copy_has_the_same_bytes(tmp_path):
    write_whole(tmp_path / "one", bytes(range(256)))
    copy_whole(tmp_path / "one", tmp_path / "there" / "two")
    assert (tmp_path / "there" / "two").read_bytes() == bytes(range(256))


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
