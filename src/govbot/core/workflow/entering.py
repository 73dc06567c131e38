"""Who may enter an act for somebody else, and with what: three classes, as the policy's process means them.

An act is one's own word only, or may be entered on paper, or by word of mouth; each row of the table says which.
Pure: asked by `decide`, by forms and by cards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from govbot.core.days import local_day, said_day
from govbot.core.grammar import Action, Capacity, Document, Entering, FieldErrors, Refusal, RuleContext
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow.policy import Draft, Policy

Held = tuple[Capacity, ...]
Relation = Callable[[RuleContext[Any], str, Held], bool]

SMALLEST_PAPER = 64  # bytes; no signed document, picture or e-mail is as small

# Kinds of capacity that belong to the government's own staff for governance.
STAFF = frozenset({"staff", "publisher", "contact", "records", "keeper", "advisor"})

OWN_WORD = (
    "“{action}” is each person's own word: nobody enters it for somebody else. "
    "Ask {person} to do it, or, in an absence, whoever stands for them."
)
NOT_BY_YOU = "“{action}” is entered for {person} {how}, and only by {by}. Hand it to one of them."
AUTHOR = (
    "You wrote {draft}, or present it, so you cannot enter what {person} says of it. "
    "{by} can, and so can {person} in chat."
)
NEEDS_PAPER = "Attach the signed document or the e-mail itself: without it this is not entered for {person}."
TOO_SMALL = (
    "This file has {size} bytes: it cannot be a signed document or an e-mail. Attach the scan or the message."
)
NEEDS_SAYING = "Say how {person} said it, such as “by telephone” or “in the meeting of May 4”."
TOO_EARLY = (
    "On {day} there was nothing yet that this act is about: it exists since {since}. Give the day on which it was "
    "said or signed."
)
HOW = {
    "on paper": "with the signed document or the e-mail",
    "by word of mouth": "by word of mouth, saying how it was said",
}


class SecretarysWord(Refusal):
    """Somebody who may not has tried to enter a decision for the one who approves: that office is told of it."""


def refused_entry(action: Action, sentence: str) -> Refusal:
    """The refusal of an entry, by whose word it would have been."""
    entering = action.entering
    is_secretarys = (
        entering is not None and "secretary's office" in entering.by and "same office" not in entering.by
    )
    return SecretarysWord(sentence) if is_secretarys else Refusal(sentence)


def refusal_to_enter(action: Action, context: RuleContext[Any], clerk: str, held: Held) -> str | None:
    """Why this clerk, with these capacities, may not enter the action for `context.who`; None where they may."""
    entering = action.entering
    person = context.directory.name(context.who.person)
    label = context.say(action.label, draft="this draft")
    if entering is None:
        return context.say(OWN_WORD, action=label, person=person)
    if not any(RELATIONS[relation](context, clerk, held) for relation in entering.by):
        return context.say(
            NOT_BY_YOU,
            action=label,
            person=person,
            how=HOW[entering.how],
            by=words_of(entering, context.process),
        )
    if "secretary's office" in entering.by and _has_a_hand_in_it(context, clerk):
        draft = _draft(context)
        return context.say(
            AUTHOR,
            draft=draft.label if draft else "this draft",
            person=person,
            by=words_of(entering, context.process).capitalize(),
        )
    return None


def may_enter_for_some(action: Action, held: Held) -> bool:
    """Whether somebody with these capacities may enter the action for somebody, as far as capacities tell."""
    kinds = {capacity.kind for capacity in held}
    return action.entering is not None and any(kinds & KINDS[relation] for relation in action.entering.by)


def check_entry(action: Action, context: RuleContext[Any], held: Held, document: Document | None) -> None:
    """Refuse an entry that its class does not allow. `context.who` names the person, and who enters it.

    Raises Refusal where the clerk may not enter it, FieldErrors where the paper or the words on its source lack.
    """
    clerk = context.who.entered_by
    if clerk is None:
        return
    why_not = refusal_to_enter(action, context, clerk, held)
    if why_not:
        raise refused_entry(action, why_not)
    assert action.entering is not None
    person = context.directory.name(context.who.person)
    if action.entering.how == "by word of mouth":
        if not context.who.evidence:
            raise FieldErrors({"evidence": context.say(NEEDS_SAYING, person=person)})
        return
    if document is None:
        raise FieldErrors({"evidence_file": context.say(NEEDS_PAPER, person=person)})
    if len(document.data) < SMALLEST_PAPER:
        raise FieldErrors({"evidence_file": TOO_SMALL.format(size=len(document.data))})


def check_day(action: Action, context: RuleContext[Any]) -> None:
    """Refuse a day on which what the act is about did not exist yet; raises FieldErrors."""
    since = action.since(context) if action.since else None
    day = context.who.happened_on
    if since and day < since:
        raise FieldErrors({"happened_on": TOO_EARLY.format(day=said_day(day), since=said_day(since))})


def words_of(entering: Entering, process: Process) -> str:
    """Who may enter it, as people read it: "the policy lead or the liaison"."""
    names = [process.say(RELATION_WORDS[relation]) for relation in entering.by]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


# By whom ---------------------------------------------------------------------------------------------


def _holds(kind: str) -> Relation:
    return lambda context, clerk, held: any(capacity.kind == kind for capacity in held)


def _colleague(context: RuleContext[Any], clerk: str, held: Held) -> bool:
    directory: Directory = context.directory
    own, other = directory.people.get(clerk), directory.people.get(context.who.person)
    return bool(own and other and set(own.agencies) & set(other.agencies))


def _staff_but_no_author(context: RuleContext[Any], clerk: str, held: Held) -> bool:
    is_staff = any(capacity.kind in STAFF for capacity in held)
    draft = _draft(context)
    return is_staff and (draft is None or clerk not in draft.authors)


def _same_office(context: RuleContext[Any], clerk: str, held: Held) -> bool:
    """Somebody of the seat or office for which the person acts."""
    directory: Directory = context.directory
    today = local_day(context.now, context.process)
    seats = [seat for seat in context.process.seats if directory.seats.get(seat.key) == context.who.person]
    for seat in seats:
        people = (*directory.seat_people(seat.key, today), *directory.office_holders(seat.name))
        if clerk in directory.with_alternates(people, today):
            return True
    offices = {office.name for office in directory.offices if office.person == context.who.person}
    holders = (directory.with_alternates(directory.office_holders(name), today) for name in offices)
    return any(clerk in people for people in holders)


def _secretarys_office(context: RuleContext[Any], clerk: str, held: Held) -> bool:
    """The office contact or, in an absence, the alternate; where neither is there, the records officer or the
    publisher."""
    directory: Directory = context.directory
    if context.who.person not in (*directory.holders("approver"), *_delegates(context)):
        return False
    today = local_day(context.now, context.process)
    contacts = directory.with_alternates(directory.holders("secretary's contact"), today)
    available = [person for person in contacts if not directory.is_out(person, today)]
    if available:
        return clerk in contacts
    return any(capacity.kind in ("records", "publisher") for capacity in held)


def _delegates(context: RuleContext[Any]) -> list[str]:
    today = local_day(context.now, context.process)
    return [given.person for given in context.directory.delegations if given.holds_on(today)]


RELATIONS: Mapping[str, Relation] = {
    "lead": _holds("lead"),
    "liaison": _holds("liaison"),
    "colleague": _colleague,
    "staff": _staff_but_no_author,
    "same office": _same_office,
    "secretary's office": _secretarys_office,
}
# The kinds of capacity that somebody in a relation holds.
KINDS: Mapping[str, frozenset[str]] = {
    "lead": frozenset({"lead"}),
    "liaison": frozenset({"liaison"}),
    "colleague": frozenset({"agency"}),
    "staff": STAFF,
    "same office": frozenset({"steering", "staff", "consulted", "contact"}),
    "secretary's office": frozenset({"contact", "records", "publisher"}),
}
RELATION_WORDS: Mapping[str, str] = {
    "lead": "the {lead}",
    "liaison": "the {liaison}",
    "colleague": "a person of the same {agency}",
    "staff": "{office}'s staff who did not write the draft",
    "same office": "a person of the same office",
    "secretary's office": "the {secretary_office} or an alternate (without one, the records officer or {publisher})",
}


def _has_a_hand_in_it(context: RuleContext[Any], clerk: str) -> bool:
    """Whether the clerk wrote the draft at hand, or presents it."""
    draft = _draft(context)
    policy = context.state
    request = policy.development.request if isinstance(policy, Policy) and policy.development else None
    return (draft is not None and clerk in draft.authors) or (
        request is not None and clerk in request.presenters
    )


# Since when it exists --------------------------------------------------------------------------------


def since_draft(context: RuleContext[Policy]) -> date | None:
    """The day of the current draft."""
    draft = _draft(context)
    return draft.on if draft else None


def since_circulated(context: RuleContext[Policy]) -> date | None:
    """The day of the draft that the latest feedback period circulates."""
    development = context.state.development
    period = development.period if development else None
    if development is None or period is None:
        return None
    return next((draft.on for draft in development.drafts if draft.number == period.draft), None)


def since_approved(context: RuleContext[Policy]) -> date | None:
    """The day of the approval."""
    development = context.state.development
    return development.approval.on if development and development.approval else None


def since_adopted(context: RuleContext[Policy]) -> date | None:
    """The day on which the version in force, or adopted for later, was adopted."""
    version = context.state.version or context.state.adopted
    return version.adopted_on if version else None


def since_assembled(context: RuleContext[Policy]) -> date | None:
    """The day on which the group was assembled; None for groups of before it was kept."""
    development = context.state.development
    return development.group.on if development and development.group else None


def _draft(context: RuleContext[Any]) -> Draft | None:
    policy = context.state
    return policy.development.draft if isinstance(policy, Policy) and policy.development else None
