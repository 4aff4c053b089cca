"""Writing a grammar as RELAX NG, in the XML syntax and in the compact syntax (ISO/IEC 19757-2)."""

from __future__ import annotations

from stdml.model.content import ATTRIBUTES_NAMESPACE, NAMESPACE
from stdml.schema.grammar import SCHEMA_INSTANCE
from stdml.schema.patterns import (
    AnyAttribute,
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Grammar,
    Mixed,
    Pattern,
    Ref,
    Repeat,
    Sequence,
    Tokens,
    Value,
)  # fmt: skip

HEAD = "STDML 1.0. Generated from the model by `python -m stdml.schema.generate`; do not edit."
_REPEATS = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_KEYWORDS = frozenset(
    {
        "attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include",
        "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token",
    }
)  # fmt: skip


def xml_escape(text: str) -> str:
    """Return `text` for element content or an attribute, characters that cannot be seen as references."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return "".join(c if _is_visible(c) else f"&#x{ord(c):X};" for c in text)


def _is_visible(character: str) -> bool:
    return character == " " or (character.isprintable() and not character.isspace())


def relax_ng(grammar: Grammar) -> str:
    """Return the grammar in the XML syntax."""
    first = next(iter(grammar.definitions))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<!-- {HEAD} -->",
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{NAMESPACE}"',
        '    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"',
        f'    xmlns:xsi="{SCHEMA_INSTANCE}"',
        '    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">',
        f'  <start><ref name="{first}"/></start>',
    ]
    for name, pattern, doc in grammar:
        lines.append(f'  <define name="{name}">')
        lines += _documentation(doc, 2)
        lines += _xml(pattern, 2)
        lines.append("  </define>")
    return "\n".join([*lines, "</grammar>", ""])


def _documentation(doc: str, level: int) -> list[str]:
    return [f"{'  ' * level}<a:documentation>{xml_escape(doc)}</a:documentation>"] if doc else []


def _xml(pattern: Pattern, level: int) -> list[str]:
    pad = "  " * level
    match pattern:
        case Ref(name):
            return [f'{pad}<ref name="{name}"/>']
        case Value(text):
            return [f'{pad}<value type="string">{xml_escape(text)}</value>']
        case Empty():
            return [f"{pad}<empty/>"]
        case Data(type, facets) if not facets:
            return [f'{pad}<data type="{type}"/>']
        case Data(type, facets):
            params = [f'{pad}  <param name="{name}">{xml_escape(value)}</param>' for name, value in facets]
            return [f'{pad}<data type="{type}">', *params, f"{pad}</data>"]
        case Element(name, content, doc):
            return _tagged(f'element name="{name}"', [content], level, doc)
        case Attribute(name, content, doc):
            # Without a prefix an attribute is in no namespace, whatever the grammar says.
            return _tagged(f'attribute name="{name}"', [content], level, doc)
        case AnyAttribute(namespace, content):
            inside = [f"{pad}  <anyName/>"] if not namespace else [f'{pad}  <nsName ns="{namespace}"/>']
            return [f"{pad}<attribute>", *inside, *_xml(content, level + 1), f"{pad}</attribute>"]
        case Sequence(parts):
            return _tagged("group", list(parts), level)
        case Choice(parts):
            return _tagged("choice", list(parts), level)
        case Repeat(part, how):
            return _tagged(_REPEATS[how], [part], level)
        case Mixed(part):
            return _tagged("mixed", [part], level)
        case Tokens(part):
            return _tagged("list", [part], level)
    raise TypeError(pattern)


def _tagged(tag: str, parts: list[Pattern], level: int, doc: str = "") -> list[str]:
    pad = "  " * level
    inside = [line for part in parts for line in _xml(part, level + 1)]
    return [f"{pad}<{tag}>", *_documentation(doc, level + 1), *inside, f"{pad}</{tag.split()[0]}>"]


def compact(grammar: Grammar) -> str:
    """Return the grammar in the compact syntax."""
    first = next(iter(grammar.definitions))
    lines = [
        f"# {HEAD}",
        f'default namespace = "{NAMESPACE}"',
        f'namespace a = "{ATTRIBUTES_NAMESPACE}"',
        f'namespace xsi = "{SCHEMA_INSTANCE}"',
        'datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"',
        "",
        f"start = {_identifier(first)}",
    ]
    for name, pattern, doc in grammar:
        lines += ["", *([f"## {doc}"] if doc else []), f"{_identifier(name)} =", f"  {_compact(pattern, 1)}"]
    return "\n".join([*lines, ""])


def _identifier(name: str) -> str:
    return f"\\{name}" if name in _KEYWORDS else name


def _compact(pattern: Pattern, level: int) -> str:
    match pattern:
        case Ref(name):
            return _identifier(name)
        case Value(text):
            return f"xsd:string {_literal(text)}"
        case Empty():
            return "empty"
        case Data(type, facets):
            params = " ".join(f"{name} = {_literal(value)}" for name, value in facets)
            return f"xsd:{type}" + (f" {{ {params} }}" if params else "")
        case Element(name, content, doc):
            return _braced(f"element {name}", content, level, doc)
        case Attribute(name, content, doc):
            return _braced(f"attribute {name}", content, level, doc)
        case AnyAttribute(_, content):
            return f"attribute a:* {{ {_compact(content, level)} }}"
        case Sequence(parts):
            return _joined(",", parts, level)
        case Choice(parts):
            return _joined(" |", parts, level)
        case Repeat(part, how):
            return _grouped(part, level) + how
        case Mixed(part):
            return f"mixed {{ {_compact(part, level)} }}"
        case Tokens(part):
            return f"list {{ {_compact(part, level)} }}"
    raise TypeError(pattern)


def _grouped(part: Pattern, level: int) -> str:
    # Annotations in front of an element bind to it alone only inside parentheses.
    needed = isinstance(part, Sequence | Choice | Value | Data) or bool(getattr(part, "doc", ""))
    text = _compact(part, level)
    return f"({text})" if needed and not text.startswith("(") else text


def _joined(separator: str, parts: tuple[Pattern, ...], level: int) -> str:
    nested = [
        f"({text})" if isinstance(part, Sequence | Choice) else text
        for part in parts
        for text in [_compact(part, level)]
    ]
    return f"{separator}\n{'  ' * level}".join(nested)


def _braced(head: str, content: Pattern, level: int, doc: str) -> str:
    pad = "  " * level
    text = _compact(content, level + 1)
    body = f"{{\n{pad}  {text}\n{pad}}}" if "\n" in text else f"{{ {text} }}"
    return (f"## {doc}\n{pad}" if doc else "") + f"{head} {body}"


def _literal(text: str) -> str:
    """Return a literal; the compact syntax knows no escape but `\\x{...}`."""
    shown = "".join(c if _is_visible(c) else f"\\x{{{ord(c):X}}}" for c in text)
    return f'"{shown}"' if '"' not in shown else f"'{shown}'"
