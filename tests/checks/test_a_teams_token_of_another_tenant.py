"""A valid Teams token, and a request from another tenant: 403, and nothing is read or written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.teams.given import said, tenant
from tests.teams.scripted import ScriptedBot

pytestmark = pytest.mark.check("S32")

OTHER = "00000000-1111-4222-8333-444444444444"
CHANGES: dict[str, dict[str, Any]] = {
    "the channel's data": {"channelData": {"tenant": {"id": OTHER}}},
    "no tenant at all": {"channelData": {}, "conversation": {"id": "a:1", "conversationType": "personal"}},
    "the conversation": {"conversation": {"id": "a:1", "conversationType": "personal", "tenantId": OTHER}},
    "the sender": {"from": {"id": "29:1", "aadObjectId": "1", "tenantId": OTHER}},
    "odd data": {"channelData": {"tenant": [OTHER]}, "conversation": "a:1"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
async def test_another_tenant_is_turned_away(change: dict[str, Any]) -> None:
    bot = ScriptedBot()
    async with tenant(bot) as (teams, _):
        status, body = await teams.send({**said(teams), **change})
        await teams.settled()
        assert (status, body) == (403, b"")
        assert bot.asked == []
        assert teams.posted() == []
