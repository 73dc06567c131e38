"""Answers every request for a page: one transaction, for the person of its link; a refusal is a `Closed`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from govbot.bot.pages import sessions
from govbot.bot.pages.link_cards import check_open
from govbot.bot.pages.links import PageLink, PageLinks
from govbot.bot.pages.results import Closed
from govbot.bot.pages.sessions import Session, SessionClosed
from govbot.bot.request_context import Installation, RequestContext
from govbot.core.cards import pages as say
from govbot.core.grammar import Refusal
from govbot.documents.worker_process import JobFailed
from govbot.record import Attempt, CommitOutcomeUnknown, Record, StorageFault, Tx

T = TypeVar("T")


class PageAnswers:
    """Reads links and sessions, and turns refusals and faults into pages. `bug` logs one, and returns its sentence."""

    def __init__(
        self, record: Record, installation: Installation, links: PageLinks, bug: Callable[[Exception], str]
    ) -> None:
        self._record, self._installation, self._links, self._bug = record, installation, links, bug

    def link(self, id: str, token: str) -> PageLink:
        link = self._links.read(token)
        if link.id != id:
            raise Refusal(say.CHANGED)
        return link

    def link_or_session(self, tx: Tx, id: str, token: str) -> PageLink | Session | None:
        return self.link(id, token) if token else sessions.session_of(tx, id)

    def open_page(self, context: RequestContext, id: str, browser: str) -> tuple[RequestContext, Session]:
        """The session of this page, and the context for its person; raises Refusal where it is not open."""
        session = sessions.current(context, id, browser, self._links.linking.open_for)
        theirs = context.for_person(session.person)
        check_open(theirs, session.page, session.subject, session.about)
        return theirs, session

    async def read(self, work: Callable[[RequestContext], T], person: str = "") -> T:
        return await self._installation.comparisons.reading(
            self._record,
            lambda: self._record.read(
                lambda tx: work(self._installation.context(tx, person, lacks_nothing=True))
            ),
        )

    async def write(self, work: Callable[[RequestContext], T]) -> T:
        return await self._record.write(lambda tx: work(self._installation.context(tx)))

    async def answer(self, id: str, answer: Callable[[], Awaitable[T]], token: str = "") -> T | Closed:
        try:
            return await answer()
        except Refusal as refused:
            may_renew = isinstance(refused, SessionClosed)
            await self._keep_attempt(id, token, str(refused))
            return Closed(str(refused), may_renew, "over" if may_renew else "no")
        except (StorageFault, CommitOutcomeUnknown) as fault:
            return Closed(str(fault), kind="fault")
        except JobFailed:
            return Closed(say.NOT_DRAWN, kind="fault")
        except Exception as bug:
            return Closed(self._bug(bug), kind="fault")

    async def _keep_attempt(self, id: str, token: str, sentence: str) -> None:
        """Keep a refused link among the attempts, where it was made here at all."""

        def keep(tx: Tx) -> None:
            try:
                link = self.link_or_session(tx, id, token)
            except Refusal:
                return
            if link is not None:
                page, name = f"page {link.page}", f"page:{id}"[:200]
                tx.attempts.keep(Attempt(tx.now, name, link.person, page, link.subject, sentence[:500]))

        try:
            await self._record.write(keep)
        except (StorageFault, CommitOutcomeUnknown):
            return
