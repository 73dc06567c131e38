"""Which Word file belongs to the text of a draft or version: its own, one given later, or an earlier one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from govbot.core.grammar import DocumentRef
from govbot.core.workflow.policy import Policy


class Worded(Protocol):
    """A draft or a version: its document, and the Word file that it was reworded from, if any."""

    @property
    def paper(self) -> DocumentRef: ...
    @property
    def base(self) -> DocumentRef | None: ...


@dataclass(frozen=True, slots=True)
class WordSource:
    """A Word file that can be copied: what it reads as, and the text that its copy is to give, by their hashes.

    `is_before` says that the copy is as approved, before a change of words.
    """

    original: DocumentRef
    wanted: str
    is_before: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether a passage of the file has to be changed in its copy."""
        return self.wanted != self.original.text_sha256


def word_sources(policy: Policy, worded: Worded) -> Iterator[WordSource]:
    """The Word files for a text, best first; none where its document was never one of Word's."""
    text = worded.paper.text_sha256
    given = policy.word_files.get(text)
    if given is not None:
        yield WordSource(given, text)
    elif worded.paper.is_word:
        yield WordSource(worded.paper, text)
    elif worded.base is not None:
        yield WordSource(worded.base, text)
        yield WordSource(worded.base, worded.base.text_sha256, is_before=True)


def word_base(policy: Policy, worded: Worded) -> DocumentRef | None:
    """The Word file from which a rewording of this text begins; None where there is none."""
    source = next(word_sources(policy, worded), None)
    return source.original if source else None
