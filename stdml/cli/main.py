"""The command `stdml`: each subcommand is a module of this package, imported when it is called."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from stdml import __version__, language
from stdml.cli.command import Command, near, show
from stdml.errors import StdmlError
from stdml.language import say

CLEAN, FOUND, UNREADABLE, FAULT = 0, 1, 2, 3
"""Exit status: nothing found, findings, wrong usage or unreadable input, a fault of the program."""

# Name → what it does, in Chinese and English; here so that the overview imports no command.
COMMANDS = {
    "new": ("起草一份能通过检查的文件", "Start a draft that passes the check."),
    "convert": ("在各种格式之间转换", "Convert between formats."),
    "check": ("检查文件，可自动修复", "Check documents, and repair what can be repaired."),
    "fmt": ("把文件改写为规范形式", "Rewrite documents in the canonical form."),
    "requirements": ("列出条款和指标", "List provisions and their parameters."),
    "verify": ("用检测结果验证标准的要求", "Verify test results against the requirements of a standard."),
    "compare": ("比对两份标准的指标", "Compare the indicators of two standards."),
    "rule": ("解释一条规则，或列出全部规则", "Explain a rule, or list them all."),
    "schema": ("输出 XML 或 JSON 的模式", "Print the schema of the XML or JSON form."),
}


class Commands(Command, click.Group):
    """The group of all commands, which imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"stdml.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            words = say("没有命令“{name}”", "no such command: {name!r}", name=args[0])
            ctx.fail(words + near(args[0], list(COMMANDS)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl([(name, say(*words)) for name, words in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = ("new product -o draft.md", "check draft.md", "convert draft.md -o draft.stdml.xml")
        examples = "".join(f"\n  stdml {command}" for command in commands)
        formatter.write_paragraph()
        formatter.write_text(
            say(
                "标准的起草、检查与转换：Markdown、XML、JSON，同一个模型。",
                "Draft, check and convert standards: one model in Markdown, XML and JSON.",
            )
        )
        formatter.write(f"\n{say('示例', 'Examples')}:{examples}\n")

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run a command and leave with its exit status."""
        given = list(sys.argv[1:] if args is None else args)
        # The language is needed before click knows the options: the help texts depend on it.
        language.force(_language(given))
        options["standalone_mode"] = False
        sys.exit(_guarded(lambda: super(Commands, self).main(given, *rest, **options)))


def _language(args: Sequence[str]) -> str | None:
    for at, arg in enumerate(args):
        if arg == "--":
            break
        value = arg[7:] if arg.startswith("--lang=") else ""
        if arg == "--lang" and at + 1 < len(args):
            value = args[at + 1]
        if value:
            return _known_language(value)
    return None


def _known_language(value: str) -> str | None:
    return next((tag for tag in ("zh", "en") if value.lower().startswith(tag)), None)


def check_language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the language that was asked for, or refuse one in which there are no messages."""
    if value is not None and _known_language(value) is None:
        raise click.BadParameter(say("只能是 zh 或 en", "zh or en"), ctx, param)
    return value and _known_language(value)


def _guarded(run: Any) -> int:
    """Return the exit status of a run; whatever goes wrong is one line on standard error."""
    try:
        status = run()
        sys.stdout.flush()
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        show(error)
        return UNREADABLE
    except StdmlError as error:
        click.echo(f"stdml: {error}", err=True)
        return UNREADABLE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has gone; without this Python would complain once more at exit.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as error:
        click.echo(f"stdml: {error}", err=True)
        return UNREADABLE
    except Exception as error:
        return fault(error)
    return status if isinstance(status, int) else CLEAN


def fault(error: Exception) -> int:
    """Say in one line that the program failed, and return the exit status for that."""
    if os.environ.get("STDML_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    words = say(
        "程序出错：{what}。设置 STDML_DEBUG=1 再次运行可得到调用栈",
        "the program failed: {what}; run again with STDML_DEBUG=1 for the traceback",
        what=f"{type(error).__name__}: {error}".splitlines()[0],
    )
    click.echo(f"stdml: {words}", err=True)
    return FAULT


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stdml")
@click.option("--lang", metavar="zh|en", expose_value=False, callback=check_language,
              help="中文或英文 · Chinese or English")  # fmt: skip
def cli() -> None:
    """Draft, check and convert standards."""


def main() -> None:
    """Run the command line."""
    # A document is a large tree without cycles: collecting garbage while it grows only costs time.
    gc.set_threshold(100_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            # A file's name need not be valid text; it is shown as well as it can be.
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    cli()


if __name__ == "__main__":
    main()
