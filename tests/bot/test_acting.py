"""What people do: commands, buttons and forms, and that each is answered once and in time."""

from __future__ import annotations

from govbot.cards.vocabulary import Open, Show, Sorry
from tests.bot.town import Town, buttons
from tests.cards.given import words


async def test_a_whole_development_runs_from_need_to_a_version_in_force(town: Town) -> None:
    await town.request()
    await town.secretary.press("Approve draft D1")
    await town.settle()
    await town.publisher.does(
        "adopt ITP-1", title="Backup of state data", version="1.0", laws="C.G.S. § 4-66", effective_on="2026-10-01",
        mechanisms=["acknowledgment"],
    )  # fmt: skip
    await town.dss.press("Acknowledge for my agency")
    assert (await town.entries())[-3:] == ["Adopted", "CameIntoForce", "Acknowledged"]
    assert "version 1.0 is in force" in words((await town.dcp.command("status ITP-1")).card)
