"""Commands typed after `/gov`: words of the table, a policy's number, and words that only show something."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from govbot.bot import on_behalf
from govbot.bot.comparing import compared, named_texts
from govbot.bot.first_cards import MOST_LISTED
from govbot.bot.forms import needs_form, open_form
from govbot.bot.free_text import field_for_words
from govbot.bot.meant import shown_of
from govbot.bot.plain_words.tasks import OFFERED
from govbot.bot.queries import show
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.forms import asks_of
from govbot.core.cards.overview import choose_card
from govbot.core.cards.vocabulary import Button, Buttons, Card, OpenForm, Reply, ShowCard, Text
from govbot.core.grammar import Action, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, BY_WORD, PAGES, plain_label, refusal

SHOWS = {
    "status": "status", "show": "policy", "policy": "policy", "read": "read", "comments": "comments",
    "sections": "sections", "more": "more", "reviews": "opinions", "agencies": "agencies",
    "outreach": "outreach", "evidence": "evidence", "changes": "changes", "due": "due", "waiting": "waiting",
    "held": "held", "lost": "lost", "marked": "marked", "saved": "saved", "responses": "responses",
    "members": "group", "coverage": "coverage", "board": "board", "alike": "alike", "words": "words",
    "progress": "progress", "answers": "answers",
}  # fmt: skip
GENERAL = {
    "home": "home", "mine": "home", "help": "help", "list": "list", "policies": "list",
    "deviations": "deviations", "operations": "operations", "weekly": "weekly",
    "letter": "letter", "decisions": "decisions", "who": "who", "overview": "overview", "find": "find",
    "search": "find", "calendar": "calendar", "ics": "calendar",
    "templates": "templates", "binder": "binder",
    "rosters": "rosters",
    "priorities": "priorities", "goals": "goals", "accord": "accord", "bodies": "bodies",
    "reform-report": "reform",
    "agenda": "agenda", "meetings": "meetings", "minutes": "minutes", "developments": "timeline",
}  # fmt: skip
SHOWS |= {page.word: f"page {page.name}" for page in PAGES if page.word}
OF_MEETINGS = ("agenda", "meetings", "minutes")  # with a policy: those of its group
OF_A_POLICY_TOO = ("letter", "decisions", "calendar", "rosters", *OF_MEETINGS)
EVERY_WORD = (*SHOWS, *GENERAL, "later", *BY_WORD)


# Other names that people try, and the word for it.
SYNONYMS = {
    "template": "templates", "templates-list": "templates",
    "tasks": "home", "todo": "home", "to-do": "home", "inbox": "home", "open": "home",
    "redline": "changes", "diff": "changes", "compare": "changes", "changed": "changes",
    "plans": "goals", "reform": "reform-report", "yearly-report": "reform-report",
    "committee": "bodies", "ranking": "priorities", "needs": "priorities", "backlog": "priorities",
    "targets": "progress", "forecast": "progress", "slips": "progress",
    "retract": "take-back", "delete": "take-back", "export": "outreach", "csv": "outreach",
    "library": "list", "grep": "find", "lookup": "find", "policy-list": "list", "who-is": "who",
    "missing": "waiting",
    "roll-up": "answers", "rollup": "answers", "questions": "answers",
    "roster": "rosters", "saved-rosters": "rosters", "lists": "rosters",
    "matrix": "coverage", "themes": "board", "duplicates": "alike", "answered": "coverage",
    "pending": "waiting", "outstanding": "waiting", "deadline": "due", "when": "due",
    "nudge": "remind", "reminder": "snooze", "later-today": "snooze", "pause": "snooze", "vacation": "out",
    "leave": "out", "edit": "correct-comment", "vote": "position", "answer": "comment", "reply": "respond",
    "commands": "help", "menu": "help", "start": "help", "hello": "help",
}  # fmt: skip
WHICH_POLICY = "Of which policy? Type its number too, as in “/gov changes ITP-1 D1 D3”."
# What is suggested for a mistyped word: words that only show something, and tasks that are not grave.
SUGGESTED = (*SHOWS, *GENERAL, *(word for word, action in BY_WORD.items() if action.name in OFFERED))


class UnknownCommand(Refusal):
    """What was typed is not understood: nothing was attempted, so no attempt is kept."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as typed: the word, the policy that it names (or ""), and the rest.

    `where` is the conversation among others in which it was typed, after its platform ("web room:1"), or "".
    """

    word: str
    policy: str
    rest: str
    later: bool = False
    where: str = ""


def parse(words: str, prefix: str) -> Typed:
    """Take apart what was typed; the policy's number may stand right before or after the word."""
    left = re.sub(r"^/?gov(\s+|$)", "", words.strip(), flags=re.IGNORECASE)
    is_later = bool(re.match(r"later(\s|$)", left, re.IGNORECASE))
    left = left[5:].strip() if is_later else left
    number = rf"{re.escape(prefix)}-0*(\d{{1,9}})(?![\w-])"
    first = re.match(rf"(?:(?P<word>[^\s]+)\s+)??{number}", left, re.IGNORECASE)
    if first:
        rest = left[first.end() :].strip(" :,")
        word = first["word"] or ""
        if not word:
            word, _, rest = rest.partition(" ")
        return Typed(word.casefold(), f"{prefix}-{first[2]}", rest.strip(), is_later)
    word, _, rest = left.partition(" ")
    named = re.search(rf"(?<![\w-]){number}", rest, re.IGNORECASE) if word.casefold() in SHOWS else None
    if named:
        return Typed(word.casefold(), f"{prefix}-{named[1]}", rest[named.end() :].strip(), is_later)
    return Typed(word.strip().casefold(), "", rest.strip(), is_later)


def is_command(words: str, prefix: str) -> bool:
    """Whether a message typed to the bot is a command without its “/gov”: only its word and a policy."""
    typed = parse(words, prefix)
    return not typed.rest and (typed.word in EVERY_WORD or (not typed.word and bool(typed.policy)))


def run(context: RequestContext, words: str, room: str | None, where: str = "") -> Reply:
    """Answer a command: a card, or a form to fill in. `room` is the stream whose room it was typed in.

    Raises UnknownCommand where it is not understood, Refusal where it is not open to the person.
    """
    typed = replace(parse(words, context.process.government.policy_prefix), where=where)
    if typed.later:
        return _later(context, typed, room)
    if typed.word in OF_A_POLICY_TOO and (typed.policy or room):
        subject = _subject_of(context, typed.policy) if typed.policy else str(room)
        return ShowCard(show(context, typed.word, subject, typed.rest if typed.word in OF_MEETINGS else ""))
    if typed.word in GENERAL or not (typed.word or typed.policy):
        name = GENERAL.get(typed.word, "home")
        named = f"{typed.policy} {typed.rest}".strip()
        sought = {
            "list": typed.rest, "overview": named, "find": f"{named} 0", "agenda": typed.rest, "reform": typed.rest,
            "minutes": typed.rest, "help": typed.rest.casefold(),
        }  # fmt: skip
        return ShowCard(show(context, name, DIRECTORY, sought.get(name, "")))
    if typed.word in SHOWS or not typed.word:
        return _show(context, typed, room)
    action = BY_WORD.get(typed.word)
    if typed.word == "group" and (subject := _with_group(context, typed, room)):
        return ShowCard(show(context, "group", subject))
    if action is None:
        raise UnknownCommand(
            f"“{typed.word[:40]}” is not a word that govbot knows.{near(typed.word)} “/gov help all” lists all of them."
        )
    return take(context, action, typed, room)


def _with_group(context: RequestContext, typed: Typed, room: str | None) -> str:
    """The policy that is meant, where a group is at work on it already; else ""."""
    subject = _subject_of(context, typed.policy) if typed.policy else room or ""
    development = context.policy(subject).development if subject else None
    return subject if development and development.group and not development.group.closed else ""


def near(word: str) -> str:
    """The word that was probably meant: by another name for it, else by its letters; never a grave one."""
    if meant := SYNONYMS.get(word):
        return f" Did you mean “/gov {meant}”?"
    alike = get_close_matches(word[:40], SUGGESTED, 1, 0.6)
    alike = alike or [known for known in SUGGESTED if len(word) > 2 and known.startswith(word[:3])][:1]
    return f" Did you mean “/gov {alike[0]}”?" if alike else ""


def _show(context: RequestContext, typed: Typed, room: str | None) -> Reply:
    """What a word only shows, of the policy that is meant, or the policies to choose from."""
    if typed.word == "changes" and (named := named_texts(typed.rest)):
        return _show_changes(context, typed, room, named)
    draft = re.fullmatch(r"d(\d{1,4})", typed.rest, re.IGNORECASE)
    about = f"D{draft[1]}" if draft and typed.word in ("read", "page", "held") else ""
    if typed.word == "responses" and (typed.policy or room):
        about = f"{typed.rest} 0".lstrip()
    meant = Typed(typed.word, typed.policy, "") if about else typed
    what = SHOWS.get(typed.word, "policy")
    subjects = shown_of(context, what, subjects_of(context, meant, room), about)
    if len(subjects) == 1:
        return ShowCard(show(context, what, subjects[0], about))
    views = [context.view(subject) for subject in subjects]
    rows = tuple(Buttons((view.show(what, view.title, about),)) for view in views)
    return ShowCard(Card("Which policy do you mean?", rows))


def _show_changes(context: RequestContext, typed: Typed, room: str | None, named: str) -> Reply:
    """“/gov changes ITP-1 D1 D3”: the redline of the texts that are named."""
    subjects = shown_of(
        context, "changes", subjects_of(context, Typed(typed.word, typed.policy, ""), room), named
    )
    if len(subjects) != 1:
        raise UnknownCommand(WHICH_POLICY)
    about = compared(context.view(subjects[0]), named)
    return ShowCard(show(context, "changes", subjects[0], about))


def _later(context: RequestContext, typed: Typed, room: str | None) -> Reply:
    """“/gov later WORD POLICY”: the form; without the word, what can be entered later."""
    action = BY_WORD.get(typed.word)
    if action is not None:
        return take(context, action, typed, room)
    if typed.word:
        raise UnknownCommand(f"“{typed.word[:40]}” is nothing that can be entered later.{near(typed.word)}")
    subjects = subjects_of(context, typed, room)
    if len(subjects) > 1:
        raise UnknownCommand("For which policy? Type its number too, as in “/gov later ITP-1”.")
    return ShowCard(show(context, "later", subjects[0]))


def take(context: RequestContext, action: Action, typed: Typed, room: str | None) -> Reply:
    """Open the form of an action, or offer its button, for the policy that is meant."""
    mode = "later" if typed.later else ""
    about = typed.where if action.where_typed else ""
    if action.stream != "policy":
        subject = "new" if action.stream == "new" else DIRECTORY
        return offer(context, SignedToken(action.name, subject, mode=mode), typed.rest)
    if typed.policy or room:
        subject = _subject_of(context, typed.policy) if typed.policy else str(room)
        return offer(context, SignedToken(action.name, subject, about, mode=mode), typed.rest)
    return _take_on_any(context, action, typed, about)


def _take_on_any(context: RequestContext, action: Action, typed: Typed, about: str) -> Reply:
    """Open the form where the action is open on one policy only; else the policies to choose from."""
    mode = "later" if typed.later else ""
    listed = context.tx.policies.matching(typed.rest, MOST_LISTED)
    if not listed and typed.rest:
        raise UnknownCommand(f"No policy matches “{typed.rest[:80]}”. “/gov list” shows all of them.")
    tokens = [SignedToken(action.name, f"policy:{row.id}", about, mode=mode) for row in listed]
    tokens = [token for token in tokens if _is_open(context, token)]
    if not tokens:
        raise Refusal(
            f"“{plain_label(action, context.process)}” is open to you on no policy now. Name one to read why: “/gov "
            f"{action.word} ITP-1”."
        )
    if len(tokens) == 1:
        return offer(context, tokens[0])
    buttons = [Button(context.view(token.subject).title, context.signer.sign(token)) for token in tokens]
    return ShowCard(choose_card(action, buttons, context.process))


def _is_open(context: RequestContext, token: SignedToken) -> bool:
    if token.mode == "later":
        return bool(on_behalf.candidates(context, token))
    return not on_behalf.why_not(context, token)


def offer(context: RequestContext, token: SignedToken, rest: str = "") -> Reply:
    """The form, with what was typed in it; or, where nothing has to be asked, a card with the button."""
    action = BY_NAME[token.action]
    rule_context = context.rule_context(token.subject, token.about)
    if action.bound and not token.bound:
        bound = action.bound(rule_context)
        token = SignedToken(token.action, token.subject, token.about, bound, mode=token.mode)
    token = on_behalf.else_for_another(context, token)
    if needs_form(context, token):
        field = "title" if "title" in asks_of(action.command) else field_for_words(action.name)
        return OpenForm(open_form(context, token, {field: rest} if rest and field else {}))
    why_not = refusal(action, rule_context, context.standing(token.subject))
    if why_not:
        raise Refusal(why_not)
    return ShowCard(_button_card(context, action, token))


def _button_card(context: RequestContext, action: Action, token: SignedToken) -> Card:
    """The card with the button of an action that asks nothing."""
    view = context.view(token.subject)
    source = context.process.source(action.source)
    parts = (
        Text("Press the button to record it."),
        Buttons((view.button(action.name, token.about),)),
        Text(f"“{source.sentence}” ({source.where})", "small"),
    )
    about = f": {view.title}" if view.policy.id else ""
    return Card(f"{plain_label(action, context.process)}{about}", parts, view.subject)


def subjects_of(context: RequestContext, typed: Typed, room: str | None) -> list[str]:
    """The policies that may be meant: the one named, the room's, or those that match what was typed."""
    if typed.policy:
        return [_subject_of(context, typed.policy)]
    if room and not typed.rest:
        return [room]
    listed = context.tx.policies.matching(typed.rest[:100], MOST_LISTED)
    if not listed:
        words = f" matches “{typed.rest[:80]}”" if typed.rest else " has been raised yet"
        raise UnknownCommand(f"No policy{words}. “/gov list” shows all of them.")
    return [f"policy:{row.id}" for row in listed]


def _subject_of(context: RequestContext, policy: str) -> str:
    """The subject of the policy with this number; raises UnknownCommand where there is none."""
    subject = f"policy:{policy}"
    if not context.tx.exists(subject):
        raise UnknownCommand(f"There is no policy {policy}. “/gov list” shows all of them.")
    return subject
