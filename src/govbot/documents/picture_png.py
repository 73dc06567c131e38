"""Makes a PNG file of a picture that is SVG, small enough to be sent inside a message."""

from __future__ import annotations

import base64
import io

from PIL import Image

MOST_BYTES = 9_000  # of the file: a chat that takes pictures inside a message takes 25 KB for the whole of it
COLOURS = (32, 16, 8, 4)  # the most with which the file is small enough
# Both families are named, since a machine may have either; the last one is built in.
PAGE = b"""
#set page(width: auto, height: auto, margin: 6pt, fill: white)
#set text(font: ("DejaVu Sans", "Liberation Sans", "Libertinus Serif"))
#image(bytes(sys.inputs.svg), format: "svg")
"""


def picture_png(svg: str) -> str:
    """The picture as PNG in base64. A job for a child process, which alone loads typst.

    Raises typst.TypstError for what is no SVG.
    """
    import typst

    drawn = bytes(typst.compile(PAGE, format="png", ppi=96, sys_inputs={"svg": svg}))
    with Image.open(io.BytesIO(drawn)) as image:
        flat = image.convert("RGB")
    files = (_file(flat, colours) for colours in COLOURS)
    data = next((file for file in files if len(file) <= MOST_BYTES), None) or _file(flat, COLOURS[-1])
    return base64.b64encode(data).decode("ascii")


def _file(image: Image.Image, colours: int) -> bytes:
    written = io.BytesIO()
    image.quantize(colours).save(written, "PNG", optimize=True)
    return written.getvalue()
