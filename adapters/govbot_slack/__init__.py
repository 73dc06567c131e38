"""Slack: receives, draws, reads and sends; no rule, stage, role or policy wording is in it."""

from __future__ import annotations

from govbot.adapter_api.adapter import AdapterPackage
from govbot.adapter_api.settings import Environment, parse, setting_names
from govbot.bot import Bot
from govbot_slack.adapter import SlackAdapter
from govbot_slack.pace import SlackPace
from govbot_slack.settings import SlackSettings, is_configured, missing

__all__ = ["SlackAdapter", "SlackPace", "SlackSettings", "build", "package"]


def build(bot: Bot, environment: Environment) -> SlackAdapter:
    """The adapter for one workspace or organisation."""
    return SlackAdapter(bot, parse(SlackSettings, environment))


package = AdapterPackage("Slack", setting_names(SlackSettings), is_configured, missing, build)
