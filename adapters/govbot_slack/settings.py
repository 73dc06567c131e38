"""The Slack settings: credentials, workspace, address of the API, channels."""

from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, model_validator

from govbot.adapter_api.settings import Environment, UnsafeSettings, read_from
from govbot_slack.pace import SlackPace

PREFIX = "GOVBOT_SLACK_"
UNSIGNED = (
    "Slack's signing secret is empty: anybody could send requests in Slack's name. "
    "Copy it from the app's page, Basic Information, App Credentials."
)
SILENT = (
    "Slack's bot token is empty: nothing could be sent. "
    "Copy it from the app's page, OAuth & Permissions, after installing the app."
)
NO_TENANT = (
    "Neither a Slack team id (T…) nor an enterprise id (E…) is set: "
    "people of any workspace could act. Name the one that govbot serves."
)
NOT_HTTPS = "Slack's address {given} does not begin with https://: tokens would travel openly."
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class SlackSettings(BaseModel):
    """One workspace (`team`, "T…") or one Enterprise Grid organisation (`enterprise`, "E…").

    With both, people of the whole organisation are served, and rooms are opened in that workspace.

    `app_token` ("xapp-…") is for Socket Mode only. `base_url` is https://slack-gov.com/api/ for GovSlack.
    `steering`, `announcements` and `operations` are channels' ids ("C…"). `connections` is how many replicas
    hold a connection of Socket Mode. The rest: calls a minute.
    """

    model_config = read_from(PREFIX)

    bot_token: SecretStr = SecretStr("")
    signing_secret: SecretStr = SecretStr("")
    app_token: SecretStr = SecretStr("")
    team: str = ""
    enterprise: str = ""
    base_url: str = "https://slack.com/api/"
    steering: str = ""
    announcements: str = ""
    operations: str = ""
    connections: int = Field(1, ge=1, le=10)
    posts_a_minute: int = Field(300, ge=1)
    updates_a_minute: int = Field(50, ge=1)
    opens_a_minute: int = Field(50, ge=1)
    lookups_a_minute: int = Field(50, ge=1)
    rooms_a_minute: int = Field(20, ge=1)

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        problems = self._problems()
        if problems:
            raise UnsafeSettings("\n".join(problems))
        return self

    @property
    def tenant(self) -> str:
        """The workspace or organisation that every account of ours belongs to."""
        return self.enterprise or self.team

    @property
    def install_team(self) -> str:
        """The workspace that calls of an organisation-wide installation have to name; "" where none has to."""
        return self.team if self.enterprise else ""

    @property
    def channels(self) -> dict[str, str]:
        """The ids of the channels that are set, by name."""
        named = {"steering": self.steering, "announcements": self.announcements, "operator": self.operations}
        return {name: channel for name, channel in named.items() if channel}

    @property
    def pace(self) -> SlackPace:
        """How often Slack may be called."""
        return SlackPace(
            posts=self.posts_a_minute,
            updates=self.updates_a_minute,
            opens=self.opens_a_minute,
            lookups=self.lookups_a_minute,
            rooms=self.rooms_a_minute,
        )

    @property
    def host(self) -> str:
        """The host that the Web API is called at."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Whether Slack is a stand-in on this machine."""
        return self.host in _LOOPBACK

    def is_slack(self, address: str) -> bool:
        """Whether a URL is Slack's own, so that it may be given the bot's token or an answer."""
        parts, own = urlsplit(address), urlsplit(self.base_url)
        if self.is_loopback:
            return (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
        host = parts.hostname or ""
        hosts = {self.host, f"files.{self.host}", f"hooks.{self.host}"}
        return parts.scheme == "https" and host in hosts and parts.port in (None, 443)

    def _problems(self) -> list[str]:
        is_open = not self.is_loopback and urlsplit(self.base_url).scheme != "https"
        checks = (
            (not self.signing_secret.get_secret_value().strip(), UNSIGNED),
            (not self.bot_token.get_secret_value().strip(), SILENT),
            (not self.tenant.strip(), NO_TENANT),
            (is_open, NOT_HTTPS.format(given=self.base_url)),
        )
        return [sentence for is_unsafe, sentence in checks if is_unsafe]


def is_configured(environment: Environment) -> bool:
    """Whether Slack is to be served: anything that it needs is set."""
    needed = ("BOT_TOKEN", "SIGNING_SECRET", "TEAM", "ENTERPRISE")
    return any(environment.get(f"{PREFIX}{name}") for name in needed)


def missing(environment: Environment) -> list[str]:
    """A sentence for each setting without which Slack must not be served."""
    tenant = environment.get("GOVBOT_SLACK_TEAM") or environment.get("GOVBOT_SLACK_ENTERPRISE")
    needed = (
        ("GOVBOT_SLACK_BOT_TOKEN", environment.get("GOVBOT_SLACK_BOT_TOKEN"), "the bot token is empty"),
        (
            "GOVBOT_SLACK_SIGNING_SECRET",
            environment.get("GOVBOT_SLACK_SIGNING_SECRET"),
            "the signing secret is empty",
        ),
        ("GOVBOT_SLACK_TEAM", tenant, "neither a Slack team id is set, nor GOVBOT_SLACK_ENTERPRISE"),
    )
    return [f"Set {name}: {why}." for name, value, why in needed if not (value or "").strip()]
