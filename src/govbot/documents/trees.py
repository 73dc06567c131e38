"""A part's XML, read without entities, and without depth or size that a policy has no use for."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from govbot.documents.errors import DAMAGED, TOO_INTRICATE, Unreadable

MOST_ELEMENTS = 200_000  # a page of Word text has 50 to 500; so many take some 5 seconds and 250 MB
DEEPEST = 100

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VML = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Word's "strict" files say the same under other names.
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    "http://purl.oclc.org/ooxml/drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


class _Reader:
    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.elements = self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.depth > DEEPEST:
            raise Unreadable(TOO_INTRICATE)
        self.builder.start(_name(name), {_name(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_name(name))

    def doctype(self, *_: object) -> None:
        raise Unreadable("holds an XML document type, which no Word file needs: save it again in Word.")


def read_tree(data: bytes) -> Element:
    """The root element, names as "{namespace}local". Raises Unreadable."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.builder.data
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(data, True)
    except (
        expat.ExpatError,
        LookupError,
        ValueError,
    ) as error:  # the last two: an encoding that expat can't read
        raise Unreadable(DAMAGED) from error
    return reader.builder.close()


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of Word's: w:val unless told otherwise."""
    return None if element is None else element.get(W + name)


def is_on(element: Element | None) -> bool:
    """Whether a property such as w:b is there and not switched off."""
    return element is not None and element.get(W + "val", "true") not in ("0", "false", "off")


@lru_cache(maxsize=2_000)
def _name(name: str) -> str:
    namespace, brace, local = name.rpartition("}")
    return f"{{{_STRICT.get(namespace, namespace)}}}{local}" if brace else name


def is_on_attribute(element: Element, name: str) -> bool:
    """Whether an attribute of Word's own is set."""
    return element.get(W + name, "0") in ("1", "true", "on")
