"""Word files made for the tests, and the policy that they read: a government's own, else the sample."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from govbot.demo.sample import sample
from govbot.demo.sample.docx_parts import PARTS, numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = f'<w:document xmlns:w="{W}" xmlns:r="{R}">'
REAL = os.environ.get("GOVBOT_REAL_INPUT", "")


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return packed.getvalue()


def word(body: str, **others: str | bytes) -> bytes:
    """A Word file with this body; `others` are parts under word/, "footnotes_xml" for word/footnotes.xml."""
    parts: dict[str, str | bytes] = {**PARTS, "word/numbering.xml": numbering(["decimal", "lowerLetter"])}
    parts["word/document.xml"] = f"{OPEN}<w:body>{body}</w:body></w:document>"
    links = ""
    for key, content in others.items():
        name = key.replace("_xml", ".xml")
        parts[f"word/{name}"] = content
        links += f'<Relationship Id="r-{key}" Type="{R}/{name.removesuffix(".xml")}" Target="{name}"/>'
    path = "word/_rels/document.xml.rels"
    parts[path] = str(parts[path]).replace("</Relationships>", links + "</Relationships>")
    return zipped(parts)


def linked(data: bytes, link: str) -> bytes:
    """The same Word file with another relationship of its document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    path = "word/_rels/document.xml.rels"
    parts[path] = archive_text(parts[path]).replace("</Relationships>", link + "</Relationships>")
    return zipped(parts)


def archive_text(content: str | bytes) -> str:
    return content.decode() if isinstance(content, bytes) else content


def policy(ending: str) -> tuple[str, bytes]:
    """A policy's file name and bytes: ending "docx" or "md"."""
    if REAL:
        path = Path(REAL) / f"governance-process.{ending}"
        return path.name, path.read_bytes()
    return f"policy.{ending}", sample(f"policy.{ending}")
