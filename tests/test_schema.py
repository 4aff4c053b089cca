"""The schemas follow from the model, accept what it accepts, and refuse what it refuses."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pydantic import ValidationError
from strategies import crowded_documents, documents

from stdml import schema
from stdml.formats.json import read_json, write_json
from stdml.formats.xml import read_xml, write_xml
from stdml.model import Document
from stdml.model.adapter import document_adapter, validate
from stdml.model.kinds import BY_KIND
from stdml.schema import generate

XML = "urn:stdml:1.0"


@cache
def rng() -> Any:
    return etree.RelaxNG(etree.fromstring(schema.load("xml").encode()))


@cache
def xsd() -> Any:
    return etree.XMLSchema(etree.fromstring(schema.load("xsd").encode()))


@cache
def json_schema() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(schema.load("json")))


def errors(document: Document) -> list[str]:
    return [f"{d.code} {d.message}" for d in document.diagnostics if d.severity == "error"]


def test_generated_files_are_up_to_date() -> None:
    assert generate.main(["--check"]) == 0


def test_check_reports_drift(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0


def test_json_schema_is_a_schema_without_a_union_that_branches() -> None:
    from jsonschema import Draft202012Validator

    found = json.loads(schema.load("json"))
    Draft202012Validator.check_schema(found)
    assert "oneOf" not in schema.load("json")
    assert set(BY_KIND) - {"document"} <= set(found["$defs"])


def test_every_kind_and_field_is_documented() -> None:
    definitions = json.loads(schema.load("json"))["$defs"]
    for kind in set(BY_KIND) - {"document"}:
        assert definitions[kind]["description"]
        for name, field in definitions[kind]["properties"].items():
            if name not in ("kind", "id", "attrs", "children"):
                assert field.get("description"), (kind, name)


@given(documents())
def test_generated_documents_are_valid_xml(document: Document) -> None:
    tree = etree.fromstring(write_xml(document).data)
    assert rng().validate(tree), rng().error_log
    assert xsd().validate(tree), xsd().error_log


@examples(0.05)
@given(crowded_documents())
def test_crowded_documents_are_valid_everywhere(document: Document) -> None:
    tree = etree.fromstring(write_xml(document).data)
    assert rng().validate(tree), rng().error_log
    assert xsd().validate(tree), xsd().error_log
    json_schema().validate(json.loads(write_json(document).data))


@examples(0.25)
@given(documents(depth=3))
def test_generated_documents_are_valid_json_and_valid_to_the_model(document: Document) -> None:
    assert validate(document) == []
    json_schema().validate(json.loads(write_json(document).data))


def test_schema_time_is_linear_in_depth() -> None:
    """A oneOf would take 36 times as long for each level; here sixty levels are a matter of a moment."""
    import time

    nested: dict[str, Any] = {"kind": "paragraph"}
    for _ in range(30):
        nested = {"kind": "quotation", "children": [nested, {"kind": "wrong"}]}
    start = time.process_time()
    assert not json_schema().is_valid({"stdml": "1.0", "blocks": [nested]})
    assert time.process_time() - start < 2


# Mutants: each is refused by all or accepted by all.


@st.composite
def xml_mutants(draw: st.DrawFn) -> Any:
    tree = etree.fromstring(write_xml(draw(documents(depth=3))).data)
    elements = list(tree.iter())
    element = draw(st.sampled_from(elements))
    action = draw(
        st.sampled_from(
            ("rename", "drop", "double", "swap", "unset", "set", "invent", "text", "move", "empty")
        )
    )
    names = sorted(kind.replace("_", "-") for kind in BY_KIND if kind != "text")
    extra = [
        "title",
        "caption",
        "notes",
        "tex",
        "symbol",
        "exception",
        "value",
        "metadata",
        "nonsense",
        "extra-text",
    ]
    parent = element.getparent()
    if action == "rename":
        element.tag = f"{{{XML}}}{draw(st.sampled_from([*names, *extra]))}"
    elif action == "empty":
        for child in list(element):
            element.remove(child)
        element.text = None
    elif action == "drop" and parent is not None:
        element.tail = None
        parent.remove(element)
    elif action == "double" and parent is not None:
        parent.insert(parent.index(element), etree.fromstring(etree.tostring(element, with_tail=False)))
    elif action == "swap" and parent is not None:
        element.tail = None
        parent.insert(draw(st.integers(0, len(parent) - 1)), element)
    elif action == "move":
        copy = etree.fromstring(etree.tostring(draw(st.sampled_from(elements)), with_tail=False))
        element.insert(draw(st.integers(0, len(element))), copy)
    elif action == "unset" and element.attrib:
        del element.attrib[draw(st.sampled_from(sorted(element.attrib)))]
    elif action == "set" and element.attrib:
        own = [name for name in sorted(element.attrib) if not name.startswith("{")]
        value = draw(
            st.sampled_from(
                ("", " ", "x", "a b", "0", "-1", "07", " 3 ", "+2", "1.0", "true", "1", "left", "9" * 12)
            )
        )
        if own:
            element.set(draw(st.sampled_from(own)), value)
    elif action == "invent":
        name = draw(
            st.sampled_from(("class", "id", "kind", "start", "label", "target", "nonsense", "language"))
        )
        element.set(name, draw(st.sampled_from(("a", "", "a b", "1", "#"))))
    elif action == "text":
        element.text = (element.text or "") + draw(st.sampled_from(("x", " ", "文")))
    return tree


def cannot_be_said(tree: Any) -> bool:
    """Whether a file breaks a rule that not every schema language can state."""
    for cell in tree.iter(f"{{{XML}}}cell"):
        texts = [cell.text, *(child.tail for child in cell)]
        if len(cell) and any(text and text.strip() for text in texts):
            return True  # XML Schema: mixed content is mixed whatever elements stand in it
    for owner in tree.iter(f"{{{XML}}}extra", f"{{{XML}}}extra-map"):
        keys = [child.get("key") for child in owner]
        if len(set(keys)) < len(keys):
            return True  # RELAX NG: uniqueness
    return False


@given(xml_mutants())
def test_xml_mutants_are_judged_alike(tree: Any) -> None:
    data = etree.tostring(tree)
    fresh = etree.fromstring(data)
    found = errors(read_xml(data))
    verdict = rng().validate(fresh)
    if not cannot_be_said(fresh):
        assert xsd().validate(fresh) == verdict, (xsd().error_log, data)
        assert (not found) == verdict, (found, rng().error_log, data)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(below for key, child in items for below in _paths(child, (*path, key)))]


@st.composite
def json_mutants(draw: st.DrawFn) -> Any:
    root = json.loads(write_json(draw(documents(depth=3))).data)
    path = draw(st.sampled_from([p for p in _paths(root) if p and p != ("kind",)]))
    owner = root
    for step in path[:-1]:
        owner = owner[step]
    wrong = st.sampled_from(
        (None, True, 0, -1, 3, 1.5, "", "x", "a b", "a\nb", "a\n", "\x01", [], {}, [1], ["x"],
         {"kind": "text"}, {"a": "b"},
         {"kind": "paragraph"}, {"classes": ["a"]}, {"classes": []}, {"values": {"a b": "c"}}, 10**12)
    )  # fmt: skip
    action = draw(st.sampled_from(("set", "set", "drop", "rename", "add", "double")))
    if action == "drop":
        del owner[path[-1]]
    elif action == "double" and isinstance(owner, list):
        owner.append(owner[path[-1]])
    elif action == "rename" and isinstance(owner, dict):
        owner[draw(st.sampled_from(("children", "id", "nonsense", "items", "kind", "blocks")))] = owner.pop(
            path[-1]
        )
    elif action == "add" and isinstance(owner, dict):
        owner[draw(st.sampled_from(("children", "id", "attrs", "number", "nonsense", "title")))] = draw(wrong)
    else:
        owner[path[-1]] = draw(wrong)
    return root


@examples(0.6)
@given(json_mutants())
def test_json_mutants_are_judged_alike(root: Any) -> None:
    text = json.dumps(root)
    verdict = json_schema().is_valid(root)
    found = errors(read_json(text))
    assert (not found) == verdict, (found, list(json_schema().iter_errors(root)))
    without = {key: value for key, value in root.items() if key != "stdml"}
    try:
        document_adapter().validate_json(json.dumps(without), strict=True)
        accepted = isinstance(root.get("stdml"), str)
    except ValidationError:
        accepted = False
    if "stdml" not in root or root["stdml"] == "1.0":
        assert accepted == verdict
