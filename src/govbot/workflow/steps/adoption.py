"""Step 4, its end: OPM adopts and publishes what was approved, now or from a date."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Annotated
from zoneinfo import ZoneInfo

from govbot.days import due_in, months_after, said_day
from govbot.grammar import Ask, Change, Choice, Command, Event, Kept, Owed, Refused, Unanswered
from govbot.redline import changes
from govbot.workflow import events as e
from govbot.workflow.at import AtPolicy, development, draft, live_version, today
from govbot.workflow.policy import Policy, Version
from govbot.workflow.wording import reworded


def mechanism_choices(at: AtPolicy) -> list[Choice]:
    return [Choice(one.key, one.name) for one in at.process.mechanisms]


def header(at: AtPolicy, key: str) -> str:
    """What the draft's own header says, prefilled."""
    found = at.state.development
    return found.draft.paper.header.get(key, "") if found and found.draft else ""


def prefilled_title(at: AtPolicy) -> str:
    return header(at, "title") or at.state.title


def prefilled_originator(at: AtPolicy) -> str:
    return header(at, "originator") or str(at.process.government.originator)


def prefilled_date(at: AtPolicy) -> str:
    return header(at, "effective_date") or today(at).isoformat()


def prefilled_laws(at: AtPolicy) -> str:
    return header(at, "laws")


def next_version(at: AtPolicy) -> str:
    """1.0 for a first version, the next whole number for a revision."""
    whole = [int(version.number.split(".")[0]) for version in at.state.versions]
    return f"{max(whole, default=0) + 1}.0"


def first_or_revised(at: AtPolicy) -> str:
    return "Revised Policy" if at.state.versions else "Initial Policy"


class Adopt(Command):
    title: Annotated[str, Ask("Policy title", "line", initial=prefilled_title, most=200)]
    version: Annotated[str, Ask("Version", "line", initial=next_version, most=10)]
    originator: Annotated[str, Ask("Originator", "line", initial=prefilled_originator, most=200)]
    effective_on: Annotated[
        date,
        Ask(
            "Effective date",
            "date",
            "A past day is fine; a later day: in force from then on",
            initial=prefilled_date,
        ),
    ]
    description: Annotated[
        str, Ask("Description, for the history", "line", initial=first_or_revised, most=200)
    ]
    laws: Annotated[
        str,
        Ask(
            "Relevant laws or regulations",
            "text",
            "Needed for the standard header, such as “C.G.S. § 4d-8a”",
            initial=prefilled_laws,
            most=2000,
            needed="The standard header needs the relevant laws or regulations.",
        ),
    ]
    mechanisms: Annotated[
        tuple[str, ...],
        Ask(
            "Dissemination and tracking", "choices", "None is fine", optional=True, choices=mechanism_choices
        ),
    ] = ()
    variances: Annotated[bool, Ask("Agencies may request a policy variance", "flag", optional=True)] = False


def adopt(at: AtPolicy, asked: Adopt) -> Iterator[Event]:
    approval = development(at).approval
    assert approval is not None  # the row is open to a release candidate only
    if any(version.number == asked.version for version in at.state.versions):
        raise Unanswered({"version": f"Version {asked.version} exists already. Give the next number."})
    if not re.fullmatch(r"[0-9]+\.[0-9]+", asked.version):
        raise Unanswered({"version": "Write the version as in “1.0”."})
    found = development(at)
    months = at.process.review_months(found.need, found.risk)
    next_review = months_after(max(asked.effective_on, today(at)), months)
    in_force_from = at.now if asked.effective_on <= today(at) else opening(at, asked.effective_on)
    yield e.Adopted(
        version=asked.version,
        draft=approval.draft,
        title=asked.title,
        originator=asked.originator,
        effective_on=asked.effective_on,
        in_force_from=in_force_from,
        description=asked.description,
        laws=asked.laws,
        publisher=at.process.government.publisher,
        sha256=approval.sha256,
        text_sha256=approval.text_sha256,
        mechanisms=_asked_of_agencies(at, asked.mechanisms, in_force_from),
        agencies=tuple(at.directory.agencies),
        allows_variance_requests=asked.variances,
        next_review_on=next_review,
        review_reason=f"{months} months, from need ({found.need}) and risk ({found.risk})",
        review_due=_due_on(at, next_review),
    )
    if in_force_from <= at.now:
        yield e.CameIntoForce(version=asked.version)


def opening(at: AtPolicy, day: date) -> datetime:
    """The instant, UTC, at which this day begins for the government."""
    zone = ZoneInfo(at.process.government.zone)
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def _due_on(at: AtPolicy, day: date) -> datetime:
    return due_in(opening(at, day), 0, at.process)


def _asked_of_agencies(at: AtPolicy, chosen: tuple[str, ...], begins: datetime) -> tuple[e.AgencyAsked, ...]:
    return tuple(
        e.AgencyAsked(
            mechanism=one.key, name=one.name, asks=one.asks, due=due_in(begins, one.business_days, at.process)
        )
        for one in at.process.mechanisms
        if one.key in chosen
    )


def adoption_in_advance(at: AtPolicy, asked: Adopt) -> Iterator[str]:
    """What will be published, and from when it is in force."""
    events = list(adopt(at, asked))
    adopted = next(event for event in events if isinstance(event, e.Adopted))
    later = adopted.in_force_from > at.now
    day = said_day(adopted.effective_on)
    when = f"in force from {day}" if later else f"effective {day}, in force at once"
    yield f"{draft(at).label} becomes version {adopted.version} of “{adopted.title}”, {when}."
    yield f"It is published in the Policy Library. Next review: {said_day(adopted.next_review_on)}."
    asks = [one.name for one in adopted.mechanisms if one.asks]
    if asks:
        yield f"{len(adopted.agencies)} agencies are asked for: {', '.join(asks)}."


class ComeIntoForce(Command):
    pass


def come_into_force(at: AtPolicy, asked: ComeIntoForce) -> Iterator[Event]:
    """The instant has come from which an adopted version is in force; recorded once."""
    version = at.state.adopted
    if version and version.in_force_from <= at.now:
        yield e.CameIntoForce(version=version.number)


class NotePublication(Command):
    address: Annotated[str, Ask("Address on OPM's website", "line", "https://…", most=500)]


def note_publication(at: AtPolicy, asked: NotePublication) -> Iterator[Event]:
    if not asked.address.startswith("https://"):
        raise Unanswered({"address": "Give the whole address, beginning with https://."})
    yield e.PublicationNoted(version=live_version(at).number, address=asked.address)


class CorrectTechnically(Command):
    old_words: Annotated[str, Ask("Replace these words", "text", "Copied from the policy", most=2000)]
    new_words: Annotated[str, Ask("… by these", "text", "Empty: strike them", optional=True, most=2000)] = ""
    reason: Annotated[str, Ask("What is corrected", "line", "A typo, a link, a renumbered statute", most=200)]


def correct_technically(at: AtPolicy, asked: CorrectTechnically) -> Iterator[Event | Kept]:
    version = _in_force(at)
    number = corrected_number(at.state, version)
    document = reworded(
        version.paper, at.text, asked.old_words, asked.new_words, f"{at.state.id}-{number}.md"
    )
    yield Kept(document)
    yield e.TechnicallyCorrected(
        version=number,
        corrects=version.number,
        old_words=asked.old_words,
        new_words=asked.new_words,
        reason=asked.reason,
        paper=document.paper,
        corrected_on=today(at),
    )


def _in_force(at: AtPolicy) -> Version:
    """The version in force, whose very text must be at hand; a revision may have a draft of its own."""
    version = at.state.version
    assert version is not None  # the row is open to a version in force only
    if hashlib.sha256(at.text.encode()).hexdigest() != version.paper.text_sha256:
        raise Refused(f"The text at hand is not that of version {version.number}. Please tell the operator.")
    return version


def corrected_number(policy: Policy, version: Version) -> str:
    """x.y → x.y+1, or the next one that no version has."""
    taken = {one.number for one in policy.versions}
    whole, _, part = version.number.partition(".")
    return next(number for one in count(int(part) + 1) if (number := f"{whole}.{one}") not in taken)


def correction_in_advance(at: AtPolicy, asked: CorrectTechnically) -> Iterator[str | Change]:
    """The redline of the correction."""
    version = _in_force(at)
    document = reworded(version.paper, at.text, asked.old_words, asked.new_words, "correction.md")
    number = corrected_number(at.state, version)
    yield f"Version {version.number} becomes {number}. The OPM Secretary's office is told."
    yield from changes(at.text, document.text)


def owed(policy: Policy) -> Iterator[Owed]:
    """The clock: an adopted version comes into force."""
    if policy.adopted:
        what = f"version {policy.adopted.number} comes into force"
        yield Owed("clock", "come_into_force", what, policy.adopted.in_force_from)
