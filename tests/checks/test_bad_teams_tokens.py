"""Every bad token is answered 401 or 403, never 500, and reaches nothing."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from govbot_teams.standin import Workspace
from govbot_teams.standin.faults import Fault
from govbot_teams.standin.identity import KID
from tests.teams.given import said, tenant
from tests.teams.scripted import ScriptedBot

pytestmark = pytest.mark.check("S33")

Sign = Callable[[Workspace], str]
SECRET = "a secret of at least 32 characters, to sign with"


def signed(**changes: Any) -> Sign:
    return lambda teams: teams.server.identity.sign(teams.payloads.service, **changes)


def unsigned(teams: Workspace) -> str:
    claims = teams.server.identity.sign(teams.payloads.service).split(".")[1]
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": KID}).encode()).rstrip(b"=").decode()
    return f"{head}.{claims}."


def with_the_public_key(teams: Workspace) -> str:
    """The public key taken for a shared secret."""
    claims = {"iss": "https://api.botframework.com", "exp": int(time.time()) + 60}
    return jwt.encode(claims, SECRET, algorithm="HS256", headers={"kid": KID})


def with_another_key(teams: Workspace) -> str:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return teams.server.identity.sign(teams.payloads.service, key=other)


NOW = int(time.time())
BAD: dict[str, Sign] = {
    "missing": lambda teams: "",
    "nonsense": lambda teams: "nonsense",
    "a hundred thousand characters": lambda teams: "x" * 7000 + "." * 1000,
    "three empty parts": lambda teams: "..",
    "another audience": signed(aud="00000000-0000-0000-0000-000000000000"),
    "several audiences": signed(aud=["other", "another"]),
    "no audience": signed(aud=None),
    "another issuer": signed(iss="https://sts.windows.net/evil/"),
    "no issuer": signed(iss=None),
    "expired": signed(exp=NOW - 301),
    "no exp": signed(exp=None),
    "an exp that is no number": signed(exp="tomorrow"),
    "an exp beyond time": signed(exp=10**30, nbf=10**30),
    "not yet valid": signed(nbf=NOW + 3600),
    "another service address": signed(serviceurl="https://smba.trafficmanager.net/teams/"),
    "no service address": signed(serviceurl=None),
    "an unknown kid": signed(headers={"kid": "unknown"}),
    "no kid": signed(headers={"kid": ""}),
    "RS384": signed(headers={"alg": "RS384"}),
    "none": unsigned,
    "HS256": with_the_public_key,
    "another key": with_another_key,
}


@pytest.mark.parametrize("sign", BAD.values(), ids=BAD.keys())
async def test_a_bad_token_is_turned_away(sign: Sign) -> None:
    bot = ScriptedBot()
    async with tenant(bot) as (teams, _):
        status, body = await teams.send(said(teams), sign(teams))
        await teams.settled()
        assert status == 401
        assert body == b""
        assert bot.asked == []


async def test_a_good_token_is_taken() -> None:
    bot = ScriptedBot()
    async with tenant(bot) as (teams, _):
        status, _body = await teams.send(said(teams))
        assert status == 200
        status, _body = await teams.send(
            said(teams), teams.server.identity.sign(teams.payloads.service, exp=int(time.time()) - 200)
        )
        assert status == 200
        assert len(bot.calls("said")) == 2


async def test_a_key_that_is_endorsed_for_another_channel_is_not_taken() -> None:
    bot = ScriptedBot()
    async with tenant(bot) as (teams, _):
        status, _ = await teams.send({**said(teams), "channelId": "webchat"})
        assert status == 401
        keys = teams.server.identity.keys(["webchat"])
        teams.server.identity.keys = lambda endorsements=(): keys  # type: ignore[method-assign]
    async with tenant(bot) as (teams, _):
        keys = teams.server.identity.keys(["webchat"])
        teams.server.identity.keys = lambda endorsements=(): keys  # type: ignore[method-assign]
        status, _ = await teams.send(said(teams))
        assert status == 401
        assert bot.asked == []


async def test_unknown_keys_do_not_make_us_download_without_end() -> None:
    async with tenant(ScriptedBot()) as (teams, _):
        for number in range(20):
            token = teams.server.identity.sign(teams.payloads.service, headers={"kid": f"k{number}"})
            assert (await teams.send(said(teams), token))[0] == 401
        assert teams.server.calls["keys"] == 2  # one document and its keys


async def test_without_keys_teams_is_asked_to_come_again() -> None:
    async with tenant(ScriptedBot()) as (teams, _):
        teams.fail(Fault("status", "keys", status=500))
        assert (await teams.send(said(teams)))[0] == 503


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"{}", 400),
        (b"[" * 100_000, 400),
        (b" " * (2**20 + 1), 413),
    ],
)
async def test_what_is_no_activity_is_turned_away(data: bytes, status: int) -> None:
    async with tenant(ScriptedBot()) as (teams, _):
        token = teams.server.identity.sign(teams.payloads.service)
        headers = {"Authorization": f"Bearer {token}"}
        async with teams.session.post(teams.bot_address, data=BytesIO(data), headers=headers) as answer:
            assert answer.status == status
