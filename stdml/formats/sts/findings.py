"""What the STS reader can say about what it could not take as it was."""

from __future__ import annotations

from stdml.diagnostics import Finding

NOT_XML = Finding(
    "STD-N001", "sts-not-xml", "error",
    "不是格式良好的 XML：{reason}；能读出的内容已保留",
    "not well-formed XML: {reason}; what could be read was kept", "XML 1.0",
)  # fmt: skip
UNKNOWN_ENTITY = Finding(
    "STD-N002", "sts-unknown-entity", "error",
    "不认识实体“&{name};”，已按文字保留", 'unknown entity "&{name};"; it was kept as text', "XML 1.0, 4.1",
)  # fmt: skip
NOT_STS = Finding(
    "STD-N003", "sts-root", "error",
    "根元素是 <{name}>，应为 <standard> 或 <adoption>；内容已按原样保留",
    "the root element is <{name}>; <standard> or <adoption> is needed; its content was kept as it was",
    "NISO STS 1.2",
)  # fmt: skip
KEPT = Finding(
    "STD-N004", "sts-kept-as-is", "info",
    "<{name}> 没有对应的结构，已按原样保留", "there is no place for <{name}>; it was kept as it was",
)  # fmt: skip
TOO_DEEP = Finding(
    "STD-N005", "sts-too-deep", "warning",
    "嵌套过深，更深的内容按原样保留", "nested too deep; what is deeper was kept as it was",
)  # fmt: skip
NOT_READ = Finding(
    "STD-N006", "sts-remainder", "warning",
    "出错之后的内容未能理解，已作为程序文字保留在文末",
    "what follows the fault could not be understood; it was kept as program text at the end",
)  # fmt: skip
ENTITY_DECLARATION = Finding(
    "STD-N007", "sts-entity-declaration", "warning",
    "实体“{name}”引用其他文件或含有标记，未展开",
    'the entity "{name}" refers to another file or holds markup; it was not expanded',
)  # fmt: skip
DANGLING = Finding(
    "STD-N008", "sts-dangling-reference", "warning",
    "<{name}> 指向不存在的 id“{target}”", '<{name}> refers to the id "{target}", which does not exist',
    "NISO STS 1.2, xref",
)  # fmt: skip

FINDINGS = (NOT_XML, UNKNOWN_ENTITY, NOT_STS, KEPT, TOO_DEEP, NOT_READ, ENTITY_DECLARATION, DANGLING)
