"""Microsoft's clouds: a row of hosts for each, from which all allowed addresses follow.

https://learn.microsoft.com/en-us/azure/bot-service/bot-service-resources-faq-azure (US Government clouds),
https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/app-fundamentals-overview#government-community-cloud
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Cloud:
    """One row. `services` are the hosts that the bot's token may go to, `files` the ends of file hosts.

    `takes_files` says whether people can send files to the bot at all.
    """

    issuer: str
    keys: str
    login: str
    scope: str
    service: str
    services: tuple[str, ...]
    graph: str
    files: tuple[str, ...]
    takes_files: bool = True


PUBLIC = Cloud(
    issuer="https://api.botframework.com",
    keys="https://login.botframework.com/v1/.well-known/openidconfiguration",
    login="https://login.microsoftonline.com",
    scope="https://api.botframework.com/.default",
    service="https://smba.trafficmanager.net/teams/",
    services=("smba.trafficmanager.net",),
    graph="https://graph.microsoft.com",
    files=(".sharepoint.com",),
)
GCC = replace(
    PUBLIC,
    service="https://smba.infra.gcc.teams.microsoft.com/teams/",
    services=("smba.infra.gcc.teams.microsoft.com",),
)
GCC_HIGH = Cloud(
    issuer="https://api.botframework.us",
    keys="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    login="https://login.microsoftonline.us",
    scope="https://api.botframework.us/.default",
    service="https://smba.infra.gov.teams.microsoft.us/teams/",
    services=("smba.infra.gov.teams.microsoft.us",),
    graph="https://graph.microsoft.us",
    files=(".sharepoint.us",),
    takes_files=False,
)
DOD = replace(
    GCC_HIGH,
    service="https://smba.infra.dod.teams.microsoft.us/teams/",
    services=("smba.infra.dod.teams.microsoft.us",),
    graph="https://dod-graph.microsoft.us",
    files=(".sharepoint-mil.us",),
)
CLOUDS: dict[str, Cloud] = {"public": PUBLIC, "gcc": GCC, "gcch": GCC_HIGH, "dod": DOD}


def on_loopback(address: str, takes_files: bool = True) -> Cloud:
    """The row of a stand-in, which is everything at one address of this machine: "http://127.0.0.1:4000"."""
    return Cloud(
        issuer=PUBLIC.issuer,
        keys=f"{address}/keys/openid",
        login=f"{address}/login",
        scope=PUBLIC.scope,
        service=f"{address}/teams/",
        services=(urlsplit(address).netloc,),
        graph=f"{address}/graph",
        files=(urlsplit(address).netloc,),
        takes_files=takes_files,
    )
