"""`stdml check`."""

from __future__ import annotations

import sys
from functools import partial

import click

from stdml import files
from stdml.cli import batch, options, tasks
from stdml.cli.command import Choice, Command
from stdml.cli.main import CLEAN, FOUND
from stdml.language import say
from stdml.report import FORMS, FileReport, render


@click.command(
    "check",
    cls=Command,
    help=say(
        "检查文件。文件夹表示其中所有 .md 和 .stdml.* 文件，“-”表示标准输入。\n\n"
        "\b\n示例：\n  stdml check draft.md\n  stdml check docs --format sarif -o found.sarif\n"
        "  stdml check draft.md --fix --diff\n\n"
        "退出状态：0 无问题，1 有问题，2 无法读取，3 程序出错。",
        "Check documents. A folder stands for all .md and .stdml.* files in it, - for standard input.\n\n"
        "\b\nExamples:\n  stdml check draft.md\n  stdml check docs --format sarif -o found.sarif\n"
        "  stdml check draft.md --fix --diff\n\n"
        "Exit status: 0 clean, 1 findings, 2 unreadable input, 3 a fault of the program.",
    ),
)
@options.inputs
@click.option(
    "--profile", metavar="PROFILE",
    help=say("规则配置：gbt-1.1、iso-directives-2、none，或 TOML 文件",
             "gbt-1.1, iso-directives-2, none or a TOML file"),
)  # fmt: skip
@click.option("--format", "form", type=Choice(FORMS), default="text", show_default=True,
              help=say("报告的形式", "form of the report"))  # fmt: skip
@click.option("--fix", is_flag=True, help=say("修复可安全修复的问题", "make the safe repairs"))
@click.option("--unsafe-fixes", "unsafe", is_flag=True,
              help=say("也做可能改变含义的修复", "also those that may change the meaning"))  # fmt: skip
@click.option(
    "--diff",
    is_flag=True,
    help=say("只显示修复会改什么，不写入", "show what repairs would change, write nothing"),
)
@click.option("--fail-on", type=Choice(["error", "warning"]), default="error", show_default=True,
              help=say("从哪一级起退出状态为 1", "the severity from which the exit status is 1"))  # fmt: skip
@click.option(
    "-o",
    "--output",
    default=files.STANDARD,
    metavar="FILE",
    help=say("报告写入的文件", "file for the report"),
)
@options.source_format
@options.lang
def command(
    inputs: tuple[str, ...],
    profile: str | None,
    form: str,
    fix: bool,
    unsafe: bool,
    diff: bool,
    fail_on: str,
    output: str,
    source: str | None,
) -> int:
    """Check documents and print what was found."""
    if profile is not None:
        from stdml.rules.profiles import load_profile

        load_profile(profile)
    settings = tasks.Settings(
        options.forced_language(), source, profile=profile, fix=fix or unsafe, unsafe=unsafe, diff=diff
    )
    paths = files.expand(list(inputs))
    jobs = [partial(tasks.guarded, tasks.check, path, settings) for path in paths]
    outcomes = batch.run(jobs, paths)
    reports = _with_collection(outcomes)
    _print(outcomes, reports, form, output, settings)
    return options.complain(outcomes) or _status(reports, fail_on)


def _with_collection(outcomes: list[tasks.Outcome]) -> list[FileReport]:
    """Return the reports, with what only shows when the files are seen together."""
    cards = [outcome.card for outcome in outcomes if outcome.card]
    reports = {outcome.report.path: outcome.report for outcome in outcomes}
    if len(cards) > 1:
        from stdml.rules.structure.duplicate_document import compare

        for found in compare(cards):
            reports[found.path].diagnostics.insert(0, found)
    return list(reports.values())


def _print(
    outcomes: list[tasks.Outcome], reports: list[FileReport], form: str, output: str, settings: tasks.Settings
) -> None:
    shown = b"".join(outcome.output for outcome in outcomes)
    report = render(form, reports, output == files.STANDARD and options.colored(sys.stdout))
    fixed = sum(outcome.fixed for outcome in outcomes)
    if shown or settings.diff:
        # The text or the diff is what was asked for; the report steps aside unless it has a file of its own.
        files.write_bytes(files.STANDARD, shown)
        if output == files.STANDARD:
            click.echo(report, err=True, nl=False)
    if output != files.STANDARD:
        files.write_bytes(output, report.encode())
    elif not (shown or settings.diff):
        files.write_bytes(files.STANDARD, report.encode("utf-8", "backslashreplace"))
    if fixed and not settings.diff:
        click.echo(say("已修复 {n} 处", "{n} fixed", n=fixed), err=True)


def _status(reports: list[FileReport], fail_on: str) -> int:
    grave = {"error"} if fail_on == "error" else {"error", "warning"}
    found = any(diagnostic.severity in grave for report in reports for diagnostic in report.diagnostics)
    return FOUND if found else CLEAN
