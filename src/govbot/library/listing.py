"""The list of policies, by groups and in pages of a hundred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govbot.library.shelf import Shelved

GROUPS = ("In force", "Adopted, not yet in force", "Rescinded")
A_PAGE = 100  # policies


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list: its policies in order, and how many each group has on all pages.

    `number` counts from 1 to `last`; `matches` policies of `total` are in the list. `query` as in `index_page`.
    """

    policies: tuple[Shelved, ...]
    counts: tuple[tuple[str, int], ...]
    number: int
    last: int
    matches: int
    total: int
    query: str | None = None


def in_order(policies: Iterable[Shelved]) -> tuple[Shelved, ...]:
    """The policies by group, then by title."""
    return tuple(
        sorted(
            policies,
            key=lambda policy: (GROUPS.index(policy.group), policy.title.casefold(), policy.policy_id),
        )
    )


def pages_of(policies: int) -> int:
    """How many pages a list of so many policies has: at least one."""
    return max(1, -(-policies // A_PAGE))


def listing(
    policies: Sequence[Shelved], number: int = 1, total: int | None = None, query: str | None = None
) -> Listing:
    """The page of this number, of policies that are in order; `total` where more were searched.

    Raises ValueError where there is no such page.
    """
    last = pages_of(len(policies))
    if not 1 <= number <= last:
        raise ValueError(f"The list of {len(policies)} policies has no page {number}.")
    counted = Counter(policy.group for policy in policies)
    counts = tuple((name, counted[name]) for name in GROUPS if counted[name])
    shown = tuple(policies[(number - 1) * A_PAGE : number * A_PAGE])
    return Listing(
        shown, counts, number, last, len(policies), len(policies) if total is None else total, query
    )
