"""Rules for questions: what is open, due, changed or said; who; and where one policy stands."""

from __future__ import annotations

QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
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
            r"where (does|do|did) (it|they|we|the (policy|policies)|anything) (say|mention|talk about)\b.*",
            r"where is .+ mentioned\b.*",
            r"(what|which) polic(y|ies) (says?|mentions?|talks? about)\b.*",
            r"do we have an? polic(y|ies)\b.*",
        ),
    ),
)

# Read last: nearly all that names a policy asks for its text or where it stands.
OF_A_POLICY: tuple[tuple[str, tuple[str, ...]], ...] = (
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
