"""The words of the page itself, such as the names of its regions; Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of the page in one language."""

    language: str = "en"
    skip: str = "Skip to the text"
    contents: str = "Contents"
    untitled: str = "Untitled document"
    permalink: str = "Link to {}"
    here: str = "this place"
    back: str = "Back to the text"
    footnotes: str = "Footnotes"
    footnote: str = "Footnote {}"
    provision: str = "Provision"
    provisions: str = "List of provisions"
    index: str = "Index"
    details: str = "About this document"
    table: str = "Table"
    code: str = "Code"
    formula: str = "Formula"
    clause: str = "Clause"
    text: str = "Text"
    modality: str = "Kind"
    parameters: str = "Parameters"
    identifier: str = "Id"
    deprecated: str = "DEPRECATED: "
    colon: str = ": "
    issued: str = "Issued {}"
    effective: str = "Effective {}"
    made: str = "Made with STDML"
    modalities: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


_EN = PageWords(
    modalities={
        "requirement": "Requirement",
        "recommendation": "Recommendation",
        "permission": "Permission",
        "possibility": "Possibility",
        "statement": "Statement",
    },
    values={
        "international": "International Standard",
        "regional": "Regional Standard",
        "national": "National Standard",
        "industry": "Industry Standard",
        "local": "Local Standard",
        "group": "Group Standard",
        "enterprise": "Enterprise Standard",
    },
    fields={
        "identifier": "Number", "title": "Title", "language": "Language", "level": "Level", "kind": "Kind",
        "nature": "Nature", "stage": "Stage", "issued": "Issued", "effective": "Effective", "ics": "ICS",
        "ccs": "CCS", "plan": "Plan", "record": "Record", "issuer": "Issued by", "proposer": "Proposed by",
        "committee": "Committee", "drafted_by": "Drafted by", "drafters": "Drafters", "replaces": "Replaces",
        "replaced_by": "Replaced by", "adopts": "Adopts", "series": "Series", "part": "Part",
        "patents": "Patents", "copyright": "Copyright", "editions": "Other editions",
        "history": "Earlier editions", "profile": "Drafting rules",
        "strength": "Verbal form", "polarity": "Polarity", "subject": "Subject", "actor": "Actor",
        "characteristic": "Characteristic", "applicability": "Applies to", "condition": "Condition",
        "exceptions": "Exceptions", "constraint": "Constraint", "decision": "Decision rule",
        "verification": "Verification", "method": "Method", "sampling": "Sampling", "frequency": "Frequency",
        "relations": "Relations", "severity": "Severity", "rationale": "Rationale",
        "provenance": "Provenance",
    },
)  # fmt: skip
_ZH = PageWords(
    language="zh",
    skip="跳到正文",
    contents="目次",
    untitled="未命名文件",
    permalink="链接到{}",
    here="此处",
    back="返回正文",
    footnotes="脚注",
    footnote="脚注 {}",
    provision="条款",
    provisions="条款一览",
    index="索引",
    details="文件信息",
    table="表",
    code="代码",
    formula="公式",
    clause="条",
    text="内容",
    modality="类型",
    parameters="指标",
    identifier="标识",
    deprecated="（弃用）",
    colon="：",
    issued="{} 发布",
    effective="{} 实施",
    made="由 STDML 生成",
    modalities={
        "requirement": "要求",
        "recommendation": "推荐",
        "permission": "允许",
        "possibility": "能力",
        "statement": "陈述",
    },
    values={
        "international": "国际标准",
        "regional": "区域标准",
        "national": "国家标准",
        "industry": "行业标准",
        "local": "地方标准",
        "group": "团体标准",
        "enterprise": "企业标准",
        "mandatory": "强制性",
        "recommended": "推荐性",
        "guidance": "指导性技术文件",
        "preliminary": "预研",
        "proposal": "立项",
        "drafting": "起草",
        "consultation": "征求意见",
        "review": "审查",
        "approval": "批准",
        "publication": "发布",
        "confirmation": "复审",
        "withdrawn": "废止",
        "terminology": "术语",
        "symbols": "符号",
        "classification": "分类",
        "test-method": "试验方法",
        "specification": "规范",
        "code-of-practice": "规程",
        "guide": "指南",
        "product": "产品",
        "process": "过程",
        "service": "服务",
        "evaluation": "评价",
        "management-system": "管理体系",
        "positive": "肯定",
        "negative": "否定",
    },
    fields={
        "identifier": "标准编号", "title": "名称", "language": "语言", "level": "级别", "kind": "类别",
        "nature": "性质", "stage": "阶段", "issued": "发布日期", "effective": "实施日期", "ics": "ICS",
        "ccs": "CCS", "plan": "计划编号", "record": "备案号", "issuer": "发布机构", "proposer": "提出单位",
        "committee": "归口单位", "drafted_by": "起草单位", "drafters": "起草人", "replaces": "代替",
        "replaced_by": "被代替", "adopts": "采用", "series": "系列", "part": "部分", "patents": "专利",
        "copyright": "版权", "editions": "其他语种版本", "history": "历次版本", "profile": "起草规则",
        "strength": "能愿动词", "polarity": "肯定或否定", "subject": "标准化对象", "actor": "行为者",
        "characteristic": "特性", "applicability": "适用范围", "condition": "条件", "exceptions": "例外",
        "constraint": "约束", "decision": "判定规则", "verification": "证实方式", "method": "证实方法",
        "sampling": "抽样", "frequency": "频次", "relations": "关系", "severity": "严重程度",
        "rationale": "理由", "provenance": "来源",
    },
)  # fmt: skip


def page_words(language: str) -> PageWords:
    """Return the page's words for the language of a document."""
    return _ZH if language.lower().startswith("zh") else _EN
