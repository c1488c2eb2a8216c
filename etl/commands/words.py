"""The words of the command line's own machinery in Vietnamese: heads of the help, usage, and what was typed wrong.

Typer speaks English. It lets a command write its own help and gives mistakes as exceptions: there its words are told anew.
"""

import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

EXIT_USAGE = 2
HEADINGS = {"argument": "Tham số", "option": "Tuỳ chọn"}
HELP = "Cho biết cách dùng."
#: Of each line of the help: what is to be written there, what holds if nothing is.
TYPES = {
    r" <path>": " <đường dẫn>",
    r" <(?:list\[)?str\]?>": " <chữ>",
    r" <int(?: range)?>": " <số nguyên>",
    r" <float(?: range)?>": " <số>",
    r" <bool>": "",
    r"\benv var: ": "biến môi trường: ",
    r"\bdefault: ": "mặc định: ",
    r"\brequired\]": "bắt buộc]",
}
MISTAKES = {
    r"No such option: (\S+)": r"Không có tuỳ chọn \1.",
    r"\(Possible options: (.+)\)": r"Có phải: \1?",
    r"No such command '(.+?)'\.": r"Không có lệnh “\1”.",
    r"Did you mean (.+)\?": r"Có phải: \1?",
    r"Missing (?:option|argument) (.+)\.": r"Thiếu \1.",
    r"Missing command\.": "Thiếu lệnh.",
    r"\s*Choose from:\s+": " Chọn một trong: ",
    r",\n\t": ", ",
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
    return _told(message, MISTAKES)


def _told(words: str, table: Mapping[str, str]) -> str:
    for english, vietnamese in table.items():
        words = re.sub(english, vietnamese, words)
    return words


class _Spoken:
    """What a command and the group of all commands say."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        for kind, heading in HEADINGS.items():
            records = [each.get_help_record(ctx) for each in self.get_params(ctx) if each.param_type_name == kind]
            if records:
                with formatter.section(heading):
                    formatter.write_dl([(_told(name, TYPES), _told(said, TYPES)) for name, said in filter(None, records)])

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = HELP
        return option

    def main(self, *arguments: Any, **settings: Any) -> None:
        try:
            code = super().main(*arguments, **settings | {"standalone_mode": False})  # type: ignore[misc]
        except typer.TyperException as error:
            context = getattr(error, "ctx", None)
            if context:
                typer.echo(f"{context.get_usage()}\nXem cách dùng: {context.command_path} --help\n", err=True)
            typer.echo(f"Lỗi: {mistake(error.format_message())}", err=True)
            code = getattr(error, "exit_code", EXIT_USAGE)
        except typer.Abort:
            typer.echo("Đã dừng.", err=True)
            code = 1
        sys.exit(code)


class _Command(_Spoken, TyperCommand):
    pass


class _Group(_Spoken, TyperGroup):
    def format_options(self, ctx: Any, formatter: Any) -> None:
        super().format_options(ctx, formatter)
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, each.get_short_help_str(200)) for name, each in commands.items() if each])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(EXIT_USAGE)
        return super().parse_args(ctx, args)


class App(typer.Typer):
    """A Typer application that speaks Vietnamese."""

    def __init__(self, help: str | None = None) -> None:
        words = {"options_metavar": "[tuỳ chọn]", "subcommand_metavar": "lệnh [tham số]..."}
        super().__init__(
            cls=_Group, help=help, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, **words  # type: ignore[arg-type]
        )

    def command(self, *names: Any, **settings: Any) -> Callable[[Any], Any]:
        return super().command(*names, cls=_Command, options_metavar="[tuỳ chọn]", **settings)
