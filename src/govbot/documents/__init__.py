"""Documents as people hand them in: Word, Markdown and plain text, read into one form.

What comes in is hostile until read: sizes are checked before anything is unpacked, nothing is fetched, no
macro runs. The original bytes are kept as they came; the text beside them is Markdown. Everything here is
synchronous: the caller keeps it off the event loop.
"""

from govbot.documents.errors import Unreadable
from govbot.documents.sections import headings, section_text
from govbot.documents.upload import read_text, read_upload

__all__ = ["Unreadable", "headings", "read_text", "read_upload", "section_text"]
