"""An ad hoc group is assembled, guided and closed; or work proceeds without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation, all_of
from govbot.core.membership.choices import everybody, steering_group
from govbot.core.membership.public_meetings import MEETING_RULES
from govbot.core.texts import literal
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import group_members, perspective_choices
from govbot.core.workflow.context import PolicyContext, current_group, due
from govbot.core.workflow.policy import STAGES, Policy
from govbot.core.workflow.present import brought_alone, present, represented


def lead_as_liaison(context: PolicyContext) -> tuple[str, ...]:
    return (context.state.lead,) if context.state.lead else ()


class AssembleGroup(Command):
    name: Annotated[
        str,
        Ask(
            "Name of the group", "line", initial=lambda context: f"{context.state.title} group"[:80], most=80
        ),
    ]
    liaisons: Annotated[
        tuple[str, ...],
        Ask(
            "{Liaison}(s)",
            "people",
            "One or more members of the {steering_group}",
            choices=steering_group,
            initial=lead_as_liaison,
        ),
    ]
    members: Annotated[
        tuple[str, ...], Ask("Members", "people", "Diverse, so far as practicable", choices=everybody)
    ]
    perspectives: Annotated[
        tuple[str, ...],
        Ask(
            "Perspectives represented",
            "choices",
            "Those of {part_groups}; a missing one stops nothing",
            optional=True,
            choices=perspective_choices,
        ),
    ] = ()
    charge: Annotated[str, Ask("What the group is for", "text", optional=True, most=2000)] = ""
    public_meeting: Annotated[
        Literal["yes", "no", "not asked"],
        Ask(
            "Does counsel treat it as subject to public-meeting rules?",
            "choice",
            choices=MEETING_RULES,
            initial="not asked",
        ),
    ] = "not asked"


def assemble_group(context: PolicyContext, command: AssembleGroup) -> Iterator[Event]:
    yield e.GroupAssembled(
        name=command.name,
        liaisons=command.liaisons,
        members=tuple(person for person in command.members if person not in command.liaisons),
        perspectives=command.perspectives,
        public_meeting=command.public_meeting,
        charge=command.charge,
        look_in_due=due(context, context.process.groups.look_in_business_days),
        assembled_on=context.who.happened_on,
    )


def group_in_advance(context: PolicyContext, command: AssembleGroup) -> Iterator[str]:
    """Which perspectives are not represented yet."""
    missing = [name for name in context.process.groups.perspectives if name not in command.perspectives]
    members, liaisons = len(set(command.members) - set(command.liaisons)), len(command.liaisons)
    yield context.say(
        f"{{members}} member{'s' if members != 1 else ''} and {{guides}} "
        f"{'{liaisons}' if liaisons != 1 else '{liaison}'} will have a room of their own.",
        members=members,
        guides=liaisons,
    )
    if missing:
        yield f"Not represented yet: {', '.join(missing)}."
        yield "That stops nothing; you can add members at any time."


def _has_no_group(context: PolicyContext) -> bool:
    development = context.state.development
    return development is None or development.group is None or development.group.closed


no_group_yet = Needs(
    "no group yet",
    met=_has_no_group,
    otherwise="This policy has a group already. You can add members to it, or close it first.",
)


class ProceedWithoutGroup(Command):
    reasons: Annotated[str, Ask("Why no group is needed", "text", optional=True, most=1000)] = ""


def proceed_without_group(context: PolicyContext, command: ProceedWithoutGroup) -> Iterator[Event]:
    yield e.WorkedWithoutGroup(reasons=command.reasons)


def _has_not_gone_without(context: PolicyContext) -> bool:
    development = context.state.development
    return development is None or not development.without_group


not_decided_yet = all_of(
    Needs(
        "no decision to go on without a group",
        met=_has_not_gone_without,
        otherwise="It is already recorded that work goes on without a group.",
    ),
    no_group_yet,
)


class AddMember(Command):
    person: Annotated[str, Ask("Who joins the group?", "person", choices=everybody)]
    perspectives: Annotated[
        tuple[str, ...], Ask("Perspectives they bring", "choices", optional=True, choices=perspective_choices)
    ] = ()


def add_member(context: PolicyContext, command: AddMember) -> Iterator[Event]:
    if command.person in current_group(context).everybody:
        raise FieldErrors(
            {"person": f"{context.directory.name(command.person)} belongs to the group already."}
        )
    look_in_due = due(context, context.process.groups.look_in_business_days)
    yield e.MemberAdded(person=command.person, perspectives=command.perspectives, look_in_due=look_in_due)


def perspectives_represented(context: PolicyContext) -> list[Choice]:
    group = context.state.development.group if context.state.development else None
    return [Choice(name, name) for name in represented(group, context.directory)] if group else []


class RemoveMember(Command):
    person: Annotated[str, Ask("Who leaves the group?", "choice", choices=group_members)]
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""
    perspectives: Annotated[
        tuple[str, ...],
        Ask(
            "Perspectives that leave with them",
            "choices",
            "Besides those that they alone brought",
            optional=True,
            choices=perspectives_represented,
        ),
    ] = ()


def remove_member(context: PolicyContext, command: RemoveMember) -> Iterator[Event]:
    brought = brought_alone(current_group(context), (command.person,))
    yield e.MemberRemoved(
        person=command.person,
        reason=command.reason,
        perspectives=tuple(dict.fromkeys((*brought, *command.perspectives))),
    )


class ChangeLiaisons(Command):
    liaisons: Annotated[
        tuple[str, ...],
        Ask(
            "{Liaison}(s) from now on",
            "people",
            "One at least",
            choices=steering_group,
            initial=lambda context: present(current_group(context).liaisons, context.directory),
        ),
    ]
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def change_liaisons(context: PolicyContext, command: ChangeLiaisons) -> Iterator[Event]:
    yield e.LiaisonsChanged(liaisons=command.liaisons, reason=command.reason)


class CloseGroup(Command):
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def close_group(context: PolicyContext, command: CloseGroup) -> Iterator[Event]:
    yield e.GroupClosed(reason=command.reason)


class LookIn(Command):
    pass


def look_in(context: PolicyContext, command: LookIn) -> Iterator[Event]:
    yield e.MemberLookedIn(person=context.who.person)


def _has_not_looked_in(context: PolicyContext) -> bool:
    group = context.state.development.group if context.state.development else None
    return group is None or context.who.person not in group.looked_in


has_not_looked_in = Needs(
    "a member who has not looked in yet",
    met=_has_not_looked_in,
    otherwise="You have looked in already; nothing more is needed.",
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The lead: a group, or to proceed; members: to look in; the group: an answer to each request."""
    development = policy.development
    if development is None or development.stage not in STAGES:
        return
    if (
        development.stage == "drafting"
        and development.group is None
        and not development.without_group
        and development.draft is None
    ):
        yield Obligation(
            "role:lead", "assemble_group", "a group, or to proceed without one", development.lead_due
        )
    if development.group is None or development.group.closed:
        return
    # To look in is wanted while the group is at work on the draft; afterwards it would help nobody.
    newcomers = development.group.look_in if development.stage == "drafting" else {}
    for person in development.group.members:
        if person in newcomers and person not in development.group.looked_in:
            yield Obligation(
                f"member:{person}",
                "look_in",
                f"to look in on “{literal(development.group.name)}”",
                development.group.look_in[person],
            )
    for request in development.requests:
        if request.is_awaited(development.stage):
            yield Obligation(
                "group",
                "answer_request",
                f"the group's answer: {literal(request.text[:80])}",
                request.due,
                request.id,
                strength="will",
            )
