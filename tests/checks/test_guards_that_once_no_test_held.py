"""Guards that once could be taken out of the code, one by one, and all tests stayed green."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from govbot.bot.tokens import FORGED, SignedToken, TokenSigner
from govbot.core.cards.forms import fields
from govbot.core.grammar import Acting, Capacity, Notification, Refusal
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import comments_in_full
from govbot.core.workflow.standing import may_read
from govbot.library.serving import HEADERS
from govbot.library.shelving import shelved
from govbot.library.text import render
from govbot.record import Tx, verify
from govbot.record.chain import digest_of
from govbot_pages.guard import Guard
from govbot_slack import SlackAdapter
from govbot_slack.standin import Workspace
from tests.bot.town import town_at
from tests.checks.test_no_token_in_the_database import raw
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given
from tests.government import PEOPLE
from tests.library.shelves import ACTING, document, shelves
from tests.places import Place, sqlite_in
from tests.record.given import CIO, MORNING, Clock, Noted, record_in
from tests.slack.scripted import DONE, ScriptedBot
from tests.slack.test_serving import REPRESENTATIVE, serving

SIGNER = TokenSigner(b"the secret of this installation", lambda: "nonce")
VALUE = SIGNER.sign(SignedToken("approve", "policy:ITP-1", bound="D1"))
PLAIN, _, MAC = VALUE.rpartition("|")


# Signed tokens ------------------------------------------------------------------------------------------


@pytest.mark.check("S26")
@pytest.mark.parametrize("position", range(len(MAC)))
def test_a_token_with_any_other_hex_digit_in_its_mac_is_refused(position: int) -> None:
    assert SIGNER.read(VALUE).action == "approve"
    for digit in set("0123456789abcdef") - {MAC[position]}:
        with pytest.raises(Refusal, match="not made here") as refusal:
            SIGNER.read(f"{PLAIN}|{MAC[:position]}{digit}{MAC[position + 1 :]}")
        assert str(refusal.value) == FORGED


@pytest.mark.check("S26")
@pytest.mark.parametrize("length", range(len(MAC)))
def test_a_token_with_a_part_of_its_mac_is_refused(length: int) -> None:
    for mac in (MAC[:length], MAC[len(MAC) - length :], MAC + MAC[: length + 1]):
        with pytest.raises(Refusal, match="not made here"):
            SIGNER.read(f"{PLAIN}|{mac}")


@pytest.mark.check("S44")
async def test_neither_a_form_s_nor_a_button_s_token_is_kept_in_the_database(place: Place) -> None:
    async with town_at("circulate", place) as town:
        button = town.dss.value("Comment")
        form = (await town.dss.press("Comment", *town.dss.inbox)).form.token
        await town.dss.fill(kind="comment", text="A year is too short.")
        await town.settle()
        assert "FeedbackGiven" in await town.entries()
        held = raw(place)
        assert "A year is too short." in held, "what was written is found by this reading"
        for token in (button, form):
            plain, _, mac = token.rpartition("|")
            assert [part for part in (token, plain, mac) if part in held] == []


# Marks ---------------------------------------------------------------------------------------------------


def commented_and_marked(*marks: str) -> Government:
    """A comment on a policy in its feedback period, which carries these marks."""
    comment = acts("give_feedback", "dss", kind="concern", text="Canary 7f3a", marks=list(marks))
    return given(*g.IN_FEEDBACK, comment)


@pytest.mark.check("S52")
def test_every_one_of_several_marks_has_to_name_the_reader() -> None:
    one, both = commented_and_marked("preliminary"), commented_and_marked("preliminary", "bargaining")
    readers = {
        person
        for person in PEOPLE
        if may_read(one.policy, one.process, "comment C1", person, one.standing(person))
    }
    of_both = {
        person
        for person in PEOPLE
        if may_read(both.policy, both.process, "comment C1", person, both.standing(person))
    }
    not_of_both = {"secretary", "contact", "professor", "publisher"}
    assert not_of_both <= readers
    assert of_both == readers - not_of_both


@pytest.mark.check("S52")
@pytest.mark.parametrize("action", ["respond_to_comments", "set_mark", "lift_mark", "consider_late"])
def test_no_word_of_a_marked_comment_stands_in_a_choice_list(action: str) -> None:
    late = acts("give_feedback", "dss_customers", kind="comment", text="Canary 7f3a", marks=["security"])
    government = commented_and_marked("security")
    for step in (g.after(days=40), g.ticked, late):
        step(government)
    context = government.at(BY_NAME[action], Acting(LEAD, Capacity("lead", "lead"), government.today))
    drawn = repr(fields(BY_NAME[action], context))
    assert "C2" in drawn
    assert "Canary 7f3a" not in drawn
    assert "Canary 7f3a" not in "".join(comments_in_full(context))


@pytest.mark.check("S52")
def test_an_unmarked_comment_does_stand_in_the_choice_list() -> None:
    government = commented_and_marked()
    context = government.at(
        BY_NAME["respond_to_comments"], Acting(LEAD, Capacity("lead", "lead"), government.today)
    )
    assert "Canary 7f3a" in repr(fields(BY_NAME["respond_to_comments"], context))
    assert "Canary 7f3a" in "".join(comments_in_full(context))


# The Library and the pages ------------------------------------------------------------------------------


@pytest.mark.check("S40")
@pytest.mark.parametrize(
    "path",
    [
        "",
        "ITP-1/",
        "ITP-1/v1.1/index.html",
        "ITP-1/v1.1/text.md",
        "ITP-1/v1.0/original/policy.md",
        "no/such/",
    ],
)
async def test_every_answer_of_the_library_forbids_scripts_frames_and_guessing_of_types(
    tmp_path: Path, path: str
) -> None:
    async with shelves(tmp_path) as library:
        await library.add(1)
        async with library.client.get(f"/library/{path}") as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "script-src" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == HEADERS["Referrer-Policy"] == "no-referrer"


@pytest.mark.check("S40")
def test_the_html_of_a_text_is_cleaned_whatever_the_parser_lets_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    html = render("[a](ftp://files.example/x) [b](https://portal.ct.gov)", whole=True).html
    assert "ftp:" not in html
    assert 'rel="noopener noreferrer"' in html
    hostile = '<p onclick="steal()">a</p><script>steal()</script><a href="javascript:steal()">b</a><iframe></iframe>'
    monkeypatch.setattr("markdown_it.renderer.RendererHTML.render", lambda *_: hostile)
    html = render("anything", whole=True).html
    assert [word for word in ("onclick", "script", "steal", "iframe") if word in html] == []


@pytest.mark.parametrize("history", [g.WITH_DRAFT, g.IN_FEEDBACK, g.BEFORE_SECRETARY, g.CANDIDATE])
@pytest.mark.check("S40")
def test_a_policy_that_is_not_adopted_is_not_shelved(history: tuple[g.Step, ...]) -> None:
    government = given(*history)
    assert shelved(government.policy, government.process, lambda _: "Not for the public") is None


@pytest.mark.check("S40")
async def test_a_policy_that_is_not_adopted_is_on_no_page_of_the_served_library(tmp_path: Path) -> None:
    async with shelves(tmp_path) as library:
        await library.add(1)
        paper = document("must")
        begun = (
            e.NeedRaised(title="Canary 7f3a", text="", sources=(), citations=(), decision_due=MORNING),
            e.PursuitRecommended(lead="p1", need="high", risk="low", lead_due=MORNING),
            e.DraftSubmitted(draft=1, paper=paper.paper),
        )
        await library.record.write(lambda tx: tx.append("policy:ITP-2", ACTING, begun))
        for path, status in (("", 200), ("ITP-1/", 200), ("ITP-2/", 404), ("?q=Canary", 200)):
            async with library.client.get(f"/library/{path}") as answer:
                assert (path, answer.status) == (path, status)
                assert "Canary 7f3a" not in await answer.text()


@pytest.mark.check("S51")
@pytest.mark.parametrize(
    ("base", "secure"), [("https://bot.example", True), ("http://127.0.0.1:8080", False)]
)
def test_the_cookie_of_a_page_goes_over_https_alone_where_the_address_is_https(
    base: str, secure: bool
) -> None:
    response = web.Response()
    Guard(base).keep(response, "page", "the browser's secret", timedelta(minutes=5))
    (cookie,) = response.cookies.values()
    assert bool(cookie["secure"]) is secure
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Strict")


# The record ----------------------------------------------------------------------------------------------


@pytest.mark.check("R24")
async def test_an_entry_that_names_another_one_before_it_is_told_though_its_digest_is_right(
    place: Place,
) -> None:
    record = record_in(place, Clock())
    await record.open()
    for words in ("one", "two", "three"):
        await record.write(lambda tx, words=words: tx.append("policy:ITP-1", CIO, [Noted(words=words)]))  # type: ignore[misc]
    columns = (
        "stream", "seq", "type", "happened_on", "recorded_at", "actor", "capacity", "capacity_key", "authority",
        "entered_by", "evidence_digest", "body_digest", "prev",
    )  # fmt: skip
    (values,) = place.look(f"SELECT {', '.join(columns)} FROM entries WHERE seq = 3")
    prev = "0" * 64
    digest = digest_of({**dict(zip(columns, values, strict=True)), "prev": prev})
    place.tamper(
        f"UPDATE entries SET prev = '{prev}', digest = '{digest}' WHERE seq = 3; UPDATE streams SET digest = '{digest}'"
    )
    checked = await record.read(verify)
    await record.close()
    assert checked.bad == ("policy:ITP-1", 3, "Entry 3 of policy:ITP-1 does not follow the entry before it.")


@pytest.mark.check("R26")
@pytest.mark.parametrize("what", ["a message", "a redraw", "an entry"])
async def test_views_that_are_rebuilt_neither_send_nor_redraw_nor_record(place: Place, what: str) -> None:
    def sends(tx: Tx, stream: str, state: Any) -> None:
        if what == "a message":
            tx.outbox.tell(stream, 1, [Notification("steering", "need")], MORNING)
        elif what == "a redraw":
            tx.receipts.mark_stale(stream, MORNING)
        else:
            tx.append(stream, CIO, [Noted(words="again")])

    record = record_in(place, Clock())
    await record.open()
    await record.write(lambda tx: tx.append("policy:ITP-1", CIO, [Noted(words="Cloud")]))
    with pytest.raises(RuntimeError, match="nothing is sent"):
        await record.rebuild_views(sends, version=2)
    counts = (
        "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM stale), (SELECT count(*) FROM entries)"
    )
    rows = await record.read(lambda tx: [tuple(row) for row in tx.conn.exec_driver_sql(counts)])
    await record.close()
    assert rows == [(0, 0, 1)]


# Standing, to its last day ------------------------------------------------------------------------------


LAST = date(2027, 1, 15)


@pytest.mark.check("S29")
@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (d.DesigneeNamed(of="secretary", person="designee", until=LAST), "secretary_designee"),
        (d.DesigneeNamed(of="ciso", person="designee", until=LAST), "steering"),
        (
            d.DelegationFiled(
                delegation="G1", person="designee", power="approve", valid_from=date(2027, 1, 4), until=LAST
            ),
            "delegate",
        ),
    ],
    ids=["the Secretary's designee", "a seat's designee", "a delegate"],
)
def test_a_standing_holds_on_its_last_day_and_not_on_the_next(event: d.DirectoryEvent, kind: str) -> None:
    government = given()
    government.record(DIRECTORY, event)
    held = {}
    for day in (LAST - timedelta(days=1), LAST, LAST + timedelta(days=1)):
        government.later(days=(day - government.today).days)
        assert government.today == day
        held[day] = kind in {capacity.kind for capacity in government.standing("designee")}
    assert list(held.values()) == [True, True, False]


@pytest.mark.check("S29")
def test_a_delegation_holds_from_its_first_day() -> None:
    government = given()
    first = government.today + timedelta(days=1)
    government.record(
        DIRECTORY, d.DelegationFiled(delegation="G1", person="designee", power="approve", valid_from=first)
    )
    assert "delegate" not in {capacity.kind for capacity in government.standing("designee")}
    government.later(days=1)
    assert "delegate" in {capacity.kind for capacity in government.standing("designee")}


@pytest.mark.check("S29")
def test_a_delegate_approves_on_the_last_day_and_is_refused_on_the_next() -> None:
    government = given(*g.BEFORE_SECRETARY)
    last = government.today + timedelta(days=3)
    event = d.DelegationFiled(
        delegation="G1", person="designee", power="approve", valid_from=government.today, until=last
    )
    government.record(DIRECTORY, event)
    government.later(days=3)
    assert government.refusal("approve", "designee") is None
    government.later(days=1)
    assert "belongs to:" in str(government.tries("approve", "designee"))


# Acknowledging, and the end -----------------------------------------------------------------------------


class SlowBot(ScriptedBot):
    """A bot whose transaction lasts until the test lets it commit."""

    def __init__(self) -> None:
        super().__init__()
        self.commits = asyncio.Event()
        self.began = asyncio.Event()

    async def command(self, account: Any, words: str, conversation: str = "") -> Any:
        self.began.set()
        await self.commits.wait()
        return await super().command(account, words, conversation)

    async def press(self, account: Any, value: str) -> Any:
        self.began.set()
        await self.commits.wait()
        return await super().press(account, value)


@pytest.mark.check("R18")
async def test_nothing_is_acknowledged_through_socket_mode_before_it_is_committed() -> None:
    bot = SlowBot()
    async with Workspace(("Ada", "ada@state.example"), patience=10.0) as slack:
        await slack.serve(SlackAdapter(bot, slack.settings()), socket_mode=True)
        ada = slack.person("ada@state.example")
        payload = slack.payloads.command(ada.user, "/gov", "status", ada.direct_place)
        sending = asyncio.create_task(slack.sockets.deliver("slash_commands", payload))
        await asyncio.wait_for(bot.began.wait(), 10)
        await asyncio.sleep(0.5)
        assert not sending.done(), "it was acknowledged before it was committed"
        bot.commits.set()
        assert DONE.headline in str(await sending)


@pytest.mark.check("R20")
async def test_at_sigterm_the_queues_are_left_and_the_database_is_closed(tmp_path: Path) -> None:
    place = sqlite_in(tmp_path)
    async with Workspace(("DCS customer success manager", REPRESENTATIVE), patience=20.0) as slack:
        async with serving(slack, place, tmp_path) as port:
            slack.connect(f"http://127.0.0.1:{port}/slack/events")
            await slack.person(REPRESENTATIVE).command("status")
            await asyncio.sleep(2)
            raw_ = sqlite3.connect(place.file)
            held = raw_.execute("SELECT count(*) FROM lanes WHERE holder <> ''").fetchall()
            raw_.close()
            assert held != [(0,)], "it holds the queues while it runs"
        assert not os.path.exists(f"{place.file}-wal")  # noqa: ASYNC240, PTH110
        assert place.look("SELECT count(*) FROM lanes WHERE holder <> ''") == [(0,)]
