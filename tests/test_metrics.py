"""The measures of machine-readability, the levels that follow, and requirements in other vocabularies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import stdml
from stdml.cli.metrics import measure
from stdml.model.metadata import Adoption, Metadata
from stdml.semantics.mapping import SMART, to_jsonld, to_triples
from stdml.semantics.measures import Measure
from stdml.semantics.metrics import Metric, Readability
from stdml.semantics.metrics import metrics as metrics_of
from stdml.semantics.provisions import requirements
from stdml.semantics.records import Demand, Indicator
from tests.conftest import examples
from tests.strategies import documents

REPO = Path(__file__).parent.parent
EXAMPLES = sorted((REPO / "examples").glob("*.zh.md"))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def measured(text: str) -> Readability:
    return measure(stdml.loads(text))


def metric(found: Readability, number: int) -> Measure:
    counted = found.metrics[number - 1].measure
    assert counted is not None
    return counted


GOOD = """\
---
title:
  zh: 长椅
language: zh
---

# 要求

## 尺寸

座面高度不应大于450 mm。

## 外观

长椅的表面应无毛刺。

# 试验方法

## 尺寸的测量

用钢卷尺测量座面高度。

## 外观的检查

目视检查。
"""


def test_a_standard_whose_requirements_are_verified() -> None:
    found = measured(GOOD)
    assert (metric(found, 5).good, metric(found, 5).of) == (2, 2)
    assert (metric(found, 4).good, metric(found, 4).of) == (1, 2)
    assert metric(found, 4).evidence == ["1.2 长椅的表面应无毛刺。"]
    assert found.iso_level == 3


def test_a_requirement_without_a_test() -> None:
    found = measured(GOOD.replace("## 外观的检查\n\n目视检查。\n", ""))
    assert (metric(found, 5).good, metric(found, 5).of) == (1, 2)
    assert found.iso_level == 2
    assert [m.number for m in found.metrics if m.level == 3 and not m.passed] == [5]


def test_contradictions_are_found() -> None:
    found = measured(GOOD.replace("450 mm。", "450 mm。\n\n座面高度不应小于500 mm。"))
    assert metric(found, 8).good < metric(found, 8).of
    assert "contradict" in metric(found, 8).evidence[0]


def test_unresolved_references_are_found() -> None:
    found = measured(GOOD.replace("目视检查。", "按[](#nowhere)和GB/T 99999检查。"))
    assert metric(found, 7).good < metric(found, 7).of
    assert {"#nowhere", "GB/T 99999"} <= set(metric(found, 7).evidence)


def test_a_document_without_provisions_has_no_content() -> None:
    found = measured("# Notes\n\nBought milk.\n")
    assert (found.iso_level, found.chinese_level) == (2, 2)
    assert found.metrics[3].shown == "nothing to measure"


def test_what_nobody_measured_is_not_passed() -> None:
    document = stdml.loads(GOOD)
    found = metrics_of(document, requirements(document))
    assert [m.number for m in found.metrics if m.measure is None] == [9, 10]
    assert found.iso_level == 1


@pytest.mark.parametrize(
    ("good", "of", "shown"), [(999, 1000, "0.99"), (1, 1, "1.00"), (1, 8, "0.12"), (0, 3, "0.00")]
)
def test_a_share_is_never_rounded_up_to_a_whole(good: int, of: int, shown: str) -> None:
    from fractions import Fraction

    assert Metric(1, "x", 2, Measure(good, of), Fraction(1)).shown == shown


@examples(0.5)
@given(documents())
def test_any_document_has_measures(document: Any) -> None:
    found = metrics_of(document, requirements(document))
    assert len(found.metrics) == 10
    assert all(m.measure is None or 0 <= m.measure.good <= m.measure.of for m in found.metrics)
    assert 1 <= found.iso_level <= 4
    json.dumps(found.to_dict())


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stdml", "check", "--metrics", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(REPO), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=REPO / "examples" / "water", env=environment
    )


def test_the_command(tmp_path: Path) -> None:
    done = run("local.zh.md", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    [found] = json.loads(done.stdout)
    assert [m["number"] for m in found["metrics"]] == list(range(1, 11))
    assert found["iso_level"] >= 3
    text = run("local.zh.md", "national.zh.md")
    assert text.stdout.count("ISO/IEC 等级") == 2
    assert run("local.zh.md", "--format", "sarif").returncode == 2
    assert run("missing.md").returncode == 2
    empty = run(str(tmp_path), "--format", "json")
    assert (empty.returncode, json.loads(empty.stdout)) == (0, [])


# --- Other vocabularies

DEMAND = Demand(
    id="r1", clause="5.1", modality="requirement", text="氨氮不应大于0.50 mg/L。", subject="补水",
    parameters=[
        Indicator(id="p1", name="氨氮", op="<=", value="0.50", unit="mg/L", written_unit="mg/L"),
        Indicator(name="pH", op="range", lower="6.5", upper="8.5", lower_inclusive=False),
        Indicator(name="防护等级", op=">=", value="IP54", type="composite"),
        Indicator(name="颜色", op="enum", values=["红", "黄"]),
        Indicator(name="电流", op="<=", relative_to="最大电流", factor="2"),
    ],
)  # fmt: skip
METADATA = Metadata(
    identifier=["GB/T 1—2026"],
    title={"zh": ["水质"], "en": ["Water"]},
    adopts=[Adoption(identifier="ISO 1", degree="MOD")],
)


def test_jsonld_has_the_classes_of_smartsdu() -> None:
    others = [
        Demand(id=m, modality=m, text="x")
        for m in ("recommendation", "permission", "possibility", "statement")
    ]
    imperative = Demand(id="i", modality="requirement", strength="imperative", text="Wait.")
    found = to_jsonld([DEMAND, *others, imperative], METADATA)
    assert found["@context"]["smart"] == SMART
    assert [node["@type"] for node in found["@graph"]] == [
        "smart:PublicationDocument", "smart:Requirement", "smart:Recommendation", "smart:Permission",
        "smart:Possibility", "smart:Statement", "smart:Instruction",
    ]  # fmt: skip
    first = found["@graph"][1]["stdml:parameter"]
    assert (first[0]["schema:maxValue"], first[0]["schema:unitCode"]) == ("0.50", "mg/L")
    assert (first[1]["schema:minValue"], first[1]["schema:maxValue"]) == ("6.5", "8.5")
    assert first[2]["stdml:operator"] == ">="


@pytest.mark.parametrize(("form", "key"), [("jsonld", "@graph"), ("triples", "Standard")])
def test_the_command_prints_vocabularies(form: str, key: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPO)}
    command = [sys.executable, "-m", "stdml", "requirements", "examples/water/local.zh.md", "--format", form]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPO, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[key]


def test_triples_of_value_unit_and_operator() -> None:
    found = to_triples([DEMAND], METADATA)["Standard"]
    assert found["Basis"] == {
        "std_id": "GB/T 1—2026-S-1.0.0", "zh": "水质", "en": "Water", "equivalence": 2,
        "adoption_id": "ISO 1",
    }  # fmt: skip
    assert [one["name"] for one in found["object_declaration"]] == ["补水"]
    names = {one["id"]: one["name"] for one in found["attribute_set"]}
    triples = [
        (names[i["attribute"]], i["operator"], i["value"], i.get("unit")) for i in found["object_instance"]
    ]
    assert triples == [
        ("氨氮", "≤", "0.50", "mg/L"), ("pH", ">", "6.5", None), ("pH", "≤", "8.5", None),
        ("防护等级", "≥", "IP54", None), ("颜色", "∈", "红", None), ("颜色", "∈", "黄", None),
        ("电流", "≤", "2 × 最大电流", None),
    ]  # fmt: skip


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_parameter_is_mapped(path: Path) -> None:
    document = stdml.load(path)
    demands = requirements(document)
    graph = to_jsonld(demands, document.metadata)["@graph"]
    mapped = sum(len(node.get("stdml:parameter", ())) for node in graph)
    assert mapped == sum(len(demand.parameters) for demand in demands)
    assert len(graph) == len(demands) + 1
    instances = to_triples(demands, document.metadata)["Standard"]["object_instance"]
    assert all(one["operator"] and one["value"] for one in instances)
