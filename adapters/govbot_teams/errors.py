"""Translates errors of Teams and Graph into those of `adapter_api.chat`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from govbot.adapter_api.chat import (
    ChatRefusesGovbot,
    ConversationGone,
    DeliveryOutcomeUnknown,
    RetryLater,
    Undeliverable,
)

BLOCKED = "This person has blocked or uninstalled govbot in Teams. Ask them to install the app again."
NOT_INSTALLED = (
    "govbot is not installed for this person or in this conversation in Teams. "
    "Ask the Teams administrator to install it, or the person to write to it first."
)
GONE = "The conversation or the message is not in Teams any more."
TOO_LARGE = "Teams finds this message too large (over 28 KB)."
TENANT = "Teams does not let the bot write to people of another organisation."
OTHER = "Teams did not take it: HTTP {status} {code}."
STRANGE = "govbot does not write to {address}: it is not one of Teams' own addresses in this cloud."
UNKNOWN = "Teams may have taken it: it gave no answer that says so ({why})."
LATER = "Teams gave no answer ({why})."
PAUSE = "Teams asks to wait (HTTP {status})."
OURS = (
    "Teams refuses govbot itself (HTTP 401): check GOVBOT_TEAMS_APP_ID and GOVBOT_TEAMS_APP_PASSWORD. Nothing is lost; "
    "everything waits until that is mended."
)
OPERATOR_SECONDS = 60.0

FINAL = {
    "MessageWritesBlocked": BLOCKED,
    "BotNotInConversationRoster": NOT_INSTALLED,
    "ForbiddenOperationException": NOT_INSTALLED,
    "ConversationNotFound": GONE,
    "ActivityNotFoundInConversation": GONE,
    "MessageSizeTooBig": TOO_LARGE,
    "BotDisabledByAdmin": NOT_INSTALLED,
}


class TeamsSays(Exception):
    """An error response of Teams: the HTTP status, the error's code, the seconds to wait."""

    def __init__(self, status: int, code: str = "", words: str = "", wait: float = 0.0) -> None:
        super().__init__(f"HTTP {status} {code}")
        self.status = status
        self.code = code
        self.words = words
        self.wait = wait


class NotOurs(Exception):
    """The address is not one of Teams'; no request was sent to it."""


@asynccontextmanager
async def in_words(once: bool = False) -> AsyncIterator[None]:
    """Translate errors of the SDK and of HTTP into those of `adapter_api.chat`. `once`: must not be repeated.

    Where that is so, a 500, 502 or 504 is an unknown outcome: Teams answers 502 after delivering. A 503 and a 429
    say that nothing was taken: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
    """
    try:
        yield
    except TeamsSays as error:
        raise _said(error, once) from error
    except NotOurs as error:
        raise Undeliverable(STRANGE.format(address=str(error)[:200])) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise RetryLater(LATER.format(why=type(error).__name__)) from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise _lost(type(error).__name__, once) from error


def _said(error: TeamsSays, once: bool) -> Exception:
    if error.status in (429, 412, 503):
        return RetryLater(PAUSE.format(status=error.status), error.wait or 1.0)
    if error.status == 401:
        return ChatRefusesGovbot(OURS, OPERATOR_SECONDS)
    if error.status >= 500 or error.status == 408:
        return _lost(f"HTTP {error.status}", once)
    if error.status == 413:
        return Undeliverable(TOO_LARGE)
    if error.status == 403 and error.code not in FINAL:
        return Undeliverable(NOT_INSTALLED)
    if error.status == 404 and error.code in ("", "ConversationNotFound", "NotFound"):
        return ConversationGone(GONE)
    if error.status == 404 and error.code not in FINAL:
        return Undeliverable(GONE)
    return Undeliverable(
        FINAL.get(error.code, OTHER.format(status=error.status, code=error.code).replace(" .", "."))
    )


def _lost(why: str, once: bool) -> Exception:
    return DeliveryOutcomeUnknown(UNKNOWN.format(why=why)) if once else RetryLater(LATER.format(why=why), 1.0)
