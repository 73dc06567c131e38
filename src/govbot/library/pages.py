"""Each page of the Library as a string, and all of them by path."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from govbot.core.redline import STYLE as REDLINE_STYLE
from govbot.core.redline import compare, redline_html, report
from govbot.library.listing import GROUPS, Listing, in_order, listing, pages_of
from govbot.library.shelf import (
    EXAMPLE,
    Shelved,
    Site,
    Version,
    appendix_path,
    list_path,
    matching,
    picture_path,
    policy_path,
    redline_path,
    text_path,
    version_path,
    word_path,
)
from govbot.library.text import render, without_front_matter

HOME, STYLE, NOT_FOUND = "index.html", "library.css", "404.html"


def written(day: date) -> str:
    """July 25, 2025."""
    return f"{day:%B} {day.day}, {day.year}"


_TEMPLATES = Environment(
    loader=PackageLoader("govbot.library"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_TEMPLATES.filters["written"] = written


def index_page(
    shelf: Sequence[Shelved], site: Site = EXAMPLE, query: str | None = None, number: int = 1
) -> str:
    """A page of the list of policies. A `query`, even an empty one, draws the search field: a server must answer it.

    Raises ValueError where the list has no page of this number.
    """
    policies = in_order(shelf if query is None else matching(shelf, query))
    return listing_page(listing(policies, number, len(shelf), query), site)


def listing_page(listed: Listing, site: Site = EXAMPLE) -> str:
    """A page of the list, from what stands on it; the policies need no texts."""
    path, query = list_path(listed.number), listed.query
    by_group = {name: [policy for policy in listed.policies if policy.group == name] for name in GROUPS}
    groups = [
        (name, count, _rows(by_group[name], path, site)) for name, count in listed.counts if by_group[name]
    ]
    asked = f"?{urlencode({'q': query})}" if query and query.strip() else ""
    others = [(number, _link(site, path, list_path(number)) + asked) for number in _near(listed)]
    return _page(
        "index",
        path,
        site,
        title=site.name if listed.number == 1 else f"{site.name}, page {listed.number}",
        groups=groups,
        listed=listed,
        query=query,
        others=others,
    )


def _near(listed: Listing) -> list[int]:
    """The pages that a page of the list links to: the first, the last, and those around it."""
    around = range(listed.number - 2, listed.number + 3)
    return sorted({1, listed.last} | {number for number in around if 1 <= number <= listed.last})


def policy_page(policy: Shelved, site: Site = EXAMPLE) -> str:
    """The policy as it is in force, with its history."""
    return _document(policy, policy.shown, policy_path(policy), site, is_current=True)


def version_page(policy: Shelved, version: Version, site: Site = EXAMPLE) -> str:
    """One version under an address that stays."""
    return _document(policy, version, version_path(policy, version), site, is_current=False)


def redline_page(policy: Shelved, version: Version, site: Site = EXAMPLE) -> str:
    """What this version changed. Raises ValueError where there is no text to compare it with."""
    before = policy.compared_with(version)
    if before is None:
        raise ValueError(f"There is nothing to compare version {version.number} with.")
    path = redline_path(policy, version)
    units = compare(without_front_matter(before.text), without_front_matter(version.text))
    told = report(units)
    return _page(
        "changes",
        path,
        site,
        title=f"{version.title}: changes in version {version.number}",
        policy=policy,
        version=version,
        before=before,
        summary=told.sentence,
        redline=Markup(redline_html(units, told, _pictures(policy, version, path, site))),  # noqa: S704 - every word is escaped there
        home_of=_link(site, path, policy_path(policy)),
        this=_link(site, path, version_path(policy, version)),
        previous=_link(site, path, version_path(policy, before)),
    )


def not_found_page(site: Site = EXAMPLE) -> str:
    return _page("not_found", NOT_FOUND, site, title="Page not found")


def style_sheet() -> str:
    return _TEMPLATES.get_template(STYLE).render(redline_style=REDLINE_STYLE)


def pages(shelf: Sequence[Shelved], site: Site = EXAMPLE) -> dict[str, str]:
    """Every page, the style sheet and every version's text as Markdown, by path; no text that is damaged."""
    files = {STYLE: style_sheet(), NOT_FOUND: not_found_page(site)}
    ordered = in_order(shelf)
    for number in range(1, pages_of(len(shelf)) + 1):
        files[list_path(number)] = listing_page(listing(ordered, number), site)
    for policy in shelf:
        files[policy_path(policy)] = policy_page(policy, site)
        for version in policy.versions:
            files[version_path(policy, version)] = version_page(policy, version, site)
            if not version.damaged:
                files[text_path(policy, version)] = version.text
            if policy.compared_with(version):
                files[redline_path(policy, version)] = redline_page(policy, version, site)
    return files


# Drawing ---------------------------------------------------------------------------------------------


def _document(policy: Shelved, version: Version, path: str, site: Site, is_current: bool) -> str:
    rendered = render(version.text, version.title, pictures=_pictures(policy, version, path, site))
    word = word_path(policy, version)
    return _page(
        "policy",
        path,
        site,
        title=version.title if is_current else f"{version.title}, version {version.number}",
        policy=policy,
        version=version,
        is_current=is_current,
        contents=rendered.contents,
        text=Markup(rendered.html),  # noqa: S704 - render cleans it
        history=[_history(policy, earlier, path, site) for earlier in reversed(policy.versions)],
        current=_link(site, path, policy_path(policy)),
        changes=_link(site, path, redline_path(policy, version)) if policy.compared_with(version) else "",
        permanent=_link(site, path, version_path(policy, version)),
        markdown=_link(site, path, text_path(policy, version)),
        word=_link(site, path, word) if word else "",
        appendices=[
            (appendix.name, _link(site, path, place) if place else "")
            for appendix in version.appendices
            for place in (appendix_path(policy, version, appendix),)
        ],
    )


def _pictures(policy: Shelved, version: Version, path: str, site: Site) -> str:
    """Where a version's pictures are served, without their ids."""
    return _link(site, path, picture_path(policy, version, "0")).removesuffix("0")


def _history(policy: Shelved, version: Version, path: str, site: Site) -> dict[str, Any]:
    return {
        "version": version,
        "page": _link(site, path, version_path(policy, version)),
        "changes": _link(site, path, redline_path(policy, version)) if policy.compared_with(version) else "",
    }


def _rows(policies: Sequence[Shelved], path: str, site: Site) -> list[dict[str, Any]]:
    return [{"policy": policy, "page": _link(site, path, policy_path(policy))} for policy in policies]


def _page(name: str, path: str, site: Site, **facts: Any) -> str:
    template = _TEMPLATES.get_template(f"{name}.html")
    style, home = _link(site, path, STYLE), _link(site, path, HOME)
    return template.render(site=site, style=style, home=home, **facts)


def _link(site: Site, here: str, there: str) -> str:
    """From the site's root where that is known, else relative, so that it works from any folder."""
    return site.root + there if site.root else posixpath.relpath(there, posixpath.dirname(here) or ".")
