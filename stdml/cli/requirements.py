"""`stdml requirements`."""

from __future__ import annotations

import click

from stdml import files
from stdml.cli import options, standards
from stdml.cli.command import Choice, Command
from stdml.cli.main import CLEAN
from stdml.language import say

_FORMS = ("text", "json", "csv", "xlsx", "md", "jsonld", "triples")
_MODALITIES = ("requirement", "recommendation", "permission", "possibility", "statement")


@click.command(
    "requirements",
    cls=Command,
    help=say(
        "列出文件中的条款及其指标：运算符、限值、单位、条件、证实方法。“-”表示标准输入。\n\n"
        "\b\n示例：\n  stdml requirements draft.md\n"
        "  stdml requirements draft.md --format json -o found.json\n"
        "  stdml requirements draft.md --modality requirement --clause 5 --parameters\n"
        "  stdml requirements draft.md -o 指标.xlsx",
        "List the provisions of a document with their parameters: operator, limit, unit, condition, method. "
        "- is standard input.\n\n"
        "\b\nExamples:\n  stdml requirements draft.md\n"
        "  stdml requirements draft.md --format json -o found.json\n"
        "  stdml requirements draft.md --modality requirement --clause 5 --parameters\n"
        "  stdml requirements draft.md -o limits.xlsx",
    ),
)
@click.argument("source", metavar="IN")
@click.option(
    "--format",
    "form",
    type=Choice(_FORMS),
    help=say(
        "输出的形式；默认由 -o 的文件名判断，否则为 text",
        "form of the list; by default from the name after -o, else text",
    ),
)
@click.option(
    "-o", "--output", default=files.STANDARD, metavar="FILE", help=say("写入的文件", "file to write")
)
@click.option(
    "--modality",
    "modalities",
    type=Choice(_MODALITIES),
    multiple=True,
    help=say("只列出这种条款，可重复", "only provisions of this kind; may be given again"),
)
@click.option(
    "--clause",
    "clauses",
    multiple=True,
    metavar="NUMBER",
    help=say("只列出这一条及其下各条，可重复", "only this clause and those below it; may be given again"),
)
@click.option(
    "--parameters",
    is_flag=True,
    help=say("每个指标一行，没有指标的条款略去", "one line a parameter; provisions without one are left out"),
)
@click.option(
    "--from",
    "source_form",
    metavar="FORMAT",
    help=say("输入格式；默认由文件名判断", "format of the input; by default from its name"),
)
@options.lang
def command(
    source: str,
    form: str | None,
    output: str,
    modalities: tuple[str, ...],
    clauses: tuple[str, ...],
    parameters: bool,
    source_form: str | None,
) -> int:
    """List provisions and parameters."""
    document = standards.load(source, source_form)
    with standards.speaking(document):
        from stdml.report import listing
        from stdml.semantics import mapping

        found = [
            demand
            for demand in document.requirements()
            if (not modalities or demand.modality in modalities) and _is_in(demand.clause, clauses)
        ]
        chosen = form or _form_of(output)
        if chosen in mapping.VOCABULARIES:
            standards.put(mapping.dumps(found, chosen, document.metadata), output)
        else:
            standards.put(listing.render(found, chosen, parameters), output)
    return CLEAN


def _is_in(number: str, clauses: tuple[str, ...]) -> bool:
    """Whether a clause is one of those asked for, or below one: 5.2 is below 5, and 52 is not."""
    return not clauses or any(
        number == clause or number.startswith(clause.rstrip(".") + ".") for clause in clauses
    )


def _form_of(output: str) -> str:
    ending = output.rpartition(".")[2].lower()
    return ending if ending in _FORMS else "text"
