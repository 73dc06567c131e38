"""Marked text (attorney-client …) in a preview, a channel, a list, the outbox or a log.

It is not there.
"""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import structlog

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import OpenForm, ShowCard, ShowRefusal
from tests.bot.town import Town, town_at
from tests.core.cards.given import words

pytestmark = [pytest.mark.check("S52"), pytest.mark.check("S59")]

SECRETS = {
    name: f"{name} canary 7f3a"
    for name in (
        "draft",
        "file",
        "note",
        "heading",
        "summary",
        "comment",
        "review",
        "advice",
        "report",
        "exposure",
        "deviation",
        "public",
        "reply",
    )
}
ATTORNEY = ["attorney-client"]
SEE_IT = {
    "cio",
    "advisor",
    "cdo",
    "ciso",
    "budget",
    "secretary",
    "records",
    "legal",
    "regulatory",
    "planning",
}


async def marked_history(town: Town) -> None:
    """Everything that can carry a mark carries one, and everything is done with it."""
    await town.pursue()
    await town.cio.does("group ITP-1", members=await town.ids("dcp", "doc"), liaisons=await town.ids("cio"))
    name = f"{SECRETS['file']}.md"
    await town.cio.does(
        "draft ITP-1",
        {"file": Upload(name, "text/markdown", f"# {SECRETS['heading']}\n\n{SECRETS['draft']}\n".encode())},
        note=SECRETS["note"],
        summary=SECRETS["summary"],
        marks=ATTORNEY,
    )
    await town.cio.does(
        "report ITP-1",
        kind="recommendation",
        recommends="this draft",
        text=SECRETS["report"],
        legal_exposure=SECRETS["exposure"],
        marks=ATTORNEY,
    )
    await town.advisor.does("advance ITP-1", due="2026-10-20")
    await town.legal.does("review ITP-1", outcome="with advice", text=SECRETS["review"], marks=ATTORNEY)
    for user in ("regulatory", "budget", "planning", "cdo", "cio"):
        await town.person(user).does("review ITP-1", outcome="no concerns")
    await town.cio.does("consult ITP-1", consultation="hr", question="Hours of work?")
    await town.settle()
    await town.person("hr").does("advice ITP-1", text=SECRETS["advice"], marks=["bargaining"])
    await town.advisor.does(
        "deviation ITP-1",
        step="Step 3",
        exigency=SECRETS["deviation"],
        authority="Advisor",
        public_sentence=SECRETS["public"],
        marks=ATTORNEY,
    )
    await town.cio.does("feedback ITP-1", capacities=["agency data officer"], closes_on="2026-10-23")
    await town.settle()
    await town.dss.press("Comment")
    await town.dss.fill(kind="concern", text=SECRETS["comment"], marks=ATTORNEY)
    await town.cio.does("respond ITP-1", comments=["C1"], response="accepted", reasons=SECRETS["reply"])
    await town.cio.does("close-feedback ITP-1")
    await town.cio.does("secretary ITP-1")
    await town.settle()
    await town.days(20)


def leaked(text: str) -> set[str]:
    return {name for name, words_ in SECRETS.items() if words_ in text}


async def test_marked_text_is_nowhere_but_with_those_whom_the_mark_names(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as logs:
        async with town_at("nothing", tmp_path) as town:
            await marked_history(town)
            await no_leak(town)
    assert not leaked(str(logs) + caplog.text)


async def no_leak(town: Town) -> None:
    for conversation, card in town.chat.messages.values():
        user = conversation.removeprefix("D-")
        assert not leaked(card.headline), "a headline stands in previews"
        allowed = (
            set(SECRETS)
            if user in SEE_IT
            else {"comment", "reply"}
            if user == "dss"
            else {"advice"}
            if user == "hr"
            else set()
        )
        assert leaked(words(card)) <= allowed, (conversation, card.headline)
    assert town.chat.cards("C-steering"), "cards came there, in which marked text could have stood"
    for conversation in ("C-steering", "C-announcements", *town.chat.rooms):
        assert not leaked("\n".join(words(card) for card in town.chat.cards(conversation)))
    for table in ("outbox", "messages", "obligations", "policies", "attempts", "answers", "reminders"):
        rows = await town.rows(f"select * from {table}")
        assert not leaked(str(rows)), table
    for user in ("dcp", "doc", "dss", "publisher", "hr", "keeper"):
        person = town.person(user)
        for typed in (
            "",
            "status ITP-1",
            "show ITP-1",
            "more ITP-1",
            "list",
            "help",
            "read ITP-1",
            "comments ITP-1",
            "reviews ITP-1",
            "later ITP-1",
            "draft ITP-1",
            "comment ITP-1",
            "respond ITP-1",
            "approve-with-change ITP-1",
            "mark ITP-1",
            "lift-mark ITP-1",
            "variance ITP-1",
        ):
            await person.command(typed)
            match person.last:
                case ShowCard(card):
                    text = words(card)
                case OpenForm(form):
                    text = repr(form)
                case _:
                    text = person.no
            own = {"dss": {"comment", "reply"}, "hr": {"advice"}}  # what they wrote, or was said to them
            assert leaked(text) <= own.get(user, set()), (user, typed)
    assert isinstance((await town.dcp.command("read ITP-1")).last, ShowRefusal)
    assert "it carries a mark" in town.dcp.no
    assert SECRETS["draft"] in words((await town.legal.command("read ITP-1")).card)
    assert SECRETS["comment"] in words((await town.cio.command("comments ITP-1")).card)


async def test_lifting_a_mark_shows_the_text_and_is_on_record(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        await town.cio.does("mark ITP-1", item="draft D1", marks=["security"], reason="Names a firewall")
        await town.settle()
        await town.dss.command("read ITP-1")
        assert isinstance(town.dss.last, ShowRefusal)
        assert "draft.md" not in town.dss.reads(), "cards that are out already are drawn again"
        await town.person("ciso").does(
            "lift-mark ITP-1", which="draft D1/security", reason="The firewall is gone"
        )
        await town.dss.command("read ITP-1")
        assert "Backups are kept safe." in words(town.dss.card)
        assert (await town.entries())[-2:] == ["MarkSet", "MarkLifted"]
