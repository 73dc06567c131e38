"""Pictures drawn anew from their pixels: what a camera, a program or a crop left in the file is not in them."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from govbot.documents.pictures import Crop

MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
QUALITY = 90


def redrawn(data: bytes, crop: Crop = (0, 0, 0, 0)) -> tuple[str, bytes, tuple[int, int]] | None:
    """The picture's ending ("png", "jpeg"), its bytes, and its size in pixels; None where it cannot be read.

    Only the part of it that is shown is kept, of an animation its first picture.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                return _redrawn(picture, crop)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError, Warning):
        return None


def _redrawn(picture: Image.Image, crop: Crop) -> tuple[str, bytes, tuple[int, int]] | None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        return None
    is_photo = picture.format == "JPEG"
    left, top, right, bottom = crop
    box = (round(width * left), round(height * top), round(width * (1 - right)), round(height * (1 - bottom)))
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    shown = picture.crop(box).convert("RGB" if is_photo else "RGBA")
    if not is_photo:
        _blank_where_clear(shown)
    plain = Image.frombytes(shown.mode, shown.size, shown.tobytes())  # pixels alone: no notes, no profile
    packed = io.BytesIO()
    if is_photo:
        plain.save(packed, "JPEG", quality=QUALITY)
        return "jpeg", packed.getvalue(), plain.size
    plain.save(packed, "PNG")
    return "png", packed.getvalue(), plain.size


def _blank_where_clear(picture: Image.Image) -> None:
    """Colours under full transparency are not seen: they are made white."""
    clear = picture.getchannel("A").point(lambda alpha: 255 if alpha == 0 else 0)
    picture.paste((255, 255, 255, 0), (0, 0), clear)
