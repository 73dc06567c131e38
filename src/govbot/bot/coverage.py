"""Reads the coverage of a feedback period: its places, and from the receipts whom its request reached."""

from __future__ import annotations

from govbot.bot.request_context import RequestContext
from govbot.core.cards.coverage import coverage_card
from govbot.core.cards.paging import page_in
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Refusal
from govbot.core.workflow.coverage import ORDER, REACH, Coverage, Reached, coverage
from govbot.core.workflow.readers import why_no_coverage
from govbot.record import Tx


def reached_by(tx: Tx, stream: str, period: int) -> dict[str, Reached]:
    """What became of the request of this period, by person: of several messages the one that went best."""
    best: dict[str, Reached] = {}
    for message in tx.outreach.of(stream):
        if (message.card, message.about) != ("feedback_request", f"P{period}"):
            continue
        state = REACH.get(message.state, "not reached")
        reached = Reached(state, message.delivered_at if state == "reached" else None)
        before = best.get(message.person)
        if before is None or ORDER.index(state) < ORDER.index(before.state):
            best[message.person] = reached
    return best


def coverage_of(context: RequestContext, view: View) -> Coverage | None:
    """The matrix of the latest period; None where none has been opened. Raises Refusal for whose it is not."""
    if why_not := why_no_coverage(view.at(), view.held):
        raise Refusal(why_not)
    period = view.development.period
    if period is None:
        return None
    reached = reached_by(context.tx, view.subject, period.number)
    return coverage(view.development, period, view.directory, view.process, reached)


def coverage_shown(context: RequestContext, subject: str, about: str) -> Card:
    """The card; `about` "open 1" is the second page of the agencies in which somebody has not answered."""
    view = context.view(subject, about)
    return coverage_card(view, coverage_of(context, view), page_in(about))
