"""The sample that ships with govbot: a policy of the invented State of Example, its agencies, offices, plans."""

from __future__ import annotations

from importlib.resources import files

NAMES = ("agencies.csv", "offices.csv", "plans.toml", "policy.docx", "policy.md", "roster.csv")


def sample(name: str) -> bytes:
    """The bytes of one of the sample's files, by its name."""
    return files(__name__).joinpath(name).read_bytes()
