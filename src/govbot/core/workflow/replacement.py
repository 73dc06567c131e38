"""A change to the wording of a draft or version: the words as they are, the words as they shall be. Pure."""

from __future__ import annotations

import hashlib

from govbot.core.grammar import Document, DocumentRef, FieldErrors
from govbot.core.redline import replace_words


def reworded(paper: DocumentRef, text: str, old: str, new: str, name: str) -> Document:
    """The document with these words replaced, as Markdown; a problem at its field where that cannot be
    done."""
    try:
        changed = replace_words(text, old, new)
    except ValueError as problem:
        raise FieldErrors({"old_words": str(problem)}) from None
    if changed == text:
        raise FieldErrors({"new_words": "That is the same wording. Write how it should read."})
    data = changed.encode()
    digest = hashlib.sha256(data).hexdigest()
    facts = DocumentRef(
        name=name,
        media="text/markdown",
        size=len(data),
        sha256=digest,
        text_sha256=digest,
        sections=paper.sections,
        header=paper.header,
    )
    return Document(facts, data, changed)
