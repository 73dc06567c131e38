"""The pages behind links: what each shows, what is handed in on them, and every way they are refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account, Chat, OutcomeUnknown, RetryLater, Undeliverable
from govbot.bot.forms import find_choices, open_form
from govbot.bot.pages import reading, sessions
from govbot.bot.pages.link_cards import form_kept, form_of, link_card, may_open
from govbot.bot.pages.links import PageLink, PageLinks
from govbot.bot.pages.reading import Original, Reading
from govbot.bot.pages.sessions import Session, SessionClosed
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken, request_key
from govbot.core.cards import pages as say
from govbot.core.cards.vocabulary import Card, Form, OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot.core.days import said
from govbot.core.grammar import Choice, Refusal
from govbot.core.table import PAGE_BY_NAME
from govbot.record import Attempt, CommitOutcomeUnknown, Record, StorageFault, Tx

T = TypeVar("T")
MOST_CHOICES = 500


@dataclass(frozen=True, slots=True)
class Landing:
    """What a link shows to whoever opens it: for whom it was made, and no more. `again`: it was opened before."""

    name: str
    title: str
    policy: str
    until: str
    again: bool


@dataclass(frozen=True, slots=True)
class Filling:
    """A form to fill in. `choices` are those of the lists that a chat looks up as one types.

    `problems` are sentences by field; `sentence` is one that belongs to none. `answers` is what was entered.
    """

    name: str
    title: str
    form: Form
    choices: Mapping[str, tuple[Choice, ...]]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in is on record: the card that says so, and what happens next."""

    name: str
    title: str
    card: Card


@dataclass(frozen=True, slots=True)
class Closed:
    """A no, as a sentence. `again`: a new link may be asked for."""

    sentence: str
    again: bool = False
    kind: Literal["no", "over", "fault", "told"] = "no"


@dataclass(frozen=True, slots=True)
class PageContext:
    """What pages are given: the record, the moments, the chats, the way in for forms, the sentence for a bug."""

    record: Record
    moments: RequestContext
    chats: Mapping[str, Chat]
    hand_in: Callable[[str, str, Mapping[str, Answer], Mapping[str, Upload]], Awaitable[Reply]]
    account_of: Callable[[Account], str]
    bug: Callable[[Exception], str]


class Pages:
    """Raises nothing: every "no" is a `Closed`. `browser` is the secret that only this browser holds."""

    def __init__(self, context: PageContext, passes: PageLinks) -> None:
        self._page_context, self._passes = context, passes
        self._record, self._moments = context.record, context.moments
        self.base = passes.linking.base
        self.open_for = passes.linking.open_for

    # A link ------------------------------------------------------------------------------------------

    def upload_link(self, account: Account, token: str) -> str:
        """The link to a page for this form; empty where the account is nobody's whom govbot knows."""
        person = self._page_context.account_of(account)
        if not person:
            return ""
        sealed = self._moments.seal.open(token)
        form = form_kept(sealed)
        made = self._passes.issue(self._record.now(), "form", person, sealed.subject, sealed.about, form)
        return self._passes.address(made)

    async def landing(self, id: str, token: str) -> Landing | Closed:
        """What the link shows. Nothing is used up by looking: a preview or a scanner may look too."""

        def look(tx: Tx) -> Landing:
            one = self._pass(id, token)
            again = sessions.opening(tx, id) is not None
            if again and tx.notes.get(f"page {id} ended"):
                raise SessionClosed(say.ENDED)
            if not again:
                sessions.unused(tx, self._moments, one)
            name = self._moments.directory(tx).name(one.person)
            policy = one.subject.partition(":")[2] if one.subject.startswith("policy:") else ""
            until = said(one.ends, self._moments.process)
            return Landing(name, PAGE_BY_NAME[one.page].title, policy, until, again)

        return await self._answer(id, lambda: self._record.read(look), token)

    async def redeem(self, id: str, token: str, browser: str) -> str | Closed:
        """Open the page in this browser, and in no other; returns its id."""

        def work(tx: Tx) -> str:
            sessions.redeem(tx, self._moments, self._pass(id, token), browser, self.open_for)
            return id

        return await self._answer(id, lambda: self._record.write(work), token)

    async def send_again(self, id: str, token: str = "") -> Closed:
        """Send a new link, in chat, to whom the old one was made for; the old one opens nothing any more."""
        found = await self._answer(id, lambda: self._record.write(lambda tx: self._renewed(tx, id, token)))
        if isinstance(found, Closed):
            return found
        for account, conversation, card in found:
            try:
                chat = self._page_context.chats[account.platform]
                await chat.send(account, conversation, card, f"page {id}")
                break
            except (RetryLater, OutcomeUnknown, Undeliverable):
                continue
            except Exception as bug:
                self._page_context.bug(bug)
        else:
            if found:
                return Closed(say.NOT_SENT, kind="fault")
        return Closed(say.ON_ITS_WAY, kind="told")

    # A page ------------------------------------------------------------------------------------------

    async def show(self, id: str, browser: str) -> Reading | Filling | Closed:
        """The page that is open in this browser; who may open it is read at this moment."""

        def look(tx: Tx) -> Reading | Filling:
            page = self._current(tx, id, browser)
            return self._reading(tx, page) if page.page == "read" else self._filling(tx, page)

        return await self._answer(id, lambda: self._record.read(look))

    async def original(self, id: str, browser: str) -> Original | Closed:
        """The file of the page's draft, byte for byte."""

        def look(tx: Tx) -> Original:
            page = self._current(tx, id, browser)
            if page.page != "read":
                raise Refusal(say.NO_FILE)
            return reading.original(tx, self._moments, page.person, page.subject, page.about)

        return await self._answer(id, lambda: self._record.read(look))

    async def hand_in(
        self,
        id: str,
        browser: str,
        token: str,
        answers: Mapping[str, Answer],
        uploads: Mapping[str, Upload],
    ) -> Filling | Handed | Closed:
        """What was filled in goes the way of every form: the same rules, refusals, and once only."""
        page = await self._answer(
            id, lambda: self._record.read(lambda tx: self._handing(tx, id, browser, token))
        )
        if isinstance(page, Closed):
            return page
        reply = await self._page_context.hand_in(page.person, token, answers, uploads)
        return await self._answer(id, lambda: self._after(page, token, answers, reply))

    async def _after(
        self, page: Session, token: str, answers: Mapping[str, Answer], reply: Reply
    ) -> Filling | Handed:
        """The page as it is after the bot's reply; a refused form stays, with what was entered."""
        if isinstance(reply, ShowCard):
            name = await self._record.read(lambda tx: self._moments.directory(tx).name(page.person))
            return Handed(name, PAGE_BY_NAME[page.page].title, reply.card)
        if isinstance(reply, OpenForm):
            again = await self._record.read(lambda tx: self._drawn(tx, page, reply.form))
            return replace(again, answers=answers)
        shown = await self._record.read(lambda tx: self._again(tx, page, token))
        if isinstance(reply, ShowErrors):
            return replace(shown, answers=answers, problems=reply.by_field)
        assert isinstance(reply, ShowRefusal)
        return replace(shown, answers=answers, sentence=reply.sentence)

    # How it is done ----------------------------------------------------------------------------------

    def _pass(self, id: str, token: str) -> PageLink:
        one = self._passes.read(token)
        if one.id != id:
            raise Refusal(say.CHANGED)
        return one

    def _current(self, tx: Tx, id: str, browser: str) -> Session:
        page = sessions.current(tx, self._moments, id, browser, self.open_for)
        may_open(tx, self._moments, page.person, page.page, page.subject, page.about)
        return page

    def _handing(self, tx: Tx, id: str, browser: str, token: str) -> Session:
        """The page on which this form may be handed in: the one that it was drawn for."""
        page = sessions.current(tx, self._moments, id, browser, self.open_for)
        if page.page == "read":
            raise Refusal(say.NO_FORM)
        drawn, given = self._sealed(page), self._moments.seal.open(token)
        if (drawn.what, drawn.subject, drawn.mode) != (given.what, given.subject, given.mode):
            raise Refusal(say.NO_FORM)
        return page

    def _sealed(self, page: Session) -> SignedToken:
        """The form of the page."""
        if page.form:
            return form_of(page.form)
        return SignedToken(PAGE_BY_NAME[page.page].action, page.subject, page.about)

    def _reading(self, tx: Tx, page: Session) -> Reading:
        return reading.reading(tx, self._moments, page.person, page.subject, page.about)

    def _filling(self, tx: Tx, page: Session) -> Filling:
        sealed = self._sealed(page)
        used = sealed.nonce and tx.answers.get(request_key(page.person, sealed)) is not None
        form = open_form(tx, self._moments, page.person, replace(sealed, nonce="") if used else sealed)
        drawn = self._drawn(tx, page, form)
        return replace(drawn, sentence=say.ALREADY_IN) if used else drawn

    def _again(self, tx: Tx, page: Session, token: str) -> Filling:
        """The same form once more, under the same token."""
        return self._drawn(
            tx, page, open_form(tx, self._moments, page.person, self._moments.seal.open(token))
        )

    def _drawn(self, tx: Tx, page: Session, form: Form) -> Filling:
        sealed = self._moments.seal.open(form.token)
        choices = {
            one.name: tuple(find_choices(tx, self._moments, page.person, sealed, one.name, "", MOST_CHOICES))
            for one in form.fields
            if one.choices is None
        }
        name = self._moments.directory(tx).name(page.person)
        return Filling(name, PAGE_BY_NAME[page.page].title, form, choices)

    def _renewed(self, tx: Tx, id: str, token: str) -> list[tuple[Account, str, Card]]:
        """The old link ended, and the card with the new one for each account; none for who may not open it."""
        one: PageLink | Session | None = self._pass(id, token) if token else sessions.opening(tx, id)
        if one is None:
            raise Refusal(say.NOT_OPENED)
        if not sessions.end(tx, id):
            raise Refusal(say.SENT_ALREADY)
        try:
            sessions.known(tx, self._moments, one.person)
            card = link_card(tx, self._moments, one.person, one.page, one.subject, one.about, one.form)
        except Refusal:
            return []
        return [
            (Account(row.platform, row.tenant, row.user), row.conversation, card)
            for row in tx.accounts.of(one.person)
            if row.platform in self._page_context.chats
        ]

    # Every "no" --------------------------------------------------------------------------------------

    async def _answer(self, id: str, answer: Callable[[], Awaitable[T]], token: str = "") -> T | Closed:
        try:
            return await answer()
        except Refusal as refused:
            shut = isinstance(refused, SessionClosed)
            await self._keep_attempt(id, token, str(refused))
            return Closed(str(refused), shut, "over" if shut else "no")
        except (StorageFault, CommitOutcomeUnknown) as fault:
            return Closed(str(fault), kind="fault")
        except Exception as bug:
            return Closed(self._page_context.bug(bug), kind="fault")

    async def _keep_attempt(self, id: str, token: str, sentence: str) -> None:
        """A refused link is kept among the attempts, where it was made here at all."""

        def keep(tx: Tx) -> None:
            try:
                one: PageLink | Session | None = self._pass(id, token) if token else sessions.opening(tx, id)
            except Refusal:
                return
            if one is not None:
                page, name = f"page {one.page}", f"page:{id}"[:200]
                tx.attempts.keep(Attempt(tx.now, name, one.person, page, one.subject, sentence[:500]))

        try:
            await self._record.write(keep)
        except (StorageFault, CommitOutcomeUnknown):
            return
