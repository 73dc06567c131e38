"""Runs what a person asks in a transaction of the record: reads, and acts, each with its request context."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from govbot.adapter_api.answers import Answer, Upload
from govbot.bot import buttons, forms
from govbot.bot.buttons import DrawReply
from govbot.bot.calendars import renew
from govbot.bot.error_replies import log_bug
from govbot.bot.identity import require_active
from govbot.bot.kept_uploads import KeptUploads
from govbot.bot.preparing import Prepared, prepare
from govbot.bot.request_context import Installation, RequestContext
from govbot.bot.tokens import SignedToken
from govbot.bot.uploads import read_documents
from govbot.core.cards.vocabulary import OpenForm, Reply, ShowCard, ShowRefusal
from govbot.core.table import BY_NAME
from govbot.record import CommitOutcomeUnknown, Record, StorageFault, Tx

T = TypeVar("T")

NOT_DRAWN = (
    "This is recorded, but its card could not be drawn. Please tell the operator: {reference}. "
    "“/gov” shows what is awaiting you now."
)


class Requests:
    """The requests of people who are known and active; raises Refusal for those who have been deactivated."""

    def __init__(
        self, record: Record, installation: Installation, nudge: Callable[[], None], redraw_after: timedelta
    ) -> None:
        self._record = record
        self._installation = installation
        self._nudge = nudge
        self._redraw_after = redraw_after
        self._kept = KeptUploads()

    async def read(self, person: str, work: Callable[[RequestContext], T]) -> T:
        """Run `work`, which only reads; once more where it lacked a comparison of two texts."""
        return await self._installation.comparisons.reading(
            self._record,
            lambda: self._record.read(lambda tx: work(self._context(tx, person, lacks_nothing=True))),
        )

    async def write(self, person: str, work: Callable[[RequestContext], T]) -> T:
        """Run `work`, which may record."""
        return await self._record.write(lambda tx: work(self._context(tx, person)))

    async def press(self, person: str, value: str) -> Reply:
        """Answer a pressed button: show a card, open a form, or take the action."""
        token = buttons.read_button(self._installation.signer, value)
        if token.action == buttons.NEW_CALENDAR_ADDRESS:
            return await self.write(person, lambda context: ShowCard(renew(context, token), is_done=True))
        if token.action.startswith(buttons.SHOW):
            return await self.read(person, lambda context: buttons.show(context, token))
        if forms.always_asks(token):
            form = await self.read(person, lambda context: buttons.form_of_button(context, token))
            return form or await self._act(person, token, {}, is_pressed=True)
        return await self._act(person, token, {}, is_pressed=True)

    async def submit(
        self, person: str, value: str, answers: Mapping[str, Answer], uploads: Mapping[str, Upload]
    ) -> Reply:
        """Answer a form that was handed in: take the action, or open the next form."""
        token = buttons.read_form(self._installation.signer, value)
        if token.mode == "later" and not token.entered_for:
            return await self.read(person, lambda context: buttons.form_for(context, token, answers))
        documents = await read_documents(BY_NAME[token.action], answers, uploads)
        form, now = (person, token.nonce), self._record.now()
        if token.seen:
            documents = self._kept.fill(form, documents, now)
        prepared = await prepare(self._record, token, documents)
        reply = await self._act(person, token, documents, prepared)
        if isinstance(reply, OpenForm):
            self._kept.keep(form, documents, now)
        else:
            self._kept.forget(form)
        return reply

    async def _act(
        self,
        person: str,
        token: SignedToken,
        answers: Mapping[str, object],
        prepared: Prepared | None = None,
        is_pressed: bool = False,
    ) -> Reply:
        """One write; a pressed button that asks nothing is read and recorded in the same transaction.

        The card is drawn on the event loop while the disk is busy with the commit, and shown only after it.
        Raises CommitOutcomeUnknown for a fault after the work was done: it may be committed or not.
        """
        loop = asyncio.get_running_loop()
        replies: list[_SoonDrawn] = []

        def work(context: RequestContext) -> _SoonDrawn:
            replies.clear()
            form = buttons.form_of_button(context, token) if is_pressed else None
            taken = form or buttons.take(
                context, token, answers, self._redraw_after, is_pressed=is_pressed, prepared=prepared
            )
            reply = _SoonDrawn(taken)
            with suppress(RuntimeError):  # the loop is closed: nobody waits for the reply
                loop.call_soon_threadsafe(reply.draw)
            replies.append(reply)
            return reply

        if token.subject.startswith("policy:"):
            await self._record.warm(token.subject)
        try:
            reply = await self.write(person, work)
        except (StorageFault, CommitOutcomeUnknown):
            raise
        except Exception as bug:
            if not replies:
                raise
            log_bug(bug)
            raise CommitOutcomeUnknown from bug
        self._nudge()
        return reply.draw()

    def _context(self, tx: Tx, person: str, *, lacks_nothing: bool = False) -> RequestContext:
        context = self._installation.context(tx, person, lacks_nothing=lacks_nothing)
        require_active(context)
        return context


@dataclass(slots=True)
class _SoonDrawn:
    """A reply that may still have to be drawn."""

    reply: Reply | DrawReply
    _drawn: Reply | None = None

    def draw(self) -> Reply:
        """The reply, drawn once; where that fails, a sentence that says that the action is recorded."""
        if self._drawn is None:
            try:
                self._drawn = self.reply() if callable(self.reply) else self.reply
            except Exception as bug:
                self._drawn = ShowRefusal(NOT_DRAWN.format(reference=log_bug(bug)))
        return self._drawn
