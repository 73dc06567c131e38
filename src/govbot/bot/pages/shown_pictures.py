"""The pictures of drafts and versions, each by its id, for whoever may read a text in which it stands."""

from __future__ import annotations

from dataclasses import dataclass

from govbot.bot.request_context import RequestContext
from govbot.core.cards.changes import compared_with
from govbot.core.cards.pages import NO_FILE
from govbot.core.grammar import DocumentRef, Refusal
from govbot.core.workflow.comparisons import VERSION, paper_of
from govbot.core.workflow.word_files import Worded, word_base
from govbot.documents.clean.shown import picture_of
from govbot.library.page_cache import DrawnOnce
from govbot.record import Record

PICTURE_BYTES = 32 * 2**20  # of pictures that are kept


@dataclass(frozen=True, slots=True)
class PictureSource:
    """The Word file in which a picture is, and the text in which it stands."""

    id: str
    file: DocumentRef
    text_sha256: str


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture as it is sent."""

    media: str
    data: bytes


def picture_source(context: RequestContext, subject: str, id: str) -> PictureSource:
    """Where a picture is; raises Refusal where no text that the person may read has it."""
    view = context.view(subject)
    for label, _ in compared_with(view):
        paper = paper_of(view.policy, view.development, label)
        if paper and f"(picture:{id})" in context.tx.documents.text(paper.text_sha256):
            of_label: list[Worded] = [
                *(draft for draft in view.development.drafts if draft.label == label),
                *(version for version in view.policy.versions if f"{VERSION}{version.number}" == label),
            ]
            file = word_base(view.policy, of_label[0])
            if file is not None:
                return PictureSource(id, file, paper.text_sha256)
    raise Refusal(NO_FILE)


class ShownPictures:
    """Pictures, drawn once in a child process; who may see them is checked at each request."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._drawn = DrawnOnce[tuple[str, bytes]](lambda drawn: len(drawn[1]), PICTURE_BYTES)

    async def drawn(self, source: PictureSource) -> ShownPicture:
        """The picture. Raises JobFailed, and Refusal where it cannot be drawn."""

        async def arguments() -> tuple[bytes, str, str]:
            return await self._record.read(
                lambda tx: (
                    tx.documents.data(source.file.sha256),
                    tx.documents.text(source.text_sha256),
                    source.id,
                )
            )

        media, data = await self._drawn.get((source.id, source.file.sha256), picture_of, arguments)
        if not data:
            raise Refusal(NO_FILE)
        return ShownPicture(media, data)
