"""Policies for the Library's tests: the sample, revised once, and what hostile people would shelve."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from govbot.demo.sample import sample
from govbot.documents import read_text, read_upload
from govbot.documents.clean import clean_copy_of
from govbot.library import Shelved, Version
from govbot.library.word_copies import CLEAN

ORIGINAL = sample("policy.docx")
COPY = clean_copy_of(ORIGINAL, read_upload("policy.docx", "", ORIGINAL).text)


def version(number: str = "1.0", text: str = "", status: str = "in force", **others: str) -> Version:
    document = read_text(text) if text else read_upload("policy.docx", "", ORIGINAL)
    word = "" if text else COPY.sha256
    header = document.paper.header
    return Version(
        number=number,
        title=others.get("title", header.get("title", "Untitled")),
        originator="Office of Policy and Management",
        adopted_on=date(2026, 12, 14),
        effective_on=date(2027, 1, 4),
        description="Initial policy" if number == "1.0" else "Errors are reported sooner",
        laws=("Example Revised Statutes § 12-101", "Example Administrative Code § 4.20"),
        publisher="Office of Policy and Management",
        sha256=sha256(document.data).hexdigest(),
        text_sha256=document.paper.text_sha256,
        text=document.text,
        status=status,
        approved_by="OPM Secretary",
        approved_on=date(2026, 12, 11),
        published_at=others.get("published_at", "https://opm.example/policies"),
        word=others.get("word", word),
        word_note=CLEAN if word else "",
    )


FIRST = version(status="superseded")
SECOND = version("1.1", sample("policy.md").decode().replace("five business days", "two business days"))
REVISED = Shelved(
    "IT-2027-01", FIRST.title, "A revision is in agency feedback.", SECOND, (FIRST, SECOND), date(2028, 1, 4)
)
COMING = Shelved(
    "IT-2027-02",
    "Retention of Chat Messages",
    "",
    None,
    (version(status="adopted, in force from January 4, 2027", title="Retention of Chat Messages"),),
)
GONE = Shelved(
    "IT-2019-04",
    "Fax Machines",
    "",
    None,
    (version("3.0", "# I. Fax\n\nUse it.", "rescinded", title="Fax Machines"),),
    None,
    date(2026, 1, 2),
)
SHELF = (REVISED, COMING, GONE)

EVIL = '<!channel> <@U1> <script>alert(1)</script> [x](javascript:alert(1)) "onload="alert(1)'
EVIL_TEXT = (
    f"# {EVIL}\n\n{EVIL}\n\n<img src=http://169.254.169.254/ onerror=alert(1)>\n\n"
    "![pixel](http://evil.example/p.png)\n\n[link](javascript:alert(1)) [ok](https://law.example/a?b=1&c=2) "
    "[data](data:text/html,x) <javascript:alert(1)>\n\n| <b>a</b> | b |\n| --- | --- |\n| <script> | c |\n"
)
HOSTILE = Shelved(
    "../../etc/<b>",
    EVIL,
    EVIL,
    v := version("1.0/..", EVIL_TEXT, title=EVIL, published_at="javascript:alert(1)", word="0" * 64),
    (version("0", "Before"), v),
)
