"""Rules for tasks, and which of them may be offered as a button.

A task is only ever offered, and none whose wrong press would be grave.
"""

from __future__ import annotations

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

# Tasks about dates, read before the questions: a question about a date would hide them.
TASKS_ABOUT_DATES: tuple[tuple[str, tuple[str, ...]], ...] = (
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
)

TASKS: tuple[tuple[str, tuple[str, ...]], ...] = (
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
)
