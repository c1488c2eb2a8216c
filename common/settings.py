"""What an office turns on in `settings.yml` of its data folder; without that file everything is off."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

from common.converted import NotConvertible, converted
from common.paths import DataDir
from common.refusals import why
from common.shown import shown

T = TypeVar("T")


class SettingsError(Exception):
    """The file cannot be read or says what nobody knows; the message says so in Vietnamese."""


@dataclass(frozen=True)
class Settings:
    """`entry`: whether records may be entered on pages and by `etl enter`. `others`: what other parts of the program read."""

    entry: bool = False
    others: dict[str, Any] = field(default_factory=dict)


def read_settings(data: DataDir) -> Settings:
    """The settings in force. Raises SettingsError."""
    path = data.root / "settings.yml"
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"Không đọc được {shown(str(path), 300)}: {why(error)}.") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        # Not the error's own words: they repeat the line, and a password may stand in it.
        mark = getattr(error, "problem_mark", None)
        where = f" (dòng {mark.line + 1}, cột {mark.column + 1})" if mark else ""
        raise SettingsError(f"{shown(str(path), 300)} không phải YAML viết bằng UTF-8{where}.") from None
    if not isinstance(said, dict):
        raise SettingsError(f"{shown(str(path), 300)}: cần các dòng “tên: giá trị”, ví dụ “entry: true”.")
    entry = said.pop("entry", False)
    if not isinstance(entry, bool):
        raise SettingsError(f"{shown(str(path), 300)}: “entry” đang là “{shown(str(entry), 40)}”, cần true hoặc false.")
    return Settings(entry, {str(name): value for name, value in said.items()})


def settings_of(data: DataDir, name: str, kind: type[T]) -> T:
    """What stands under one name, as that kind of record; its defaults where nothing does. Raises SettingsError."""
    said = read_settings(data).others.get(name)
    try:
        return converted(said if said is not None else {}, kind, name)
    except NotConvertible as error:
        raise SettingsError(f"{shown(str(data.root / 'settings.yml'), 300)}: {error}.") from error
