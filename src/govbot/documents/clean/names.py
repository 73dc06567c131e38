"""The XML namespaces of a clean copy, with the prefixes under which Word writes them."""

from __future__ import annotations

from xml.etree.ElementTree import Element, register_namespace, tostring

from govbot.documents.trees import R, W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ALLOWED = (W, R, A, PIC, WP, M, V, RELATIONSHIPS, TYPES, CORE, XML)

_PREFIXES = {
    "w": W, "r": R, "a": A, "pic": PIC, "wp": WP, "m": M, "v": V, "cp": CORE,
}  # fmt: skip
for _prefix, _namespace in _PREFIXES.items():
    register_namespace(_prefix, _namespace[1:-1])


def local(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition("}")[2]


def w(name: str, children: list[Element] | None = None, /, **attributes: str) -> Element:
    """An element of WordprocessingML; the attributes are in its namespace, too."""
    element = Element(W + name, {W + key: value for key, value in attributes.items()})
    element.extend(children or [])
    return element


def unprefixed(namespace: str, name: str) -> Element:
    """A root element of the package's own parts, in which programs look for names without a prefix."""
    return Element(name, {"xmlns": namespace[1:-1]})


def written(root: Element) -> bytes:
    """The element as a part of the file."""
    text: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return text
