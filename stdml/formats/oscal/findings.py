"""What the reader of OSCAL can say about what it could not take as it was."""

from __future__ import annotations

from stdml.diagnostics import Finding

NOT_JSON = Finding(
    "STD-O001", "oscal-not-json", "error", "不是 JSON：{reason}", "not JSON: {reason}", "RFC 8259",
)  # fmt: skip
NOT_A_CATALOG = Finding(
    "STD-O002", "oscal-not-a-catalog", "error",
    "没有对象“catalog”；内容已按原样保留", "there is no object `catalog`; the content was kept as it was",
    "OSCAL 1.2.1, catalog",
)  # fmt: skip
NOT_UNDERSTOOD = Finding(
    "STD-O003", "oscal-not-understood", "warning",
    "“{owner}”的成员“{name}”不符合 OSCAL 1.2.1，已按原样保留",
    "the member `{name}` of `{owner}` is not as OSCAL 1.2.1 has it; it was kept as it was",
    "OSCAL 1.2.1, catalog",
)  # fmt: skip
DUPLICATE_MEMBER = Finding(
    "STD-O004", "oscal-duplicate-member", "error",
    "成员“{name}”出现多次；只有最后一个有效，前面的值为：{value}",
    "the member `{name}` is there more than once; the last one counts, an earlier value is: {value}",
    "RFC 8259, clause 4",
)  # fmt: skip
TOO_DEEP = Finding(
    "STD-O005", "oscal-too-deep", "warning",
    "嵌套过深，“{name}”已按原样保留", "nested too deeply; `{name}` was kept as it was",
)  # fmt: skip
TOO_LARGE = Finding(
    "STD-O006", "oscal-too-large", "error",
    "文件大于 {limit} MiB 的上限", "the file is larger than the limit of {limit} MiB",
)  # fmt: skip

FINDINGS = (NOT_JSON, NOT_A_CATALOG, NOT_UNDERSTOOD, DUPLICATE_MEMBER, TOO_DEEP, TOO_LARGE)
