"""Draws what people ask to see of one policy, or of all: texts, comments, reviews, decisions, deviations."""

from __future__ import annotations

from govbot.bot.courses import courses
from govbot.bot.request_context import RequestContext, version_text
from govbot.core.cards.board import alike_card, board_card, comment_card, words_card
from govbot.core.cards.by_agency import agencies_card
from govbot.core.cards.decisions import decisions_card
from govbot.core.cards.hidden import held_card, may_open
from govbot.core.cards.lost import lost_card
from govbot.core.cards.opinions import opinions_card
from govbot.core.cards.paging import page_in
from govbot.core.cards.progress import progress_card
from govbot.core.cards.question_rows import answers_card
from govbot.core.cards.reform import reform_card
from govbot.core.cards.response_table import LONGEST_FILTER, responses_card
from govbot.core.cards.review_list import reviews_card
from govbot.core.cards.rosters import rosters_card
from govbot.core.cards.texts import (
    comments_card,
    draft_to_read,
    has_a_part,
    sections_card,
    text_card,
)
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Refusal
from govbot.core.held import from_text
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow.comparisons import VERSION, paper_of
from govbot.core.workflow.forecasts import forecasts
from govbot.core.workflow.readers import (
    NO_DRAFT_TO_READ,
    NOT_SHOWN,
    STAFF_READERS,
    why_no_board,
    why_no_comments,
)

MOST_REFORMED = 500  # policies whose deviations are collected, those changed last


REFORMERS = {"steering", "secretary", "contact", "records", "auditor"}
NOT_YOURS = "This is shown to the {lead} and the {liaison}. Either can tell you more."


def comments(context: RequestContext, subject: str, page: int) -> Card:
    view = context.view(subject)
    if why_not := why_no_comments(view.at(), view.held):
        raise Refusal(why_not)
    return comments_card(view, page)


def responses(context: RequestContext, subject: str, page: int, only: str = "") -> Card:
    """The comment-response table: a comment at a time, and as files on a page."""
    view = context.view(subject)
    if why_not := why_no_comments(view.at(), view.held):
        raise Refusal(why_not)
    return responses_card(view, page, only[:LONGEST_FILTER])


def answers(context: RequestContext, subject: str, page: int) -> Card:
    """The questions of a feedback period one by one, with the answers to each."""
    view = context.view(subject)
    if why_not := why_no_comments(view.at(), view.held):
        raise Refusal(why_not)
    return answers_card(view, page)


ROSTER_READERS = {"steering", "advisor", "lead", "keeper", "operator", "records", "auditor"}


def rosters(context: RequestContext, subject: str, page: int) -> Card:
    """The saved rosters; of a policy, with the buttons that open or fill its feedback period with one."""
    general = context.view(DIRECTORY)
    view = context.view(subject) if subject != DIRECTORY else None
    held = (*general.held, *(view.held if view else ()))
    if not {capacity.kind for capacity in held} & ROSTER_READERS:
        raise Refusal(
            general.say("Saved rosters are shown to the {steering_group}, and to who keeps the record.")
        )
    return rosters_card(general, view, page)


BOARD = {"board": board_card, "alike": alike_card, "words": words_card, "comment": comment_card}


def comment_board(context: RequestContext, what: str, subject: str, about: str) -> Card:
    """The comment board, one comment on it, those that are alike, or the accepted words."""
    view = context.view(subject, about)
    if why_not := why_no_board(view.at(), view.held):
        raise Refusal(why_not)
    return BOARD[what](view)


def deviations(context: RequestContext, page: int) -> Card:
    """Every deviation on record: for the steering group, and those who look after the record."""
    general = context.view(DIRECTORY)
    if not {capacity.kind for capacity in general.held} & REFORMERS:
        collected = "The deviations are collected for the {steering_group}. Its members can tell you more."
        raise Refusal(general.say(collected))
    views = [context.view(f"policy:{row.id}") for row in context.tx.policies.matching("", MOST_REFORMED)]
    return reform_card(general, views, page)


def progress(context: RequestContext, subject: str) -> Card:
    """The dates of a policy: targets, slips with their reasons, forecasts from earlier policies."""
    view = context.view(subject)
    others = [each.course for each in courses(context.tx) if each.id != view.policy.id]
    drawn = forecasts(view.development.stages, others, context.today, context.process)
    return progress_card(view, drawn)


def lost_places(view: View, page: int) -> Card:
    """The comments that have lost their place: for whoever guides the draft."""
    if not any(capacity.kind in ("lead", "liaison", "advisor") for capacity in view.held):
        raise Refusal(view.process.say(NOT_YOURS))
    return lost_card(view, page)


def decisions(context: RequestContext, subject: str, page: int) -> Card:
    """What the steering group decided: on one policy, or on all in which the viewer has a part."""
    general = context.view(subject)
    if subject != DIRECTORY:
        return decisions_card(general, [general], page)
    views = [context.view(f"policy:{row.id}") for row in context.tx.policies.matching("", MOST_REFORMED)]
    return decisions_card(general, views, page)


def apart(view: View, what: str, page: int) -> Card:
    """What the group and the staff said, or what agencies do: for those with a part in the policy."""
    if not has_a_part(view):
        raise Refusal("This is shown to those with a part in this policy. Its lead can tell you more.")
    return opinions_card(view, page) if what == "opinions" else agencies_card(view, page)


def reviews(view: View) -> Card:
    """Each staff review: for whom the staff's own words are, not for the group's members."""
    if not {capacity.kind for capacity in view.held} & STAFF_READERS:
        raise Refusal(
            "The reviews are shown to the staff and to those who decide. The policy's lead can tell you more."
        )
    return reviews_card(view)


def held(context: RequestContext, subject: str, about: str = "") -> Card:
    """What a draft's Word file held besides its text, for those with a part in the policy."""
    view = context.view(subject)
    draft = draft_to_read(view, about.partition(" ")[0] if about.startswith("D") else "")
    if draft is None or not may_open(view, draft):
        raise Refusal(view.process.say(NOT_SHOWN if view.development.drafts else NO_DRAFT_TO_READ))
    digest = draft.paper.held_sha256
    kinds = from_text(context.tx.documents.text(digest)) if digest else ()
    return held_card(view, draft, kinds, page_in(about))


def read(context: RequestContext, subject: str, about: str = "", sections: bool = False) -> Card:
    """The text of a draft, as far as the viewer may read it.

    Else of the version in force, which is everybody's, or of the version that is named ("v1.0").
    """
    view = context.view(subject)
    if about.startswith(VERSION):
        return _read_version(context, view, about, sections=sections)
    wanted = about.partition(" ")[0] if about.startswith("D") else ""
    draft = draft_to_read(view, wanted)
    if draft:
        label, text = draft.label, context.tx.documents.text(draft.paper.text_sha256)
    elif view.policy.versions and not wanted:
        label, text = (
            "The version in force" if view.policy.version else "The last version",
            version_text(context.tx, view.policy),
        )
    else:
        raise Refusal(view.process.say(NOT_SHOWN if view.development.drafts else NO_DRAFT_TO_READ))
    return sections_card(view, label, text) if sections else text_card(view, label, text, page_in(about))


def _read_version(context: RequestContext, view: View, about: str, *, sections: bool) -> Card:
    name = about.partition(" ")[0]
    paper = paper_of(view.policy, view.development, name)
    if paper is None:
        raise Refusal(view.process.say(NOT_SHOWN))
    label, text = f"Version {name.removeprefix(VERSION)}", context.tx.documents.text(paper.text_sha256)
    if sections:
        return sections_card(view, label, text, name)
    return text_card(view, label, text, page_in(about), name)
