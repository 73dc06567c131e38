"""The one way in: chats turn what people type, press and fill in into calls of `Bot`, and draw replies."""

from govbot.bot.bot import Bot
from govbot.bot.reading import Answer, Upload

__all__ = ["Answer", "Bot", "Upload"]
