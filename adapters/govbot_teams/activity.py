"""Parses an activity of Teams: who sent it, in which conversation and thread, with which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govbot.adapter_api.chat import Account
from govbot_teams.text import words

PLATFORM = "teams"
_QUOTED = re.compile(r'itemtype="http://schema\.skype\.com/Reply"[^>]*itemid="(\d+)"')


@dataclass(frozen=True, slots=True)
class Incoming:
    """An activity that was checked. `root` is the message answered to; `conversation` has no thread in it.

    `member` is the person's Teams id ("29:…"); `account.user` the Entra id.
    """

    kind: str
    name: str
    id: str
    account: Account
    member: str
    conversation: str
    scope: str
    service: str
    root: str
    words: str
    raw: Mapping[str, Any]

    @property
    def value(self) -> Mapping[str, Any]:
        """The `value` of an invoke; empty if it has none."""
        value = self.raw.get("value")
        return value if isinstance(value, Mapping) else {}

    @property
    def card(self) -> str:
        """The message whose button was pressed."""
        return str(self.raw.get("replyToId") or "")

    @property
    def is_to_us(self) -> bool:
        """Whether the message is for the bot: in the personal chat, or by a mention."""
        return self.is_personal or any(True for _ in _mentions(self.raw))

    @property
    def is_personal(self) -> bool:
        """Whether only this person reads the conversation."""
        return self.scope == "personal"


def read(activity: Mapping[str, Any], tenant: str) -> Incoming:
    """Parse an activity whose sender was checked; `tenant` is the checked one."""
    place = _mapping(activity.get("conversation"))
    sender = _mapping(activity.get("from"))
    conversation, root = split_thread(str(place.get("id") or ""))
    return Incoming(
        kind=str(activity.get("type") or ""),
        name=str(activity.get("name") or ""),
        id=str(activity.get("id") or ""),
        account=Account(PLATFORM, tenant, str(sender.get("aadObjectId") or "")),
        member=str(sender.get("id") or ""),
        conversation=conversation,
        scope=str(place.get("conversationType") or "personal"),
        service=str(activity.get("serviceUrl") or ""),
        root=_root(activity, root),
        words=_words(activity),
        raw=activity,
    )


def split_thread(conversation: str) -> tuple[str, str]:
    """A conversation without its `;messageid=…`, and that message's id."""
    place, _, root = conversation.partition(";messageid=")
    return place, root


def _root(activity: Mapping[str, Any], thread: str) -> str:
    """The message that is answered to: of the thread, by its id, or quoted."""
    if thread and thread != activity.get("id"):
        return thread
    if activity.get("type") == "message":
        for attachment in activity.get("attachments") or ():
            content = attachment.get("content") if isinstance(attachment, Mapping) else ""
            quoted = _QUOTED.search(content) if isinstance(content, str) else None
            if quoted:
                return quoted[1]
    return str(activity.get("replyToId") or "")


def _words(activity: Mapping[str, Any]) -> str:
    """What was typed, without the mention of the bot."""
    text = str(activity.get("text") or "")
    for mention in _mentions(activity):
        text = text.replace(str(mention.get("text") or ""), " ", 1)
    return words(text)


def _mentions(activity: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Where the bot is mentioned."""
    own = str(_mapping(activity.get("recipient")).get("id") or "")
    for entity in activity.get("entities") or ():
        mentioned = _mapping(_mapping(entity).get("mentioned"))
        if _mapping(entity).get("type") == "mention" and mentioned.get("id") == own:
            yield entity


def _mapping(thing: Any) -> Mapping[str, Any]:
    return thing if isinstance(thing, Mapping) else {}
