"""The guide of the playground: what to try first, and as whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govbot.adapter_api.simulation_controls import Tip
from govbot.core.membership.directory import Directory
from govbot.runtime.app import App


async def tips(app: App, waiting: Mapping[str, int]) -> Sequence[Tip]:
    """The steps of the guide, for people who have such a task now; `waiting` counts each person's obligations."""
    directory = await app.record.read(lambda tx: app.bot.context(tx).directory)
    representative = _somebody_asked(directory, waiting)
    secretary = next(iter(directory.holders("approver")), "")
    publisher = next(iter(directory.holders("publisher")), "")
    if not (representative and secretary and publisher):
        return ()
    group, say = await _without_a_group(app), app.process.say
    return (
        Tip(
            "Answer a feedback request",
            say("You are {an_agency}'s representative; it is asked of you."),
            representative,
        ),
        Tip(
            "Approve with a button",
            say("You are the {secretary}; one exact draft awaits you."),
            secretary,
        ),
        Tip(
            "Adopt and publish",
            say("Once it is approved: {publisher} puts it in the Library."),
            publisher,
        ),
        *group,
        Tip(
            "Raise a need",
            "Anyone can; press Enter to send. A draft to submit for it later:",
            representative,
            "/gov need",
            "/sample/policy.docx",
        ),
    )


async def _without_a_group(app: App) -> Sequence[Tip]:
    """The guide's step for a policy whose lead still has to assemble a group, if there is one."""
    awaited = await app.record.read(lambda tx: tx.obligations.all_open())
    groups = [(stream, task) for stream, task in awaited if task.action == "assemble_group"]
    if not groups:
        return ()
    stream, obligation = groups[0]
    policy, lead = stream.removeprefix("policy:"), obligation.party.removeprefix("lead:")
    words = f"You lead {policy}; press Enter to send."
    return (Tip(app.process.say("Assemble {a_group}"), words, lead, f"/gov group {policy}"),)


def _somebody_asked(directory: Directory, waiting: Mapping[str, int]) -> str:
    """A representative with an obligation who is nobody's designee; else any representative."""
    stands_in = {named.person for named in directory.designees.values()}
    plain = [
        person.id for person in directory.people.values() if person.agency and person.id not in stands_in
    ]
    return next((person for person in plain if waiting.get(person)), plain[0] if plain else "")
