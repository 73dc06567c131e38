"""Signs of the fonts Symbol and Wingdings as signs that every font has."""

from __future__ import annotations

from functools import lru_cache


def sign(font: str, code: str) -> str:
    """A w:sym, whose code is hexadecimal and may lie in the private area (F0B7); "" where it is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    signs = _signs()
    known = signs.get((font, number)) or signs.get((font, number & 0xFF if number >= 0xF000 else number))
    if known:
        return chr(known)
    return chr(number) if 0x20 < number < 0xD800 else ""


@lru_cache
def _signs() -> dict[tuple[str, int], int]:
    """mammoth's table of the signs; it is loaded where a file has some."""
    from mammoth.docx.dingbats import dingbats

    return dict(dingbats)
