"""The pages behind links: what each shows, what is handed in on them, and how they are refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account, Chat, DeliveryOutcomeUnknown, RetryLater, Undeliverable
from govbot.bot.pages import (
    board,
    commenting,
    public_preview,
    reading,
    sessions,
)
from govbot.bot.pages.board import BoardPage
from govbot.bot.pages.calendar_pages import Calendars
from govbot.bot.pages.commenting import CommentingPage
from govbot.bot.pages.link_cards import link_card, write_form
from govbot.bot.pages.links import PageLinks
from govbot.bot.pages.page_answers import PageAnswers
from govbot.bot.pages.page_files import PageFiles
from govbot.bot.pages.page_forms import check_form, draw_form, same_form
from govbot.bot.pages.public_preview import PublicPreview
from govbot.bot.pages.reading import Reading
from govbot.bot.pages.results import Closed, Filling, Handed, Landing
from govbot.bot.pages.sessions import Session, SessionClosed
from govbot.bot.pages.shown import Shown, shown
from govbot.bot.request_context import Installation, RequestContext
from govbot.core.cards import pages as say
from govbot.core.cards.vocabulary import Card, OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot.core.days import said
from govbot.core.grammar import Refusal
from govbot.core.table import PAGE_BY_NAME
from govbot.record import Record

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageContext:
    """What pages need: the record, the installation, the chats, and from the bot three functions.

    `hand_in` takes a person, a form's token, answers and uploads; `account_of` knows whose account it is;
    `bug` logs a fault and returns the sentence for the person.
    """

    record: Record
    installation: Installation
    chats: Mapping[str, Chat]
    hand_in: Callable[[str, str, Mapping[str, Answer], Mapping[str, Upload]], Awaitable[Reply]]
    account_of: Callable[[Account], str]
    bug: Callable[[Exception], str]


async def _with_html(page: PublicPreview) -> PublicPreview:
    return replace(page, html=await public_preview.drawn(page))


class Pages:
    """Raises nothing: every refusal is a `Closed`. `browser` is the secret that only this browser holds."""

    def __init__(self, context: PageContext, links: PageLinks) -> None:
        self._page_context, self._links = context, links
        self._record = context.record
        self._answers = PageAnswers(context.record, context.installation, links, context.bug)
        self._texts = reading.DraftTexts(context.record)
        self.files = PageFiles(context.record, self._answers)
        self.calendars = Calendars(context.record, context.installation, links)
        self.base = links.linking.base
        self.open_for = links.linking.open_for

    # A link ------------------------------------------------------------------------------------------

    def upload_link(self, account: Account, token: str) -> str:
        """The link to a page for this form; empty where the account is nobody's whom govbot knows."""
        person = self._page_context.account_of(account)
        if not person:
            return ""
        form = self._page_context.installation.signer.read(token)
        now = self._record.now()
        link = self._links.issue(now, "form", person, form.subject, form.about, write_form(form))
        return self._links.address(link)

    async def landing(self, id: str, token: str) -> Landing | Closed:
        """The first page of a link. Nothing is used up by looking: a preview or a scanner may look too."""
        return await self._answers.answer(
            id, lambda: self._answers.read(lambda context: self._landing(context, id, token)), token
        )

    def _landing(self, context: RequestContext, id: str, token: str) -> Landing:
        link = self._answers.link(id, token)
        is_opened = sessions.session_of(context.tx, id) is not None
        if is_opened and sessions.has_ended(context.tx, id):
            raise SessionClosed(say.ENDED)
        if not is_opened:
            sessions.check_unused(context, link)
        name = context.directory.name(link.person)
        policy = link.subject.partition(":")[2] if link.subject.startswith("policy:") else ""
        until = said(link.ends, context.process)
        return Landing(name, PAGE_BY_NAME[link.page].title, policy, until, is_opened)

    async def redeem(self, id: str, token: str, browser: str) -> str | Closed:
        """Open the page in this browser, and in no other; returns its id."""

        def work(context: RequestContext) -> str:
            sessions.redeem(context, self._answers.link(id, token), browser, self.open_for)
            return id

        return await self._answers.answer(id, lambda: self._answers.write(work), token)

    def new_browser(self, id: str) -> str:
        """A new secret for one browser and this page."""
        return self._links.new_browser(id)

    def issued(self, id: str, browser: str) -> bool:
        """Whether a browser's secret was made here, for this page."""
        return self._links.issued(id, browser)

    async def send_again(self, id: str, browser: str, token: str = "") -> Closed:
        """Send a new link, in chat, to the person of the old one; the old one opens nothing any more.

        It is for whoever has the link's token, or the browser in which the page was opened.
        """
        renewed = await self._answers.answer(
            id, lambda: self._answers.write(lambda context: self._renew(context, id, browser, token))
        )
        if isinstance(renewed, Closed):
            return renewed
        for account, conversation, card in renewed:
            if await self._send(account, conversation, card, f"page {id}"):
                return Closed(say.ON_ITS_WAY, kind="told")
        return Closed(say.NOT_SENT, kind="fault") if renewed else Closed(say.ON_ITS_WAY, kind="told")

    async def _send(self, account: Account, conversation: str, card: Card, key: str) -> bool:
        try:
            await self._page_context.chats[account.platform].send(account, conversation, card, key)
        except (RetryLater, DeliveryOutcomeUnknown, Undeliverable):
            return False
        except Exception as bug:
            self._page_context.bug(bug)
            return False
        return True

    def _renew(
        self, context: RequestContext, id: str, browser: str, token: str
    ) -> list[tuple[Account, str, Card]]:
        """End the old link; the card with the new one for each account, none for who may not open it."""
        link = self._answers.link_or_session(context.tx, id, token)
        if link is None or (isinstance(link, Session) and not sessions.is_of(link, browser)):
            raise Refusal(say.NOT_OPENED)
        if not sessions.end(context.tx, id):
            raise Refusal(say.SENT_ALREADY)
        try:
            sessions.check_person(context, link.person)
            theirs = context.for_person(link.person)
            card = link_card(theirs, link.page, link.subject, link.about, link.form)
        except Refusal:
            return []
        return [
            (Account(row.platform, row.tenant, row.user), row.conversation, card)
            for row in context.tx.accounts.of(link.person)
            if row.platform in self._page_context.chats
        ]

    # A page ------------------------------------------------------------------------------------------

    async def show(self, id: str, browser: str, edited: str = "", only: str = "") -> Shown | Closed:
        """The page that is open in this browser; who may open it is read at this moment.

        `edited` is the saved comment that stands in the form of the page for comments, `only` the filter of the
        comment-response table.
        """

        def look(context: RequestContext) -> Shown:
            theirs, session = self._answers.open_page(context, id, browser)
            return shown(theirs, session, edited, only)

        page = await self._answers.answer(id, lambda: self._answers.read(look))
        if isinstance(page, PublicPreview):
            return await self._answers.answer(id, lambda: _with_html(page))
        if isinstance(page, CommentingPage):
            return await self._answers.answer(id, lambda: self._with_text(page))
        if not isinstance(page, Reading):
            return page
        return await self._answers.answer(id, lambda: self._texts.drawn(page))

    async def _with_text(self, page: CommentingPage) -> CommentingPage:
        return replace(page, draft=await self._texts.drawn(page.draft))

    async def save_comment(
        self, id: str, browser: str, answers: Mapping[str, Answer]
    ) -> CommentingPage | commenting.Saved | Closed:
        """Save, delete or split a comment on the page for comments; the page again where something is to be put
        right."""

        def work(context: RequestContext) -> CommentingPage | commenting.Saved:
            theirs, session = self._answers.open_page(context, id, browser)
            if session.page != commenting.PAGE:
                raise Refusal(say.NO_FORM)
            return commenting.change(theirs, session.subject, answers)

        page = await self._answers.answer(id, lambda: self._answers.write(work))
        if not isinstance(page, CommentingPage):
            return page
        return await self._answers.answer(id, lambda: self._with_text(page))

    async def board(self, id: str, browser: str, by: str) -> BoardPage | Closed:
        """The comment board, grouped in another way ("alike": with the groups of those that say nearly the same)."""

        def look(context: RequestContext) -> BoardPage:
            theirs, session = self._answers.open_page(context, id, browser)
            if session.page != board.PAGE:
                raise Refusal(say.NOT_FOUND)
            return board.board_page(theirs.view(session.subject), by, alike=by == "alike")

        return await self._answers.answer(id, lambda: self._answers.read(look))

    async def board_form(self, id: str, browser: str, action: str, about: str) -> Filling | Closed:
        """The form of an act on the board, or another form to which a page leads."""

        def look(context: RequestContext) -> Filling:
            theirs, session = self._answers.open_page(context, id, browser)
            return board.board_form(theirs, session, action, about)

        return await self._answers.answer(id, lambda: self._answers.read(look))

    async def hand_in(
        self,
        id: str,
        browser: str,
        token: str,
        answers: Mapping[str, Answer],
        uploads: Mapping[str, Upload],
    ) -> Filling | Handed | Closed:
        """Hand in the page's form as every form is: the same rules, refusals, and once only."""

        def session_with(context: RequestContext) -> Session:
            session = sessions.current(context, id, browser, self.open_for)
            check_form(context, session, token)
            return session

        session = await self._answers.answer(id, lambda: self._answers.read(session_with))
        if isinstance(session, Closed):
            return session
        reply = await self._page_context.hand_in(session.person, token, answers, uploads)
        return await self._answers.answer(id, lambda: self._after(session, token, answers, reply))

    async def _after(
        self, session: Session, token: str, answers: Mapping[str, Answer], reply: Reply
    ) -> Filling | Handed:
        """The page after the bot's reply; a refused form stays, with what was entered."""
        if isinstance(reply, ShowCard):
            name = await self._answers.read(lambda context: context.directory.name(session.person))
            return Handed(name, PAGE_BY_NAME[session.page].title, reply.card)
        if isinstance(reply, OpenForm):
            form = reply.form
            page = await self._answers.read(lambda context: draw_form(context, session, form), session.person)
            return replace(page, answers=answers)
        page = await self._answers.read(lambda context: same_form(context, session, token), session.person)
        if isinstance(reply, ShowErrors):
            return replace(page, answers=answers, problems=reply.by_field)
        assert isinstance(reply, ShowRefusal)
        return replace(page, answers=answers, sentence=reply.sentence)
