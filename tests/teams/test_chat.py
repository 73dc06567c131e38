"""The port's Teams side: whom it finds, how it sends, what it keeps, which rooms it makes."""

from __future__ import annotations

import pytest

from govbot.adapter_api.chat import Account, RetryLater, Sent, Undeliverable
from govbot.core.cards.vocabulary import Card
from govbot_teams import TeamsAdapter
from govbot_teams.clouds import CLOUDS
from govbot_teams.errors import GONE, TOO_LARGE
from govbot_teams.references import Person, Place, References
from govbot_teams.rooms import LINK_ONE
from govbot_teams.standin import Workspace
from govbot_teams.standin.faults import Fault
from govbot_teams.standin.world import TENANT
from tests.teams.scripted import CARD, DONE, ScriptedBot

ADA, BEN, CY = "ada@state.example", "ben@state.example", "cy@state.example"


async def account(adapter: TeamsAdapter, email: str = ADA) -> Account:
    account = await adapter.chat.address(email)
    assert account is not None
    return account


# Who --------------------------------------------------------------------------------------------------


async def test_people_are_found_by_their_address(teams: Workspace, adapter: TeamsAdapter) -> None:
    assert await adapter.chat.address(ADA) == Account("teams", TENANT, teams.person(ADA).user.id)
    assert await adapter.chat.address("o'neil@state.example") is None


@pytest.mark.parametrize("marks", [{"role": "guest"}, {"disabled": True}])
async def test_guests_and_disabled_people_have_no_address(
    teams: Workspace, adapter: TeamsAdapter, marks: dict[str, object]
) -> None:
    teams.add("Di Dee", "di@state.example", **marks)
    assert await adapter.chat.address("di@state.example") is None


async def test_without_graph_people_are_found_once_they_were_met(teams: Workspace, bot: ScriptedBot) -> None:
    adapter = TeamsAdapter(bot, teams.settings(graph=False))
    await teams.serve(adapter)
    assert await adapter.chat.address(ADA) is None
    await teams.person(ADA).say("hello")
    who = bot.calls("said")[0][0]
    profile = await adapter.chat.profile(Account("teams", TENANT, who))
    assert (profile.email, profile.is_guest) == (ADA, False)
    assert await adapter.chat.address(ADA.upper()) == profile.account


@pytest.mark.parametrize("marks", [{"role": "guest"}, {"role": "anonymous"}])
async def test_a_guest_is_known_as_one(
    teams: Workspace, adapter: TeamsAdapter, bot: ScriptedBot, marks: dict[str, str]
) -> None:
    await teams.add("Di Dee", "di@elsewhere.example", **marks).say("hello")
    profile = await adapter.chat.profile(Account("teams", TENANT, bot.calls("said")[0][0]))
    assert profile.is_guest


async def test_a_disabled_account_is_known_as_one(
    teams: Workspace, adapter: TeamsAdapter, bot: ScriptedBot
) -> None:
    di = teams.add("Di Dee", "di@state.example", disabled=True)
    await di.say("hello")
    profile = await adapter.chat.profile(Account("teams", TENANT, di.user.id))
    assert (profile.is_guest, profile.is_deactivated) == (False, True)


async def test_people_from_elsewhere_and_unheard_of_are_guests(adapter: TeamsAdapter) -> None:
    for tenant in (TENANT, "another"):
        profile = await adapter.chat.profile(Account("teams", tenant, "unheard-of"))
        assert (profile.email, profile.is_guest) == ("", True)


# Sending ----------------------------------------------------------------------------------------------


async def test_the_conversation_with_a_person_is_made_once(teams: Workspace, adapter: TeamsAdapter) -> None:
    ada = await account(adapter)
    first = await adapter.chat.send(ada, "", CARD, "1")
    await adapter.chat.send(ada, "", CARD, "2")
    await adapter.chat.send(ada, first.conversation, CARD, "3")
    assert teams.server.calls["create"] == 1
    assert [message.summary for message in teams.person(ADA).inbox] == ["D2 awaits your decision"] * 3


async def test_a_card_is_drawn_again_where_it_is(teams: Workspace, adapter: TeamsAdapter) -> None:
    sent = await adapter.chat.send(await account(adapter), "", CARD, "1")
    await adapter.chat.redraw(sent, DONE)
    (message,) = teams.person(ADA).inbox
    assert message.words == "D2 is approved\nRecorded."


async def test_a_channels_reference_is_posted_to_at_its_root(teams: Workspace, adapter: TeamsAdapter) -> None:
    channel = teams.channels["steering"]
    for name in ("steering", "channel:steering", channel, f"{channel};messageid=1700"):
        assert (await adapter.chat.post(name, CARD, name)).conversation == channel
    assert [message.root for message in teams.world.place(channel).messages] == [""] * 4


async def test_what_is_gone_is_said(adapter: TeamsAdapter) -> None:
    with pytest.raises(Undeliverable, match=GONE):
        await adapter.chat.redraw(Sent("19:steering@thread.tacv2", "1"), CARD)
    with pytest.raises(Undeliverable, match=GONE):
        await adapter.chat.post("19:nowhere@thread.tacv2", CARD, "key")


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (Fault("status", "post", status=429, seconds=30), 30.0),
        (Fault("status", "post", status=401), 60.0),
        (Fault("status", "token", status=500), 60.0),
        (Fault("status", "create", status=502), 1.0),
        (Fault("drop after", "create"), 1.0),
        (Fault("status", "create", status=429, seconds=7), 7.0),
    ],
    ids=lambda value: f"{value.call} {value.status}" if isinstance(value, Fault) else "",
)
async def test_a_failure_that_passes_says_when_to_try_again(
    teams: Workspace, adapter: TeamsAdapter, fault: Fault, seconds: float
) -> None:
    error = await failure_of_sending(teams, adapter, fault)
    assert isinstance(error, RetryLater)
    assert error.seconds == seconds


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault("status", "post", status=413), TOO_LARGE),
        (
            Fault("status", "post", status=400, code="BadArgument"),
            "Teams did not take it: HTTP 400 BadArgument.",
        ),
    ],
    ids=["413", "400"],
)
async def test_a_failure_that_stays_says_why(
    teams: Workspace, adapter: TeamsAdapter, fault: Fault, sentence: str
) -> None:
    error = await failure_of_sending(teams, adapter, fault)
    assert isinstance(error, Undeliverable)
    assert str(error) == sentence


async def failure_of_sending(teams: Workspace, adapter: TeamsAdapter, fault: Fault) -> Exception:
    """The error of a message that meets a fault; the next message arrives."""
    ada = await account(adapter)
    adapter._access._tokens.clear()
    teams.fail(Fault(fault.kind, fault.call, 1, fault.status, fault.code, fault.seconds))
    with pytest.raises((RetryLater, Undeliverable)) as error:
        await adapter.chat.send(ada, "", CARD, "key")
    await adapter.chat.send(ada, "", CARD, "another")
    return error.value


async def test_an_adapter_that_was_not_started_sends_nothing(teams: Workspace, bot: ScriptedBot) -> None:
    adapter = TeamsAdapter(bot, teams.settings())
    with pytest.raises(RetryLater):
        await adapter.chat.post("steering", CARD, "key")


# Rooms ------------------------------------------------------------------------------------------------


async def test_a_room_is_a_group_chat_with_the_bot_in_it(teams: Workspace, adapter: TeamsAdapter) -> None:
    members = [await account(adapter, ADA), await account(adapter, BEN)]
    room = await adapter.chat.open_room("ITP-1 [Ad](hoc) " + "x" * 300, "A topic", members)
    chat = teams.world.place(room)
    assert chat.members == {member.user for member in members}
    await adapter.chat.post(room, Card("Welcome"), "key")
    assert [message.words for message in chat.messages] == ["Welcome"]


async def test_members_come_and_go(teams: Workspace, adapter: TeamsAdapter) -> None:
    ada, ben, cy = [await account(adapter, email) for email in (ADA, BEN, CY)]
    room = await adapter.chat.open_room("ITP-1", "", [ada, ben])
    for _ in range(2):
        await adapter.chat.change_members(room, [cy], [ben])
        assert teams.world.place(room).members == {ada.user, cy.user}


async def test_without_graph_the_liaison_links_a_chat(teams: Workspace, bot: ScriptedBot) -> None:
    adapter = TeamsAdapter(bot, teams.settings(graph=False))
    with pytest.raises(Undeliverable) as error:
        await adapter.chat.open_room("ITP-1", "", [])
    assert str(error.value) == LINK_ONE
    with pytest.raises(Undeliverable, match="by hand"):
        await adapter.chat.change_members("19:x", [], [])


# References -------------------------------------------------------------------------------------------


async def test_a_moved_service_address_is_followed(teams: Workspace, adapter: TeamsAdapter) -> None:
    ada = await account(adapter)
    references = adapter._context.references
    await references.meet(ada.user, service="http://127.0.0.1:1/teams/", conversation="a:gone")
    await references.visit(teams.person(ADA).chat.id, "http://127.0.0.1:1/teams/")
    await teams.person(ADA).say("hello")
    sent = await adapter.chat.send(ada, "", CARD, "key")
    assert sent.conversation == teams.person(ADA).chat.id


async def test_references_outlive_the_program_and_are_shared_by_replicas(bot: ScriptedBot) -> None:
    first, second = (References(bot.recall, bot.keep) for _ in range(2))
    await first.meet("u1", "ada@state.example", member="29:1", service="s1", conversation="a:1")
    await second.meet("u1", service="s2")
    await first.meet("u1", service="s2")
    await first.visit("19:x", "s1", ["29:1"])
    await second.visit("19:x", "s1", ["29:2"], asked=True)
    await second.leave("u1")
    assert await first.person("u1") == Person("u1", "29:1", "s2", "", "")
    assert await first.place("19:x") == Place("19:x", "s1", ("29:1", "29:2"), True)
    assert await first.by_email("ADA@state.example ") == await second.person("u1")
    assert (await first.person("u2"), await first.place("19:y"), await first.by_email("x")) == (
        None,
        None,
        None,
    )
    assert not any("ada@" in name + value for name, value in bot.kept.items())


async def test_what_is_known_is_not_written_again(teams: Workspace, bot: ScriptedBot) -> None:
    adapter = TeamsAdapter(bot, teams.settings())
    await teams.serve(adapter)
    await teams.person(ADA).say("hello")
    bot.keep = None  # type: ignore[assignment, method-assign]
    adapter._context.references.keep = bot.keep
    await teams.person(ADA).say("hello again")
    assert len(bot.calls("said")) == 2


async def test_who_uninstalls_the_app_is_written_to_again_once_it_is_back(
    teams: Workspace, adapter: TeamsAdapter
) -> None:
    ada = teams.person(ADA)
    await ada.install()
    await teams.deliver(teams.payloads.installed(ada.user, ada.chat, "remove")[0])
    await adapter.chat.send(await account(adapter), "", CARD, "key")
    assert teams.server.calls["create"] == 1


def test_each_cloud_has_its_own_hosts() -> None:
    hosts = {name: row.services for name, row in CLOUDS.items()}
    assert hosts == {
        "public": ("smba.trafficmanager.net",),
        "gcc": ("smba.infra.gcc.teams.microsoft.com",),
        "gcch": ("smba.infra.gov.teams.microsoft.us",),
        "dod": ("smba.infra.dod.teams.microsoft.us",),
    }
    assert [name for name, row in CLOUDS.items() if not row.takes_files] == ["gcch", "dod"]
