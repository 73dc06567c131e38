"""The public Policy Library: plain pages of adopted policies, made from what it is handed and nothing else.

No script, nothing fetched, every word escaped; a page reads the same from a server, a folder and on paper.
"""

from govbot.library.pages import (
    index_page,
    not_found_page,
    pages,
    policy_page,
    redline_page,
    version_page,
)
from govbot.library.shelf import Shelved, Site, Version
from govbot.library.static import write

__all__ = [
    "Shelved",
    "Site",
    "Version",
    "index_page",
    "not_found_page",
    "pages",
    "policy_page",
    "redline_page",
    "version_page",
    "write",
]
