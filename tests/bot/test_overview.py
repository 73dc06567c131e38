"""`/gov overview`: every policy, what is past its date first, with the buttons of the weekly list."""

from __future__ import annotations

import csv
import io

from govbot.bot.pages.overview import NARROW, overview_csv
from govbot.bot.recording import list_policy
from govbot.core.cards.vocabulary import OpenForm
from tests.bot.chat_in_memory import buttons
from tests.bot.test_weekly import late
from tests.bot.town import town_at
from tests.core.cards.given import words
from tests.places import Place


async def test_it_shows_every_policy_with_its_step_lead_next_date_and_offices(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.draft()
        await town.advisor.does("advance ITP-1", due="2026-10-09")
        await town.raise_need()
        await town.cio.command("overview")
        assert town.cio.card.headline == "Overview: 2 policies, 0 past a date"
        shown = words(town.cio.card)
        assert "ITP-1 “Backup of state data”" in shown
        assert "Step 2: staff review since Thu, Oct 1, 2026; policy lead: " in shown
        assert "next: Fri, Oct 9, 2026" in shown
        assert "OPM Legal Counsel" in shown


async def test_a_late_policy_has_the_lines_and_buttons_of_the_weekly_list(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await late(town)
        await town.cio.command("overview")
        assert town.cio.card.headline == "Overview: 1 policy, 1 past a date"
        assert "OPM Legal Counsel: review of D1: legal guidelines, due since Fri, Oct 9, 2026" in words(
            town.cio.card
        )
        assert {"Remind", "Give until …", "No longer needed", "Open"} <= {
            button.label for button in buttons(town.cio.card)
        }
        await town.cio.press("No longer needed")
        assert isinstance(town.cio.last, OpenForm)
        await town.cio.fill(reason="Only a date changes")
        assert (await town.entries())[-2:] == ["NoLongerNeeded", "DeviationRecorded"]


async def test_words_after_it_choose(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.draft()
        await town.raise_need()
        await town.cio.command("overview drafting")
        assert town.cio.card.headline == "Overview: 1 policy, 0 past a date"
        await town.cio.command("overview itp-2")
        assert town.cio.card.headline == "Overview: 1 policy, 0 past a date"
        assert "ITP-2" in words(town.cio.card)
        await town.cio.command("overview nothing of that kind")
        assert "No policy matches “nothing of that kind”." in words(town.cio.card)


async def test_whoever_it_is_not_for_is_told_where_to_look_instead(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.dss.command("overview")
        assert town.dss.no.startswith("The overview is the Steering Group's.")


async def test_the_csv_has_a_line_for_each_policy_and_runs_no_formula(place: Place) -> None:
    async with town_at("pursue", place) as town:
        await town.dss.does("need", title="=1+1", text="Prices rise.", sources=["a"])
        table = await town.app.record.read(lambda tx: overview_csv(town.bot.context(tx)))
        columns, *rows = csv.reader(io.StringIO(table))
        assert [row[columns.index("policy")] for row in rows] == ["ITP-1", "ITP-2"]
        assert rows[1][columns.index("title")] == "'=1+1"
        few = await town.app.record.read(lambda tx: overview_csv(town.bot.context(tx), "", NARROW))
        assert (
            few.splitlines()[0]
            == "policy,title,step,since,lead,past_its_date_since,next_date,next,awaited_of"
        )


async def test_the_list_with_its_courses_is_built_again_by_an_upgrade(place: Place) -> None:
    async with town_at("pursue", place) as town:
        before = await town.app.record.read(lambda tx: tx.policies.everything())
        assert before[0].course
        assert await town.app.record.rebuild_views(
            lambda tx, stream, policy: list_policy(tx, stream, policy), 99
        )
        after = await town.app.record.read(lambda tx: tx.policies.everything())
        assert [row.course for row in after] == [row.course for row in before]
