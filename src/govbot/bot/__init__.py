"""The one way in: chats turn what people type, press and fill in into calls of `Bot`, and draw replies."""

from govbot.bot.bot import Bot
from govbot.bot.pages import Closed, Filling, Handed, Landing, Pages
from govbot.bot.passes import ROOT as PAGES_ROOT
from govbot.bot.passes import Linking
from govbot.bot.reading import Answer, Upload
from govbot.bot.reading_page import Original, Reading

__all__ = [
    "PAGES_ROOT", "Answer", "Bot", "Closed", "Filling", "Handed", "Landing", "Linking", "Original", "Pages",
    "Reading", "Upload",
]  # fmt: skip
