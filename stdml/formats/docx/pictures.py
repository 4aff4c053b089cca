"""Pictures: those in the file become part of the document, as addresses that hold their bytes (`data:`)."""

from __future__ import annotations

from base64 import b64encode

from stdml.formats.docx import findings
from stdml.formats.docx.archive import Report
from stdml.formats.docx.names import FALLBACK, TEXT_BOX, Element, one_line, q
from stdml.formats.docx.parts import Parts

MAX_PICTURE = 6 * 1024 * 1024
MAX_ALL = 18 * 1024 * 1024
"""All pictures together; the Markdown that holds them has to stay readable."""

_KINDS = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd7\xcd\xc6\x9a", "image/wmf"),
    (b"\x01\x00\x09\x00", "image/wmf"),
    (b"\x01\x00\x00\x00", "image/emf"),
)


class Pictures:
    """Gives the addresses of pictures.

    Args:
        parts: the parts of the file
        report: takes a finding, and the values of its message
    """

    def __init__(self, parts: Parts, report: Report) -> None:
        self._parts = parts
        self._report = report
        self._known: dict[str, str | None] = {}
        self._total = 0

    def address(self, part: str, relationship: str | None) -> str | None:
        """Return the address of the picture that a part refers to; None where there is none."""
        link = self._parts.links(part).get(relationship or "")
        if link is None:
            what = {"what": "picture", "what_zh": "图片"}
            self._report(findings.MISSING, name=relationship or "", **what)
            return None
        if link.outside:
            # It is named and never fetched.
            return one_line(link.target) or None
        if link.target not in self._known:
            self._known[link.target] = self._embedded(link.target)
        return self._known[link.target]

    def _embedded(self, name: str) -> str | None:
        data = self._parts.archive.read(name)
        if data is None:
            self._report(findings.MISSING, name=name, what="picture", what_zh="图片")
            return one_line(name) or None
        kind = next((kind for start, kind in _KINDS if data.startswith(start)), None)
        if kind is None and b"<svg" in data[:2000]:
            kind = "image/svg+xml"
        reason = None
        if kind is None:
            reason = ("its kind is not known", "类型未知")
        elif len(data) > MAX_PICTURE or self._total + len(data) > MAX_ALL:
            reason = ("it is too large", "过大")
        if reason:
            self._report(findings.PICTURE, name=name, reason=reason[0], reason_zh=reason[1])
            return one_line(name) or None
        self._total += len(data)
        return f"data:{kind};base64,{b64encode(data).decode()}"


def picture_ids(element: Element) -> list[str | None]:
    """Return the relationships of the pictures in a drawing, or in an object of the older kind."""
    found: list[str | None] = []
    for blip in element.iter(q("a:blip")):
        found.append(blip.get(q("r:embed")) or blip.get(q("r:link")))
    for image in element.iter(q("v:imagedata")):
        found.append(image.get(q("r:id")) or image.get(q("r:pict")))
    return found


def words_of(element: Element) -> tuple[str, str]:
    """Return the name and the description that a drawing gives itself."""
    for properties in element.iter(q("wp:docPr")):
        return one_line(properties.get("title")), one_line(properties.get("descr"))
    for shape in element.iter(q("v:shape")):
        return "", one_line(shape.get("alt"))
    return "", ""


def boxes_of(drawing: Element) -> list[Element]:
    """Return the text boxes in a drawing, without those inside of them and those that repeat one."""
    return [box for box in drawing.iter(TEXT_BOX) if not _is_inside(box, drawing)]


def _is_inside(box: Element, drawing: Element) -> bool:
    above = box.getparent()
    while above is not None and above is not drawing:
        if above.tag in (TEXT_BOX, FALLBACK):
            return True
        above = above.getparent()
    return False


def art_words(drawing: Element) -> list[str]:
    """Return the words that are set as a picture (WordArt)."""
    return list(filter(None, (one_line(path.get("string")) for path in drawing.iter(q("v:textpath")))))


def unreadable(drawing: Element) -> str | None:
    """Return what a drawing shows that is neither a picture nor text, or None."""
    for name, what in ((q("c:chart"), "chart"), (q("dgm:relIds"), "diagram"), (q("o:OLEObject"), "OLE")):
        found = next(drawing.iter(name), None)
        if found is not None:
            return one_line(found.get("ProgID")) or what
    return None
