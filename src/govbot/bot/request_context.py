"""The moment of a transaction: the subject's state, the directory with names, who looks or acts, views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govbot.bot.pages.links import PageLinks
from govbot.bot.tokens import SignedToken, TokenSigner
from govbot.core.cards.view import Sign, View
from govbot.core.days import local_day
from govbot.core.grammar import Acting, Capacity, Refusal, RuleContext
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory, names_of
from govbot.core.membership.standing import standing as standing_in_directory
from govbot.core.process import Process
from govbot.core.workflow.policy import Policy, blank
from govbot.core.workflow.standing import standing as standing_in_policy
from govbot.record import Tx


@dataclass
class RequestContext:
    """Makes moments. `passes` is None where this govbot has no address for pages."""

    process: Process
    seal: TokenSigner
    passes: PageLinks | None = None

    def directory(self, tx: Tx) -> Directory:
        """The directory with names laid over it, made anew when either changes; a rollback leaves no trace."""
        state, seq = tx.state(DIRECTORY)
        nameless: Directory = state

        def named() -> Directory:
            people = ((person.id, person.name, person.email) for person in tx.people.everybody())
            return replace(nameless, names=names_of(people))

        return tx.derived("directory", (seq, tx.people.version()), named)

    def today(self, tx: Tx) -> date:
        return local_day(tx.now, self.process)

    def policy(self, tx: Tx, subject: str) -> Policy:
        """The policy of this subject; a blank one for the directory or a new policy."""
        if not subject.startswith("policy:"):
            return blank("policy:")
        state, seq = tx.state(subject)
        if not seq:
            raise Refusal("There is no such policy. “/gov list” shows all of them.")
        policy: Policy = state
        return policy

    def standing(self, tx: Tx, subject: str, person: str) -> tuple[Capacity, ...]:
        """The capacities of this person towards this subject, today."""
        directory, today = self.directory(tx), self.today(tx)
        if subject.startswith("policy:"):
            return standing_in_policy(self.policy(tx, subject), directory, self.process, person, today)
        return standing_in_directory(directory, self.process, person, today)

    def at(self, tx: Tx, subject: str, who: Acting, about: str = "", text: str = "") -> RuleContext[Any]:
        """The moment as rules see it."""
        directory = self.directory(tx)
        state: Any = directory if subject == DIRECTORY else self.policy(tx, subject)
        return RuleContext(state, directory, self.process, tx.now, who, subject, about, text)

    def acting(self, tx: Tx, person: str, capacity: Capacity | None = None) -> Acting:
        return Acting(person, capacity or Capacity("anyone", ""), self.today(tx))

    def view(
        self,
        tx: Tx,
        subject: str,
        viewer: str,
        about: str = "",
        facts: Mapping[str, str] | None = None,
        on: str = "",
    ) -> View:
        """The moment as cards see it; `on` is the kind of card that is drawn.

        A card in a channel is never replaced by what one person sees: whoever presses is answered alone.
        """
        return View(
            policy=self.policy(tx, subject),
            directory=self.directory(tx),
            process=self.process,
            now=tx.now,
            sign=self.sign(on if viewer else ""),
            viewer=viewer,
            held=self.standing(tx, subject, viewer) if viewer else (),
            about=about,
            facts=facts or {},
            pages=self.passes is not None,
        )

    def sign(self, on: str = "") -> Sign:
        def signed(what: str, subject: str, about: str, bound: str) -> str:
            if what.startswith("later "):
                return self.seal.close(SignedToken(what.removeprefix("later "), subject, about, mode="later"))
            return self.seal.close(SignedToken(what, subject, about, bound, on))

        return signed


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
    """The text that a rule reads: "draft" is the current draft's, "version" that of the version in force."""
    return version_text(tx, policy) if whose == "version" else current_text(tx, policy)
