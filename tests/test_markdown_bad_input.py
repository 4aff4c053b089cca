"""Bad Markdown gets a diagnostic, never a traceback: deep nesting, long lines, what is never closed."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Iterator

import fuzz
import pytest

from stdml.formats.markdown import read_markdown, write_markdown
from stdml.model import Document, Text, find, plain_text
from stdml.model.walk import depth, walk


def names(document: Document) -> set[str]:
    return {diagnostic.name for diagnostic in document.diagnostics}


DEEP = {
    "64 lists": "".join("  " * at + "- a\n" for at in range(64)),
    "500 lists": "".join("  " * at + "- a\n" for at in range(500)),
    "1000 lists on a line": "- " * 1000 + "a",
    "64 quotations": "> " * 64 + "a",
    "1000 quotations": ">" * 1000 + "a",
    "64 containers": "".join(":" * (70 - at) + " note\n" for at in range(64))
    + "a\n"
    + "".join(":" * (7 + at) + "\n" for at in range(64)),
    "300 open containers": "::: note\n" * 300 + "a\n",
    "1000 like containers": "::: note\n" * 1000 + "a\n" + ":::\n" * 1000,
    "100 footnotes on a line": "".join(f"[^{at}]: " for at in range(100)) + "a",
    "1000 spans": "[" * 1000 + "a" + "]{.x}" * 1000,
    "1000 links": "[" * 1000 + "a" + "](b)" * 1000,
    "1000 stars": "*" * 1000 + "a" + "*" * 1000,
    "1000 subscripts": "<sub>" * 1000 + "a" + "</sub>" * 1000,
    "500 kinds of emphasis": "*a **b " * 500 + "c" + "** *" * 500,
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP.keys())
def test_what_is_nested_too_deeply_is_flattened_and_no_letter_is_lost(source: str) -> None:
    document = read_markdown(source)
    assert depth(document) <= 64
    assert fuzz.problem(source) is None
    assert Counter(plain_text(document))["a"] >= min(source.count("a"), 1)


@pytest.mark.parametrize("name", ["500 lists", "1000 quotations", "1000 like containers", "1000 subscripts"])
def test_what_was_flattened_is_reported(name: str) -> None:
    assert "nested-too-deeply" in names(read_markdown(DEEP[name]))


LONG = {
    "Chinese": "充电桩应符合要求。" * 70_000,
    "words": "a b " * 500_000,
    "brackets": "[" * 20_000,
    "links": "[a](" * 5_000,
    "stars": "*a " * 20_000,
    "ticks": "`" * 5_000 + "a" + "`" * 4_999,
    "runs of ticks": "".join("`" * at + "a " for at in range(300)),
    "dollars": "$a " * 10_000,
    "braces": "# a " + "{.a " * 3_000 + "}",
    "tags": "<" * 20_000,
    "comments": "<!--" * 5_000,
    "entities": "&" * 20_000,
    "backslashes": "\\" * 20_000,
    "bars": "|" * 20_000 + "\n" + "|-" * 20_000,
    "colons": ":" * 20_000,
    "sections": "§" * 3_000 + " a",
    "definitions": "".join(f"[a{at}]: /x\n" for at in range(5_000)),
    "headings": "# a\n" * 5_000,
    "annexes": "# 附录 A\n" * 200,
    "front matter": "---\n" + "a: b\n" * 30_000 + "---\n# x",
    "brackets in front matter": "---\na: " + "[" * 500 + "]" * 500 + "\n---\n",
    "keys in front matter": "---\n" + "".join(" " * at + "a:\n" for at in range(300)) + "---\n",
}


@pytest.mark.parametrize("source", LONG.values(), ids=LONG.keys())
def test_long_input_takes_time_in_proportion(source: str) -> None:
    start = time.process_time()
    document = read_markdown(source)
    # 20 microseconds a byte is ten times what running text takes.
    assert time.process_time() - start < 0.5 + len(source.encode()) * 2e-5
    if len(source) < 100_000:
        assert read_markdown(str(write_markdown(document).data)) == document


@pytest.mark.parametrize(
    ("source", "name", "text"),
    [
        ("```\nabc\n\n# x", "unclosed-fence", "abc\n\n# x"),
        ("::: note\nabc\n\n# x", "unclosed-container", "abcx"),
        ("> ::: note\n> abc\n\nx", "unclosed-container", "abcx"),
        ("<!-- abc\n\n# x", "unclosed-comment", None),
        ("---\ntitle: x\n\n# x", None, None),
        ("$$\nabc\n\nx", None, None),
        ("[abc\n\nx](y", None, None),
        ("**abc\n\nx", None, "**abcx"),
    ],
)
def test_what_is_never_closed(source: str, name: str | None, text: str | None) -> None:
    document = read_markdown(source)
    assert names(document) == ({name} if name else set())
    assert fuzz.problem(source) is None
    assert text is None or plain_text(document) == text
    assert "abc" in repr(document) or "x" in repr(document)


@pytest.mark.parametrize(
    ("yaml", "name"),
    [
        ("ics: a\nics: b", "duplicate-key"),
        ("ics:\ta\n\tccs: b", "front-matter"),
        ("a: &x 1\nb: *x", "front-matter"),
        ("a: {b: 1}\n<<: {c: 2}", None),
        ("- a\n- b", "front-matter"),
        ("abc: |\n  x", None),
        ("a: [b", "front-matter"),
        ("? [a]\n: b", "front-matter"),
        ("a: !!python/object:os.system x", None),
        ("title: {zh: {a: b}}", "metadata-form"),
        ("adopts: {x: y}", "metadata-form"),
        ("ics: {a: b}", "metadata-form"),
        ("level: [a]", "metadata-form"),
        ("a: \x07", "illegal-character"),
    ],
)
def test_front_matter_that_is_no_metadata(yaml: str, name: str | None) -> None:
    source = f"---\n{yaml}\n---\n\n# Heading\n\ntext\n"
    document = read_markdown(source)
    assert names(document) == ({name} if name else set())
    assert fuzz.problem(source) is None
    assert "text" in plain_text(document)
    held = repr(document.metadata) + " ".join(diagnostic.message for diagnostic in document.diagnostics)
    assert all(letter in held for letter in yaml if letter.isalpha() and "python" not in yaml)


def test_aliases_that_would_blow_up_are_refused() -> None:
    lines = [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 30)]
    source = "---\na0: &a0 x\n" + "\n".join(lines) + "\n---\n"
    document = read_markdown(source)
    assert [(d.name, d.position.line, d.position.column) for d in document.diagnostics] == [
        ("front-matter", 3, 10)
    ]
    assert fuzz.problem(source) is None


def test_the_earlier_value_of_a_key_that_comes_twice_is_in_the_message() -> None:
    document = read_markdown("---\nics: first\nics: second\n---\n")
    assert document.metadata.ics == ["second"]
    assert "first" in document.diagnostics[0].message


@pytest.mark.parametrize(
    "data",
    [
        b"---\n\xff\xfe\x00\n---\n\x80\x81",
        bytes(range(256)) * 20,
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"PK\x03\x04" + b"\x00" * 99,
        "a\x00b",
        "a\ud800b",
        "a\u2028b\n# c\u2028d",
        "a\x0cb\n\x0c\n# c",
        "a\ufeffb\n\ufeff# c",
        "\ufeff\ufeff# a",
        "\x85# a\x85b",
        "a\x0bb",
        "\x1c# a",
        "\u200b# a",
        "",
        "\n",
        " ",
        "\ufeff",
        "\\",
        "---",
        "---\n---",
        "---\n---\n",
        ":::",
        "|",
        "§",
        "#",
        "$$",
        "[^a]:",
    ],
)
def test_odd_data(data: str | bytes) -> None:
    assert fuzz.problem(data) is None


def test_two_titles_are_two_clauses() -> None:
    document = read_markdown("# A\n\na\n\n# B\n\nb\n")
    assert document.metadata.title == {}
    assert [plain_text(clause.title) for clause in document.clauses] == ["A", "B"]  # type: ignore[union-attr]


def test_a_heading_that_skips_a_level_is_reported() -> None:
    document = read_markdown("# A\n\n##### B\n\n### C\n\n# D\n")
    assert [(d.name, d.position.line) for d in document.diagnostics] == [
        ("skipped-level", 3),
        ("skipped-level", 5),
    ]
    first = document.clauses[0]
    assert [plain_text(clause.title) for clause in first.clauses] == ["B", "C"]  # type: ignore[union-attr]


def test_an_id_that_is_used_twice_is_kept_twice() -> None:
    source = "# A {#x}\n\n# B {#x}\n\n[](#x)\n"
    document = read_markdown(source)
    assert [clause.id for clause in document.clauses] == ["x", "x"]
    assert find(document, "x") is document.clauses[0]
    assert fuzz.problem(source) is None


def cells(document: Document) -> Iterator[list[str]]:
    for node in walk(document):
        if node.kind == "row":
            yield [plain_text(cell) for cell in node.cells]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("| a |\n|---|\n| b |", [["a"], ["b"]]),
        ("| a | b |\n|---|---|\n| c |\n| d | e | f |", [["a", "b"], ["c"], ["d", "e", "f"]]),
        ("| a | b |\n|---|---|", [["a", "b"]]),
        ("|  |  |\n|---|---|\n| a | b |", [["a", "b"]]),
        ("a | b\n-|-\nc | d", [["a", "b"], ["c", "d"]]),
        ("|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n|" + "b|" * 1000, [["a"] * 1000, ["b"] * 1000]),
    ],
)
def test_tables(source: str, rows: list[list[str]]) -> None:
    assert list(cells(read_markdown(source))) == rows
    assert fuzz.problem(source) is None


@pytest.mark.parametrize(
    "source", ["|" + "a|" + "<|" * 1005 + "\n|" + "-|" * 1006 + "\n", "|a|\n|-|\n" + "|^|\n" * 10_005]
)
def test_a_cell_covers_no_more_than_the_model_allows(source: str) -> None:
    assert fuzz.problem(source) is None


def test_no_text_is_empty_or_next_to_another() -> None:
    for seed_source in (
        "a **b** c",
        "[](x) [ ](y)",
        "a <!-- b --> c",
        "[a]{.literal}[b]{.literal}",
        "\\\n",
        "a\\\nb",
    ):
        for node in walk(read_markdown(seed_source)):
            texts = [type(child) is Text for child in getattr(node, "children", [])]
            assert not any(one and two for one, two in itertools.pairwise(texts))
            assert node.kind != "text" or node.value  # type: ignore[attr-defined]
