"""An agency's response: drafted by one of its representatives, given by whom it named, answered by the lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation, Refusal
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import comes_late, is_on_no_roster, own_place
from govbot.core.workflow.choices import RESPONSES, about_or_first, comment_choice
from govbot.core.workflow.context import PolicyContext, latest_period
from govbot.core.workflow.policy import STAGES, AgencyResponse, Policy, ResponseDraft
from govbot.core.workflow.stances import STANCE, Stance, words_of

NOTHING_SAID = "Say where your {agency} stands, write its response, or attach the letter that says it."
NO_VOICE = (
    "Nobody is named to give your {agency}'s response. Say whom it named, with the letter that says so (“/gov "
    "our-voice”), ask the roster keeper to name somebody, or send the {lead} the signed letter."
)
NOT_ASKED = "Your {agency} is not on the roster of this feedback period. Ask the {lead} to include it."


def _agency(context: PolicyContext) -> str:
    """The agency for which the person acts now; "" where there is none."""
    capacity = context.who.capacity
    if capacity.kind in ("voice", "representative") and capacity.of:
        return capacity.of
    person = context.directory.people.get(context.who.person)
    return person.agency if person else ""


def _draft(context: PolicyContext) -> ResponseDraft | None:
    """What somebody of the agency has drafted for its voice; None where nothing is."""
    period = context.state.development.period if context.state.development else None
    drafts = period.response_drafts if period else ()
    return next((draft for draft in drafts if draft.agency == _agency(context)), None)


def drafted(field: str) -> Any:
    """The initial value of a question, out of what was drafted."""
    return lambda context: getattr(_draft(context), field, None)


def own_comments(context: PolicyContext) -> list[Choice]:
    """The comments of the agency's own people that count."""
    development = context.state.development
    period = development.period if development else None
    if development is None or period is None:
        return []
    agency = _agency(context)
    return [
        comment_choice(context, comment)
        for comment in development.counted
        if agency and (comment.agency, comment.period) == (agency, period.number) and comment.wants_response
    ]


def gathered(context: PolicyContext) -> tuple[str, ...]:
    """The comments that were drafted with it; else all of the agency's people."""
    draft = _draft(context)
    return draft.comments if draft else tuple(choice.value for choice in own_comments(context))


TEXT = Ask(
    "Our {agency}'s response", "text", "As it is written; empty: see the letter", most=3000, optional=True
)
COMMENTS = Ask(
    "Comments of our people that belong to it",
    "choices",
    optional=True,
    choices=own_comments,
    initial=gathered,
    when=lambda context: bool(own_comments(context)),
)


class GiveAgencyResponse(Command):
    stance: Annotated[Stance, replace(STANCE, initial=drafted("stance"))] = ""
    text: Annotated[str, replace(TEXT, initial=drafted("text"))] = ""
    comments: Annotated[tuple[str, ...], COMMENTS] = ()


def give_agency_response(context: PolicyContext, command: GiveAgencyResponse) -> Iterator[Event]:
    period = latest_period(context)
    if not (command.text or command.stance or context.who.evidence_paper):
        raise FieldErrors({"text": context.say(NOTHING_SAID)})
    capacity = context.who.capacity
    agency = capacity.of if capacity.kind == "voice" else context.directory.people[context.who.person].agency
    if agency not in period.agencies:
        raise Refusal(context.say(NOT_ASKED))
    text = words_of(command.text, command.stance)
    yield e.AgencyResponseNamed(
        period=period.number,
        agency=agency,
        text=text,
        comments=command.comments,
        late=comes_late(context, period),
        beside=period.has_other_response(agency, text, person=context.who.person),
        stance=command.stance,
    )


class DraftAgencyResponse(Command):
    stance: Annotated[Stance, replace(STANCE, initial=drafted("stance"))] = ""
    text: Annotated[str, replace(TEXT, hint="", initial=drafted("text"))] = ""
    comments: Annotated[tuple[str, ...], COMMENTS] = ()


def draft_agency_response(context: PolicyContext, command: DraftAgencyResponse) -> Iterator[Event]:
    period = latest_period(context)
    agency = own_place(context, period).agency
    voice = context.directory.voices.get(agency, "")
    if not (command.text or command.stance):
        raise FieldErrors({"text": context.say(NOTHING_SAID)})
    if not voice:
        raise Refusal(context.say(NO_VOICE))
    yield e.AgencyResponseDrafted(
        period=period.number,
        agency=agency,
        text=words_of(command.text, command.stance),
        stance=command.stance,
        comments=command.comments,
        voice=voice,
    )


has_voice = Needs(
    "somebody who may give the response",
    met=lambda context: is_on_no_roster(context) or bool(context.directory.voices.get(_agency(context))),
    otherwise=NO_VOICE,
)


# The answer to it ------------------------------------------------------------------------------------


def _unanswered(policy: Policy) -> tuple[AgencyResponse, ...]:
    period = policy.development.period if policy.development else None
    return tuple(each for each in (period.agency_responses if period else ()) if not each.answer)


def responses_to_answer(context: PolicyContext) -> list[Choice]:
    """The agencies whose responses came in, those without an answer first."""
    period = context.state.development.period if context.state.development else None
    given = sorted(period.agency_responses if period else (), key=lambda each: bool(each.answer))
    return [
        Choice(agency, context.directory.agency_name(agency))
        for agency in dict.fromkeys(response.agency for response in given)
    ]


class RespondToAgency(Command):
    agency: Annotated[
        str,
        Ask(
            "To whose response",
            "choice",
            choices=responses_to_answer,
            initial=lambda context: about_or_first(context, responses_to_answer(context)),
        ),
    ]
    response: Annotated[
        Literal["accepted", "accepted in part", "not accepted", "out of scope", "for a later version"],
        Ask("Response", "choice", choices=RESPONSES),
    ]
    reasons: Annotated[str, Ask("Reasons, for the {agency}", "text", most=3000)]


def respond_to_agency(context: PolicyContext, command: RespondToAgency) -> Iterator[Event]:
    yield e.AgencyAnswered(
        period=latest_period(context).number,
        agency=command.agency,
        response=command.response,
        reasons=command.reasons,
    )


has_agency_response = Needs(
    "a response that somebody gave as their own office's",
    met=lambda context: bool(responses_to_answer(context)),
    otherwise="No response of {an_agency} has come in.",
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The lead: a response to each agency's response, once the period is closed."""
    development = policy.development
    if development is None or development.period is None or development.stage not in STAGES[1:5]:
        return
    if development.period.closed:
        for agency in dict.fromkeys(response.agency for response in _unanswered(policy)):
            yield Obligation(
                "role:lead",
                "respond_to_agency",
                f"a response to what {agency} said as its own",
                development.period.response_due,
                agency,
                strength="will",
            )
