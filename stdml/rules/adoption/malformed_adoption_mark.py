"""malformed-adoption-mark (STD-L054)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.standards import find_all

_mark = lazy(
    r"[（(]\s?(?P<inner>(?P<number>(?:ISO|IEC|ITU)[^（）()，,;；\n]{2,60}?)(?P<gap>\s?[,，;；、]\s?|\s)"
    r"(?:(?P<title>[A-Z][^（）()\n]{4,160}?)(?P<next>\s?[,，;；、]\s?))?(?P<degree>IDT|MOD|NEQ))\s?[）)]"
)


class MalformedAdoptionMark(Rule):
    """A mark of consistency with another document that is not written in its form.

    ## What it does
    Finds marks such as （ISO 1234-2015, IDT） that are not the dated number, a comma without a space, and the
    degree.

    ## Why is this bad?
    GB/T 1.2—2020: on the cover, in the foreword and in the references the mark has one form,
    (ISO 1234:2015,IDT), by which programs find the adopted document.

    ## Example
    ```md
    # 参考文献

    [1]　GB/T 99901—2016　示例泵（ISO 9902:2015, IDT）
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　GB/T 99901—2016　示例泵（ISO 9902:2015,IDT）
    ```
    """

    code, name, severity, tags = "STD-L054", "malformed-adoption-mark", "error", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020, 6"}
    rows = ("GB12-06",)
    fixes = "safe"
    languages = ("zh",)
    on = (Prose,)
    needs = frozenset("IMQ")
    message = {
        "zh": "一致性程度标识写为“{words}”，不写“{word}”",
        "en": "write the mark of consistency {words!r}, not {word!r}",
    }
    variants = {
        "undated": {
            "zh": "一致性程度标识中的“{word}”应注日期",
            "en": "{word!r} in the mark of consistency shall be dated",
        }
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not any(degree in node.text for degree in ("IDT", "MOD", "NEQ")):
            return
        text = node.unquoted
        for found in _mark.finditer(text):
            number = next(find_all(found["number"]), None)
            if number is None or number.start or number.end != len(found["number"].rstrip()):
                continue
            if number.year is None:
                yield ctx.report(node, found.span("number"), variant="undated", word=number.text)
                continue
            title = f"{found['title']}," if found["title"] else ""
            words = f"{number.canonical},{title}{found['degree']}"
            # The hyphen of the year is repaired by the rule on numbers; both come to the same text.
            if words != found["inner"]:
                fix = ctx.fix(words, [(node, found.span("inner"), words)])
                yield ctx.report(node, found.span("inner"), word=found["inner"], words=words, fix=fix)
