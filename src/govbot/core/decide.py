"""`decide`: what taking an action records, or what has to be confirmed first. A pure function.

It does for every action what the table and its forms declare: who may take it and whether it is open, in
which capacity, for whom it is entered, the answers as a command, the rule, and warnings or a preview. The
caller reads what it needs beforehand (`DecisionContext`) and stores what it returns (`Recorded`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govbot.core.cards import hidden
from govbot.core.cards.answers import clean, read_answers, read_fields
from govbot.core.cards.forms import CAPACITY, ENVELOPE, asks_of
from govbot.core.cards.plausibility import doubts
from govbot.core.cards.vocabulary import Part, Text
from govbot.core.grammar import (
    Acting,
    Action,
    Capacity,
    Change,
    Command,
    Document,
    Entered,
    Event,
    EventOn,
    FieldErrors,
    Refusal,
    RuleContext,
    StoreDocument,
)
from govbot.core.table import acting_in, capacities_for, open_capacities, refusal
from govbot.core.workflow.entering import check_day, check_entry


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """All that a decision may look at, besides the action and the answers.

    `asked` is the rule's context as whoever asks sees it: `asked.who` is that person, `asked.text` and
    `asked.closings` are filled where the action reads them. `standing` gives a person's capacities towards
    the subject today.

    About the button or form: `for_person` is whose act is entered ("": the asker's own), `is_entered_later`
    whether the form asks for the day and the evidence, `bound` what it was drawn for, `is_on_card` whether a
    card has to be replaced when it is outdated, `confirmed` the digest of the preview that the person saw.

    `new_subject` is the stream of the policy that would begin. `policies` holds the ids of existing policies,
    at least of those that the answers name.
    """

    asked: RuleContext[Any]
    standing: Callable[[str], tuple[Capacity, ...]]
    for_person: str = ""
    is_entered_later: bool = False
    bound: str = ""
    is_on_card: bool = False
    confirmed: str = ""
    new_subject: str = ""
    policies: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What to record: the events of each stream, streams in the order of their ids; documents to store."""

    subject: str
    who: Acting
    events: Mapping[str, Sequence[Event]]
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsConfirmation:
    """What the action would do, to be seen before it is confirmed; `digest` is handed in again with it.

    `question` and `submit` are the words for it, where they are not the usual ones.
    """

    parts: tuple[Part, ...]
    digest: str
    question: str = ""
    submit: str = ""


class OutdatedCard(Refusal):
    """The card that was pressed no longer shows how things are: the current one takes its place."""


def decide(
    context: DecisionContext, action: Action, answers: Mapping[str, Any]
) -> Recorded | NeedsConfirmation:
    """Decide what taking this action records.

    `answers` are by field name: what the form asks, the capacity where several fit, and for an entered act
    its day and evidence. Raises FieldErrors for wrong answers, Refusal where the action is not open to the
    person, OutdatedCard where the pressed card shows a former state.
    """
    who, evidence = _actor(context, answers)
    acting = _in_capacity(context, action, answers, who)
    check_entry(action, acting, context.standing(context.asked.who.person), evidence)
    check_day(action, acting)
    command = read_answers(action, answers, acting)
    _check_named_policies(context, action, command)
    acting = _with_kept_file(action, acting, command)
    # What is refused is refused before anything is doubted or shown.
    happened = tuple(action.rule(acting, command))
    preview = _preview(action, acting, command)
    if preview and preview.digest != context.confirmed:
        return preview
    subject = context.new_subject if action.stream == "new" else acting.subject
    entered = action.entering.how if action.entering and acting.who.entered_by else ""
    return _recorded(subject, acting.who, happened, [*_given(command), evidence], entered)


def decide_due(context: RuleContext[Any], action: Action) -> Recorded:
    """Decide what the passing of time records: the rule alone, without a form and without anybody's rights.

    No events where it has happened already.
    """
    return record_command(context, action, action.command())


def record_command(context: RuleContext[Any], action: Action, command: Command) -> Recorded:
    """Run the rule on a command that is read already, for `context.who`; whether it is open is not asked."""
    return _recorded(context.subject, context.who, action.rule(context, command), _given(command))


# Who acts --------------------------------------------------------------------------------------------


def _actor(context: DecisionContext, answers: Mapping[str, Any]) -> tuple[Acting, Document | None]:
    """Whose act it is, on which day and on what evidence; only a form for later acts asks for these."""
    who = context.asked.who
    if not context.is_entered_later:
        return who, None
    if context.for_person and context.for_person != who.person:
        who = replace(who, person=context.for_person, entered_by=who.person)
    envelope = read_fields(ENVELOPE, answers, replace(context.asked, who=who))
    day = date.fromisoformat(envelope["happened_on"]) if "happened_on" in envelope else who.happened_on
    if day > who.happened_on:
        raise FieldErrors({"happened_on": "That day has not come yet. Give today or an earlier day."})
    document = envelope.get("evidence_file")
    who = replace(
        who,
        happened_on=day,
        evidence=envelope.get("evidence", ""),
        evidence_paper=document.paper if document else None,
    )
    return who, document


def _in_capacity(
    context: DecisionContext, action: Action, answers: Mapping[str, Any], who: Acting
) -> RuleContext[Any]:
    """The rule's context, acting in the chosen capacity; refused where the action is not open in any."""
    acting = replace(context.asked, who=who)
    held = context.standing(who.person)
    current = action.bound(acting) if action.bound else ""
    why_not = refusal(action, acting, held)
    if context.bound and context.bound != current and capacities_for(action, held):
        raise OutdatedCard(_drawn_for_another(context.bound, current, why_not or ""))
    if why_not:
        is_outdated = context.is_on_card and capacities_for(action, held)
        raise OutdatedCard(why_not) if is_outdated else Refusal(why_not)
    return acting_in(acting, _chosen_capacity(open_capacities(action, acting, held), answers))


def _drawn_for_another(bound: str, current: str, why_not: str) -> str:
    """The sentence for a button that was drawn for something that is no longer current."""
    before, now = bound.partition(" ")[0], current.partition(" ")[0]
    if now == before:
        return f"This card was drawn for another file of {before}. Here is the current card."
    if now:
        return f"This card was drawn for {before}; {now} is current now. Here is the current card."
    return why_not


def _chosen_capacity(fitting: Sequence[Capacity], answers: Mapping[str, Any]) -> Capacity:
    """The capacity that the form names; the first that fits where it names none."""
    chosen = clean(answers.get(CAPACITY))
    if not chosen:
        return fitting[0]
    for capacity in fitting:
        if capacity.key == chosen:
            return capacity
    raise FieldErrors({CAPACITY: "You do not act in that capacity here. Choose one from the list."})


# What it does ----------------------------------------------------------------------------------------


def _check_named_policies(context: DecisionContext, action: Action, command: Command) -> None:
    """Refuse the number of a policy that does not exist."""
    for field in policy_fields(action):
        policy = getattr(command, field)
        if isinstance(policy, str) and policy and policy not in context.policies:
            raise FieldErrors({field: "There is no such policy. Choose one from the list."})


def _with_kept_file(action: Action, context: RuleContext[Any], command: Command) -> RuleContext[Any]:
    """The context with the file as evidence that the action keeps as such."""
    document = getattr(command, action.keeps_file) if action.keeps_file else None
    if not isinstance(document, Document) or context.who.evidence_paper:
        return context
    return replace(context, who=replace(context.who, evidence_paper=document.paper))


def policy_fields(action: Action) -> list[str]:
    """The fields of this action in which a policy is chosen."""
    return [name for name, ask in asks_of(action.command).items() if ask.kind == "policy"]


def _preview(action: Action, context: RuleContext[Any], command: Command) -> NeedsConfirmation | None:
    """Warnings of what may be a slip, and what the action would do where its row shows that first."""
    parts: list[Part] = [Text(doubt, "warning") for doubt in doubts(action, command, context, ENVELOPE)]
    held = () if action.keeps_file else tuple(hidden.confirmation(_given(command)))
    parts += held
    for change in action.preview(context, command) if action.preview else ():
        parts.append(change if isinstance(change, Change) else Text(change))
    if not parts:
        return None
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    if held:
        return NeedsConfirmation(tuple(parts), digest, hidden.SURE, hidden.SUBMIT)
    return NeedsConfirmation(tuple(parts), digest)


def _given(command: Command) -> list[object]:
    return [getattr(command, name) for name in type(command).model_fields]


def _recorded(
    subject: str,
    who: Acting,
    happened: Iterable[Event | EventOn | StoreDocument],
    given: Iterable[object],
    entered: Entered = "",
) -> Recorded:
    """The rule's results by stream, with every document that was given or made; each event says how it was entered
    for somebody else, where it was."""
    streams: dict[str, list[Event]] = {}
    documents = [document for document in given if isinstance(document, Document)]
    for result in happened:
        match result:
            case StoreDocument(document):
                documents.append(document)
            case EventOn(stream, event):
                streams.setdefault(stream, []).append(_as_entered(event, entered))
            case Event():
                streams.setdefault(subject, []).append(_as_entered(result, entered))
    return Recorded(subject, who, dict(sorted(streams.items())), tuple(documents))


def _as_entered(event: Event, entered: Entered) -> Event:
    return event.model_copy(update={"entered": entered}) if entered else event
