"""The kinds of capacity that rows of the table name, and their labels."""

from __future__ import annotations

ANYONE = ("anyone",)
STEERING = ("steering",)
ADVISOR = ("advisor",)
LEAD = ("lead", "advisor")
GUIDES = ("liaison", "lead", "advisor")
GUIDING_GROUP = ("lead", "advisor", "steering")
SECRETARY = ("secretary",)
APPROVERS = ("secretary", "delegate")
KEEPER = ("keeper", "operator")

# Capacities that a policy itself gives, for as long as it has a group, a feedback period or a mark. Without one,
# everybody is refused first with the sentence that says that there is none.
GIVEN_BY_THE_POLICY = frozenset({"representative", "voice", "member", "lifter"})

BY = {
    "anyone": "anyone in the directory",
    "steering": "members of the {steering_group}",
    "advisor": "the {advisor}",
    "holder": "the holders of seats",
    "lead": "the {lead}",
    "liaison": "the {group} {liaison}",
    "member": "the {group}'s members",
    "reviewer": "the staff reviewers",
    "staff": "{staff}",
    "consulted": "the offices consulted",
    "representative": "the representatives on the roster",
    "voice": "whom the {agency} named",
    "agency": "{agency} representatives",
    "secretary": "the {secretary}",
    "delegate": "a designee with a delegation on file",
    "secretary_designee": "the {secretary_short}'s designee",
    "contact": "the {secretary_office}",
    "publisher": "{publisher}",
    "keeper": "the roster keeper",
    "records": "the public records officer",
    "lifter": "the mark's office",
    "operator": "the operator",
    "clock": "the clock",
}
