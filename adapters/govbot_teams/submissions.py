"""Submits a form from a card or a dialog: resolves typed choices, attaches the sent file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.chat import Account
from govbot.core.cards.vocabulary import Form, Reply, ShowCard, ShowErrors
from govbot.core.grammar import Choice
from govbot_teams import read
from govbot_teams.context import AdapterContext

NONE_FITS = "Nothing in the list fits “{typed}”. Type another part of it."
SEVERAL_FIT = "Several fit “{typed}”: {some}. Type more of it."
NO_FILE = (
    "No file has come from you within the hour. "
    "Send it to me in our personal chat, then submit this form again."
)
EVERYTHING = 10_000


async def submitted(context: AdapterContext, who: Account, token: str, data: Mapping[str, Any]) -> Reply:
    """Hand the answers to the bot."""
    answers = read.answers(data)
    problems: dict[str, str] = {}
    for name, lines in read.typed(data).items():
        values, problem = await _find(context, who, token, name, lines)
        if problem:
            problems[name] = problem
        elif read.takes_several(data, name):
            chosen = answers.get(name)
            answers[name] = [*(chosen if isinstance(chosen, list) else ()), *values]
        else:
            answers[name] = values[0]
    uploads = _uploads(context, who, data, problems)
    if problems:
        return ShowErrors(problems)
    reply = await context.bot.submit(who, token, answers, uploads)
    if uploads and isinstance(reply, ShowCard):
        context.files.done(who)
    return reply


async def labelled(context: AdapterContext, who: Account, form: Form, data: Mapping[str, Any]) -> Form:
    """The form, with the labels of what was chosen from lists that are looked up: to be shown again."""
    fields = []
    for field in form.fields:
        value = data.get(read.input_id(field.kind, field.name))
        if field.kind in read.SEARCHED and field.choices is None and value:
            chosen = read.listed(value) if field.kind in ("choices", "people") else [str(value)]
            known = await context.bot.lookup(who, form.token, field.name, "", EVERYTHING)
            labels = {choice.value: choice.label for choice in known}
            shown = tuple(labels.get(value, value) for value in chosen)
            field = replace(field, initial=tuple(chosen), initial_labels=shown)
        fields.append(field)
    return replace(form, fields=tuple(fields))


async def _find(
    context: AdapterContext, who: Account, token: str, name: str, lines: list[str]
) -> tuple[list[str], str]:
    """The values of typed choices, or a sentence about the first that does not fit."""
    values = []
    for line in lines:
        offered = await context.bot.lookup(who, token, name, line, 10)
        exact = [
            choice
            for choice in offered
            if line.casefold() in (choice.label.casefold(), choice.value.casefold())
        ]
        fitting: list[Choice] = exact or offered
        if not fitting:
            return [], NONE_FITS.format(typed=line)
        if len(fitting) > 1:
            return [], SEVERAL_FIT.format(typed=line, some="; ".join(choice.label for choice in fitting[:5]))
        values.append(fitting[0].value)
    return values, ""


def _uploads(
    context: AdapterContext, who: Account, data: Mapping[str, Any], problems: dict[str, str]
) -> dict[str, Upload]:
    uploads = {}
    for name, key in read.files(data).items():
        sent = context.files.named(who, key) if key.casefold() != "true" else context.files.newest(who)
        if sent is None:
            problems[name] = NO_FILE
        else:
            uploads[name] = sent
    return uploads
