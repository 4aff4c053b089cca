"""What the reader of ReqIF can say about what it could not take as it was."""

from __future__ import annotations

from stdml.diagnostics import Finding

NOT_XML = Finding(
    "STD-Q001", "reqif-not-xml", "error",
    "不是格式良好的 XML：{reason}", "not well-formed XML: {reason}", "XML 1.0",
)  # fmt: skip
NOT_REQIF = Finding(
    "STD-Q002", "reqif-wrong-root", "error",
    "根元素是 <{name}>，应为 ReqIF 命名空间中的 <REQ-IF>",
    "the root element is <{name}>; <REQ-IF> in the namespace of ReqIF is needed", "ReqIF 1.2, 10.8",
)  # fmt: skip
ENTITIES = Finding(
    "STD-Q003", "reqif-entity", "error",
    "不接受文档类型声明：实体可使小文件膨胀或读取其他文件",
    "a document type declaration is refused: entities can blow up a file or read other files",
)  # fmt: skip
UNRESOLVED = Finding(
    "STD-Q004", "reqif-unresolved", "warning",
    "<{name}> 引用的“{target}”不存在；已按原样保留",
    "<{name}> refers to `{target}`, which does not exist; it was kept as it was", "ReqIF 1.2, 10.8",
)  # fmt: skip
TOO_DEEP = Finding(
    "STD-Q005", "reqif-too-deep", "warning",
    "层次嵌套过深，更深的内容按原样保留",
    "the hierarchy is nested too deeply; what is deeper was kept as it was",
)  # fmt: skip
BAD_ARCHIVE = Finding(
    "STD-Q006", "reqif-archive", "error", "压缩包不可读：{reason}", "the archive cannot be read: {reason}",
)  # fmt: skip
MEMBER_REFUSED = Finding(
    "STD-Q007", "reqif-member-refused", "error",
    "压缩包成员“{name}”被拒绝：{reason}", "the member `{name}` of the archive is refused: {reason}",
)  # fmt: skip
TOO_LARGE = Finding(
    "STD-Q008", "reqif-too-large", "error",
    "文件大于 {limit} MiB 的上限", "the file is larger than the limit of {limit} MiB",
)  # fmt: skip
DUPLICATE = Finding(
    "STD-Q009", "reqif-duplicate-id", "error",
    "标识“{name}”出现多次；后者按原样保留",
    "the identifier `{name}` is there more than once; the later element was kept as it was",
    "ReqIF 1.2, 10.8",
)  # fmt: skip

FINDINGS = (
    NOT_XML, NOT_REQIF, ENTITIES, UNRESOLVED, TOO_DEEP, BAD_ARCHIVE, MEMBER_REFUSED, TOO_LARGE,
    DUPLICATE,
)  # fmt: skip
