"""The action with which it is recorded what was put before a body that was convened, and its rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, FieldErrors, Needs
from govbot.core.membership import plan_events as p
from govbot.core.membership.base import DirectoryEvent
from govbot.core.membership.choices import today
from govbot.core.membership.context import DirectoryContext
from govbot.core.membership.planning import BodyReport


def body_choices(context: DirectoryContext) -> list[Choice]:
    return [
        Choice(body.key, f"{body.name} ({body.citation})" if body.citation else body.name)
        for body in context.process.bodies
    ]


def report_choices(context: DirectoryContext) -> list[Choice]:
    """The reports on record, the latest first: their outcome can be added, or what was said corrected."""
    names = {body.key: body.name for body in context.process.bodies}
    return [
        Choice(each.id, f"{each.id}: {names.get(each.body, each.body)}, {each.on}")
        for each in reversed(context.directory.planning.reports)
    ]


def _known(context: DirectoryContext) -> BodyReport | None:
    """The report that the pressed button names."""
    return next((each for each in context.directory.planning.reports if each.id == context.about), None)


a_body = Needs(
    "a body that is reported to",
    met=lambda context: bool(context.process.bodies),
    otherwise="This government reports to no body: process.toml names none.",
)


class ReportToBody(Command):
    report: Annotated[
        str,
        Ask(
            "Complete or correct an earlier report",
            "choice",
            optional=True,
            choices=report_choices,
            initial=lambda context: report.id if (report := _known(context)) else "",
        ),
    ] = ""
    body: Annotated[
        str,
        Ask(
            "Which body was convened?",
            "choice",
            choices=body_choices,
            initial=lambda c: report.body if (report := _known(c)) else next(iter(body_choices(c))).value,
        ),
    ]
    convened_on: Annotated[
        date,
        Ask(
            "On which day",
            "date",
            initial=lambda c: str(report.on) if (report := _known(c)) else str(today(c)),
        ),
    ]
    text: Annotated[
        str,
        Ask(
            "What was put before it",
            "text",
            initial=lambda context: report.text if (report := _known(context)) else "",
            most=3000,
        ),
    ]
    outcome: Annotated[
        str,
        Ask(
            "With what outcome",
            "text",
            "It can be added later",
            optional=True,
            initial=lambda context: report.outcome if (report := _known(context)) else "",
            most=2000,
        ),
    ] = ""


def report_to_body(context: DirectoryContext, command: ReportToBody) -> Iterator[DirectoryEvent]:
    """Raises FieldErrors where an outcome is said of a day that has not come."""
    if command.outcome and command.convened_on > today(context):
        raise FieldErrors({"outcome": "That day has not come yet. Add the outcome afterwards."})
    number = len(context.directory.planning.reports) + 1
    yield p.BodyReported(
        report=command.report or f"B{number}",
        body=command.body,
        convened_on=command.convened_on,
        text=command.text,
        outcome=command.outcome,
    )
