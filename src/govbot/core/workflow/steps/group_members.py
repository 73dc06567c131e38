"""A member of an ad hoc group takes part no more; which perspectives each member brings is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors
from govbot.core.membership.choices import as_choices
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import perspective_choices
from govbot.core.workflow.context import PolicyContext, current_group
from govbot.core.workflow.present import brought_alone, present

SAME = "That is what is recorded of them already. Choose others, or close this."
ONLY_OWN = "Say which perspectives you bring yourself; for others the {liaison} says it."


class LeaveGroup(Command):
    reason: Annotated[str, Ask("Why", "line", optional=True, most=300)] = ""


def leave_group(context: PolicyContext, command: LeaveGroup) -> Iterator[Event]:
    person = context.who.person
    brought = brought_alone(current_group(context), (person,))
    yield e.MemberRemoved(person=person, reason=command.reason, perspectives=brought, left=True)


def _everybody(context: PolicyContext) -> list[Choice]:
    group = context.state.development.group if context.state.development else None
    return as_choices(context.directory, present(group.everybody, context.directory)) if group else []


def _myself(context: PolicyContext) -> str:
    return context.who.person if context.who.person in {each.value for each in _everybody(context)} else ""


class NamePerspectives(Command):
    person: Annotated[str, Ask("Whose perspectives?", "choice", choices=_everybody, initial=_myself)]
    perspectives: Annotated[
        tuple[str, ...],
        Ask("Perspectives they bring", "choices", "None: they bring none in particular", optional=True,
            choices=perspective_choices),
    ] = ()  # fmt: skip


def name_perspectives(context: PolicyContext, command: NamePerspectives) -> Iterator[Event]:
    """Raises FieldErrors where nothing changes, or a member speaks for somebody else."""
    group = current_group(context)
    if context.who.capacity.kind == "member" and command.person != context.who.person:
        raise FieldErrors({"person": context.say(ONLY_OWN)})
    if group.brings.get(command.person, ()) == command.perspectives:
        raise FieldErrors({"perspectives": SAME})
    yield e.PerspectivesNamed(person=command.person, perspectives=command.perspectives)
