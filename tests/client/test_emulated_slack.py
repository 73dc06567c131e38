"""One whole policy in an independent Slack, npm's `emulate`, which grants the manifest's scopes and no others."""

from __future__ import annotations

import shutil
from pathlib import Path

from aiohttp.test_utils import unused_port

from tests.client.conftest import NO_NODE, missing
from tests.client.emulated_slack import Workspace, emulated
from tests.client.stage import HERE
from tests.core.cards.given import TEXT
from tests.government import DATA

EMULATE = HERE / "node_modules/emulate/dist/api.js"
NO_PACKAGE = "emulate is missing: make setup installs it with npm"
REVIEWERS = ("legal", "regulatory", "budget", "planning", "cdo", "cio")


async def test_a_policy_goes_through_all_of_the_process_in_an_independent_slack(tmp_path: Path) -> None:
    for there, sentence in ((shutil.which("node"), NO_NODE), (EMULATE.exists(), NO_PACKAGE)):
        if not there:
            missing(sentence)
    async with emulated(tmp_path, unused_port()) as slack:
        await to_the_reviews(slack)
        await through_feedback(slack)
        await to_a_version(slack)
        refused = [(call.method, call.answer) for call in slack.wire.calls if not call.answer["ok"]]
        assert refused == []
        entries = await slack.town.entries()
        assert entries[0] == "NeedRaised"
        assert entries[-2:] == ["CameIntoForce", "Acknowledged"]
        room = [call.answer["channel"] for call in slack.wire.calls if call.method == "conversations.create"]
        assert [place["is_private"] for place in room] == [True]


async def to_the_reviews(slack: Workspace) -> None:
    cio, advisor = slack.person("cio"), slack.person("advisor")
    await slack.person("dss").does(
        "need", title="Backup of state data", text="Agencies lose data.", sources=["d"]
    )
    lead = await slack.town.person_id("cio")
    await advisor.does("pursue ITP-1", lead=lead, need="high")
    members = [await slack.town.person_id(user) for user in ("dss", "legal")]
    await cio.does("group ITP-1", liaisons=[lead], members=members)
    await cio.does("draft ITP-1", text=TEXT)
    await slack.person("dss").press("State where I stand")
    await slack.person("dss").fill(position="support")
    await cio.does(
        "report ITP-1", kind="recommendation", recommends="this draft", text="We agree.", consensus="reached"
    )
    await advisor.does("advance ITP-1", due="2026-10-20")
    for name in REVIEWERS:
        await slack.person(name).does("review ITP-1", outcome="no concerns")


async def through_feedback(slack: Workspace) -> None:
    cio = slack.person("cio")
    await cio.does("feedback ITP-1", capacities=[DATA], closes_on="2026-10-23")
    await slack.person("dss").press("Comment")
    await slack.person("dss").fill(kind="concern", text="A year is too short & dear <for us>.")
    await slack.person("dcp").press("No comment")
    await cio.does("close-feedback ITP-1")
    await cio.does("respond ITP-1", comments=["C1"], response="accepted in part", reasons="Two years.")
    await cio.does("secretary ITP-1")


async def to_a_version(slack: Workspace) -> None:
    await slack.person("secretary").press("Approve draft D1")
    await slack.person("publisher").press("Adopt and publish")
    header = {"version": "1.0", "laws": "C.G.S. § 4-66", "effective_on": "2026-10-01"}
    await slack.person("publisher").fill(**header, mechanisms=["acknowledgment"])
    await slack.person("dss").press("Acknowledge for my agency")
