"""Cards of acts that were entered for somebody else: to the person, and of a dispute and its settlement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Facts, Part, Text
from govbot.core.entered import EnteredAct, act_of, told_together
from govbot.core.workflow.entered_words import item_of, what_it_is, whose_act
from govbot.core.workflow.events import AdviceGiven

WHAT_IT_DOES = (
    "If it is not right, ask to correct it: what was said by word of mouth is set aside at once; what stands on a "
    "signed paper stays, shown as disputed, until it is settled. Nothing else stops meanwhile."
)


def entered_acts(view: View) -> Sequence[EnteredAct]:
    """The entered acts of what the card is about: a policy's, or the directory's."""
    return view.policy.entered if view.policy.id else view.directory.entered


def entered_for_you(view: View) -> Iterator[Part]:
    """To the person: what was entered for them, by whom, from what; all of one meeting on one card."""
    first = act_of(entered_acts(view), view.about)
    if first is None:
        return
    acts = told_together(entered_acts(view), first)
    if view.policy.id:
        yield Text(view.title, "strong")
    yield Text(_opening(view, first))
    for act in acts:
        yield Text(_line(view, act))
        yield from _words(view, act)
    yield Facts(_evidence(view, first))
    yield from view.evidence_buttons(*(act.id for act in acts))
    disputed = [act for act in acts if act.text]
    for act in disputed:
        yield Text(f"{act.id}, as you say: {act.text}", "quote")
    open_ones = [act for act in acts if act.is_open]
    if not view.over and len(disputed) < len(acts):
        yield Text(WHAT_IT_DOES, "small")
        yield Buttons(tuple(_buttons(view, acts, open_ones)))


def _opening(view: View, act: EnteredAct) -> str:
    """Who entered it, and for whom."""
    clerk = view.name(act.entered_by)
    if act.person:
        return f"{clerk} entered this for you. The record names you both."
    return view.say(
        "{clerk} filed a letter as your {agency}'s response. You can say that it is not.", clerk=clerk
    )


def _buttons(view: View, acts: Sequence[EnteredAct], open_ones: Sequence[EnteredAct]) -> Iterator[Button]:
    confirm, contest, _ = actions_of(view)
    if open_ones:
        yield view.button(confirm, " ".join(act.id for act in open_ones))
    yield view.button(contest, " ".join(act.id for act in acts))


def actions_of(view: View) -> tuple[str, str, str]:
    """The actions that confirm, contest and settle an entry: on a policy, or on the directory."""
    if view.policy.id:
        return "confirm_entry", "contest_entry", "settle_entry"
    return "confirm_office_entry", "contest_office_entry", "settle_office_entry"


def entered_for_office(view: View) -> Iterator[Part]:
    """To the office: what was entered for its head."""
    yield from _what(view)


def contested(view: View) -> Iterator[Part]:
    """A person says that an act entered for them is not right."""
    act = act_of(entered_acts(view), view.about)
    if act is None:
        return
    yield from _what(view)
    says = view.name(act.person) if act.person else view.say("Somebody of the {agency}")
    yield Text(f"{says} says:")
    yield Text(act.text, "quote")
    if act.is_set_aside:
        yield Text("It was said by word of mouth, so it is set aside.", "strong")
    elif act.settle_due:
        yield Text(
            "It stands on its paper, disputed, until it is settled. It stops nothing meanwhile.", "strong"
        )
    if act.settle_due and not view.over:
        yield from view.buttons(actions_of(view)[2])


def refused(view: View) -> Iterator[Part]:
    """To the deciding office: somebody tried to enter a decision in the deciding office's name, and was refused."""
    yield Text(
        view.say(
            "{who} tried to enter a decision for the {secretary}.", who=view.name(view.facts.get("by", ""))
        )
    )
    if sentence := view.facts.get("sentence"):
        yield Text(sentence, "quote")
    yield Text("Nothing is recorded. The attempt is kept, and the operator can list it.", "small")


def settled(view: View) -> Iterator[Part]:
    """A dispute is settled."""
    act = act_of(entered_acts(view), view.about)
    if act is None:
        return
    yield from _what(view)
    words = "It stands as it was entered." if act.verdict == "stands" else "It is set aside."
    yield Text(words, "strong")
    yield Text(act.settled, "quote")


def _what(view: View) -> Iterator[Part]:
    act = act_of(entered_acts(view), view.about)
    if act is not None:
        yield Facts(
            (
                *((("Policy", view.title),) if view.policy.id else ()),
                ("Whose act", whose_act(act, view.directory)),
                ("What", _what_words(view, act)),
                ("Entered", view.how_it_came(act)),
            )
        )
        yield from _words(view, act)
        yield from view.evidence_buttons(act.id)


def _words(view: View, act: EnteredAct) -> Iterator[Part]:
    """The words that were entered: one confirms or disputes what one can read."""
    is_closed = isinstance(act.event, AdviceGiven) and not (
        view.sees_consultations or view.viewer == act.person
    )
    words = "" if is_closed else getattr(act.event, "text", "")
    if words:
        yield Text(view.readable(item_of(act), words), "quote")


def _line(view: View, act: EnteredAct) -> str:
    said = f" ({how})" if (how := _verdict(act)) else ""
    return f"{act.id}: {_what_words(view, act)}{said}"


def _what_words(view: View, act: EnteredAct) -> str:
    return what_it_is(act, view.process, view.directory)


def _verdict(act: EnteredAct) -> str:
    return {"": "", "confirmed": "you confirmed it", "disputed": "disputed", "set aside": "set aside"}.get(
        act.verdict, "settled: it stands"
    )


def _evidence(view: View, act: EnteredAct) -> tuple[tuple[str, str], ...]:
    rows = [("Signed by", act.signed_by)] if act.signed_by else []
    rows += [("From", act.said)] if act.said else []
    is_open = view.reads(item_of(act))
    rows += [("File", act.paper.name)] if act.paper and is_open else []
    return tuple(rows)
