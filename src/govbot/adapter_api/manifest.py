"""App manifests: what a chat's administrators install, and the permissions that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from govbot.adapter_api.settings import Environment, UnsafeSettings

SAMPLE_URL = "https://govbot.example"


@dataclass(frozen=True, slots=True)
class ManifestRequest:
    """What a manifest is made from.

    `base_url` is where the chat reaches govbot, `government` the government's name. `commands` gives each word that is
    typed after `/gov` with what it does ("" opens one's own list). `options` come from the command line ("app_id",
    "cloud"; only those that were given), the adapter's own settings from `environment`.
    """

    base_url: str
    government: str
    commands: Mapping[str, str]
    options: Mapping[str, str] = field(default_factory=dict)
    environment: Environment = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A text is printed; bytes are written to the file that the operator names, who then reads `next_step`."""

    content: str | bytes
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class ManifestMaker:
    """What an adapter offers under the entry point group `govbot.manifests`.

    `make` raises UnsafeSettings for what the chat could not use. `samples` are the generated files of the chat's folder
    in manifests/, by name. `permissions` is a section in Markdown: all that the app asks for, each with its reason.
    """

    make: Callable[[ManifestRequest], Manifest]
    samples: Callable[[ManifestRequest], Mapping[str, str | bytes]]
    permissions: str


def checked(base_url: str) -> str:
    """The address without a slash at its end; UnsafeSettings where it is not https, or names more than a host."""
    try:
        parts = urlsplit(base_url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UnsafeSettings(f"“{base_url}” is no address. Give one as in {SAMPLE_URL}.") from None
    if parts.scheme != "https" or not host:
        raise UnsafeSettings(
            f"“{base_url}” does not begin with https:// and a host. Chats send only to such; "
            f"give one as in {SAMPLE_URL}."
        )
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password:
        raise UnsafeSettings(
            f"“{base_url}” names more than a host; govbot adds the path itself. Give one as in {SAMPLE_URL}."
        )
    return f"https://{parts.netloc.lower()}"


def permissions_table(column: str, rows: tuple[tuple[str, str], ...]) -> str:
    """Permissions with their reasons, as a table in Markdown."""
    lines = (f"| `{name}` | {reason} |" for name, reason in rows)
    return "\n".join((f"| {column} | needed |", "| --- | --- |", *lines))
