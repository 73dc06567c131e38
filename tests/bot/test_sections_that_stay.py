"""A comment stays at its place: the next draft's form carries the sections over, and cards say where they are now."""

from __future__ import annotations

from pathlib import Path

from tests.bot.town import town_at
from tests.core.cards.given import words
from tests.government import DATA

BOUND = "All agencies of the executive branch are bound.\n"
FIRST = f"# I. Scope\n\n{BOUND}\n# II. Fees\n\nNo fee is charged to anybody at all.\n"
SECOND = f"# I. Terms\n\nData means what is recorded.\n\n# II. Who is bound\n\n{BOUND}"


async def test_a_comments_section_is_named_as_it_was_and_as_it_is_now(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.draft(FIRST)
        await town.draft(SECOND)
        policy = await town.app.record.read(lambda tx: tx.state("policy:ITP-1")[0])
        development = policy.development
        assert development
        assert development.drafts[1].carried_from == 1
        assert dict(development.drafts[1].carried) == {"I. Scope": "II. Who is bound", "II. Fees": ""}


async def test_a_paragraph_is_named_and_carried_over_and_one_that_lost_its_place_is_placed_again(
    tmp_path: Path,
) -> None:
    first = FIRST.replace(BOUND, f"{BOUND}\nEach of them reports every year.\n")
    second = first.replace("# I. Scope\n", "# I. Scope\n\nThis section says who is bound by it.\n")
    async with town_at("pursue", tmp_path) as town:
        await town.draft(first)
        await town.review()
        await town.cio.does("feedback ITP-1", capacities=[DATA], closes_on="2026-10-23")
        await town.settle()
        for paragraph, section in (("2", "I. Scope"), ("1", "II. Fees")):
            await town.dss.does("comment ITP-1", section=section, paragraph=paragraph, text=f"Why {section}?")
        await town.dss.command("comment ITP-1")
        await town.dss.fill(section="I. Scope", paragraph="two", text="Why?")
        assert town.dss.problems == {
            "paragraph": "Give the paragraph's number, counted within the section, as in 3."
        }
        await town.draft(second.replace("No fee is charged to anybody at all.", "Prices follow a schedule."))
        comments = words((await town.cio.command("comments ITP-1")).card)
        assert "“I. Scope”, paragraph 2, now “I. Scope”, paragraph 3" in comments
        assert "“II. Fees”, paragraph 1, which D2 no longer has" in comments
        lost = words((await town.cio.command("lost ITP-1")).card)
        assert ("Why II. Fees?" in lost, "Why I. Scope?" in lost) == (True, False)
        await town.cio.press("Place it again")
        await town.cio.fill(section="II. Fees", paragraph="1")
        assert "now “II. Fees”" not in words((await town.cio.command("lost ITP-1")).card)
        assert "Every comment has its place" in words((await town.cio.command("lost ITP-1")).card)
        assert "shown to the policy lead" in (await town.dss.command("lost ITP-1")).no
