"""Options and endings that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from stdml import files, language
from stdml.cli.main import CLEAN, FAULT, UNREADABLE, check_language
from stdml.cli.tasks import Outcome
from stdml.language import say

Command = Callable[..., Any]

inputs = click.argument("inputs", nargs=-1, required=True, metavar="IN…")


def lang(function: Command) -> Command:
    """Add `--lang`; the program has read it before click does."""
    text = say("消息的语言；默认随文件的语言", "language of messages; by default that of the document")
    return click.option("--lang", metavar="zh|en", expose_value=False, callback=check_language, help=text)(
        function
    )


def source_format(function: Command) -> Command:
    """Add `--from`."""
    text = say("输入格式；默认由文件名判断", "format of the input; by default from its name")
    return click.option("--from", "source", metavar="FORMAT", help=text)(function)


def forced_language() -> str | None:
    """Return the language that was asked for, to hand it on to other processes."""
    return language.forced()


def colored(stream: Any) -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def complain(outcomes: Sequence[Outcome]) -> int:
    """Say what could not be read and where the program failed; return the exit status for that."""
    status = CLEAN
    for outcome in outcomes:
        if outcome.fault:
            for line in outcome.fault.splitlines():
                click.echo(line, err=True)
            words = say(
                "{path}：程序出错。设置 STDML_DEBUG=1 再次运行可得到调用栈",
                "{path}: the program failed; run again with STDML_DEBUG=1 for the traceback",
                path=outcome.report.path,
            )
            click.echo(f"stdml: {words}", err=True)
            status = FAULT
        elif outcome.report.error:
            if not outcome.report.diagnostics:
                click.echo(f"stdml: {outcome.report.error}", err=True)
            status = max(status, UNREADABLE)
    return status


def print_findings(outcomes: Sequence[Outcome]) -> None:
    """Print what readers found to standard error."""
    from stdml.report import text

    reports = [outcome.report for outcome in outcomes if outcome.report.diagnostics]
    if reports:
        click.echo(text.render(reports, colored(sys.stderr)), err=True, nl=False)


def write_output(data: bytes, target: str) -> None:
    """Write to a file in one step, or to standard output."""
    files.write_bytes(target, data)
