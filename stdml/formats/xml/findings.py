"""What the XML reader can say about what it could not take as it was."""

from __future__ import annotations

from stdml.diagnostics import Finding

NOT_XML = Finding(
    "STD-X001", "not-xml", "error",
    "不是格式良好的 XML：{reason}", "not well-formed XML: {reason}", "XML 1.0",
)  # fmt: skip
TOO_LARGE = Finding(
    "STD-X002", "too-large", "error",
    "文件大于 {limit} MiB 的上限", "the file is larger than the limit of {limit} MiB",
)  # fmt: skip
ENTITIES = Finding(
    "STD-X003", "entity-declaration", "error",
    "不接受实体声明“{name}”：实体可使小文件膨胀或读取其他文件",
    'the declaration of the entity "{name}" is refused: entities can blow up a file or read other files',
)  # fmt: skip
NOT_A_DOCUMENT = Finding(
    "STD-X004", "not-a-document", "error",
    "根元素是 <{name}>，应为命名空间 urn:stdml:1.0 的 <document>",
    "the root element is <{name}>; <document> in the namespace urn:stdml:1.0 is needed",
)  # fmt: skip
NAMESPACE = Finding(
    "STD-X005", "namespace", "error",
    "命名空间是“{found}”，应为 urn:stdml:1.0", 'the namespace is "{found}"; it should be urn:stdml:1.0',
    "docs/versioning.md",
)  # fmt: skip
NEWER = Finding(
    "STD-X006", "newer-version", "info",
    "文件按 {found} 写成，本程序只认识 urn:stdml:1.0；不认识的内容另有提示",
    "written for {found}, of which this program knows urn:stdml:1.0; what it does not know is reported",
    "docs/versioning.md",
)  # fmt: skip
UNKNOWN_ELEMENT = Finding(
    "STD-X007", "unknown-element", "error",
    "不认识元素 <{name}>，已按原样保留", "unknown element <{name}>; it was kept as it was",
)  # fmt: skip
MISPLACED_ELEMENT = Finding(
    "STD-X008", "misplaced-element", "error",
    "<{name}> 不能在 <{owner}> 的此处；可用：{expected}",
    "<{name}> cannot stand here in <{owner}>; what can: {expected}",
)  # fmt: skip
UNKNOWN_ATTRIBUTE = Finding(
    "STD-X009", "unknown-attribute", "error",
    "<{owner}> 没有属性“{name}”，其值为“{value}”{kept}",
    '<{owner}> has no attribute "{name}"; its value is "{value}"{kept}',
)  # fmt: skip
MISSING_ATTRIBUTE = Finding(
    "STD-X010", "missing-attribute", "error",
    "<{owner}> 缺少必需的属性“{name}”", '<{owner}> needs the attribute "{name}"',
)  # fmt: skip
BAD_VALUE = Finding(
    "STD-X011", "bad-value", "error",
    "<{owner}> 的“{name}”不能取值“{value}”，应为：{expected}",
    '"{name}" of <{owner}> cannot be "{value}"; expected: {expected}',
)  # fmt: skip
MISSING_CONTENT = Finding(
    "STD-X012", "missing-content", "error",
    "<{owner}> 至少要有一个 {expected}", "<{owner}> needs at least one {expected}",
)  # fmt: skip
STRAY_TEXT = Finding(
    "STD-X013", "stray-text", "error",
    "<{owner}> 中不能直接有文字：“{text}”", '<{owner}> cannot hold text itself: "{text}"',
)  # fmt: skip
TOO_DEEP = Finding(
    "STD-X014", "too-deep", "error",
    "嵌套超过 {limit} 层，更深的内容按原样保留",
    "nested deeper than {limit} levels; what is deeper was kept as it was",
)  # fmt: skip
CELL = Finding(
    "STD-X015", "cell-content", "error",
    "单元格只能含文字或块，不能两者兼有；其文字已成为一段",
    "a cell holds running text or blocks, not both; its text became a paragraph",
)  # fmt: skip
INSTRUCTION = Finding(
    "STD-X016", "markup-left-out", "info",
    "{what}不属于文件内容，已略去：{text}", "the {what} is no part of the document and was left out: {text}",
)  # fmt: skip

FINDINGS = (
    NOT_XML, TOO_LARGE, ENTITIES, NOT_A_DOCUMENT, NAMESPACE, NEWER, UNKNOWN_ELEMENT, MISPLACED_ELEMENT,
    UNKNOWN_ATTRIBUTE, MISSING_ATTRIBUTE, BAD_VALUE, MISSING_CONTENT, STRAY_TEXT, TOO_DEEP, CELL, INSTRUCTION,
)  # fmt: skip
