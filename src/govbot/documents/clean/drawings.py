"""Pictures and text boxes of a clean copy, drawn anew: from pixels, sizes and the words in the box."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement

from govbot.documents.archive import Archive
from govbot.documents.clean.names import PIC, WP, A, V, w
from govbot.documents.clean.package import Links, Source
from govbot.documents.clean.pictures import redrawn
from govbot.documents.pictures import Crop, crop_of, crop_of_shape
from govbot.documents.trees import R

PIXEL = 9_525  # English Metric Units, at 96 pixels an inch
MOST = 20_000_000  # the longest side, in these units: 55 cm
VML = frozenset(
    V + name for name in ("group", "rect", "roundrect", "shape")
)  # those in which a reader finds text
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,4}(?:\.[0-9]{1,3})?)(pt|in)\b")


@dataclass(slots=True)
class Media:
    """The pictures of the new file, each once, whichever part shows it."""

    archive: Archive
    parts: dict[str, bytes] = field(default_factory=dict)
    drawn: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def picture(
        self, source: Source | None, links: Links, size: tuple[int, int] | None, crop: Crop = (0, 0, 0, 0)
    ) -> list[Element]:
        """A picture in the line, `size` in English Metric Units; nothing where it lies outside, or is unreadable."""
        data = self.archive.read(source.target) if source and not source.is_outside else None
        result = redrawn(data, crop) if data else None
        if result is None:
            return []
        ending, pixels, (width, height) = result
        digest = sha256(pixels).hexdigest()
        name = self._known.setdefault(digest, f"media/image{len(self._known) + 1}.{ending}")
        self.parts[name] = pixels
        self.drawn += 1
        return [_inline(self.drawn, links.to("image", name), size or (width * PIXEL, height * PIXEL))]

    def of_drawing(self, drawing: Element, sources: dict[str, Source], links: Links) -> list[Element]:
        """The picture of a drawing; a chart, a diagram, a shape or a hidden picture is none."""
        for frame in drawing:
            picture = frame.find(f"{A}graphic/{A}graphicData/{PIC}pic")
            blip = picture.find(f"{PIC}blipFill/{A}blip") if picture is not None else None
            name = frame.find(WP + "docPr")
            if picture is None or blip is None or (name is not None and name.get("hidden") in ("1", "true")):
                continue
            size = _extent(frame.find(WP + "extent"))
            crop = crop_of(picture.find(f"{PIC}blipFill/{A}srcRect"))
            return self.picture(sources.get(blip.get(R + "embed", "")), links, size, crop)
        return []

    def of_shape(self, data: Element, style: str, sources: dict[str, Source], links: Links) -> list[Element]:
        """The picture of an older shape, whose size stands in its style."""
        sides = {
            name: float(number) * (12_700 if unit == "pt" else 914_400)
            for name, number, unit in _SIZE.findall(style)
        }
        size = (int(sides["width"]), int(sides["height"])) if len(sides) == 2 else None
        return self.picture(sources.get(data.get(R + "id", "")), links, size, crop_of_shape(data))


def text_box(content: list[Element], style: str) -> Element:
    """A box with these paragraphs, in the line: a box of the older kind, which every program opens."""
    sides = "".join(f"{name}:{number}{unit};" for name, number, unit in _SIZE.findall(style))
    shape = Element(V + "rect", {"style": sides or "width:400pt;height:100pt"})
    box = SubElement(shape, V + "textbox")
    box.append(w("txbxContent", content or [w("p")]))
    return w("pict", [shape])


def _extent(element: Element | None) -> tuple[int, int] | None:
    sides = [element.get(name, "") for name in ("cx", "cy")] if element is not None else []
    if len(sides) != 2 or not all(side.isdecimal() and len(side) < 12 for side in sides):
        return None
    return min(int(sides[0]), MOST), min(int(sides[1]), MOST)


def _inline(number: int, link: str, size: tuple[int, int]) -> Element:
    wide, high = (str(max(side, 1)) for side in size)
    inline = Element(WP + "inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    SubElement(inline, WP + "extent", {"cx": wide, "cy": high})
    SubElement(inline, WP + "docPr", {"id": str(number), "name": f"Picture {number}"})
    graphic = SubElement(inline, A + "graphic")
    data = SubElement(graphic, A + "graphicData", {"uri": PIC[1:-1]})
    picture = SubElement(data, PIC + "pic")
    about = SubElement(picture, PIC + "nvPicPr")
    SubElement(about, PIC + "cNvPr", {"id": str(number), "name": f"Picture {number}"})
    SubElement(about, PIC + "cNvPicPr")
    fill = SubElement(picture, PIC + "blipFill")
    SubElement(fill, A + "blip", {R + "embed": link})
    SubElement(SubElement(fill, A + "stretch"), A + "fillRect")
    shape = SubElement(picture, PIC + "spPr")
    place = SubElement(shape, A + "xfrm")
    SubElement(place, A + "off", {"x": "0", "y": "0"})
    SubElement(place, A + "ext", {"cx": wide, "cy": high})
    SubElement(SubElement(shape, A + "prstGeom", {"prst": "rect"}), A + "avLst")
    return w("drawing", [inline])
