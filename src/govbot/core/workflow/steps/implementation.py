"""Agencies acknowledge, attest, report their status, and report or request policy variances."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs, Obligation, Refusal
from govbot.core.texts import literal
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import about_or_first, version_sections
from govbot.core.workflow.context import PolicyContext, due, live_version, today
from govbot.core.workflow.policy import Policy, agencies_heard, standing_answers

# Which kinds of report settle what a mechanism asks for.
SETTLES = {
    "acknowledge": ("acknowledged",),
    "attest": ("attested",),
    "status": ("not started", "under way", "implemented", "not applicable"),
}
ACTIONS = {"acknowledge": "acknowledge", "attest": "attest", "status": "report_status"}


def own_agency(context: PolicyContext) -> str:
    """The agency for which the person acts; else a refusal."""
    if context.who.capacity.kind == "agency" and context.who.capacity.of:
        return context.who.capacity.of
    person = context.directory.people.get(context.who.person)
    if person is None or not person.agency:
        raise Refusal(
            context.say(
                "You are not listed with {an_agency}. Ask the roster keeper to list you, then try again."
            )
        )
    return str(person.agency)


def mechanism(context: PolicyContext, asks: str) -> str:
    """The mechanism of the version that asks for this, if there is one."""
    return next(
        (mechanism.mechanism for mechanism in live_version(context).asked if mechanism.asks == asks), ""
    )


class Acknowledge(Command):
    pass


def acknowledge(context: PolicyContext, command: Acknowledge) -> Iterator[Event]:
    agency = own_agency(context)
    version = live_version(context)
    is_own = context.who.entered_by is None
    acknowledged = [
        report for report in version.reports if report.agency == agency and report.kind == "acknowledged"
    ]
    if any(not (is_own and report.entered) for report in acknowledged):
        raise Refusal(
            f"{context.directory.agency_name(agency)} has acknowledged version {version.number} already."
        )
    yield e.Acknowledged(version=version.number, agency=agency, mechanism=mechanism(context, "acknowledge"))


def _answered_by_others(context: PolicyContext, kinds: Collection[str]) -> tuple[str, ...]:
    """Whose answers of these kinds stand for the acting person's agency, besides their own."""
    version = context.state.version or context.state.adopted
    if version is None:
        return ()
    people = context.directory.people.get(context.who.person)
    capacity = context.who.capacity
    agencies = (capacity.of,) if capacity.kind == "agency" else people.agencies if people else ()
    answers = [answer for code in agencies for answer in standing_answers(version, code, kinds)]
    return tuple(dict.fromkeys(answer.by for answer in answers if answer.by != context.who.person))


def _taken_over(
    context: PolicyContext, agency: str, kinds: Collection[str], *, takes_place: bool
) -> tuple[str, ...]:
    """Whose answers this one takes the place of: where its author says so, or is the one whom the agency named; else
    those of people who no longer answer for the agency."""
    others = _answered_by_others(context, kinds)
    is_voice = context.directory.voices.get(agency) == context.who.person and context.who.entered_by is None
    if takes_place or is_voice:
        return others
    there = context.directory.agency_people(agency)
    return tuple(person for person in others if person not in there)


TakesPlace = Annotated[
    bool,
    Ask(
        "It takes the place of a colleague's answer",
        "flag",
        "Else both stand: two answers that differ count as none",
        optional=True,
        when=lambda context: bool(_answered_by_others(context, (*SETTLES["attest"], *SETTLES["status"]))),
    ),
]


class Attest(Command):
    text: Annotated[str, Ask("I attest for my {agency} that …", "text", most=2000)]
    takes_place: TakesPlace = False


def attest(context: PolicyContext, command: Attest) -> Iterator[Event]:
    agency = own_agency(context)
    yield e.Attested(
        version=live_version(context).number,
        agency=agency,
        mechanism=mechanism(context, "attest"),
        text=command.text,
        instead_of=_taken_over(context, agency, SETTLES["attest"], takes_place=command.takes_place),
    )


STATUS = (
    Choice("not started", "Not started"),
    Choice("under way", "Under way"),
    Choice("implemented", "Implemented"),
    Choice("not applicable", "Not applicable to my {agency}"),
)


class ReportStatus(Command):
    status: Annotated[
        Literal["not started", "under way", "implemented", "not applicable"],
        Ask("Where is your {agency} with it?", "choice", choices=STATUS),
    ]
    text: Annotated[str, Ask("In your words", "text", optional=True, most=2000)] = ""
    done_by: Annotated[date | None, Ask("Done by", "date", optional=True)] = None
    takes_place: TakesPlace = False


def report_status(context: PolicyContext, command: ReportStatus) -> Iterator[Event]:
    agency = own_agency(context)
    yield e.StatusReported(
        version=live_version(context).number,
        agency=agency,
        mechanism=mechanism(context, "status"),
        status=command.status,
        text=command.text,
        done_by=command.done_by,
        instead_of=_taken_over(context, agency, SETTLES["status"], takes_place=command.takes_place),
    )


FROM_SECTION = Ask(
    "From which section",
    "choice",
    optional=True,
    choices=version_sections,
    when=lambda context: bool(version_sections(context)),
)


class ReportVariance(Command):
    section: Annotated[str, FROM_SECTION] = ""
    text: Annotated[str, Ask("How does your {agency} vary from the policy, and why?", "text", most=3000)]
    until: Annotated[date | None, Ask("Until", "date", optional=True)] = None


def report_variance(context: PolicyContext, command: ReportVariance) -> Iterator[Event]:
    yield e.VarianceReported(
        version=live_version(context).number,
        variance=f"X{len(context.state.variances) + 1}",
        agency=own_agency(context),
        section=command.section,
        text=command.text,
        until=command.until,
    )


class RequestVariance(Command):
    section: Annotated[str, FROM_SECTION] = ""
    text: Annotated[str, Ask("What does your {agency} ask for, and why?", "text", most=3000)]
    until: Annotated[date | None, Ask("Until", "date", optional=True)] = None


def request_variance(context: PolicyContext, command: RequestVariance) -> Iterator[Event]:
    if command.until and command.until < today(context):
        raise FieldErrors({"until": "That day has passed. Choose a later one, or leave it empty."})
    yield e.VarianceRequested(
        version=live_version(context).number,
        variance=f"X{len(context.state.variances) + 1}",
        agency=own_agency(context),
        section=command.section,
        text=command.text,
        until=command.until,
        decision_due=due(context, context.process.deadlines.decision_business_days),
    )


def _provides_for_variances(context: PolicyContext) -> bool:
    version = context.state.version or context.state.adopted
    return version is not None and version.allows_variance_requests


provides_for_variances = Needs(
    "a version that provides for requested variances",
    met=_provides_for_variances,
    otherwise=(
        "This policy does not provide for requested variances. You can report one with “/gov variance”."
    ),
)


def requested_variances(context: PolicyContext) -> list[Choice]:
    pending = [
        variance
        for variance in context.state.variances
        if variance.requested and variance.granted is None and not variance.set_aside
    ]
    return [
        Choice(variance.id, f"{variance.id} · {variance.agency} · {variance.text[:50]}")
        for variance in pending
    ]


def first_requested(context: PolicyContext) -> str:
    return about_or_first(context, requested_variances(context))


has_requested = Needs(
    "a requested variance",
    met=lambda context: bool(requested_variances(context)),
    otherwise="No {agency}'s request for a variance is waiting.",
)


GRANTED = (Choice("yes", "Granted"), Choice("no", "Not granted"))


class DecideVariance(Command):
    variance: Annotated[
        str, Ask("Which request", "choice", choices=requested_variances, initial=first_requested)
    ]
    granted: Annotated[Literal["yes", "no"], Ask("Decision", "choice", choices=GRANTED)]
    reasons: Annotated[str, Ask("Reasons, for the {agency}", "text", optional=True, most=2000)] = ""


def decide_variance(context: PolicyContext, command: DecideVariance) -> Iterator[Event]:
    yield e.VarianceDecided(
        variance=command.variance, granted=command.granted == "yes", reasons=command.reasons
    )


def obligations(policy: Policy) -> Iterator[Obligation]:
    """Agencies: what the chosen mechanisms ask; the steering group: decisions on requested variances."""
    version = policy.version
    if version is not None:
        for asked in version.asked:
            if asked.asks:
                done = agencies_heard(version, SETTLES[asked.asks])
                for agency in version.agencies:
                    if agency not in done and agency not in policy.retired:
                        name = literal(asked.name.partition(" by each ")[0])
                        what = f"your {{agency}}'s {name}, version {version.number}"
                        about = f"{version.asked_as} {asked.mechanism}"
                        yield Obligation(f"agency:{agency}", ACTIONS[asked.asks], what, asked.due, about)
    for variance in policy.variances:
        if variance.requested and variance.granted is None:
            what = f"a decision on {literal(variance.agency)}'s request for a variance"
            yield Obligation("role:advisor", "decide_variance", what, variance.decision_due, variance.id)
