"""What the Markdown reader can say about what it had to guess, repair or keep as it was."""

from __future__ import annotations

from stdml.diagnostics import Finding

UNCLOSED_CONTAINER = Finding(
    "STD-M001", "unclosed-container", "error",
    "容器“{name}”没有结束行“:::”，按到此处结束处理",
    'container "{name}" has no closing ":::"; it was taken to end here',
)  # fmt: skip
UNKNOWN_CONTAINER = Finding(
    "STD-M002", "unknown-container", "warning",
    "不认识的容器“{name}”，其内容按原样保留",
    'unknown container "{name}"; its content was kept',
)  # fmt: skip
NUMBER_MISMATCH = Finding(
    "STD-M003", "number-mismatch", "warning",
    "编号写作“{typed}”，按顺序应为“{computed}”",
    'numbered "{typed}", but in sequence it is "{computed}"',
    "GB/T 1.1—2020, 7.3; ISO/IEC Directives 2, 22",
)  # fmt: skip
UNCLOSED_FENCE = Finding(
    "STD-M004", "unclosed-fence", "error",
    "代码块没有结束标记，按到此处结束处理",
    "the code block is never closed; it was taken to end here",
)  # fmt: skip
FRONT_MATTER = Finding(
    "STD-M005", "front-matter", "error",
    "前置元数据不是有效的 YAML：{reason}",
    "the front matter is no valid YAML: {reason}",
)  # fmt: skip
DUPLICATE_KEY = Finding(
    "STD-M006", "duplicate-key", "error",
    "前置元数据的键“{key}”重复，采用最后一个值，前一个值为“{value}”",
    'the key "{key}" comes twice in the front matter; the last value counts, the earlier one was "{value}"',
)  # fmt: skip
BAD_VALUE = Finding(
    "STD-M007", "metadata-form", "error",
    "“{key}”的值的形式不对：{reason}；按未知键保留",
    'the value of "{key}" has the wrong form: {reason}; it was kept as an unknown key',
)  # fmt: skip
NESTED_TOO_DEEPLY = Finding(
    "STD-M008", "nested-too-deeply", "error",
    "嵌套超过 {limit} 层，更深处的内容作为纯文本保留",
    "nested more than {limit} deep; what is deeper was kept as plain text",
)  # fmt: skip
SKIPPED_LEVEL = Finding(
    "STD-M009", "skipped-level", "info",
    "标题由第 {above} 级跳到第 {level} 级，按第 {taken} 级处理",
    "the heading jumps from level {above} to level {level}; it was taken as level {taken}",
)  # fmt: skip
DANGLING_ATTRIBUTES = Finding(
    "STD-M010", "dangling-attributes", "warning",
    "属性 {text} 后面没有可附着的内容",
    "nothing follows the attributes {text} that they could belong to",
)  # fmt: skip
BAD_ATTRIBUTE = Finding(
    "STD-M011", "attribute-value", "warning",
    "属性“{key}”的值“{value}”不在允许范围内，作为自定义属性保留",
    'the value "{value}" of the attribute "{key}" is not allowed; it was kept as an attribute of your own',
)  # fmt: skip
UNUSED_DEFINITION = Finding(
    "STD-M012", "unused-link-definition", "info",
    "链接定义“[{label}]”未被使用",
    'the link definition "[{label}]" is not used',
)  # fmt: skip
TITLE_MARKUP = Finding(
    "STD-M013", "title-markup", "info",
    "文件名称中的标记已去除，只保留文字",
    "the title of the document holds plain text only; its markup was left out",
)  # fmt: skip
UNNUMBERED_HEADING = Finding(
    "STD-M014", "unnumbered-heading", "info",
    "其他标题写有编号，此标题没有，按不编号处理",
    "other headings carry a number and this one does not; it was taken as unnumbered",
)  # fmt: skip
UNCLOSED_COMMENT = Finding(
    "STD-M015", "unclosed-comment", "error",
    "注释没有结束标记“-->”，其后的内容都成了注释",
    'the comment has no closing "-->"; all that follows was taken as a part of it',
)  # fmt: skip
ANNEX_WORD = Finding(
    "STD-M016", "annex-word", "info",
    "“{word}”按附录处理，应写作“附录”",
    '"{word}" was taken as an annex; the word is 附录',
    "GB/T 1.1—2020, 9.6.2",
)  # fmt: skip

FINDINGS = tuple(value for value in list(vars().values()) if isinstance(value, Finding))
