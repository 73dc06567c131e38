"""What the steering group decided, policy by policy, and on which consensus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.paging import page_of
from govbot.core.cards.texts import has_a_part
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Facts, Part, Text
from govbot.core.membership.meetings import SteeringDecision
from govbot.core.workflow.overview import READERS
from govbot.core.workflow.policy import Decision

MOST_DECISIONS = 8
REACHED = {"reached": "reached", "not reached": "members differ"}
NOTHING = (
    "No decision of the {steering_group} is on record on a policy in which you have a part. "
    "The {advisor} records one with “/gov decision”."
)


def decisions_card(general: View, views: Sequence[View], page: int = 0) -> Card:
    """The decisions on these policies that the viewer may read, newest first; `general` turns the pages."""
    decided = [
        (decision.on, tuple(_decision(view, decision)))
        for view in views
        if has_a_part(view)
        for decision in reversed(view.policy.decisions)
    ]
    decided += [(each.on, tuple(decision_apart(general, each))) for each in _apart(general)]
    decided.sort(key=lambda pair: pair[0], reverse=True)
    items = [parts for _, parts in decided]
    parts = page_of(general, "decisions", items, page, MOST_DECISIONS) if items else ()
    count = f"{len(items)} decision{'' if len(items) == 1 else 's'}"
    headline = general.say("{count} of the {steering_group}", count=count)
    return Card(headline, parts or (Text(general.say(NOTHING)),), general.subject)


def _decision(view: View, decision: Decision) -> Iterator[Part]:
    yield Text(f"{view.title} · {view.day(decision.on)} · {decision.kind}", "strong")
    if decision.text:
        yield Text(decision.text, "quote")
    rows = [("Consensus", REACHED.get(decision.consensus, decision.consensus))] if decision.consensus else []
    rows += [("Who differs, and why", decision.differs)] if decision.differs else []
    if rows:
        yield Facts(tuple(rows))


def decision_apart(view: View, each: SteeringDecision) -> Iterator[Part]:
    """A decision outside any one policy, with its number."""
    yield Text(f"Decision {each.number} · {view.day(each.on)}{_where(each)}", "strong")
    yield Text(each.text, "quote")
    rows = [("Consensus", REACHED.get(each.consensus, each.consensus))]
    rows += [("Who differs, and why", each.differs)] if each.differs else []
    yield Facts(tuple(rows))


def _where(each: SteeringDecision) -> str:
    return f" · meeting {each.meeting}" if each.meeting else ""


def _apart(general: View) -> tuple[SteeringDecision, ...]:
    """The decisions outside any one policy, for those who may see all that is open."""
    is_reader = bool({capacity.kind for capacity in general.held} & READERS)
    return general.directory.meetings.decisions if is_reader and not general.policy.id else ()
