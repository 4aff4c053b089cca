"""`stdml convert`."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from stdml import files, formats
from stdml.cli import batch, options, tasks
from stdml.cli.command import Command
from stdml.cli.main import CLEAN, FAULT, FOUND
from stdml.errors import InputError
from stdml.language import say
from stdml.registry import Format

_SHOWN = 20


@click.command(
    "convert",
    cls=Command,
    help=say(
        "在各种格式之间转换，格式由文件名判断。“-”表示标准输入或标准输出。\n\n"
        "\b\n示例：\n  stdml convert draft.md -o draft.stdml.xml\n"
        "  stdml convert draft.stdml.xml -o draft.md\n"
        "  stdml convert docs --to html -o site\n  stdml convert - --to json -o - < draft.md\n"
        "  stdml convert draft.md -o terms.csv -O table=terms",
        "Convert between formats, which follow from the names. - is standard input or output.\n\n"
        "\b\nExamples:\n  stdml convert draft.md -o draft.stdml.xml\n"
        "  stdml convert draft.stdml.xml -o draft.md\n"
        "  stdml convert docs --to html -o site\n  stdml convert - --to json -o - < draft.md\n"
        "  stdml convert draft.md -o terms.csv -O table=terms",
    ),
)
@options.inputs
@click.option("-o", "--output", default=files.STANDARD, metavar="OUT",
              help=say("输出文件；多个输入时为文件夹", "output file, or folder for several"))  # fmt: skip
@options.source_format
@click.option(
    "--to",
    "target",
    metavar="FORMAT",
    help=say("输出格式；默认由文件名判断", "format of the output; by default from its name"),
)
@click.option(
    "-O",
    "given",
    multiple=True,
    metavar="KEY=VALUE",
    help=say("输出格式自己的选项，如 table=terms", "an option of the output format, such as table=terms"),
)
@click.option(
    "--strict",
    is_flag=True,
    help=say("有丢失或错误时不写入", "write nothing where something would be lost or is wrong"),
)
@options.lang
def command(
    inputs: tuple[str, ...],
    output: str,
    source: str | None,
    target: str | None,
    given: tuple[str, ...],
    strict: bool,
) -> int:
    """Convert documents."""
    if output == files.STANDARD and target is None:
        target = "xml"
    settings = tasks.Settings(
        options.forced_language(), source, target, strict=strict, options=_options(given)
    )
    targets = _targets(inputs, output, target)
    jobs = [partial(tasks.guarded, partial(tasks.convert, target=to), path, settings) for path, to in targets]
    outcomes = batch.run(jobs, [path for path, _ in targets])
    for outcome in outcomes:
        if outcome.output:
            files.write_bytes(files.STANDARD, outcome.output)
    options.print_findings(outcomes)
    _summarize(outcomes)
    return options.complain(outcomes) or _status(outcomes)


def _options(given: tuple[str, ...]) -> dict[str, str]:
    """Return the options of the format; raise InputError for one without a value."""
    pairs = [one.partition("=") for one in given]
    for name, sign, _ in pairs:
        if not sign or not name.isidentifier():
            raise InputError(say("-O 应写作 KEY=VALUE", "-O takes KEY=VALUE"))
    return {name: value for name, _, value in pairs}


def _targets(inputs: tuple[str, ...], output: str, name: str | None) -> list[tuple[str, str]]:
    """Return each input file with the file it is converted to; raise InputError where two would meet."""
    several = len(inputs) > 1 or os.path.isdir(inputs[0])
    if not several and not os.path.isdir(output):
        return [(inputs[0], output)]
    if output == files.STANDARD:
        raise InputError(say("多个输入需要用 -o 指定文件夹", "several inputs need a folder: -o FOLDER"))
    if name is None:
        raise InputError(
            say("输出到文件夹需要用 --to 指定格式", "a folder as output needs a format: --to FORMAT")
        )
    if os.path.exists(output) and not os.path.isdir(output):
        raise InputError(say("{path}：不是文件夹", "{path}: not a folder", path=output))
    form = formats.get(name)
    found: dict[str, str] = {}
    for given in inputs:
        for path in files.expand([given]):
            inner = os.path.relpath(path, given) if os.path.isdir(given) else os.path.basename(path)
            target = os.path.join(output, _renamed(inner, form))
            if found.setdefault(target, path) != path:
                raise InputError(
                    say("{one} 与 {other} 会写入同一文件 {target}",
                        "{one} and {other} would both become {target}",
                        one=found[target], other=path, target=target)
                )  # fmt: skip
    return [(path, target) for target, path in found.items()]


def _renamed(path: str, form: Format) -> str:
    """Return a file's name with the ending of another format."""
    if path == files.STANDARD:
        return "stdin" + form.suffixes[0]
    name = Path(path).name
    ending = next((s for s in (*files.SUFFIXES, Path(path).suffix) if s and name.lower().endswith(s)), "")
    stem = name[: len(name) - len(ending)] or name
    return str(Path(path).with_name(stem + form.suffixes[0]))


def _summarize(outcomes: list[tasks.Outcome]) -> None:
    losses = [f"{outcome.report.path}: {loss}" for outcome in outcomes for loss in outcome.losses]
    for line in losses[:_SHOWN]:
        click.echo(line, err=True)
    found = sum(len(outcome.report.diagnostics) for outcome in outcomes)
    counts = say(
        "{lost} 处丢失，{found} 条诊断", "losses: {lost}, diagnostics: {found}", lost=len(losses), found=found
    )
    if not all(outcome.report.error for outcome in outcomes):
        click.echo(counts, err=True)
    for outcome in outcomes:
        for problem in outcome.invalid:
            click.echo(f"{outcome.report.path}: {problem}", err=True)
        if outcome.refused:
            click.echo(say("{path}：未写入", "{path}: not written", path=outcome.report.path), err=True)


def _status(outcomes: list[tasks.Outcome]) -> int:
    # What the program itself wrote is always valid; if not, the program is at fault.
    if any(outcome.invalid for outcome in outcomes):
        return FAULT
    return FOUND if any(outcome.refused for outcome in outcomes) else CLEAN
