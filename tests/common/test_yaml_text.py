"""What people write in YAML is read, or is one error with its place: never a crash, never without end."""

import pytest

from common.yaml_text import NotYaml, parse_yaml

#: Each list nine times the one before: a few hundred bytes that say more than a machine can hold.
BOMB = "a: &a [x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)

FAULTS = {
    "no syntax": ("a: [1", "không đọc được cú pháp YAML"),
    "two colons": ("a: b: c", "không đọc được cú pháp YAML"),
    "a zero": ("a: 1\n\0", "không đọc được cú pháp YAML"),
    "a key that is a list": ("? [a]\n: b", "không đọc được cú pháp YAML"),
    "an object of the program's": ("a: !!python/object/apply:os.system [id]", "không đọc được cú pháp YAML"),
    "no such day": ("a: 2022-13-45", "có một ngày hay một số không có thật"),
    "no day at all": ("a: !!timestamp x", "có một ngày hay một số không có thật"),
    "too many digits": (f"a: {'9' * 9000}", "có một ngày hay một số không có thật"),
    "aliases": (BOMB, "có dấu “*” trỏ lại một phần khác"),
    "itself": ("a: &a [*a]", "có dấu “*” trỏ lại một phần khác"),
    "deep brackets": ("[" * 100_000, "lồng nhau hơn 50 tầng"),
    "deep braces": ("{a: " * 100_000, "lồng nhau hơn 50 tầng"),
    "deep dashes": ("- " * 100_000, "lồng nhau hơn 50 tầng"),
    "long": ("- a\n" * 200_000, "có quá nhiều dòng"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_error_in_vietnamese(fault: str) -> None:
    text, said = FAULTS[fault]
    with pytest.raises(NotYaml) as raised:
        parse_yaml(text)
    assert raised.value.said.startswith(said)


def test_the_place_is_told() -> None:
    with pytest.raises(NotYaml) as raised:
        parse_yaml("entry: true\nnotify: *x\n")
    assert (raised.value.line, raised.value.column) == (2, 9)


@pytest.mark.parametrize(("text", "value"), [("", None), ("a: [1, x]", {"a": [1, "x"]}), ("a: {b: {c: true}}", {"a": {"b": {"c": True}}})])
def test_what_is_right_is_read(text: str, value: object) -> None:
    assert parse_yaml(text) == value
