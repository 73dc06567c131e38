"""The file that stands as evidence of an act: its card with the link, the page that it opens, and the file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from govbot.bot.pages.link_cards import link_card
from govbot.bot.pages.reading import Original
from govbot.bot.request_context import RequestContext
from govbot.core.cards.evidence import evidence_card, evidence_parts, no_pages_card
from govbot.core.cards.vocabulary import Card, Part
from govbot.core.entered import EnteredAct
from govbot.core.grammar import Refusal
from govbot.core.workflow.evidence import NO_EVIDENCE, evidence_named, why_no_evidence


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """What a file of evidence is, for one person, and its name; the file itself is downloaded."""

    name: str
    policy: str
    title: str
    parts: tuple[Part, ...]
    file: str


def evidence(context: RequestContext, subject: str, about: str) -> Card:
    """The card of one file ("A1") with a link that opens it; else of all that the person may open.

    Raises Refusal where it is not shown to the person, or where there is none.
    """
    if not about or about.isdecimal():
        view = context.view(subject)
        if not view.evidence:
            raise Refusal(NO_EVIDENCE)
        return evidence_card(view, int(about or 0))
    act = _act(context, subject, about)
    view = context.view(subject)
    if context.links is None:
        return no_pages_card(view, act)
    card = link_card(context, "evidence", subject, about)
    return replace(card, parts=(*evidence_parts(view, act), *card.parts))


def evidence_page(context: RequestContext, subject: str, about: str) -> EvidencePage:
    """The page of one file; raises Refusal where it is not shown to the person."""
    act, view = _act(context, subject, about), context.view(subject)
    assert act.paper is not None
    policy = view.policy
    return EvidencePage(
        view.name(context.person), policy.id, policy.title, evidence_parts(view, act), act.paper.name
    )


def evidence_file(context: RequestContext, subject: str, about: str) -> Original:
    """The file, byte for byte; raises Refusal where it is not shown to the person."""
    act = _act(context, subject, about)
    assert act.paper is not None
    return Original(act.paper.name, context.tx.documents.data(act.paper.sha256))


def _act(context: RequestContext, subject: str, about: str) -> EnteredAct:
    rule_context = context.rule_context(subject, about)
    act = evidence_named(rule_context)
    why_not = why_no_evidence(rule_context, context.standing(subject))
    if act is None or why_not:
        raise Refusal(why_not or NO_EVIDENCE)
    return act
