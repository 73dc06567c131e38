"""Draws the yearly report for the reform of the process, on demand and for the channel to which it goes by itself."""

from __future__ import annotations

from govbot.bot.policy_queries import MOST_REFORMED, REFORMERS
from govbot.bot.request_context import RequestContext
from govbot.core.cards.reform_report import reform_report_card
from govbot.core.cards.vocabulary import Button, Card
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.reform import year_of

NOT_YOURS = "The report is drawn for the {steering_group}. Its members can tell you more."
NO_YEAR = "Type the year too, as in “/gov reform-report {year}”."
PROPOSE = "Propose a reform"


def reform_report(context: RequestContext, about: str = "") -> Card:
    """The report of a year ("2026", "2026 1": its second page), else of this one; Refusal for whom it is not."""
    general = context.view(DIRECTORY)
    if not {capacity.kind for capacity in general.held} & REFORMERS:
        raise Refusal(general.say(NOT_YOURS))
    typed, _, page = about.partition(" ")
    if typed and not (typed.isdecimal() and len(typed) == 4):
        raise Refusal(NO_YEAR.format(year=context.today.year))
    return report_for(
        context, int(typed) if typed else context.today.year, int(page) if page.isdecimal() else 0
    )


def report_for(context: RequestContext, year: int, page: int | None = 0) -> Card:
    """The same for a channel; without a page, the whole of it."""
    listed = context.tx.policies.matching("", MOST_REFORMED)
    views = {row.id: context.view(f"policy:{row.id}") for row in listed}
    report = year_of([view.policy for view in views.values()], year, context.process)
    propose = Button(PROPOSE, context.sign()("raise_need", "new", "process", ""))
    return reform_report_card(context.view(DIRECTORY), views, report, propose, page)
