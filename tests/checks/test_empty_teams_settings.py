"""For Teams, an empty app id, password or tenant: the adapter is not built, and says why."""

from __future__ import annotations

from typing import Any

import pytest

from govbot_teams import TeamsSettings
from govbot_teams.clouds import CLOUDS
from govbot_teams.standin.world import APP, TENANT

pytestmark = pytest.mark.check("S36")

SAFE: dict[str, Any] = {"app_id": APP, "app_password": "a password", "tenant": TENANT}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"app_id": ""}, "authentication would be off"),
        ({"app_id": " "}, "authentication would be off"),
        ({"app_id": "govbot"}, "is no id like"),
        ({"app_password": ""}, "nothing could be sent"),
        ({"tenant": ""}, "people of any organisation could act"),
        ({"tenant": "common"}, "is no id like"),
        ({"cloud": "azure"}, "Choose one of"),
        ({"stand_in": "https://example.com"}, "is not on this machine"),
        ({"stand_in": "http://localhost.evil.example:80"}, "is not on this machine"),
        ({"stand_in": "http://127.0.0.1@evil.example:80"}, "is not on this machine"),
        ({"graph": True}, "could not install itself"),
        ({"unchecked": True, "app_password": ""}, "in the loopback test mode only"),
        ({"unchecked": True, "stand_in": "http://127.0.0.1:4000"}, "in the loopback test mode only"),
    ],
)
def test_unsafe_settings_are_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        TeamsSettings(**{**SAFE, **change})


def test_safe_settings_show_no_password() -> None:
    for cloud in CLOUDS:
        settings = TeamsSettings(**{**SAFE, "cloud": cloud})
        assert "a password" not in repr(settings)
        assert settings.is_service(settings.hosts.service)
        assert not settings.is_service(settings.hosts.service.replace("https:", "http:"))
