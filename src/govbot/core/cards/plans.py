"""Cards of plans: goals with the policies that serve them, which policies stand, the list to accord with, bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Items, Part, Text
from govbot.core.membership.planning import BodyReport, Edition
from govbot.core.workflow.goals import GoalRow

MOST_GOALS, MOST_LISTED, MOST_REPORTS = 10, 40, 5
NO_GOALS = "No plan's goals are entered yet. The seat whose plan it is enters an edition with “/gov plan”."
NO_REPORTS = "Nothing has been put before a body yet. The {advisor} records it with “/gov body”."
NONE_IN_FORCE = "No policy is in force."
ACCORD = "By {where} the plan must accord with these policies, which are in force."


def goals_card(general: View, rows: Sequence[GoalRow], page: int = 0) -> Card:
    """Each goal of the latest editions with the policies that serve it; a goal that none serves is a gap."""
    if not rows:
        return Card("Goals and policies", (Text(NO_GOALS), *general.buttons("set_plan")), general.subject)
    gaps = sum(not row.policies for row in rows)
    items: list[Item] = [tuple(_goal(row)) for row in rows]
    headline = f"{len(rows)} goal{'' if len(rows) == 1 else 's'}, {gaps} of them served by no policy"
    shown = page_of(general, "goals", items, page, MOST_GOALS)
    around = general.buttons("set_plan", "confirm_standing", "begin_plan", "end_plan_draft")
    return Card(headline, (*shown, *around, *_page(general)), general.subject)


def _page(general: View) -> Iterator[Part]:
    if buttons := general.page("overview"):
        yield Buttons(buttons)


def _goal(row: GoalRow) -> Iterator[Part]:
    yield Text(f"{row.plan}, {row.number}: {row.text}", "strong")
    if row.policies:
        yield Items(tuple(f"{id} “{title}”" for id, title in row.policies))
    else:
        yield Text("No policy serves this goal.", "warning")


def _edition(view: View) -> tuple[str, Edition | None]:
    """The plan that the card is about, by name, and its latest edition."""
    key = view.about.partition(" ")[0]
    name = next((plan.name for plan in view.process.plans if plan.key == key), key)
    return name, view.directory.planning.current(key)


def plan(view: View) -> Iterator[Part]:
    """A plan has an edition with goals; where it asks whether policies stand, which, and what was said."""
    name, edition = _edition(view)
    if edition is None:
        return
    yield Text(f"{name}, edition {edition.name}: {len(edition.goals)} goals.")
    yield Items(tuple(f"{goal.number}: {goal.text}" for goal in edition.goals))
    said = {policy: (outcome, words) for policy, outcome, words in edition.confirmed}
    if edition.to_confirm:
        yield Text(f"Which policies still stand? Awaited by {view.when(edition.confirm_due)}.", "strong")
        yield Items(tuple(_standing(policy, said) for policy in edition.to_confirm))
    yield from view.buttons("confirm_standing")
    yield Buttons((view.show("goals", "Goals and policies"),))


def _standing(policy: str, said: dict[str, tuple[str, str]]) -> str:
    outcome, words = said.get(policy, ("not said yet", ""))
    return f"{policy}: {outcome}{f' — {words}' if words else ''}"


def standing(view: View) -> Iterator[Part]:
    """A policy no longer stands under a new edition of a plan."""
    name, edition = _edition(view)
    policy = view.about.partition(" ")[2]
    said = {each[0]: each[1:] for each in edition.confirmed} if edition else {}
    if edition is None or policy not in said:
        return
    outcome, words = said[policy]
    yield Text(f"{policy} is {outcome}, under {name}, edition {edition.name}.")
    if words:
        yield Text(words, "quote")


def accord(view: View) -> Iterator[Part]:
    """A plan is drafted: the policies in force with which it must accord."""
    name, _ = _edition(view)
    words, policies = _must_accord(view, view.about.partition(" ")[0]), view.about.split()[1:]
    if not words:
        return
    yield Text(f"{name} is being drafted.")
    yield Text(words if policies else NONE_IN_FORCE)
    if policies:
        yield Items(tuple(policies))
    yield Buttons((view.show("accord", "The list as it stands now"),))


def _must_accord(view: View, key: str = "") -> str:
    plans = [plan for plan in view.process.plans if plan.must_accord and key in ("", plan.key)]
    return ACCORD.format(where=plans[0].must_accord) if plans else ""


def accord_card(general: View, policies: Sequence[tuple[str, str]], page: int = 0) -> Card:
    """The policies in force now: number and title of each."""
    items: list[Item] = [(Text(f"{id} “{title}”"),) for id, title in policies]
    shown = page_of(general, "accord", items, page, MOST_LISTED) or (Text(NONE_IN_FORCE),)
    words = _must_accord(general)
    lead = (Text(words),) if words and items and not page else ()
    count = f"{len(items)} polic{'y' if len(items) == 1 else 'ies'} in force"
    around = general.buttons("begin_plan", "end_plan_draft")
    return Card(count, (*_in_draft(general), *lead, *shown, *around), general.subject)


def _in_draft(general: View) -> Iterator[Part]:
    """Which plans are being drafted, and since when."""
    drafted = general.directory.planning.drafted
    rows = [(plan.name, drafted[plan.key]) for plan in general.process.plans if plan.key in drafted]
    if rows:
        yield Facts(tuple((name, f"being drafted since {general.day(on)}") for name, on in rows))


def plan_not_drafted(view: View) -> Iterator[Part]:
    """To the seat of a plan: it is not being drafted after all."""
    name = next((plan.name for plan in view.process.plans if plan.key == view.about), view.about)
    yield Text(
        f"{name} is not being drafted after all, so nothing of it has to accord with the policies now."
    )
    if view.facts.get("reason"):
        yield Text(view.facts["reason"], "quote")
    yield from view.buttons("begin_plan")


def bodies_card(general: View, page: int = 0) -> Card:
    """What was put before bodies, the latest first."""
    reports = tuple(reversed(general.directory.planning.reports))
    items: list[Item] = [tuple(_report(general, report)) for report in reports]
    shown = page_of(general, "bodies", items, page, MOST_REPORTS) or (Text(general.say(NO_REPORTS)),)
    headline = f"{len(items)} report{'' if len(items) == 1 else 's'} to bodies"
    return Card(headline, (*shown, *general.buttons("report_to_body")), general.subject)


def _report(view: View, report: BodyReport) -> Iterator[Part]:
    body = next((each for each in view.process.bodies if each.key == report.body), None)
    name = f"{body.name} ({body.citation})" if body and body.citation else body.name if body else report.body
    yield Text(f"{report.id} · {name}, convened on {view.day(report.on)}", "strong")
    yield Text(report.text, "quote")
    yield Text(f"Outcome: {report.outcome}" if report.outcome else "No outcome is recorded yet.")
    yield from view.buttons("report_to_body", about=report.id)


def body_report(view: View) -> Iterator[Part]:
    """What was put before a body."""
    report = next((each for each in view.directory.planning.reports if each.id == view.about), None)
    if report is not None:
        yield from _report(view, report)
