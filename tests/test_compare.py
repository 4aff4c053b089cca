"""Two standards side by side: stricter, equal, looser, different, not comparable, and why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdml.errors import InputError
from stdml.report.comparison import FORMS, render
from stdml.semantics.align import align, entries, read_pairs
from stdml.semantics.compare import OUTCOMES, Comparison, compare, judge, totals
from stdml.semantics.decide import decide
from stdml.semantics.limits_of import limit_of
from stdml.semantics.names import Synonyms
from stdml.semantics.records import Demand, Indicator
from stdml.semantics.results import Result


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def demand(*parameters: Indicator, **facets: Any) -> Demand:
    given: dict[str, Any] = {"clause": "5.1", "modality": "requirement", **facets}
    return Demand(**given, parameters=list(parameters))


def limit(value: str, unit: str = "mg/L", op: Any = "<=", **facets: Any) -> Indicator:
    return Indicator(**{"name": "氨氮", "op": op, "value": value, "written_unit": unit, **facets})


def one(a: Indicator, b: Indicator, facets: Any = None, others: Any = None, **options: Any) -> Comparison:
    found = compare([demand(a, **(facets or {}))], [demand(b, **(others or {}))], **options)
    assert len(found) == 1, [f.to_dict() for f in found]
    return found[0]


def tolerance(nominal: str, plus: str, unit: str = "V") -> Indicator:
    return Indicator(
        name="氨氮", op="tolerance", nominal=nominal, tol_plus=plus, tol_minus=plus, written_unit=unit
    )


def between(lower: str, upper: str, unit: str = "mg/L", **facets: Any) -> Indicator:
    return Indicator(name="氨氮", op="range", lower=lower, upper=upper, written_unit=unit, **facets)


def words(op: Any, value: str | None = None, **facets: Any) -> Indicator:
    return Indicator(**{"name": "氨氮", "op": op, "value": value, **facets})


def source(reference: str) -> Indicator:
    return words("reference", reference=reference)


def multiple(factor: str, base: str) -> Indicator:
    return words("<=", relative_to=base, factor=factor)


# a, b, verdict, words of the reason
CASES = [
    (limit("0.5"), limit("1.0"), "stricter", "≤ 0.5 mg/L is stricter than ≤ 1.0 mg/L: (−∞, 0.5] ⊂ (−∞, 1]"),
    (limit("1.0"), limit("0.5"), "looser", "⊃"),
    (limit("0.50"), limit("0.5"), "equal", "written digits differ"),
    (limit("0.5"), limit("500", "μg/L"), "equal", "500 μg/L = (−∞, 0.5] mg/L"),
    (limit("0.4"), limit("0.0005", "g/L"), "stricter", "0.5] mg/L"),
    (limit("5", op=">="), limit("4", op=">="), "stricter", "[5, ∞) ⊂ [4, ∞)"),
    (limit("5", op=">"), limit("5", op=">="), "stricter", "(5, ∞) ⊂ [5, ∞)"),
    (limit("5"), limit("5", op="<"), "looser", "⊃"),
    (between("6.5", "8.5"), between("6", "9"), "stricter", "[6.5, 8.5] ⊂ [6, 9]"),
    (between("6.5", "8.5"), between("6", "8"), "different", "overlap"),
    (between("1", "2"), between("3", "4"), "different", "no conforming value"),
    (limit("8"), between("6", "9"), "different", "overlap"),
    (tolerance("230", "5 %"), tolerance("230", "10 %"), "stricter", "[218.5, 241.5] ⊂ [207, 253]"),
    (tolerance("230", "10 %"), between("207", "253", "V"), "equal", "253"),
    (limit("0.5"), limit("5", "m"), "not-comparable", "units"),
    (limit("0.5"), words("exists"), "not-comparable", "kinds"),
    (words(">=", "IP55"), words(">=", "IP54"), "stricter", "IP55"),
    (words(">=", "IP63"), words(">=", "IP54"), "different", "overlap"),
    (words(">=", "2级"), words(">=", "1级"), "not-comparable", "not known"),
    (words("enum", values=["红", "黄"]), words("enum", values=["红", "黄", "绿"]), "stricter", "红"),
    (words("exists"), words("exists"), "equal", "present"),
    (words("exists"), words("not-exists"), "different", "must not"),
    (words("not-detected"), words("not-detected"), "equal", "neither"),
    (words("not-detected", "0.01", written_unit="mg/L"), words("not-detected", "0.02", written_unit="mg/L"),
     "stricter", "0.01"),
    (words("not-detected"), limit("0.5"), "not-comparable", "kinds"),
    (source("GB/T 1 中 5.3"), source("GB/T 1中5.3"), "equal", "both"),
    (source("GB/T 1"), source("GB/T 2"), "not-comparable", "differ"),
    (source("表 1"), source("表 1"), "not-comparable", "differ"),
    (words("<=", "1", statistic="平均值"), words("<=", "1"), "not-comparable", "statistics"),
    (words("<=", "1", statistic="each"), words("<=", "1"), "equal", "1"),
    (multiple("2", "最大电流"), multiple("3", "最大电流"), "stricter", "2"),
    (multiple("2", "最大电流"), multiple("2", "平均电流"), "not-comparable", "reference quantities"),
    (words("<=", "适量"), limit("1"), "not-comparable", ""),
    (limit("1", condition="雨季"), limit("1", condition="旱季"), "not-comparable", "雨季"),
    (limit("1", reference_conditions="20 ℃"), limit("1", reference_conditions="25 ℃"), "not-comparable",
     "25 ℃"),
    (limit("1", subject="出水"), limit("1", subject="进水"), "not-comparable", "subjects"),
    (limit("10", "%"), limit("0.1", ""), "equal", "10 %"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "verdict", "reason"), CASES)
def test_compared(a: Indicator, b: Indicator, verdict: str, reason: str) -> None:
    found = one(a, b)
    assert found.verdict == verdict, found.reason
    assert reason in found.reason


OPPOSITE = {"stricter": "looser", "looser": "stricter", "only-in-a": "only-in-b", "only-in-b": "only-in-a"}


@pytest.mark.parametrize(("a", "b", "verdict", "reason"), CASES)
def test_seen_from_the_other_side(a: Indicator, b: Indicator, verdict: str, reason: str) -> None:
    assert one(b, a).verdict == OPPOSITE.get(verdict, verdict)


def test_modality_is_noted() -> None:
    found = one(limit("0.4"), limit("0.5"), {"modality": "recommendation"})
    assert (found.verdict, "A recommends, B requires" in found.reason) == ("stricter", True)
    found = one(limit("0.4"), limit("0.5"), {"modality": "permission"})
    assert (found.verdict, "permission" in found.reason) == ("not-comparable", True)


def test_rounded_values_widen_a_limit() -> None:
    assert one(limit("0.5"), limit("0.5"), {"decision": "rounded"}).verdict == "looser"
    assert one(limit("0.5", op="<"), limit("0.5", op="<"), {"decision": "修约值比较法"}).verdict == "stricter"


def test_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert one(limit("0.5"), limit("1.0")).reason == "≤ 0.5 mg/L 严于 ≤ 1.0 mg/L：(−∞, 0.5] ⊂ (−∞, 1]"


# --- Laws

numbers = st.integers(-50, 50).map(str)
indicators = st.one_of(
    st.builds(lambda v, op, unit: limit(v, unit, op), numbers, st.sampled_from(["<=", "<", ">=", ">", "=="]),
              st.sampled_from(["mg/L", "g/L", "μg/L"])),
    st.builds(lambda ends, low, high: between(*map(str, ends), lower_inclusive=low, upper_inclusive=high),
              st.tuples(st.integers(-9, 9), st.integers(10, 20)), st.booleans(), st.booleans()),
    st.builds(lambda n, t: tolerance(n, t.lstrip("-"), "mg/L"), numbers, numbers),
)  # fmt: skip


@given(
    indicators,
    indicators,
    st.lists(st.tuples(st.integers(-60_000, 60_000), st.sampled_from([1, 1000])), max_size=30),
)
def test_a_stricter_limit_conforms_less_often(
    a: Indicator, b: Indicator, values: list[tuple[int, int]]
) -> None:
    first, second = limit_of(a), limit_of(b)
    outcome, _ = judge(first, second)
    for value, scale in values:
        row = Result("a", str(value), "mg/L" if scale == 1 else "μg/L")
        here, there = (decide(x, row).verdict == "conform" for x in (first, second))
        if outcome in ("stricter", "equal"):
            assert there or not here
        if outcome in ("looser", "equal"):
            assert here or not there


@given(indicators, indicators, indicators)
def test_order(a: Indicator, b: Indicator, c: Indicator) -> None:
    assert one(a, a).verdict == "equal"
    assert one(b, a).verdict == OPPOSITE.get(one(a, b).verdict, one(a, b).verdict)
    if one(a, b).verdict == one(b, c).verdict == "stricter":
        assert one(a, c).verdict == "stricter"


# --- Alignment


def table(*cells: tuple[str, str, str], key: str = "类别", period: str = "时段") -> Demand:
    return demand(
        *(limit(value, "dB(A)", name="等效声级", classes={key: c, period: p}) for c, p, value in cells)
    )


def test_class_by_class() -> None:
    a = table(("1类", "昼间", "55"), ("1类", "夜间", "40"), ("2类", "昼间", "60"))
    b = table(
        ("1类", "夜间", "45"), ("1类", "昼间", "55"), ("3类", "昼间", "65"), key="功能区类别", period="period"
    )
    found = compare([a], [b])
    assert [(f.characteristic, f.verdict) for f in found] == [
        ("等效声级 (1类, 昼间)", "equal"),
        ("等效声级 (1类, 夜间)", "stricter"),
        ("等效声级 (2类, 昼间)", "only-in-a"),
        ("等效声级 (3类, 昼间)", "only-in-b"),
    ]


def test_a_limit_without_classes_holds_for_each() -> None:
    a = table(("1类", "昼间", "55"), ("1类", "夜间", "40"))
    b = demand(limit("50", "dB(A)", name="等效声级"))
    found = compare([a], [b])
    assert [f.verdict for f in found] == ["looser", "stricter"]
    assert "B states no class" in found[0].reason
    back = compare([b], [a])
    assert [f.verdict for f in back] == ["stricter", "looser"]
    assert totals(back).a == 1


@pytest.mark.parametrize(
    ("one_name", "other_name"),
    [
        ("氨氮", "NH3-N"),
        ("化学需氧量（COD）", "CODCr"),
        ("铅", "铅含量"),
        ("接地 电阻", "接地电阻"),
        ("pH值", "pH"),
    ],
)
def test_names_that_mean_the_same(one_name: str, other_name: str) -> None:
    assert one(limit("1", name=one_name), limit("1", name=other_name)).verdict == "equal"


def test_names_that_do_not() -> None:
    found = compare([demand(limit("1", name="铬（六价）"))], [demand(limit("1", name="铬"))])
    assert [f.verdict for f in found] == ["only-in-a", "only-in-b"]


def test_synonyms_iris_and_ids() -> None:
    a, b = limit("1", name="落叶箱容积"), limit("1", name="bin volume")
    assert len(compare([demand(a)], [demand(b)])) == 2
    assert one(a, b, synonyms=[["落叶箱容积", "bin volume"]]).verdict == "equal"
    a.iri = b.iri = "https://example.org/bin-volume"
    assert "IRI" in one(a, b).reason
    a.iri = None
    a.id = b.id = "p-bin"
    assert len(compare([demand(a)], [demand(b)])) == 2
    a.explicit = b.explicit = True
    assert "by id" in one(a, b).reason


def test_alignment_by_hand() -> None:
    a = demand(limit("1", name="落叶箱容积", id="p1"), limit("2", name="x"))
    b = demand(limit("2", name="x"), limit("2", name="废物箱容量"))
    found = compare([a], [b], by_hand=[("p1", "废物箱容量"), ("nobody", "x")])
    assert [(f.characteristic, f.verdict) for f in found] == [("落叶箱容积", "stricter"), ("x", "equal")]
    assert "alignment file" in found[0].reason


def test_names_alike_are_shown_to_people() -> None:
    a = demand(limit("0.4", "m", name="距车位边缘净距"), limit("1", name="总磷"))
    found = compare(
        [a], [demand(limit("400", "mm", name="车位净距"), limit("1", name="总氮", written_unit="m"))]
    )
    reasons = {f.characteristic: f.reason for f in found}
    assert "a name alike: 车位净距 (5.1)" in reasons["距车位边缘净距"]
    assert "alike" not in reasons["总磷"]


def test_a_requirement_beside_a_requirement() -> None:
    a = [demand(limit("0.5")), demand(limit("0.4"), modality="recommendation")]
    b = [demand(limit("0.3"), modality="recommendation"), demand(limit("1"))]
    assert [f.verdict for f in compare(a, b)] == ["stricter", "looser"]


def test_totals_and_shape() -> None:
    found = compare(
        [demand(limit("0.5"), limit("1", name="x"))], [demand(limit("1.0"), limit("1", name="y"))]
    )
    counted = totals(found).to_dict()
    assert counted == {
        "a": 2, "b": 2, "compared": 1, "stricter": 1, "equal": 0, "looser": 0, "different": 0,
        "not-comparable": 0, "only-in-a": 1, "only-in-b": 1,
    }  # fmt: skip
    shapes = [f.to_dict() for f in found]
    assert all(set(shape) == {"characteristic", "a", "b", "verdict", "reason"} for shape in shapes)
    assert (shapes[0]["a"]["limit"], shapes[2]["a"]) == ("≤ 0.5 mg/L", None)


@given(st.lists(indicators, max_size=6), st.lists(indicators, max_size=6), st.data())
def test_every_indicator_is_told_once(a: list[Indicator], b: list[Indicator], data: st.DataObject) -> None:
    names = st.sampled_from(["氨氮", "pH", "铅", "铅含量"])
    subjects = st.sampled_from([None, "出水", "进水", "出水口出水"])
    for indicator in [*a, *b]:
        indicator.name, indicator.subject = data.draw(names), data.draw(subjects)
    known = Synonyms()
    left, right = entries([demand(*a)], known), entries([demand(*b)], known)
    pairs = align(left, right)
    assert [id(p.a) for p in pairs if p.a] == [id(e) for e in left]
    assert sorted(id(p.b) for p in pairs if p.b) == sorted(id(e) for e in right)
    assert all(f.verdict in OUTCOMES for f in compare([demand(*a)], [demand(*b)]))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.csv", "a,b\n氨氮,NH3\npH,酸度\n"),
        ("x.csv", "氨氮;NH3\npH;酸度"),
        ("x.json", '[["氨氮", "NH3"], {"a": "pH", "b": "酸度"}]'),
        ("x.toml", '[pairs]\n"氨氮" = "NH3"\npH = "酸度"\n'),
        ("x.toml", '[[pair]]\na = "氨氮"\nb = "NH3"\n[[pair]]\na = "pH"\nb = "酸度"\n'),
    ],
)
def test_files_of_pairs(name: str, data: str) -> None:
    assert read_pairs(data.encode(), name) == [("氨氮", "NH3"), ("pH", "酸度")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.toml", "="),
        ("x.json", "[1"),
        ("x.json", "[[1]]"),
        ("x.json", "[1]"),
        ("x.toml", "pairs = 5"),
        ("x.csv", "a,b\nx"),
    ],
)
def test_bad_files_of_pairs(name: str, data: str) -> None:
    with pytest.raises(InputError, match=name):
        read_pairs(data, name)


# --- Reports and the command

WATER = Path(__file__).parent.parent / "examples" / "water"
NASTY = "=1+1 <b>&\"' _*|`"


def comparisons() -> list[Comparison]:
    a = demand(limit("0.5"), limit("1", name=NASTY), limit("2", name="x"))
    b = demand(limit("1.0"), limit("1", name=NASTY), limit("2", name="y"))
    return compare([a], [b])


@pytest.mark.parametrize("form", FORMS)
def test_every_form(form: str) -> None:
    if form == "xlsx":
        pytest.importorskip("openpyxl")
    report = render(form, comparisons(), (NASTY, "B"))
    if isinstance(report, bytes):
        assert report.startswith(b"PK")
    else:
        assert "stricter" in report and report.endswith("\n")
        assert "<b>" not in report or form in ("text", "json", "csv")


def test_json_is_a_list_and_with_totals_an_object() -> None:
    listed = json.loads(str(render("json", comparisons(), ("A", "B"))))
    assert [one["verdict"] for one in listed] == ["stricter", "equal", "only-in-a", "only-in-b"]
    both = json.loads(str(render("json", comparisons(), ("A", "B"), with_totals=True)))
    assert (both["indicators"], both["totals"]["compared"]) == (listed, 2)


def test_totals_are_in_every_form_for_people() -> None:
    for form in ("text", "csv", "html", "md"):
        assert "50.0 %" in str(render(form, comparisons(), ("A", "B"))).replace("\\", "")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stdml", "compare", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(WATER.parents[1]), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=WATER, env=environment, stdin=subprocess.DEVNULL
    )


def test_the_command() -> None:
    done = run("local.zh.md", "national.zh.md", "--align", "align.csv", "--format", "json", "--totals")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    verdicts = {one["characteristic"]: one["verdict"] for one in found["indicators"]}
    assert (verdicts["pH"], verdicts["溶解氧"], verdicts["总氮"]) == ("stricter", "looser", "only-in-b")
    assert found["totals"]["stricter"] == list(verdicts.values()).count("stricter")


@pytest.mark.parametrize(
    "arguments",
    [
        ["local.zh.md"],
        ["local.zh.md", "missing.md"],
        ["-", "-"],
        ["local.zh.md", "national.zh.md", "--align", "local.zh.md", "--format", "pdf"],
        ["local.zh.md", "national.zh.md", "--align", "missing.csv"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr and "Traceback" not in done.stderr
