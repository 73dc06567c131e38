"""Teams: receives, draws, reads and sends; no rule, stage, role or policy wording is in it."""

from __future__ import annotations

from govbot.adapter_api.adapter import AdapterPackage
from govbot.adapter_api.settings import Environment, parse, setting_names
from govbot.bot import Bot
from govbot_teams.adapter import TeamsAdapter
from govbot_teams.pace import TeamsPace
from govbot_teams.settings import TeamsSettings, is_configured, missing

__all__ = ["TeamsAdapter", "TeamsPace", "TeamsSettings", "build", "package"]


def build(bot: Bot, environment: Environment) -> TeamsAdapter:
    """The adapter for one tenant."""
    return TeamsAdapter(bot, parse(TeamsSettings, environment), bot.pages.upload_link if bot.pages else None)


package = AdapterPackage("Teams", setting_names(TeamsSettings), is_configured, missing, build)
