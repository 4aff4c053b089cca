"""`stdml check`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial

import click

from stdml import files
from stdml.cli import batch, options, tasks
from stdml.cli.command import Choice, Command
from stdml.cli.main import CLEAN, FOUND
from stdml.language import say
from stdml.report import BY_CLAUSE, FORMS, FileReport, render


@click.command(
    "check",
    cls=Command,
    help=say(
        "检查文件。文件夹表示其中所有 .md 和 .stdml.* 文件，“-”表示标准输入。\n\n"
        "\b\n示例：\n  stdml check draft.md\n  stdml check docs --format sarif -o found.sarif\n"
        "  stdml check draft.md --fix --diff\n  stdml check draft.md --format xlsx -o 检查结果.xlsx\n\n"
        "所在文件夹或其上级的 stdml.toml（或 pyproject.toml 的 [tool.stdml]）可设置 profile、rules、\n"
        "exclude、baseline 和 fail-on。\n\n"
        "退出状态：0 无问题，1 有问题，2 无法读取，3 程序出错。",
        "Check documents. A folder stands for all .md and .stdml.* files in it, - for standard input.\n\n"
        "\b\nExamples:\n  stdml check draft.md\n  stdml check docs --format sarif -o found.sarif\n"
        "  stdml check draft.md --fix --diff\n  stdml check draft.md --format xlsx -o findings.xlsx\n\n"
        "A stdml.toml in the folder of a file or above (or [tool.stdml] in pyproject.toml) sets profile,\n"
        "rules, exclude, baseline and fail-on.\n\n"
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
@click.option(
    "--fail-on",
    type=Choice(["error", "warning"]),
    help=say(
        "从哪一级起退出状态为 1；默认 error", "the severity from which the exit status is 1; else error"
    ),
)
@click.option(
    "--baseline",
    metavar="FILE",
    help=say("不再报告此文件记下的旧问题", "leave out the findings that this file knows"),
)
@click.option(
    "--write-baseline",
    "record",
    metavar="FILE",
    help=say("把现有问题记为旧问题", "record what is found now as known"),
)
@click.option("--metrics", "measured", is_flag=True,
              help=say("改为输出机器可读性的十项度量和等级",
                       "print the measures of machine-readability and the level instead"))  # fmt: skip
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
    fail_on: str | None,
    baseline: str | None,
    record: str | None,
    measured: bool,
    output: str,
    source: str | None,
) -> int:
    """Check documents and print what was found."""
    if measured:
        from stdml.cli import metrics

        return metrics.run(files.expand(list(inputs)), source, form, output)
    from stdml import config

    settings = tasks.Settings(
        options.forced_language(), source, profile=profile, fix=fix or unsafe, unsafe=unsafe, diff=diff,
        by_clause=form in BY_CLAUSE,
    )  # fmt: skip
    paths = _paths(inputs)
    per_file = {path: _settings(path, settings) for path in paths}
    jobs = [partial(tasks.guarded, tasks.check, path, own) for path, own in per_file.items()]
    outcomes = batch.run(jobs, paths)
    reports = _with_collection(outcomes)
    common = config.for_file(inputs[0] if not os.path.isdir(inputs[0]) else os.path.join(inputs[0], "-"))
    if record is not None:
        _record(reports, record)
    elif known := baseline or (common.baseline and common.beside(common.baseline)):
        reports = _without_known(reports, known)
    _print(outcomes, reports, form, output, settings)
    return options.complain(outcomes) or _status(reports, fail_on or common.fail_on or "error")


def _paths(inputs: tuple[str, ...]) -> list[str]:
    """Return the files to check; what a configuration excludes is left out unless it is named itself."""
    from stdml import config

    return [
        path
        for path in files.expand(list(inputs))
        if path in inputs or not config.for_file(path).excludes(path)
    ]


def _settings(path: str, settings: tasks.Settings) -> tasks.Settings:
    """Return the settings for one file: what was asked for, else what its configuration says."""
    from stdml import config
    from stdml.rules.profiles import load_profile

    found = config.for_file(path)
    profile = settings.profile or found.profile_path
    if profile is not None:
        load_profile(profile)
    rules = found.rules if found.rules != config.NONE.rules else None
    return replace(settings, profile=profile, rules=rules)


def _record(reports: list[FileReport], path: str) -> None:
    """Write a baseline of what was found."""
    from stdml.report import baseline

    files.write_bytes(path, baseline.dumps(reports, os.path.dirname(path)).encode())
    count = sum(len(report.diagnostics) for report in reports)
    click.echo(say("已记下 {n} 条", "{n} recorded", n=count), err=True)


def _without_known(reports: list[FileReport], path: str) -> list[FileReport]:
    """Return the reports without what a baseline knows, and say what it knows in vain."""
    from stdml.report import baseline

    found, gone = baseline.without(reports, baseline.load(path), os.path.dirname(path))
    if gone:
        words = say(
            "{path} 中 {n} 条已不再出现；用 --write-baseline 重写",
            "{path}: {n} of its findings are found no more; rewrite it with --write-baseline",
            path=path, n=gone,
        )  # fmt: skip
        click.echo(words, err=True)
    return found


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
    data = report if isinstance(report, bytes) else report.encode("utf-8", "backslashreplace")
    if output != files.STANDARD or not (shown or settings.diff):
        files.write_bytes(output, data)
    if fixed and not settings.diff:
        click.echo(say("已修复 {n} 处", "{n} fixed", n=fixed), err=True)


def _status(reports: list[FileReport], fail_on: str) -> int:
    grave = {"error"} if fail_on == "error" else {"error", "warning"}
    found = any(diagnostic.severity in grave for report in reports for diagnostic in report.diagnostics)
    return FOUND if found else CLEAN
