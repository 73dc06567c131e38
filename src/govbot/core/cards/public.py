"""Public facts about an adopted policy, for a link that somebody shares: what the Library's page says, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Facts, Part, Text

UNDER_WAY = "A revision is under way; this version stays as it is meanwhile."


def public_card(view: View) -> Card | None:
    """The version in force, else the latest; None as long as none is adopted. The viewer is nobody."""
    version = view.policy.version or next(reversed(view.policy.versions), None)
    if version is None or view.viewer:
        return None
    return Card(view.title, tuple(_parts(view, version.number)), view.subject)


def _parts(view: View, number: str) -> Iterator[Part]:
    version = next(each for each in view.policy.versions if each.number == number)
    status = version.status if version.status != "adopted" else "adopted, not yet in force"
    rows = [("Version", f"{version.number}, {status}"), ("Effective date", view.day(version.effective_on))]
    rows.append(("Originator", version.originator))
    if version.status in ("adopted", "in force") and view.policy.next_review_on:
        rows.append(("Next review", view.day(view.policy.next_review_on)))
    yield Facts(tuple(rows))
    if view.policy.development and version.status == "in force":
        yield Text(UNDER_WAY, "small")
    yield from view.published()
