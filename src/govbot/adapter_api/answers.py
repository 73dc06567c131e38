"""A submitted form's answers by field name, and its files as they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Answer = str | Sequence[str] | bool | None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name, the media type that was claimed, and its bytes."""

    name: str
    media: str
    data: bytes
