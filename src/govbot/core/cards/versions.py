"""Cards of adopted versions: adoption, questions to agencies, variances, regular reviews, rescission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Facts, Part, Text
from govbot.core.workflow.events import AgencyAsked, Rescinded
from govbot.core.workflow.policy import Variance, Version

STATUS = {
    "in force": "in force",
    "superseded": "superseded by a later version",
    "rescinded": "rescinded",
}
ACTIONS = {"acknowledge": "acknowledge", "attest": "attest", "status": "report_status", "": "report_status"}
ASKED = {
    "acknowledge": "Please acknowledge by {due} for your {agency} that it knows this version.",
    "attest": "Please attest by {due} for your {agency} how it follows this version.",
    "status": "Please report by {due} where your {agency} stands with this version.",
    "": "",
}


def _version(view: View, number: str) -> Version | None:
    return next((version for version in view.policy.versions if version.number == number), None)


def adopted(view: View) -> Iterator[Part]:
    """A version for everybody."""
    version = _version(view, view.about)
    if version is None:
        return
    status = STATUS.get(version.status, f"adopted, in force from {view.day(version.effective_on)}")
    rows = [
        ("Version", f"{version.number}: {status}"),
        ("Effective date", view.day(version.effective_on)),
        ("Originator", version.originator),
        ("Relevant laws or regulations", version.laws),
    ]
    if version.status in ("adopted", "in force"):
        rows.append(("Next review", view.day(view.policy.next_review_on)))
    if version.address:
        rows.append(("Published at", version.address))
    yield Facts(tuple(rows))
    yield Buttons(view.reading("Read it"))
    yield from view.published()
    yield Text(
        f"Fingerprint of the file: {version.paper.sha256[:16]}… · of its text: "
        f"{version.paper.text_sha256[:16]}… (SHA-256)",
        "small",
    )


def asked(view: View) -> Iterator[Part]:
    """What the mechanisms of a version ask of one agency: all of it in one message."""
    number, *mechanisms = view.about.split(" ")
    version = _as_corrected(view, number)
    asked_for = [each for each in version.asked if each.mechanism in mechanisms] if version else []
    person = view.directory.people.get(view.viewer)
    if version is None or not asked_for or person is None:
        return
    asked_of = [code for code in person.agencies if code in version.agencies] or list(person.agencies)
    live = version.status in ("adopted", "in force")
    if version.first and live:
        yield Text(CORRECTED.format(first=version.first, number=version.number), "small")
    if live:
        yield from (
            Text(view.say(ASKED[each.asks], due=view.when(each.due)), "strong")
            for each in asked_for
            if _left(version, each, asked_of)
        )
    rows = [
        (view.say("Your {agency}" if len(asked_of) == 1 else "Your {agencies}"), _named(view, asked_of)),
        ("Version", f"{version.number}, effective {view.day(version.effective_on)}"),
    ]
    yield Facts(tuple(rows))
    for each in asked_for:
        yield from _on_record(view, version, each, asked_of)
    if not live:
        yield Text(f"This is over: version {version.number} is {STATUS[version.status]}.", "strong")
        return
    yield from _answering(view, version, asked_for, asked_of)


def _left(version: Version, each: AgencyAsked, codes: Sequence[str]) -> list[str]:
    """The agencies of which this is still awaited."""
    heard = {report.agency for report in version.reports if report.mechanism == each.mechanism}
    return [code for code in codes if code not in heard]


def _on_record(view: View, version: Version, each: AgencyAsked, codes: Sequence[str]) -> Iterator[Part]:
    """The last report of each agency on this, and for which agencies it is still awaited."""
    last = {
        report.agency: report
        for report in version.reports
        if report.agency in codes and report.mechanism == each.mechanism
    }
    for code, report in last.items():
        on_record = (
            f"{report.kind}, {view.day(report.on)}, by {view.you_or(report.by)}{view.entered(report.entered)}"
        )
        yield Text(f"On record for {view.directory.agency_name(code)}: {on_record}.", "strong")
        if report.version and report.version != version.number:
            yield Text(CARRIED.format(given=report.version, number=version.number), "small")
    left = _left(version, each, codes)
    if last and left:
        yield Text(f"Still awaited for {_named(view, left)}.")


def _answering(
    view: View, version: Version, asked_for: Sequence[AgencyAsked], codes: Sequence[str]
) -> Iterator[Part]:
    """A button for each thing that is asked, then what can be said besides."""
    number = view.about.partition(" ")[0]
    named = [each for each in asked_for if each.asks == "status" or _left(version, each, codes)]
    drawn = [
        button
        for each in named
        for row in view.buttons(ACTIONS[each.asks], about=f"{number} {each.mechanism}")
        for button in row.buttons
    ]
    read, *on_a_page = view.reading("Read it")
    variances = [b for row in view.buttons("report_variance", "request_variance") for b in row.buttons]
    own = [word for word in view.own_words() if word.kind == "acknowledgment"][:1]
    taken_back = [
        b for word in own for row in view.buttons("undo", "take_back", about=word.about) for b in row.buttons
    ]
    yield Buttons((*taken_back, *drawn, read, *variances, *on_a_page))


def _as_corrected(view: View, number: str) -> Version | None:
    """The version of this number, or its latest technical correction: what was asked on it stays asked."""
    asked = _version(view, number)
    if asked is None:
        return None
    return next(v for v in reversed(view.policy.versions) if v.asked_as == asked.asked_as)


CARRIED = "Given on version {given}; it carries over to version {number}, a technical correction."
CORRECTED = (
    "Version {first} was technically corrected since: version {number}. What is asked of you stays as it was."
)


def _named(view: View, codes: Sequence[str]) -> str:
    return ", ".join(view.directory.agency_name(code) for code in codes)


def variance(view: View) -> Iterator[Part]:
    """A variance, reported or requested."""
    reported = next((variance for variance in view.policy.variances if variance.id == view.about), None)
    if reported is None:
        return
    kind = "requested" if reported.requested else "reported; nothing has to be decided"
    rows = [(view.say("{Agency}"), view.directory.agency_name(reported.agency)), ("Variance", kind)]
    rows += [("Section", reported.section)] if reported.section else []
    rows += [("Until", view.day(reported.until))] if reported.until else []
    if reported.granted is not None:
        rows.append(("Decision", "granted" if reported.granted else "not granted"))
    yield Facts(tuple(rows))
    yield Text(reported.text, "quote")
    if reported.reasons:
        yield Text(reported.reasons, "quote")
    yield from _trouble(view, reported)
    if reported.entered:
        yield Text(f"{reported.id}{view.entered(reported.entered)}", "small")
        yield from view.evidence_buttons(reported.entered)
    if reported.requested and reported.granted is None and not reported.set_aside:
        due = view.when(reported.decision_due)
        awaited = "The {steering_group}'s decision is awaited by {due}; the {agency} is told."
        yield Text(view.say(awaited, due=due))
        yield from view.buttons("decide_variance")


def _trouble(view: View, reported: Variance) -> Iterator[Part]:
    """Several agencies vary from the same section: a revision is brought up."""
    agencies = {
        variance.agency
        for variance in view.policy.variances
        if variance.section == reported.section and not variance.set_aside
    }
    if reported.section and len(agencies) > 1:
        vary = "{count} {agencies} vary from “{section}”. A review can recommend to revise it."
        yield Text(view.say(vary, count=len(agencies), section=reported.section), "warning")
        yield from view.buttons("complete_review")


def review_completed(view: View) -> Iterator[Part]:
    """What a regular review recommends."""
    recommends = view.facts.get("recommends", "")
    words = {
        "reaffirm": f"Reaffirmed as it is. Next review: {view.day(view.policy.next_review_on)}.",
        "revise": "To be revised: a new development begins, and the version stays in force meanwhile.",
        "rescind": view.say(
            "To be rescinded: the {secretary} decides, by {due}.", due=view.when(view.policy.rescission_due)
        ),
    }
    yield Text(words.get(recommends, "The review is complete."))
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    if recommends == "rescind" and not view.policy.rescission_due:
        yield Text(view.say("The {secretary} has decided on it since."), "strong")
        return
    if recommends == "rescind":
        yield from view.buttons("rescind", "keep_in_force")


def review_due(view: View) -> Iterator[Part]:
    """A regular review is due: for the lead, and the steering channel."""
    version = view.policy.version
    if version is None or view.policy.review_due is None:
        yield Text("The review has been done, or is no longer needed.", "strong")
        return
    regularly = "The {steering_group} reviews every policy regularly and recommends to reaffirm, revise or rescind it."
    yield Text(view.say(regularly))
    yield Facts(
        (
            ("Version", version.number),
            ("Review by", view.when(view.policy.review_due)),
            ("Why then", view.policy.review_reason),
        )
    )
    yield from view.buttons("complete_review", "set_review_date")
    if view.viewer == view.policy.lead and (dated := view.calendar("complete_review")):
        yield Buttons(dated)


def rescinded(view: View) -> Iterator[Part]:
    """The policy is no longer in force."""
    ended = "The {secretary} has rescinded this policy. Its versions stay readable in the {library}."
    yield Text(view.say(ended))
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    yield from view.how_entered(Rescinded)


def date_moved(view: View) -> Iterator[Part]:
    """A version that is adopted for a later day comes into force on another one."""
    version = _version(view, view.facts.get("version", ""))
    if version is not None:
        yield Facts((("Version", version.number), ("Effective date", view.day(version.effective_on))))
    if view.facts.get("text"):
        yield Text(view.facts["text"], "quote")


TAKEN_BACK = (
    "The {secretary} has withdrawn the adoption of version {version} before its day. The draft is a "
    "{stage_candidate} again."
)


def adoption_withdrawn(view: View) -> Iterator[Part]:
    """An adoption is taken back before its day."""
    yield Text(view.say(TAKEN_BACK, version=view.facts.get("version", "")))
    if view.facts.get("text"):
        yield Text(view.facts["text"], "quote")


def deviation(view: View) -> Iterator[Part]:
    """A deviation from the process, for the steering channel.

    Drawn from the state, since it may be marked.
    """
    recorded = next((deviation for deviation in view.policy.deviations if deviation.id == view.about), None)
    if recorded is None:
        return
    item = f"deviation {recorded.id}"
    rows = [
        ("Step", view.process.step(recorded.step)),
        ("Recorded", "before the fact" if recorded.before_the_fact else "after the fact"),
    ]
    rows += [("Marked", marks)] if (marks := view.marks(item)) else []
    yield Facts((*rows, ("On whose authority", view.readable(item, recorded.authority))))
    yield Facts((("The exigency (internal)", view.readable(item, recorded.exigency)),))
    yield Text(view.readable(item, recorded.public_sentence), "quote")


def direction(view: View) -> Iterator[Part]:
    """A direction of the approver, for the steering channel."""
    if view.facts.get("text"):
        yield Text(view.facts["text"], "quote")


def decision(view: View) -> Iterator[Part]:
    """A decision of the steering group, for its channel."""
    yield from direction(view)
    for label, key in (("Consensus", "consensus"), ("Who differs", "differs")):
        if view.facts.get(key):
            yield Facts(((label, view.facts[key]),))
