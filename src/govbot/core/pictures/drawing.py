"""The parts that every picture is made of: text, boxes, lines, patterns; what people wrote is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

INK = "#1b2733"
# A fill for each step of the process: light to dark, and told apart by pattern where colours are lost.
PATTERNS = (
    ("plain", "#dfe7ee", ""),
    ("dots", "#cfe0f0", '<circle cx="3" cy="3" r="1.2" fill="#1b2733"/>'),
    ("rising", "#bcd3ea", '<path d="M0 8 L8 0" stroke="#1b2733" stroke-width="1"/>'),
    ("lines", "#9fc0e0", '<path d="M0 4 H8" stroke="#1b2733" stroke-width="1"/>'),
    ("cross", "#84aad2", '<path d="M0 4 H8 M4 0 V8" stroke="#1b2733" stroke-width="0.8"/>'),
    ("dark", "#3d6a96", ""),
)


def picture(width: float, height: float, title: str, parts: Iterable[str]) -> str:
    """An SVG document; `title` is what a screen reader says of it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="{INK}">'
        f"<title>{escape(title)}</title>{_patterns()}{''.join(parts)}</svg>"
    )


def _patterns() -> str:
    drawn = "".join(
        f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{colour}"/>{mark}</pattern>'
        for name, colour, mark in PATTERNS
    )
    return f"<defs>{drawn}</defs>"


def words(x: float, y: float, text: str, anchor: str = "start", size: float = 13) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size:g}">{escape(text)}</text>'


def box(x: float, y: float, width: float, height: float, pattern: str) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{max(width, 1):g}" height="{height:g}" fill="url(#{pattern})" '
        f'stroke="{INK}" stroke-width="0.8"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, dashes: str = "", width: float = 1) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{INK}" stroke-width="{width:g}"{dashed}/>'


def diamond(x: float, y: float, *, is_filled: bool) -> str:
    """A target: hollow while it is ahead, filled once its day has passed and it is not reached."""
    fill = INK if is_filled else "#ffffff"
    path = f"M{x:g} {y - 6:g} L{x + 6:g} {y:g} L{x:g} {y + 6:g} L{x - 6:g} {y:g} Z"
    return f'<path d="{path}" fill="{fill}" stroke="{INK}"/>'


def short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
