"""The one way in: every chat turns what people type, press and fill in into calls of `Bot`, and draws its replies."""

from govbot.bot.bot import Bot
from govbot.bot.reading import Answer, Upload

__all__ = ["Answer", "Bot", "Upload"]
