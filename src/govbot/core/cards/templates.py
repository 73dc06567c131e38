"""The templates of drafts, by kind of policy: to be downloaded, or read in the chat."""

from __future__ import annotations

from govbot.core.cards.paging import page_in, turning
from govbot.core.cards.reading import pages_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Link, Part, Text
from govbot.core.process import Template

NONE = "There are no templates yet. Whoever runs govbot can name a folder of them in process.toml ([drafts])."
USE = "Fill one in, and submit it with “/gov draft”. Nothing is refused for leaving it aside."


def templates_card(view: View, about: str = "") -> Card:
    """All templates; or the text of one ("policy", "policy 1": its second page)."""
    key = about.partition(" ")[0]
    template = next((each for each in view.process.templates if each.key == key), None)
    return _text(view, template, page_in(about)) if template else _list(view)


def _list(view: View) -> Card:
    parts: list[Part] = [Text(USE if view.process.templates else NONE)]
    for template in view.process.templates:
        parts.append(Text(f"{template.kind}, version {template.number}", "strong"))
        parts += downloads(view, template)
        parts.append(Buttons((view.show("templates", "Read it here", template.key),)))
    return Card("Templates for drafts", tuple(parts), "")


def downloads(view: View, template: Template) -> tuple[Link, ...]:
    """The links to its files, where this govbot has an address."""
    if not view.base:
        return ()
    at = f"{view.base}/library/templates/{template.file_name}"
    return Link("Download as Word", f"{at}.docx"), Link("Download as Markdown", f"{at}.md")


def _text(view: View, template: Template, page: int) -> Card:
    pages = pages_of(template.text)
    page = min(page, len(pages) - 1)
    parts = [*pages[page].parts, *downloads(view, template)]
    parts.append(Text(f"Fingerprint: {template.digest[:16]}… (SHA-256)", "small"))
    turn = turning(view, "templates", page, len(pages), f"{template.key} ")
    parts.append(Buttons((*turn, view.show("templates", "All templates"))))
    return Card(f"Template: {template.kind}, version {template.number}", tuple(parts), "")
