"""Registers every listener with Bolt."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from govbot.adapter_api.replies import as_card
from govbot.core.cards.vocabulary import ShowRefusal
from govbot_slack import card as draw
from govbot_slack import clicks, commands, events, form, submissions
from govbot_slack.api import quiet_log
from govbot_slack.context import AdapterContext
from govbot_slack.workspace import STRANGER, Body, is_ours

log = logging.getLogger(__name__)
ANYTHING = re.compile("")

Answering = Callable[[AdapterContext, AsyncAck, Body], Awaitable[None]]


class Identity:
    """The bot's own Slack ids, to recognise its own messages; empty until the adapter starts."""

    user = ""
    bot = ""


def listen(context: AdapterContext, identity: Identity) -> AsyncApp:
    """The Bolt app; it acknowledges after the work, so a 2xx means that it is on disk."""
    settings = context.settings

    async def ours_only(body: dict[str, Any], next: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:
        return await next() if is_ours(body, settings) else _turned_away(context, body)

    async def authorize(
        enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=settings.bot_token.get_secret_value(),
            bot_id=identity.bot or None,
            bot_user_id=identity.user or None,
        )

    app = AsyncApp(
        name="govbot",  # else Bolt reads the source of every caller to find one: 90 ms, measured
        client=AsyncWebClient(base_url=settings.base_url, retry_handlers=[], logger=quiet_log()),
        logger=quiet_log(),
        signing_secret=settings.signing_secret.get_secret_value(),
        authorize=authorize,
        before_authorize=ours_only,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )
    _register(app, context, identity)
    return app


def _register(app: AsyncApp, context: AdapterContext, identity: Identity) -> None:
    """Name who answers each kind of request."""
    app.error(_failed)
    # Bolt asks one after the other whether it is meant: most requests are pressed buttons.
    app.action(ANYTHING)(_answering(context, clicks.pressed))
    app.command(commands.COMMAND)(_answering(context, commands.commanded))
    app.shortcut(commands.SHORTCUT)(_answering(context, commands.chosen))
    app.view(form.FORM)(_answering(context, submissions.submitted))
    app.view_closed(form.FORM)(_answering(context, submissions.closed))
    app.options(ANYTHING)(_answering(context, submissions.asked))
    app.event("message")(_messaged(context, identity))
    app.event("app_mention")(_messaged(context, identity))
    app.event("app_home_opened")(_told(context, events.opened_home))
    app.event("link_shared")(_told(context, events.shared))
    app.event("user_change")(_told(context, events.changed))
    app.event("app_uninstalled")(_told(context, events.uninstalled))
    app.event("tokens_revoked")(_told(context, events.revoked))


def _answering(context: AdapterContext, work: Answering) -> Callable[..., Awaitable[None]]:
    async def listener(ack: AsyncAck, body: dict[str, Any]) -> None:
        await work(context, ack, body)

    return listener


def _told(
    context: AdapterContext, work: Callable[[AdapterContext, Body], Awaitable[None]]
) -> Callable[..., Awaitable[None]]:
    async def listener(body: dict[str, Any]) -> None:
        await work(context, body)

    return listener


def _messaged(context: AdapterContext, identity: Identity) -> Callable[..., Awaitable[None]]:
    async def listener(body: dict[str, Any]) -> None:
        await events.messaged(context, body, identity.user)

    return listener


def _turned_away(context: AdapterContext, body: Body) -> BoltResponse:
    """Refuse a person of another workspace without touching the record."""
    log.warning("A request from another Slack workspace was turned away.")
    if body.get("type") == "view_submission":
        window = draw.window(as_card(ShowRefusal(STRANGER)))
        return BoltResponse(status=200, body={"response_action": "update", "view": window})
    if body.get("type") == "block_suggestion":
        return BoltResponse(status=200, body={"options": []})
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", **draw.sentence(STRANGER)})
    if body.get("response_url"):
        context.background.soon(context.tell(body, draw.sentence(STRANGER), None))
    return BoltResponse(status=200, body="")


async def _failed(error: Exception) -> BoltResponse:
    """Acknowledge requests without a listener; a bug of ours stays unacknowledged, so that Slack shows an error."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    log.error("A Slack request failed.", exc_info=error)
    return BoltResponse(status=500, body="")
