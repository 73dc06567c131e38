"""How a development goes: each step with its target, when it was reached, why a target was not met, forecasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.texts import has_a_part
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Part, Text
from govbot.core.days import business_days_between
from govbot.core.workflow.forecasts import FEWEST, Forecast, forecast_words
from govbot.core.workflow.offices import office_of
from govbot.core.workflow.overview import READERS
from govbot.core.workflow.policy import STAGES, Slip
from govbot.core.workflow.process_moves import KEEPS
from govbot.core.workflow.process_of import digest_for
from govbot.core.workflow.steps.timelines import slipped_words

NO_FORECAST = (
    f"There is no forecast: fewer than {FEWEST} earlier policies went the steps ahead and took as long "
    "as this one has already."
)
ASKED = "Asked why: {office}. Awaited by {due}."
LATER = "The reason stands on the overview, on the agenda and here, in the words of whoever gives it."
EARLIER = "It goes by the process that was in use since {day}, as when it began; that has changed since."


def progress_card(view: View, forecasts: Sequence[Forecast]) -> Card:
    """Everything about the dates of the development in progress, or of the last one."""
    return Card(f"Progress of {view.title}", tuple(_parts(view, forecasts)), view.subject)


def _parts(view: View, forecasts: Sequence[Forecast]) -> Iterator[Part]:
    yield Facts(tuple(_steps(view)))
    development = view.development
    reads_reasons = has_a_part(view) or bool({capacity.kind for capacity in view.held} & READERS)
    for slip in development.slips:
        yield from _slip(view, slip, reads_reasons=reads_reasons)
    if view.policy.development and development.stage in STAGES[:-1]:
        words = tuple(forecast_words(forecasts, view.process))
        for line in words or (NO_FORECAST,):
            yield Text(line, "" if words else "small")
    yield from _process(view)
    yield from view.buttons("set_timeline", "explain_slip", "move_process")
    yield Buttons((view.show("status", "Where it stands"),))


def _steps(view: View) -> Iterator[tuple[str, str]]:
    """Each stage: when it came to it, and the target, if there is one."""
    development = view.development
    came = dict(development.stages)
    for stage in STAGES:
        target, reached = development.targets.get(stage), came.get(stage)
        words = [f"reached {view.day(reached)}"] if reached else []
        words += [f"target {view.day(target)}"] if target else []
        if reached and target and reached > target:
            late = business_days_between(target, reached, view.process)
            words.append(f"{late} business day{'' if late == 1 else 's'} after it")
        elif target and not reached and target < view.today:
            words.append("not met")
        if words:
            name = view.process.stage(stage)
            yield f"{name[:1].upper()}{name[1:]}", ", ".join(words)
    if development.statutory:
        yield "Statutory deadline", f"{view.day(development.statutory)} ({development.statutory_citation})"


def _slip(view: View, slip: Slip, *, reads_reasons: bool) -> Iterator[Part]:
    what = view.process.say_kept(slipped_words(slip.stage))
    yield Text(f"{what[:1].upper()}{what[1:]}, {view.day(slip.target)}, was not met.", "warning")
    for reason in slip.reasons if reads_reasons else ():
        office = office_of(view.process, view.directory, reason.party)
        yield Text(reason.text, "quote")
        yield Text(f"{view.name(reason.person)} ({office}), {view.day(reason.on)}", "small")


def _process(view: View) -> Iterator[Part]:
    """That the policy goes by an earlier process than the one that is in use now."""
    digest, directory = digest_for(view.policy, view.directory), view.directory
    if digest != directory.process_sha256:
        yield Text(EARLIER.format(day=view.day(directory.processes[digest].on)), "small")


def process_moved(view: View) -> Iterator[Part]:
    """A policy was moved to another process: by which decision, and what that means for what was asked already."""
    decided = view.facts.get("decided", "")
    yield Text(f"By decision {decided}." if decided else "It was moved back.", "strong")
    yield Text(KEEPS)
    yield Buttons((view.show("decisions", "Decisions"), view.show("status", "Where it stands")))


def slip(view: View) -> Iterator[Part]:
    """A target was not met: whoever is late is asked why."""
    known = next((each for each in view.development.slips if each.id == view.about), None)
    if known is None:
        return
    yield from _slip(view, known, reads_reasons=True)
    if known.silent:
        offices = dict.fromkeys(office_of(view.process, view.directory, party) for party in known.silent)
        yield Text(ASKED.format(office=", ".join(offices), due=view.when(known.due)))
        yield Text(LATER, "small")
    yield from view.buttons("explain_slip", "set_timeline", about=view.about)
