"""A comment stays at its place: the next draft's form carries the sections over, and cards say where they are now."""

from __future__ import annotations

from pathlib import Path

from tests.bot.town import town_at

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
