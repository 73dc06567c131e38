"""Looks up the choices of a long list as a person types, fifteen at a time."""

from __future__ import annotations

from govbot_teams import limits, read
from govbot_teams.activity import Incoming
from govbot_teams.context import AdapterContext
from govbot_teams.sdk_turns import Answer
from govbot_teams.text import cut, plain

RESULT_TYPE = "application/vnd.microsoft.search.searchResponse"


async def searched(context: AdapterContext, incoming: Incoming) -> Answer:
    """Answer a client's search; `dataset` names the question and the form."""
    asked, _, token = str(incoming.value.get("dataset") or "").partition(" ")
    kind, name = read.kind_and_name(asked)
    typed = str(incoming.value.get("queryText") or "")
    choices = await context.bot.lookup(incoming.account, token, name, typed, limits.SEARCH_RESULTS)
    several = kind in ("choices", "people")
    results = [
        {
            "title": cut(plain(choice.label), limits.CHOICE_TITLE),
            "value": read.sent_value(choice.value) if several else choice.value,
        }
        for choice in choices[: limits.SEARCH_RESULTS]
    ]
    return Answer(200, {"statusCode": 200, "type": RESULT_TYPE, "value": {"results": results}})
