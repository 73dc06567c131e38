"""Slack: listening, drawing, reading and sending, with no rule, stage, role or wording of policy in it."""

from govbot.bot import Bot
from govbot_slack.adapter import SlackAdapter
from govbot_slack.pace import SlackPace
from govbot_slack.settings import SlackSettings

__all__ = ["SlackAdapter", "SlackPace", "SlackSettings", "build"]


def build(bot: Bot, settings: SlackSettings) -> SlackAdapter:
    """The adapter for one workspace or organisation: `mount` its address, `start` it in the running loop."""
    return SlackAdapter(bot, settings)
