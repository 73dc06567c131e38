"""Documents as people hand them in: Word, Markdown and plain text, read into one form.

Every file is hostile until it is read: sizes are checked before anything is unpacked, nothing is fetched, no
macro runs. The original bytes are kept as they came; the text beside them is Markdown. Reading is synchronous;
a server calls the `_bounded` functions, which read in a child process that ends at its deadline.
"""

from govbot.documents.bounded import read_text_bounded, read_upload_bounded
from govbot.documents.errors import Unreadable
from govbot.documents.sections import headings, section_text
from govbot.documents.upload import read_text, read_upload
from govbot.documents.word_table import word_table

__all__ = [
    "Unreadable",
    "headings",
    "read_text",
    "read_text_bounded",
    "read_upload",
    "read_upload_bounded",
    "section_text",
    "word_table",
]
