"""The Library written to a folder: what any web server, or none at all, can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from govbot.library.pages import pages
from govbot.library.shelf import EXAMPLE, Shelved, Site, original_path


def write(
    folder: Path, shelf: Sequence[Shelved], site: Site = EXAMPLE, originals: Mapping[str, bytes] | None = None
) -> tuple[Path, ...]:
    """Writes every page, and the original files where their bytes are given by SHA-256. Other files stay.

    Raises ValueError, before anything is written, when bytes are not those that were approved.
    """
    originals = originals or {}
    files = {path: text.encode() for path, text in pages(shelf, site).items()}
    for policy in shelf:
        for version in policy.versions:
            path, data = original_path(policy, version), originals.get(version.sha256)
            if not path or data is None:
                continue
            if sha256(data).hexdigest() != version.sha256:
                raise ValueError(
                    f"The original file of {version.title}, version {version.number}, is not the one that "
                    "was approved; restore it from a backup."
                )
            files[path] = data
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return tuple(folder / path for path in files)
