"""`stdml verify`."""

from __future__ import annotations

import sys

import click

from stdml import files
from stdml.cli import options, standards
from stdml.cli.command import Choice, Command
from stdml.cli.main import CLEAN, FOUND
from stdml.language import say

FORMS = ("text", "json", "junit", "html", "earl", "oscal", "csv", "xlsx")
LEVELS = {
    "nonconform": {"nonconform"},
    "conditional": {"nonconform", "conditional-nonconform", "conditional-conform"},
    "incomplete": {
        "nonconform", "conditional-nonconform", "conditional-conform", "indeterminate", "invalid",
    },
}  # fmt: skip


@click.command(
    "verify",
    cls=Command,
    help=say(
        "用检测结果验证标准的要求，逐项给出判定和理由。IN 是标准，“-”表示标准输入。\n\n"
        "结果是 CSV 或 JSON，列为：参数、值、单位、样品、条件、不确定度（后四列可省）。"
        "条件写作“类别=1类;时段=昼间”。不能判定的，说明缺少什么，从不猜测。\n\n"
        "\b\n示例：\n  stdml verify standard.md --data results.csv\n"
        "  stdml verify standard.md --data results.csv --format junit -o verdicts.xml\n"
        "  stdml verify standard.md --data results.json --format html -o report.html\n\n"
        "退出状态：0 没有不符合，1 有不符合，2 无法读取，3 程序出错。",
        "Verify test results against the requirements of a standard: a verdict and a reason for each.\n"
        "IN is the standard, - is standard input.\n\n"
        "Results are CSV or JSON with the columns parameter, value, unit, sample, condition and\n"
        "uncertainty, the last four optional. A condition is written class=1;period=day. What cannot be\n"
        "decided says what is missing; nothing is guessed.\n\n"
        "\b\nExamples:\n  stdml verify standard.md --data results.csv\n"
        "  stdml verify standard.md --data results.csv --format junit -o verdicts.xml\n"
        "  stdml verify standard.md --data results.json --format html -o report.html\n\n"
        "Exit status: 0 none nonconform, 1 some do, 2 unreadable input, 3 a fault of the program.",
    ),
)
@click.argument("path", metavar="IN")
@click.option("--data", "results", required=True, metavar="RESULTS",
              help=say("检测结果：CSV 或 JSON 文件", "the results: a CSV or JSON file"))  # fmt: skip
@click.option("--format", "form", type=Choice(FORMS), default="text", show_default=True,
              help=say("报告的形式", "form of the report"))  # fmt: skip
@click.option("--method", type=Choice(["full", "rounded", "simple"]),
              help=say("比较方法：全数值、修约值、不计不确定度；默认按文件的规定",
                       "full values, rounded values, or full values without a guard band; "
                       "by default as the document says"))  # fmt: skip
@click.option("--fail-on", type=Choice(list(LEVELS)), default="nonconform", show_default=True,
              help=say("从哪一级起退出状态为 1：不符合、有条件、不完整",
                       "from which verdicts the exit status is 1"))  # fmt: skip
@click.option("-o", "--output", default=files.STANDARD, metavar="FILE",
              help=say("报告写入的文件", "file for the report"))  # fmt: skip
@options.source_format
@options.lang
def command(
    path: str, results: str, form: str, method: str | None, fail_on: str, output: str, source: str | None
) -> int:
    """Verify results against a standard."""
    if path == results == files.STANDARD:
        words = say("标准和结果不能都来自标准输入", "only one of the two can be standard input")
        raise click.UsageError(words)
    document = standards.load(path, source)
    with standards.speaking(document):
        from stdml.report.verification import Facts, render
        from stdml.semantics import methods
        from stdml.semantics.results import read_results
        from stdml.semantics.verify import verify

        measured = read_results(files.read_bytes(results), results)
        found = verify(document, measured, method=methods.of(method))
        identifier = next(iter(document.metadata.identifier), "")
        facts = Facts(path, results, identifier, standards.title_of(document))
        color = output == files.STANDARD and options.colored(sys.stdout)
        standards.put(render(form, found, facts, color), output)
    return FOUND if any(one.verdict in LEVELS[fail_on] and one.samples for one in found) else CLEAN
