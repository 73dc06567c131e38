"""The ad hoc group: its charge, its members with their perspectives, and which perspective is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Items, Part, Table, Text
from govbot.core.workflow.policy import Group
from govbot.core.workflow.present import gone, present, represented

NO_GROUP = "No {group} is at work on this policy. The {lead} assembles one with “/gov group {policy}”."
MEMBERS = ("Who", "{Agency}", "Brings")
NAMED_FOR_ALL = "Named for the group as a whole"
MOST_ON_A_CARD = 20
MOST_SUGGESTED = 5
RULE = (
    "Suggested by a word that the perspective shares with their capacity. Those who were in more groups before stand "
    "first."
)


def group_card(view: View, earlier: Mapping[str, int], page: int = 0) -> Card:
    """The group as it is. `earlier` says in how many groups of other policies each person has been."""
    group = view.development.group if view.policy.development else None
    if group is None:
        return Card(view.title, (Text(view.say(NO_GROUP, policy=view.policy.id)),), view.subject)
    members = [(Table(tuple(view.say(name) for name in MEMBERS), tuple(_rows(view, group))),)]
    parts: list[Part] = [*_about(view, group), *page_of(view, "group", members, page, MOST_ON_A_CARD)]
    parts += _missing(view, group, earlier)
    buttons = [
        *view.buttons(
            "name_perspectives", "add_member", "ask_group", "call_group_meeting", "leave_group", about=""
        ),
        Buttons((view.show("meetings", "Meetings of the group"),)),
    ]
    return Card(f"{group.name}: {view.title}", (*parts, *buttons), view.subject)


def _about(view: View, group: Group) -> Iterator[Part]:
    if group.closed:
        yield Text("The group is closed. What it did stays on record.", "strong")
    if group.charge:
        yield Text(group.charge, "quote")
    rows = [(view.say("{Liaison}"), view.names(present(group.liaisons, view.directory)))]
    stage = view.development.stage
    asked = [request for request in view.development.requests if request.is_awaited(stage)]
    rows += [("Awaited of it", f"{request.text[:80]}{_until(view, request.due)}") for request in asked]
    yield Facts(tuple(rows))


def _until(view: View, due: datetime | None) -> str:
    return f" (by {view.when(due)})" if due else ""


def _rows(view: View, group: Group) -> Iterator[tuple[str, ...]]:
    for person in present(group.everybody, view.directory):
        agencies = view.directory.people[person].agencies
        named = ", ".join(view.directory.agency_name(code) for code in agencies)
        yield view.name(person), named, ", ".join(group.brings.get(person, ())) or "–"
    by_people = {name for names in group.brings.values() for name in names}
    if whole := [name for name in represented(group, view.directory) if name not in by_people]:
        yield NAMED_FOR_ALL, "", ", ".join(whole)
    for person in gone(group, view.directory):
        yield f"{view.name(person)}, no longer there", "", ""


def _missing(view: View, group: Group, earlier: Mapping[str, int]) -> Iterator[Part]:
    here = represented(group, view.directory)
    missing = [name for name in view.process.groups.perspectives if name not in here]
    if not missing:
        yield Text("Every perspective that is asked for is represented.", "small")
        return
    yield Text("Not represented", "strong")
    suggested = {name: suggestions(view, group, name, earlier) for name in missing}
    yield Items(tuple(f"{name}{_perhaps(view, suggested[name], earlier)}" for name in missing))
    if any(suggested.values()):
        yield Text(view.say(RULE), "small")


def _perhaps(view: View, people: Sequence[str], earlier: Mapping[str, int]) -> str:
    if not people:
        return ""
    names = (f"{view.name(who)} ({earlier[who]})" if earlier.get(who) else view.name(who) for who in people)
    return f": perhaps {', '.join(names)}"


def suggestions(view: View, group: Group, perspective: str, earlier: Mapping[str, int]) -> tuple[str, ...]:
    """People whose capacity shares a word with a perspective, who are not in the group; the most experienced first."""
    words = _stems(perspective)
    fitting = [
        person.id
        for person in view.directory.people.values()
        if person.active
        and person.id not in group.everybody
        and any(words & _stems(capacity) for _, held in person.places for capacity in held)
    ]
    fitting.sort(key=lambda person: (-earlier.get(person, 0), person))
    return tuple(fitting[:MOST_SUGGESTED])


def _stems(words: str) -> set[str]:
    """The first five letters of each word of four letters or more, without “agency”, which most capacities have."""
    return {word[:5].casefold() for word in words.replace("-", " ").split() if len(word) > 3} - {"agenc"}
