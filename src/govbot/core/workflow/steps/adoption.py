"""Adoption: the publisher adopts and publishes what was approved, now or from a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from govbot.core.days import due_in, months_after, said_day
from govbot.core.grammar import (
    Ask,
    Choice,
    Command,
    Event,
    FieldErrors,
    Needs,
    Obligation,
)
from govbot.core.process import Mark
from govbot.core.workflow import events as e
from govbot.core.workflow.context import (
    PolicyContext,
    current_development,
    current_draft,
    live_version,
    today,
)
from govbot.core.workflow.policy import Approval, Policy
from govbot.core.workflow.readers import can_read


def mechanism_choices(context: PolicyContext) -> list[Choice]:
    return [Choice(mechanism.key, mechanism.name) for mechanism in context.process.mechanisms]


def header(context: PolicyContext, key: str) -> str:
    """What the draft's own header says, prefilled for those who may read the draft."""
    draft = context.state.development.draft if context.state.development else None
    return draft.paper.header.get(key, "") if draft and can_read(context, draft) else ""


def _approval(context: PolicyContext) -> Approval | None:
    return context.state.development.approval if context.state.development else None


def _marks_of_approved(context: PolicyContext) -> tuple[str, ...]:
    """The marks of the draft that would be printed."""
    approval = _approval(context)
    return tuple(context.state.marks.get(f"draft D{approval.draft}", ())) if approval else ()


def _preliminary(context: PolicyContext) -> tuple[str, ...]:
    """Those of them that end with the adoption."""
    ends = {mark.key for mark in context.process.marks if mark.preliminary}
    return tuple(mark for mark in _marks_of_approved(context) if mark in ends)


def _still_marked(context: PolicyContext) -> tuple[str, ...]:
    ends = _preliminary(context)
    return tuple(mark for mark in _marks_of_approved(context) if mark not in ends)


def _why_not_printed(context: PolicyContext) -> str:
    marks = [context.process.mark(key) or key for key in _still_marked(context)]
    names = ", ".join(mark if isinstance(mark, str) else mark.name for mark in marks)
    offices = dict.fromkeys(
        "the public records officer" if isinstance(mark, str) else _office_of(context, mark) for mark in marks
    )
    return context.say(
        "D{draft} is marked ({marks}), and nothing marked is printed. {offices} can lift the mark with "
        "“/gov lift-mark”; so can the {secretary}.",
        draft=approval.draft if (approval := _approval(context)) else "",
        marks=names,
        offices=" and ".join(offices),
    )


def _office_of(context: PolicyContext, mark: Mark) -> str:
    seats = {seat.key: seat.name for seat in context.process.seats}
    return mark.office or seats.get(mark.seat) or "the public records officer"


is_unmarked = Needs(
    "a draft without a mark, but for a preliminary one",
    met=lambda context: not _still_marked(context),
    otherwise=_why_not_printed,
)


def prefilled_title(context: PolicyContext) -> str:
    return header(context, "title") or context.state.title


def prefilled_originator(context: PolicyContext) -> str:
    return header(context, "originator") or str(context.process.government.originator)


def prefilled_date(context: PolicyContext) -> str:
    """The draft's own date; nothing where it says "upon signature", or else today."""
    written = header(context, "effective_date")
    try:
        return date.fromisoformat(written).isoformat() if written else _day_without_own(context)
    except ValueError:  # drafts of before may have words there
        return ""


def _day_without_own(context: PolicyContext) -> str:
    return "" if header(context, "effective") else today(context).isoformat()


def prefilled_laws(context: PolicyContext) -> str:
    return header(context, "laws")


def next_version(context: PolicyContext) -> str:
    """1.0 for a first version, the next whole number for a revision."""
    whole = [int(version.number.split(".")[0]) for version in context.state.versions]
    return f"{max(whole, default=0) + 1}.0"


def first_or_revised(context: PolicyContext) -> str:
    return "Revised Policy" if context.state.versions else "Initial Policy"


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
    variances: Annotated[bool, Ask("{Agencies} may request a policy variance", "flag", optional=True)] = False


def adopt(context: PolicyContext, command: Adopt) -> Iterator[Event]:
    approval = current_development(context).approval
    assert approval is not None  # the row is open to a release candidate only
    if any(version.number == command.version for version in context.state.versions):
        raise FieldErrors({"version": f"Version {command.version} exists already. Give the next number."})
    if not re.fullmatch(r"[0-9]+\.[0-9]+", command.version):
        raise FieldErrors({"version": "Write the version as in “1.0”."})
    development = current_development(context)
    months = context.process.review_months(development.need, development.risk)
    next_review = months_after(max(command.effective_on, today(context)), months)
    in_force_from = (
        context.now if command.effective_on <= today(context) else opening(context, command.effective_on)
    )
    yield e.Adopted(
        version=command.version,
        draft=approval.draft,
        title=command.title,
        originator=command.originator,
        effective_on=command.effective_on,
        in_force_from=in_force_from,
        description=command.description,
        laws=command.laws,
        publisher=context.process.government.publisher,
        sha256=approval.sha256,
        text_sha256=approval.text_sha256,
        mechanisms=_asked_of_agencies(context, command.mechanisms, in_force_from),
        agencies=tuple(context.directory.agencies),
        allows_variance_requests=command.variances,
        next_review_on=next_review,
        review_reason=f"{months} months, from need ({development.need}) and risk ({development.risk})",
        review_due=_due_on(context, next_review),
        marks_ended=_preliminary(context),
    )
    if in_force_from <= context.now:
        yield e.CameIntoForce(version=command.version)


def opening(context: PolicyContext, day: date) -> datetime:
    """The instant, UTC, at which this day begins for the government."""
    zone = ZoneInfo(context.process.government.zone)
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def _due_on(context: PolicyContext, day: date) -> datetime:
    return due_in(opening(context, day), 0, context.process)


def _asked_of_agencies(
    context: PolicyContext, chosen: tuple[str, ...], begins: datetime
) -> tuple[e.AgencyAsked, ...]:
    return tuple(
        e.AgencyAsked(
            mechanism=mechanism.key,
            name=mechanism.name,
            asks=mechanism.asks,
            due=due_in(begins, mechanism.business_days, context.process),
        )
        for mechanism in context.process.mechanisms
        if mechanism.key in chosen
    )


def adoption_in_advance(context: PolicyContext, command: Adopt) -> Iterator[str]:
    """What will be published, and from when it is in force."""
    events = list(adopt(context, command))
    adopted = next(event for event in events if isinstance(event, e.Adopted))
    later = adopted.in_force_from > context.now
    day = said_day(adopted.effective_on)
    when = f"in force from {day}" if later else f"effective {day}, in force at once"
    if adopted.marks_ended:
        yield "Its preliminary mark ends with the adoption; earlier drafts keep theirs."
    yield f"{current_draft(context).label} becomes version {adopted.version} of “{adopted.title}”, {when}."
    next_review = said_day(adopted.next_review_on)
    yield context.say(
        "It is published in the {library}. Next review: {next_review}.", next_review=next_review
    )
    asks = [mechanism.name for mechanism in adopted.mechanisms if mechanism.asks]
    if asks:
        yield context.say(
            "{count} {agencies} are asked for: {reports}.",
            count=len(adopted.agencies),
            reports=", ".join(asks),
        )


class ComeIntoForce(Command):
    pass


def come_into_force(context: PolicyContext, command: ComeIntoForce) -> Iterator[Event]:
    """The instant has come from which an adopted version is in force; recorded once."""
    version = context.state.adopted
    if version and version.in_force_from <= context.now:
        yield e.CameIntoForce(version=version.number)


class NotePublication(Command):
    address: Annotated[str, Ask("Address on {website}", "line", "https://…", most=500)]


def note_publication(context: PolicyContext, command: NotePublication) -> Iterator[Event]:
    if not command.address.startswith("https://"):
        raise FieldErrors({"address": "Give the whole address, beginning with https://."})
    yield e.PublicationNoted(version=live_version(context).number, address=command.address)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """The clock: an adopted version comes into force."""
    if policy.adopted:
        what = f"version {policy.adopted.number} comes into force"
        yield Obligation("clock", "come_into_force", what, policy.adopted.in_force_from)
