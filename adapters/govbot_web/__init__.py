"""The playground: the same cards and forms as in a chat, as web pages, for one person who plays everybody.

The folder's rule: it draws what the bot answers and what the simulation controls tell, and knows no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from govbot.adapter_api.drawings import Draw
from govbot.adapter_api.simulation_controls import (
    Channel,
    Deadline,
    Happened,
    Line,
    Persona,
    SimulationControls,
    Standing,
    Tip,
    Verdict,
)
from govbot.bot import Bot
from govbot_web.adapter import WebAdapter
from govbot_web.simulated import visiting

__all__ = [
    "Channel",
    "Deadline",
    "Happened",
    "Line",
    "Persona",
    "SimulationControls",
    "Standing",
    "Tip",
    "Verdict",
    "WebAdapter",
    "build",
    "visiting",
]  # fmt: skip


def build(
    bot: Bot,
    controls: SimulationControls,
    transcript_path: Path | None = None,
    draws: Sequence[Draw] = (),
    apart: str = "",
) -> WebAdapter:
    """The playground of this bot. What was said is kept in `transcript_path`, or in memory alone.

    `draws` are the other chats' ways of drawing cards, for “In Slack and Teams”. What is mounted beside it under
    `apart` guards itself.
    """
    return WebAdapter(bot, controls, transcript_path, draws, apart)
