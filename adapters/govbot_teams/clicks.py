"""Handles pressed buttons in cards: the reply replaces the card for the person who pressed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govbot.adapter_api.chat import Account
from govbot.adapter_api.replies import headed
from govbot.core.cards.vocabulary import Card, Form, OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot_teams import card as draw
from govbot_teams import form, messages, read, replies
from govbot_teams.activity import Incoming
from govbot_teams.context import AdapterContext
from govbot_teams.sdk_turns import Answer
from govbot_teams.submissions import labelled, submitted

UNKNOWN = "This button was not drawn by govbot. Open a current card by typing: gov"
NOTHING_BACK = "That card can't be shown again here. Open a current one by typing: gov"


async def executed(context: AdapterContext, incoming: Incoming) -> Answer:
    """An Action.Execute, pressed by hand or by the client itself (refresh)."""
    data = data_of(incoming.value.get("action"))
    asked = ours(data)
    match asked.get("verb"):
        case "press":
            return await _pressed(context, incoming, str(asked.get("value") or ""))
        case "submit":
            return await _handed_in(context, incoming, str(asked.get("token") or ""), data)
        case "refresh" if asked.get("view") == messages.HOME:
            card = await context.bot.home(incoming.account)
            drawn = draw.adaptive(card, refresh_for=[incoming.member], view=messages.HOME)
            return replies.executed(drawn)
        case "refresh" | "back" as verb:
            return await _again(context, incoming, verb)
        case _:
            return replies.sentence_shown(UNKNOWN)


def data_of(action: Any) -> Mapping[str, Any]:
    """The data of an action: govbot's own, and the inputs."""
    data = action.get("data") if isinstance(action, Mapping) else None
    return data if isinstance(data, Mapping) else {}


def ours(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The data that the adapter put into a button when it drew it."""
    own = data.get(draw.MARK)
    return own if isinstance(own, Mapping) else {}


async def again(
    context: AdapterContext, who: Account, asked: Form, data: Mapping[str, Any], problems: Mapping[str, str]
) -> tuple[Form, form.Filled]:
    """The form as it was handed in, with what is wrong."""
    drawn = await labelled(context, who, asked, data)
    return drawn, context.filled(who, drawn, read.entered(data), problems)


async def _pressed(context: AdapterContext, incoming: Incoming, value: str) -> Answer:
    """What is only shown comes as a message; among others, receipts do too. In the personal chat a receipt takes the
    card's place: else the button of what is done would stay there to be pressed."""
    reply = await context.bot.press(incoming.account, value)
    if isinstance(reply, ShowCard) and not (reply.instead or (reply.is_done and incoming.is_personal)):
        context.background.soon(_send(context, incoming.account, reply))
        said = replies.BELOW if incoming.is_personal else replies.ELSEWHERE
        return replies.sentence_shown(said.format(headline=reply.card.headline))
    return await _in_place(context, incoming, reply)


async def _handed_in(
    context: AdapterContext, incoming: Incoming, token: str, data: Mapping[str, Any]
) -> Answer:
    who = incoming.account
    reply = await submitted(context, who, token, data)
    if isinstance(reply, ShowErrors):
        asked = await context.forms.find(who, token)
        if asked is not None:
            return replies.executed(form.card(*await again(context, who, asked, data, reply.by_field)))
    return await _in_place(context, incoming, reply, data)


async def _in_place(
    context: AdapterContext, incoming: Incoming, reply: Reply, data: Mapping[str, Any] | None = None
) -> Answer:
    """The reply in the card's place; `data` is what was handed in, of which the next form keeps the files."""
    match reply:
        case ShowCard(card=card):
            return replies.executed(draw.adaptive(card))
        case OpenForm(form=asked):
            filled = context.filled(incoming.account, asked, read.attached(data or {}))
            return replies.executed(form.card(asked, filled, bool(incoming.card)))
        case ShowRefusal(sentence=sentence, card=Card() as card):
            return replies.executed(draw.adaptive(headed(sentence, card)))
        case ShowRefusal(sentence=sentence):
            return replies.sentence_shown(sentence)
        case ShowErrors(by_field=problems):
            return replies.sentence_shown(" ".join(problems.values()))


async def _again(context: AdapterContext, incoming: Incoming, verb: str) -> Answer:
    """The current card for this person; a refresh without a reply leaves the card as it is."""
    card = await context.look(incoming.account, incoming.conversation, incoming.card)
    if card is None:
        return Answer(200, {"statusCode": 204}) if verb == "refresh" else replies.sentence_shown(NOTHING_BACK)
    who = await context.chat.refresh_for(incoming.conversation, card)
    return replies.executed(draw.adaptive(card, refresh_for=who))


async def _send(context: AdapterContext, who: Account, reply: ShowCard) -> None:
    await context.chat.say(who, "", messages.of_card(reply.card))
