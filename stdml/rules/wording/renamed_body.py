"""renamed-body (STD-V022)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    ReferenceEntry,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.needs import pieces
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    is_quoted,
    word_list,
)
from stdml.text.patterns import lazy

_BODIES: dict[str, str] = word_list("renamed-bodies")
# 建设部 is also the start of 建设部门 and the end of 住房和城乡建设部.
_body = lazy(rf"(?<![原乡家])(?:{alternatives(_BODIES)})(?![门分令])")


class RenamedBody(Rule):
    """The name of a body that is called otherwise now.

    ## What it does
    Finds former names of Chinese authorities (国家质检总局, 环境保护部). Names that are said to be former
    ones (原国家质检总局), and titles of works, are left alone.

    ## Why is this bad?
    Readers look for the body that is in charge now.

    ## Example
    ```md
    # 要求

    机构应向国家质检总局备案。
    ```

    ## Use instead
    ```md
    # 要求

    机构应向国家市场监督管理总局备案。
    ```
    """

    code, name, severity = "STD-V022", "renamed-body", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.3.1"}
    rows = ("GB-OTH-06",)
    languages = ("zh",)
    tags = ("wording",)
    on = (Prose,)
    needs = pieces(_BODIES)
    message = {"zh": "“{word}”已更名，现为“{instead}”", "en": "{word} has a new name: {instead}"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if is_quoted(node, ctx) or isinstance(node.owner, ReferenceEntry):
            return
        for match in _body.finditer(node.unquoted):
            yield ctx.report(node, match.span(), word=match.group(), instead=_BODIES[match.group()])
