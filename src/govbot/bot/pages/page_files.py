"""The files, pictures and redlines of a page that is open in a browser."""

from __future__ import annotations

from collections.abc import Callable

from govbot.bot.pages import (
    answers,
    commenting,
    documents,
    evidence,
    overview,
    reading,
    redlines,
    responses,
    shown_pictures,
)
from govbot.bot.pages.documents import DocumentFile
from govbot.bot.pages.page_answers import PageAnswers
from govbot.bot.pages.reading import AttachedOriginal, Original
from govbot.bot.pages.redlines import RedlinePage
from govbot.bot.pages.results import Closed
from govbot.bot.pages.shown_pictures import PictureSource, ShownPicture
from govbot.bot.request_context import RequestContext
from govbot.core.cards import pages as say
from govbot.core.grammar import Refusal
from govbot.record import Record


class PageFiles:
    """Raises nothing: every refusal is a `Closed`. Each file is read by the person to whom the page is open."""

    def __init__(self, record: Record, answers: PageAnswers) -> None:
        self._answers = answers
        self._redlines = redlines.Redlines(record)
        self._pictures = shown_pictures.ShownPictures(record)

    async def original(self, id: str, browser: str) -> Original | Closed:
        """The file of the page's draft, or of the evidence, byte for byte."""

        def look(context: RequestContext) -> Original:
            theirs, session = self._answers.open_page(context, id, browser)
            match session.page:
                case "read":
                    return reading.original(theirs, session.subject, session.about)
                case "evidence":
                    return evidence.evidence_file(theirs, session.subject, session.about)
                case "overview":
                    return overview.overview_file(theirs)
                case "answers":
                    return answers.answers_file(theirs, session.subject)
                case _:
                    raise Refusal(say.NO_FILE)

        return await self._answers.answer(id, lambda: self._answers.read(look))

    async def responses(self, id: str, browser: str, kind: str, only: str = "") -> Original | Closed:
        """The page's comment-response table as one of `responses.FILES`."""

        def look(context: RequestContext) -> Original | DocumentFile:
            theirs, session = self._answers.open_page(context, id, browser)
            if session.page != "responses":
                raise Refusal(say.NO_FILE)
            return responses.responses_file(theirs, session.subject, kind, only)

        file = await self._answers.answer(id, lambda: self._answers.read(look))
        return await self._written(id, file) if isinstance(file, DocumentFile) else file

    async def document(self, id: str, browser: str, kind: str) -> Original | Closed:
        """The page's document as a file: "word" or "pdf"."""

        def look(context: RequestContext) -> DocumentFile:
            theirs, session = self._answers.open_page(context, id, browser)
            return documents.document_file(theirs, session.page, session.subject, session.about, kind)

        file = await self._answers.answer(id, lambda: self._answers.read(look))
        return file if isinstance(file, Closed) else await self._written(id, file)

    async def _written(self, id: str, file: DocumentFile) -> Original | Closed:
        return await self._answers.answer(id, lambda: documents.written(file))

    async def attachment(self, id: str, browser: str, place: int) -> Original | Closed:
        """Another file of the page's draft, by its place among them."""

        def look(context: RequestContext) -> AttachedOriginal:
            theirs, session = self._answers.open_page(context, id, browser)
            if session.page != "read":
                raise Refusal(say.NO_FILE)
            return reading.attachment(theirs, session.subject, session.about, place)

        file = await self._answers.answer(id, lambda: self._answers.read(look))
        return (
            file
            if isinstance(file, Closed)
            else await self._answers.answer(id, lambda: reading.handed_out(file))
        )

    async def picture(self, id: str, browser: str, picture: str) -> ShownPicture | Closed:
        """A picture of a text that whoever opened the page in this browser may read."""

        def look(context: RequestContext) -> PictureSource:
            theirs, session = self._answers.open_page(context, id, browser)
            if session.page not in ("read", commenting.PAGE):
                raise Refusal(say.NO_FILE)
            return shown_pictures.picture_source(theirs, session.subject, picture)

        source = await self._answers.answer(id, lambda: self._answers.read(look))
        return (
            source
            if isinstance(source, Closed)
            else await self._answers.answer(id, lambda: self._pictures.drawn(source))
        )

    async def redline(self, id: str, browser: str, earlier: str, later: str = "") -> RedlinePage | Closed:
        """What changed from one text to another ("": the draft of the page that is open in this browser)."""
        page = await self._answers.answer(
            id, lambda: self._answers.read(self._redline(id, browser, earlier, later))
        )
        return (
            page
            if isinstance(page, Closed)
            else await self._answers.answer(id, lambda: self._redlines.drawn(page))
        )

    async def redline_file(self, id: str, browser: str, earlier: str, later: str = "") -> Original | Closed:
        """The same as a Word file with tracked changes."""
        page = await self._answers.answer(
            id, lambda: self._answers.read(self._redline(id, browser, earlier, later))
        )
        return (
            page
            if isinstance(page, Closed)
            else await self._answers.answer(id, lambda: self._redlines.word_file(page))
        )

    def _redline(
        self, id: str, browser: str, earlier: str, later: str
    ) -> Callable[[RequestContext], RedlinePage]:
        def look(context: RequestContext) -> RedlinePage:
            theirs, session = self._answers.open_page(context, id, browser)
            if session.page != "read":
                raise Refusal(say.NO_FILE)
            return redlines.redline_page(theirs, session.subject, session.about, earlier, later)

        return look
