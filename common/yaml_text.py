"""Reads YAML that people wrote: what cannot be read, or would never end, is one error with the place where it stands."""

from typing import Any

import yaml

# The plain parser takes a tenth of a small load.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: No file of ours goes deeper than six; the fast parser kills the process where the machine's stack ends.
_DEEPEST = 50
_MOST_NODES = 100_000


class NotYaml(ValueError):
    """Text that is no YAML to be used: `said` is why, a part of a Vietnamese sentence, `line` and `column` where, from 1.

    The words of the text are not repeated: a password may stand there.
    """

    def __init__(self, said: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(said)
        self.said, self.line, self.column = said, line, column


def parse_yaml(text: str) -> Any:
    """What a YAML text says. Raises NotYaml.

    Aliases (`*name`) are refused: nine lines of them say more than a machine can hold.
    """
    try:
        _measure(text)
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise NotYaml("không đọc được cú pháp YAML", *((mark.line + 1, mark.column + 1) if mark else ())) from None
    except NotYaml:
        raise
    except Exception:
        # A day such as 2022-13-45, a number of thousands of digits: the parser stumbles over the value, in many ways.
        raise NotYaml("có một ngày hay một số không có thật; hãy sửa lại, hoặc đặt trong nháy kép") from None


def _measure(text: str) -> None:
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_LOADER):
        place = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else ()
        if isinstance(event, yaml.AliasEvent):
            raise NotYaml("có dấu “*” trỏ lại một phần khác; hãy ghi thẳng phần ấy ra, chữ có dấu “*” thì đặt trong nháy kép", *place)
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or nodes > _MOST_NODES:
            raise NotYaml(f"lồng nhau hơn {_DEEPEST} tầng" if depth > _DEEPEST else "có quá nhiều dòng", *place)
