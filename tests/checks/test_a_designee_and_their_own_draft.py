"""A designee approves a draft of their own, or without a delegation on file; refused, told why.

Authors do not approve their own work: this binds designees, never the OPM Secretary.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from govbot.adapter_api.answers import Upload
from tests.bot.town import Town, town_at

pytestmark = pytest.mark.check("S30")

OWN = Upload("own.md", "text/markdown", b"# Own\n\nA draft of one's own.\n")
OWN_WORK = (
    "You submitted D2 yourself, and authors do not approve their own work. "
    "The OPM Secretary, or another delegate, can approve it."
)


async def at_the_secretary(town: Town, author: str) -> None:
    """A draft of this author is before the OPM Secretary."""
    if author == "ciso":
        await town.advisor.does("lead ITP-1", lead=await town.person_id("ciso"))
        await town.ciso.does("draft ITP-1", {"file": OWN})
    await town.person(author).does(
        "secretary ITP-1", passing_over="A court's date leaves no time to circulate it."
    )
    await town.settle()


async def test_a_designee_without_a_delegation_reviews_and_does_not_approve(tmp_path: Path) -> None:
    async with town_at("reviewed", tmp_path) as town:
        await town.secretary.does("designee", person=await town.person_id("budget"))
        await at_the_secretary(town, "cio")
        await town.budget.presses(town.secretary.value("Approve draft D1"))
        assert "a designee with a delegation on file" in town.budget.no
        assert (await town.attempts())[0].action == "approve"
        assert "written delegation on file is needed" in town.budget.reads()
        await town.budget.press("I have reviewed it")
        await town.budget.fill(text="Sound.")
        assert (await town.entries())[-1] == "ReviewedForSecretary"


async def test_a_delegate_does_not_approve_their_own_draft(tmp_path: Path) -> None:
    async with town_at("reviewed", tmp_path) as town:
        await town.secretary.does(
            "delegation", person=await town.person_id("ciso"), power="approve", citation="memo of May 4"
        )
        await town.contact.does("confirm-office", outcome="confirm")
        await at_the_secretary(town, "ciso")
        assert "Approve draft D2" not in town.ciso.reads()
        assert OWN_WORK in town.ciso.reads()
        values = [town.secretary.value("Approve draft D2")]
        await town.secretary.press("More")
        for value in (*values, town.secretary.value("Approve with a change")):
            await town.ciso.presses(value)
            assert town.ciso.no == OWN_WORK
        await town.ciso.command("approve-with-change ITP-1")
        assert town.ciso.no == OWN_WORK
        assert "Approved" not in await town.entries()
        assert {attempt.action for attempt in await town.attempts()} == {
            "approve",
            "approve_with_change",
            "command",
        }


async def test_the_secretary_is_not_bound_by_it(tmp_path: Path) -> None:
    async with town_at("reviewed", tmp_path) as town:
        await at_the_secretary(town, "cio")
        await town.secretary.does("approve-with-change ITP-1", old_words="safe", new_words="safe and near")
        assert (await town.entries())[-2:] == ["DraftSubmitted", "Approved"]
        await town.secretary.does("withdraw ITP-1")
        await town.cio.does("secretary ITP-1")
        await town.settle()
        await town.secretary.press("Approve draft D2")
        assert (await town.entries())[-1] == "Approved", "D2 is the Secretary's own wording"
