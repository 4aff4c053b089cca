"""What the JSON reader can say about what it could not take as it was."""

from __future__ import annotations

from stdml.diagnostics import Finding

NOT_JSON = Finding(
    "STD-J001", "not-json", "error",
    "不是有效的 JSON：{reason}", "not valid JSON: {reason}", "RFC 8259",
)  # fmt: skip
TOO_LARGE = Finding(
    "STD-J002", "too-large", "error",
    "文件大于 {limit} MiB 的上限", "the file is larger than the limit of {limit} MiB",
)  # fmt: skip
NOT_A_DOCUMENT = Finding(
    "STD-J003", "not-a-document", "error",
    "JSON 中不是 STDML 文件：{reason}", "the JSON holds no STDML document: {reason}",
)  # fmt: skip
VERSION = Finding(
    "STD-J004", "version", "error",
    "缺少或不认识版本：应有 \"stdml\": \"1.0\"，此处为 {found}",
    'no version, or an unknown one: expected "stdml": "1.0", found {found}', "docs/versioning.md",
)  # fmt: skip
NEWER = Finding(
    "STD-J005", "newer-version", "info",
    "文件按版本 {found} 写成，本程序只认识 1.0；不认识的内容另有提示",
    "written for version {found}, of which this program knows 1.0; what it does not know is reported",
    "docs/versioning.md",
)  # fmt: skip
UNKNOWN_FIELD = Finding(
    "STD-J006", "unknown-field", "error",
    "“{owner}”没有字段“{name}”，已略去，其值为 {value}",
    '"{owner}" has no field "{name}"; it was left out, its value being {value}',
)  # fmt: skip
UNKNOWN_KIND = Finding(
    "STD-J007", "unknown-kind", "error",
    "此处不能有 {found}；可用的 kind：{expected}；已按原样保留",
    "{found} cannot stand here; the kinds are: {expected}; it was kept as it was",
)  # fmt: skip
MISSING_FIELD = Finding(
    "STD-J008", "missing-field", "error",
    "“{owner}”缺少必需的字段“{name}”", 'the field "{name}" of "{owner}" is required',
)  # fmt: skip
BAD_VALUE = Finding(
    "STD-J009", "bad-value", "error",
    "“{owner}”的字段“{name}”不能取值 {value}：{expected}",
    'the field "{name}" of "{owner}" cannot be {value}: {expected}',
)  # fmt: skip
TOO_DEEP = Finding(
    "STD-J010", "too-deep", "error",
    "嵌套超过 {limit} 层，更深的内容按原样保留为文字",
    "nested deeper than {limit} levels; what is deeper was kept as text",
)  # fmt: skip
DUPLICATE_KEY = Finding(
    "STD-J011", "duplicate-key", "error",
    "键“{name}”重复，采用最后一个值，此值为 {value}",
    'the key "{name}" comes twice; the last value counts, this one was {value}',
)  # fmt: skip
CELL = Finding(
    "STD-J012", "cell-content", "error",
    "单元格只能含文字或块，不能两者兼有；其文字已成为一段",
    "a cell holds running text or blocks, not both; its text became a paragraph",
)  # fmt: skip

FINDINGS = (
    NOT_JSON, TOO_LARGE, NOT_A_DOCUMENT, VERSION, NEWER, UNKNOWN_FIELD, UNKNOWN_KIND, MISSING_FIELD,
    BAD_VALUE, TOO_DEEP, DUPLICATE_KEY, CELL,
)  # fmt: skip
