"""The yearly report for the reform of the process, and the button that raises a proposal as a need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Text
from govbot.core.workflow.policy import Deviation, Policy
from govbot.core.workflow.reform import YearOfProcess
from govbot.core.workflow.steps.timelines import slipped_words

MOST_ITEMS = 8
EMPTY = "Nothing of it is on record for that year."


def reform_report_card(
    general: View, views: Mapping[str, View], report: YearOfProcess, propose: Button, page: int | None = 0
) -> Card:
    """The figures of a year, then each deviation with its outcome, and each reason given; `views` are by policy.

    Without a page: the whole report, as it is printed.
    """
    items: list[Item] = [(each,) for each in _figures(general, report)]
    items += [tuple(_deviation(views[policy.id], each)) for policy, each in report.deviations]
    for policy, stage, reason in report.reasons:
        what = general.process.say_kept(slipped_words(stage))
        items.append((Text(f"{policy.id}, {what}: why it was not met", "strong"), Text(reason.text, "quote")))
    headline = f"The process in {report.year}: for its reform"
    shown = page_of(general, f"reform {report.year}", items, page, MOST_ITEMS) or (Text(EMPTY),)
    around = Buttons((propose, *general.page("reform_report", str(report.year))))
    return Card(headline, (*shown, around), general.subject)


def _figures(view: View, report: YearOfProcess) -> Iterator[Part]:
    """The sections that have something, each with its heading as the first row."""
    process = view.process
    if report.by_step:
        rows = [(process.step(step), _times(count)) for step, count in report.by_step]
        yield Facts((("Deviations", _times(len(report.deviations))), *rows))
    if report.rates:
        answered = sum(answers for _, answers, _ in report.rates)
        asked = sum(agencies for _, _, agencies in report.rates)
        share = f" ({100 * answered / asked:.0f} %)" if asked else ""
        words = view.say("{answered} of {asked} {agencies} answered", answered=answered, asked=asked)
        yield Facts(
            (("Feedback periods closed", str(len(report.rates))), ("Response rate", f"{words}{share}"))
        )
    if report.times:
        yield Facts(
            tuple(
                (
                    f"Days in {process.stage(each.stage)}",
                    f"median {each.median:g}, {each.shortest} to {each.longest}, of {each.developments}",
                )
                for each in report.times
            )
        )
    if report.slips:
        names = ((process.say_kept(slipped_words(stage)), _times(count)) for stage, count in report.slips)
        yield Facts(tuple((f"Not met: {name}", count) for name, count in names))


def _times(count: int) -> str:
    return f"{count} time{'' if count == 1 else 's'}"


def _deviation(view: View, deviation: Deviation) -> Iterator[Part]:
    item = f"deviation {deviation.id}"
    yield Text(f"{view.title} · {view.process.step(deviation.step)} · {view.day(deviation.on)}", "strong")
    yield Text(view.readable(item, deviation.public_sentence), "quote")
    yield Text(f"Outcome: {_outcome(view, view.policy)}.", "small")


def _outcome(view: View, policy: Policy) -> str:
    """What became of the policy."""
    version = policy.version or policy.adopted
    if version:
        return f"version {version.number}, {version.status} since {view.day(version.effective_on)}"
    return f"the policy is at: {view.process.stage(policy.stage)}"
