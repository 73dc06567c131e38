"""Handles pressed buttons: in a message, in the Home tab and in a modal, which are updated in different ways."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from govbot.adapter_api.chat import Account, Sent
from govbot.adapter_api.replies import as_card
from govbot.core.cards.vocabulary import (
    Card,
    Divider,
    OpenForm,
    Reply,
    ShowCard,
    ShowErrors,
    ShowRefusal,
    Text,
)
from govbot_slack import card as draw
from govbot_slack import limits, read, replies
from govbot_slack.context import AdapterContext
from govbot_slack.workspace import Body, account


async def pressed(context: AdapterContext, ack: AsyncAck, body: Body) -> None:
    """Perform the action; acknowledge once it is on disk, then show the person the result."""
    if str(body["actions"][0].get("action_id") or "").startswith(draw.LINK):
        await ack()  # the browser has opened the address; https://docs.slack.dev/reference/block-kit/block-elements/button-element
        return
    who = account(body, context.settings)
    reply = await context.bot.press(who, str(body["actions"][0].get("value") or ""))
    await ack()
    match (body.get("view") or {}).get("type"):
        case "home":
            context.background.soon(_in_home(context, body, who, reply))
        case "modal":
            context.background.soon(_in_modal(context, body, who, reply))
        case _:
            context.background.soon(_in_message(context, body, who, reply))


async def _in_message(context: AdapterContext, body: Body, who: Account, reply: Reply) -> None:
    match reply:
        case ShowCard(card=card, instead=True):
            if not await _replace(context, body, who, card, shows=card):
                await context.tell(body, replies.alone(reply), who)
        case ShowRefusal(sentence=sentence, card=Card() as card):
            await _replace(context, body, who, card)
            await context.tell(body, draw.sentence(sentence), who)
        case OpenForm(form=asked):
            if not await context.view(
                "views.open", trigger_id=body["trigger_id"], view=context.modal(who, asked)
            ):
                await context.tell(body, draw.sentence(replies.TOO_LATE), who)
        case ShowCard() | ShowRefusal() | ShowErrors():
            await context.tell(body, replies.alone(reply), who)


async def _replace(
    context: AdapterContext, body: Body, who: Account, card: Card, shows: Card | None = None
) -> bool:
    """Replace the pressed card; whether Slack took it."""
    replaced = await context.respond(body, {"replace_original": True, **draw.message(card)})
    place = body.get("container") or {}
    if replaced and not place.get("is_ephemeral"):
        await context.bot.shown(who, Sent(str(place["channel_id"]), str(place["message_ts"])), shows)
    return replaced


async def _in_home(context: AdapterContext, body: Body, who: Account, reply: Reply) -> None:
    match reply:
        case OpenForm(form=asked):
            if not await context.view(
                "views.open", trigger_id=body["trigger_id"], view=context.modal(who, asked, from_home=True)
            ):
                await _publish_warning(context, who)
        case ShowCard() | ShowRefusal() | ShowErrors():
            window = draw.window(as_card(reply), from_home=True)
            if not await context.view("views.open", trigger_id=body["trigger_id"], view=window):
                await context.write_to(who, replies.alone(reply))
            await context.publish_home(who)


async def _publish_warning(context: AdapterContext, who: Account) -> None:
    """Show a reply above the Home tab, which has no message to answer in."""
    home = await context.bot.home(who)
    warned = Card(home.headline, (Text(replies.TOO_LATE, "warning"), Divider(), *home.parts), home.subject)
    if not await context.view("views.publish", user_id=who.user, view=draw.home(warned)):
        await context.write_to(who, draw.sentence(replies.TOO_LATE))


async def _in_modal(context: AdapterContext, body: Body, who: Account, reply: Reply) -> None:
    view: dict[str, Any] = body["view"]
    from_home = read.kept(view).from_home
    match reply:
        case OpenForm(form=asked):
            if not await _update(context, view, context.modal(who, asked, from_home)):
                await context.write_to(who, draw.sentence(replies.TOO_LATE))
        case ShowCard(card=card):
            if not await _update(context, view, draw.window(card, from_home)):
                await context.write_to(who, replies.alone(reply))
            if from_home:
                await context.publish_home(who)
        case ShowRefusal() | ShowErrors():
            window = draw.window(as_card(reply), from_home)
            if depth(view) < limits.VIEWS_ON_TOP_OF_EACH_OTHER:
                seen = await context.view("views.push", trigger_id=body["trigger_id"], view=window)
            else:
                seen = await _update(context, view, window)
            if not seen:
                await context.write_to(who, replies.alone(reply))


async def _update(context: AdapterContext, view: Body, drawn: Body) -> bool:
    return await context.view("views.update", view_id=view["id"], hash=view["hash"], view=drawn)


def depth(view: Body) -> int:
    """The level of a modal in Slack's stack: 1, 2 or 3."""
    previous, root = view.get("previous_view_id"), view.get("root_view_id")
    if not previous:
        return 1
    return 2 if previous == root else 3
