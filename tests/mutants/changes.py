"""Small changes to a query: a comparison, a boundary, a connective, a constant, a join, a null, an order, a branch."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlglot import tokenize
from sqlglot.tokens import Token, TokenType

_WORDS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "and": "or", "or": "and", "true": "false", "false": "true", "min": "max",
    "max": "min", "floor": "ceil", "ceil": "floor", "greatest": "least", "least": "greatest", "bool_and": "bool_or",
    "bool_or": "bool_and", "desc": "asc", "intersect": "except", "+": "-", "row_number": "rank", "distinct": "", "sum": "max",
    "abs": "",
}  # fmt: skip
_PAIRS = {
    ("left", "join"): "inner join", ("inner", "join"): "left join", ("is", "null"): "is not null", ("union", "all"): "union",
    ("nulls", "last"): "nulls first", ("nulls", "first"): "nulls last", ("full", "join"): "left join", ("not", "exists"): "exists",
}  # fmt: skip
_OPENING, _CLOSING = {"(", "case"}, {")", "end"}


@dataclass(frozen=True)
class Change:
    """One change: the file as ``work/judgement.sql``, the line it is in, the words before and after, and the whole text then."""

    path: str
    line: int
    said: str
    before: str
    after: str
    text: str

    @property
    def name(self) -> tuple[str, str, str, str]:
        """What it is known by when lines move: the file, the words of its line, what was there and what is."""
        return self.path, self.said, self.before, self.after

    def __str__(self) -> str:
        return f"etl/sql/{self.path}:{self.line}: `{self.before}` → `{self.after}` in: {self.said}"


def changes(path: Path) -> list[Change]:
    """Every change to a file, in the order in which they stand there; no two give the same text."""
    text = path.read_text(encoding="utf-8")
    found: dict[str, Change] = {}
    for start, end, after in _edits(text, tokenize(text, read="duckdb")):
        changed = text[:start] + after + text[end:]
        first = text.rfind("\n", 0, start) + 1
        said = " ".join(text[first:].split("\n", 1)[0].split())
        before = " ".join(text[start:end].split())
        if changed != text:
            found.setdefault(changed, Change(
                f"{path.parent.name}/{path.name}", text.count("\n", 0, start) + 1, said, before, after.strip(), changed
            ))  # fmt: skip
    return list(found.values())


def _edits(text: str, tokens: list[Token]) -> Iterator[tuple[int, int, str]]:
    """Where a change begins and ends, and what stands there then."""
    words = [text[token.start : token.end + 1].lower() for token in tokens]
    words += [""] * 2
    keys = _keys(words)
    for place, token in enumerate(tokens):
        word, following = words[place], words[place + 1]
        if (word, following) in _PAIRS:
            yield token.start, tokens[place + 1].end + 1, _PAIRS[word, following]
        elif word == "is" and "distinct" in (following, words[place + 2]):
            # `a is distinct from b` tells null from a value; `<>` does not.
            last = place + (2 if following == "distinct" else 3)
            yield token.start, tokens[last].end + 1, "<>" if following == "distinct" else "="
        elif word == "coalesce":
            yield from _first_alone(text, tokens, words, place)
        elif word == "when":
            yield from _without_branch(tokens, words, place)
        elif (after := _other_word(token, words, place, keys[place])) is not None:
            yield token.start, token.end + 1, after


def _other_word(token: Token, words: list[str], place: int, is_key: bool) -> str | None:
    """What a word becomes by itself; None when it stays."""
    word, before = words[place], words[place - 1]
    if is_key or (word == "and" and _is_between(words, place)) or (word == "distinct" and words[place + 1] == "from"):
        return None
    if word in ("=", "<>"):
        return "<>" if word == "=" else "="
    if word == "not":
        return "" if words[place + 1] != "distinct" else None
    if word == "-":
        return None if before in ("(", ",", "then", "else", "case") else "+"
    if token.token_type == TokenType.NUMBER:
        is_small = word.isdigit() and len(word) < 4 and before != "," and "decimal" not in words[max(0, place - 2) : place]
        return str(int(word) + 1) if is_small and not _is_counted(words, place) else None
    return _WORDS.get(word)


def _keys(words: list[str]) -> list[bool]:
    """Which words join tables by their keys (`a.x = b.x and a.y = b.y`): a join by another key would be no small change."""
    keys = [False] * len(words)
    for place, word in enumerate(words):
        if word == "=" and words[place - 2 : place - 1] == ["."] and words[place + 2 : place + 3] == ["."]:
            keys[place] = True
            begins = place - 4
            if words[begins] in ("and", "on"):
                keys[begins] = True
    return keys


def _is_counted(words: list[str], place: int) -> bool:
    """In `count(case when a then 1 end)` any number is as good."""
    begins = next((each for each in range(place, 1, -1) if words[each] == "case"), 0)
    return words[place - 1] == "then" and words[place + 1] == "end" and words[begins - 2 : begins] == ["count", "("]


def _is_between(words: list[str], place: int) -> bool:
    return "between" in words[max(0, place - 12) : place] and words[max(0, place - 12) : place][::-1].index("between") < (
        [*words[max(0, place - 12) : place][::-1], "and"].index("and")
    )


def _closed(words: list[str], place: int) -> int:
    """Where the bracket that opens at `place` closes."""
    depth = 0
    for each in range(place, len(words)):
        depth += (words[each] in _OPENING) - (words[each] in _CLOSING)
        if depth == 0:
            return each
    return place


def _first_alone(text: str, tokens: list[Token], words: list[str], place: int) -> Iterator[tuple[int, int, str]]:
    """`coalesce(a, b)` as `a`."""
    end = _closed(words, place + 1)
    depth = 0
    for each in range(place + 1, end):
        depth += (words[each] in _OPENING) - (words[each] in _CLOSING)
        if depth == 1 and words[each] == ",":
            yield tokens[place].start, tokens[end].end + 1, f"({text[tokens[place + 2].start : tokens[each - 1].end + 1]})"
            return


def _without_branch(tokens: list[Token], words: list[str], place: int) -> Iterator[tuple[int, int, str]]:
    """A case without one of its branches, where it has another."""
    depth = 0
    for each in range(place, len(words)):
        depth += (words[each] in _OPENING) - (words[each] in _CLOSING)
        if depth <= 0 and each > place and words[each] in ("when", "else", "end"):
            if words[each] == "when" or "when" in _branches_before(words, place):
                yield tokens[place].start, tokens[each].start, ""
            return


def _branches_before(words: list[str], place: int) -> list[str]:
    """The `when`s of the same case that stand before this one."""
    depth, found = 0, []
    for each in range(place - 1, -1, -1):
        depth += (words[each] in _CLOSING) - (words[each] in _OPENING)
        if depth < 0:
            break
        if depth == 0 and words[each] == "when":
            found.append("when")
    return found
