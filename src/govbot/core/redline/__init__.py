"""What changed between two drafts, word by word, in passages that a person can read.

Pure, and nothing but the standard library.
"""

from govbot.core.redline.alignment import Piece, pieces
from govbot.core.redline.html import as_html
from govbot.core.redline.passages import KeyChanges, changes, key_changes, summary
from govbot.core.redline.substitution import replace_words

__all__ = ["KeyChanges", "Piece", "as_html", "changes", "key_changes", "pieces", "replace_words", "summary"]
