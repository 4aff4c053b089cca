"""Sentences in Chinese and English: where they end, where they do not, and the laws of cutting text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stdml.text.cjk import guess_language, is_cjk, join_lines, width
from stdml.text.sentences import ends, line_breaks, segment, split_lines

CUT = [
    "充电桩应接地。|接地电阻不应大于 4 Ω。",
    "是否合格？|不合格时停止！|记录结果。",
    "他说：“应接地。”|检验员做了记录。",
    "试验在室内进行（见 5.2。）。|记录温度。",
    "A 类；B 类；C 类应分开存放。",
    "回答“是。”的人员参加复检。",
    "The pile shall be earthed. |The door should be closed.",
    "Use a fuse, e.g. of type A, or a breaker, i.e. a switch. |It shall open.",
    "See Fig. 3 and Eq. 2, cf. No. 5 of the list. |Then stop.",
    "The gap is 1.2 m. |It may be less.",
    "It follows GB/T 1.1 and ISO 9001:2015. |Nothing else applies.",
    "The method of J. R. Smith is used. |Others exist.",
    "The page https://example.org/a.b?c=d. |It is public.",
    "The pile shall be earthed (see 5.2). |The door is closed.",
    "He wrote “Stop.” |The test ended.",
    "1. The lid is closed. |2. The lid is opened.",
    "It is given in Annex A. |The table shows it.",
    "The supply is 5 V. |The current is 1 A. |That is all.",
    "At 10 a.m. the test starts. |It ends at noon.",
    "Is it dry? |Yes! |Go on.",
    "Tests etc. are listed. |Others follow.",
    "Values min. 5 and max. 7 apply. |Others do not.",
    "The number is no. |The test ends.",
    "本文件由 A 公司起草。|The English text follows. |结束。",
    "电压为 230 V. |频率为 50 Hz.",
    "第一行\n|第二行",
    "The company Foo Inc. makes it. |It works.",
    "Dr. Li checks it, approx. 3 times. |Mr. Wu signs.",
    "The U.S. Standard applies. |It is old.",
    "It is used... |Then it stops.",
]


@pytest.mark.parametrize("text", CUT)
def test_sentences(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    plain = text.replace("|", "")
    assert [plain[start:end] for start, end in segment(plain)] == expected


PIECES = (
    "应",
    "。",
    "！",
    "？",
    "；",
    ".",
    "!",
    "?",
    " ",
    "  ",
    "A",
    "a",
    "word",
    "1",
    "e.g.",
    "No.",
    "”",
    "“",
    "）",
    "（",
    ")",
    "(",
    '"',
    "'",
    "\n",
    "\u3000",
    "\u00a0",
    "…",
    "—",
    "\ufffc",
    "\ufffb",
    "The",
    "标准",
    "，",
    ",",
    "한",
    "カ",
    "-",
    "*",
    "_",
)
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=500, deadline=None)
@given(texts)
def test_lines_join_to_the_text_they_were_cut_from(text: str) -> None:
    joined = ""
    for number, line in enumerate(split_lines(text)):
        joined = line if number == 0 else joined + join_lines(joined, line) + line
    assert joined == text
    assert all(text[at] == " " or (is_cjk(text[at - 1]) and is_cjk(text[at])) for at in line_breaks(text))


@settings(max_examples=500, deadline=None)
@given(texts)
def test_sentences_hold_all_but_space(text: str) -> None:
    found = segment(text)
    inside = "".join(text[start:end] for start, end in found)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(start < end and text[start:end].strip() == text[start:end] for start, end in found)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(found))


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_a_boundary_depends_on_what_is_near(before: str, after: str) -> None:
    """What stands far away moves no boundary."""
    near = "x" * 40
    middle = near + " 甲乙。丙丁. Then, e.g. this. " + near
    expected = [
        end - len(before) for end in ends(before + middle + after) if 0 <= end - len(before) - 40 < 30
    ]
    assert expected == [end for end in ends(middle) if 0 <= end - 40 < 30]


@settings(max_examples=300, deadline=None)
@given(texts, st.data())
def test_what_is_closed_is_not_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    closed = [(start, end)] if end > start else []
    for first, last in segment(text, closed):
        assert not start < first < end
        assert not start < last < end


def test_cutting_takes_linear_time() -> None:
    def seconds(times: int) -> float:
        text = ("The pile shall be earthed (see Fig. 3). 充电桩应接地。" + "“" * 3 + "." * 5 + " ") * times
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            segment(text)
            best = min(best, time.process_time() - begun)
        return best

    assert seconds(4000) < 40 * max(seconds(400), 1e-4)


def test_line_breaks_only_where_reading_gives_the_same_text() -> None:
    assert line_breaks("一句。二句。") == [3]
    assert line_breaks("一句。 二句。") == []
    assert line_breaks("One is so.  Two is so.") == []
    assert line_breaks("一句。Two is so.") == []


def test_joining_lines() -> None:
    assert join_lines("标准", "化") == ""
    assert join_lines("표준", "화") == " "
    assert join_lines("按", "GB") == " "
    assert join_lines("见“附录”", "的") == ""
    assert width("GB/T 标准") == 9
    assert guess_language("") == "en"
    assert guess_language("按 ISO 9001:2015 的规定") == "zh"
