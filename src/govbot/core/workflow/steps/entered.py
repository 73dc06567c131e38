"""What people say of acts that were entered for them: that is right, or please correct this; and the settlement.

The same commands serve a policy and the directory: both states keep their entered acts in `entered`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from govbot.core.days import business_day_after, due_in, local_day
from govbot.core.entered import EnteredAct, EntriesConfirmed, EntryContested, EntrySettled
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation, RuleContext
from govbot.core.workflow.entered_words import what_it_is

ADVISOR, CONTACT = "role:advisor", "role:secretary's contact"
NOT_BY_WORD = (
    "What somebody says by word of mouth cannot stand against their own word. Choose “It is set aside”; "
    "they can say themselves what they mean."
)


def entered_for(context: RuleContext[Any]) -> list[EnteredAct]:
    """The acts that were entered for whoever asks, the latest first."""
    return [act for act in reversed(context.state.entered) if context.who.person in act.people]


def of_button(context: RuleContext[Any], acts: Iterable[EnteredAct]) -> list[EnteredAct]:
    """Those of the acts that the pressed button is about ("A1 A2"); all of them where it names none."""
    named = [id for id in context.about.split() if id.startswith("A")]
    return [act for act in acts if not named or act.id in named]


def choice_of(context: RuleContext[Any], act: EnteredAct) -> Choice:
    return Choice(act.id, f"{act.id}: {what_it_is(act, context.process, context.directory)}")


# That is right ---------------------------------------------------------------------------------------


def to_confirm(context: RuleContext[Any]) -> list[EnteredAct]:
    return [act for act in of_button(context, entered_for(context)) if act.is_open]


has_to_confirm = Needs(
    "an act entered for you that you have not spoken to",
    met=lambda context: bool(to_confirm(context)),
    otherwise="Nothing that was entered for you waits for your word.",
)


class ConfirmEntry(Command):
    pass


def confirm_entry(context: RuleContext[Any], command: ConfirmEntry) -> Iterator[Event]:
    yield EntriesConfirmed(acts=tuple(act.id for act in reversed(to_confirm(context))))


# Please correct this ---------------------------------------------------------------------------------


def to_contest(context: RuleContext[Any]) -> list[EnteredAct]:
    acts = of_button(context, entered_for(context))
    return [act for act in acts if act.verdict in ("", "confirmed") and not act.text]


has_to_contest = Needs(
    "an act entered for you",
    met=lambda context: bool(to_contest(context)),
    otherwise="Nothing has been entered for you here that you could ask to correct.",
)


class ContestEntry(Command):
    act: Annotated[
        str,
        Ask(
            "What is not right?",
            "choice",
            choices=lambda context: [choice_of(context, act) for act in to_contest(context)],
            initial=lambda context: next((act.id for act in to_contest(context)), ""),
        ),
    ]
    text: Annotated[str, Ask("What should it say, or what did you say?", "text", most=2000)]


def contest_entry(context: RuleContext[Any], command: ContestEntry) -> Iterator[Event]:
    """Within ten business days a settlement is asked for; later the words stand as a note of correction."""
    act = next(act for act in to_contest(context) if act.id == command.act)
    deadlines = context.process.deadlines
    entered_on = local_day(act.recorded_at, context.process)
    last_day = business_day_after(entered_on, deadlines.correct_business_days, context.process)
    if local_day(context.now, context.process) > last_day:
        yield EntryContested(act=act.id, text=command.text)
        return
    yield EntryContested(
        act=act.id,
        text=command.text,
        set_aside=act.how == "by word of mouth",
        settle_due=due_in(context.now, deadlines.settle_business_days, context.process),
        settler=CONTACT if _is_advisor(context, act.entered_by) else ADVISOR,
    )


def contest_in_advance(context: RuleContext[Any], command: ContestEntry) -> Iterator[str]:
    """What asking for a correction does, and what it does not stop."""
    (event,) = contest_entry(context, command)
    assert isinstance(event, EntryContested)
    yield "Everybody who was told of it is told what you write."
    if event.settle_due is None:
        yield (
            f"It was entered more than {context.process.deadlines.correct_business_days} business days ago: "
            "your words stand beside it as a note of correction, and nothing else changes."
        )
        return
    if event.set_aside:
        yield "It is set aside at once: it does not count any more, and you can say yourself what you mean."
    else:
        yield "It stands on its paper, shown as disputed, until it is settled."
    settled_by = "The {secretary_office}" if event.settler == CONTACT else "The {advisor}"
    yield context.say(f"{settled_by} is asked to settle it.")
    yield "It stops no stage, no approval and no version in force."


def _is_advisor(context: RuleContext[Any], person: str) -> bool:
    today = local_day(context.now, context.process)
    people = context.directory.seat_people(context.process.director.key, today)
    return person in context.directory.with_alternates(people, today)


# Settling --------------------------------------------------------------------------------------------

SET_ASIDE, STANDS = Choice("set aside", "It is set aside"), Choice("stands", "It stands as it was entered")


def outcomes(context: RuleContext[Any]) -> list[Choice]:
    """What holds: an entry on paper may stand, one by word of mouth may not."""
    has_paper = any(act.how == "on paper" for act in to_settle(context))
    return [SET_ASIDE, STANDS] if has_paper or not to_settle(context) else [SET_ASIDE]


def to_settle(context: RuleContext[Any]) -> list[EnteredAct]:
    """The disputed acts that are for the person to settle."""
    person = context.who.person
    mine = {ADVISOR} if _is_advisor(context, person) else set()
    contacts = context.directory.holders("secretary's contact")
    today = local_day(context.now, context.process)
    mine |= {CONTACT} if person in context.directory.with_alternates(contacts, today) else set()
    waiting = [act for act in context.state.entered if act.settle_due and act.settler in mine]
    return of_button(context, waiting)


has_to_settle = Needs(
    "a disputed entry that you settle",
    met=lambda context: bool(to_settle(context)),
    otherwise="No disputed entry waits for you to settle it.",
)


class SettleEntry(Command):
    act: Annotated[
        str,
        Ask(
            "Which entry?",
            "choice",
            choices=lambda context: [choice_of(context, act) for act in to_settle(context)],
            initial=lambda context: next((act.id for act in to_settle(context)), ""),
        ),
    ]
    outcome: Annotated[
        Literal["set aside", "stands"], Ask("What holds?", "choice", choices=outcomes, initial="set aside")
    ]
    text: Annotated[str, Ask("Why", "text", most=2000)]


def settle_entry(context: RuleContext[Any], command: SettleEntry) -> Iterator[Event]:
    act = next(act for act in to_settle(context) if act.id == command.act)
    if act.how == "by word of mouth" and command.outcome == "stands":
        raise FieldErrors({"outcome": NOT_BY_WORD})
    yield EntrySettled(act=act.id, outcome=command.outcome, text=command.text)


def obligations(state: Any, action: str = "settle_entry") -> Iterator[Obligation]:
    """Whoever settles: a settlement of each disputed entry, by this action of the table."""
    for act in state.entered:
        if act.settle_due:
            what = f"a settlement of the disputed entry {act.id}"
            yield Obligation(act.settler, action, what, act.settle_due, act.id)
