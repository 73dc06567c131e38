"""What a draft lacks of the standard format: facts of its header, and the sections that a policy usually has. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.grammar import DocumentRef
from govbot.core.process import Process

# The facts of the standard header, and the keys under which they are read out of a document.
FACTS = (
    ("its title", ("title",)),
    ("its originator", ("originator",)),
    ("its effective date", ("effective_date", "effective")),
    ("its history or version", ("history", "version", "version_date")),
    ("the relevant laws or regulations", ("laws",)),
)
OTHER_NAMES = "|"  # between the names under which a section may stand


def lacking(paper: DocumentRef, process: Process) -> Iterator[str]:
    """Each fact and each usual section that the document does not have, in words."""
    for words, keys in FACTS:
        if not any(paper.header.get(key) for key in keys):
            yield words
    headings = [heading.casefold() for heading in paper.sections]
    for section in process.drafts.sections:
        names = [name.strip().casefold() for name in section.split(OTHER_NAMES)]
        if not any(name in heading for name in names for heading in headings):
            yield f"a section “{section.partition(OTHER_NAMES)[0].strip()}”"
