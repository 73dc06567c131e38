"""The card that `/gov status` shows: the paragraph, what is awaited, and the viewer's next steps."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.awaited import awaited_parts
from govbot.core.cards.short import rest, shortened
from govbot.core.cards.status import answered_words, stage_words, status_paragraph
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Part, Progress, Text


def status_card(view: View) -> Card:
    """The paragraph, what is awaited of whom by when, and what the viewer can do."""
    return Card(f"Where {view.title} stands", shortened(_parts(view), view.more("status")), view.subject)


def status_rest(view: View) -> Card:
    """What stands behind the *More* of this card."""
    return Card(f"Where {view.title} stands", rest(_parts(view)), view.subject)


def _parts(view: View) -> Iterator[Part]:
    yield Text(status_paragraph(view))
    stage = view.policy.stage
    lead = view.you_or(view.policy.lead) if view.policy.lead else "not named yet"
    yield Facts((("Stage", stage_words(view.process, stage)), (view.say("{Lead}"), lead)))
    period = view.development.period
    if period and (stage == "agency feedback" or not period.is_closed(view.now)):
        yield Progress(len(period.agencies_answered), len(period.agencies), answered_words(view, period))
    yield from awaited_parts(view)
    mine = tuple(dict.fromkeys(obligation.action for obligation in view.awaited))
    yield from view.buttons(*mine)
    read = view.reading("Read it") if view.development.drafts or view.policy.versions else ()
    yield Buttons((view.show("policy", "Everything about it"), *read))
    yield from view.published()
