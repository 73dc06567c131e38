"""A response is drafted by one person, and goes out once another has looked at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation
from govbot.core.workflow import board
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import RESPONSES, about_or_first, comment_choice
from govbot.core.workflow.context import PolicyContext, current_development
from govbot.core.workflow.policy import STAGES, DraftedResponse, Policy

NOT_ASKED = (
    "No comment was given to you to draft a response to. The {lead} or the {liaison} can do so on the board."
)


def to_draft(context: PolicyContext) -> list[Choice]:
    """Comments without a response; for a member of the group those alone that were given to them."""
    development = context.state.development
    if development is None:
        return []
    is_member = context.who.capacity.kind == "member"
    mine = {comment.id for comment in development.unanswered if comment.drafter == context.who.person}
    return [
        comment_choice(context, comment)
        for comment in development.unanswered
        if comment.id in mine or not is_member
    ]


def _first_to_draft(context: PolicyContext) -> tuple[str, ...]:
    """The comments of the button; those of a draft that was given back; else those given to whoever drafts."""
    development = context.state.development
    if development is None:
        return ()
    returned = _returned(context)
    if returned:
        return returned.comments
    return board.chosen_first(context) or tuple(
        comment.id for comment in board.to_draft(development, context.who.person)
    )


def _returned(context: PolicyContext) -> DraftedResponse | None:
    drafts = context.state.development.drafted_responses if context.state.development else ()
    return next((draft for draft in drafts if draft.id == context.about and not draft.over), None)


class DraftResponse(Command):
    comments: Annotated[
        tuple[str, ...],
        Ask(
            "To which comments",
            "choices",
            "One response may cover many; joined ones come with it",
            choices=to_draft,
            initial=_first_to_draft,
        ),
    ]
    response: Annotated[
        Literal["accepted", "accepted in part", "not accepted", "out of scope", "for a later version"],
        Ask(
            "Response",
            "choice",
            "Accepted: proposed words go on the list for the next draft",
            choices=RESPONSES,
            initial=lambda context: returned.response if (returned := _returned(context)) else "",
        ),
    ]
    reasons: Annotated[
        str,
        Ask(
            "Reasons, for the authors",
            "text",
            most=3000,
            initial=lambda context: returned.reasons if (returned := _returned(context)) else "",
        ),
    ]


def draft_response(context: PolicyContext, command: DraftResponse) -> Iterator[Event]:
    development = current_development(context)
    yield e.ResponseDrafted(
        draft=f"R{len(development.drafted_responses) + 1}",
        comments=board.with_joined(development, command.comments),
        response=command.response,
        reasons=command.reasons,
    )


def waiting(context: PolicyContext) -> list[Choice]:
    """The drafted responses of others that wait for a second look."""
    development = context.state.development
    drafts = board.waiting_for(development, context.who.person) if development else []
    return [
        Choice(
            draft.id,
            f"{draft.id}: {draft.response}, to {board.few_of(draft.comments)}, {context.directory.name(draft.by)}",
        )
        for draft in drafts
    ]


def in_full(context: PolicyContext) -> Iterator[str]:
    """The drafted response that the button names, else each, whole, with the comments that it answers."""
    development = context.state.development
    drafts = board.waiting_for(development, context.who.person) if development else []
    meant = [draft for draft in drafts if draft.id == context.about] or drafts
    for draft in meant[:3]:
        yield f"{draft.id}: {draft.response}. {draft.reasons}"
        for id in draft.comments[:5]:
            comment = development.comment(id) if development else None
            if comment:
                yield board.read_in_full(context, comment)


VERDICTS = (
    Choice("send", "It goes out to the authors"),
    Choice("return", "Back to its drafter, with a note"),
)


class LookAtResponse(Command):
    draft: Annotated[
        str,
        Ask(
            "Which drafted response",
            "choice",
            choices=waiting,
            initial=lambda context: about_or_first(context, waiting(context)),
        ),
    ]
    verdict: Annotated[Literal["send", "return"], Ask("What becomes of it", "choice", choices=VERDICTS)]
    note: Annotated[str, Ask("Note, for its drafter", "text", optional=True, most=1000)] = ""


def look_at_response(context: PolicyContext, command: LookAtResponse) -> Iterator[Event]:
    drafts = current_development(context).drafted_responses
    draft = next(draft for draft in drafts if draft.id == command.draft)
    if command.verdict == "return":
        if not command.note:
            raise FieldErrors({"note": "Say what should be different."})
        yield e.DraftedResponseReturned(draft=draft.id, note=command.note)
        return
    yield e.CommentsAnswered.model_validate(
        {
            "comments": draft.comments,
            "response": draft.response,
            "reasons": draft.reasons,
            "drafted": draft.id,
        }
    )


def _may_draft(context: PolicyContext) -> bool:
    return context.who.capacity.kind != "member" or bool(to_draft(context))


may_draft = Needs("a comment given to them, for members", met=_may_draft, otherwise=NOT_ASKED)
has_waiting = Needs(
    "a drafted response of somebody else",
    met=lambda context: bool(waiting(context)),
    otherwise="No drafted response waits for you: whoever drafted one is not the one who looks at it.",
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """A second person: a look at a drafted response; a drafter: a response to the comments given to them."""
    development = policy.development
    if development is None or development.stage not in STAGES[1:5]:
        return
    for draft in development.drafted_responses:
        if draft.waits:
            what = f"a look at the response drafted to {board.few_of(draft.comments)}"
            yield Obligation(second_person(policy, draft.by), "look_at_response", what, about=draft.id)
    for person in dict.fromkeys(comment.drafter for comment in development.unanswered if comment.drafter):
        if count := len(board.to_draft(development, person)):
            what = f"a response to {count} comment{'s' if count > 1 else ''} given to you"
            yield Obligation(f"named:{person}", "draft_response", what)


def second_person(policy: Policy, drafter: str) -> str:
    """The party that looks at what this person drafted: the lead; for the lead a liaison, else whoever directs."""
    if drafter != policy.lead:
        return "role:lead"
    group = policy.development.group if policy.development else None
    liaisons = group.liaisons if group and not group.closed else ()
    other = next((person for person in liaisons if person != drafter), "")
    return f"named:{other}" if other else "role:advisor"
