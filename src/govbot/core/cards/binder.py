"""The transition binder: who holds which office, by which delegations, and all that is open, for whoever comes new."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.core.cards.decisions import decision_apart
from govbot.core.cards.status import stage_words
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Part, Table, Text
from govbot.core.cards.who import who_parts
from govbot.core.days import said_day
from govbot.core.workflow.overview import Row
from govbot.core.workflow.policy import STAGES

INTRO = (
    "For a new {secretary} or {advisor}, and for everybody who takes an office over: who holds which office, the "
    "delegations, what is under way and awaited of whom, what is in force and when it is reviewed."
)
TITLE = "Transition binder"
UNDER_WAY = ("Policy", "Title", "Step, since", "{Lead}", "Past its date", "Next", "Awaited of")
IN_FORCE = ("Policy", "Title", "Since", "Next review")
MOST_DECISIONS = 20


def binder_card(view: View, rows: Sequence[Row]) -> Card:
    """The binder in chat: how much is in it, and where it is shown whole."""
    under_way, in_force = _parted(rows)
    meetings = view.directory.meetings
    counts = (
        ("Under way", str(len(under_way))),
        ("Of these past a date", str(sum(row.late is not None for row in under_way))),
        ("In force", str(len(in_force))),
        ("Meetings ahead", str(len(meetings.ahead))),
    )
    buttons = (
        *view.page("binder"),
        view.show("who", "Who holds which office"),
        view.show("overview", "Overview of all policies"),
    )
    return Card(TITLE, (Text(view.say(INTRO)), Facts(counts), Buttons(buttons)), view.subject)


def binder(view: View, rows: Sequence[Row]) -> Card:
    """The whole binder, as a document."""
    under_way, in_force = _parted(rows)
    parts: list[Part] = [Text(view.say(INTRO)), Text("Offices, designees and delegations", "strong")]
    parts += who_parts(view)
    parts.append(Text(f"Under way: {len(under_way)}", "strong"))
    parts.append(_table(view, UNDER_WAY, [_under_way(view, row) for row in under_way]))
    parts.append(Text(f"In force or adopted: {len(in_force)}", "strong"))
    parts.append(_table(view, IN_FORCE, [_in_force(row) for row in in_force]))
    parts += _meetings(view)
    return Card(f"{TITLE}: {view.process.government.name}", tuple(parts), view.subject)


def _parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Those under development or only raised, and those that have been adopted."""
    under_way = [row for row in rows if row.listed.stage in STAGES]
    return under_way, [row for row in rows if row.listed.stage not in STAGES]


def _table(view: View, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Part:
    if not rows:
        return Text("None.")
    return Table(tuple(view.say(column) for column in columns), tuple(rows))


def _under_way(view: View, row: Row) -> tuple[str, ...]:
    listed, course = row.listed, row.listed.course
    step = stage_words(view.process, listed.stage)
    late = "; ".join(view.process.say_kept(reason) for reason in row.reasons)
    return (
        listed.id,
        listed.title,
        f"{step}, {said_day(course.since)}" if course.since else step,
        view.name(listed.lead) if listed.lead else "",
        f"{late} (since {said_day(row.late)})" if row.late else "",
        f"{said_day(row.following[0])}: {view.process.say_kept(row.following[1])}" if row.following else "",
        ", ".join(f"{office} ({count})" if count > 1 else office for office, count in row.offices),
    )


def _in_force(row: Row) -> tuple[str, ...]:
    listed, course = row.listed, row.listed.course
    since = said_day(course.since) if course.since else ""
    return listed.id, listed.title, since, said_day(course.review_on) if course.review_on else ""


def _meetings(view: View) -> list[Part]:
    """When the meetings are, and what was decided outside a policy, the latest first."""
    meetings = view.directory.meetings
    parts: list[Part] = [Text(view.say("Meetings of the {steering_group}"), "strong")]
    rows = (
        [("It meets", meetings.cadence), ("Decided by", meetings.cadence_decided)] if meetings.cadence else []
    )
    rows += [(f"{each.id}, {view.when(each.starts_at)}", each.place) for each in meetings.ahead]
    parts.append(Facts(tuple(rows)) if rows else Text("None is called."))
    decided = meetings.decisions[::-1][:MOST_DECISIONS]
    if decided:
        parts.append(Text("Decided outside a policy", "strong"))
    return parts + [part for each in decided for part in decision_apart(view, each)]
