"""The file around the parts: reads the old one's parts and relationships, and packs the new one's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname
from xml.etree.ElementTree import Element, SubElement

from govbot.documents.archive import Archive, beside
from govbot.documents.clean.names import CORE, RELATIONSHIPS, TYPES, unprefixed, written
from govbot.documents.trees import R, read_tree

MOST_OF_A_PART = 20 * 2**20
OFFICE = R[1:-1] + "/"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKED_ON = (1980, 1, 1, 0, 0, 0)
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_KIND = {
    "document": f"{MAIN}.document.main+xml",
    "header": f"{MAIN}.header+xml",
    "footer": f"{MAIN}.footer+xml",
}
_PICTURES = {"png": "image/png", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Source:
    """A relationship of the old file: its kind, and where it leads."""

    kind: str
    target: str
    is_outside: bool


def tree_at(archive: Archive, path: str | None) -> Element | None:
    """The root of a part; None where there is none. Raises Unreadable."""
    data = archive.read(path, MOST_OF_A_PART) if path else None
    return None if data is None else read_tree(data)


def sources(archive: Archive, part: str) -> dict[str, Source]:
    """The relationships of a part of the old file by id; targets inside of it are paths."""
    root = tree_at(archive, f"{dirname(part)}/_rels/{basename(part)}.rels".lstrip("/"))
    found: dict[str, Source] = {}
    for element in root.iterfind(RELATIONSHIPS + "Relationship") if root is not None else ():
        is_outside = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Source(
            kind, target if is_outside else beside(part, target), is_outside
        )
    return found


@dataclass(slots=True)
class Links:
    """The relationships of a part of the new file."""

    rows: list[tuple[str, str, bool]] = field(default_factory=list)

    def to(self, kind: str, target: str, *, outside: bool = False) -> str:
        """The id under which the part refers to this target."""
        row = (kind, target, outside)
        if row not in self.rows:
            self.rows.append(row)
        return f"rId{self.rows.index(row) + 1}"

    def written(self) -> bytes:
        root = unprefixed(RELATIONSHIPS, "Relationships")
        for n, (kind, target, outside) in enumerate(self.rows, 1):
            attributes = {"Id": f"rId{n}", "Type": kind if "://" in kind else OFFICE + kind, "Target": target}
            SubElement(
                root,
                "Relationship",
                attributes | ({"TargetMode": "External"} if outside else {}),
            )
        return written(root)


def packed(parts: Mapping[str, bytes], links: Mapping[str, Links]) -> bytes:
    """The new file: these parts of word/ with their relationships; the same bytes each time."""
    root = Links([("officeDocument", "word/document.xml", False), (_CORE_KIND, "docProps/core.xml", False)])
    files = {"[Content_Types].xml": _types(parts), "_rels/.rels": root.written()}
    files |= {"docProps/core.xml": written(Element(CORE + "coreProperties"))}
    for name, data in parts.items():
        files[f"word/{name}"] = data
        if name in links and links[name].rows:
            files[f"word/_rels/{name}.rels"] = links[name].written()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in files.items():
            package.writestr(zipfile.ZipInfo(path, _PACKED_ON), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _types(parts: Mapping[str, bytes]) -> bytes:
    root = unprefixed(TYPES, "Types")
    for ending, kind in {"rels": _RELS, "xml": "application/xml", **_PICTURES}.items():
        SubElement(root, "Default", {"Extension": ending, "ContentType": kind})
    SubElement(root, "Override", {"PartName": "/docProps/core.xml", "ContentType": _CORE})
    for name in parts:
        if name.endswith(".xml") and name != "theme/theme1.xml":
            kind = name.removesuffix(".xml").rstrip("0123456789")
            content = _KIND.get(kind, f"{MAIN}.{kind}+xml")
            SubElement(root, "Override", {"PartName": f"/word/{name}", "ContentType": content})
    if "theme/theme1.xml" in parts:
        theme = "application/vnd.openxmlformats-officedocument.theme+xml"
        SubElement(root, "Override", {"PartName": "/word/theme/theme1.xml", "ContentType": theme})
    return written(root)
