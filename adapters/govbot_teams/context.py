"""The context that all listeners share: the bot, the chat, open forms, files, and background tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from govbot.adapter_api.background import BackgroundTasks, Deduplicator
from govbot.adapter_api.chat import Account
from govbot.adapter_api.pending_files import PendingFiles, key_of
from govbot.bot import Bot
from govbot.core.cards.vocabulary import Card, Form
from govbot_teams import form as draw_form
from govbot_teams import read
from govbot_teams.chat import TeamsChat
from govbot_teams.pending import Forms
from govbot_teams.references import References
from govbot_teams.settings import TeamsSettings

UploadLink = Callable[[Account, str], str]


@dataclass(slots=True)
class AdapterContext:
    """`session` is set at the start. `upload_link` gives a person's page for uploads, by a form's token."""

    bot: Bot
    settings: TeamsSettings
    chat: TeamsChat
    references: References
    forms: Forms
    files: PendingFiles
    upload_link: UploadLink | None = None
    background: BackgroundTasks = field(default_factory=BackgroundTasks)
    once: Deduplicator = field(default_factory=Deduplicator)
    session: aiohttp.ClientSession | None = None

    def filled(
        self,
        account: Account,
        form: Form,
        values: Mapping[str, Any] | None = None,
        problems: Mapping[str, str] | None = None,
    ) -> draw_form.Filled:
        """Keep a form so that it can be redrawn; returns the values it is drawn with."""
        self.forms.keep(account, form)
        asks_file = [question.name for question in form.fields if question.kind == "file"]
        link = self.upload_link(account, form.token) if self.upload_link and asks_file else ""
        sent = self.files.for_questions(account, asks_file)
        if values is None and (len(asks_file) == 1 or len(self.files.all(account)) > 1):
            values = {read.input_id("file", name): key_of(file) for name, file in sent.items()}
        offered = {name: (key_of(file), file.name) for name, file in sent.items()}
        return draw_form.Filled(values or {}, problems or {}, link, self.settings.hosts.takes_files, offered)

    async def look(self, account: Account, conversation: str, message: str) -> Card | None:
        """A card that was sent, as this person sees it now."""
        return await self.bot.look(account, conversation, message)
