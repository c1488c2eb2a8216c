"""What an office turns on in `settings.yml` of its data folder; without that file everything is off."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from common.converted import NotConvertible, converted
from common.files import read_file
from common.paths import DataDir
from common.refusals import why
from common.shown import shown
from common.yaml_text import NotYaml, parse_yaml

T = TypeVar("T")
_MOST_BYTES = 1 << 20


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
        said = parse_yaml(read_file(path, _MOST_BYTES).decode("utf-8-sig")) or {}
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"Không đọc được {shown(str(path), 300)}: {why(error)}.") from error
    except UnicodeDecodeError:
        raise SettingsError(f"{shown(str(path), 300)} không phải văn bản UTF-8; hãy lưu lại dạng UTF-8.") from None
    except NotYaml as error:
        where = f", dòng {error.line}, cột {error.column}" if error.line else ""
        raise SettingsError(f"{shown(str(path), 300)}{where}: {error.said}.") from None
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
