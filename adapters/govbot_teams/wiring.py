"""What every listener needs: the bot, Teams, what waits, and somewhere to put what comes after the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from govbot.afterwards import Afterwards, Once
from govbot.bot import Bot
from govbot.cards.vocabulary import Card, Form
from govbot.chat import Account
from govbot_teams import form as draw_form
from govbot_teams.chat import TeamsChat
from govbot_teams.references import References
from govbot_teams.settings import TeamsSettings
from govbot_teams.waiting import Files, Forms

UploadLink = Callable[[Account, str], str]


@dataclass(slots=True)
class Wiring:
    """`session` is set at the start. `upload_link` gives a person's page for uploads, by a form's token."""

    bot: Bot
    settings: TeamsSettings
    chat: TeamsChat
    references: References
    forms: Forms
    files: Files
    upload_link: UploadLink | None = None
    afterwards: Afterwards = field(default_factory=Afterwards)
    once: Once = field(default_factory=Once)
    session: aiohttp.ClientSession | None = None

    def filled(
        self,
        account: Account,
        form: Form,
        values: Mapping[str, Any] | None = None,
        problems: Mapping[str, str] | None = None,
    ) -> draw_form.Filled:
        """What a form is drawn with; it is kept, to be drawn again."""
        self.forms.keep(account, form)
        asks_file = any(one.kind == "file" for one in form.fields)
        link = self.upload_link(account, form.token) if self.upload_link and asks_file else ""
        return draw_form.Filled(values or {}, problems or {}, link, self.settings.hosts.takes_files)

    async def look(self, account: Account, conversation: str, message: str) -> Card | None:
        """A card that was sent, as this person sees it now, where the bot can say (`Bot.look`)."""
        look = getattr(self.bot, "look", None)
        found = await look(account, conversation, message) if look is not None else None
        return found if isinstance(found, Card) else None
