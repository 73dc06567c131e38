"""The status of a policy: one paragraph that can be forwarded as it is, and its card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Items, Part, Progress, Text
from govbot.core.days import local_day, said, said_day, said_short
from govbot.core.grammar import Obligation
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import STAGES, Development, Period, Version
from govbot.core.workflow.steps.implementation import SETTLES

STAGE_WORDS = {
    "need": "Need",
    "drafting": "Step 1: drafting",
    "staff review": "Step 2: staff review",
    "agency feedback": "Step 3: agency feedback",
    "secretary's review": "Step 4: OPM Secretary's review",
    "release candidate": "Release candidate",
    "adopted": "Adopted, in force later",
    "in force": "In force",
    "superseded": "Superseded",
    "rescinded": "Rescinded",
    "closed": "Not pursued",
    "joined": "Joined to another need",
}
TARGETS = {
    "staff review": "staff review",
    "agency feedback": "agency feedback",
    "secretary's review": "the OPM Secretary's review",
    "release candidate": "the OPM Secretary's approval",
}
OF_THE_GROUP = ("look_in", "state_position", "answer_request")
OF_THE_LEAD = ("assemble_group", "submit_draft", "answer_review")
MOST_TARGETS = 2
MOST_AWAITED = 8


def status_paragraph(view: View) -> str:
    """Where the policy stands, who is next and what is aimed at, in plain sentences."""
    found, in_force = view.policy.development, view.policy.version
    parts = (_now(view, found), _next(view, found), *_targets(view, found)) if found else _version_now(view)
    sentence = "; ".join(part for part in parts if part)
    meanwhile = in_force and (found or view.policy.adopted)
    also = f" Version {in_force.number} is in force meanwhile." if in_force and meanwhile else ""
    return f"{view.title}: {sentence}.{also}"


def near(day: date, today: date) -> str:
    """A day in passing: "Jan 15"; with its year where that could be misread."""
    return said_short(day) if -180 < (day - today).days < 330 else f"{said_short(day)}, {day.year}"


def near_instant(view: View, instant: datetime) -> str:
    """An instant of this year in passing: "Fri, Dec 11, 5:00 PM ET"; with its year where it is another."""
    year = local_day(instant, view.process).year
    words = view.when(instant)
    return words.replace(f", {year}", "", 1) if year == view.today.year else words


# A development ---------------------------------------------------------------------------------------


def _now(view: View, found: Development) -> str:
    """Where it stands; a feedback period that goes on beside it is said too."""
    period = found.period
    beside = found.stage in ("drafting", "staff review", "secretary's review")
    if not beside or period is None or period.is_closed(view.now):
        return _stage_now(view, found)
    return f"{_stage_now(view, found)}; the feedback period on D{period.draft} goes on{_until(view, period)}"


def _until(view: View, period: Period) -> str:
    """Until when, and how many have answered so far."""
    until = (
        f" until {near_instant(view, period.closes_at)}" if period.closes_at else " without a closing date"
    )
    return f"{until}; {answered_words(period)}"


def answered_words(period: Period) -> str:
    """How many of the agencies asked have answered."""
    done, total = len(period.agencies_answered), len(period.agencies)
    return f"{done} of {total} {'agencies have' if total != 1 else 'agency has'} answered"


def _stage_now(view: View, found: Development) -> str:
    match found.stage:
        case "need":
            by = f", by {near_instant(view, found.decision_due)}" if found.decision_due else ""
            return f"a need, raised and not yet decided on{by}"
        case "drafting":
            return (
                f"in drafting; {found.draft.label} is submitted"
                if found.draft
                else "in drafting; no draft yet"
            )
        case "staff review":
            done = sum(review.complete for review in found.reviews)
            label = f" of {found.draft.label}" if found.draft else ""
            return f"in staff review{label}; {done} of {len(found.reviews)} reviews are complete"
        case "agency feedback":
            return _feedback_now(view, found)
        case "secretary's review":
            return f"in the OPM Secretary's review{f' of D{found.request.draft}' if found.request else ''}"
        case "release candidate":
            label = f"D{found.approval.draft}" if found.approval else "the draft"
            return f"a release candidate; {label} is approved and not yet published"
        case "joined":
            return f"joined to {found.joined_to}"
        case _:
            return "not pursued at this time"


def _feedback_now(view: View, found: Development) -> str:
    period = found.period
    if period is None:
        return "in agency feedback"
    if period.is_closed(view.now):
        closed = f", closed on {near_instant(view, period.closes_at)}" if period.closes_at else ", closed"
        left = len(found.unanswered)
        wanting = f"; {left} comment{'s have' if left > 1 else ' has'} no response yet" if left else ""
        return f"in agency feedback{closed}; {answered_words(period)}{wanting}"
    return f"in agency feedback{_until(view, period)}"


def _next(view: View, found: Development) -> str:
    """Who acts next."""
    match found.stage:
        case "agency feedback" if found.unanswered and found.period and found.period.closed:
            who = _lead(view)
        case "need" | "agency feedback":
            who = "Steering Group"
        case "drafting":
            who = "Steering Group" if found.decision_due else _drafting_next(view)
            if not who:
                return f"nothing is awaited now; {_lead(view)} can take it further"
        case "staff review":
            awaited = [
                party_words(view, one) for one in obligations(view.policy) if one.action == "give_review"
            ]
            who = _few(awaited) or _lead(view)
        case "secretary's review":
            who = view.process.government.secretary
        case "release candidate":
            who = "OPM's publisher"
        case _:
            return ""
    return f"next: {who}"


def _drafting_next(view: View) -> str:
    """Of whom something is awaited while it is in drafting: what their own list says, and no more."""
    awaited = [one.action for one in obligations(view.policy) if one.action in (*OF_THE_GROUP, *OF_THE_LEAD)]
    words = ["the ad hoc group" if one in OF_THE_GROUP else _lead(view) for one in awaited]
    return _few(words)


def _lead(view: View) -> str:
    return f"policy lead ({view.name(view.policy.lead)})" if view.policy.lead else "Steering Group"


def _few(parties: list[str]) -> str:
    several = list(dict.fromkeys(parties))
    if len(several) < 3:
        return " and ".join(several)
    return f"{several[0]} and {len(several) - 1} more"


def _targets(view: View, found: Development) -> Iterator[str]:
    ahead = STAGES[STAGES.index(found.stage) + 1 :] if found.stage in STAGES else ()
    aimed = [(stage, found.targets[stage]) for stage in ahead if stage in found.targets]
    for stage, day in aimed[:MOST_TARGETS]:
        passed = " was" if day < view.today else ":"
        yield f"target for {TARGETS[stage]}{passed} {near(day, view.today)}"
    if found.statutory and ahead:
        yield f"statutory deadline: {near(found.statutory, view.today)} ({found.statutory_citation})"


# A version -------------------------------------------------------------------------------------------


def _version_now(view: View) -> Iterator[str]:
    policy = view.policy
    if policy.adopted:
        yield (
            f"version {policy.adopted.number} is adopted and in force from "
            f"{said_day(policy.adopted.effective_on)}"
        )
    elif policy.version:
        yield f"version {policy.version.number} is in force since {said_day(policy.version.effective_on)}"
        yield from _agencies_now(view, policy.version)
        if policy.rescission_due:
            yield "its rescission is recommended"
            yield f"next: {view.process.government.secretary}"
        elif policy.next_review_on:
            yield f"next review: {near(policy.next_review_on, view.today)}"
    elif policy.versions:
        last = policy.versions[-1]
        yield f"version {last.number} is {last.status}"
    else:
        yield "nothing is recorded yet"


def _agencies_now(view: View, version: Version) -> Iterator[str]:
    """How many agencies have done what was asked of them."""
    for asked in version.asked:
        if asked.asks:
            done = {one.agency for one in version.reports if one.kind in SETTLES[asked.asks]}
            heard = len(done & set(version.agencies))
            yield f"{asked.name.removesuffix(' by each agency')}: {heard} of {len(version.agencies)} agencies"


# The card --------------------------------------------------------------------------------------------


def party_words(view: View, awaited: Obligation) -> str:
    """How people read the party of whom something is awaited."""
    kind, _, of = awaited.party.partition(":")
    match kind:
        case "steering":
            return "Steering Group"
        case "seat":
            return next((seat.name for seat in view.process.seats if seat.key == of), of)
        case "office":
            return of
        case "member":
            return "the ad hoc group"
        case "lead":
            return f"policy lead ({view.name(of)})"
        case "person":
            return "agencies" if awaited.action == "give_feedback" else view.name(of)
        case _:
            return {
                "advisor": "Steering Group",
                "secretary": view.process.government.secretary,
                "publisher": "OPM's publisher",
            }.get(of, of)


def status_card(view: View) -> Card:
    """The paragraph, what is awaited of whom by when, and what the viewer can do."""
    return Card(f"Where {view.title} stands", tuple(_parts(view)), view.subject)


def _parts(view: View) -> Iterator[Part]:
    yield Text(status_paragraph(view))
    stage = view.policy.stage
    lead = view.name(view.policy.lead) if view.policy.lead else "not named yet"
    yield Facts((("Stage", STAGE_WORDS.get(stage, stage)), ("Policy lead", lead)))
    period = view.development.period
    if period and (stage == "agency feedback" or not period.is_closed(view.now)):
        yield Progress(len(period.agencies_answered), len(period.agencies), answered_words(period))
    yield from awaited_parts(view)
    mine = tuple(dict.fromkeys(one.action for one in view.awaited))
    if mine:
        yield Text("Awaited of you", "strong")
        yield from view.buttons(*mine)
    read = view.reading("Read it") if view.development.drafts or view.policy.versions else ()
    yield Buttons((view.show("policy", "Everything about it"), *read))


def awaited_parts(view: View, most: int = MOST_AWAITED) -> Iterator[Part]:
    """What is awaited, soonest first; agencies' answers counted together."""
    awaited = sorted(
        (one for one in obligations(view.policy) if one.party != "clock" and _seen(view, one)),
        key=lambda one: (one.due is None, one.due or view.now),
    )
    lines = Counter(_line(view, one) for one in awaited)
    of_agencies = {_line(view, one) for one in awaited if one.party.startswith("agency:")}
    rows = [
        f"{line} — {count} {'agencies' if line in of_agencies else 'people'} outstanding"
        if count > 1
        else line
        for line, count in lines.items()
    ]
    if rows:
        yield Text("Awaited now", "strong")
        yield Items(tuple(rows[:most]))
        if len(rows) > most:
            yield Text(f"… and {len(rows) - most} more.", "small")


def _seen(view: View, one: Obligation) -> bool:
    return one.action != "give_advice" or view.sees_consultations


def _line(view: View, one: Obligation) -> str:
    due = f", by {said(one.due, view.process)}" if one.due else ""
    late = " — overdue" if one.due and one.due < view.now else ""
    what = one.what.removeprefix("your agency's ").removeprefix("your office's ").removeprefix("your ")
    if one.action == "answer_request":
        what = what.partition(":")[0]
    if one.party.startswith("agency:"):
        return f"agencies: {what}{due}{late}"
    return (
        f"{party_words(view, one)}: {what.replace('where you stand', 'where each member stands')}{due}{late}"
    )
