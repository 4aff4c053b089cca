"""What the reader of DOCX can say about what it guessed, left out or could not read."""

from __future__ import annotations

from stdml.diagnostics import Finding

UNREADABLE = Finding(
    "STD-W001", "docx-unreadable", "error",
    "无法作为 DOCX 读取：{reason_zh}", "this cannot be read as DOCX: {reason}",
)  # fmt: skip
REFUSED = Finding(
    "STD-W002", "docx-part-refused", "error",
    "部件“{name}”未读取：{reason_zh}", 'the part "{name}" was not read: {reason}',
)  # fmt: skip
DAMAGED = Finding(
    "STD-W003", "docx-damaged", "error",
    "部件“{name}”已损坏（{reason}），只读取了能够读取的内容",
    'the part "{name}" is damaged ({reason}); what could be read of it was',
)  # fmt: skip
MACROS = Finding(
    "STD-W004", "docx-macros", "warning",
    "文件带有宏（{name}），未读取也未运行",
    "the file holds macros ({name}); they were neither read nor run",
)  # fmt: skip
CONTENTS = Finding(
    "STD-W005", "docx-contents", "info",
    "目次由标题计算得出，其 {count} 行未读取",
    "the table of contents is computed from the headings; its {count} lines were left out",
)  # fmt: skip
HEADING = Finding(
    "STD-W006", "docx-heading-guessed", "info",
    "“{words}”没有标题样式，按外观作为第 {level} 级标题",
    '"{words}" has no style of a heading; by its looks it was taken as one of level {level}',
)  # fmt: skip
COVER = Finding(
    "STD-W007", "docx-cover", "info",
    "封面上的“{words}”作为“{field_zh}”", 'on the cover, "{words}" was taken for the {field}',
)  # fmt: skip
LEFT_OUT = Finding(
    "STD-W008", "docx-left-out", "info",
    "{what_zh}中的文字未读入：“{words}”", 'words of {what} were left out: "{words}"',
)  # fmt: skip
MISSING = Finding(
    "STD-W009", "docx-missing", "warning",
    "引用的{what_zh}“{name}”不在文件中", 'the {what} "{name}" that this refers to is not in the file',
)  # fmt: skip
OBJECT = Finding(
    "STD-W010", "docx-object", "warning",
    "嵌入的对象（{what}）无法读取，只保留其图片或标题",
    "an embedded object ({what}) cannot be read; only its picture or title was kept",
)  # fmt: skip
FIELD = Finding(
    "STD-W011", "docx-field", "info",
    "域“{words}”没有结果，按其代码保留", 'the field "{words}" has no result; its code was kept',
)  # fmt: skip
TOO_DEEP = Finding(
    "STD-W012", "docx-too-deep", "warning",
    "嵌套过深，更深的内容作为段落保留", "nested too deeply; what is deeper was kept as paragraphs",
)  # fmt: skip
SYMBOL = Finding(
    "STD-W013", "docx-symbol", "warning",
    "字体“{font}”的符号 {code} 没有对应的字符，按原码位保留",
    'the sign {code} of the font "{font}" has no character of its own; its code was kept',
)  # fmt: skip
FORMULA = Finding(
    "STD-W014", "docx-formula", "info",
    "公式中的“{name}”没有对应的 TeX 写法，只保留其内容",
    '"{name}" in a formula has no counterpart in TeX; only its content was kept',
)  # fmt: skip
PICTURE = Finding(
    "STD-W015", "docx-picture", "warning",
    "图片“{name}”未读入：{reason_zh}", 'the picture "{name}" was not taken: {reason}',
)  # fmt: skip
CHANGE = Finding(
    "STD-W016", "docx-change", "info",
    "修订“{what_zh}”不能表示，按{kept_zh}处理", "the tracked change of {what} has no place; {kept}",
)  # fmt: skip
FINDINGS = tuple(found for found in list(vars().values()) if isinstance(found, Finding))
