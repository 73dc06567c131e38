"""What changed between two drafts: word by word, in passages that a person can read, as a list, and as a page.

Pure; besides the standard library it uses `regex`, for the signs that a reader sees as one.
"""

from govbot.core.redline.alignment import Piece, pieces
from govbot.core.redline.anchors import carried, paragraph_holding, place_key, place_of, sections_holding
from govbot.core.redline.blocks import PICTURE, plain_text
from govbot.core.redline.comparison import compare
from govbot.core.redline.html import as_html, redline_html, whole_page
from govbot.core.redline.passages import changes, summary
from govbot.core.redline.report import Entry, Report, as_data, report
from govbot.core.redline.shown import TextChanges, shown_changes, text_changes
from govbot.core.redline.style import STYLE
from govbot.core.redline.substitution import replace_words
from govbot.core.redline.units import Unit

__all__ = [
    "PICTURE",
    "STYLE",
    "Entry",
    "Piece",
    "Report",
    "TextChanges",
    "Unit",
    "as_data",
    "as_html",
    "carried",
    "changes",
    "compare",
    "paragraph_holding",
    "pieces",
    "place_key",
    "place_of",
    "plain_text",
    "redline_html",
    "replace_words",
    "report",
    "sections_holding",
    "shown_changes",
    "summary",
    "text_changes",
    "whole_page",
]
