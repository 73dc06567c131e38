"""Help: what one can type and press, in the sections of the process, the person's own first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.vocabulary import Button, Buttons, Card, Divider, Facts, Part, Text
from govbot.core.grammar import Action, Capacity
from govbot.core.process import Process
from govbot.core.table import PAGES, TABLE, capacities_for, plain_label

# What one may type after `/gov` besides the actions' own words.
QUERIES = (
    ("", "What is awaiting my action"),
    ("status POLICY", "Where a policy stands: a paragraph that can be forwarded"),
    ("show POLICY", "Everything about a policy, and what you can do"),
    ("read POLICY", "Read the draft, or the version in force"),
    (
        "progress POLICY",
        "Each step with its target, when it was reached, slips with their reasons, forecasts",
    ),
    ("due POLICY", "By when what is awaited on a policy"),
    ("waiting POLICY", "Of whom something is awaited on a policy"),
    (
        "changes POLICY",
        "What changed in the last draft; “D1 D3” or “v1.0 D2” behind it: between any two texts",
    ),
    (
        "held POLICY",
        "What the Word file of a draft held besides its text: comments, deletions, hidden text …",
    ),
    (
        "responses POLICY",
        "Comments and responses as a table, also as a file on a page; “DSS, open” behind it: only those",
    ),
    (
        "board POLICY",
        "The comments by section, {agency}, kind, theme or drafter: join, split, sort them, draft responses",
    ),
    ("alike POLICY", "Comments that say nearly the same, to be joined"),
    ("words POLICY", "Proposed words that were accepted, for the next draft"),
    (
        "coverage POLICY",
        "Who was asked for feedback, whom it reached, who has answered and how: {agencies} by capacities",
    ),
    ("marked POLICY", "What your marked-up file says, to look through before you hand it in"),
    ("saved POLICY", "The comments that you saved on the page and have not handed in"),
    ("lost POLICY", "The comments whose place a later draft no longer has, to be placed again"),
    ("comments POLICY", "The comments of the {agencies} and their responses"),
    (
        "reviews POLICY",
        "What the group and the staff said: its answers to each request, reports, positions, reviews",
    ),
    ("agencies POLICY", "How each {agency} implements the version in force"),
    (
        "evidence POLICY",
        "The letters, memos and e-mails with which acts were entered, as far as you may open them",
    ),
    (
        "members POLICY",
        "The {group}: its charge, who brings which perspective, what is missing and who might bring it",
    ),
    ("answers POLICY", "The {steering_group}'s questions, one by one: how many answered, and who says what"),
    (
        "rosters",
        "The saved rosters: who is on them; with a policy's number, to open a feedback period with one",
    ),
    ("outreach POLICY", "Whom a policy's messages reached, when, and what did not arrive"),
    (
        "calendar",
        "The address of my calendar, for Outlook, Google or Apple; with a policy's number, of its calendar",
    ),
    ("templates", "Templates for drafts, by kind of policy"),
    ("list", "All policies"),
    ("find WORDS", "Where words stand: in titles, in texts that you may read, in your own comments"),
    ("overview", "Every policy: step, lead, next date, of whom it is awaited; what is past its date first"),
    (
        "developments",
        "The timeline of the developments as a table: steps, targets, statutory deadlines, forecasts",
    ),
    ("priorities", "The needs that wait: the ranked list with its reasons, who supports each, those parked"),
    ("goals", "Goals of the plans, the policies that serve each, and the goals that none serves"),
    ("accord", "The policies in force, with which a plan that is drafted must accord"),
    ("bodies", "What was put before bodies that were convened, when, and with what outcome"),
    (
        "agenda",
        "The agenda of the {steering_group}'s next meeting, “agenda M2” of another; with a policy, its group's",
    ),
    (
        "meetings",
        "The {steering_group}'s meetings, ahead and held, with their minutes; with a policy, its group's",
    ),
    (
        "minutes",
        "The minutes of the last meeting, “minutes M1” of another one; with a policy, of its group's",
    ),
    ("binder", "For whoever takes an office over: offices, delegations, all that is open, as a document"),
    ("weekly", "The overview as the card of the week: first what is late, undecided, unassigned or vacant"),
    (
        "decisions",
        "What the {steering_group} decided, on which consensus: on all policies, or on one that you name",
    ),
    ("who", "Every office: its holder, designee, who acts, until when, vacant since when"),
    ("deviations", "Every deviation from the process: for its reform"),
    (
        "reform-report",
        "The process in a year (“reform-report 2026”): deviations, response rates, days, reasons",
    ),
    ("later WORD POLICY", "Enter an act for somebody else, or for an earlier day"),
    ("letter", "File a letter received: an {agency}'s letter, a signed document, an office's e-mail"),
    ("operations", "How govbot is doing: for its operator"),
    ("help all", "Every word that can be typed"),
    ("help", "What you can do here now"),
)
# Those of them that anybody needs, those of the agencies' representatives, and those of whoever moves a policy on.
USUAL = ("", "status", "read", "page", "changes", "due", "comments", "list", "find", "help all")
OF_REPRESENTATIVES = ("comment-page", "saved", "marked", "calendar")
OF_THOSE_WHO_GUIDE = (
    "show",
    "waiting",
    "coverage",
    "board",
    "responses",
    "overview",
    "weekly",
    "agenda",
    "decisions",
)
REPRESENTATIVES = {"representative", "voice", "agency"}
GUIDES = {"lead", "liaison", "advisor", "steering"}
# … and where pages can be opened in the browser.
PAGE_QUERIES = tuple((f"{page.word} POLICY", page.hint) for page in PAGES if page.word)

# The sections of the process, and the modules that hold the rules of their actions.
MODULES = {
    "Needs ({part_needs})": ("needs", "need_decisions", "need_upkeep", "lead", "without_policy", "goals"),
    "{step_drafting}: {group} and {stage_drafting}": (
        "groups", "group_members", "group_requests", "rooms", "drafting", "positions", "reports", "wrong_file",
    ),
    "{step_review}: {stage_review}": ("advancing", "staff_review", "review_notes", "consultations"),
    "{step_feedback}: {stage_feedback}": (
        "circulation", "save_roster", "roster_actions", "feedback_period", "open_period", "questions", "voices",
        "period_questions", "feedback", "corrected_comment", "another_person",
        "agency_response", "marked_file", "saved_comments", "letters", "responses", "placing", "unanswered",
        "organising", "drafted_responses", "after_responses",
    ),
    "{step_secretary}: the {stage_secretary}, adoption": (
        "secretary", "decision", "word_file", "adoption", "before_effect",
    ),
    "{step_implementation}: implementation": ("implementation",),
    "{step_upkeep}: regular reviews": ("upkeep", "corrections"),
    "At any step": (
        "anytime", "timelines", "slips", "process_moves", "snoozing", "taking_back", "settling", "emergency", "entered",
        "trying_again",
    ),
    "Priorities and plans": ("priority_actions", "plan_actions", "plan_drafts", "report_actions"),
    "Meetings": (
        "meeting_calls", "agenda_actions", "minutes_actions", "public_meetings",
    ),
    "People and offices": (
        "seats", "offices", "office_changes", "delegations", "people", "reaching", "absence", "accepting",
    ),
}  # fmt: skip
SECTIONS = {module: section for section, modules in MODULES.items() for module in modules}


def section_of(action: Action) -> str:
    """The section of the process to which an action belongs."""
    return SECTIONS.get(step_of(action), SECTIONS["anytime"])


def step_of(action: Action) -> str:
    """The module of the step in which an action's rule stands."""
    return action.rule.__module__.rpartition(".")[2]


def by_section(actions: Sequence[Action], process: Process) -> dict[str, list[Action]]:
    """The actions in the sections of the process, in its order."""
    sections: dict[str, list[Action]] = {section: [] for section in SECTIONS.values()}
    for action in actions:
        sections[section_of(action)].append(action)
    return {process.say(section): listed for section, listed in sections.items() if listed}


def short_help_card(
    process: Process,
    held: Sequence[Capacity],
    now: Sequence[Action],
    buttons: Sequence[Button],
    pages: bool = False,
) -> Card:
    """What this person needs: what anybody in their capacities asks, and what is open to them `now`."""
    asked = _for_capacities(query_words(process, pages), held)
    return Card("What you can do here", tuple(_short_help(process, now, buttons, asked)))


def _for_capacities(asked: Sequence[tuple[str, str]], held: Sequence[Capacity]) -> list[tuple[str, str]]:
    """The words that people with these capacities need; all others stand in the whole list."""
    kinds = {capacity.kind for capacity in held}
    words = [*USUAL]
    words += OF_REPRESENTATIVES if kinds & REPRESENTATIVES else ()
    words += OF_THOSE_WHO_GUIDE if kinds & GUIDES else ()
    return [row for row in asked if row[0].removesuffix(" POLICY").removesuffix(" WORDS") in words]


def _short_help(
    process: Process, now: Sequence[Action], buttons: Sequence[Button], asked: Sequence[tuple[str, str]]
) -> Iterator[Part]:
    yield from _how_to_ask(process, buttons, asked)
    mine = [action for action in now if action.word]
    if mine:
        yield Divider()
        yield Text("Open to you now", "strong")
    for section, actions in by_section(mine, process).items():
        yield Text(section, "strong")
        yield Facts(tuple((f"/gov {action.word}", plain_label(action, process)) for action in actions))
    yield Text("“/gov help all” lists every word, also those that are not open to you now.", "small")


def help_card(
    process: Process, held: Sequence[Capacity], buttons: Sequence[Button], pages: bool = False
) -> Card:
    """Every word that can be typed, generated from the table: this person's own first."""
    return Card(
        "Everything that can be typed", tuple(_help(process, held, buttons, query_words(process, pages)))
    )


def query_words(process: Process, pages: bool = False) -> tuple[tuple[str, str], ...]:
    """Words that may be typed besides the actions' own, and their meanings; the pages' where there are any."""
    queries = (*QUERIES, *(PAGE_QUERIES if pages else ()))
    return tuple((process.say(typed), process.say(meaning)) for typed, meaning in queries)


def _how_to_ask(
    process: Process, buttons: Sequence[Button], asked: Sequence[tuple[str, str]]
) -> Iterator[Part]:
    prefix = process.government.policy_prefix
    yield Text(
        "What is awaited of you comes as a message with buttons. You can also ask in plain words: "
        f"“when is {prefix}-1 due”, “what changed in D2”, “remind me Monday”."
    )
    yield Buttons(tuple(buttons))
    yield Divider()
    yield Text(
        f"Or type /gov and one of these words; a policy is named by its number, as in “/gov status {prefix}-1”. In "
        "a group's room, its own policy is meant."
    )
    yield Facts(tuple((f"/gov {words}".strip(), label) for words, label in asked))


def _help(
    process: Process, held: Sequence[Capacity], buttons: Sequence[Button], asked: Sequence[tuple[str, str]]
) -> Iterator[Part]:
    yield from _how_to_ask(process, buttons, asked)
    mine = [action for action in TABLE if action.word and capacities_for(action, held)]
    yield Divider()
    yield Text("Yours to do, in your capacities", "strong")
    for section, actions in by_section(mine, process).items():
        yield Text(section, "strong")
        yield Facts(tuple((f"/gov {action.word}", plain_label(action, process)) for action in actions))
    others = [action for action in TABLE if action.word and not capacities_for(action, held)]
    if others:
        words = ", ".join(action.word for action in others)
        yield Text(f"For people in other capacities: {words}.", "small")
    if note := process.say("{steps_note}"):
        yield Text(note, "small")
