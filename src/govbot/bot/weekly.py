"""Reads what is late or waits to be assigned from the policies as they stand; says who may read lists of all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from govbot.bot.request_context import RequestContext
from govbot.core.cards.view import View
from govbot.core.cards.weekly import PolicyLine
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.overview import NOT_YOURS, READERS
from govbot.core.workflow.weekly import lines_of
from govbot.record import ListedPolicy

MOST_POLICIES = 2_000


def check_reader(context: RequestContext, what: str) -> None:
    """Raise Refusal for somebody to whom lists of everything that is open are not shown."""
    held = {capacity.kind for capacity in context.standing(DIRECTORY)}
    if not held & READERS and not context.tx.policies.led_by(context.person):
        raise Refusal(context.process.say(NOT_YOURS, what=what))


def every_policy(context: RequestContext) -> Iterator[tuple[ListedPolicy, View]]:
    """Each policy as it is listed and as whoever asks sees it, the one that was changed last at the end."""
    for listed in reversed(context.tx.policies.matching("", MOST_POLICIES)):
        yield listed, context.view(f"policy:{listed.id}")


def lines_on(context: RequestContext, view: View, changed_at: datetime) -> list[PolicyLine]:
    """The lines of one policy, on which something was last recorded at `changed_at`."""
    lines = lines_of(view.policy, context.directory, context.process, context.now, changed_at)
    return [PolicyLine(view, line) for line in lines]
