"""The Teams settings: the app, its password, the tenant, the cloud, the channels."""

from __future__ import annotations

import re
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, model_validator

from govbot.adapter_api.settings import Environment, UnsafeSettings, read_from
from govbot_teams.clouds import CLOUDS, Cloud, on_loopback
from govbot_teams.pace import TeamsPace

PREFIX = "GOVBOT_TEAMS_"
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
LOOPBACK = "127.0.0.1"
NO_APP = (
    "The Teams app id is empty: authentication would be off, and anybody could send requests in Teams' name. "
    "Copy it from the bot's page in Azure, Configuration, Microsoft App ID."
)
SILENT = (
    "The Teams app password is empty: nothing could be sent. "
    "Make a client secret on the app registration's page, Certificates & secrets."
)
NO_TENANT = (
    "The Teams tenant id is empty: people of any organisation could act. "
    "Copy the one that govbot serves from the Entra admin center, Overview."
)
NOT_SET = "To serve Teams, set GOVBOT_TEAMS_APP_ID and what belongs to it."
NOT_AN_ID = "The Teams {what} “{given}” is no id like 00000000-0000-0000-0000-000000000000. Copy it again."
NO_CLOUD = "There is no Teams cloud “{given}”. Choose one of: public, gcc, gcch, dod."
NO_CATALOG = (
    "The app's id in the catalogue is empty: with Graph it makes group chats, and could not install itself in "
    "them. Copy it from the Teams admin centre to GOVBOT_TEAMS_CATALOG_ID, or set GOVBOT_TEAMS_GRAPH=false."
)
NOT_LOOPBACK = (
    "{given} is not on this machine: a stand-in of Teams may be at http://127.0.0.1:PORT only. "
    "Leave it empty to talk to Teams itself."
)
UNCHECKED = (
    "Requests without tokens are taken in the loopback test mode only, without a password. "
    "Name a stand-in at http://127.0.0.1:PORT and leave the password empty, or switch the checks on."
)


class TeamsSettings(BaseModel):
    """One app (bot) in one Entra tenant.

    `steering`, `announcements` and `operations` are conversation ids ("19:…@thread.tacv2"). `graph` says that the app
    has the Graph permissions for addresses and rooms; `catalog_id` is the app's id in the organisation's
    catalogue, with which it can be installed for people.
    `stand_in` ("http://127.0.0.1:PORT") replaces every host of Microsoft's; `unchecked` takes requests
    without tokens, for Microsoft's playground on this machine, and sends none.
    """

    model_config = read_from(PREFIX)

    app_id: str = ""
    app_password: SecretStr = SecretStr("")
    tenant: str = ""
    cloud: str = "public"
    graph: bool = False
    catalog_id: str = ""
    stand_in: str = ""
    unchecked: bool = Field(False, exclude=True)
    steering: str = ""
    announcements: str = ""
    operations: str = ""
    privacy_url: str = Field("", alias="GOVBOT_PRIVACY_URL")
    terms_url: str = Field("", alias="GOVBOT_TERMS_URL")
    calls_a_second: int = Field(30, ge=1)
    graph_calls_a_second: int = Field(30, ge=1, alias="GOVBOT_GRAPH_CALLS_A_SECOND")
    graph_calls_a_second_each: int = Field(4, ge=1, alias="GOVBOT_GRAPH_CALLS_A_SECOND_EACH")

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        problems = self._problems()
        if problems:
            raise UnsafeSettings("\n".join(problems))
        return self

    @property
    def channels(self) -> dict[str, str]:
        """The conversation ids of the channels that are set, by name."""
        named = {"steering": self.steering, "announcements": self.announcements, "operator": self.operations}
        return {name: channel for name, channel in named.items() if channel}

    @property
    def pace(self) -> TeamsPace:
        """How often Teams and Graph may be called."""
        return TeamsPace(self.calls_a_second, self.graph_calls_a_second, self.graph_calls_a_second_each)

    @property
    def hosts(self) -> Cloud:
        """The hosts of the configured cloud."""
        cloud = CLOUDS[self.cloud]
        return on_loopback(self.stand_in, cloud.takes_files) if self.stand_in else cloud

    def is_service(self, address: str) -> bool:
        """Whether an address is Teams' own, so that it may be given the bot's token."""
        return self._is_ours(address) and (bool(self.stand_in) or _host(address) in self.hosts.services)

    def is_file_host(self, address: str) -> bool:
        """Whether files may be fetched from an address."""
        return self._is_ours(address) and (bool(self.stand_in) or _host(address).endswith(self.hosts.files))

    def _is_ours(self, address: str) -> bool:
        """An https address at the usual port; of a stand-in its own, or any of this machine if unchecked."""
        parts = _parts(address)
        if parts is None:
            return False
        scheme, host, place = parts
        if self.unchecked:
            return scheme == "http" and host == LOOPBACK
        if self.stand_in:
            return scheme == "http" and place in self.hosts.services
        return scheme == "https" and place in (host, f"{host}:443")

    def _problems(self) -> list[str]:
        password = self.app_password.get_secret_value()
        checks = (
            (not self.app_id.strip(), NO_APP),
            (not self.tenant.strip(), NO_TENANT),
            (_is_mistyped(self.app_id), NOT_AN_ID.format(what="app id", given=self.app_id)),
            (_is_mistyped(self.tenant), NOT_AN_ID.format(what="tenant id", given=self.tenant)),
            (self.cloud not in CLOUDS, NO_CLOUD.format(given=self.cloud)),
            (self.graph and not self.catalog_id.strip(), NO_CATALOG),
            (self.stand_in and not _is_loopback(self.stand_in), NOT_LOOPBACK.format(given=self.stand_in)),
            (self.unchecked and (not self.stand_in or password), UNCHECKED),
            (not self.unchecked and not password.strip(), SILENT),
        )
        return [sentence for is_unsafe, sentence in checks if is_unsafe]


def is_configured(environment: Environment) -> bool:
    """Whether Teams is to be served: the app id is set."""
    return bool(environment.get("GOVBOT_TEAMS_APP_ID"))


def missing(environment: Environment) -> list[str]:
    """A sentence where the app id is not set; the other settings are checked together with it."""
    return [] if is_configured(environment) else [NOT_SET]


def _is_mistyped(id: str) -> bool:
    return bool(id.strip()) and not _ID.fullmatch(id)


def _parts(address: str) -> tuple[str, str, str] | None:
    """The scheme, the host, and the host with its port; None for what is no plain address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.username is not None or parts.password is not None or not parts.hostname or "\\" in address:
        return None
    place = parts.hostname if port is None else f"{parts.hostname}:{port}"
    return parts.scheme, parts.hostname, place


def _host(address: str) -> str:
    parts = _parts(address)
    return parts[1] if parts else ""


def _is_loopback(address: str) -> bool:
    parts = _parts(address)
    return parts is not None and parts[:2] == ("http", LOOPBACK) and not urlsplit(address).path
