"""`stdml schema`."""

from __future__ import annotations

import click

from stdml import files
from stdml.cli import options
from stdml.cli.command import Choice, Command
from stdml.language import say


@click.command(
    "schema",
    cls=Command,
    help=say(
        "向标准输出写出模式：xml 为 RELAX NG，rnc 为其紧凑语法，xsd 为 XML Schema，json 为 JSON Schema。\n\n"
        "\b\n示例：\n  stdml schema xml > stdml.rng",
        "Print a schema: xml is RELAX NG, rnc its compact syntax, xsd XML Schema, json JSON Schema.\n\n"
        "\b\nExample:\n  stdml schema xml > stdml.rng",
    ),
)
@click.argument("name", type=Choice(["xml", "xsd", "json", "rnc"]))
@options.lang
def command(name: str) -> int:
    """Print a schema."""
    from stdml.schema import load

    text = load(name)
    files.write_bytes(files.STANDARD, text.encode() if isinstance(text, str) else text)
    return 0
