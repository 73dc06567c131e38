"""The operator's settings of govbot itself, from the environment; an unsafe one is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from govbot.adapter_api.settings import PREFIX, Environment, UnsafeSettings, unreadable
from govbot.core.process import Process
from govbot.core.process_file import read_process
from govbot.runtime.template_files import templates_in

DEFAULT_PROCESS = Path(__file__).with_name("process.toml")
DEFAULT_TEXTS = Path(__file__).with_name("texts.toml")
DEFAULT_TEMPLATES = Path(__file__).with_name("templates")
SHORTEST_SECRET = 32  # characters


class Settings(BaseSettings):
    """Each setting is read from `GOVBOT_…`, an empty one as if it were not set; secrets are never printed.

    A chat's own settings are read by its adapter.
    """

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

    def watched_at(self) -> int:
        """The port of /healthz, /readyz and /metrics: the one after GOVBOT_PORT, unless another is named."""
        return self.operations_port or self.port + 1

    def base(self) -> str:
        """The address at which people's browsers reach govbot, without a slash at its end; "" for none.

        Raises UnsafeSettings. Links to pages are for one person's eyes: plain HTTP is allowed on loopback only.
        """
        address = self.base_url.strip().rstrip("/")
        if not address:
            return ""
        parts = urlsplit(address)
        local = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if not parts.hostname or parts.path or parts.query or parts.username:
            raise UnsafeSettings(
                "GOVBOT_BASE_URL is to be an address without a path, as in https://govbot.example.gov."
            )
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise UnsafeSettings(
                "GOVBOT_BASE_URL must begin with https://: a link read on its way would open a draft."
            )
        return address.lower()

    def secret_bytes(self) -> bytes:
        """The key that signs buttons; raises UnsafeSettings where it is missing or short."""
        problems = self.problems()
        if problems:
            raise UnsafeSettings("\n".join(problems))
        return self.secret.get_secret_value().encode()

    def problems(self) -> list[str]:
        """A sentence for each setting without which govbot must not serve."""
        if len(self.secret.get_secret_value()) >= SHORTEST_SECRET:
            return []
        return [
            f"GOVBOT_SECRET is missing or shorter than {SHORTEST_SECRET} characters: buttons could be forged. "
            'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
        ]


def read_settings() -> Settings:
    """govbot's own settings; raises UnsafeSettings with a sentence for each that can't be read."""
    try:
        return Settings()
    except ValidationError as errors:
        raise UnsafeSettings("\n".join(unreadable(errors, Settings, PREFIX))) from None


def environment(variables: Mapping[str, str]) -> Environment:
    """The variables that begin with GOVBOT_ and are not empty, by their names in capitals."""
    return {
        name.upper(): value for name, value in variables.items() if value and name.upper().startswith(PREFIX)
    }


def own_names() -> list[str]:
    """The names of govbot's own settings."""
    return [f"{PREFIX}{field.upper()}" for field in Settings.model_fields]


def unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """A sentence for each name that begins as a setting's does and is none, with the nearest that is one."""
    settings = list(known)
    ours = (name for name in sorted(names) if name.upper().startswith(PREFIX))
    return [_unknown(name, settings) for name in ours if name.upper() not in settings]


def _unknown(name: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(name.upper().removeprefix(PREFIX), _short(known), n=1)
    meant = f"Is {PREFIX}{nearest[0]} meant?" if nearest else "All settings: docs/operating.md."
    return f"{name} is set, and is no setting of govbot's. {meant}"


def _short(names: Iterable[str]) -> list[str]:
    """Without the prefix that all share, which would make all of them alike."""
    return [name.removeprefix(PREFIX) for name in names]


def database_at(given: str) -> str:
    """The URL of an existing database; a plain path is a SQLite file. Raises UnsafeSettings where there is none."""
    url = given if "://" in given else f"sqlite:///{given}"
    path = url.removeprefix("sqlite:///")
    if url.startswith("sqlite://") and not Path(path).is_file():
        raise UnsafeSettings(
            f"There is no database at {path}. Name it with --database, or in GOVBOT_DATABASE; the playground's is "
            "--database sqlite:///.govbot-demo/rehearsal.db."
        )
    return url


def process_at(process: Path = DEFAULT_PROCESS, texts: Path = DEFAULT_TEXTS) -> Process:
    """The process of these two files; raises `ProcessErrors` or `UnsafeSettings`: sentences that say what to do."""
    made = read_process(
        _read(process, "GOVBOT_PROCESS"), _read(texts, "GOVBOT_TEXTS"), process.name, texts.name
    )
    named = made.drafts.templates
    return made.model_copy(
        update={"templates": templates_in(process.parent / named if named else DEFAULT_TEMPLATES)}
    )


def _read(path: Path, setting: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnsafeSettings(f"{path} cannot be read ({error}). Name the file in {setting}.") from None
