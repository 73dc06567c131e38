"""Calls Slack's Web API, without retries; errors become those of `adapter_api.chat`.

slack-sdk would send again when a connection drops; govbot's courier decides that instead.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from govbot.adapter_api.chat import (
    AccountGone,
    ChatRefusesGovbot,
    ConversationGone,
    DeliveryOutcomeUnknown,
    PermissionMissing,
    RetryLater,
    Undeliverable,
)
from govbot_slack.settings import SlackSettings

SECONDS = 10.0

_PERSON = "Slack does not know this person any more. Check their address in the directory."
_PLACE = "Slack does not let the bot into this conversation. Invite the bot there, or name another channel."
FINAL = {
    "user_disabled": "This account was deactivated in Slack. Name somebody else for it in the directory.",
    "user_not_found": _PERSON,
    "users_not_found": _PERSON,
    "user_not_visible": _PERSON,
    "cannot_dm_bot": "This account is a bot, which can't be written to. Name a person in the directory.",
    "messages_tab_disabled": "The app's messages are off in Slack. Switch on its Messages tab (App Home).",
    "channel_not_found": _PLACE,
    "not_in_channel": _PLACE,
    "is_archived": "This channel was archived in Slack. Bring it back, or name another channel.",
    "message_not_found": "The message is not in Slack any more.",
    "cant_update_message": "Slack does not let the bot change this message.",
    "edit_window_closed": "Slack does not let this message be changed any more.",
    "restricted_action": "A setting of Slack forbids the bot to do this. Ask the workspace's administrators.",
}
# Nothing is wrong with the message: once an operator has put the app right, it can go out. With a bot's token
# `account_inactive` is a deleted workspace or token, not the person written to: https://docs.slack.dev/reference/methods/chat.postMessage
REFUSED = (
    "Slack refuses govbot itself ({name}): {cause}. Nothing is lost; everything waits until that is mended."
)
_INSTALL = "check GOVBOT_SLACK_BOT_TOKEN, and install the app again"
OURS = {
    "invalid_auth": _INSTALL,
    "not_authed": _INSTALL,
    "token_revoked": _INSTALL,
    "token_expired": _INSTALL,
    "not_allowed_token_type": _INSTALL,
    "account_inactive": f"the app was uninstalled or its workspace deleted; {_INSTALL}",
    "org_login_required": "the workspace is being moved into an organisation; wait, or ask its administrators",
    "accesslimited": "the workspace limits the app's access; ask its administrators",
    "ekm_access_denied": "the organisation's key management holds all messages; ask its administrators",
    "two_factor_setup_required": "the workspace demands a second factor; ask its administrators",
    "team_access_not_granted": "the app has no access to this workspace; add it in the organisation's settings",
}
NO_SCOPE = (
    "Slack wants the scope “{scope}” for {method}: add it to the app's manifest, and install the app again."
)
_PEOPLE = {"user_disabled", "user_not_found", "users_not_found", "user_not_visible"}
_PLACES = {"channel_not_found", "not_in_channel", "is_archived"}
_THEIRS = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
_PAUSES = {"ratelimited", "rate_limited", "message_limit_exceeded"}
OPERATOR_SECONDS = 60.0
# Slack takes JSON for what writes, forms for what reads: each method's reference page says so.
# The methods of an upload take forms alone, as slack-sdk sends them.
_FORMS = ("files.getUploadURLExternal", "files.completeUploadExternal")
_READS = (".info", ".list", ".history", ".members", ".lookupByEmail", ".test")


def client(settings: SlackSettings) -> AsyncWebClient:
    """The Web API client without its own retries; the adapter sets its session at the start."""
    slack = AsyncWebClient(
        settings.bot_token.get_secret_value(),
        base_url=settings.base_url,
        retry_handlers=[],
        logger=quiet_log(),
    )
    if settings.is_loopback:
        slack.proxy = None
    return slack


def quiet_log() -> logging.Logger:
    """The log of Slack's libraries, without details: these contain requests with secret addresses."""
    log = logging.getLogger("govbot_slack.sdk")
    log.setLevel(logging.INFO)
    return log


def new_session() -> aiohttp.ClientSession:
    """The HTTP session that all calls share: it reuses connections and has timeouts."""
    timeout = aiohttp.ClientTimeout(total=SECONDS, connect=5.0)
    return aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())


async def call(
    slack: AsyncWebClient, method: str, *, once: bool = False, seconds: float = SECONDS, **arguments: Any
) -> Mapping[str, Any]:
    """Call a method. `once`: the call must not be repeated, so a lost answer is an unknown outcome.

    Raises RetryLater, DeliveryOutcomeUnknown or Undeliverable; SlackApiError never.
    """
    try:
        async with asyncio.timeout(seconds):
            if method.endswith(_READS):
                answer = await slack.api_call(method, http_verb="GET", params=arguments)
            elif method in _FORMS:
                answer = await slack.api_call(method, data=arguments)
            else:
                answer = await slack.api_call(method, json=arguments)
    except SlackApiError as error:
        raise _said(method, error, once) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise RetryLater(f"Slack can't be reached ({type(error).__name__}).") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise _lost(method, type(error).__name__, once) from error
    return answer.data if isinstance(answer.data, dict) else {}


def _said(method: str, error: SlackApiError, once: bool) -> Exception:
    name, status, wait = _read(error)
    if status == 429 or name in _PAUSES:
        return RetryLater(f"Slack asks to wait before {method}.", wait)
    if name in OURS:
        return refused(name)
    if name == "missing_scope":
        return PermissionMissing(NO_SCOPE.format(scope=_needed(error), method=method))
    if status >= 500 or not name or name in _THEIRS:
        return _lost(method, name or f"HTTP {status}", once)
    kind = AccountGone if name in _PEOPLE else ConversationGone if name in _PLACES else Undeliverable
    return kind(FINAL.get(name, f"Slack did not take it: {method} answered {name}."))


def refused(name: str) -> ChatRefusesGovbot:
    """Slack refuses the bot by this error; an operator has to mend its cause."""
    return ChatRefusesGovbot(REFUSED.format(name=name, cause=OURS.get(name, _INSTALL)), OPERATOR_SECONDS)


def _needed(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    return str(data.get("needed") or "?") if isinstance(data, dict) else "?"


def _lost(method: str, why: str, once: bool) -> Exception:
    if once:
        return DeliveryOutcomeUnknown(f"Slack may have taken it: {method} gave no answer ({why}).")
    return RetryLater(f"Slack gave no answer to {method} ({why}).", 1.0)


def _read(error: SlackApiError) -> tuple[str, int, float]:
    """The name of Slack's error, the HTTP status, and the seconds to wait."""
    response = error.response
    data = getattr(response, "data", None)
    name = str(data.get("error") or "") if isinstance(data, dict) else ""
    status = int(getattr(response, "status_code", getattr(response, "status", 0)) or 0)
    headers = getattr(response, "headers", None) or {}
    try:
        wait = float(headers.get("Retry-After") or headers.get("retry-after") or 1)
    except ValueError:
        wait = 1.0
    return name, status, wait
