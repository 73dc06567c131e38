"""Teams: listening, drawing, reading and sending, with no rule, stage, role or wording of policy in it."""

from govbot.bot import Bot
from govbot_teams.adapter import TeamsAdapter
from govbot_teams.context import UploadLink
from govbot_teams.pace import TeamsPace
from govbot_teams.settings import TeamsSettings

__all__ = ["TeamsAdapter", "TeamsPace", "TeamsSettings", "build"]


def build(bot: Bot, settings: TeamsSettings, upload_link: UploadLink | None = None) -> TeamsAdapter:
    """The adapter for one tenant: `mount` its address, `start` it in the running loop."""
    return TeamsAdapter(bot, settings, upload_link)
