"""Looks through a clean copy for what must not be in it: the second lock beside the lists of `allowed.py`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from govbot.documents.clean.fields import COUNTING, NUMBERED, SHOWN_ADDRESS
from govbot.documents.clean.names import ALLOWED, local
from govbot.documents.trees import W, is_on, read_tree

_PARTS = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:document|styles|numbering|settings|footnotes"
    r"|endnotes|header\d+|footer\d+)\.xml|word/theme/theme1\.xml|word/_rels/\w+\.xml\.rels"
    r"|word/media/image\d+\.(?:png|jpeg))\Z"
)
_ELEMENTS = frozenset(
    [
        "del",
        "ins",
        "moveFrom",
        "moveTo",
        "delText",
        "delInstrText",
        "pPrChange",
        "rPrChange",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "numberingChange",
        "cellIns",
        "cellDel",
        "cellMerge",
        "moveFromRangeStart",
        "moveToRangeStart",
        "comment",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "annotationRef",
        "sdt",
        "sdtPr",
        "dataBinding",
        "customXml",
        "smartTag",
        "object",
        "control",
        "altChunk",
        "subDoc",
        "permStart",
        "permEnd",
        "ffData",
        "docVars",
        "mailMerge",
        "attachedTemplate",
        "rsids",
        "rsid",
        "documentProtection",
        "writeProtection",
        "tblCaption",
        "tblDescription",
        "nsid",
        "tmpl",
    ]
)
_ATTRIBUTES = re.compile(r"(?:rsid\w*|author|initials|date|paraId|textId|descr|tooltip|edGrp|ed)\Z")
_NUMBER = rf"(?:{'|'.join(NUMBERED)})(?: (?:\w+Default|\\[ls] \d+))*"
_LINK = r'HYPERLINK (?:"(?:https?://|mailto:)[^"\s]+"|\\l "place\d+")'
_FIELD = re.compile(rf" (?:{'|'.join(COUNTING)}|{_NUMBER}|{_LINK}) \Z", re.IGNORECASE)


def leftovers(data: bytes) -> Iterator[str]:
    """What is left in a copy, each in a few words."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if package.comment or any(info.comment or info.extra for info in package.infolist()):
            yield "a remark on the archive"
        for name in package.namelist():
            if not _PARTS.match(name):
                yield f"the part {name}"
            elif name.endswith((".xml", ".rels")):
                yield from _in(read_tree(package.read(name)), name)


def _in(element: Element, part: str, inside: tuple[str, ...] = ()) -> Iterator[str]:
    name = local(element.tag)
    if not element.tag.startswith(ALLOWED) or (element.tag.startswith(W) and name in _ELEMENTS):
        yield f"{name} in {part}"
    for key in element.attrib:
        if _ATTRIBUTES.match(local(key)) or (key.startswith("{") and not key.startswith(ALLOWED)):
            yield f"{local(key)} in {part}"
    if name in ("instrText", "fldSimple") and not _FIELD.match(
        element.get(W + "instr") or element.text or ""
    ):
        yield f"a field in {part}"
    if name == "vanish" and is_on(element) and inside[-2:] != ("pPr", "rPr"):
        yield f"hidden text in {part}"
    if element.get("TargetMode") == "External" and not SHOWN_ADDRESS.match(element.get("Target", "")):
        yield f"a link in {part}"
    for child in element:
        yield from _in(child, part, (*inside, name))
