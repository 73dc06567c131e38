"""Cards of Steps 6 and 7: adoption told, agencies asked, variances, reviews and rescission."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.cards.view import View
from govbot.cards.vocabulary import Facts, Part, Text


def adopted(view: View) -> Iterator[Part]:
    """A version for everybody."""
    number = view.about
    version = next((one for one in view.policy.versions if one.number == number), None)
    if version is None:
        return
    words = {
        "adopted": f"adopted, in force from {view.day(version.effective_on)}",
        "in force": "in force",
        "superseded": "superseded by a later version",
        "rescinded": "rescinded",
    }
    yield Facts(
        (
            ("Version", f"{version.number}: {words[version.status]}"),
            ("Effective date", view.day(version.effective_on)),
            ("Originator", version.originator),
            ("Relevant laws or regulations", version.laws),
            ("Next review", view.day(view.policy.next_review_on)),
        )
    )
    if version.address:
        yield Text(f"Published at {version.address}")
    yield Text(
        f"File {version.paper.sha256[:16]}… · text {version.paper.text_sha256[:16]}… (SHA-256)", "small"
    )


def asked(view: View) -> Iterator[Part]:
    """What a mechanism asks of one agency."""
    number, _, mechanism = view.about.partition(" ")
    version = next((one for one in view.policy.versions if one.number == number), None)
    found = next((one for one in version.asked if one.mechanism == mechanism), None) if version else None
    person = view.directory.people.get(view.viewer)
    if version is None or found is None or person is None:
        return
    yield Facts(
        (
            ("Your agency", view.directory.agency_name(person.agency)),
            ("Version", f"{version.number}, effective {view.day(version.effective_on)}"),
            ("By", view.when(found.due)),
        )
    )
    mine = [one for one in version.reports if one.agency == person.agency and one.mechanism == mechanism]
    if mine:
        yield Text(
            f"Your agency: {mine[-1].kind}, {view.day(mine[-1].on)}, by {view.name(mine[-1].by)}.", "strong"
        )
    action = {"acknowledge": "acknowledge", "attest": "attest", "status": "report_status"}[
        found.asks or "status"
    ]
    first = not mine or found.asks == "status"
    yield from view.buttons(*((action,) if first else ()), "report_variance", "request_variance")


def variance(view: View) -> Iterator[Part]:
    """A variance, reported or requested."""
    found = next((one for one in view.policy.variances if one.id == view.about), None)
    if found is None:
        return
    kind = "requested" if found.requested else "reported"
    rows = [("Agency", view.directory.agency_name(found.agency)), ("Variance", kind)]
    rows += [("Section", found.section)] if found.section else []
    rows += [("Until", view.day(found.until))] if found.until else []
    if found.granted is not None:
        rows.append(("Decision", "granted" if found.granted else "not granted"))
    yield Facts(tuple(rows))
    yield Text(found.text, "quote")
    if found.reasons:
        yield Text(found.reasons)
    if found.requested and found.granted is None:
        yield from view.buttons("decide_variance")


def corrected(view: View) -> Iterator[Part]:
    """A technical correction, told to the OPM Secretary's office."""
    version = next((one for one in view.policy.versions if one.number == view.about), None)
    if version is None or version.correction is None:
        return
    yield Facts((("Version", version.number), ("Corrected", version.correction.reason)))
    yield Facts((("Was", version.correction.old_words), ("Is", version.correction.new_words or "(struck)")))


def review_completed(view: View) -> Iterator[Part]:
    """What a regular review recommends."""
    recommends = view.facts.get("recommends", "")
    words = {
        "reaffirm": f"Reaffirmed as it is. Next review: {view.day(view.policy.next_review_on)}.",
        "revise": "A revision begins; the version stays in force meanwhile.",
        "rescind": "To be rescinded: the OPM Secretary decides.",
    }
    yield Text(words.get(recommends, recommends))
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    yield from view.buttons("rescind", "keep_in_force")


def review_due(view: View) -> Iterator[Part]:
    """A regular review is due: for the lead, and the steering channel."""
    version = view.policy.version
    yield Facts(
        (
            ("Version", version.number if version else ""),
            ("Review by", view.when(view.policy.review_due)),
            ("Why then", view.policy.review_reason),
        )
    )
    yield from view.buttons("complete_review", "set_review_date")


def rescinded(view: View) -> Iterator[Part]:
    """The policy is no longer in force."""
    yield Text("The OPM Secretary has rescinded this policy. Its versions stay readable in the Library.")
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")


def recorded(view: View) -> Iterator[Part]:
    """A direction, decision or deviation, for the steering channel."""
    for label in ("step", "authority", "consensus", "differs"):
        if view.facts.get(label):
            yield Facts(((label.capitalize(), view.facts[label]),))
    item = view.facts.get("item", "")
    text = view.facts.get("text", "")
    yield Text(view.readable(item, text) if item else text, "quote")
