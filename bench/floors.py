"""The least that a piece of work can cost with the same libraries: what the ratios are taken against."""

from __future__ import annotations

from typing import Any

from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin


def any_container(parameters: str, *_: Any) -> bool:
    """Accept a container of any name."""
    return bool(parameters.strip())


def plain_parser() -> MarkdownIt:
    """Return markdown-it-py as it comes: CommonMark and tables."""
    return MarkdownIt("commonmark").enable("table")


def dialect_parser() -> MarkdownIt:
    """Return markdown-it-py with the published plugins for the constructs that the dialect has."""
    return (
        plain_parser()
        .use(front_matter_plugin)
        .use(footnote_plugin)
        .use(attrs_plugin, spans=True)
        .use(attrs_block_plugin)
        .use(dollarmath_plugin, double_inline=True)
        .use(deflist_plugin)
        .use(container_plugin, "any", validate=any_container)
    )


def copy_tree(element: Any) -> bytes:
    """Build the same tree anew, one SubElement at a time, and serialize it."""
    root = etree.Element(element.tag, element.attrib, element.nsmap)
    root.text = element.text
    _copy_children(root, element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _copy_children(target: Any, source: Any) -> None:
    for child in source:
        if not isinstance(child.tag, str):
            continue
        made = etree.SubElement(target, child.tag, child.attrib)
        made.text = child.text
        made.tail = child.tail
        _copy_children(made, child)
