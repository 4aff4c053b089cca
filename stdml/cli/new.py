"""`stdml new`."""

from __future__ import annotations

import os

import click

from stdml import files, language
from stdml.cli.command import Choice, Command
from stdml.cli.main import check_language
from stdml.drafts import KINDS, draft
from stdml.errors import InputError
from stdml.language import say


@click.command(
    "new",
    cls=Command,
    help=say(
        "起草一份能通过检查的文件。\n\n\b\n示例：\n  stdml new product -o draft.md\n"
        "  stdml new test-method --lang en --title 'Charging piles — Test methods'\n\n种类：{kinds}",
        "Start a draft that passes the check.\n\n\b\nExamples:\n  stdml new product -o draft.md\n"
        "  stdml new test-method --lang zh --title 充电桩试验方法\n\nKinds: {kinds}",
        kinds=", ".join(KINDS),
    ),
)
@click.argument("kind", metavar="KIND", type=Choice(list(KINDS)))
@click.option(
    "-o", "--output", default=files.STANDARD, metavar="FILE", help=say("写入的文件", "the file to write")
)
@click.option(
    "--lang",
    "chosen",
    metavar="zh|en",
    callback=check_language,
    help=say("文件的语言", "language of the draft"),
)
@click.option("--title", metavar="TITLE", help=say("文件的名称", "title of the draft"))
@click.option("--force", is_flag=True, help=say("覆盖已有文件", "replace a file that exists"))
def command(kind: str, output: str, chosen: str | None, title: str | None, force: bool) -> int:
    """Start a draft."""
    if output != files.STANDARD and os.path.exists(output) and not force:
        raise InputError(
            say(
                "{path}：文件已存在，用 --force 覆盖",
                "{path}: exists already; replace it with --force",
                path=output,
            )
        )
    text = draft(kind, chosen or language.of_people(), title)
    files.write_bytes(output, text.encode())
    return 0
