"""The tour's step in which the policy lead leaves: what is awaited passes on, and the weekly list has what is late."""

from __future__ import annotations

from datetime import timedelta

from govbot.adapter_api.simulated_chat import Seen
from govbot.demo.tour.scenario import Scenario
from govbot.demo.tour.transcript import TourFailed

DAYS_LATE = 8  # so that a week's first business day lies between


async def nothing_falls_silent(scenario: Scenario) -> None:
    """The lead leaves; the Senior Policy Advisor answers, finds the late review in the list and names another."""
    people, by_role = scenario.participants, scenario.by_role
    people.transcript.heading("Nothing falls silent · The policy lead leaves")
    lead, advisor, keeper = by_role["lead"], by_role["advisor"], by_role["keeper"]
    form = await keeper.types("left")
    await keeper.fills(form, {"person": people.label(lead.user.email), "reason": "Another office"})
    await scenario.settle()
    policy = await scenario.app.record.read(lambda tx: tx.state(f"policy:{scenario.policy}")[0])
    await scenario.move_to(policy.review_due + timedelta(days=DAYS_LATE), "the regular review is late")
    listed = await advisor.types("weekly")
    _must_say(listed, "the regular review of version 1.0, due since")
    form = await advisor.presses("Somebody else answers now", "Change the policy lead")
    by_role["lead"] = by_role["cio"]
    await advisor.fills(form, {"lead": people.label(by_role["lead"].user.email)})
    form = await advisor.presses(listed, "Remind")
    await advisor.fills(form, {})
    await scenario.settle()
    await by_role["lead"].finds("A reminder: something is awaited", "Complete the regular review")


def _must_say(seen: Seen, words: str) -> None:
    if words not in seen.words:
        raise TourFailed(f"Expected “{words}” on “{seen.title}”, and it says: {seen.words}")
