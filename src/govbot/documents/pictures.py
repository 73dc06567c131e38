"""The pictures that a Word file shows in its text: which part each is, the piece of it that is seen, and its words.

A picture stands in the text as "![alternative text](picture:ID)"; its id is made from its bytes and its crop, so
another picture is another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from posixpath import splitext
from xml.etree.ElementTree import Element

from govbot.documents.archive import Archive
from govbot.documents.trees import VML, R, W

Crop = tuple[
    float, float, float, float
]  # left, top, right, bottom: shares of the width or height that are cut off
WHOLE: Crop = (0, 0, 0, 0)
ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"})
MOST_PICTURES = 200  # that are shown of one file
MOST_BYTES = 10 * 2**20  # of one picture
MOST_NAMED = 5  # pictures of which it is told what they show
LONGEST_ALT = 200  # characters
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
IN_TEXT = re.compile(r"!\[([^\[\]\n]*)\]\(picture:([0-9a-f]{16})\)")

_THOUSANDTHS = 100_000  # a crop is given in thousandths of a percent
_MADE_BY_WORD = re.compile(
    r"[,.]?\s*(?:description (?:automatically|generated).*|AI-generated content may be incorrect\.?)", re.I
)
_FILE = re.compile(r"[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|svg)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the text shows it; `path` is its part in the Word file."""

    id: str
    path: str
    crop: Crop
    alt: str


@dataclass(slots=True)
class PictureParts:
    """The pictures of one file; `paths` are by the ids under which the part that is being read refers to them."""

    archive: Archive
    paths: Mapping[str, str]
    shown: list[Picture]
    _ids: dict[tuple[str, Crop], str] = field(default_factory=dict)

    def of(self, drawing: Element) -> list[Picture]:
        """The pictures of a drawing, without those in its text boxes; none that is hidden or cannot be shown."""
        if drawing.tag == W + "object":
            return []
        pictures = [picture for part in _outside_boxes(drawing) for picture in self._picture(part)]
        pictures = pictures[: MOST_PICTURES - len(self.shown)]
        self.shown += pictures
        return pictures

    def _picture(self, part: Element) -> Iterator[Picture]:
        if part.tag in (PLACED + "inline", PLACED + "anchor"):
            named = part.find(PLACED + "docPr")
            placed = part.find(f"{DRAWING}graphic/{DRAWING}graphicData/{PICTURE}pic")
            blip = placed.find(f"{PICTURE}blipFill/{DRAWING}blip") if placed is not None else None
            if placed is None or blip is None or (named is not None and named.get("hidden") in ("1", "true")):
                return
            alt = named.get("descr", "") if named is not None else ""
            yield from self._known(
                blip.get(R + "embed", ""), crop_of(placed.find(f"{PICTURE}blipFill/{DRAWING}srcRect")), alt
            )
        elif part.tag.startswith(VML) and (data := part.find(VML + "imagedata")) is not None:
            yield from self._known(data.get(R + "id", ""), crop_of_shape(data), part.get("alt", ""))

    def _known(self, key: str, crop: Crop, alt: str) -> Iterator[Picture]:
        path = self.paths.get(key, "")
        if splitext(path)[1].lower() not in ENDINGS or path not in self.archive.names:
            return
        if (path, crop) not in self._ids:
            is_small = 0 < self.archive.size_of(path) <= MOST_BYTES
            data = self.archive.read(path) if is_small else None
            self._ids[path, crop] = sha256(data + repr(crop).encode()).hexdigest()[:16] if data else ""
        if id := self._ids[path, crop]:
            yield Picture(id, path, crop, _shown(alt))


def _outside_boxes(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag != W + "txbxContent":
            yield child
            yield from _outside_boxes(child)


def _shown(alt: str) -> str:
    """The alternative text as it is shown; none where a program wrote a file's name or its own guess."""
    words = " ".join(re.sub(r"[\[\]()|`*_~+<>&\\]", " ", _MADE_BY_WORD.sub("", alt)).split())
    return "" if _FILE.search(alt.strip()) else words[:LONGEST_ALT]


def crop_of(element: Element | None) -> Crop:
    """The crop of a drawing's picture (a:srcRect)."""
    if element is None:
        return WHOLE
    cuts = [element.get(side, "0") for side in "ltrb"]
    shares = [int(cut) / _THOUSANDTHS if re.fullmatch(r"-?\d{1,7}", cut) else 0.0 for cut in cuts]
    return tuple(max(share, 0.0) for share in shares)  # type: ignore[return-value]


def crop_of_shape(data: Element) -> Crop:
    """The crop of an older shape's picture (v:imagedata)."""
    cuts = [_share(data.get(name, "0")) for name in ("cropleft", "croptop", "cropright", "cropbottom")]
    return cuts[0], cuts[1], cuts[2], cuts[3]


def _share(written: str) -> float:
    """A crop of an older shape: "13107f" counts in 65,536ths, ".2" is the share itself."""
    if re.fullmatch(r"\d{1,6}f", written):
        return int(written[:-1]) / 65_536
    return float(written) if re.fullmatch(r"0?\.\d{1,6}", written) else 0.0


def without_pictures(text: str) -> str:
    """The text without its pictures: what a copy with other bytes of the same pictures gives too."""
    text = re.sub(r"(?m)^[ \t]*(?:!\[[^\[\]\n]*\]\(picture:[0-9a-f]{16}\)[ \t]*)+\n\n?", "", text)
    return re.sub(rf"[ \t]*{IN_TEXT.pattern}", "", text)


def named_in(text: str) -> str:
    """How many pictures a text has, and what they show: "2 pictures: “Network plan”"; "" for none."""
    alts = [match[1] for match in IN_TEXT.finditer(text)]
    if not alts:
        return ""
    words = [*dict.fromkeys(f"“{alt}”" for alt in alts if alt)]
    count = "1 picture" if len(alts) == 1 else f"{len(alts):,} pictures"
    told = ", ".join(words[:MOST_NAMED]) + (" …" if len(words) > MOST_NAMED else "")
    return f"{count}: {told}" if words else count
