"""The one way in: chats turn what people type, press and fill in into calls of `Bot`, and draw replies."""

from govbot.bot.bot import Bot
from govbot.bot.calendars import ROOT as CALENDAR_ROOT
from govbot.bot.pages.answers import AnswersPage
from govbot.bot.pages.board import BoardPage
from govbot.bot.pages.calendar_pages import CalendarFile, Calendars, NoCalendar
from govbot.bot.pages.commenting import CommentingPage, Saved
from govbot.bot.pages.coverage import CoveragePage
from govbot.bot.pages.documents import DocumentPage
from govbot.bot.pages.evidence import EvidencePage
from govbot.bot.pages.links import ROOT as PAGES_ROOT
from govbot.bot.pages.links import LinkSettings
from govbot.bot.pages.overview import OverviewPage
from govbot.bot.pages.pages import Pages
from govbot.bot.pages.public_preview import PublicPreview
from govbot.bot.pages.reading import Original, Reading
from govbot.bot.pages.redlines import STYLE as REDLINE_STYLE
from govbot.bot.pages.redlines import RedlinePage
from govbot.bot.pages.responses import ResponsesPage
from govbot.bot.pages.results import Closed, Filling, Handed, Landing
from govbot.bot.pages.shown import Shown
from govbot.bot.pages.shown_pictures import ShownPicture

__all__ = [
    "CALENDAR_ROOT",
    "PAGES_ROOT",
    "REDLINE_STYLE",
    "AnswersPage",
    "BoardPage",
    "Bot",
    "CalendarFile",
    "Calendars",
    "Closed",
    "CommentingPage",
    "CoveragePage",
    "DocumentPage",
    "EvidencePage",
    "Filling",
    "Handed",
    "Landing",
    "LinkSettings",
    "NoCalendar",
    "Original",
    "OverviewPage",
    "Pages",
    "PublicPreview",
    "Reading",
    "RedlinePage",
    "ResponsesPage",
    "Saved",
    "Shown",
    "ShownPicture",
]  # fmt: skip
