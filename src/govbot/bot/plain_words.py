"""Reads words typed to the bot by rules: questions, tasks, greetings, answers. Nothing is done by it.

A reading says what the words may mean; a task among them is only ever offered as a button, and none whose wrong
press would be grave (`OFFERED`). The corpus in tests/bot/utterances measures the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_READ = 400  # characters; what is longer is somebody's answer, not a question or a task
# Tasks that may be offered for plain words: each opens its form, or is taken back as easily as it was taken.
OFFERED = frozenset(
    {
        "acknowledge", "add_member", "advance", "announce_absence", "ask_group", "assemble_group", "change_lead",
        "choose_reach", "close_feedback", "consult", "correct_comment", "end_absence", "extend_feedback",
        "give_feedback", "give_until", "no_comment", "not_applicable", "not_at_this_time", "not_right_person",
        "open_feedback", "raise_need", "recommend_pursuing", "record_decision", "remind", "remove_member",
        "report_back", "report_status", "report_variance", "request_review", "request_variance",
        "respond_to_comments", "send_back", "set_timeline", "shorten_feedback", "snooze", "state_position",
        "submit_draft",
        "take_back",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What words may mean: a `kind` such as "status", "hello", "answer" or "do snooze", and of which policy ("")."""

    kind: str
    policy: str = ""

    @property
    def action(self) -> str:
        """The task that is meant; "" for anything else."""
        return self.kind.removeprefix("do ") if self.kind.startswith("do ") else ""


# In this order; the first rule that fits counts. `P` stands for a policy's number or
# title and `QQ` for those who are asked, put in before reading.
_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Short words, whole.
    (
        "hello",
        (
            r"(good )?(morning|evening)\W*",
            r"how are you\W*",
            r"(hi|hello|hey|good (morning|afternoon|evening|day)|greetings|howdy)\b(?!.*\b(P|draft|"
            r"comment|policy)\b).{0,40}",
        ),
    ),
    (
        "thanks",
        (
            r"(many )?(thanks?|thank you|thx|ty|cheers|much appreciated)\b.*",
            r".*\b(thx|thanks|thank you)[!. ]*",
        ),
    ),
    (
        "thanks",
        (
            r"(ok(ay)?|great|perfect|got it|understood|will do|fine|good|super|excellent|cool|noted|"
            r"sorry|bye|goodbye|👍|🙏)([,.! ]+(got it|thanks?|great|good))?[!. ]*",
            r"have a (nice|good) .*",
            r"see you.*",
        ),
    ),
    (
        "help",
        (
            r"\W*\?+",
            r".*\b(help|commands?|menu|i'?m lost|lost here)\b( me)?[!.? ]*",
            r"(who|what) are you\W*",
            r"are you (a bot|human|there).*",
            r"what can (you|i) (do|ask)\b.*",
            r"how does (this|it|govbot) work.*",
            r"i don'?t know what to do.*",
        ),
    ),
    (
        "chat",
        (r"(yes|no|maybe|stop|test|lol|unsubscribe|haha)[!. ]*",),
    ),
    (
        "chat",
        (
            r"(are the QQ|does it cost|is this a public|can you call|i forgot my|"
            r"what is the weather|how are you).*",
        ),
    ),
    (
        "chat",
        (r".*\b(what'?s|what is) the difference between an? .* and an? .*",),
    ),
    (
        "help",
        (r"how (do|can) (i|we) (?!.*\b(stands? in)).*",),
    ),
    # Snoozing and reminding oneself.
    (
        "do snooze",
        (
            r"(please )?set (me )?a reminder\b(?! (to|for) (the |all )?QQ).*",
            r"(please |can you |could you )?(remind|ping|nudge|ask|poke) me\b.*",
            r"snooze\b.*",
            r".*\b(ask|remind|ping) me (again|later)\b.*",
            r"(not now|later|not today)\b.*",
            r"(i'?ll|i will|we'?ll) (do|answer|look at) (it|this|that)? ?(later|tomorrow|next week)\b.*",
            r"leave me alone\b.*",
            r"come back (to me )?(in|on|next|later)\b.*",
        ),
    ),
    # Absence, and where one is reached.
    (
        "do announce_absence",
        (
            r"(i'?m|i am|i will be|i'?ll be|i will) not (be )?(available|here|reachable|in)\b.*",
            r".*\b(on (vacation|leave|holiday)|out of (the )?office|i'?m out|i am out|i'?ll be (out|"
            r"away)|am away|stands? in for me|parental leave|sick leave)\b(?<!back from vacation).*",
        ),
    ),
    (
        "do end_absence",
        (
            r"(i'?m|i am) back\b.*",
            r"back (from|in) .*",
        ),
    ),
    (
        "do choose_reach",
        (
            r"(please )?(write|talk|send|contact|message|reach)\b.*\bme\b.*\b(on|in|via|through) [a-z]+( instead)?\W*",
        ),
    ),
    # Taking back and correcting.
    (
        "do take_back",
        (
            r"(please )?take (it|that|this) back\W*",
            r".*\b(clicked|pressed|chose) the wrong\b.*",
            r"(cancel|retract|withdraw|delete) (it|that|this)\W*",
            r"i want to take back what i said.*",
            r"undo\b.*",
            r"oops.*",
            r".*\b(wrong button|by mistake|accidentally)\b.*",
            r".*\b(take (it |that |this )?back|withdraw|retract|delete|cancel)\b.*\b(comment|feedback|"
            r"answer|said|position|response|vote)\b.*",
            r".*\bmy (comment|answer) (was|is) wrong\b.*",
        ),
    ),
    (
        "do state_position",
        (
            r"(please )?change my (vote|position)\b.*",
            r"(i want to )?(state|give) (my|a) position\b.*",
        ),
    ),
    (
        "do correct_comment",
        (
            r".*\b(correct|fix|edit|change|amend|modify|update)\b.*\b(my|our|the typo in)\b.*\b(comment|"
            r"answer|feedback)\b.*",
        ),
    ),
    # Answers in set words.
    (
        "do no_comment",
        (
            r"(we have |i have |there (is|are) )?no (comments?|feedback|remarks?|objections?|concerns?)"
            r"\b.{0,30}",
            r".*\bhas no (feedback|comments?)\b.*",
            r"nothing (to add|from (our|my) side|from us).*",
            r"(looks|all) good( to (us|me))?[!. ]*",
            r"lgtm[!. ]*",
            r"fine (with|by) (me|us)[!. ]*",
            r"we agree[!. ]*",
        ),
    ),
    (
        "do not_applicable",
        (
            r"n/?a",
            r".*\bnot applicable\b.*",
            r".*\b(doesn'?t|does not|not) apply to (us|our|my|me)\b.*",
            r".*\b(isn'?t|is not|not) relevant (for|to)\b.*",
        ),
    ),
    (
        "do not_right_person",
        (
            r".*\b(not the right|wrong) person\b.*",
            r".*\bask (my|a) (colleague|boss|successor)\b.*",
            r".*\b(don'?t|do not|no longer) (work on|handle|deal with) this\b.*",
            r"this should go to\b.*",
            r"ask .* instead[.! ]*",
        ),
    ),
    # Tasks about dates, which a question about a date would hide.
    (
        "do remind",
        (r"(please |can you )?(remind|nudge|chase|send (a )?reminders?( to)?|ping)\b (?!me\b).*",),
    ),
    (
        "do extend_feedback",
        (
            r".*\b(get|have|need|want|grant|ask for) an extension\b.*",
            r"(can|could) we have until\b.*",
            r".*\b(extend|prolong|more time|longer|push (back )?the deadline|postpone)\b.*",
            r"(please )?move the (closing|deadline).*",
        ),
    ),
    (
        "do shorten_feedback",
        (r".*\b(shorten|close .* (earlier|sooner))\b.*",),
    ),
    # Questions.
    (
        "open",
        (
            r".*\b(open|due|there) for me\W*",
            r".*\b(waiting|anything|something) on my desk\b.*",
            r"(show|list)( me)? (my )?(pending|open|due) (items|things|tasks|requests).*",
            r".*\banything (that )?i (need|have|must) to do\b.*",
            r"(what('?s| is|are)?|show( me)?|list|see|any ?thing)?\b.*\b(my (tasks?|plate|to-?do|"
            r"open items|list|inbox|agenda)|open items|awaiting me|waiting (for|from) (me|my)|(from|of)"
            r" me|owe you|for me (today|now)|am i done)\b.*",
            r"agenda.*",
            r"inbox",
            r"what('?s| is) (open|due)( this week| today| next)?\W*",
            r"what do i (have|need) to do.*",
            r"do i owe.*",
            r"(is|are) (there )?any ?thing .*\bme\b.*",
            r"am i done\W*",
            r"what (are you|is) waiting for .*(steering|me)\b.*",
            r"to-?dos?",
        ),
    ),
    (
        "export",
        (r".*\b(export|spreadsheet|excel|csv)\b.*",),
    ),
    (
        "changed",
        (
            r"which (section|part|word)s? (has |have )?changed.*",
            r".*\b(what('?s| is| has|s)? ?(changed?|new|different)|what did they change|redline|"
            r"track(ed)? changes?|differences?|compare|diff)\b.*",
        ),
    ),
    (
        "waiting",
        (
            r".*\b(has|have|did) (everybody|all|all reviewers|the reviewers|legal|the QQ)\b"
            r".*\b(answer|repl|respon|finish|review|vot|look)\w*.*",
            r"who'?s (still )?missing\W*",
            r"how many (people|QQ|persons) (have )?(answered|commented|replied|responded).*",
            r".*\b(who|which QQ|list of|how many QQ|did everybod?y|has everybod?y|"
            r"has [A-Z]{2,6})\b.*\b(answer(ed)?|respond(ed)?|reply|replied|missing|outstanding|waiting|"
            r"non-?responders?|look(ed)? in|(still )?(has|have) to review)\b.*",
            r".*\b(response rate|non-?responders?|progress|how many answers)\b.*",
        ),
    ),
    (
        "due",
        (
            r".*\b(due dates?|dates? of P)\b.*",
            r".*\b(when('?s| is| does| do| are)?|until when|by when|how long|too late)\b.*\b(due|"
            r"deadline|close[sd]?|closing|end|comment|answer|have|late)\b.*",
            r".*\b(deadline|closing date)\b\W*(?!of\b).*(?<!review)",
            r"is it too late.*",
        ),
    ),
    (
        "people",
        (
            r"who'?s (on|in|the|leading)\b.*",
            r"who (decides|approves|signs|chooses|runs)\b.*",
            r"who (is|are|was|leads?|wrote|do i (contact|ask|talk to)|can i ask)\b.*",
        ),
    ),
    (
        "comments",
        (
            r"what do (the )?(others?|QQ|people|they) (think|say)\b.*",
            r".*\b(response|reply|respon\w+) to my comment\b.*",
            r".*\b(what did (i|we|others?|they|the QQ) say|my comments?\b|show (me )?(the )"
            r"?comments?|(list|read|see|all) .*\bcomments?|what (became|happened) (of|to) my|"
            r"responded to my|(was|were) my (feedback|comments?)|how many comments|which comments)\b.*",
        ),
    ),
    (
        "policies",
        (
            r".*\b(all|list( of)?|which|what)( the)? policies\b(?! mention).*",
            r"policies",
            r".*\bpolicy library\b.*",
            r"(show|see) me everything.*",
        ),
    ),
    (
        "find",
        (
            r"(find|search|look for|look up)\b.*",
            r"(is|are) there an? polic(y|ies)\b.*",
            r"which policies mention\b.*",
            r"do we have an? polic(y|ies)\b.*",
        ),
    ),
    # Tasks.
    (
        "do close_feedback",
        (r".*\bclose\b.*\b(feedback|period|now|comments?)\b.*",),
    ),
    (
        "do open_feedback",
        (
            r".*\b(open|start|begin|launch) .*\bfeedback\b.*",
            r".*\bsend P? ?.*\b(out )?to (the |all )?QQ\b.*",
            r".*\bcirculate\b.*",
        ),
    ),
    (
        "do ask_group",
        (r".*\bask the group\b.*",),
    ),
    (
        "do add_member",
        (r"(please )?(add|include|invite)\b.*\bgroup\b.*",),
    ),
    (
        "do remove_member",
        (r"(please )?(remove|drop)\b.*\bgroup\b.*",),
    ),
    (
        "do assemble_group",
        (r".*\b(start|set up|assemble|create|form|launch|need)\b.*\bgroup\b.*",),
    ),
    (
        "do respond_to_comments",
        (r".*\b(respond|reply|answer)\b.*\bcomments?\b.*",),
    ),
    (
        "do report_back",
        (r".*\breport back\b.*",),
    ),
    (
        "do report_status",
        (r".*\breport\b.*\bstatus\b.*",),
    ),
    (
        "do set_timeline",
        (r".*\b(set|change|make|adjust)\b.*\b(timeline|target dates?|schedule)\b.*",),
    ),
    (
        "do request_review",
        (
            r".*\b(request|ask for)\b.*\breview\b.*",
            r".*\b(send|present|take|submit)\b.*\bto the secretary\b.*",
        ),
    ),
    (
        "do consult",
        (
            r".*\bconsult\b.*",
            r".*\b(hr|labor relations)('?s)? (view|advice|opinion)\b.*",
        ),
    ),
    (
        "do submit_draft",
        (r".*\b(upload|submit|hand in|have a|here is (the|a)) .*\b(draft|version)\b.*",),
    ),
    (
        "do send_back",
        (r".*\bsend\b.*\bback\b.*",),
    ),
    (
        "do advance",
        (
            r"(kick off|begin|start) (the )?staff review\b.*",
            r".*\b(advance|move .* to staff review)\b.*",
        ),
    ),
    (
        "do record_decision",
        (r".*\brecord\b.*\b(decided|decision)\b.*",),
    ),
    (
        "do recommend_pursuing",
        (r".*\bpursu(e|ing)\b.*",),
    ),
    (
        "do not_at_this_time",
        (r".*\bnot at this time\b.*",),
    ),
    (
        "do change_lead",
        (
            r".*\bchange the (policy )?lead\b.*",
            r"make .* (the )?lead\b.*",
        ),
    ),
    (
        "do give_until",
        (r"(please )?give P until\b.*",),
    ),
    (
        "do acknowledge",
        (
            r"acknowledge\b.*",
            r"we (have read|acknowledge)\b.*",
        ),
    ),
    (
        "do report_variance",
        (r".*\b(can'?t|cannot|can not|unable to|do not|don'?t) comply\b.*",),
    ),
    (
        "do request_variance",
        (r".*\b(variance|waiver|an exception (to|from))\b.*",),
    ),
    (
        "do raise_need",
        (
            r".*\b(raise|propose|suggest|need)\b.*\b(need|new policy|a policy)\b.*",
            r".*there should be a policy\b.*",
            r"we need a policy\b.*",
        ),
    ),
    (
        "do give_feedback",
        (
            r"i (want|would like|have) to object\b.*",
            r"(let me |i('?d| would)? (like|want) to |i want to |please )?(comment|leave (a )?(comment|"
            r"feedback)|give (some )?feedback|add a comment)( on)?\b(?!:).{0,40}",
            r"i have a (concern|comment|question) (about|on) P\W*",
        ),
    ),
    (
        "text",
        (
            r"where (can|do) i find the (final|current|latest|last) (version|draft|text).*",
            r"what does P say.*",
            r".*\b(send|show|see|open|read|get|download|need|find|link to|where can (i|we))\b.*\b(draft|"
            r"text|document|attachment|policy|pdf|word|P( again)?)\b\W*( please| as word| again)?\W*",
            r"pdf\W*",
            r"read P\W*",
            r".*\bsend( me)? (the )?P\b.*",
        ),
    ),
    (
        "status",
        (
            r"what (is|comes) (the )?next( step)?\W*",
            r"what happened (with|to) P\b.*",
            r"when was P\b.*",
            r"(what('?s| is)|where|how|has|is|did|when will|any news|tell me|status|progress|approve|"
            r"whats)\b.*\bP\b.*",
            r".*\bstatus\b.*",
            r"P\W*( please| status)?\W*",
            r"what stage.*",
            r"what (happens|is|'s) next.*",
            r"is (it|this) (final|in force|approved).*",
        ),
    ),
)
_COMPILED = tuple((kind, re.compile("|".join(rules), re.IGNORECASE | re.DOTALL)) for kind, rules in _RULES)
# Words that say something of a draft: with them a sentence is an answer, whatever else it may be.
_OPINION = re.compile(
    r"\b(section|should|shall|must|unrealistic|too (strict|short|long|much|early|late)|exempt(ion)?|exception for|"
    r"suggest (deleting|adding|changing)|definition|we (think|agree|support|would|cannot|have no budget)|"
    r"our (legacy|systems?|mainframe)|duplicates|please (add|define|clarify|remove)|implementation issue|"
    r"concern:|my comment:|feedback from|has to be|doesn'?t say|two additional|statute|i disagree|we'?d like)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(hi|hello|hey|dear govbot|good (morning|afternoon|evening|day)|thanks|thank you|please|ok(ay)?)( all| there| "
    r"govbot| everybody)?[,.!:;-]+ *",
    re.IGNORECASE,
)
_NEVER_OFFERED = re.compile(
    r"(please |i )?(approve|adopt|publish|rescind|withdraw|cancel|sign|delete|return|close|retire|appoint)\b",
    re.IGNORECASE,
)
_SHORT = tuple(
    (re.compile(rf"\b({short})\b", re.IGNORECASE), whole)
    for short, whole in (
        ("pls|plz", "please"),
        ("tmrw|tmr|tomorow", "tomorrow"),
        ("everyone", "everybody"),
        ("whats", "what's"),
        ("whos", "who's"),
        ("hasnt", "hasn't"),
        ("dont", "don't"),
    )
)
_ASKS = re.compile(
    r"^(what|when|who|where|which|how|why|is|are|has|have|did|does|do|can|could|show|send|will)\b",
    re.IGNORECASE,
)


def read(words: str, prefix: str, titles: Mapping[str, str], bodies: Sequence[str] = ()) -> Reading:
    """What words most probably mean. `titles` are the policies' titles by number ("ITP-1").

    `bodies` are what this government calls those whom it asks, in the singular and the plural.

    "answer" is what looks like an answer to a request; "chat" what is neither that, nor a question or a task.
    """
    typed = _spelled_out(" ".join(words.split()))
    policy, masked = _named(typed, prefix, titles)
    for body in bodies:
        masked = re.sub(rf"\b{re.escape(body)}\b", "QQ", masked, flags=re.IGNORECASE)
    if len(typed) > MOST_READ:
        return Reading("answer", policy)
    return Reading(_kind(masked, policy), policy)


def _kind(masked: str, policy: str) -> str:
    greeting = _GREETING.match(masked)
    if greeting and len(masked[greeting.end() :].split()) > 2:
        masked = masked[greeting.end() :]
    if _is_opinion(masked):
        return "answer"
    for kind, rule in _short_first(masked):
        if rule.fullmatch(masked):
            return kind
    asks = bool(_ASKS.match(masked))
    if _NEVER_OFFERED.match(masked):
        return "status" if policy else "chat"
    count = len(masked.split())
    if policy and (asks or count < 4):
        return "status"  # of a task that is never offered, too: “approve ITP-1” shows where it stands
    return "answer" if count > 2 and not asks else "chat"


def _spelled_out(typed: str) -> str:
    """The words with what people shorten written out."""
    for short, whole in _SHORT:
        typed = short.sub(whole, typed)
    return typed


def _short_first(masked: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The rules in their order; of a long text those that read a few words are left out."""
    is_long = len(masked.split()) > 25
    return (pair for pair in _COMPILED if not (is_long and pair[0].startswith("do ")))


def _is_opinion(masked: str) -> bool:
    """Whether the words say something of a draft, rather than ask for something."""
    if not _OPINION.search(masked):
        return False
    return not (_ASKS.match(masked) and masked.rstrip().endswith("?") and len(masked.split()) < 9)


def _named(typed: str, prefix: str, titles: Mapping[str, str]) -> tuple[str, str]:
    """The policy that is named, by number, title or its initials, and the words with “P” in its place."""
    number = re.search(rf"\b{re.escape(prefix)}[\s-]?0*(\d{{1,4}})\b", typed, re.IGNORECASE)
    if number:
        return f"{prefix}-{number[1]}", f"{typed[: number.start()]}P{typed[number.end() :]}"
    for policy, title in titles.items():
        for name in names_of(title):
            found = re.search(rf"\b(the )?{name}( (policy|standard))?\b", typed, re.IGNORECASE)
            if found:
                return policy, f"{typed[: found.start()]}P{typed[found.end() :]}"
    return "", typed


def names_of(title: str) -> list[str]:
    """By what a title is named, as patterns: its words, its first words, the initials of its capitalised words."""
    words = re.findall(r"[A-Za-z]+", title)
    whole = r"[\s-]+".join(map(re.escape, words))
    first = [r"[\s-]+".join(map(re.escape, words[:count])) for count in (3, 2) if len(words) > count]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    initials = [capitals[:count] for count in range(len(capitals), 1, -1)]
    return [
        whole,
        *first,
        *(rf"{each}(?= (policy|standard)\b)|\b{each}" for each in initials if len(each) > 1),
    ]
