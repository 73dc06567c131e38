"""A change to the wording of a draft or version: the words as they are, the words as they shall be. Pure."""

from __future__ import annotations

import hashlib

from govbot.core.grammar import Document, DocumentRef, FieldErrors
from govbot.core.redline import replace_words, shown_changes


def passage_of(before: str, after: str) -> tuple[str, ...]:
    """The first change between two texts, in its sentence: before, removed, added, after; () where no word changed."""
    shown = shown_changes(before, after, most=1)
    return (shown[0].before, shown[0].removed, shown[0].added, shown[0].after) if shown else ()


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
