"""`RequestContext`: what one transaction knows, each fact found once: the person, directory, states, standing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from govbot.bot.pages.links import LinkSettings, PageLinks
from govbot.bot.text_comparisons import TextComparisons
from govbot.bot.tokens import SignedToken, TokenSigner
from govbot.core.cards.view import Sign, View, not_compared
from govbot.core.days import local_day
from govbot.core.grammar import Acting, Capacity, DocumentRef, Refusal, RuleContext
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory, names_of
from govbot.core.membership.standing import standing as standing_in_directory
from govbot.core.plain_text import without_harmful
from govbot.core.process import Process
from govbot.core.redline import TextChanges
from govbot.core.workflow.policy import Policy, blank
from govbot.core.workflow.process_of import process_of
from govbot.core.workflow.standing import standing as standing_in_policy
from govbot.core.workflow.steps.word_file import missing
from govbot.record import DamagedDocument, TextIndex, Tx

NO_POLICY = blank("policy:")


@dataclass(frozen=True, slots=True)
class Installation:
    """What stays the same from request to request. `links` is None where this govbot has no address for pages."""

    process: Process
    signer: TokenSigner
    links: PageLinks | None = None
    comparisons: TextComparisons = field(default_factory=TextComparisons)
    texts: TextIndex = field(default_factory=TextIndex)

    def context(self, tx: Tx, person: str = "", *, lacks_nothing: bool = False) -> RequestContext:
        """The context of a transaction, for the person who asks; "" for nobody in particular, or a channel.

        One that `lacks_nothing` raises TextsNotCompared where a card needs a comparison that is not made yet.
        """
        compared = self.comparisons.get if lacks_nothing else self.comparisons.get_if_there
        return RequestContext(tx, person, self.process, self.signer, self.links, compared, self.texts)


def install(process: Process, secret: bytes, linking: LinkSettings | None = None) -> Installation:
    """The installation with this process and secret; without `linking` there are no pages behind links."""
    nonce = partial(secrets.token_urlsafe, 9)
    links = PageLinks(secret, nonce, linking) if linking else None
    return Installation(process, TokenSigner(secret, nonce), links)


@dataclass(slots=True)
class _Facts:
    """What has been found so far in this transaction."""

    directory: Directory | None = None
    policies: dict[str, Policy] = field(default_factory=dict)
    standing: dict[tuple[str, str], tuple[Capacity, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class RequestContext:
    """Made once for each transaction; reads each fact when it is first asked for, and keeps it.

    `person` is who asks, or whoever a card is drawn for.
    """

    tx: Tx
    person: str
    process: Process
    signer: TokenSigner
    links: PageLinks | None = None
    compared: Callable[[DocumentRef, DocumentRef], TextChanges | None] = not_compared
    texts: TextIndex = field(default_factory=TextIndex)
    _facts: _Facts = field(default_factory=_Facts)

    def for_person(self, person: str) -> RequestContext:
        """The same transaction as another person sees it; what was found is shared."""
        return replace(self, person=person)

    @property
    def now(self) -> datetime:
        return self.tx.now

    @property
    def today(self) -> date:
        """The government's day of this transaction."""
        return local_day(self.tx.now, self.process)

    @property
    def directory(self) -> Directory:
        """The directory with the names of people laid over it."""
        if self._facts.directory is None:
            self._facts.directory = _named_directory(self.tx)
        return self._facts.directory

    def policy(self, subject: str) -> Policy:
        """The policy of this subject; a blank one for the directory or a new policy.

        Raises Refusal where there is no such policy.
        """
        if not subject.startswith("policy:"):
            return NO_POLICY
        policy = self._facts.policies.get(subject)
        if policy is None:
            policy, seq = self.tx.state(subject)
            if not seq:
                raise Refusal("There is no such policy. “/gov list” shows all of them.")
            self._facts.policies[subject] = policy
        return policy

    def standing(self, subject: str, person: str = "") -> tuple[Capacity, ...]:
        """The capacities towards this subject, today, of a person; "": of whoever asks."""
        person = person or self.person
        key = (subject if subject.startswith("policy:") else DIRECTORY, person)
        held = self._facts.standing.get(key)
        if held is None:
            held = self._facts.standing[key] = self._find_standing(subject, person)
        return held

    def _find_standing(self, subject: str, person: str) -> tuple[Capacity, ...]:
        if subject.startswith("policy:"):
            return standing_in_policy(self.policy(subject), self.directory, self.process, person, self.today)
        return standing_in_directory(self.directory, self.process, person, self.today)

    def forget(self, stream: str) -> None:
        """What was found about this stream is no longer so: something was recorded on it."""
        if stream == DIRECTORY:
            self._facts.directory = None
            self._facts.standing.clear()
            return
        self._facts.policies.pop(stream, None)
        for key in [key for key in self._facts.standing if key[0] == stream]:
            del self._facts.standing[key]

    def acting(self, person: str = "") -> Acting:
        """A person as somebody who acts today, in no capacity yet; "": whoever asks."""
        return Acting(person or self.person, Capacity("anyone", ""), self.today)

    def rule_context(self, subject: str, about: str = "", who: Acting | None = None) -> RuleContext[Any]:
        """What rules may look at; for whoever asks, where nobody else is named."""
        state: Any = self.directory if subject == DIRECTORY else self.policy(subject)
        who = who or self.acting()
        return RuleContext(state, self.directory, self.process_of(subject), self.tx.now, who, subject, about)

    def process_of(self, subject: str) -> Process:
        """The process by which a policy goes; for anything else the process as it is now."""
        return process_of(self.policy(subject), self.directory, self.process)

    def view(
        self, subject: str, about: str = "", facts: Mapping[str, str] | None = None, on: str = ""
    ) -> View:
        """What cards may look at, for whoever asks; `on` is the kind of card that is drawn.

        A card in a channel is never replaced by what one person sees: whoever presses is answered alone.
        """
        return View(
            policy=self.policy(subject),
            directory=self.directory,
            process=self.process_of(subject),
            now=self.tx.now,
            sign=self.sign(on if self.person else ""),
            viewer=self.person,
            held=self.standing(subject) if self.person else (),
            about=about,
            facts=facts or {},
            pages=self.links is not None,
            base=self.links.linking.base if self.links else "",
            compared=self.compared,
        )

    def sign(self, on: str = "") -> Sign:
        """The function with which cards make the values of their buttons."""

        def signed(action: str, subject: str, about: str, bound: str) -> str:
            if action.startswith("later "):
                token = SignedToken(action.removeprefix("later "), subject, about, mode="later")
                return self.signer.sign(token)
            return self.signer.sign(SignedToken(action, subject, about, bound, on))

        return signed


def _named_directory(tx: Tx) -> Directory:
    """The directory with names, made anew when either changes; a rollback leaves no trace."""
    nameless, seq = tx.state(DIRECTORY)

    def named() -> Directory:
        people = ((person.id, without_harmful(person.name), person.email) for person in tx.people.everybody())
        directory: Directory = replace(nameless, names=names_of(people))
        return directory

    return tx.derived("directory", (seq, tx.people.version()), named)


def current_text(tx: Tx, policy: Policy) -> str:
    """The text of the current draft; without one, of the version in force."""
    if policy.development and policy.development.draft:
        return tx.documents.text(policy.development.draft.paper.text_sha256)
    return version_text(tx, policy)


def version_text(tx: Tx, policy: Policy) -> str:
    """The text of the version in force, or of the one adopted for a later date, or of the last there was."""
    version = policy.version or policy.adopted or next(reversed(policy.versions), None)
    return tx.documents.text(version.paper.text_sha256) if version else ""


def text_read(tx: Tx, policy: Policy, whose: str) -> str:
    """The text that a rule reads: "draft" is the current draft's, "circulated" that of the draft that is out for
    feedback, "version" that of the version in force, "reworded" the one whose Word file is missing.

    A new draft takes the place of one whose text is damaged ("draft, if whole").
    """
    if whose == "version":
        return version_text(tx, policy)
    if whose == "circulated":
        out = policy.development.circulated if policy.development else None
        return tx.documents.text(out.paper.text_sha256) if out else ""
    if whose == "reworded":
        wanted = missing(policy)
        return tx.documents.text(wanted.paper.text_sha256) if wanted else ""
    try:
        return current_text(tx, policy)
    except DamagedDocument:
        if whose == "draft, if whole":
            return ""
        raise
