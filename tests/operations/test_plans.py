"""Plans' editions with goals are taken from a file, by the events of chat; what is wrong with it has its line."""

from __future__ import annotations

import pytest

from govbot.core.membership import plan_events as p
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.demo.sample import sample
from govbot.operations.plans import PlansErrors, read_plans, take_in_plans
from tests.bot.town import Town
from tests.government import PROCESS

SAMPLE = sample("plans.toml").decode()
EDITION = '[[editions]]\nplan = "data_plan"\nname = "{}"\n[editions.goals]\n"{}" = "{}"\n'


async def taken_in(town: Town, text: str) -> list[str]:
    wanted = read_plans(text, PROCESS)
    return await town.app.record.write(lambda tx: take_in_plans(town.app.bot.context(tx), wanted))


async def events(town: Town) -> list[p.PlanSet]:
    entries = await town.app.record.read(lambda tx: list(tx.entries(DIRECTORY)))
    return [entry.event for entry in entries if isinstance(entry.event, p.PlanSet)]


async def test_the_editions_of_the_file_are_recorded_as_from_chat_and_only_once(town: Town) -> None:
    told = await taken_in(town, SAMPLE)
    assert told == [
        "State Data Plan, edition 2024-2026: new, with 2 goals.",
        "State Data Plan, edition 2026-2028: new, with 3 goals.",
        "IT Strategic Plan, edition 2027: new, with 2 goals.",
    ]
    first, second, third = await events(town)
    assert (first.seat, second.edition, third.goals[1].text) == (
        "cdo",
        "2026-2028",
        "Systems are restored within a day",
    )
    assert await taken_in(town, SAMPLE) == []
    corrected = await taken_in(town, SAMPLE.replace("one sign-in", "a single sign-in"))
    assert corrected == ["IT Strategic Plan, edition 2027: its goals are corrected; 2 now."]
    assert len(await events(town)) == 4


async def test_a_new_edition_is_the_plan_s_latest(town: Town) -> None:
    await taken_in(town, EDITION.format("2028", "1", "Open"))
    with pytest.raises(PlansErrors, match="Edition 2024 is not on record, but edition 2028"):
        await taken_in(town, EDITION.format("2024", "1", "Old") + EDITION.format("2028", "1", "Open"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[editions]", "plans.toml is no TOML file:"),
        ("", "plans.toml, line 1: editions: This is needed, and is not there."),
        (
            EDITION.format("2026", "1", "Open").replace("data_plan", "date_plan"),
            "plans.toml, line 2: editions, no. 1, plan: process.toml has no plan “date_plan” under [[plans]]. Write "
            "one of: data_plan, it_plan.",
        ),
        (
            EDITION.format("2026", "1", "Open") + "\n" + EDITION.format("2026", "2", "Safe"),
            "plans.toml, line 9: editions, no. 2, name: Edition 2026 of this plan stands in the file already. Put its "
            "goals together.",
        ),
        (
            EDITION.format("2026", "1", "Open\\nand safe"),
            "plans.toml, line 5: editions, no. 1, goals, 1: A goal is one line. Write “1” without line breaks.",
        ),
        (
            EDITION.format("2026", "1", "Open").replace("name", "title"),
            "plans.toml, line 1: editions, no. 1, name: This is needed, and is not there.\nplans.toml, line 3: "
            "editions, no. 1, title: There is no such setting. Correct its name, or take it out.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line_and_what_to_do(text: str, said: str) -> None:
    with pytest.raises(PlansErrors) as refused:
        read_plans(text, PROCESS)
    assert str(refused.value).startswith(said), str(refused.value)


async def test_what_the_form_would_refuse_is_refused(town: Town) -> None:
    with pytest.raises(PlansErrors, match="edition 2026/28 of data_plan: Write it without a slash"):
        await taken_in(town, EDITION.format("2026/28", "1", "Open"))
