"""`Bot`: what a chat calls. Every "no" is a sentence.

A bug is logged under a reference that the person sees.
"""

from __future__ import annotations

import asyncio
import secrets
import traceback
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account, Chat, OutcomeUnknown, RetryLater, Sent, Undeliverable
from govbot.bot import commands, for_delivery, forms, free_text, on_behalf, queries, reopen
from govbot.bot.act import REDRAW_AFTER, Done, act
from govbot.bot.commands import UnknownCommand
from govbot.bot.identity import Identities, active
from govbot.bot.pages.links import LinkSettings, PageLinks
from govbot.bot.pages.pages import PageContext, Pages
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken, TokenSigner, request_key
from govbot.bot.uploads import read_documents
from govbot.core.cards.forms import clean
from govbot.core.cards.guide import query_words
from govbot.core.cards.kinds import KINDS, acts, digest
from govbot.core.cards.vocabulary import Card, OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal, Text
from govbot.core.decide import NeedsConfirmation, OutdatedCard
from govbot.core.grammar import Choice, FieldErrors, Refusal
from govbot.core.process import Process
from govbot.core.table import BY_NAME, BY_WORD, plain_label
from govbot.record import Attempt, CommitOutcomeUnknown, Record, StorageFault, Tx

log = structlog.get_logger("govbot.bot")
T = TypeVar("T")

BUG = "Something went wrong on our side, and nothing was recorded. Please tell the operator: {reference}."
NO_CHAT = "The chat did not say who you are, so nothing was recorded. Please try again in a moment."


KEPT_BY_CHATS = "chat "


@contextmanager
def _later() -> Iterator[None]:
    """A fault of the record, in the words of the port."""
    try:
        yield
    except (StorageFault, CommitOutcomeUnknown) as fault:
        raise RetryLater(str(fault), 1.0) from fault


class Bot:
    """Raises nothing that a person should see: every "no" is a `Sorry` or `Problems`.

    Bugs become a `Sorry`.
    """

    def __init__(
        self,
        record: Record,
        process: Process,
        secret: bytes,
        nonce: Callable[[], str] = lambda: secrets.token_urlsafe(9),
        redraw_after: timedelta = REDRAW_AFTER,
        linking: LinkSettings | None = None,
    ) -> None:
        self.record = record
        self.process = process
        passes = PageLinks(secret, nonce, linking) if linking else None
        self.moments = RequestContext(process, TokenSigner(secret, nonce), passes)
        self.chats: dict[str, Chat] = {}
        self.nudge: Callable[[], None] = lambda: None
        self._redraw_after = redraw_after
        self._recognising = Identities(record, self.moments, self.chats)
        self.pages = Pages(self._page_context(), passes) if passes else None

    def meet(self, chat: Chat) -> None:
        """Introduce a chat: from then on its people can be reached and recognised."""
        self.chats[chat.platform] = chat

    async def remember_accounts(self) -> None:
        """Know whose accounts are linked before the first click of each."""
        await self._recognising.remember()

    def words(self) -> list[tuple[str, str]]:
        """Everything that can be typed after `/gov`, with what it does: for suggestions as one types."""
        return [
            *query_words(self.moments.process, self.pages is not None),
            *((word, plain_label(action, self.moments.process)) for word, action in BY_WORD.items()),
        ]

    # What people do ----------------------------------------------------------------------------------

    async def command(self, account: Account, words: str, conversation: str = "") -> Reply:
        """What somebody typed after `/gov`: "status ITP-1", "group", "help" or nothing (their own list)."""

        async def answer(person: str) -> Reply:
            return await self.record.read(lambda tx: self._run(tx, account, person, words, conversation))

        return await self._answer(account, answer)

    async def press(self, account: Account, value: str) -> Reply:
        """A button with this value was pressed."""

        async def answer(person: str) -> Reply:
            sealed = self._open(value)
            if sealed.what.startswith("show "):
                return await self.record.read(lambda tx: self._show(tx, person, sealed))
            if forms.always_asks(sealed):
                opened = await self.record.read(lambda tx: self._form(tx, person, sealed))
                return opened or await self._act(person, sealed, {})
            return await self._act(person, sealed, {}, pressed=True)

        return await self._answer(account, answer, value)

    async def submit(
        self,
        account: Account,
        token: str,
        answers: Mapping[str, Answer],
        uploads: Mapping[str, Upload] | None = None,
    ) -> Reply:
        """A form was handed in: answers by field name, files apart."""

        async def answer(person: str) -> Reply:
            return await self._submitted(person, token, answers, uploads or {})

        return await self._answer(account, answer, token)

    async def lookup(
        self, account: Account, token: str, field: str, typed: str, most: int = 100
    ) -> list[Choice]:
        """The choices of a long list that match what has been typed; none where the person may not ask."""
        try:
            person = await self._recognising.person(account)
            sealed = self._action(token)
            return await self.record.read(lambda tx: self._choices(tx, person, sealed, field, typed, most))
        except (Refusal, StorageFault, CommitOutcomeUnknown, RetryLater, OutcomeUnknown, Undeliverable):
            return []
        except Exception as bug:
            self._log_bug(bug)
            return []

    async def home(self, account: Account) -> Card:
        """What is awaiting this person, and what they can do."""

        async def answer(person: str) -> Reply:
            return ShowCard(await self.record.read(lambda tx: self._home(tx, person)))

        reply = await self._answer(account, answer)
        if isinstance(reply, ShowCard):
            return reply.card
        return Card(
            "Nothing can be shown here", (Text(reply.sentence if isinstance(reply, ShowRefusal) else ""),)
        )

    async def said(self, account: Account, words: str, conversation: str = "", root: str = "") -> Reply:
        """A message typed to the bot, or a reply in a thread under one of its cards (`root`: its id)."""
        typed = clean(words) or ""
        prefix = self.process.government.policy_prefix
        if typed.casefold().startswith(("/gov", "gov ")) or commands.is_command(typed, prefix):
            return await self.command(account, typed, conversation)

        async def answer(person: str) -> Reply:
            return await self.record.write(
                lambda tx: self._said(tx, account, person, typed, conversation, root)
            )

        return await self._answer(account, answer)

    async def record_as_feedback(
        self, account: Account, author: Account, at: datetime, words: str, conversation: str = ""
    ) -> Reply:
        """The shortcut on somebody's message: opens the form that records it as that person's feedback."""

        async def answer(person: str) -> Reply:
            try:
                whose = await self._recognising.person(author)
            except Refusal as fault:
                raise Refusal(f"The author of this message cannot be asked for feedback: {fault}") from fault
            return await self.record.write(
                lambda tx: self._feedback_of(tx, account, person, whose, at, clean(words) or "", conversation)
            )

        return await self._answer(account, answer)

    async def look(self, account: Account, conversation: str, message: str) -> Card | None:
        """A card of ours as this person sees it now; None where there is none that they may see."""

        async def answer(person: str) -> Reply:
            def work(tx: Tx) -> Card | None:
                active(tx, self.moments, person)
                return reopen.card_at(tx, self.moments, account, person, conversation, message)

            card = await self.record.read(work)
            return ShowCard(card) if card else ShowRefusal("")

        reply = await self._answer(account, answer)
        return reply.card if isinstance(reply, ShowCard) else None

    async def reopen(self, account: Account, token: str) -> Reply:
        """The form of this token once more: for a chat that has not kept it."""

        async def answer(person: str) -> Reply:
            sealed = self._action(token)

            def work(tx: Tx) -> Reply:
                active(tx, self.moments, person)
                return OpenForm(reopen.form_of(tx, self.moments, person, sealed))

            return await self.record.read(work)

        return await self._answer(account, answer, token)

    async def received(self, account: Account, upload: Upload) -> Reply:
        """A file came by itself: which policy is it a draft of?"""

        async def answer(person: str) -> Reply:
            def work(tx: Tx) -> Reply:
                active(tx, self.moments, person)
                return ShowCard(
                    reopen.draft_of(tx, self.moments, person, clean(upload.name)[:120] or "the file")
                )

            return await self.record.read(work)

        return await self._answer(account, answer)

    async def reached(self, account: Account, conversation: str) -> None:
        """Somebody installed the app, or wrote: here they are written to, and take messages (again)."""

        def changes(tx: Tx) -> bool:
            row = tx.accounts.get(account.platform, account.tenant, account.user)
            return row is None or row.refused or row.conversation != conversation

        key = (account.platform, account.tenant, account.user)
        with _later():
            if await self.record.read(changes):
                await self.record.write(lambda tx: tx.accounts.set_conversation(*key, conversation))

    async def recall(self, name: str) -> str:
        """What a chat has kept under this name; "" for nothing. Raises RetryLater."""
        with _later():
            return await self.record.read(lambda tx: tx.notes.get(f"{KEPT_BY_CHATS}{name}") or "")

    async def keep(self, name: str, value: str) -> None:
        """Keep something for a chat: where people and rooms are found. Never a secret. Raises RetryLater."""
        with _later():
            await self.record.write(lambda tx: tx.notes.set(f"{KEPT_BY_CHATS}{name}", value))

    async def shown(self, account: Account, sent: Sent, card: Card | None) -> None:
        """The pressed card has been replaced by the adapter itself, with this state of it.

        The courier need not redraw it until it changes. None: another card stands in its place.
        """
        await self.record.write(lambda tx: self._shown(tx, account, sent, card))

    async def gone(self, account: Account) -> None:
        """The platform says that this account was deactivated: it may not act any more."""
        self._recognising.forget(account)
        await self.record.write(lambda tx: tx.accounts.unlink(account.platform, account.tenant, account.user))

    # How it is done ----------------------------------------------------------------------------------

    def _page_context(self) -> PageContext:
        """What the pages behind links are given."""

        async def hand_in(
            person: str, token: str, answers: Mapping[str, Answer], uploads: Mapping[str, Upload]
        ) -> Reply:
            async def answer(person: str) -> Reply:
                return await self._submitted(person, token, answers, uploads)

            return await self._answer(Account("page", "", person), answer, token, person)

        def bug(fault: Exception) -> str:
            return BUG.format(reference=self._log_bug(fault))

        return PageContext(self.record, self.moments, self.chats, hand_in, self._recognising.known, bug)

    async def _submitted(
        self, person: str, token: str, answers: Mapping[str, Answer], uploads: Mapping[str, Upload]
    ) -> Reply:
        sealed = self._action(token)
        if sealed.mode == "later" and not sealed.whose:
            return await self.record.read(lambda tx: self._whose(tx, person, sealed, answers))
        read = await read_documents(BY_NAME[sealed.what], answers, uploads)
        return await self._act(person, sealed, read)

    def _open(self, value: str) -> SignedToken:
        sealed = self.moments.seal.open(value)
        if not sealed.what.startswith("show ") and sealed.what not in BY_NAME:
            raise Refusal("This button belongs to an older govbot. Open a current card with “/gov”.")
        return sealed

    def _action(self, token: str) -> SignedToken:
        sealed = self._open(token)
        if sealed.what not in BY_NAME:
            raise Refusal("That is no form. Open a current one with “/gov”.")
        return sealed

    def _run(self, tx: Tx, account: Account, person: str, typed: str, conversation: str) -> Reply:
        active(tx, self.moments, person)
        room = tx.rooms.stream_of(account.platform, conversation) if conversation else None
        chat = self.chats.get(account.platform)
        among_others = bool(conversation) and chat is not None and chat.is_shared(conversation)
        where = f"{account.platform} {conversation}" if among_others else ""
        return commands.run(tx, self.moments, person, typed, room, where)

    def _show(self, tx: Tx, person: str, sealed: SignedToken) -> Reply:
        active(tx, self.moments, person)
        what = sealed.what.removeprefix("show ")
        return ShowCard(queries.show(tx, self.moments, person, what, sealed.subject, sealed.about))

    def _home(self, tx: Tx, person: str) -> Card:
        active(tx, self.moments, person)
        return queries.home(tx, self.moments, person)

    def _choices(
        self, tx: Tx, person: str, sealed: SignedToken, field: str, typed: str, most: int
    ) -> list[Choice]:
        active(tx, self.moments, person)
        return forms.find_choices(tx, self.moments, person, sealed, field, typed, most)

    def _whose(self, tx: Tx, person: str, sealed: SignedToken, answers: Mapping[str, object]) -> Reply:
        active(tx, self.moments, person)
        known = on_behalf.chosen(tx, self.moments, person, sealed, answers)
        filled = free_text.prefill(tx, self.moments, person, known)
        return OpenForm(forms.open_form(tx, self.moments, person, known, filled))

    def _form(self, tx: Tx, person: str, sealed: SignedToken) -> Reply | None:
        """The form that a button opens; None where the action is taken at once, if only to be refused."""
        active(tx, self.moments, person)
        if not forms.needs_form(tx, self.moments, person, sealed):
            return None
        if tx.answers.get(request_key(person, sealed)) is not None:
            return None
        if sealed.mode != "later" and on_behalf.why_not(tx, self.moments, person, sealed):
            return None
        action = BY_NAME[sealed.what]
        if action.bound and sealed.bound:
            at = self.moments.at(tx, sealed.subject, self.moments.acting(tx, person), sealed.about)
            if action.bound(at) != sealed.bound:
                return None
        filled = free_text.prefill(tx, self.moments, person, sealed)
        return OpenForm(forms.open_form(tx, self.moments, person, replace(sealed, nonce=""), filled))

    async def _act(
        self, person: str, sealed: SignedToken, answers: Mapping[str, object], pressed: bool = False
    ) -> Reply:
        """One write. A fault after the work was done leaves open whether it was committed, and that is said.

        A pressed button that asks nothing, as most do not, is read and recorded in the same transaction.
        """
        worked: list[Reply] = []

        def work(tx: Tx) -> Reply:
            worked.clear()
            asked = self._form(tx, person, sealed) if pressed else None
            worked.append(asked or self._acted(tx, person, sealed, answers))
            return worked[0]

        if sealed.subject.startswith("policy:"):
            await self.record.warm(sealed.subject)
        try:
            outcome = await self.record.write(work)
        except (StorageFault, CommitOutcomeUnknown):
            raise
        except Exception as bug:
            if not worked:
                raise
            self._log_bug(bug)
            raise CommitOutcomeUnknown from bug
        self.nudge()
        return outcome

    def _acted(self, tx: Tx, person: str, sealed: SignedToken, answers: Mapping[str, object]) -> Reply:
        active(tx, self.moments, person)
        outcome = act(tx, self.moments, person, sealed, answers, self._redraw_after)
        match outcome:
            case NeedsConfirmation():
                confirmed = replace(sealed, seen=outcome.digest)
                return OpenForm(forms.open_form(tx, self.moments, person, confirmed, answers, outcome.parts))
            case Done():
                if sealed.note:
                    free_text.forget_words(tx, sealed.note)
                return self._done(tx, person, sealed, outcome)

    def _done(self, tx: Tx, person: str, sealed: SignedToken, outcome: Done) -> Reply:
        """The pressed card as it is now; without one, that the action is done."""
        if sealed.on in KINDS and not KINDS[sealed.on].passing:
            return ShowCard(self._drawn(tx, person, sealed), instead=True)
        entered_for = sealed.whose if sealed.whose != person else ""
        return ShowCard(queries.done(tx, self.moments, person, outcome.subject, outcome.action, entered_for))

    def _drawn(self, tx: Tx, person: str, sealed: SignedToken) -> Card:
        return for_delivery.drawn(tx, self.moments, sealed.on, sealed.subject, sealed.about, {}, person)[0]

    def _said(self, tx: Tx, account: Account, person: str, typed: str, conversation: str, root: str) -> Reply:
        active(tx, self.moments, person)
        receipt = tx.receipts.at(account.platform, conversation, root) if root else None
        stream = receipt.stream if receipt else None
        offered = free_text.offer_words(tx, self.moments, person, typed, stream) if typed else None
        if offered:
            return ShowCard(offered)
        card = queries.home(tx, self.moments, person)
        return ShowCard(replace(card, parts=(Text(free_text.NOTHING_TAKES), *card.parts)) if typed else card)

    def _feedback_of(
        self, tx: Tx, account: Account, person: str, author: str, at: datetime, typed: str, conversation: str
    ) -> Reply:
        active(tx, self.moments, person)
        room = tx.rooms.stream_of(account.platform, conversation) if conversation else None
        found = free_text.offer_feedback_of(tx, self.moments, person, author, at, typed, room)
        if isinstance(found, Card):
            return ShowCard(found)
        filled = free_text.prefill(tx, self.moments, person, found)
        return OpenForm(forms.open_form(tx, self.moments, person, found, filled))

    def _shown(self, tx: Tx, account: Account, sent: Sent, card: Card | None) -> None:
        receipt = tx.receipts.at(account.platform, sent.conversation, sent.message)
        if receipt is None:
            return
        if card is None:
            card, _, _ = for_delivery.drawn(
                tx, self.moments, receipt.card, receipt.stream, receipt.about, receipt.facts, receipt.person
            )
        tx.receipts.drawn(receipt, digest(card), acts(card))

    # Every "no" --------------------------------------------------------------------------------------

    async def _answer(
        self, account: Account, answer: Callable[[str], Awaitable[Reply]], value: str = "", person: str = ""
    ) -> Reply:
        """The answer, or the sentence that stands in its place; refusals are kept among the attempts.

        `person` is who acts where that is known already: by a page that is open for them.
        """
        try:
            person = person or await self._recognising.person(account)
            return await answer(person)
        except FieldErrors as problems:
            return ShowErrors(problems.problems)
        except UnknownCommand as misread:
            return ShowRefusal(str(misread))
        except Refusal as refused:
            await self._keep_attempt(account, person, value, str(refused))
            card = await self._current_card(person, value) if isinstance(refused, OutdatedCard) else None
            return ShowRefusal(str(refused), card)
        except (StorageFault, CommitOutcomeUnknown) as fault:
            return ShowRefusal(str(fault))
        except (RetryLater, OutcomeUnknown, Undeliverable):
            return ShowRefusal(NO_CHAT)
        except asyncio.CancelledError:
            raise
        except Exception as bug:
            return ShowRefusal(BUG.format(reference=self._log_bug(bug)))

    def _log_bug(self, bug: Exception) -> str:
        """Log where it happened, and never what was typed: an error's own words may quote it."""
        reference = secrets.token_hex(4)
        where = [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(bug.__traceback__)]
        log.error("a bug", reference=reference, error=type(bug).__name__, where=where[-12:])
        return reference

    async def _keep_attempt(self, account: Account, person: str, value: str, sentence: str) -> None:
        """Refusals are kept beside the record, never in it.

        A value that was not sealed here names nothing.
        """
        what = value.split("|", 2)
        action, subject = (what[0], what[1]) if len(what) > 2 else ("command", "")
        name = f"{account.platform}:{account.user}"[:200]
        attempt = clean(action)[:80], clean(subject)[:80], sentence[:500]
        try:
            await self.record.write(lambda tx: tx.attempts.keep(Attempt(tx.now, name, person, *attempt)))
        except (StorageFault, CommitOutcomeUnknown):
            log.warning("an attempt could not be kept", account=name)

    async def _current_card(self, person: str, value: str) -> Card | None:
        """The card that stands in a stale one's place; none where it cannot be drawn now."""
        sealed = self._open(value)

        def current(tx: Tx) -> Card:
            policy = self.moments.policy(tx, sealed.subject)
            request = policy.development.request if policy.development else None
            if BY_NAME[sealed.what].bound and request:
                now = replace(sealed, on="secretary_request", about=f"D{request.draft}")
                return self._drawn(tx, person, now)
            if sealed.on in KINDS and not KINDS[sealed.on].passing:
                return self._drawn(tx, person, sealed)
            return queries.show(tx, self.moments, person, "status", sealed.subject)

        try:
            return await self.record.read(current)
        except (Refusal, StorageFault, CommitOutcomeUnknown):
            return None
