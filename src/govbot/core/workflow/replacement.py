"""A change to the wording of a draft or version: the words as they are, the words as they shall be. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from govbot.core.grammar import Document, DocumentRef, FieldErrors
from govbot.core.redline import replace_words, shown_changes
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.word_files import Worded, word_base


def passage_of(before: str, after: str) -> tuple[str, ...]:
    """The first change between two texts, in its sentence: before, removed, added, after; () where no word changed."""
    shown = shown_changes(before, after, most=1)
    return (shown[0].before, shown[0].removed, shown[0].added, shown[0].after) if shown else ()


def reworded(context: PolicyContext, paper: DocumentRef, old: str, new: str, stem: str) -> Document:
    """The document with these words replaced, under this name; a problem at its field where that cannot be done.

    It is `context.reworded`, read anew, where that has this very text: a Word file, where the passage could be changed
    in the Word file of `paper`, else Markdown.
    """
    text = context.text
    try:
        changed = replace_words(text, old, new)
    except ValueError as problem:
        raise FieldErrors({"old_words": str(problem)}) from None
    if changed == text:
        raise FieldErrors({"new_words": "That is the same wording. Write how it should read."})
    made = context.reworded
    if made is not None and made.text == changed:
        ending = ".docx" if made.paper.is_word else ".md"
        return replace(made, paper=made.paper.model_copy(update={"name": stem + ending}))
    return as_markdown(paper, changed, stem)


def as_markdown(paper: DocumentRef, text: str, stem: str) -> Document:
    """A Markdown document of this text, with the sections and the header of another one."""
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    facts = DocumentRef(
        name=f"{stem}.md",
        media="text/markdown",
        size=len(data),
        sha256=digest,
        text_sha256=digest,
        sections=paper.sections,
        header=paper.header,
    )
    return Document(facts, data, text)


IN_WORD = "The Word file is changed in the same way."
NOT_IN_WORD = "The Word file cannot be changed in the same way: {publisher} is asked for it."


def told_of_word(context: PolicyContext, before: Worded, document: Document) -> Iterator[str]:
    """What becomes of the Word file, for whoever confirms a change of words; nothing where there is none."""
    if word_base(context.state, before):
        yield context.say(IN_WORD if document.paper.is_word else NOT_IN_WORD)
