"""The Library written to a folder: what any web server, or none at all, can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from govbot.library.pages import pages
from govbot.library.shelf import EXAMPLE, Shelved, Site, appendix_path, word_path


def write(
    folder: Path,
    shelf: Sequence[Shelved],
    site: Site = EXAMPLE,
    word_files: Mapping[str, bytes] | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> tuple[Path, ...]:
    """Writes every page, Word files and appendices, whose bytes are given by SHA-256, and pictures. Others stay.

    Raises ValueError, before anything is written, when bytes are not those of the clean copy.
    """
    word_files = word_files or {}
    files = {path: text.encode() for path, text in pages(shelf, site).items()}
    for policy in shelf:
        for version in policy.versions:
            for appendix in version.appendices:
                if appendix.sha256 in word_files:
                    files[appendix_path(policy, version, appendix)] = word_files[appendix.sha256]
            path, data = word_path(policy, version), word_files.get(version.word)
            if not path or data is None:
                continue
            if sha256(data).hexdigest() != version.word:
                raise ValueError(
                    f"The Word file of {version.title}, version {version.number}, is not the clean copy that was "
                    "made; restore the record from a backup."
                )
            files[path] = data
    files |= pictures or {}
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return tuple(folder / path for path in files)
