"""Turns errors into replies: each refusal is a sentence, and a bug is logged under a reference."""

from __future__ import annotations

import asyncio
import secrets
import traceback
from collections.abc import Awaitable, Callable

import structlog

from govbot.adapter_api.chat import (
    Account,
    ChatRefusesGovbot,
    DeliveryOutcomeUnknown,
    RetryLater,
    Undeliverable,
)
from govbot.bot.buttons import current_card, read_button
from govbot.bot.commands import UnknownCommand
from govbot.bot.identity import Identities
from govbot.bot.request_context import Installation
from govbot.core.cards.answers import clean
from govbot.core.cards.vocabulary import Card, Reply, ShowErrors, ShowRefusal
from govbot.core.decide import OutdatedCard
from govbot.core.grammar import FieldErrors, Notification, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.entering import SecretarysWord
from govbot.core.workflow.notifications.parties import CONTACT
from govbot.record import Attempt, CommitOutcomeUnknown, Record, StorageFault, Tx

log = structlog.get_logger("govbot.bot")

BUG = "Something went wrong on our side, and nothing was recorded. Please tell the operator: {reference}."
NO_ACCESS = "The chat does not tell govbot who you are, so nothing was recorded. Tell the operator: {why}"
NO_CHAT = "The chat did not say who you are, so nothing was recorded. Please try again in a moment."


class ErrorReplies:
    """Answers with the reply of a piece of work, or with the sentence that stands in its place."""

    def __init__(self, record: Record, installation: Installation, identities: Identities) -> None:
        self._record = record
        self._installation = installation
        self._identities = identities

    async def answer(
        self, account: Account, work: Callable[[str], Awaitable[Reply]], value: str = "", person: str = ""
    ) -> Reply:
        """The reply of `work`, which is given the person; refusals are kept among the attempts.

        `value` is the pressed button's or the form's. `person` is who acts where that is known already: by a
        page that is open for them.
        """
        try:
            person = person or await self._identities.person(account)
            return await work(person)
        except FieldErrors as errors:
            return ShowErrors(errors.problems)
        except UnknownCommand as unknown:
            return ShowRefusal(str(unknown))
        except Refusal as refusal:
            await self._keep_attempt(account, person, value, refusal)
            is_outdated = isinstance(refusal, OutdatedCard)
            return ShowRefusal(str(refusal), await self._current_card(person, value) if is_outdated else None)
        except (StorageFault, CommitOutcomeUnknown) as fault:
            return ShowRefusal(str(fault))
        except (ChatRefusesGovbot, Undeliverable) as cause:
            return ShowRefusal(NO_ACCESS.format(why=cause))
        except (RetryLater, DeliveryOutcomeUnknown):
            return ShowRefusal(NO_CHAT)
        except asyncio.CancelledError:
            raise
        except Exception as bug:
            return ShowRefusal(bug_sentence(bug))

    async def _keep_attempt(self, account: Account, person: str, value: str, refusal: Refusal) -> None:
        """Keep a refusal beside the record, never in it. A value that was not signed here names nothing."""
        sentence = str(refusal)
        parts = value.split("|", 2)
        action, subject = (parts[0], parts[1]) if len(parts) > 2 else ("command", "")
        name = f"{account.platform}:{account.user}"[:200]
        attempt = clean(action)[:80], clean(subject)[:80], sentence[:500]

        def keep(tx: Tx) -> None:
            is_listed = tx.attempts.keep(Attempt(tx.now, name, person, *attempt))
            if is_listed and isinstance(refusal, SecretarysWord):
                facts = {"by": person, "sentence": sentence[:500]}
                tx.outbox.tell(DIRECTORY, 0, [Notification(CONTACT, "entry_refused", facts=facts)], tx.now)

        try:
            await self._record.write(keep)
        except (StorageFault, CommitOutcomeUnknown):
            log.warning("an attempt could not be kept", account=name)

    async def _current_card(self, person: str, value: str) -> Card | None:
        """The card that takes an outdated one's place; None where it cannot be drawn now."""
        token = read_button(self._installation.signer, value)
        try:
            return await self._record.read(
                lambda tx: current_card(self._installation.context(tx, person), token)
            )
        except (Refusal, StorageFault, CommitOutcomeUnknown):
            return None


def bug_sentence(bug: Exception) -> str:
    """Log a bug; the sentence for the person, with its reference."""
    return BUG.format(reference=log_bug(bug))


def log_bug(bug: Exception) -> str:
    """Log where it happened, and never what was typed: an error's own words may quote it."""
    reference = secrets.token_hex(4)
    where = [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(bug.__traceback__)]
    log.error("a bug", reference=reference, error=type(bug).__name__, where=where[-12:])
    return reference
