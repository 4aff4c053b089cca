"""confused-possibility (STD-V011)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    holds_statements,
    is_normative,
    is_quoted,
)
from stdml.text.patterns import lazy

_able = lazy(
    r"(?:系统|装置|设备|仪器|软件|平台|模块|控制器|控制柜|终端|传感器|探测器|计量表|电能表|程序|主机"
    r"|服务器|接口|网关)"
    r"[均都还也]?(?P<word>可)(?:自动|实时|连续|独立"
    r"|(?:存储|储存|显示|识别|检测|输出|记录|接收|发送|采集|上传|承受|支持|测量|监测|处理|保存|响应|传输)[^，。；]{0,30}\d)"
)
_happens = lazy(
    r"(?<![许认不只尚两大])(?P<word>可)(?:导致|引起|造成|引发|发生|产生|出现)"
    r"(?![^，。；]{0,12}的|性)"
)
_MAY = frozenset(("may",))
_person = lazy(
    r"(?:users?|operators?|manufacturers?|laborator(?:y|ies)|suppliers?|organizations?|persons?|committees?|purchasers?"
    r"|they|testers?|drivers?)\s\Z"
)
_english = lazy(
    r"(?<![\w-])(?P<word>may)(?= (?:also |even )?(?:rise|fall|increase|decrease|vary|occur|cause|result|lead"
    r"|affect|arise|happen|fail|become|exist|differ|deteriorate|depend|corrode|leak|melt|freeze|explode|ignite|react|overheat|damage|interfere"
    r"|be (?:present|caused by|affected|damaged|exposed|subject(?:ed)? to|due to))(?![\w-]))"
)


class ConfusedPossibility(Rule):
    """A permission where an ability or a possibility is meant: 可 for 能 or 可能, "may" for "can".

    ## What it does
    Finds 可 between a device or a system and what it does by itself (自动, 实时) or how much of it (存储30
    d的数据), 可 in front of what happens by itself (引起, 造成 …), and "may" in front of such verbs (rise,
    cause, occur …).

    ## Why is this bad?
    可 and "may" permit. Who reads that a system may store data learns that it need not be able to.

    ## Example
    ```md
    # 要求

    系统可存储30 d的数据。
    ```

    ## Use instead
    ```md
    # 要求

    系统能存储30 d的数据。
    ```
    """

    code, name, severity = "STD-V011", "confused-possibility", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, C.4, C.5", "iso-directives-2": "ISO/IEC Directives Part 2, 7.4, 7.5"}
    rows = ("GB-MOD-08", "ISO-MOD-05")
    languages = ("zh", "en")
    tags = ("wording",)
    fixes = "unsafe"
    on = (Prose,)
    needs = {"zh": frozenset("可"), "en": _MAY}
    message = {
        "zh": "“{word}”表示允许；能力用“能”，可能性用“可能”",
        "en": "{word!r} is a permission; an ability or a possibility is 'can'",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if is_quoted(node, ctx) or holds_statements(ctx):
            return
        text = node.unquoted
        if ctx.language.startswith("en"):
            if is_normative(node, ctx):
                yield from self._found(node, ctx, _english.finditer(text), "can")
            return
        yield from self._found(node, ctx, _able.finditer(text), "能")
        if is_normative(node, ctx):
            yield from self._found(node, ctx, _happens.finditer(text), "可能")

    def _found(
        self, node: Prose, ctx: Context, matches: Iterable[re.Match[str]], instead: str
    ) -> Iterator[Report]:
        for match in matches:
            before = node.text[max(0, match.start() - 20) : match.start()]
            if (instead == "可能" and before.endswith(("应", "的"))) or _person.search(before):
                continue
            within = match.span("word")
            fix = ctx.fix(f"{match['word']} → {instead}", [(node, within, instead)], safe=False)
            yield ctx.report(node, within, fix=fix, word=match["word"])
