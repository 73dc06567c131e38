"""What changed between two drafts, word by word, in passages that a person can read.

Pure, and nothing but the standard library.
"""

from govbot.redline.drawing import as_html
from govbot.redline.passages import changes, summary
from govbot.redline.stretches import Piece, pieces
from govbot.redline.wording import replace_words

__all__ = ["Piece", "as_html", "changes", "pieces", "replace_words", "summary"]
