"""What all commands share in looks: help, usage and errors in the language of the user, near misses named."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

import click

from stdml.language import say


def near(name: str, known: Sequence[str]) -> str:
    """Return "; did you mean …?" with the nearest of the known names, or "" where none is near."""
    found = difflib.get_close_matches(name.lower(), known, 1)
    return say("；是否指“{near}”？", "; did you mean {near!r}?", near=found[0]) if found else ""


class Choice(click.Choice[str]):
    """One of several words; another one is refused with the nearest of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value in self.choices:
            return value
        words = say(
            "“{value}”不在 {known} 之中{near}", "{value!r} is none of {known}{near}",
            value=value, known=", ".join(self.choices), near=near(str(value), list(self.choices)),
        )  # fmt: skip
        return self.fail(words, param, ctx)


class Command(click.Command):
    """A command whose help is in one language, also where click would print English."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("用法：", "Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for param in self.get_params(ctx) if (record := _record(param, ctx))]
        with formatter.section(say("选项", "Options")):
            formatter.write_dl([(name, _own_words(text)) for name, text in records])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


def _record(param: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    # An argument stands in the line of usage.
    return param.get_help_record(ctx) if isinstance(param, click.Option) else None


def _own_words(text: str) -> str:
    """Return a description of an option, with what click adds to it in the language of the user."""
    for english, chinese in _CLICK:
        text = text.replace(english, say(chinese, english))
    return text


_CLICK = (
    ("Show this message and exit.", "显示本说明"),
    ("Show the version and exit.", "显示版本号"),
    ("[default: ", "[默认："),
)


def show(error: click.ClickException) -> None:
    """Print an error of usage to standard error, with how to get help."""
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    if context is not None:
        click.echo(context.get_usage(), err=True)
        path = context.command_path
        click.echo(say("用“{path} --help”查看说明。", "Try '{path} --help'.", path=path), err=True)
        click.echo(err=True)
    click.echo(f"stdml: {describe(error)}", err=True)


def describe(error: click.ClickException) -> str:
    """Return what is wrong in one line."""
    match error:
        case click.NoSuchOption():
            known = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
            words = say("没有选项 {name}", "no such option: {name}", name=error.option_name)
            return words + near(error.option_name, [name for name in known if name.startswith("--")])
        case click.MissingParameter(param=param) if param is not None:
            words = say("缺少 {name}", "{name} is missing", name=_name(param))
            choices = getattr(param.type, "choices", None)
            return words + (say("：", ": ") + ", ".join(choices) if choices else "")
        case click.BadOptionUsage() if "argument" in error.message:
            return say("选项 {name} 需要一个值", "option {name} needs a value", name=error.option_name)
        case click.BadParameter(param=param) if param is not None:
            return f"{_name(param)}{say('：', ': ')}{error.message}"
    return error.format_message()


def _name(param: click.Parameter) -> str:
    return "/".join(param.opts) if isinstance(param, click.Option) else param.human_readable_name
