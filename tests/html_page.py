"""Reading a page back with the standard library's parser: its words, names, links and elements."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"br", "wbr", "img", "hr", "col", "meta", "link", "input"})


class Page(HTMLParser):
    """What is found in a page.

    Attributes:
        text: the text content, the contents of style and script elements left out
        scripts: the content of each script element, with its attributes
        ids: every name of a place, in order
        links: every address a link leads to
        elements: every element with its attributes, in order
        errors: elements that are not closed, or not in order
    """

    def __init__(self, data: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.errors: list[str] = []
        self._open: list[str] = []
        self.feed(data)
        self.close()
        self.errors += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if len(values) != len(attrs):
            self.errors.append(f"repeated attribute on {tag}")
        if tag == "a" and "a" in self._open:
            self.errors.append("link in a link")
        self.elements.append((tag, values))
        if values.get("id") is not None:
            self.ids.append(values["id"] or "")
        if tag == "a" and values.get("href") is not None:
            self.links.append(values["href"] or "")
        if tag == "script":
            self.scripts.append((values, ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.errors.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if "script" in self._open:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        elif "style" not in self._open:
            self.text += data
