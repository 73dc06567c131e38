"""Handles submitted forms, and looks up choices as a person types."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from govbot.adapter_api.answers import Answer, Upload
from govbot.adapter_api.chat import Account
from govbot.adapter_api.replies import as_card
from govbot.core.cards.vocabulary import OpenForm, Reply, ShowCard, ShowErrors, ShowRefusal
from govbot_slack import card as draw
from govbot_slack import files, form, limits, read
from govbot_slack.clicks import depth
from govbot_slack.context import AdapterContext
from govbot_slack.text import cut
from govbot_slack.workspace import Body, account

EVERYTHING = 10_000
NO_FILE = "The file that you sent is no longer kept: choose it here, or send it again."


async def submitted(context: AdapterContext, ack: AsyncAck, body: Body) -> None:
    """Hand the answers to the bot; the form stays, changes, or gives way to its confirmation."""
    view, kept = body["view"], read.kept(body["view"])
    who = account(body, context.settings)
    uploads, problems = await _uploads(context, who, view)
    reply: Reply = ShowErrors(problems)
    if not problems:
        answers = await _answers(context, who, kept.token, view)
        reply = await context.bot.submit(who, kept.token, answers, uploads)
    if uploads and isinstance(reply, ShowCard):
        context.files.done(who)
    await ack(_response(context, who, reply, view, kept.from_home))
    if kept.from_home and isinstance(reply, ShowCard):
        context.background.soon(context.publish_home(who))


async def closed(context: AdapterContext, ack: AsyncAck, body: Body) -> None:
    """A form was closed without being handed in: what was typed is kept, and offered again."""
    who, view = account(body, context.settings), body["view"]
    await context.bot.closed(who, read.kept(view).token, read.typed(view))
    await ack()


async def asked(context: AdapterContext, ack: AsyncAck, body: Body) -> None:
    """The choices of a long list that match what has been typed."""
    _, name = read.kind_and_name(str(body["action_id"]))
    who = account(body, context.settings)
    token = read.kept(body["view"]).token
    choices = await context.bot.lookup(who, token, name, str(body.get("value") or ""), limits.OPTIONS)
    await ack(options=form.options(choices))


async def _answers(context: AdapterContext, who: Account, token: str, view: Body) -> dict[str, Answer]:
    answers = read.answers(view)
    for name in read.stand_ins(answers):
        choices = await context.bot.lookup(who, token, name, "", EVERYTHING)
        answers[name] = read.whole(answers[name], choices)
    return answers


async def _uploads(
    context: AdapterContext, who: Account, view: Body
) -> tuple[dict[str, Upload], dict[str, str]]:
    ticked = {name: context.files.named(who, key) for name, key in read.sent_files(view).items()}
    uploads = {name: upload for name, upload in ticked.items() if upload is not None}
    problems = {name: NO_FILE for name, upload in ticked.items() if upload is None}
    for name, file in read.files(view).items():
        assert context.session is not None
        try:
            problems.pop(name, None)
            uploads[name] = await files.download(file, context.session, context.settings)
        except files.Unreadable as error:
            problems[name] = str(error)
    return uploads, problems


def _response(
    context: AdapterContext, who: Account, reply: Reply, view: Body, from_home: bool
) -> dict[str, Any]:
    match reply:
        case ShowCard(card=card):
            return {"response_action": "update", "view": draw.window(card, from_home)}
        case OpenForm(form=following):
            return {"response_action": "update", "view": context.modal(who, following, from_home)}
        case ShowErrors(by_field=problems):
            errors = _errors(problems, view)
            return (
                {"response_action": "errors", "errors": errors} if errors else _on_top(reply, view, from_home)
            )
        case ShowRefusal():
            return _on_top(reply, view, from_home)


def _on_top(reply: ShowRefusal | ShowErrors, view: Body, from_home: bool) -> dict[str, Any]:
    """Show a refusal above the form, so that no answer is lost; replace a stale form by the current card."""
    stale = isinstance(reply, ShowRefusal) and reply.card is not None
    action = "update" if stale or depth(view) >= limits.VIEWS_ON_TOP_OF_EACH_OTHER else "push"
    return {"response_action": action, "view": draw.window(as_card(reply), from_home)}


def _errors(problems: dict[str, str], view: Body) -> dict[str, str]:
    """The problems by block id; a problem of no question in this form is shown at the first one."""
    questions = [block["block_id"] for block in view.get("blocks") or () if block.get("type") == "input"]
    errors: dict[str, str] = {}
    for name, problem in problems.items():
        place = name if name in questions else next(iter(questions), "")
        if place:
            errors[place] = cut(f"{errors[place]} {problem}" if place in errors else problem, limits.HINT)
    return errors
