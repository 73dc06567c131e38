"""Rules for what people say of themselves or in passing: greetings, absence, answers in set words, taking back."""

from __future__ import annotations

TALK: tuple[tuple[str, tuple[str, ...]], ...] = (
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
)
