"""The operator's settings, from the environment; govbot refuses to start in an unsafe state, and says why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from govbot.core.config_errors import in_words
from govbot.core.process import Process
from govbot.core.process_file import read_process

PREFIX = "GOVBOT_"
DEFAULT_PROCESS = Path(__file__).with_name("process.toml")
DEFAULT_TEXTS = Path(__file__).with_name("texts.toml")
SHORTEST_SECRET = 32  # characters
TEAMS_INSTEAD = "Or, to serve Teams without Slack, set GOVBOT_TEAMS_APP_ID and what belongs to it."


class UnsafeSettings(Exception):
    """govbot does not start with these settings; a whole sentence for each problem."""


class Settings(BaseSettings):
    """Each setting is read from `GOVBOT_…`, an empty one as if it were not set; secrets are never printed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore")

    database: str = "sqlite:///govbot.db"
    secret: SecretStr = SecretStr("")
    process: Path = DEFAULT_PROCESS
    texts: Path = DEFAULT_TEXTS
    host: str = "127.0.0.1"
    port: int = Field(3000, ge=1, le=65534)  # the one after it is the operations port
    operations_host: str = "127.0.0.1"
    operations_port: int = Field(0, ge=0, le=65535)
    base_url: str = ""
    page_redeem_minutes: int = Field(15, ge=1, le=24 * 60)
    page_open_hours: int = Field(8, ge=1, le=7 * 24)
    slack_bot_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_team: str = ""
    slack_enterprise: str = ""
    slack_base_url: str = "https://slack.com/api/"
    slack_steering: str = ""
    slack_announcements: str = ""
    slack_operations: str = ""
    slack_posts_a_minute: int = Field(300, ge=1)
    slack_updates_a_minute: int = Field(50, ge=1)
    slack_opens_a_minute: int = Field(50, ge=1)
    slack_lookups_a_minute: int = Field(50, ge=1)
    slack_rooms_a_minute: int = Field(20, ge=1)
    teams_app_id: str = ""
    teams_app_password: SecretStr = SecretStr("")
    teams_tenant: str = ""
    teams_cloud: str = "public"
    teams_graph: bool = False
    teams_catalog_id: str = ""
    teams_stand_in: str = ""
    teams_steering: str = ""
    teams_announcements: str = ""
    teams_operations: str = ""
    teams_calls_a_second: int = Field(30, ge=1)
    graph_calls_a_second: int = Field(30, ge=1)
    graph_calls_a_second_each: int = Field(4, ge=1)

    def watched_at(self) -> int:
        """The port of /healthz, /readyz and /metrics: the one after GOVBOT_PORT, unless another is named."""
        return self.operations_port or self.port + 1

    def base(self) -> str:
        """The address at which people's browsers reach govbot, without a slash at its end; "" for none.

        Links to pages are for one person's eyes: over plain HTTP they are refused, but on loopback.
        """
        found = self.base_url.strip().rstrip("/")
        if not found:
            return ""
        parts = urlsplit(found)
        local = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if not parts.hostname or parts.path or parts.query or parts.username:
            raise UnsafeSettings(
                "GOVBOT_BASE_URL is to be an address without a path, as in https://govbot.example.gov."
            )
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise UnsafeSettings(
                "GOVBOT_BASE_URL must begin with https://: a link read on its way would open a draft."
            )
        return found.lower()

    def secret_bytes(self) -> bytes:
        """The key that seals buttons; refused where it is missing or short."""
        key = self.secret.get_secret_value()
        if len(key) < SHORTEST_SECRET:
            others = self.missing_for_slack() if self.serves_slack() else []
            raise UnsafeSettings("\n".join((self._no_secret(), *others, "All settings: docs/operating.md.")))
        return key.encode()

    def _no_secret(self) -> str:
        return (
            f"GOVBOT_SECRET is missing or shorter than {SHORTEST_SECRET} characters: buttons could be forged. "
            'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
        )

    def missing_for_slack(self) -> list[str]:
        """A sentence for each setting without which Slack must not be served."""
        needed = {
            "GOVBOT_SLACK_BOT_TOKEN": (self.slack_bot_token.get_secret_value(), "the bot token is empty"),
            "GOVBOT_SLACK_SIGNING_SECRET": (
                self.slack_signing_secret.get_secret_value(), "the signing secret is empty",
            ),
            "GOVBOT_SLACK_TEAM": (
                self.slack_team or self.slack_enterprise, "neither a Slack team id is set, nor GOVBOT_SLACK_ENTERPRISE",
            ),
        }  # fmt: skip
        found = [f"Set {name}: {why}." for name, (value, why) in needed.items() if not value.strip()]
        return [*found, TEAMS_INSTEAD] if len(found) == len(needed) else found

    def serves_slack(self) -> bool:
        """Whether anything was said of Slack; nothing at all being said, it is Slack that is missed."""
        said = self.slack_bot_token.get_secret_value() or self.slack_signing_secret.get_secret_value()
        return bool(said or self.slack_team or self.slack_enterprise) or not self.teams_app_id

    def slack_channels(self) -> dict[str, str]:
        """The Slack ids of the channels that are set, by name."""
        return _named(self.slack_steering, self.slack_announcements, self.slack_operations)

    def teams_channels(self) -> dict[str, str]:
        """The Teams conversation ids of the channels that are set, by name."""
        return _named(self.teams_steering, self.teams_announcements, self.teams_operations)


def read_settings() -> Settings:
    """The settings of the environment; raises Unsafe with a sentence for each that can't be read."""
    try:
        return Settings()
    except ValidationError as errors:
        raise UnsafeSettings("\n".join(unreadable(errors))) from None


def unreadable(errors: ValidationError) -> list[str]:
    """A sentence for each setting; a secret's value is in none."""
    return [_unreadable(str(problem["loc"][0]), problem) for problem in errors.errors()]


def _unreadable(field: str, problem: Mapping[str, Any]) -> str:
    secret = Settings.model_fields[field].annotation is SecretStr
    value = "" if secret else f" is “{problem['input']}”"
    why = in_words(problem)
    return f"{PREFIX}{field.upper()}{value}: {why[:1].lower()}{why[1:]}"


def unknown(names: Iterable[str]) -> list[str]:
    """A sentence for each of these names that begins as a setting's does and is none, with the nearest that is one."""
    known = [field.upper() for field in Settings.model_fields]
    ours = (name for name in sorted(names) if name.upper().startswith(PREFIX))
    return [_unknown(name, known) for name in ours if name.upper().removeprefix(PREFIX) not in known]


def _unknown(name: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(name.upper().removeprefix(PREFIX), known, n=1)
    meant = f"Is {PREFIX}{nearest[0]} meant?" if nearest else "All settings: docs/operating.md."
    return f"{name} is set, and is no setting of govbot's. {meant}"


def _named(steering: str, announcements: str, operations: str) -> dict[str, str]:
    named = {"steering": steering, "announcements": announcements, "operator": operations}
    return {name: channel for name, channel in named.items() if channel}


def database_at(given: str) -> str:
    """The URL of a database that is there; a plain path is a SQLite file. Refused where there is none."""
    url = given if "://" in given else f"sqlite:///{given}"
    path = url.removeprefix("sqlite:///")
    if url.startswith("sqlite://") and not Path(path).is_file():
        raise UnsafeSettings(
            f"There is no database at {path}. Name it with --database, or in GOVBOT_DATABASE."
        )
    return url


def process_at(process: Path = DEFAULT_PROCESS, texts: Path = DEFAULT_TEXTS) -> Process:
    """The process of these two files; raises `ProcessErrors` or `UnsafeSettings`: sentences that say what to do."""
    return read_process(
        _read(process, "GOVBOT_PROCESS"), _read(texts, "GOVBOT_TEXTS"), process.name, texts.name
    )


def _read(path: Path, setting: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnsafeSettings(f"{path} cannot be read ({error}). Name the file in {setting}.") from None
