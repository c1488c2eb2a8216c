"""The words of the command line's own machinery in Vietnamese: heads of the help, usage, and what was typed wrong.

Typer keeps its headings in ``typer.rich_utils``, to be set; what it says of a mistake is English only and told anew here.
"""

import re
from collections.abc import Callable
from typing import Any

import typer
from rich.text import Text
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

HEADINGS = {
    "OPTIONS_PANEL_TITLE": "Tuỳ chọn",
    "ARGUMENTS_PANEL_TITLE": "Tham số",
    "COMMANDS_PANEL_TITLE": "Lệnh",
    "ERRORS_PANEL_TITLE": "Lỗi",
    "DEFAULT_STRING": "[mặc định: {}]",
    "ENVVAR_STRING": "[biến môi trường: {}]",
    "REQUIRED_LONG_STRING": "[bắt buộc]",
    "ABORTED_TEXT": "Đã dừng.",
    "RICH_HELP": "Xem cách dùng: [blue]{command_path} {help_option}[/]",
}
HELP = "Cho biết cách dùng."
USAGE = {"Usage: ": "Cách dùng: ", "[OPTIONS]": "[tuỳ chọn]", "COMMAND [ARGS]...": "lệnh [tham số]..."}
TYPES = {
    "<path>": "<đường dẫn>",
    "<str>": "<chữ>",
    "<list[str]>": "<chữ>",
    "<bool>": "",
    "<int range>": "<số nguyên>",
    "<int>": "<số nguyên>",
    "<float range>": "<số>",
    "<float>": "<số>",
}
MISTAKES = {
    r"No such option: (\S+)": r"Không có tuỳ chọn \1.",
    r"\(Possible options: (.+)\)": r"Có phải: \1?",
    r"No such command '(.+?)'\.": r"Không có lệnh “\1”.",
    r"Did you mean (.+)\?": r"Có phải: \1?",
    r"Missing (?:option|argument) (.+)\.": r"Thiếu \1.",
    r"Missing command\.": "Thiếu lệnh.",
    r"Invalid value for (.+?): (?:Value error, )?": r"Giá trị của \1 không đúng: ",
    r"Input should be a valid integer.*": "cần một số nguyên.",
    r"Input should be a valid number.*": "cần một số.",
    r"Input should be greater than or equal to (\S+)": r"cần từ \1 trở lên.",
    r"Input should be less than or equal to (\S+)": r"không được quá \1.",
    r"'([^']*)' is not one of (.+)\.": r"“\1” không phải một trong \2.",
    r"Got unexpected extra argument\(s\) \((.+)\)": r"Thừa tham số: \1.",
    r"Option (.+) requires an argument\.": r"Thiếu giá trị của \1.",
    r"Option (.+) does not take a value\.": r"\1 không nhận giá trị.",
}


def mistake(message: str) -> str:
    """What was typed wrong, in Vietnamese; a message that is not known stays as it is."""
    for english, vietnamese in MISTAKES.items():
        message = re.sub(english, vietnamese, message)
    return message


def _replaced(words: str, table: dict[str, str]) -> str:
    for english, vietnamese in table.items():
        words = words.replace(english, vietnamese)
    return words


class _Command(TyperCommand):
    def get_usage(self, ctx: Any) -> str:
        return _replaced(super().get_usage(ctx), USAGE)

    def get_help_option(self, ctx: Any) -> Any:
        return _helping(super().get_help_option(ctx))


class _Group(TyperGroup):
    def get_usage(self, ctx: Any) -> str:
        return _replaced(super().get_usage(ctx), USAGE)

    def get_help_option(self, ctx: Any) -> Any:
        return _helping(super().get_help_option(ctx))


def _helping(option: Any) -> Any:
    if option is not None:
        option.help = HELP
    return option


class App(typer.Typer):
    """A Typer application that speaks Vietnamese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=_Group, **settings)
        for name, words in HEADINGS.items():
            setattr(rich_utils, name, words)
        rich_utils.types_highlighter = _types  # type: ignore[assignment]
        rich_utils.rich_format_error = _error  # type: ignore[assignment]

    def command(self, *names: Any, **settings: Any) -> Callable[[Any], Any]:
        return super().command(*names, cls=_Command, **settings)


_types_in_english, _error_in_english = rich_utils.types_highlighter, rich_utils.rich_format_error


def _types(text: Text) -> Text:
    return _types_in_english(Text(_replaced(text.plain, TYPES).strip(), style=text.style))


def _error(error: Any) -> None:
    said = mistake(error.format_message())
    error.format_message = lambda: said
    _error_in_english(error)
