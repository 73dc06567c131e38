"""The context that all listeners share: the bot, the Slack client, and background tasks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from govbot.adapter_api.background import BackgroundTasks, Deduplicator
from govbot.adapter_api.chat import Account, DeliveryOutcomeUnknown, RetryLater, Undeliverable
from govbot.adapter_api.pending_files import PendingFiles, key_of
from govbot.bot import Bot
from govbot.core.cards.vocabulary import Form
from govbot_slack import card as draw
from govbot_slack import form, limits
from govbot_slack.api import call
from govbot_slack.settings import SlackSettings

log = logging.getLogger(__name__)


@dataclass(slots=True)
class AdapterContext:
    """`session` is set when the adapter starts."""

    bot: Bot
    settings: SlackSettings
    slack: AsyncWebClient
    background: BackgroundTasks = field(default_factory=BackgroundTasks)
    once: Deduplicator = field(default_factory=Deduplicator)
    files: PendingFiles = field(default_factory=PendingFiles)
    session: aiohttp.ClientSession | None = None

    def modal(self, who: Account, asked: Form, from_home: bool = False) -> dict[str, Any]:
        """The modal of a form, which offers the files that this person sent by themselves."""
        names = [question.name for question in asked.fields if question.kind == "file"]
        sent = self.files.for_questions(who, names)
        return form.modal(asked, from_home, {name: (key_of(file), file.name) for name, file in sent.items()})

    async def respond(self, body: Mapping[str, Any], message: Mapping[str, Any]) -> bool:
        """Answer through the `response_url` (5 times within 30 minutes); returns whether Slack took it."""
        address = str(body.get("response_url") or "")
        if not address or self.session is None or not self.settings.is_slack(address):
            return False
        try:
            async with (
                asyncio.timeout(limits.TRIGGER_SECONDS),
                self.session.post(address, json=message, allow_redirects=False) as answer,
            ):
                if answer.status != 200:
                    log.warning("Slack did not take an answer to a click: HTTP %s", answer.status)
                return answer.status == 200
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("An answer to a click did not reach Slack: %s", type(error).__name__)
            return False

    async def tell(self, body: Mapping[str, Any], message: Mapping[str, Any], who: Account | None) -> None:
        """Show a message to the person who clicked, and to nobody else.

        Where Slack does not take the answer it goes to `who` as a direct message: no click is met with silence.
        """
        alone = {"response_type": "ephemeral", "replace_original": False}
        if not await self.respond(body, {**alone, **message}) and who is not None:
            await self.write_to(who, message)

    async def write_to(self, who: Account, message: Mapping[str, Any]) -> None:
        """Write a message to a person, in their conversation with the bot."""
        try:
            await call(self.slack, "chat.postMessage", once=True, channel=who.user, mrkdwn=False, **message)
        except (RetryLater, DeliveryOutcomeUnknown, Undeliverable) as error:
            log.error("Somebody's click could not be answered in any way: %s", error)

    async def view(self, method: str, **arguments: Any) -> bool:
        """Call a `views.*` method before its trigger expires; returns whether Slack took it."""
        try:
            await call(self.slack, method, seconds=limits.VIEWS_TIMEOUT_SECONDS, **arguments)
        except (RetryLater, DeliveryOutcomeUnknown, Undeliverable) as error:
            log.warning("%s failed: %s", method, error)
            return False
        return True

    async def publish_home(self, who: Account) -> bool:
        """Publish a person's current Home tab."""
        return await self.view("views.publish", user_id=who.user, view=draw.home(await self.bot.home(who)))
