"""Needs are raised, joined, recommended for pursuit or put aside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation
from govbot.core.membership.plan_actions import goal_choices
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, due
from govbot.core.workflow.likeness import RULE, alike
from govbot.core.workflow.policy import Development, Policy
from govbot.core.workflow.requirements import WITHDRAWN_NEED, is_withdrawn


def source_choices(context: PolicyContext) -> list[Choice]:
    return [Choice(source.key, source.name) for source in context.process.sources]


CONCERNS = (Choice("policy", "A policy"), Choice("process", "The process itself: a proposal for its reform"))


class RaiseNeed(Command):
    title: Annotated[str, Ask("Short title", "line", "As people would call the policy", most=200)]
    text: Annotated[str, Ask("What is needed, and why?", "text", most=3000)]
    sources: Annotated[
        tuple[str, ...],
        Ask("Where does the need come from?", "choices", "One or more", choices=source_choices),
    ]
    citations: Annotated[
        str,
        Ask(
            "Citations",
            "text",
            "A line for each source in the order chosen, or with its letter: “d: a law”",
            optional=True,
            most=1500,
        ),
    ] = ""
    bill: Annotated[
        str, Ask("Bill or rule, with its number", "line", "As in “SB 1103”", optional=True, most=120)
    ] = ""
    bill_stage: Annotated[
        str, Ask("Stage of the bill or rule", "line", "As in “in committee”", optional=True, most=120)
    ] = ""
    plan_goal: Annotated[
        str, Ask("Plan goal served", "line", "With the plan's edition", optional=True, most=300)
    ] = ""
    goals: Annotated[
        tuple[str, ...],
        Ask("Plans' goals that it serves", "choices", optional=True, choices=goal_choices),
    ] = ()
    concerns: Annotated[
        Literal["policy", "process"],
        Ask(
            "What it concerns",
            "choice",
            optional=True,
            choices=CONCERNS,
            initial=lambda context: "process" if context.about == "process" else "policy",
        ),
    ] = "policy"


def raise_need(context: PolicyContext, command: RaiseNeed) -> Iterator[Event]:
    yield e.NeedRaised(
        title=command.title,
        text=command.text,
        sources=_sources(context, command),
        plan_goal=command.plan_goal,
        decision_due=due(context, context.process.deadlines.decision_business_days),
        bills=_bills(command),
        goals=command.goals,
        about_process=command.concerns == "process",
        similar=tuple(each.id for each in alike(command.title, command.text, context.listed)),
        process=context.directory.process_sha256,
    )


def like_it(context: PolicyContext, command: RaiseNeed) -> Iterator[str]:
    """What is like the need, by which words, and what can be done instead of raising one more."""
    similar = alike(command.title, command.text, context.listed)
    if not similar:
        return
    yield "There are needs or policies like this one:"
    for each in similar:
        yield f"{each.id} “{each.title}” ({context.process.stage(each.stage)}): {', '.join(each.words)}"
    yield RULE
    yield context.say(INSTEAD, id=similar[0].id)


INSTEAD = (
    "To support one of these instead, close this and type “/gov support {id}”. Raised all the same, yours is kept "
    "apart; the {steering_group} sees that they are alike, and may join them."
)


def _bills(command: RaiseNeed | CorrectNeed) -> tuple[e.Bill, ...]:
    """The bill with its stage; raises FieldErrors where one of the two is missing."""
    if command.bill and not command.bill_stage:
        raise FieldErrors({"bill_stage": "Say at which stage it is, as in “in committee”."})
    if command.bill_stage and not command.bill:
        raise FieldErrors({"bill": "Give its number, as in “SB 1103”."})
    return (e.Bill(number=command.bill, stage=command.bill_stage),) if command.bill else ()


def _sources(context: PolicyContext, command: RaiseNeed | CorrectNeed) -> tuple[e.NeedSource, ...]:
    names = {source.key: source.name for source in context.process.sources}
    cited = _cited(context, command)
    return tuple(
        e.NeedSource(key=key, name=names[key], citation=cited.get(key, "")) for key in command.sources
    )


def _cited(context: PolicyContext, command: RaiseNeed | CorrectNeed) -> dict[str, str]:
    """The citation of each source, by its key: as a line names it, else in the order of the sources.

    Raises FieldErrors where a line names a source that is not chosen, or where there are more lines than sources.
    """
    keys = {source.key.casefold(): source.key for source in context.process.sources}
    keys |= {source.name.partition(" ")[0].casefold(): source.key for source in context.process.sources}
    cited: dict[str, str] = {}
    unnamed = []
    for line in filter(None, map(str.strip, command.citations.splitlines())):
        name, colon, citation = line.partition(":")
        key = keys.get(name.strip().casefold()) if colon else None
        if key is None:
            unnamed.append(line)
        elif key not in command.sources or key in cited:
            raise FieldErrors(
                {"citations": f"“{line[:60]}”: choose this source above, and cite it in one line."}
            )
        else:
            cited[key] = citation.strip()
    left = [key for key in command.sources if key not in cited]
    if len(unnamed) > len(left):
        several = f"You chose {len(command.sources)} sources but wrote {len(cited) + len(unnamed)} lines"
        raise FieldErrors({"citations": f"{several}. Give one line for each source, or choose more sources."})
    return cited | dict(zip(left, unnamed, strict=False))


def _need(context: PolicyContext) -> Development | None:
    return context.state.development


def _citations_before(context: PolicyContext) -> str:
    """A line for each source that was cited, with its letter."""
    need = _need(context)
    sources = need.sources if need else ()
    return "\n".join(f"{source.key}: {source.citation}" for source in sources if source.citation)


def _bill(context: PolicyContext) -> e.Bill:
    """The first bill or rule on record; one without a number where there is none."""
    need = _need(context)
    return need.bills[0] if need and need.bills else e.Bill(number="", stage="")


def _further_bills(context: PolicyContext) -> tuple[e.Bill, ...]:
    need = _need(context)
    return need.bills[1:] if need else ()


class CorrectNeed(Command):
    title: Annotated[str, Ask("Short title", "line", most=200, initial=lambda context: context.state.title)]
    text: Annotated[
        str,
        Ask(
            "What is needed, and why?",
            "text",
            "It takes the place of what you wrote; that stays on record",
            most=3000,
            initial=lambda context: need.text if (need := _need(context)) else "",
        ),
    ]
    sources: Annotated[
        tuple[str, ...],
        Ask(
            "Where does the need come from?",
            "choices",
            "One or more",
            choices=source_choices,
            initial=lambda context: (
                tuple(source.key for source in need.sources) if (need := _need(context)) else ()
            ),
        ),
    ]
    citations: Annotated[
        str,
        Ask(
            "Citations",
            "text",
            "A line for each source, with its letter: “d: a law”",
            optional=True,
            most=1500,
            initial=_citations_before,
        ),
    ] = ""
    bill: Annotated[
        str,
        Ask(
            "Bill or rule, with its number",
            "line",
            optional=True,
            most=120,
            initial=lambda c: _bill(c).number,
        ),
    ] = ""
    bill_stage: Annotated[
        str,
        Ask("Stage of the bill or rule", "line", optional=True, most=120, initial=lambda c: _bill(c).stage),
    ] = ""
    plan_goal: Annotated[
        str,
        Ask(
            "Plan goal served",
            "line",
            "With the plan's edition",
            optional=True,
            most=300,
            initial=lambda context: need.plan_goal if (need := _need(context)) else "",
        ),
    ] = ""
    goals: Annotated[
        tuple[str, ...],
        Ask(
            "Plans' goals that it serves",
            "choices",
            optional=True,
            choices=goal_choices,
            initial=lambda c: c.state.goals,
        ),
    ] = ()


def correct_need(context: PolicyContext, command: CorrectNeed) -> Iterator[Event]:
    yield e.NeedCorrected(
        title=command.title,
        text=command.text,
        sources=_sources(context, command),
        plan_goal=command.plan_goal,
        bills=(*_bills(command), *_further_bills(context)),
        goals=command.goals,
    )


class WithdrawNeed(Command):
    reason: Annotated[str, Ask("Why", "line", "For the {steering_group}", optional=True, most=300)] = ""


def withdraw_need(context: PolicyContext, command: WithdrawNeed) -> Iterator[Event]:
    yield e.NeedWithdrawn(reason=command.reason)


DECIDED = (
    "The {steering_group} has decided on this need already, so it stands as it was raised. Write to {whom}, or raise a "
    "need anew."
)
NOT_YOURS = "Only whoever raised a need corrects or withdraws it. Write to {whom}."


def _why_not_own(context: PolicyContext) -> str:
    """Why a need may not be corrected or withdrawn now: whose it is, or that it was decided on."""
    state = context.state
    whom = context.directory.named(state.lead) if state.lead else context.say("the {steering_group}")
    if state.raisers[:1] != (context.who.person,):
        return context.say(
            NOT_YOURS, whom=context.directory.named(state.raisers[0]) if state.raisers else whom
        )
    return context.say(WITHDRAWN_NEED if is_withdrawn(context) else DECIDED, whom=whom)


def _is_own_need(context: PolicyContext) -> bool:
    need = _need(context)
    is_open = need is not None and need.stage == "need"
    return is_open and context.state.raisers[:1] == (context.who.person,)


is_own_need = Needs("a need of one's own that is not decided on", met=_is_own_need, otherwise=_why_not_own)
raised_alone = Needs(
    "a need that nobody else raised",
    met=lambda context: len(context.state.raisers) < 2,
    otherwise=(
        "Others have raised this need too, so it stands. Write to the {steering_group} if it should not be pursued."
    ),
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The steering group's decision on a need."""
    development = policy.development
    if development and development.stage == "need" and not development.parked_until:
        yield Obligation("steering", "recommend_pursuing", "a decision on the need", development.decision_due)
