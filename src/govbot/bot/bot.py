"""`Bot`: what a chat calls. Every "no" is a sentence; a bug is logged under a reference that the person sees."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from govbot.bot import commands, drawing, forms, showing, words
from govbot.bot.acting import REDRAW_AFTER, Confirm, Done, Stale, act
from govbot.bot.moment import Moments
from govbot.bot.reading import Answer, Upload, read_documents
from govbot.bot.recognising import Recognising, active
from govbot.bot.sealing import Seal, Sealed
from govbot.cards.overview import QUERIES
from govbot.cards.vocabulary import Card, Open, Problems, Reply, Show, Sorry
from govbot.chat import Account, Chat, Sent
from govbot.grammar import Choice, Refused, Unanswered
from govbot.process import Process
from govbot.record import Attempt, NotKnownYet, Record, StorageFault, Tx
from govbot.table import BY_NAME, BY_WORD, plain_label

log = structlog.get_logger("govbot.bot")
T = TypeVar("T")


class Bot:
    """Raises nothing that a person should see: every "no" is a `Sorry` or `Problems`; bugs become a `Sorry`."""

    def __init__(
        self,
        record: Record,
        process: Process,
        secret: bytes,
        nonce: Callable[[], str] = lambda: secrets.token_urlsafe(9),
        redraw_after: timedelta = REDRAW_AFTER,
    ) -> None:
        self.record = record
        self.process = process
        self.moments = Moments(process, Seal(secret, nonce))
        self.chats: dict[str, Chat] = {}
        self.nudge: Callable[[], None] = lambda: None
        self._redraw_after = redraw_after
        self._recognising = Recognising(record, self.moments, self.chats)

    def meet(self, chat: Chat) -> None:
        """Introduce a chat: from then on its people can be reached and recognised."""
        self.chats[chat.platform] = chat

    def words(self) -> list[tuple[str, str]]:
        """Everything that can be typed after `/gov`, with what it does: for suggestions as one types."""
        return [*QUERIES, *((word, plain_label(action)) for word, action in BY_WORD.items())]

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
                what = sealed.what.removeprefix("show ")
                card = await self.record.read(
                    lambda tx: showing.show(tx, self.moments, person, what, sealed.subject, sealed.about)
                )
                return Show(card)
            opened = await self.record.read(lambda tx: self._form(tx, person, sealed))
            return opened or await self._act(person, sealed, {})

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
            sealed = self._open(token)
            read = await read_documents(BY_NAME[sealed.what], answers, uploads or {})
            return await self._act(person, sealed, read)

        return await self._answer(account, answer, token)

    async def lookup(
        self, account: Account, token: str, field: str, typed: str, most: int = 100
    ) -> list[Choice]:
        """The choices of a long list that match what has been typed; none where the person may not ask."""
        try:
            person = await self._recognising.person(account)
            sealed = self._open(token)
            return await self.record.read(
                lambda tx: forms.find_choices(tx, self.moments, person, sealed, field, typed, most)
            )
        except (Refused, StorageFault, NotKnownYet):
            return []

    async def home(self, account: Account) -> Card:
        """What is awaiting this person, and what they can do."""

        async def answer(person: str) -> Reply:
            return Show(await self.record.read(lambda tx: showing.home(tx, self.moments, person)))

        reply = await self._answer(account, answer)
        return (
            reply.card
            if isinstance(reply, Show)
            else Card(reply.sentence if isinstance(reply, Sorry) else "")
        )

    async def said(self, account: Account, words: str, conversation: str = "", root: str = "") -> Reply:
        """A message typed to the bot, or a reply in the thread of one of its cards (`root` is that message's id)."""
        typed = words.strip()
        if typed.casefold().startswith(("/gov", "gov ")) or typed.casefold() in ("help", "list", "home"):
            return await self.command(
                account, typed.removeprefix("/").removeprefix("gov").strip(), conversation
            )

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
            except Refused as fault:
                raise Refused(f"The author of this message cannot be asked for feedback: {fault}") from fault
            return await self.record.write(
                lambda tx: self._feedback_of(tx, account, person, whose, at, words, conversation)
            )

        return await self._answer(account, answer)

    async def shown(self, account: Account, sent: Sent) -> None:
        """The pressed card has been replaced by the adapter itself: the courier need not redraw it."""
        await self.record.write(lambda tx: self._shown(tx, account, sent))

    async def gone(self, account: Account) -> None:
        """The platform says that this account was deactivated: it may not act any more."""
        self._recognising.forget(account)
        await self.record.write(lambda tx: tx.unlink(account.platform, account.tenant, account.user))

    # How it is done ----------------------------------------------------------------------------------

    def _open(self, value: str) -> Sealed:
        sealed = self.moments.seal.open(value)
        if not sealed.what.startswith("show ") and sealed.what not in BY_NAME:
            raise Refused("This button belongs to an older govbot. Open a current card with “/gov”.")
        return sealed

    def _run(self, tx: Tx, account: Account, person: str, typed: str, conversation: str) -> Reply:
        active(tx, self.moments, person)
        room = tx.room_of(account.platform, conversation) if conversation else None
        return commands.run(tx, self.moments, person, typed, room)

    def _form(self, tx: Tx, person: str, sealed: Sealed) -> Reply | None:
        active(tx, self.moments, person)
        if not forms.needs_form(tx, self.moments, person, sealed):
            return None
        action = BY_NAME[sealed.what]
        if action.bound and sealed.bound:
            at = self.moments.at(tx, sealed.subject, self.moments.acting(tx, person), sealed.about)
            if action.bound(at) and action.bound(at) != sealed.bound:
                return None  # taken as it is, so that it is refused with the current card
        filled = words.prefill(tx, self.moments, person, sealed)
        fresh = replace(sealed, nonce="", note="")
        return Open(forms.open_form(tx, self.moments, person, fresh, filled))

    async def _act(self, person: str, sealed: Sealed, answers: Mapping[str, object]) -> Reply:
        outcome = await self.record.write(lambda tx: self._acted(tx, person, sealed, answers))
        self.nudge()
        return outcome

    def _acted(self, tx: Tx, person: str, sealed: Sealed, answers: Mapping[str, object]) -> Reply:
        active(tx, self.moments, person)
        outcome = act(tx, self.moments, person, sealed, answers, self._redraw_after)
        match outcome:
            case Confirm():
                confirmed = replace(sealed, seen=outcome.seen)
                filled = {
                    name: value for name, value in answers.items() if isinstance(value, (str, tuple, list))
                }
                form = forms.open_form(tx, self.moments, person, confirmed, filled, outcome.parts)
                return Open(form)
            case Done():
                return self._done(tx, person, sealed, outcome)

    def _done(self, tx: Tx, person: str, sealed: Sealed, outcome: Done) -> Reply:
        """The pressed card as it is now; without one, that the action is done."""
        facts_of_its_own = ("reminder", "overdue", "sent_back", "decided", "review_completed", "need_decided")
        if sealed.on and sealed.on not in facts_of_its_own:
            card, _, _ = drawing.drawn(tx, self.moments, sealed.on, sealed.subject, sealed.about, {}, person)
            return Show(card, instead=True)
        return Show(showing.done(tx, self.moments, person, outcome.subject, outcome.action))

    def _said(self, tx: Tx, account: Account, person: str, typed: str, conversation: str, root: str) -> Reply:
        active(tx, self.moments, person)
        receipt = tx.message_at(account.platform, conversation, root) if root else None
        stream = receipt.stream if receipt else None
        offered = words.offer_words(tx, self.moments, person, typed, stream) if typed else None
        return Show(offered or showing.helping(tx, self.moments, person))

    def _feedback_of(
        self, tx: Tx, account: Account, person: str, author: str, at: datetime, typed: str, conversation: str
    ) -> Reply:
        active(tx, self.moments, person)
        room = tx.room_of(account.platform, conversation) if conversation else None
        found = words.offer_feedback_of(tx, self.moments, person, author, at, typed, room)
        if isinstance(found, Card):
            return Show(found)
        filled = words.prefill(tx, self.moments, person, found)
        return Open(forms.open_form(tx, self.moments, person, replace(found, note=""), filled))

    def _shown(self, tx: Tx, account: Account, sent: Sent) -> None:
        receipt = tx.message_at(account.platform, sent.conversation, sent.message)
        if receipt is not None:
            _, shows, live = drawing.drawn(
                tx, self.moments, receipt.card, receipt.stream, receipt.about, receipt.facts, receipt.person
            )
            tx.drawn(receipt, shows, live)

    # Every "no" --------------------------------------------------------------------------------------

    async def _answer(
        self, account: Account, answer: Callable[[str], Awaitable[Reply]], value: str = ""
    ) -> Reply:
        """The answer, or the sentence that stands in its place; refusals are kept among the attempts."""
        person = ""
        try:
            person = await self._recognising.person(account)
            return await answer(person)
        except Unanswered as problems:
            return Problems(problems.problems)
        except Refused as refused:
            await self._keep_attempt(account, person, value, str(refused))
            card = await self._current_card(person, value) if isinstance(refused, Stale) else None
            return Sorry(str(refused), card)
        except (StorageFault, NotKnownYet) as fault:
            return Sorry(str(fault))
        except asyncio.CancelledError:
            raise
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("a bug", reference=reference)
            return Sorry(
                f"Something went wrong on our side, and nothing was recorded. Please tell the operator: {reference}."
            )

    async def _keep_attempt(self, account: Account, person: str, value: str, sentence: str) -> None:
        what = value.split("|", 2)
        action, subject = (what[0], what[1]) if len(what) > 2 else ("command", "")
        name = f"{account.platform}:{account.user}"
        try:
            await self.record.write(
                lambda tx: tx.attempt(
                    Attempt(tx.now, name, person, action[:80], subject[:80], sentence[:500])
                )
            )
        except (StorageFault, NotKnownYet):
            log.warning("an attempt could not be kept", account=name)

    async def _current_card(self, person: str, value: str) -> Card | None:
        """The card that stands in a stale one's place."""
        sealed = self._open(value)

        def current(tx: Tx) -> Card:
            policy = self.moments.policy(tx, sealed.subject)
            request = policy.development.request if policy.development else None
            if request is None:
                return showing.show(tx, self.moments, person, "status", sealed.subject)
            about = f"D{request.draft}"
            return drawing.drawn(tx, self.moments, "secretary_request", sealed.subject, about, {}, person)[0]

        return await self.record.read(current)
