"""Cards of people and offices: who holds what, a change of an office, and a change of somebody's standing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Items, Part, Text
from govbot.core.days import said_day
from govbot.core.membership import events as d
from govbot.core.membership.directory import Directory, OfficeChange, office_key
from govbot.core.membership.office_changes import words_of

NOTHING = "No seat and no office is recorded yet. The operator brings the lists in with “govbot roster”."
MOST_ROWS = 12
NOTHING_OPEN = "Nothing was open of this office when it changed hands."
PENDING = "second confirmation pending"
VERDICTS = {"confirmed": "confirmed by {name}", "refused": "not confirmed by {name}: {reason}"}


def who_card(view: View, page: int = 0) -> Card:
    """Every seat and office: holder, designee, acting, until when, vacant since, second confirmation pending."""
    directory = view.directory
    headline = "Who holds which office"
    if not directory.seats and not directory.offices:
        return Card(headline, (Text(NOTHING),), view.subject)
    shown = page_of(view, "who", list(_who(view)), page, MOST_ROWS)
    waiting = any(not change.verdict for change in directory.changes)
    return Card(headline, (*shown, *(view.buttons("confirm_office_change") if waiting else ())), view.subject)


def who_parts(view: View) -> Iterator[Part]:
    """All of it, without buttons."""
    for item in _who(view):
        yield from item


def _who(view: View) -> Iterator[Item]:
    """The changes that wait, then the table, row by row."""
    for change in view.directory.changes:
        if not change.verdict:
            words = words_of(change, view.directory, view.process)
            yield (Text(f"{change.id}: {words} ({_state(view, change)})", "warning"),)
    for seat in view.process.seats:
        yield (Facts(((seat.name, _seat(view, seat.key)),)),)
    for row in (*_offices(view), *_given_by_the_secretary(view)):
        yield (Facts((row,)),)


def _seat(view: View, seat: str) -> str:
    directory = view.directory
    person = directory.seats.get(seat, "")
    words = [_holder(view, person, f"seat:{seat}", seat in directory.acting_seats)]
    named = directory.designees.get(seat)
    if named and directory.designee(seat, view.today):
        accepted = _answer(directory, named.person, f"designee:{seat}")
        words.append(f"designee: {view.name(named.person)}{accepted}, {_until(named.until)}")
    return "; ".join((*words, *_pending(view, person, seat)))


def _offices(view: View) -> Iterator[tuple[str, str]]:
    directory = view.directory
    for office in directory.offices:
        key = office_key(office.role, office.name)
        words = [
            _holder(view, office.person, key, office.acting),
            *_pending(view, office.person, office.name),
        ]
        yield office.name, "; ".join(words)
    held = {office_key(office.role, office.name) for office in directory.offices}
    for key in directory.vacant_since:
        if key.startswith("office:") and key not in held:
            yield key.partition("/")[2], _holder(view, "", key, False)


def _holder(view: View, person: str, key: str, is_acting: bool) -> str:
    directory = view.directory
    if not directory.is_active(person):
        since = directory.vacant_since.get(key)
        return f"vacant since {said_day(since)}" if since else "vacant"
    name = f"{view.name(person)} (acting)" if is_acting else view.name(person)
    name += _answer(directory, person, key)
    if not directory.is_out(person, view.today):
        return name
    alternate = directory.alternate(person, view.today)
    stands_in = f", alternate: {view.name(alternate)}" if alternate else ", no alternate"
    return f"{name}, out until {said_day(directory.absences[person].until)}{stands_in}"


def _answer(directory: Directory, person: str, key: str) -> str:
    """What the holder said of this place."""
    answer = directory.acceptances.get(key)
    if answer is None or answer.person != person:
        return ""
    if answer.accepted:
        return f", accepted on {said_day(answer.on)}"
    return f", said on {said_day(answer.on)} that they cannot: {answer.reason}"


def _given_by_the_secretary(view: View) -> Iterator[tuple[str, str]]:
    directory = view.directory
    named = directory.designees.get("secretary")
    if named and directory.designee("secretary", view.today):
        accepted = _answer(directory, named.person, "designee:secretary")
        designee = f"{view.name(named.person)}{accepted}, {_until(named.until)}"
        yield view.say("Designee of the {secretary}"), designee
    for given in directory.delegations:
        label = view.say(
            "Deputy of the {secretary}" if given.power == "deputy" else "Delegation of the {secretary}"
        )
        day = f"from {said_day(given.valid_from)}, {_until(given.until)} ({given.citation})"
        pending = "; ".join(("", *_pending(view, given.person, "")))
        yield label, f"{view.name(given.person)}, {day}{pending}"


def _until(until: object) -> str:
    return f"until {said_day(until)}" if until else "until ended"  # type: ignore[arg-type]


def _pending(view: View, person: str, of: str) -> Iterator[str]:
    """Whether this holder's change, in effect on its letter, still awaits a second person."""
    for change in view.directory.changes:
        if change.in_effect and not change.verdict and change.person == person and _concerns(change, of):
            yield PENDING


def _concerns(change: OfficeChange, of: str) -> bool:
    match change.events[0]:
        case d.SeatTaken() as event:
            return event.seat == of
        case d.OfficeGiven() | d.OfficeEnded() as event:
            return event.office == of
        case _:
            return not of


# What is told ----------------------------------------------------------------------------------------


def office_change(view: View) -> Iterator[Part]:
    """A change of an office that decides: what, by whom, whether in effect, and who confirms it."""
    change = next((each for each in view.directory.changes if each.id == view.about), None)
    if change is None:
        return
    yield Text(words_of(change, view.directory, view.process), "strong")
    rows = [("Asked for by", view.name(change.asked_by))]
    rows += [("Entered by", view.name(change.entered_by))] if change.entered_by else []
    yield Facts((*rows, ("How it stands", _state(view, change))))
    if not change.verdict:
        yield from view.buttons("confirm_office_change", about=change.id)
    if change.in_effect or change.verdict == "confirmed":
        yield Buttons((view.show("home", "What is awaiting me"),))


def _state(view: View, change: OfficeChange) -> str:
    if change.verdict:
        words = VERDICTS[change.verdict].format(name=view.name(change.judged_by), reason=change.reason)
        is_so = change.in_effect or change.verdict == "confirmed"
        return f"{words}; {'in effect' if is_so else 'it is not in effect'}"
    if change.in_effect:
        return f"in effect on the signed letter, {PENDING}"
    return "not in effect: it waits for a second person of another office"


def _place(view: View, of: str) -> str:
    """The names of places, a line each: of a seat by its key, of the deciding office; else what it is."""
    names = {seat.key: seat.name for seat in view.process.seats}
    names["secretary"] = view.process.government.secretary
    return "; ".join(_place_name(names, place) for place in of.split("\n"))


def _place_name(names: Mapping[str, str], place: str) -> str:
    kind, _, key = place.partition(":")
    match kind:
        case "seat":
            return names.get(key, key)
        case "office" if "/" in key:
            return key.partition("/")[2]
        case "designee":
            return f"designee: {names.get(key, key)}"
        case _:
            return names.get(place, place)


STANDING = {
    "SeatTaken": "{who} now: {of}.",
    "OfficeGiven": "{who} now: {of}.",
    "SeatLost": "{who} no longer: {of}.",
    "OfficeEnded": "{who} no longer: {of}.",
    "DesigneeNamed": "{who} now designee: {of}.",
    "DesigneeEnded": "{who} no longer designee: {of}.",
    "DelegationEnded": "The delegation of {who_plain} from the {secretary} has ended.",
    "VoiceNamed": "{who} named to give the {agency}'s response: {of}.",
    "VoiceEnded": "{who} no longer named to give the {agency}'s response: {of}.",
    "OfficeAccepted": "{by} has accepted: {of}.",
    "OfficeDeclined": "{by} says that they cannot take this on: {of}.",
    "AbsenceAnnounced": "{by} is out and has named {who_plain} as alternate, {of}.",
    "AbsenceEnded": "{by} is back: {who_plain} stands in no longer.",
    "OtherIncluded": "{who} included in the {steering_group} now.",
    "OtherLeft": "{who} no longer included in the {steering_group}.",
    "PersonDeactivated": "{who} no longer active in the directory.",
    "PersonReactivated": "{who} active in the directory again.",
    "AccountLinked": (
        "Another account acts for {who_plain} from now on: {of}. If it is not yours, tell the roster keeper at once."
    ),
    "AccountUnlinked": "An account of {who_plain} was unlinked: {of}. It no longer acts for them.",
}


def standing_changed(view: View) -> Iterator[Part]:
    """Somebody's seat, designee, delegation, voice or account changed; to them, and to whoever is told."""
    person = view.facts.get("person", "")
    if not person:
        return
    is_own = person == view.viewer
    yield Text(
        view.say(
            STANDING[view.facts["what"]],
            who="You are" if is_own else f"{view.name(person)} is",
            who_plain="you" if is_own else view.name(person),
            of=_place(view, view.facts.get("of", "")),
            by=view.name(view.facts.get("by", "")),
        ),
        "strong",
    )
    if reason := view.facts.get("reason", ""):
        yield Text(reason, "quote")
    if named_by := view.facts.get("named_by", ""):
        yield from _named_voice(view, named_by, view.facts["agency"])
    if is_own and view.facts["what"] in ("SeatTaken", "OfficeGiven", "DesigneeNamed"):
        yield from view.buttons("accept_office", about="")
    if is_own:
        yield Text("What now awaits you stands in “/gov”, and comes as messages of its own.", "small")
        yield Buttons((view.show("home", "What is awaiting me"),))


def _named_voice(view: View, named_by: str, agency: str) -> Iterator[Part]:
    """Who named an agency's voice, as one of its people says, with the file; the roster keeper can undo it."""
    yield Text(f"Named by {named_by}, says {view.name(view.facts['by'])}. The letter is on file.")
    acts = [
        act.id
        for act in view.directory.evidence
        if isinstance(act.event, d.VoiceNamed) and act.event.agency == agency
    ]
    yield from view.evidence_buttons(*acts[-1:])
    if view.directory.voices.get(agency) == view.facts["person"]:
        yield from view.buttons("end_voice", about=agency)


def hand_over(view: View) -> Iterator[Part]:
    """What was open of an office when it changed hands: to whoever had it, and to whoever has it now."""
    facts = view.facts
    yield Facts(
        (
            ("What", _place(view, facts.get("of", ""))),
            ("From", view.name(facts.get("from", ""))),
            ("To", view.name(facts.get("to", ""))),
        )
    )
    lines = facts.get("open", "")
    yield Text("Open of this office when it changed hands:" if lines else NOTHING_OPEN, "strong")
    if lines:
        yield Items(tuple(view.process.say_kept(line) for line in lines.split("\n")))
    yield Buttons((view.show("home", "What is awaiting me"), *view.page("binder")))
