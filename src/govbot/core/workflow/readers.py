"""Who reads a draft: those with a part in the policy, the agencies once it circulated, as far as marks allow."""

from __future__ import annotations

from datetime import date

from govbot.core.days import local_day
from govbot.core.grammar import Capacity, RuleContext
from govbot.core.process import Process
from govbot.core.workflow.policy import Development, Draft, Policy
from govbot.core.workflow.standing import may_read, standing

# Who has a part in a policy, and so reads its drafts and comments, as far as marks allow.
READERS = {
    "steering", "lead", "liaison", "member", "reviewer", "consulted", "secretary", "delegate",
    "secretary_designee", "contact", "publisher", "records", "auditor", "lifter",
}  # fmt: skip
# Who reads the staff's own words: no further than the staff, the steering group and those who decide.
STAFF_READERS = READERS - {"member"}
# Who sees a consultation and its advice.
SEE_CONSULTATIONS = frozenset(
    {"steering", "reviewer", "consulted", "secretary", "delegate", "secretary_designee", "contact", "records"}
)
COUNSEL = "legal"  # the track whose office is counsel
ON_THE_ROSTER = {"representative", "voice"}
NO_DRAFT_TO_READ = (
    "There is no draft to read yet. The {lead}, the {liaison} or staff can submit one with “/gov draft”."
)
NO_DRAFT_NOW = (
    "No draft is worked on now. Version {version} stands in the {library}; “/gov read {policy}” shows it."
)
NOT_SHOWN = (
    "This draft is not shown to you: it has not circulated to you, or it carries a mark. Ask the {lead}."
)


def may_read_draft(
    policy: Policy, process: Process, draft: Draft, person: str, held: tuple[Capacity, ...]
) -> bool:
    """Whom a draft is shown, as its marks allow: those with a part in it, the agencies once it circulated.

    A file that was withdrawn is shown to counsel and the public records officer alone.
    """
    kinds = {capacity.kind for capacity in held}
    if draft.withdrawn:
        return "records" in kinds or _is_counsel(process, held)
    development = latest(policy)
    circulated = development is not None and draft.number in {period.draft for period in development.periods}
    part = bool(kinds & READERS) or (circulated and bool(kinds & ON_THE_ROSTER))
    return part and may_read(policy, process, f"draft {draft.label}", person, held)


def _is_counsel(process: Process, held: tuple[Capacity, ...]) -> bool:
    """Whether somebody is of the office that reviews for legal guidelines."""
    offices = {track.office for track in process.tracks if track.key == COUNSEL}
    return any(capacity.kind == "staff" and capacity.label in offices for capacity in held)


def draft_to_read(
    policy: Policy, process: Process, wanted: str, person: str, held: tuple[Capacity, ...]
) -> Draft | None:
    """The draft that is meant ("D2"); else the newest that this person may read."""
    if policy.development is None:
        return None
    drafts = [draft for draft in policy.development.drafts if wanted in ("", draft.label)]
    return next(
        (draft for draft in reversed(drafts) if may_read_draft(policy, process, draft, person, held)), None
    )


def why_no_draft_to_read(context: RuleContext[Policy], held: tuple[Capacity, ...]) -> str | None:
    """Why the draft named in `about` (else the newest) is not shown to this person; None where it is."""
    if draft_to_read(context.state, context.process, context.about, context.who.person, held):
        return None
    version = context.state.version or context.state.adopted
    if context.state.development is None and version:
        return context.say(NO_DRAFT_NOW, version=version.number, policy=context.state.id)
    development = latest(context.state)
    return context.say(NOT_SHOWN if development and development.drafts else NO_DRAFT_TO_READ)


NO_COMMENTS_SHOWN = "The comments are shown to those with a part in this policy. Its lead can tell you more."


def why_no_comments(context: RuleContext[Policy], held: tuple[Capacity, ...]) -> str | None:
    """Why the comments and their responses are not shown to somebody with these capacities; None where they are."""
    kinds = {capacity.kind for capacity in held}
    return None if kinds & (READERS | ON_THE_ROSTER) else NO_COMMENTS_SHOWN


# Who sees how the comments are organised: whoever guides the draft, drafts responses, or keeps the record.
BOARD_READERS = {"lead", "liaison", "advisor", "steering", "member", "records", "auditor"}
NOT_YOUR_BOARD = (
    "The comment board is shown to the {lead}, the {liaison} and the {group}. Read “/gov comments”."
)


def why_no_board(context: RuleContext[Policy], held: tuple[Capacity, ...]) -> str | None:
    """Why the comment board is not shown to somebody with these capacities; None where it is."""
    if {capacity.kind for capacity in held} & BOARD_READERS:
        return None
    return context.say(NOT_YOUR_BOARD)


# Who sees who is in a group, what is asked of it and which perspectives it lacks.
GROUP_READERS = {"member", "liaison", "lead", "advisor", "steering", "records", "auditor"}
NOT_YOUR_GROUP = "The {group} is shown to its members, to those who guide it, and to the {steering_group}."


def why_no_group(context: RuleContext[Policy], held: tuple[Capacity, ...]) -> str | None:
    """Why the group is not shown to somebody with these capacities; None where it is."""
    return None if {capacity.kind for capacity in held} & GROUP_READERS else context.say(NOT_YOUR_GROUP)


# Who sees whom a policy's messages reached, and who has answered a feedback request.
OUTREACH_READERS = {"lead", "advisor", "steering", "liaison", "records", "keeper", "operator", "auditor"}
NOT_YOUR_OUTREACH = (
    "Whom a policy reached is shown to its lead, the {steering_group} and those who keep the record."
)


def why_no_coverage(context: RuleContext[Policy], held: tuple[Capacity, ...]) -> str | None:
    """Why it is not shown to somebody with these capacities who was asked and has answered; None where it is."""
    if {capacity.kind for capacity in held} & OUTREACH_READERS:
        return None
    return context.say(NOT_YOUR_OUTREACH)


def latest(policy: Policy) -> Development | None:
    """The development in progress, or the last one."""
    return policy.development or next(reversed(policy.past), None)


def can_read(context: RuleContext[Policy], draft: Draft) -> bool:
    """Whether whoever fills in the form, for themselves or for somebody else, may read this draft."""
    person = context.who.entered_by or context.who.person
    held = standing(context.state, context.directory, context.process, person, _today(context))
    return may_read_draft(context.state, context.process, draft, person, held)


def can_read_item(context: RuleContext[Policy], item: str) -> bool:
    """Whether the marks let whoever fills in the form read this item."""
    if not context.state.marks.get(item):
        return True  # the same answer, without looking up each capacity for each of a thousand comments
    person = context.who.entered_by or context.who.person
    held = standing(context.state, context.directory, context.process, person, _today(context))
    return may_read(context.state, context.process, item, person, held)


def marks_of(context: RuleContext[Policy], draft: Draft) -> tuple[str, ...]:
    """The marks that a draft carries: what is made from it carries them too."""
    return tuple(context.state.marks.get(f"draft {draft.label}", ()))


def _today(context: RuleContext[Policy]) -> date:
    return local_day(context.now, context.process)
