"""What whoever decides on a draft reads above its text on the page: as on the card, with links to the decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govbot.bot.pages.link_cards import write_form
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.deciding import before_deciding, beside_the_decision
from govbot.core.cards.secretary import DECIDING
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Link, Part, Text
from govbot.core.grammar import Change
from govbot.core.table import BY_NAME
from govbot.core.workflow.comparisons import comparisons, paper_of
from govbot.core.workflow.policy import Draft

DECIDERS = frozenset({"secretary", "delegate", "secretary_designee", "contact"})
MOST_PASSAGES = 40


@dataclass(frozen=True, slots=True)
class Redline:
    """The changes since an earlier text, under one line that says which."""

    since: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Deciding:
    """What stands above the text: before and after the links to the decisions, and the redlines."""

    before: Sequence[Part] = ()
    redlines: Sequence[Redline] = ()
    decisions: Sequence[Link] = ()
    after: Sequence[Part] = ()


NOTHING_TO_DECIDE = Deciding()


def deciding(context: RequestContext, view: View, draft: Draft) -> Deciding:
    """Empty for everybody but those who decide, and where no request for this draft is pending."""
    pending = view.development.request
    is_decider = bool({capacity.kind for capacity in view.held} & DECIDERS)
    if not is_decider or pending is None or pending.draft != draft.number:
        return NOTHING_TO_DECIDE
    asked = Text(
        view.say("Approval does not publish it: {publisher} adopts and publishes it afterwards."), "small"
    )
    return Deciding(
        before=(*_without_buttons(before_deciding(view, draft, pending)), asked),
        redlines=tuple(_redlines(view, draft)),
        decisions=tuple(_decisions(context, view)),
        after=_without_buttons(beside_the_decision(view)),
    )


def _without_buttons(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if not isinstance(part, Buttons))


def _redlines(view: View, draft: Draft) -> Iterator[Redline]:
    for earlier in comparisons(view.policy, view.development, draft):
        paper = paper_of(view.policy, view.development, earlier.label)
        if paper is not None and view.reads(f"draft {earlier.label}"):
            told = view.compared(paper, draft.paper)
            if told is not None:
                since = f"Changes since {' and '.join(earlier.since)} ({earlier.words})"
                yield Redline(since, told.changes[:MOST_PASSAGES])


def _decisions(context: RequestContext, view: View) -> Iterator[Link]:
    """A link to the form of each decision that the viewer can take; each is opened once, as every link is."""
    assert context.links is not None  # this page is open behind one
    for name in DECIDING:
        action = BY_NAME[name]
        if view.can(action):
            button = view.button(name)
            bound = action.bound(view.at()) if action.bound else ""
            form = write_form(
                SignedToken(name, view.subject, view.about, bound, nonce=context.signer.nonce())
            )
            link = context.links.issue(context.now, "form", context.person, view.subject, view.about, form)
            yield Link(button.label, context.links.address(link))
