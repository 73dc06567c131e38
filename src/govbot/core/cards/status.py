"""The status of a policy: one paragraph that can be forwarded as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from govbot.core.cards.awaited import party_words
from govbot.core.cards.view import View
from govbot.core.days import local_day, said_day, said_short
from govbot.core.process import Process
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.policy import STAGES, Development, Period, Version, agencies_heard
from govbot.core.workflow.steps.implementation import SETTLES

STAGE_WORDS = {
    "need": "{Stage_need}",
    "drafting": "{step_drafting}: {stage_drafting}",
    "staff review": "{step_review}: {stage_review}",
    "agency feedback": "{step_feedback}: {stage_feedback}",
    "secretary's review": "{step_secretary}: {stage_secretary}",
    "release candidate": "{Stage_candidate}",
    "adopted": "Adopted, in force later",
    "in force": "In force",
    "superseded": "Superseded",
    "rescinded": "Rescinded",
    "closed": "Not pursued",
    "joined": "Joined to another need",
}
TARGETS = {
    "staff review": "{stage_review}",
    "agency feedback": "{stage_feedback}",
    "secretary's review": "the {stage_secretary}",
    "release candidate": "the {secretary}'s approval",
}
OF_THE_GROUP = ("look_in", "state_position", "answer_request")
OF_THE_LEAD = ("assemble_group", "submit_draft", "answer_review")
MOST_TARGETS = 2


def stage_words(process: Process, stage: str) -> str:
    """Where a policy stands, in a word or two, for a list."""
    return process.say(STAGE_WORDS[stage]) if stage in STAGE_WORDS else stage


def status_paragraph(view: View) -> str:
    """Where the policy stands, who is next and what is aimed at, in plain sentences."""
    development, in_force = view.policy.development, view.policy.version
    parts = (
        (
            _now(view, development),
            *_after_emergency(view),
            _next(view, development),
            *_targets(view, development),
        )
        if development
        else _version_now(view)
    )
    sentence = "; ".join(part for part in parts if part)
    meanwhile = in_force and (development or view.policy.adopted)
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


def _now(view: View, development: Development) -> str:
    """Where it stands; a feedback period that goes on beside it is said too."""
    period = development.period
    beside = development.stage in ("drafting", "staff review", "secretary's review")
    if not beside or period is None or period.is_closed(view.now):
        return _stage_now(view, development)
    return f"{_stage_now(view, development)}; the feedback period on D{period.draft} goes on{_until(view, period)}"


def _after_emergency(view: View) -> Iterator[str]:
    """What was passed over in an emergency is still to be done: how much, and by when."""
    left = [thing.due for thing in view.policy.afterwards if not thing.done]
    if left:
        things = "one thing" if len(left) == 1 else f"{len(left)} things"
        yield f"steps were passed over in an emergency, {things} still to be done by {near_instant(view, min(left))}"


def _until(view: View, period: Period) -> str:
    """Until when, and how many have answered so far."""
    until = (
        f" until {near_instant(view, period.closes_at)}" if period.closes_at else " without a closing date"
    )
    return f"{until}; {answered_words(view, period)}"


def answered_words(view: View, period: Period) -> str:
    """How many of the agencies asked have answered."""
    done, total = len(period.agencies_answered), len(period.agencies)
    answered = (
        "{done} of {total} {agency} has answered"
        if total == 1
        else "{done} of {total} {agencies} have answered"
    )
    return view.say(answered, done=done, total=total)


def _stage_now(view: View, development: Development) -> str:
    match development.stage:
        case "need" if development.parked_until:
            return view.say("a {stage_need}, parked until {day}", day=view.day(development.parked_until))
        case "need":
            by = f", by {near_instant(view, development.decision_due)}" if development.decision_due else ""
            return view.say("a {stage_need}, raised and not yet decided on{by}", by=by)
        case "drafting":
            submitted = f"{development.draft.label} is submitted" if development.draft else "no draft yet"
            return view.say("in {stage_drafting}; {submitted}", submitted=submitted)
        case "staff review":
            done = sum(review.complete for review in development.reviews)
            label = f" of {development.draft.label}" if development.draft else ""
            complete = f"{done} of {len(development.reviews)} reviews are complete"
            return view.say("in {stage_review}{label}; {complete}", label=label, complete=complete)
        case "agency feedback":
            return _feedback_now(view, development)
        case "secretary's review":
            label = f" of D{development.request.draft}" if development.request else ""
            return view.say("in the {stage_secretary}{label}", label=label)
        case "release candidate":
            label = f"D{development.approval.draft}" if development.approval else "the draft"
            return view.say("a {stage_candidate}; {label} is approved and not yet published", label=label)
        case "joined":
            return f"joined to {development.joined_to}"
        case _ if development.withdrawn:
            return "withdrawn by whoever raised it"
        case _:
            return "not pursued at this time"


def _feedback_now(view: View, development: Development) -> str:
    period = development.period
    if period is None:
        return view.say("in {stage_feedback}")
    if period.is_closed(view.now):
        closed = f", closed on {near_instant(view, period.closes_at)}" if period.closes_at else ", closed"
        left = len(development.unanswered)
        wanting = f"; {left} comment{'s have' if left > 1 else ' has'} no response yet" if left else ""
        answered = f"{closed}; {answered_words(view, period)}{wanting}"
        return view.say("in {stage_feedback}{answered}", answered=answered)
    return view.say("in {stage_feedback}{until}", until=_until(view, period))


def _next(view: View, development: Development) -> str:
    """Who acts next."""
    match development.stage:
        case "agency feedback" if development.unanswered and development.period and development.period.closed:
            who = _lead(view)
        case "need" | "agency feedback":
            who = view.say("{steering_group}")
        case "drafting":
            who = view.say("{steering_group}") if development.decision_due else _drafting_next(view)
            if not who:
                return f"nothing is awaited now; {_lead(view)} can take it further"
        case "staff review":
            awaited = [
                party_words(view, obligation)
                for obligation in obligations(view.policy)
                if obligation.action == "give_review"
            ]
            who = _few(awaited) or _lead(view)
        case "secretary's review":
            who = view.process.government.secretary
        case "release candidate":
            who = view.say("{publisher}")
        case _:
            return ""
    return f"next: {who}"


def _drafting_next(view: View) -> str:
    """Of whom something is awaited while it is in drafting: what their own list says, and no more."""
    awaited = [
        obligation.action
        for obligation in obligations(view.policy)
        if obligation.action in (*OF_THE_GROUP, *OF_THE_LEAD)
    ]
    words = [view.say("the {group}") if item in OF_THE_GROUP else _lead(view) for item in awaited]
    return _few(words)


def _lead(view: View) -> str:
    if not view.policy.lead:
        return view.say("{steering_group}")
    return view.say("{lead} ({name})", name=view.name(view.policy.lead))


def _few(parties: list[str]) -> str:
    several = list(dict.fromkeys(parties))
    if len(several) < 3:
        return " and ".join(several)
    return f"{several[0]} and {len(several) - 1} more"


def _targets(view: View, development: Development) -> Iterator[str]:
    aimed = development.open_targets
    for stage, day in [(at, aimed[at]) for at in STAGES if at in aimed][:MOST_TARGETS]:
        passed = " was" if day < view.today else ":"
        yield f"target for {view.say(TARGETS[stage])}{passed} {near(day, view.today)}"
    if development.statutory and development.stage in STAGES[:-1]:
        yield f"statutory deadline: {near(development.statutory, view.today)} ({development.statutory_citation})"


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
        elif policy.review_due and policy.review_due < view.now:
            yield f"review due since {near(local_day(policy.review_due, view.process), view.today)}"
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
            done = agencies_heard(version, SETTLES[asked.asks])
            heard = len(done & set(version.agencies))
            name = asked.name.removesuffix(view.say(" by each {agency}"))
            count = len(version.agencies)
            yield view.say("{name}: {heard} of {count} {agencies}", name=name, heard=heard, count=count)
