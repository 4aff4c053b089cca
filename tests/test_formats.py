"""Every format: what is written comes back equal or the losses say what does not, and --strict heeds them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import examples
from hypothesis import given
from lxml import etree
from strategies import documents

import stdml
from stdml import app, formats, language, survey
from stdml.cli.main import cli
from stdml.model import Document
from stdml.registry import Format
from stdml.text.understand import understand_document

REPO = Path(__file__).parent.parent
EXAMPLES = sorted(path for path in (REPO / "examples").glob("*.md") if path.name != "README.md")
FORMATS = [form for form in formats.all_formats() if form.write is not None]
TEXTS = [form for form in FORMATS if not form.lists]


def _options(form: Format) -> dict[str, Any]:
    return {"requirements": []} if form.lists else {}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_come_back_or_their_losses_are_said(form: Format, path: Path) -> None:
    document = stdml.load(path)
    written = app.write(document, form, **_options(form))
    assert isinstance(written.data, bytes) == form.binary or not form.binary
    assert written.data
    if form.lossless:
        assert written.losses == []
    if form.read is not None and not written.losses:
        assert form.read(written.data, "-") == document
    assert all(loss.reason and loss.facet for loss in written.losses)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_document_can_be_written(form: Format) -> None:
    @examples(0.1)
    @given(documents())
    def holds(document: Document) -> None:
        understand_document(document)
        before = stdml.dumps(document, "json")
        app.write(document, form, **_options(form))
        assert stdml.dumps(document, "json") == before

    holds()


def test_the_page_of_formats_is_what_happens() -> None:
    assert survey.page() == (REPO / survey.PAGE).read_text(encoding="utf-8")
    assert f" {survey.CHANGED} " not in survey.page()


def _convert(*arguments: str) -> Any:
    try:
        return CliRunner().invoke(cli, ["convert", *arguments])
    finally:
        language.force(None)


@pytest.mark.parametrize("form", TEXTS, ids=lambda form: form.name)
def test_strict_writes_nothing_where_something_would_be_lost(form: Format, tmp_path: Path) -> None:
    source = REPO / "examples" / "cargo-bike-docking.en.md"
    target = tmp_path / f"out{form.suffixes[0]}"
    losses = app.write(stdml.load(source), form).losses
    result = _convert(str(source), "-o", str(target), "--strict")
    assert (result.exit_code, target.exists()) == ((1, False) if losses else (0, True))


# Lists

TERMS = """---
language: zh
identifier: DB31/T 1—2020
title: {zh: 泵}
ics: [23.080]
---
# 规范性引用文件

GB/T 5—2020 泵 通则

# 术语和定义

## 泵 pump

输送流体的机器。

注：不含风机。

## =1+1

坏词。
"""


def test_terms_and_references_as_csv() -> None:
    document = stdml.loads(TERMS)
    text = str(stdml.dumps(document, "csv", requirements=[], table="terms"))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0]["number"] == "2.1" and rows[0]["preferred"].startswith("泵")
    assert rows[0]["definition"] == "输送流体的机器。" and "不含风机" in rows[0]["notes"]
    assert rows[1]["preferred"].startswith("'=")
    text = str(stdml.dumps(document, "csv", requirements=[], table="references"))
    assert "GB/T 5—2020" in text
    with pytest.raises(stdml.InputError):
        stdml.dumps(document, "csv", requirements=[], table="x")


def test_requirements_as_rows() -> None:
    demand = {
        "id": "r",
        "clause": "4",
        "text": "应小。",
        "parameters": [{"op": "<=", "value": "0.50"}, {"op": "<"}],
    }
    text = str(stdml.dumps(stdml.loads(TERMS), "csv", requirements=[demand]))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["id"], row["op"], row["value"]) for row in rows] == [("r", "<=", "0.50"), ("r", "<", "")]


def test_a_workbook_has_a_sheet_for_each_list() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    data = stdml.dumps(stdml.loads(TERMS), "xlsx", requirements=[])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["requirements", "terms", "references"]
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_terms_as_concepts() -> None:
    graph = json.loads(stdml.dumps(stdml.loads(TERMS), "jsonld", requirements=[]))["@graph"]
    concept = next(one for one in graph if one["@type"] == "skos:Concept")
    labels = {(one["@value"], one["@language"]) for one in concept["skos:prefLabel"]}
    assert labels == {("泵", "zh"), ("pump", "en")}
    assert concept["skos:definition"][0]["@value"] == "输送流体的机器。"
    assert graph[0]["dcat:theme"] == ["urn:ics:23.080"]


# Chinese frameworks


def test_gbt37967_has_its_elements() -> None:
    written = app.write(stdml.loads(TERMS), formats.get("gbt37967"))
    root = etree.fromstring(str(written.data).encode())
    space = "{http://www.xmlgb.org/xcontent}"
    assert root.find(f".//{space}gbn").text == "DB31/T 1—2020"
    assert root.find(f".//{space}t_item/{space}t_cn").text == "泵"
    assert root.find(f".//{space}t_item/{space}t_en").text == "pump"


def test_gbt47462_wraps_the_sts() -> None:
    document = stdml.loads(TERMS)
    root = etree.fromstring(str(stdml.dumps(document, "gbt47462")).encode())
    assert [child.tag for child in root] == ["shell", "std-structure", "semantic", "function-units"]
    assert root.find("shell/std-meta/std-id").text == "DB31/T 1—2020"
    assert root.find("std-structure/body/sec") is not None
