"""A Teams stand-in on loopback: it enforces Teams' limits, and its simulated people see what Teams would show.

async with Workspace(("Ada Lovelace", "ada@state.example")) as teams:
    await teams.serve(build(bot, teams.settings()))
    ada = teams.person("ada@state.example")
    card = await ada.say("status ITP-1")
    form = await ada.press(card, "Approve")
    confirmation = await ada.fill(form, {"Why?": "It is sound."})
"""

from govbot_teams.standin.person import Nothing, Person
from govbot_teams.standin.workspace import RequestRefused, Workspace
from govbot_teams.standin.world import Dialog, Message, Note

__all__ = ["Dialog", "Message", "Note", "Nothing", "Person", "RequestRefused", "Workspace"]
