"""NISO STS: real files and files of our own keep everything on the way through the model and back."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from stdml import formats
from stdml.formats.sts import read_sts, write_sts
from stdml.formats.sts.names import from_xml
from stdml.formats.sts.source import parse
from stdml.model import Cell, CrossReference, Document, Link, Math
from stdml.model.adapter import validate
from stdml.model.walk import find, plain_text, walk

REPO = Path(__file__).parent.parent
SHARED = REPO.parent / "shared"
SAMPLES = sorted((SHARED / "samples" / "sts").glob("*")) if (SHARED / "samples" / "sts").is_dir() else []
SCHEMA = SHARED / "schemas" / "niso-sts-1.2-rng" / "NISO-STS-interchange-1-mathml3.rng"
MATH = "{http://www.w3.org/1998/Math/MathML}math"

needs_samples = pytest.mark.skipif(not SAMPLES, reason="no folder `shared` beside the repository")
each_sample = pytest.mark.parametrize(
    "path",
    SAMPLES or [pytest.param(None, marks=needs_samples)],
    ids=lambda path: path.name if path else "none",
)


@pytest.fixture(scope="module")
def schema() -> Any:
    """The RELAX NG of NISO STS 1.2."""
    if not SCHEMA.exists():
        pytest.skip("no folder `shared` beside the repository")
    return etree.RelaxNG(file=str(SCHEMA))


def items(root: Any) -> Counter[Any]:
    """Return every element with its attributes and the words right in it."""
    found: Counter[Any] = Counter()
    for element in root.iter(etree.Element):
        words = " ".join([element.text or "", *(child.tail or "" for child in element)]).split()
        found[element.tag, tuple(sorted(element.attrib.items())), " ".join(words)] += 1
    return found


def assert_same(before: Any, after: Any) -> None:
    """Fail where two trees do not have the same elements, attributes and words."""
    first, second = items(before), items(after)
    assert (list((first - second).items())[:3], list((second - first).items())[:3]) == ([], [])


def words_of(root: Any) -> Counter[str]:
    """Return the words of a tree."""
    return Counter(" ".join(root.itertext(etree.Element)).split())


def written(document: Document) -> Any:
    """Return the tree that a document is written as."""
    return etree.fromstring(write_sts(document).data)


# --- Files that nobody here wrote


@each_sample
def test_sample_comes_back(path: Path, schema: Any) -> None:
    data = path.read_bytes()
    source = parse(data, str(path)).root
    document = read_sts(data, str(path))
    result = write_sts(document)
    tree = etree.fromstring(result.data)
    assert not validate(document)
    assert not result.losses
    assert_same(source, tree)
    if schema.validate(source):
        assert schema.validate(tree), schema.error_log
    assert read_sts(result.data) == document


@each_sample
@pytest.mark.parametrize("form", ["markdown", "xml", "json"])
def test_sample_passes_through_every_spelling(path: Path, form: str) -> None:
    data = path.read_bytes()
    if len(data) > 1_000_000 and form == "markdown":
        data = _cut(data)
    document = read_sts(data)
    target = formats.get(form)
    assert target.read is not None and target.write is not None
    spelled = target.write(document)
    assert not spelled.losses
    again = target.read(spelled.data, "-")
    assert again == document
    assert_same(parse(data, "-").root, written(again))


def _cut(data: bytes) -> bytes:
    """Return a large file with one in six of its clauses of the second level."""
    root = etree.fromstring(data)
    for index, section in enumerate(root.findall("body/sec/sec/sec")):
        if index % 6:
            section.getparent().remove(section)
    return bytes(etree.tostring(root))


@each_sample
def test_sample_is_all_there(path: Path) -> None:
    """Words, ids, references, cell spans and formulas are in the model, not only in what is written again."""
    data = path.read_bytes()
    source = parse(data, str(path)).root
    document = read_sts(data)
    nodes = list(walk(document))
    kept = "".join(map(_text, nodes)) + str(document.metadata.model_dump())
    # The title in full is computed of its parts.
    kept = "".join(kept.split()) + "—"
    labels = _labels(source)
    assert not [word for word in words_of(source) if word not in kept and word not in labels]
    own = {getattr(node, "id", None) for node in nodes}
    for identifier in source.xpath("//front//*/@id | //body//*/@id | //back//*/@id"):
        assert identifier in own or identifier in kept, identifier
    targets = Counter(node.target for node in nodes if isinstance(node, CrossReference))
    references = [element for element in source.iter("xref") if " " not in element.get("rid", " ")]
    assert targets == Counter(element.get("rid") for element in references)
    spans = [node for node in nodes if isinstance(node, Cell) and (node.colspan > 1 or node.rowspan > 1)]
    wide = source.xpath("//td[@colspan > 1 or @rowspan > 1] | //th[@colspan > 1 or @rowspan > 1]")
    assert len(spans) == len(wide)
    assert _formulas(nodes) == sum(1 for _ in source.iter(MATH))


def _text(node: Any) -> str:
    attrs = getattr(node, "attrs", None)
    values = " ".join([*attrs.values.values(), *attrs.classes]) if attrs else ""
    own = [
        getattr(node, name, None) for name in ("value", "text", "identifier", "number", "href", "description")
    ]
    return " ".join([values, *(word for word in own if isinstance(word, str))])


def _labels(source: Any) -> set[str]:
    """Return the words of labels, which are computed where they can be."""
    return {word for e in source.iter("label", "annex-type") for word in "".join(e.itertext()).split()}


def _formulas(nodes: list[Any]) -> int:
    """Return how many trees of MathML a document holds."""
    count = 0
    for node in nodes:
        attrs = getattr(node, "attrs", None)
        kept = [attrs.values["sts-mathml"]] if attrs and "sts-mathml" in attrs.values else []
        kept += [node.text] if node.kind.startswith("foreign") and node.format == "sts" else []
        for text in kept:
            for tree in from_xml(text) or []:
                count += sum(1 for _ in tree.iter(MATH))
    return count


@needs_samples
@pytest.mark.parametrize("name", ["feature_doc.xml", "tbx-nisosts-0.2.xml", "rice-en.final.sts.xml"])
def test_damaged_samples_never_raise(name: str) -> None:
    data = (SHARED / "samples" / "sts" / name).read_bytes()
    rng = random.Random(name)
    for _ in range(12):
        damaged = bytearray(data)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(damaged))
            if rng.random() < 0.5:
                del damaged[at : at + rng.randint(1, 30)]
            else:
                pieces = [b"<p>", b"</p>", b"<", b"&x;", b"<sec>", b"<td>", b"<a.b>", b"&", b"<!--", b"]]>"]
                damaged[at:at] = rng.choice(pieces)
        document = read_sts(bytes(damaged))
        assert not validate(document)
        write_sts(document)


# --- Files of our own

PUMPS = """<?xml version="1.0" encoding="UTF-8"?>
<standard xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"
    xmlns:tbx="urn:iso:std:iso:30042:ed-1">
<front><std-meta><title-wrap xml:lang="en"><intro>Pumps</intro><main>Flow rate</main>
<full>Pumps — Flow rate</full></title-wrap>
<std-ident><originator>XS</originator><doc-type>standard</doc-type><doc-number>7</doc-number>
<edition>1</edition>
<version>1</version></std-ident><content-language>en</content-language>
<std-ref type="dated">XS 7:2026</std-ref><doc-ref>XS 7</doc-ref><release-date>2026-03-01</release-date>
<comm-ref>XS/TC 1</comm-ref><secretariat>XS</secretariat><ics>23.080</ics></std-meta>
<sec sec-type="foreword" id="sec_foreword"><title>Foreword</title><p>This is the first edition.</p></sec>
</front>
<body><sec id="sec_1" sec-type="scope"><label>1</label><title>Scope</title>
<p>This document covers pumps.</p></sec>
<sec id="sec_2"><label>2</label><title>Flow</title>
<p id="p1">The flow rate <inline-formula><mml:math><mml:msub><mml:mi>q</mml:mi><mml:mn>0</mml:mn></mml:msub>
</mml:math>
</inline-formula> shall be at least 20 l/min, see <xref ref-type="table" rid="tab_1">Table 1</xref> and
<xref ref-type="sec" rid="sec_1">1</xref><list list-type="bullet"><list-item><label>•</label><p>once</p>
</list-item>
</list> and <named-content content-type="place" vocab="towns">Ulm</named-content>.</p>
<table-wrap id="tab_1" position="float"><label>Table 1</label><caption><title>Limits</title></caption>
<table frame="box"><col width="50%"/><col/><thead><tr><th colspan="2" align="center">Head</th></tr></thead>
<tbody><tr><td>a</td><td rowspan="2"><p>b</p></td></tr><tr><td>c</td></tr></tbody></table></table-wrap>
<sec id="sec_2.1"><label>2.7</label><title>Odd number</title><p>Words.</p></sec></sec>
<sec sec-type="terms" id="sec_3"><label>3</label><title>Terms and definitions</title>
<term-sec id="sec_3.1"><label>3.1</label><tbx:termEntry id="term_3.1"><tbx:langSet xml:lang="en">
<tbx:definition>machine that moves liquid</tbx:definition><tbx:tig><tbx:term>pump</tbx:term>
<tbx:partOfSpeech value="noun"/></tbx:tig><tbx:tig><tbx:term>mover</tbx:term><tbx:partOfSpeech value="noun"/>
<tbx:normativeAuthorization value="deprecatedTerm"/></tbx:tig></tbx:langSet></tbx:termEntry></term-sec>
</sec></body>
<back><app-group><app id="sec_A" content-type="normative-annex"><label>Annex A</label>
<annex-type>(normative)</annex-type><title>Test</title><p>Pump it.</p></app></app-group>
<ref-list content-type="bibl"><title>Bibliography</title><ref id="ref_1"><label>[1]</label>
<mixed-citation>Pumps through the ages</mixed-citation></ref></ref-list></back></standard>"""


def test_what_has_a_place_is_in_it() -> None:
    document = read_sts(PUMPS)
    metadata = document.metadata
    assert metadata.identifier == ["XS 7:2026"]
    assert metadata.title == {"en": ["Pumps", "Flow rate"]}
    assert (metadata.language, metadata.issued, metadata.ics) == ("en", "2026-03-01", ["23.080"])
    types = [(getattr(c, "type", "term"), plain_text(c.title)) for c in document.clauses]
    assert types == [
        ("foreword", "Foreword"),
        ("scope", "Scope"),
        ("clause", "Flow"),
        ("terms", "Terms and definitions"),
        ("annex", "Test"),
        ("bibliography", "Bibliography"),
    ]
    entry: Any = find(document, "sec_3.1")
    assert [(plain_text(d.children), d.status) for d in entry.designations] == [
        ("pump", "preferred"),
        ("mover", "deprecated"),
    ]
    table: Any = find(document, "tab_1")
    assert (plain_text(table.caption), table.header_rows, table.number) == ("Limits", 1, None)
    odd: Any = find(document, "sec_2.1")
    assert odd.number == "2.7"
    kinds = {node.kind for node in walk(document)}
    assert {"provision", "math", "cross_reference", "list", "reference_entry"} <= kinds
    assert [node.tex for node in walk(document) if isinstance(node, Math)] == ["q_{0}"]


def test_own_file_comes_back(schema: Any) -> None:
    document = read_sts(PUMPS)
    tree = written(document)
    assert_same(etree.fromstring(PUMPS.encode()), tree)
    assert schema.validate(tree), schema.error_log


def test_a_changed_document_says_what_changed() -> None:
    """What stands in fields of the model is written from there: number, title, TeX."""
    document = read_sts(PUMPS)
    document.metadata.ics[0] = "91.140"
    document.metadata.ccs = ["P 41"]
    math: Any = next(node for node in walk(document) if node.kind == "math")
    math.tex = "Q"
    tree = written(document)
    assert tree.findtext("front/std-meta/ics") == "91.140"
    assert "stdml:ccs" in [element.text for element in tree.iter("meta-name")]
    assert [element.text for element in tree.iter("tex-math")] == ["Q"]
    assert read_sts(etree.tostring(tree)).metadata.ccs == ["P 41"]


ADOPTION = """<adoption xml:lang="de"><adoption-front><std-meta><title-wrap xml:lang="de"><main>Pumpen</main>
<full>Pumpen</full></title-wrap><content-language>de</content-language></std-meta>
<sec sec-type="foreword" id="n"><title>Nationales Vorwort</title><p>National.</p></sec></adoption-front>
<adoption><adoption-front><sec sec-type="foreword" id="r"><title>Europäisches Vorwort</title>
<p>Regional.</p></sec>
</adoption-front><standard><front><sec sec-type="foreword" id="i"><title>Foreword</title>
<p>International.</p></sec>
</front><body><sec id="b"><label>1</label><title>Scope</title><p>Words.</p></sec></body>
<back><app-group><app id="a"><label>Annex A</label><title>Inner</title><p>x</p></app></app-group></back>
</standard>
<back><app-group><app id="za"><label>Annex ZA</label><title>Middle</title><p>y</p></app></app-group></back>
</adoption>
<back><app-group><app id="na"><label>Anhang NA</label><title>Outer</title><p>z</p></app></app-group></back>
</adoption>"""


def test_every_level_of_an_adoption_keeps_its_parts() -> None:
    document = read_sts(ADOPTION)
    assert document.metadata.title == {"de": ["Pumpen"]}
    assert [clause.id for clause in document.clauses] == ["n", "r", "i", "b", "a", "za", "na"]
    for form in (formats.get("xml"), formats.get("markdown")):
        assert form.read is not None and form.write is not None
        again = form.read(form.write(document).data, "-")
        tree = written(again)
        assert_same(etree.fromstring(ADOPTION), tree)
        parents = {e.get("id"): [up.tag for up in e.iterancestors()] for e in tree.iter("app")}
        assert len(parents["a"]) > len(parents["za"]) > len(parents["na"])


# --- Formulas

SUM = "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>"
HALF = "<mfrac><mn>1</mn><mn>2</mn></mfrac>"
FORMULAS = {
    HALF: r"\frac{1}{2}",
    "<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>": r"\sqrt{a+b}",
    "<mroot><mi>a</mi><mn>3</mn></mroot>": r"\sqrt[3]{a}",
    "<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>": "{a+b}^{2}",
    "<msup><mrow><mi>a</mi></mrow><mn>2</mn></msup>": "a^{2}",
    "<msup><msub><mi>a</mi><mn>1</mn></msub><mn>2</mn></msup>": "a_{1}^{2}",
    "<msup><msup><mi>a</mi><mn>1</mn></msup><mn>2</mn></msup>": "{a^{1}}^{2}",
    "<msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup>": "a_{1}^{2}",
    f"<mrow><mo>(</mo>{HALF}<mo>)</mo></mrow>": r"\left( \frac{1}{2}\right)",
    "<mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow>": "(a)",
    "<mfenced open='[' close=']' separators=';'><mi>a</mi><mi>b</mi></mfenced>": r"\left[ a;b\right]",
    f"{SUM}<mi>x</mi>": r"\sum _{i}^{n}x",
    "<munder><mi>lim</mi><mi>n</mi></munder>": r"\lim _{n}",
    "<munder><mi>a</mi><mi>b</mi></munder>": r"\underset{b}{a}",
    "<mover><mi>x</mi><mo>¯</mo></mover>": r"\overline{x}",
    "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd/></mtr></mtable>": (
        r"\begin{matrix}a & b \\ \end{matrix}"
    ),
    "<mmultiscripts><mi>U</mi><none/><mn>2</mn><mprescripts/><mn>92</mn><none/></mmultiscripts>": (
        "{}_{92}U^{2}"
    ),
    "<mi>sin</mi><mi>α</mi><mo>≥</mo><mi mathvariant='bold'>v</mi>": r"\sin \alpha \ge \mathbf{v}",
    "<mtext>50 % of</mtext><mi>max</mi><mi>abc</mi>": r"\text{50 \% of}\max \mathrm{abc}",
    "<menclose notation='box'><mi>a</mi></menclose>": r"\boxed{a}",
}


@pytest.mark.parametrize("mathml", FORMULAS)
def test_mathml_is_shown_as_tex_and_comes_back_as_it_was(mathml: str) -> None:
    space = "http://www.w3.org/1998/Math/MathML"
    formula = f'<inline-formula><math xmlns="{space}">{mathml}</math></inline-formula>'
    data = f"<standard><body><p>{formula} holds</p></body></standard>"
    document = read_sts(data)
    assert [node.tex for node in walk(document) if isinstance(node, Math)] == [FORMULAS[mathml]]
    assert_same(etree.fromstring(data), written(document))


def test_mathml_as_deep_as_a_file_can_be_is_read() -> None:
    deep = "<mrow>" * 240 + "<mi>deepest</mi>" + "</mrow>" * 240
    math = f'<math xmlns="http://www.w3.org/1998/Math/MathML">{deep}</math>'
    document = read_sts(f"<standard><body><p><inline-formula>{math}</inline-formula></p></body></standard>")
    assert "deepest" in "".join(map(_text, walk(document)))


# --- Bad input


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "sts-not-xml", ""),
        (b"hello", "sts-not-xml", "hello"),
        (b"<a><b>word</b></a>", "sts-root", "word"),
        (b"<standard><body><sec><title>T</title><p>Some words", "sts-not-xml", "Some words"),
        (b"<standard><body><p>a <b>b</p></sec><p>c</p></body></standard>", "sts-not-xml", "c"),
        (b"<standard><body><p>one</p></body></standard><p>two</p>", "sts-remainder", "two"),
        (b"<standard><body><p>a &foo; b</p></body></standard>", "sts-unknown-entity", "&foo;"),
        (b"<standard><body><u:x>word</u:x></body></standard>", "sts-kept-as-is", "word"),
        (
            b"<standard><body><p><xref rid='q'>there</xref></p></body></standard>",
            "sts-dangling-reference",
            "there",
        ),
        (b"<standard><body>" + b"<list><list-item>" * 60 + b"<p>deep</p>", "sts-too-deep", "deep"),
    ],
)
def test_bad_input_is_reported_and_kept(data: bytes, name: str, words: str) -> None:
    document = read_sts(data, "bad.xml")
    assert name in [found.name for found in document.diagnostics]
    assert all(found.position.line >= 1 and found.path == "bad.xml" for found in document.diagnostics)
    assert not validate(document)
    assert words in "".join(map(_text, walk(document)))
    write_sts(document)


def test_entities_of_the_tag_set_are_characters_and_nothing_is_loaded() -> None:
    data = (
        b'<!DOCTYPE standard SYSTEM "STS.dtd" [<!ENTITY own "inside"><!ENTITY out SYSTEM "file:///etc/hostname">'
        b'<!ENTITY twice "&own;&own;">]><standard><body><p id="p">a &mdash; &own; &out; &twice;</p></body>'
        b"</standard>"
    )
    document = read_sts(data)
    paragraph: Any = find(document, "p")
    assert plain_text(paragraph) == "a — inside &out; &twice;"
    names = Counter(found.name for found in document.diagnostics)
    assert names == {"sts-entity-declaration": 2, "sts-unknown-entity": 2}


def test_prefixes_that_only_the_dtd_declares_are_understood() -> None:
    document = read_sts('<standard><body><p><ext-link xlink:href="a.org">A</ext-link></p></body></standard>')
    assert [node.href for node in walk(document) if isinstance(node, Link)] == ["a.org"]


@pytest.mark.parametrize("root", ["standard", "adoption"])
def test_a_file_is_known_by_its_content(root: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"<?xml version='1.0'?><!-- <document> --><!DOCTYPE {root} SYSTEM 'x'>\n<{root}/>")
    assert formats.for_reading(path).name == "sts"
    path.write_text('<document xmlns="urn:stdml:1.0"/>')
    assert formats.for_reading(path).name == "xml"
