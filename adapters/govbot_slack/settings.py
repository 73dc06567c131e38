"""What an operator says of Slack: the credentials, the one workspace, where Slack is, which channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from govbot_slack.pace import SlackPace

SLACK = "https://slack.com/api/"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class SlackSettings:
    """One workspace (`team`, "T…") or one Enterprise Grid organisation (`enterprise`, "E…").

    `app_token` ("xapp-…") is for Socket Mode only. `base_url` is https://slack-gov.com/api/ for GovSlack.
    `channels` gives channels' Slack ids by name: {"steering": "C…", "operations": "C…"}.
    """

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    team: str = ""
    enterprise: str = ""
    app_token: str = field(default="", repr=False)
    base_url: str = SLACK
    channels: Mapping[str, str] = field(default_factory=dict)
    pace: SlackPace = field(default_factory=SlackPace)

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise ValueError(problem)

    @property
    def tenant(self) -> str:
        """The workspace or organisation that every account of ours belongs to."""
        return self.enterprise or self.team

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
        names = {self.host, f"files.{self.host}", f"hooks.{self.host}"}
        return parts.scheme == "https" and host in names and parts.port in (None, 443)

    def _problems(self) -> list[str]:
        found = []
        if not self.signing_secret.strip():
            found.append(
                "Slack's signing secret is empty: anybody could send requests in Slack's name. "
                "Copy it from the app's page, Basic Information, App Credentials."
            )
        if not self.bot_token.strip():
            found.append(
                "Slack's bot token is empty: nothing could be sent. "
                "Copy it from the app's page, OAuth & Permissions, after installing the app."
            )
        if not self.tenant.strip():
            found.append(
                "Neither a Slack team id (T…) nor an enterprise id (E…) is set: "
                "people of any workspace could act. Name the one that govbot serves."
            )
        if not self.is_loopback and urlsplit(self.base_url).scheme != "https":
            found.append(
                f"Slack's address {self.base_url} does not begin with https://: tokens would travel openly."
            )
        return found
