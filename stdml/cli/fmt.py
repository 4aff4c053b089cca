"""`stdml fmt`."""

from __future__ import annotations

from functools import partial

import click

from stdml import files
from stdml.cli import batch, options, tasks
from stdml.cli.command import Command
from stdml.cli.main import CLEAN, FOUND
from stdml.language import say


@click.command(
    "fmt",
    cls=Command,
    help=say(
        "把文件改写为规范形式；内容不变，注释保留。“-”从标准输入读、向标准输出写。\n\n"
        "\b\n示例：\n  stdml fmt draft.md\n  stdml fmt docs --check\n  stdml fmt --diff draft.md\n"
        "  stdml fmt --ids draft.md",
        "Rewrite documents in the canonical form; what they say stays the same. - filters standard input.\n\n"
        "\b\nExamples:\n  stdml fmt draft.md\n  stdml fmt docs --check\n  stdml fmt --diff draft.md\n"
        "  stdml fmt --ids draft.md",
    ),
)
@options.inputs
@click.option(
    "--check",
    is_flag=True,
    help=say("只检查，有文件会改变则退出状态为 1", "change nothing; exit 1 if a file would change"),
)
@click.option(
    "--diff", is_flag=True, help=say("显示会改什么，不写入", "show what would change, write nothing")
)
@click.option(
    "--ids",
    is_flag=True,
    help=say(
        "为没有标识的条款写入标识，以后文字改动时标识不变", "write an id on every provision that has none"
    ),
)
@options.source_format
@options.lang
def command(inputs: tuple[str, ...], check: bool, diff: bool, ids: bool, source: str | None) -> int:
    """Rewrite documents in the canonical form."""
    settings = tasks.Settings(options.forced_language(), source, check=check, diff=diff, ids=ids)
    paths = files.expand(list(inputs))
    jobs = [partial(tasks.guarded, tasks.rewrite, path, settings) for path in paths]
    outcomes = batch.run(jobs, paths)
    for outcome in outcomes:
        if outcome.output:
            files.write_bytes(files.STANDARD, outcome.output)
        if outcome.changed and not diff:
            words = (
                say("会改变：{path}", "would change: {path}")
                if check
                else say("已改写：{path}", "rewritten: {path}")
            )
            click.echo(words.format(path=outcome.report.path), err=True)
    changed = any(outcome.changed for outcome in outcomes)
    return options.complain(outcomes) or (FOUND if changed and (check or diff) else CLEAN)
