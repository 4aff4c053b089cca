"""ReqIF: files come back the same in everything they say, and our own documents become valid files."""

from __future__ import annotations

import base64
import copy
import io
import os
import random
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from strategies import crowded_documents, documents, normal

import stdml
from stdml import formats
from stdml.formats import reqif
from stdml.formats._reqif import archive, names, xhtml
from stdml.formats.reqif import read_reqif, write_reqif
from stdml.formats.reqifz import read_reqifz, write_reqifz
from stdml.model import Clause, Document, Image, Paragraph, Requirement, Text, find, walk
from stdml.model.adapter import validate
from stdml.text.understand import understand_document

REPO = Path(__file__).parents[1]
SHARED = REPO.parent / "shared"
SAMPLES = sorted(SHARED.glob("samples/reqif/*.reqif"))
SCHEMA = SHARED / "schemas" / "reqif"
EXAMPLES = sorted((REPO / "examples").glob("*.md"))
Q = names.Q

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<REQ-IF xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd" xmlns:h="http://www.w3.org/1999/xhtml">
  <THE-HEADER><REQ-IF-HEADER IDENTIFIER="h1"><COMMENT>by hand
twice</COMMENT><CREATION-TIME>2026-01-02T03:04:05Z</CREATION-TIME><REQ-IF-TOOL-ID>x</REQ-IF-TOOL-ID>
  <REQ-IF-VERSION>1.0</REQ-IF-VERSION><SOURCE-TOOL-ID>x</SOURCE-TOOL-ID><TITLE>Pumps</TITLE></REQ-IF-HEADER></THE-HEADER>
  <CORE-CONTENT><REQ-IF-CONTENT>
    <DATATYPES>
      <DATATYPE-DEFINITION-STRING IDENTIFIER="dS" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="S" MAX-LENGTH="99"/>
      <DATATYPE-DEFINITION-XHTML IDENTIFIER="dX" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="X"/>
      <DATATYPE-DEFINITION-INTEGER IDENTIFIER="dI" LAST-CHANGE="2026-01-02T03:04:05Z" MAX="9" MIN="0"/>
      <DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="dE" LAST-CHANGE="2026-01-02T03:04:05Z"><SPECIFIED-VALUES>
        <ENUM-VALUE IDENTIFIER="e1" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="low"><PROPERTIES><EMBEDDED-VALUE KEY="1" OTHER-CONTENT=""/></PROPERTIES></ENUM-VALUE>
        <ENUM-VALUE IDENTIFIER="e2" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="high"><PROPERTIES><EMBEDDED-VALUE KEY="2" OTHER-CONTENT=""/></PROPERTIES></ENUM-VALUE>
        <ENUM-VALUE IDENTIFIER="e3" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="high"><PROPERTIES><EMBEDDED-VALUE KEY="3" OTHER-CONTENT=""/></PROPERTIES></ENUM-VALUE>
      </SPECIFIED-VALUES></DATATYPE-DEFINITION-ENUMERATION>
    </DATATYPES>
    <SPEC-TYPES>
      <SPEC-OBJECT-TYPE IDENTIFIER="tO" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="Requirement"><SPEC-ATTRIBUTES>
        <ATTRIBUTE-DEFINITION-XHTML IDENTIFIER="aC" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="ReqIF.ChapterName"><TYPE><DATATYPE-DEFINITION-XHTML-REF>dX</DATATYPE-DEFINITION-XHTML-REF></TYPE></ATTRIBUTE-DEFINITION-XHTML>
        <ATTRIBUTE-DEFINITION-XHTML IDENTIFIER="aT" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="ReqIF.Text"><TYPE><DATATYPE-DEFINITION-XHTML-REF>dX</DATATYPE-DEFINITION-XHTML-REF></TYPE></ATTRIBUTE-DEFINITION-XHTML>
        <ATTRIBUTE-DEFINITION-XHTML IDENTIFIER="aR" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="Rationale"><TYPE><DATATYPE-DEFINITION-XHTML-REF>dX</DATATYPE-DEFINITION-XHTML-REF></TYPE></ATTRIBUTE-DEFINITION-XHTML>
        <ATTRIBUTE-DEFINITION-STRING IDENTIFIER="aS" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="Owner"><TYPE><DATATYPE-DEFINITION-STRING-REF>dS</DATATYPE-DEFINITION-STRING-REF></TYPE></ATTRIBUTE-DEFINITION-STRING>
        <ATTRIBUTE-DEFINITION-STRING IDENTIFIER="aS2" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="Owner"><TYPE><DATATYPE-DEFINITION-STRING-REF>dS</DATATYPE-DEFINITION-STRING-REF></TYPE></ATTRIBUTE-DEFINITION-STRING>
        <ATTRIBUTE-DEFINITION-INTEGER IDENTIFIER="aI" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="Weight"><TYPE><DATATYPE-DEFINITION-INTEGER-REF>dI</DATATYPE-DEFINITION-INTEGER-REF></TYPE></ATTRIBUTE-DEFINITION-INTEGER>
        <ATTRIBUTE-DEFINITION-ENUMERATION IDENTIFIER="aE" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="Priority" MULTI-VALUED="true"><TYPE><DATATYPE-DEFINITION-ENUMERATION-REF>dE</DATATYPE-DEFINITION-ENUMERATION-REF></TYPE></ATTRIBUTE-DEFINITION-ENUMERATION>
      </SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE>
      <SPEC-RELATION-TYPE IDENTIFIER="tR" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="refines"/>
      <SPECIFICATION-TYPE IDENTIFIER="tS" LAST-CHANGE="2026-01-02T03:04:05Z"/>
    </SPEC-TYPES>
    <SPEC-OBJECTS>
      <SPEC-OBJECT IDENTIFIER="o1" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="First"><VALUES>
        <ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>aC</ATTRIBUTE-DEFINITION-XHTML-REF></DEFINITION><THE-VALUE><h:div>Flow <h:em>rate</h:em></h:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>
        <ATTRIBUTE-VALUE-ENUMERATION><DEFINITION><ATTRIBUTE-DEFINITION-ENUMERATION-REF>aE</ATTRIBUTE-DEFINITION-ENUMERATION-REF></DEFINITION><VALUES><ENUM-VALUE-REF>e1</ENUM-VALUE-REF><ENUM-VALUE-REF>e3</ENUM-VALUE-REF></VALUES></ATTRIBUTE-VALUE-ENUMERATION>
      </VALUES><TYPE><SPEC-OBJECT-TYPE-REF>tO</SPEC-OBJECT-TYPE-REF></TYPE></SPEC-OBJECT>
      <SPEC-OBJECT IDENTIFIER="o2" LAST-CHANGE="2026-01-02T03:04:05Z"><ALTERNATIVE-ID><ALTERNATIVE-ID IDENTIFIER="alt"/></ALTERNATIVE-ID><VALUES>
        <ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>aT</ATTRIBUTE-DEFINITION-XHTML-REF></DEFINITION><THE-VALUE><h:div><h:p style="">The flow rate shall be 3 m<h:sup>3</h:sup>/h.</h:p><h:ul><h:li>a <h:span style="color:red">b</h:span></h:li></h:ul><h:p><h:object data="files/a.png" type="image/png">a picture</h:object></h:p></h:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>
        <ATTRIBUTE-VALUE-XHTML><DEFINITION><ATTRIBUTE-DEFINITION-XHTML-REF>aR</ATTRIBUTE-DEFINITION-XHTML-REF></DEFINITION><THE-VALUE><h:div><h:table><h:tr><h:td>x
y</h:td></h:tr></h:table></h:div></THE-VALUE></ATTRIBUTE-VALUE-XHTML>
        <ATTRIBUTE-VALUE-STRING THE-VALUE="ann = | bob"><DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>aS</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>
        <ATTRIBUTE-VALUE-STRING THE-VALUE="two&#10;lines"><DEFINITION><ATTRIBUTE-DEFINITION-STRING-REF>aS2</ATTRIBUTE-DEFINITION-STRING-REF></DEFINITION></ATTRIBUTE-VALUE-STRING>
        <ATTRIBUTE-VALUE-INTEGER THE-VALUE="007"><DEFINITION><ATTRIBUTE-DEFINITION-INTEGER-REF>aI</ATTRIBUTE-DEFINITION-INTEGER-REF></DEFINITION></ATTRIBUTE-VALUE-INTEGER>
      </VALUES><TYPE><SPEC-OBJECT-TYPE-REF>tO</SPEC-OBJECT-TYPE-REF></TYPE></SPEC-OBJECT>
      <SPEC-OBJECT IDENTIFIER="o3" LAST-CHANGE="2026-01-02T03:04:05Z"><TYPE><SPEC-OBJECT-TYPE-REF>tO</SPEC-OBJECT-TYPE-REF></TYPE></SPEC-OBJECT>
    </SPEC-OBJECTS>
    <SPEC-RELATIONS>
      <SPEC-RELATION IDENTIFIER="r1" LAST-CHANGE="2026-01-02T03:04:05Z"><TARGET><SPEC-OBJECT-REF>o1</SPEC-OBJECT-REF></TARGET><SOURCE><SPEC-OBJECT-REF>o2</SPEC-OBJECT-REF></SOURCE><TYPE><SPEC-RELATION-TYPE-REF>tR</SPEC-RELATION-TYPE-REF></TYPE></SPEC-RELATION>
    </SPEC-RELATIONS>
    <SPECIFICATIONS>
      <SPECIFICATION IDENTIFIER="s1" LAST-CHANGE="2026-01-02T03:04:05Z" LONG-NAME="All pumps"><TYPE><SPECIFICATION-TYPE-REF>tS</SPECIFICATION-TYPE-REF></TYPE><CHILDREN>
        <SPEC-HIERARCHY IDENTIFIER="p1" LAST-CHANGE="2026-01-02T03:04:05Z"><CHILDREN>
          <SPEC-HIERARCHY IDENTIFIER="p2" LAST-CHANGE="2026-01-02T03:04:05Z" IS-EDITABLE="false"><OBJECT><SPEC-OBJECT-REF>o2</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY>
        </CHILDREN><OBJECT><SPEC-OBJECT-REF>o1</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY>
        <SPEC-HIERARCHY IDENTIFIER="p3" LAST-CHANGE="2026-01-02T03:04:05Z"><OBJECT><SPEC-OBJECT-REF>o2</SPEC-OBJECT-REF></OBJECT></SPEC-HIERARCHY>
      </CHILDREN></SPECIFICATION>
    </SPECIFICATIONS>
  </REQ-IF-CONTENT></CORE-CONTENT>
  <TOOL-EXTENSIONS><REQ-IF-TOOL-EXTENSION><x:any xmlns:x="http://example.org/x" a="1">kept</x:any></REQ-IF-TOOL-EXTENSION></TOOL-EXTENSIONS>
</REQ-IF>
"""  # noqa: E501
PICTURE = b"\x89PNG\r\n\x1a\nnot really"


# --- What two files must have in common


def plain(element: Any, rich: bool = False) -> Any:
    rich = rich or not element.tag.startswith(Q)
    return (
        element.tag,
        sorted(element.attrib.items()),
        (element.text or "") if rich else (element.text or "").strip(),
        [
            (plain(child, rich), (child.tail or "") if rich else "")
            for child in element
            if isinstance(child.tag, str)
        ],
    )


def thing(element: Any) -> Any:
    """An element whose members stand in any order (xsd:all), without what is below it in the hierarchy."""
    values = element.find(Q + "VALUES")
    others = [child for child in element if child.tag not in (Q + "VALUES", Q + "CHILDREN")]
    return (
        sorted(element.attrib.items()),
        sorted((plain(value) for value in values), key=repr) if values is not None else [],
        sorted((plain(child) for child in others if isinstance(child.tag, str)), key=repr),
    )


def tree(element: Any) -> Any:
    children = element.find(Q + "CHILDREN")
    return thing(element), [tree(child) for child in children] if children is not None else []


def content(data: bytes | str) -> dict[str, Any]:
    """What a file says."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    root = etree.fromstring(data.encode() if isinstance(data, str) else data, parser)
    core = root.find(f"{Q}CORE-CONTENT/{Q}REQ-IF-CONTENT")
    parts = {child.tag.removeprefix(Q): list(child) for child in core}
    return {
        "header": plain(root.find(Q + "THE-HEADER")),
        "types": [plain(one) for name in ("DATATYPES", "SPEC-TYPES") for one in parts.get(name, ())],
        "objects": {one.get("IDENTIFIER"): thing(one) for one in parts.get("SPEC-OBJECTS", ())},
        "relations": {one.get("IDENTIFIER"): thing(one) for one in parts.get("SPEC-RELATIONS", ())},
        "specifications": [tree(one) for one in parts.get("SPECIFICATIONS", ())],
        "groups": [plain(one) for one in parts.get("SPEC-RELATION-GROUPS", ())],
        "extensions": [plain(one) for one in root.findall(Q + "TOOL-EXTENSIONS")],
    }


@cache
def schema() -> Any:
    if not SCHEMA.exists():
        pytest.skip("the ReqIF schema is not there")

    class Local(etree.Resolver):
        def resolve(self, url: str, public: str, context: Any) -> Any:
            return self.resolve_filename(str(SCHEMA / url.rsplit("/", 1)[-1]), context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(str(SCHEMA / "reqif.xsd"), parser))


def errors(data: str) -> list[str]:
    validator = schema()
    validator.validate(etree.fromstring(data.encode()))
    return [f"{entry.line}: {entry.message}" for entry in validator.error_log]


def written(document: Document) -> str:
    result = write_reqif(document)
    assert result.losses == []
    return str(result.data)


def understood(document: Document) -> Document:
    made = copy.deepcopy(document)
    understand_document(made)
    return made


@pytest.mark.parametrize("path", SAMPLES or [None], ids=lambda path: path.name if path else "none")
def test_samples_come_back(path: Path | None) -> None:
    if path is None:
        pytest.skip("the ReqIF samples are not there")
    data = path.read_bytes()
    document = read_reqif(data)
    assert validate(document) == []
    text = written(document)
    assert content(text) == content(data)
    assert errors(text) == []
    for format in ("markdown", "xml", "json"):
        through = stdml.loads(stdml.dumps(document, format), format)
        assert through == document
        assert written(through) == text
    assert written(read_reqif(text)) == text


@pytest.mark.parametrize("format", [None, "markdown", "xml", "json"])
def test_everything_comes_back(format: str | None) -> None:
    document = read_reqif(FILE)
    assert document.diagnostics == []
    assert validate(document) == []
    if format:
        document = stdml.loads(stdml.dumps(document, format), format)
    assert content(written(document)) == content(FILE)
    assert errors(written(document)) == []


def test_what_a_file_becomes() -> None:
    document = read_reqif(FILE)
    assert document.metadata.title == {"en": ["Pumps"]}
    specification = document.clauses[0]
    assert isinstance(specification, Clause)
    assert specification.title == [Text("All pumps")]
    chapter = find(document, "o1")
    assert isinstance(chapter, Clause)
    assert chapter.attrs is not None
    assert chapter.attrs.values["reqif.value.1"] == "Priority=low | #e3"
    requirement = find(document, "o2")
    assert isinstance(requirement, Requirement)
    assert requirement in chapter.blocks
    assert requirement.relations == ["relation o1"]
    assert isinstance(requirement.children[0], Paragraph)
    assert find(document, "o3") is not None
    assert document.clauses[-1].attrs.classes == [names.UNPLACED]  # type: ignore[union-attr]


# --- Archives


def packed(files: dict[str, bytes], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compress) as held:
        for name, data in files.items():
            held.writestr(name, data)
    return buffer.getvalue()


def test_archives_come_back() -> None:
    files = {"pumps.reqif": FILE.encode(), "files/a.png": PICTURE, "files/other.bin": b"\0\1"}
    document = read_reqifz(packed(files))
    assert document.diagnostics == []
    picture = next(node for node in walk(document) if isinstance(node, Image))
    assert picture.src == "data:image/png;base64," + base64.b64encode(PICTURE).decode()
    for through in (document, stdml.loads(stdml.dumps(document, "markdown"))):
        result = write_reqifz(through)
        assert result.losses == []
        held = archive.unpack(result.data)  # type: ignore[arg-type]
        assert held.found == []
        assert {key: value for key, value in held.files.items() if key != "pumps.reqif"} == {
            key: value for key, value in files.items() if key != "pumps.reqif"
        }
        assert content(held.files["pumps.reqif"]) == content(FILE)
        assert write_reqifz(through).data == result.data
    assert [loss.facet for loss in write_reqif(document).losses] == ["files/other.bin", "files/a.png"]


def test_dangerous_archives_are_refused() -> None:
    bomb = packed({"a.reqif": FILE.encode(), "b.bin": b"\0" * (64 * 1024 * 1024)})
    cases = {
        packed({"a.reqif": FILE.encode(), "../x.png": b"x"}): "STD-Q007",
        packed({"a.reqif": FILE.encode(), "/etc/x.png": b"x"}): "STD-Q007",
        packed({"a.reqif": FILE.encode(), "c:x.png": b"x"}): "STD-Q007",
        bomb: "STD-Q007",
        packed({"x.txt": b"x"}): "STD-Q006",
        b"PK\x03\x04nothing": "STD-Q006",
    }
    for data, code in cases.items():
        document = read_reqifz(data)
        assert [found.code for found in document.diagnostics] == [code]
        assert validate(document) == []
    many = packed(
        {"a.reqif": FILE.encode(), **{f"{index}.png": b"" for index in range(archive.MAX_MEMBERS + 5)}}
    )
    assert {found.code for found in read_reqifz(many).diagnostics} == {"STD-Q007"}


# --- Bad input


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "STD-Q001"),
        ("<REQ-IF>", "STD-Q001"),
        ("<html/>", "STD-Q002"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><REQ-IF>&x;</REQ-IF>', "STD-Q003"),
        (FILE.replace("o2</SPEC-OBJECT-REF></OBJECT>", "zz</SPEC-OBJECT-REF></OBJECT>"), "STD-Q004"),
        (FILE.replace('IDENTIFIER="o3"', 'IDENTIFIER="o1"'), "STD-Q009"),
    ],
)  # fmt: skip
def test_bad_input_is_a_diagnostic(data: str, code: str) -> None:
    document = read_reqif(data)
    assert code in [found.code for found in document.diagnostics]
    assert validate(document) == []
    write_reqif(document)


def test_what_does_not_fit_comes_back_too() -> None:
    for old, new in (
        ("<SPEC-OBJECT-REF>o2</SPEC-OBJECT-REF></OBJECT>", "<SPEC-OBJECT-REF>zz</SPEC-OBJECT-REF></OBJECT>"),
        ("<SPEC-OBJECT-REF>o1</SPEC-OBJECT-REF></TARGET>", "<SPEC-OBJECT-REF>zz</SPEC-OBJECT-REF></TARGET>"),
        (">aT<", ">unknown<"),
        (">e3<", ">unknown<"),
        ("<h:em>rate</h:em>", "\n<h:table/>"),
        ('THE-VALUE="007"', ""),
    ):
        text = FILE.replace(old, new)
        assert text != FILE
        document = read_reqif(text)
        again = content(written(document))
        wanted = content(text)
        assert again == wanted


def test_mutants_do_no_harm() -> None:
    chance = random.Random(7)
    seeds = [FILE.encode(), *(path.read_bytes()[:60000] for path in SAMPLES[:1])]
    for _ in range(150):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 30)] = bytes(
                chance.choices(b'<>/"= aR&;\xff', k=chance.randint(0, 5))
            )
        document = read_reqif(bytes(data))
        assert validate(document) == []
        write_reqif(document)


def test_diagnostics_have_a_place() -> None:
    text = FILE.replace(
        "<SPEC-OBJECT-REF>o1</SPEC-OBJECT-REF></TARGET>", "<SPEC-OBJECT-REF>zz</SPEC-OBJECT-REF></TARGET>"
    )
    found = read_reqif(text, "x.reqif").diagnostics[0]
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "zz" in line)
    assert (found.path, found.position.line) == ("x.reqif", line)


# --- XHTML

_xhtml = st.recursive(
    st.sampled_from(("a", " b ", "", "x\ny", "<br/>", "应", '<a href="u">l</a>', "<code>c</code>", "<hr/>")),
    lambda inner: st.tuples(
        st.sampled_from(("p", "em", "b", "span", "ul", "li", "table", 'p style="s"', "div", 'span class=""')),
        st.lists(inner, max_size=3),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=6,
)


@given(st.lists(_xhtml, max_size=3))
def test_xhtml_comes_back(parts: list[str]) -> None:
    root = etree.fromstring(f'<div xmlns="{xhtml.XHTML}">{"".join(parts)}</div>')
    blocks, shape = xhtml.read(root)
    assert xhtml.same(xhtml.write(blocks, shape), root)
    assert validate(Document(blocks=blocks)) == []


# --- Own documents


@given(documents())
def test_own_documents_come_back(document: Document) -> None:
    document = understood(normal(document))
    result = write_reqif(document)
    again = read_reqif(result.data)
    assert result.losses == []
    assert again.diagnostics == []
    assert again == document


@examples(0.05)
@given(crowded_documents())
def test_own_documents_are_valid(document: Document) -> None:
    result = write_reqif(document)
    assert read_reqif(result.data) == understood(document)
    assert errors(str(result.data)) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    document = stdml.load(path)
    text = written(document)
    assert errors(text) == []
    assert read_reqif(text) == document
    assert written(document) == text


def test_what_others_added_to_our_file_is_kept() -> None:
    draft = (
        '# Requirements {#req}\n\nIt shall work.\n\n::: requirement {#r relations="refines req"}\nA.\n:::\n'
    )
    text = written(stdml.loads(draft))
    objects = list(content(text)["objects"])
    assert len(content(text)["relations"]) == 1
    relation = (
        '<SPEC-RELATION IDENTIFIER="added" LAST-CHANGE="2026-01-02T03:04:05Z">'
        f"<TARGET><SPEC-OBJECT-REF>{objects[0]}</SPEC-OBJECT-REF></TARGET>"
        f"<SOURCE><SPEC-OBJECT-REF>{objects[1]}</SPEC-OBJECT-REF></SOURCE></SPEC-RELATION></SPEC-RELATIONS>"
    )
    changed = text.replace("</SPEC-RELATIONS>", relation)
    assert content(written(read_reqif(changed))) == content(changed)
    reworded = read_reqif(text.replace("It shall work.", "It shall run."))
    assert "It shall run." in str(stdml.dumps(reworded, "markdown"))
    assert find(reworded, "req") is not None


def test_identifiers_are_stable() -> None:
    before = stdml.loads("# Scope {#scope}\n\nText.\n\n# Requirements {#req}\n\nIt shall work.\n")
    after = stdml.loads("# New\n\n# Scope {#scope}\n\nText.\n\n# Requirements {#req}\n\nIt shall work.\n")
    assert '"_' in written(before)
    of_both = [content(written(one))["objects"].keys() for one in (before, after)]
    assert len(of_both[0] & of_both[1]) >= 2


# Packages of others are read by in a process of their own; they may be installed for another interpreter.
STRANGERS = os.environ.get("STDML_STRANGERS", sys.executable)


def stranger(module: str, *arguments: str) -> str:
    """Run a module or a program (-c) with the interpreter that has it; skip where none has."""
    found = subprocess.run([STRANGERS, "-c", f"import {module}"], capture_output=True, check=False)
    if found.returncode:
        pytest.skip(f"the package {module} is not installed")
    return subprocess.run([STRANGERS, *arguments], capture_output=True, text=True, check=True).stdout


def strange_files(folder: Path) -> list[Path]:
    """Return files that were written from examples, from samples and from the file above."""
    found = []
    for index, source in enumerate([*EXAMPLES[:3], FILE, *SAMPLES]):
        document = stdml.load(source) if isinstance(source, Path) else read_reqif(source)
        path = folder / f"{index}.reqif"
        path.write_text(written(document), encoding="utf-8")
        found.append(path)
    return found


def test_the_package_reqif_reads_it(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom reqif.parser import ReqIFParser\nfor path in sys.argv[1:]:\n"
        "    bundle = ReqIFParser.parse(path)\n    assert not bundle.exceptions, bundle.exceptions\n"
        "    print(len(bundle.core_content.req_if_content.spec_objects or []))"
    )
    paths = strange_files(tmp_path)
    counts = stranger("reqif", "-c", code, *map(str, paths)).split()
    assert [int(count) for count in counts] == [len(content(path.read_bytes())["objects"]) for path in paths]


def test_strictdoc_reads_it(tmp_path: Path) -> None:
    for index, path in enumerate(strange_files(tmp_path)[:2]):
        target = tmp_path / f"sdoc{index}"
        stranger(
            "strictdoc",
            "-m",
            "strictdoc.cli.main",
            "convert",
            "--output-format",
            "sdoc",
            str(path),
            str(target),
        )
        assert any(made.stat().st_size for made in target.rglob("*.sdoc"))


def test_files_are_known_by_their_names_and_content(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(FILE, encoding="utf-8")
    assert formats.for_reading(path) is reqif.FORMAT
    assert formats.for_path("x.reqif") is reqif.FORMAT
    assert formats.for_path("x.reqifz").name == "reqifz"
