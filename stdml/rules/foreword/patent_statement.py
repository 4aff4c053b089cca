"""patent-statement (STD-C047)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Clause, Paragraph, plain_text
from stdml.model.walk import walk_blocks
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._statements import squeezed
from stdml.text.patterns import lazy

_named = lazy(r"涉及.{0,60}专利的使用|声明符合本(?:文件|标准).{0,30}专利|专利持有人")
_pieces = (
    ("涉及的条款和主题", "the clause and the subject", re.compile(r"涉及(?:到)?.{2,60}相关(?:的)?专利")),
    ("“对于该专利的真实性、有效性和范围无任何立场”", "that the issuing body takes no position",
     re.compile("真实性、有效性和范围无任何立场")),
    ("专利持有人的承诺", "what the holder has assured", re.compile(r"承诺|保证")),
    ("专利持有人姓名", "the name of the holder",
     re.compile(r"持有人(?:的)?(?:姓名|名称)?[:：]|专利权人[:：]")),
    ("地址", "the address of the holder", re.compile(r"地址[:：]")),
    ("“除上述专利外，本文件的某些内容仍可能涉及专利”", "that other patents may be involved",
     re.compile("除上述专利外.{0,20}仍可能涉及专利")),
)  # fmt: skip


class PatentStatement(Rule):
    """The introduction names a patent, but not all that has to be said of it.

    ## What it does
    Looks in an introduction that speaks of an identified patent for the clause and the subject, the fixed
    sentences, and the name and address of the holder.

    ## Why is this bad?
    Users have to know whom to ask for a licence, and for what (GB/T 1.1—2020, 8.4 and D.3).

    ## Example
    ```md
    # 引言

    本文件的发布机构提请注意，声明符合本文件时，可能涉及第4章与流量测量相关的专利的使用。
    ```

    ## Use instead
    ```md
    # 引言

    本文件的发布机构提请注意，声明符合本文件时，可能涉及第4章与流量测量相关的专利的使用。
    本文件的发布机构对于该专利的真实性、有效性和范围无任何立场。
    该专利持有人已向本文件的发布机构承诺，愿意同任何申请人在合理且无歧视的条款和
    条件下，就专利授权许可进行谈判。
    相关信息可通过以下联系方式获得：专利持有人姓名：甲有限公司；地址：示例市示例路1号。
    请注意除上述专利外，本文件的某些内容仍可能涉及专利。
    本文件的发布机构不承担识别专利的责任。
    ```
    """

    code, name, severity = "STD-C047", "patent-statement", "error"
    tags = ("foreword", "introduction", "patents")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.4, D.3"}
    rows = ("GB-INT-04",)
    languages = ("zh",)
    on = (Clause,)
    types = frozenset(("introduction",))
    message = {
        "zh": "专利的说明缺少：{missing}",
        "en": "the statement about the patent lacks: {missing}",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.type != "introduction":
            return
        found = [block for block in walk_blocks(node) if isinstance(block, Paragraph)]
        words = squeezed("".join(plain_text(block.children) for block in found))
        if not _named.search(words):
            return
        chinese = ctx.language.startswith("zh")
        missing = [zh if chinese else en for zh, en, pattern in _pieces if not pattern.search(words)]
        if missing:
            place = next(block for block in found if "专利" in plain_text(block.children))
            yield ctx.report(place, missing="；".join(missing))
