"""`stdml compare`."""

from __future__ import annotations

import sys

import click

from stdml import files
from stdml.cli import options, standards
from stdml.cli.command import Choice, Command
from stdml.cli.main import CLEAN
from stdml.language import say

FORMS = ("text", "json", "csv", "xlsx", "html", "md")


@click.command(
    "compare",
    cls=Command,
    help=say(
        "比对两份标准的指标：从 A 看是严于、一致、宽于、有差异还是不可比，并给出证明。\n\n"
        "指标按编号、IRI、名称和同义词、单位、对象、类别和条件对应；名称不能决定的，用 --align 给出对应表"
        "（CSV、TOML 或 JSON，每行一对编号或名称）。JSON 是逐项的列表；加 --totals 则为带汇总的对象。\n\n"
        "\b\n示例：\n  stdml compare local.md national.md\n"
        "  stdml compare local.md national.md --format xlsx -o compared.xlsx\n"
        "  stdml compare local.md national.md --align pairs.csv --format json --totals\n\n"
        "退出状态：0 完成，2 无法读取，3 程序出错。",
        "Set the indicators of two standards side by side: seen from A they are stricter, equal, looser,\n"
        "different or not comparable, with the proof.\n\n"
        "Indicators are aligned by id, IRI, name and synonyms, unit, subject, classes and conditions; what\n"
        "names cannot decide is told with --align (CSV, TOML or JSON: pairs of ids or names). JSON is the\n"
        "list of pairs; with --totals it is an object that also has the totals.\n\n"
        "\b\nExamples:\n  stdml compare local.md national.md\n"
        "  stdml compare local.md national.md --format xlsx -o compared.xlsx\n"
        "  stdml compare local.md national.md --align pairs.csv --format json --totals\n\n"
        "Exit status: 0 done, 2 unreadable input, 3 a fault of the program.",
    ),
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--format", "form", type=Choice(FORMS), default="text", show_default=True,
              help=say("报告的形式", "form of the report"))  # fmt: skip
@click.option("--align", "pairs", metavar="FILE",
              help=say("对应表：CSV、TOML 或 JSON", "pairs of ids or names: CSV, TOML or JSON"))  # fmt: skip
@click.option("--totals", is_flag=True,
              help=say("JSON 也给出汇总", "give the totals in JSON too"))  # fmt: skip
@click.option("-o", "--output", default=files.STANDARD, metavar="FILE",
              help=say("报告写入的文件", "file for the report"))  # fmt: skip
@options.source_format
@options.lang
def command(
    a: str, b: str, form: str, pairs: str | None, totals: bool, output: str, source: str | None
) -> int:
    """Compare the indicators of two standards."""
    if [a, b, pairs].count(files.STANDARD) > 1:
        words = say("只能有一个输入来自标准输入", "only one input can be standard input")
        raise click.UsageError(words)
    first, second = standards.load(a, source), standards.load(b, source)
    with standards.speaking(first):
        from stdml.report.comparison import render
        from stdml.semantics.align import read_pairs
        from stdml.semantics.compare import compare

        by_hand = read_pairs(files.read_bytes(pairs), pairs) if pairs else []
        found = compare(first, second, by_hand=by_hand)
        names = (standards.name_of(first, a), standards.name_of(second, b))
        color = output == files.STANDARD and options.colored(sys.stdout)
        standards.put(render(form, found, names, totals, color), output)
    return CLEAN
