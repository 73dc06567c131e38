"""The status of a policy: one paragraph that can be forwarded as it is, and its card."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.cards.view import View
from govbot.cards.vocabulary import Buttons, Card, Facts, Part, Progress, Text
from govbot.days import said, said_day, said_short
from govbot.grammar import Owed
from govbot.workflow.owed import owed
from govbot.workflow.policy import STAGES

STAGE_WORDS = {
    "need": "Need",
    "drafting": "Step 1: drafting",
    "staff review": "Step 2: staff review",
    "agency feedback": "Step 3: agency feedback",
    "secretary's review": "Step 4: OPM Secretary's review",
    "release candidate": "Release candidate",
    "adopted": "Adopted",
    "in force": "In force",
    "superseded": "Superseded",
    "rescinded": "Rescinded",
    "closed": "Not pursued",
    "joined": "Joined to another need",
}


def status_paragraph(view: View) -> str:
    """Where the policy stands, who is next and what is aimed at, in plain sentences."""
    parts = [part for part in (_now(view), _next(view), _target(view)) if part]
    sentence = "; ".join(parts)
    in_force = view.policy.version
    also = f" Version {in_force.number} is in force." if in_force and view.policy.development else ""
    return f"{view.title}: {sentence}.{also}"


def _now(view: View) -> str:
    policy, found = view.policy, view.policy.development
    if found is None:
        return _version_now(view)
    match found.stage:
        case "need":
            return "a need, raised and not yet decided on"
        case "drafting":
            draft = f", {found.draft.label} submitted" if found.draft else ", no draft yet"
            return f"in drafting{draft}"
        case "staff review":
            done = sum(review.complete for review in found.reviews)
            return f"in staff review of {found.draft.label if found.draft else ''}; {done} of {len(found.reviews)} reviews are complete"
        case "agency feedback":
            return _feedback_now(view)
        case "secretary's review":
            draft = f"D{found.request.draft}" if found.request else ""
            return f"in the OPM Secretary's review ({draft})"
        case "release candidate":
            draft = f"D{found.approval.draft}" if found.approval else ""
            return f"release candidate: {draft} is approved and not yet published"
        case "joined":
            return f"joined to {found.joined_to}"
        case _:
            return f"not pursued ({policy.id})"


def _feedback_now(view: View) -> str:
    period = view.development.period
    if period is None:
        return "in agency feedback"
    answered = f"{len(period.agencies_answered)} of {len(period.agencies)} agencies have answered"
    if period.is_closed(view.now):
        return f"in agency feedback, closed on {view.when(period.closes_at)}; {answered}"
    until = f" until {view.when(period.closes_at)}" if period.closes_at else ", without a closing date"
    return f"in agency feedback{until}; {answered}"


def _version_now(view: View) -> str:
    policy = view.policy
    if policy.adopted:
        later = policy.adopted
        return f"version {later.number} is adopted and in force from {said_day(later.effective_on)}"
    if policy.version:
        version = policy.version
        review = f"; next review: {said_day(policy.next_review_on)}" if policy.next_review_on else ""
        return f"version {version.number} is in force since {said_day(version.effective_on)}{review}"
    return f"{policy.stage}" if policy.versions else "not pursued"


def _next(view: View) -> str:
    awaited = [one for one in owed(view.policy) if one.party != "clock"]
    if not awaited:
        return ""
    parties = list(dict.fromkeys(party_words(view, one) for one in awaited))
    shown = parties[0] if len(parties) == 1 else f"{parties[0]} and {len(parties) - 1} more"
    return f"next: {shown}"


def party_words(view: View, awaited: Owed) -> str:
    """How people read the party of whom something is awaited."""
    kind, _, of = awaited.party.partition(":")
    match kind:
        case "steering":
            return "Steering Group"
        case "seat":
            return next((seat.name for seat in view.process.seats if seat.key == of), of)
        case "office":
            return of
        case "agency":
            return view.directory.agency_name(of)
        case "member":
            return "the ad hoc group"
        case "lead":
            return f"policy lead ({view.name(of)})"
        case "person":
            period = view.development.period
            entry = period.entry(of) if period else None
            if awaited.action == "give_feedback" and entry and entry.agency:
                return "agencies"
            return view.name(of)
        case _:
            return {
                "advisor": "Steering Group",
                "secretary": "OPM Secretary",
                "publisher": "OPM's publisher",
            }.get(of, of)


def _target(view: View) -> str:
    found = view.policy.development
    if found is None:
        return ""
    ahead = STAGES[STAGES.index(found.stage) + 1 :] if found.stage in STAGES else ()
    words = {
        "staff review": "staff review",
        "agency feedback": "agency feedback",
        "secretary's review": "the OPM Secretary's review",
        "release candidate": "the OPM Secretary's approval",
    }
    targets = [
        f"target for {words[stage]}: {said_short(found.targets[stage])}"
        for stage in ahead
        if stage in found.targets
    ]
    if found.statutory:
        targets.append(f"statutory deadline: {said_short(found.statutory)} ({found.statutory_citation})")
    return "; ".join(targets)


def status_card(view: View) -> Card:
    """The paragraph, what is awaited of whom by when, and what the viewer can do."""
    return Card(f"Where {view.title} stands", tuple(_parts(view)), view.subject)


def _parts(view: View) -> Iterator[Part]:
    yield Text(status_paragraph(view))
    stage = view.policy.stage
    rows = [
        ("Stage", STAGE_WORDS.get(stage, stage)),
        ("Policy lead", view.name(view.policy.lead) or "not named yet"),
    ]
    yield Facts(tuple(rows))
    period = view.development.period
    if period and stage == "agency feedback":
        done, total = len(period.agencies_answered), len(period.agencies)
        yield Progress(done, total, f"{done} of {total} agencies have answered")
    yield from awaited_parts(view)
    yield Buttons((view.show("policy", "Everything about it"), view.show("read", "Read the draft")))


def awaited_parts(view: View, most: int = 8) -> Iterator[Part]:
    """What is awaited, soonest first; agencies' answers counted together."""
    awaited = sorted(
        (one for one in owed(view.policy) if one.party != "clock"),
        key=lambda one: (one.due is None, one.due or view.now),
    )
    lines: dict[str, int] = {}
    for one in awaited:
        due = f", by {said(one.due, view.process)}" if one.due else ""
        what = one.what.replace("your agency's ", "").replace("your office's ", "").replace("your ", "")
        line = f"{party_words(view, one)}: {what}{due}"
        lines[line] = lines.get(line, 0) + 1
    rows = [f"{line} ({count})" if count > 1 else line for line, count in lines.items()]
    if rows:
        yield Text("Awaited", "strong")
        yield Text("\n".join(f"• {row}" for row in rows[:most]))
        if len(rows) > most:
            yield Text(f"… and {len(rows) - most} more.", "small")
