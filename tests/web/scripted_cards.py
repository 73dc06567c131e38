"""Cards and forms that use every part and every kind of field, with no policy process behind them."""

from __future__ import annotations

from govbot.core.cards.vocabulary import (
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Field,
    Form,
    Items,
    Progress,
    Text,
)
from govbot.core.grammar import Change, Choice

FEEDBACK = Card(
    headline="Your agency's feedback on D2 of “Acceptable Use of Artificial Intelligence” is awaited.",
    parts=(
        Text("The Steering Group circulates this draft to find what is missing in it."),
        Facts(
            (
                ("Policy", "ITP-2 Acceptable Use of Artificial Intelligence"),
                ("You answer as", "DSS agency data officer"),
                ("Closes", "Fri, Dec 11, 2026, 5:00 PM ET"),
            )
        ),
        Progress(31, 49, "31 of 49 agencies have answered"),
        Buttons(
            (
                Button("Answer", "answer", "primary"),
                Button("No comment", "no-comment"),
                Button("I'm not the right person", "not-me"),
            )
        ),
    ),
    subject="ITP-2",
)

APPROVAL = Card(
    headline="Draft D4 of “Data Classification” awaits your decision.",
    parts=(
        Text("Two comments have no response yet.", "warning"),
        Text("What changed since D3", "strong"),
        Change(
            before="Agencies shall classify ", removed="all data", added="data that they create or receive",
            after=" within 90 days of the effective date.",
        ),
        Items(("Staff review: complete, with advice", "Agency feedback: 31 of 49 agencies", "HR: not asked")),
        Text("The ninety days are too few for agencies with paper archives.", "quote"),
        Divider(),
        Text("Document 9f2c71aa04be… · text 51d0c8f2e7a9…", "small"),
        Buttons(
            (
                Button("Approve draft D4", "approve", "primary"),
                Button("Return", "return"),
                Button("Withdraw the request", "withdraw", "danger", "Withdraw it? It can be asked anew."),
            )
        ),
    ),
    subject="ITP-1",
)  # fmt: skip

APPROVED = Card(
    headline="Draft D4 of “Data Classification” is approved: it is a release candidate.",
    parts=(Facts((("Approved by", "OPM Secretary"), ("On", "Fri, Nov 20, 2026, 10:14 AM ET"))),),
    subject="ITP-1",
)

HOSTILE = "<script>alert(1)</script> <!channel> <@U1> [x](javascript:alert(1)) https://169.254.169.254/"
HOSTILE_CARD = Card(
    headline=HOSTILE,
    parts=(
        Text(HOSTILE, "quote"),
        Facts(((HOSTILE, HOSTILE),)),
        Items((HOSTILE,)),
        Progress(0, 0, HOSTILE),
        Change(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        Buttons((Button(HOSTILE, '"><img src=x onerror=alert(1)>', "primary", HOSTILE),)),
    ),
    subject=HOSTILE,
)

SOURCES = (
    Choice("a", "The Group's own research"),
    Choice("b", "Priorities of the Governor or an agency"),
    Choice("c", "State-to-state consultation"),
)
PERSPECTIVES = tuple(
    Choice(word.lower().replace(" ", "-"), word)
    for word in (
        "Agency leadership", "Legal", "Compliance", "Technical leaders", "Executives",
        "Subject matter experts", "Public audits", "Privacy", "Procurement", "Accessibility",
    )
)  # fmt: skip

NEED = Form(
    title="Raise a need",
    token="need-1",
    intro=(Text("Anyone in the directory may raise one. The Steering Group decides whether to pursue it."),),
    fields=(
        Field("title", "What is the policy about?", "line", hint="A few plain words.", most=120),
        Field("why", "Why is it needed?", "text", most=600),
        Field("sources", "Where does the need come from?", "choices", choices=SOURCES, initial=("a",)),
        Field(
            "risk", "How great is the risk?", "choice", choices=(Choice("high", "High"), Choice("low", "Low"))
        ),
        Field("perspectives", "Perspectives", "choices", choices=PERSPECTIVES, optional=True),
        Field("seat", "Which seat?", "choice", choices=PERSPECTIVES, optional=True, initial="legal"),
        Field("lead", "Policy lead", "person", choices=None, hint="Search by name, office or address."),
        Field("people", "Who should be asked?", "people", choices=None, optional=True),
        Field("join", "Join to another policy", "policy", choices=None, optional=True),
        Field("by", "Needed by", "date", optional=True, initial="2026-12-04"),
        Field("paper", "A document", "file", hint="Word, PDF or text.", optional=True),
        Field("urgent", "This cannot wait for the next meeting", "flag", optional=True),
    ),
    submit="Go on",
)

CONFIRM = Form(
    title="Is this right?",
    token="need-2",
    intro=(Text("What will happen", "strong"), Items(("The Steering Group is asked for a decision.",))),
    fields=(
        Field("title", "What is the policy about?", "line", most=120),
        Field("people", "Who should be asked?", "people", choices=None, optional=True),
        Field("sources", "Where does the need come from?", "choices", choices=SOURCES, optional=True),
    ),
    submit="Raise the need",
)
