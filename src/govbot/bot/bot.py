"""`Bot`: the calls of a chat. Each answers with a reply: a card, a form, or a refusal as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TypeVar

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account, Chat, DeliveryOutcomeUnknown, RetryLater, Sent, Undeliverable
from govbot.bot import buttons, commands, draft_answers, first_cards, forms, messages, reopen, shared_links
from govbot.bot.error_replies import ErrorReplies, bug_sentence, log_bug
from govbot.bot.identity import Identities, unlink_account
from govbot.bot.pages.pages import PageContext, Pages
from govbot.bot.recording import REDRAW_AFTER
from govbot.bot.request_context import Installation, RequestContext
from govbot.bot.requests import Requests
from govbot.bot.shared_links import Suggestion
from govbot.bot.uploads import words_of
from govbot.core.cards.answers import clean
from govbot.core.cards.guide import query_words
from govbot.core.cards.vocabulary import Card, Reply, ShowCard, ShowRefusal, Text
from govbot.core.grammar import Choice, Refusal
from govbot.core.table import BY_WORD, plain_label
from govbot.record import BatchedWrites, CommitOutcomeUnknown, Record, StorageFault, Tx

T = TypeVar("T")
KEPT_BY_CHATS = "chat "


@contextmanager
def _retry_later() -> Iterator[None]:
    """A fault of the record, as chats know it."""
    try:
        yield
    except (StorageFault, CommitOutcomeUnknown) as fault:
        raise RetryLater(str(fault), 1.0) from fault


class Bot:
    """Raises nothing that a person should see: refusals are replies, and so are bugs.

    `nudge` is called after each act: there may be something to deliver. `redraw_after` is how long the courier
    leaves cards to the adapter that replaces the pressed one.
    """

    def __init__(
        self,
        record: Record,
        installation: Installation,
        chats: dict[str, Chat] | None = None,
        nudge: Callable[[], None] = lambda: None,
        redraw_after: timedelta = REDRAW_AFTER,
    ) -> None:
        self.record = record
        self._shown = BatchedWrites(record)
        self.installation = installation
        self.chats: dict[str, Chat] = {} if chats is None else chats
        self._requests = Requests(record, installation, nudge, redraw_after)
        self._identities = Identities(record, installation, self.chats)
        self._errors = ErrorReplies(record, installation, self._identities)
        links = installation.links
        self.pages = Pages(self._page_context(), links) if links else None

    def meet(self, chat: Chat) -> None:
        """Introduce a chat: from then on its people can be reached and recognised."""
        self.chats[chat.platform] = chat

    async def remember_accounts(self) -> None:
        """Know whose accounts are linked before the first click of each."""
        await self._identities.remember()

    def say(self, template: str) -> str:
        """The template with this government's names filled in: `Process.say`."""
        return self.installation.process.say(template)

    def words(self) -> list[tuple[str, str]]:
        """Everything that can be typed after `/gov`, with what it does: for suggestions as one types."""
        return [
            *query_words(self.installation.process, self.pages is not None),
            *((word, plain_label(action, self.installation.process)) for word, action in BY_WORD.items()),
        ]

    def context(self, tx: Tx, person: str = "") -> RequestContext:
        """The context of a transaction, for the person who asks; "" for nobody in particular."""
        return self.installation.context(tx, person)

    # What people do ----------------------------------------------------------------------------------

    async def command(self, account: Account, words: str, conversation: str = "") -> Reply:
        """What somebody typed after `/gov`: "status ITP-1", "group", "help" or nothing (their own list)."""
        chat, platform = self.chats.get(account.platform), account.platform
        return await self._answer_reading(
            account, lambda context: messages.run_command(context, chat, platform, words, conversation)
        )

    async def press(self, account: Account, value: str) -> Reply:
        """A button with this value was pressed."""

        return await self._errors.answer(account, lambda person: self._requests.press(person, value), value)

    async def submit(
        self,
        account: Account,
        token: str,
        answers: Mapping[str, Answer],
        uploads: Mapping[str, Upload] | None = None,
    ) -> Reply:
        """A form was handed in: answers by field name, files apart."""
        return await self._errors.answer(
            account, lambda person: self._requests.submit(person, token, answers, uploads or {}), token
        )

    async def lookup(
        self, account: Account, token: str, field: str, typed: str, most: int = 100
    ) -> list[Choice]:
        """The choices of a long list that match what has been typed; none where the person may not ask."""
        try:
            person = await self._identities.person(account)
            form = buttons.read_form(self.installation.signer, token)
            return await self._requests.read(
                person, lambda context: forms.find_choices(context, form, field, typed, most)
            )
        except (
            Refusal,
            StorageFault,
            CommitOutcomeUnknown,
            RetryLater,
            DeliveryOutcomeUnknown,
            Undeliverable,
        ):
            return []
        except Exception as bug:
            log_bug(bug)
            return []

    async def home(self, account: Account) -> Card:
        """What is awaiting this person, and what they can do."""
        reply = await self._answer_reading(account, lambda context: ShowCard(first_cards.home(context)))
        if isinstance(reply, ShowCard):
            return reply.card
        sentence = reply.sentence if isinstance(reply, ShowRefusal) else ""
        return Card("Nothing can be shown here", (Text(sentence),))

    async def preview(self, address: str) -> Card | None:
        """The public facts behind a link to the Library that somebody shares; None for any other address."""
        with suppress(StorageFault):
            return await self.record.read(
                lambda tx: shared_links.preview(self.installation.context(tx), address)
            )
        return None

    async def suggest(self, account: Account, typed: str, most: int) -> list[Suggestion]:
        """The policies that match, for a message that this person writes; public facts for whoever is not linked."""
        person = self._identities.known(account) or ""
        with suppress(StorageFault):
            return await self.record.read(
                lambda tx: shared_links.suggestions(self.installation.context(tx, person), typed, most)
            )
        return []

    async def said(self, account: Account, words: str, conversation: str = "", root: str = "") -> Reply:
        """A message typed to the bot, or a reply in a thread under one of its cards (`root`: its id)."""
        typed = clean(words) or ""
        prefix = self.installation.process.government.policy_prefix
        if typed.casefold().startswith(("/gov", "gov ")) or commands.is_command(typed, prefix):
            return await self.command(account, typed, conversation)
        return await self._errors.answer(
            account,
            lambda person: self._requests.write(
                person, lambda context: messages.file_words(context, account, typed, conversation, root)
            ),
        )

    async def record_as_feedback(
        self, account: Account, author: Account, at: datetime, words: str, conversation: str = ""
    ) -> Reply:
        """The shortcut on somebody's message: opens the form that records it as that person's feedback."""
        typed = clean(words) or ""

        async def answer(person: str) -> Reply:
            try:
                whose = await self._identities.person(author)
            except Refusal as fault:
                raise Refusal(f"The author of this message cannot be asked for feedback: {fault}") from fault
            return await self._requests.write(
                person,
                lambda context: messages.file_message_of(context, account, whose, at, typed, conversation),
            )

        return await self._errors.answer(account, answer)

    async def look(self, account: Account, conversation: str, message: str) -> Card | None:
        """A card of ours as this person sees it now; None where there is none that they may see."""

        def look(context: RequestContext) -> Reply:
            card = reopen.card_at(context, account, conversation, message)
            return ShowCard(card) if card else ShowRefusal("")

        reply = await self._answer_reading(account, look)
        return reply.card if isinstance(reply, ShowCard) else None

    async def reopen(self, account: Account, token: str) -> Reply:
        """The form of this token once more: for a chat that has not kept it."""

        def draw(context: RequestContext) -> Reply:
            return buttons.open_prefilled(context, buttons.read_form(context.signer, token))

        return await self._answer_reading(account, draw, token)

    async def received(self, account: Account, upload: Upload) -> Reply:
        """A file came by itself: is it a draft, feedback or a letter, and of which policy?"""
        name = clean(upload.name)[:120] or "the file"
        words = await words_of(upload)
        return await self._errors.answer(
            account,
            lambda person: self._requests.write(
                person, lambda context: ShowCard(reopen.belonging_of(context, name, words))
            ),
        )

    # What chats say and keep -------------------------------------------------------------------------

    async def reached(self, account: Account, conversation: str) -> None:
        """Somebody installed the app, or wrote: here they are written to, and take messages (again)."""

        def changes(tx: Tx) -> bool:
            row = tx.accounts.get(account.platform, account.tenant, account.user)
            return row is None or row.refused or row.conversation != conversation

        key = (account.platform, account.tenant, account.user)
        with _retry_later():
            if await self.record.read(changes):
                await self.record.write(lambda tx: tx.accounts.set_conversation(*key, conversation))

    async def recall(self, name: str) -> str:
        """What a chat has kept under this name; "" for nothing. Raises RetryLater."""
        with _retry_later():
            return await self.record.read(lambda tx: tx.notes.get(f"{KEPT_BY_CHATS}{name}") or "")

    async def keep(self, name: str, value: str) -> None:
        """Keep something for a chat: where people and rooms are found. Never a secret. Raises RetryLater."""
        with _retry_later():
            await self.record.write(lambda tx: tx.notes.set(f"{KEPT_BY_CHATS}{name}", value))

    async def shown(self, account: Account, sent: Sent, card: Card | None) -> None:
        """The pressed card has been replaced by the adapter itself, with this state of it.

        The courier need not redraw it until it changes. None: another card stands in its place.
        """
        await self._shown.write(lambda tx: messages.note_shown(self.context(tx), account, sent, card))

    async def chat_refuses(self, platform: str, why: str) -> None:
        """The platform refuses govbot itself: what waits is held, and the operator is told."""
        with _retry_later():
            await self.record.write(lambda tx: messages.note_refusal(tx, platform, why))

    async def closed(self, account: Account, token: str, answers: Mapping[str, Answer]) -> None:
        """A form was closed without being handed in: what was typed is kept for a day, and offered again."""
        person = self._identities.known(account)
        with suppress(Refusal, StorageFault, CommitOutcomeUnknown):
            form = buttons.read_form(self.installation.signer, token)
            if person and (typed := draft_answers.typed_in(form, answers)):
                await self.record.write(lambda tx: draft_answers.keep(tx, person, form, typed))

    async def gone(self, account: Account) -> None:
        """The platform says that this account was deactivated: it may not act any more."""
        self._identities.forget(account)
        await self.record.write(lambda tx: unlink_account(self.context(tx), account))

    # How it is done ----------------------------------------------------------------------------------

    def _page_context(self) -> PageContext:
        """What the pages behind links are given."""

        async def hand_in(
            person: str, token: str, answers: Mapping[str, Answer], uploads: Mapping[str, Upload]
        ) -> Reply:
            return await self._errors.answer(
                Account("page", "", person),
                lambda person: self._requests.submit(person, token, answers, uploads),
                token,
                person,
            )

        known = self._identities.known
        return PageContext(self.record, self.installation, self.chats, hand_in, known, bug_sentence)

    async def _answer_reading(
        self, account: Account, work: Callable[[RequestContext], Reply], value: str = ""
    ) -> Reply:
        return await self._errors.answer(account, lambda person: self._requests.read(person, work), value)
