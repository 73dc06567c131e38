"""A Slack stand-in on loopback: it enforces Slack's limits, and its simulated people see what Slack would show.

async with Workspace(("Ada Lovelace", "ada@state.example")) as slack:
    await slack.serve(build(bot, slack.settings()))
    ada = slack.person("ada@state.example")
    card = await ada.command("status ITP-1")
    form = await ada.press(card, "Approve")
    confirmation = await ada.fill(form, {"Why?": "It is sound."})
"""

from govbot_slack.standin.person import Nothing, Person
from govbot_slack.standin.workspace import Workspace
from govbot_slack.standin.world import Message, View

__all__ = ["Message", "Nothing", "Person", "View", "Workspace"]
