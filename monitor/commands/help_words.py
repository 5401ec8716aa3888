"""What the command line says of itself, in Vietnamese: headings of the help, and what was wrong with what was typed."""

from __future__ import annotations

import re
import sys
from typing import Any, cast

import typer
from typer import rich_utils

from monitor.commands.records import EXIT_FAILURE, EXIT_USAGE

PROGRAM = "monitor"
USAGE = "Cách dùng: "
USAGE_ERRORS = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""All that is wrong with a command line; the library names this class in a module of its own."""
_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "Tham số",
    "OPTIONS_PANEL_TITLE": "Tùy chọn",
    "COMMANDS_PANEL_TITLE": "Các lệnh",
    "DEFAULT_STRING": "[mặc định: {}]",
    "REQUIRED_LONG_STRING": "[bắt buộc]",
}
_ENGLISH = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^No such command '(.*?)'\.?(?: Did you mean (.*)\?)?$", r"Không có lệnh «\1»."),
        (r"^No such option: (\S+)$", r"Không có tùy chọn «\1»."),
        (r"^Got unexpected extra argument(?:s|\(s\))? \((.*)\)$", r"Thừa tham số: «\1»."),
        (r"^Option '(.*)' requires an argument\.$", r"Tùy chọn «\1» cần một giá trị đi kèm."),
        (r"^Option '(.*)' does not take a value\.$", r"Tùy chọn «\1» không nhận giá trị đi kèm."),
        (r"^Missing command\.$", "Chưa ghi lệnh nào."),
        (r"^.*valid integer.*$", "phải là số nguyên"),
        (r"^.*valid number.*$", "phải là một số"),
        (r"^.*greater than or equal to ([\d.]+)$", r"phải từ \1 trở lên"),
        (r"^.*less than or equal to ([\d.]+)$", r"không được quá \1"),
    )
)
"""What the library says, by what is said instead."""
_NEAR = re.compile(r"Did you mean (.*)\?$")


def run_told(program: typer.Typer) -> int:
    """Run the command line; what is wrong with it goes to standard error. Returns the exit status."""
    try:
        return in_vietnamese(program)(prog_name=PROGRAM, standalone_mode=False) or 0
    except USAGE_ERRORS as error:
        sys.stderr.write(explain_usage(error))
        return EXIT_USAGE
    except typer.Abort:
        sys.stderr.write("Đã dừng theo yêu cầu.\n")
        return EXIT_FAILURE


def in_vietnamese(program: typer.Typer) -> Any:
    """The command of a program with its help, and that of all commands under it, in Vietnamese."""
    command = typer.main.get_command(program)
    for name, words in _PANELS.items():
        setattr(rich_utils, name, words)
    _translate(command)
    return command


def _translate(command: Any) -> None:
    base = command.context_class
    formatter = type("Formatter", (base.formatter_class,), {"write_usage": _write_usage})
    command.context_class = type("Context", (base,), {"formatter_class": formatter})
    command.options_metavar = "[TÙY CHỌN]"
    commands = getattr(command, "commands", {})
    if commands:
        command.subcommand_metavar = "LỆNH [THAM SỐ]..."
    asked = command.get_help_option(command.context_class(command))
    if asked is not None:
        asked.help = "Xem hướng dẫn này."
    for one in commands.values():
        _translate(one)


def _write_usage(formatter: Any, prog: str, args: str = "", prefix: str | None = None) -> None:
    super(type(formatter), formatter).write_usage(prog, args, prefix or USAGE)


def explain_usage(error: Any) -> str:
    """What was wrong with the command line, the usage and how to see more; nothing when the help was shown instead."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return ""
    context = error.ctx
    if context is None:
        return f"{_problem(error)}\n"
    return f"{_problem(error)}\n{context.get_usage()}\nXem hướng dẫn: {context.command_path} --help\n"


def _problem(error: Any) -> str:
    hint = _hint(error)
    if hasattr(error, "param_type"):
        kind = "tham số" if getattr(error.param, "param_type_name", "") == "argument" else "tùy chọn"
        meant = (getattr(error.param, "help", "") or "").strip()
        return f"Thiếu {kind} {hint}: {meant}" if meant else f"Thiếu {kind} {hint}."
    said = _words(error.message)
    if isinstance(error, typer.BadParameter):
        return f"Giá trị của {hint} không dùng được: {said}." if hint else f"Lệnh chưa đúng: {said}."
    near = ", ".join(getattr(error, "possibilities", None) or ()) or "".join(_NEAR.findall(error.message))
    return f"{said} Có phải ý là: {near.replace(chr(39), '')}?" if near else said


def _words(message: str) -> str:
    for pattern, words in _ENGLISH:
        found = pattern.match(message)
        if found is not None:
            return found.expand(words)
    return message


def _hint(error: Any) -> str:
    """The option or argument an error is about."""
    param = getattr(error, "param", None)
    return f"«{' / '.join(param.opts)}»" if param is not None else ""
