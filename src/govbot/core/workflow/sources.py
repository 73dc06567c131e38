"""The policy's sentences that actions rest on: State of Connecticut IT Policy Governance Process, version
1.0."""

from govbot.core.grammar import Source

RAISE = Source(
    "Part III",
    "The Steering Group may choose to recommend the pursuit of IT policies based on several factors:",
)
STEERING = Source(
    "Part II.A",
    "The Steering Group will engage at a cadence to be determined by OPM to identify any new or revised "
    "policy needs, to stand up and oversee ad hoc groups as needed, to assess progress with ongoing "
    "policy development projects and establish timelines, and to consider any necessary process reform.",
)
DIRECTS = Source(
    "Part II.A",
    "The OPM Senior Policy Advisor for Information Technology will direct the Steering Group consistent "
    "with the role assigned by statute to OPM and as directed by the Secretary.",
)
DESIGNEES = Source(
    "Part II.A",
    "The Steering Group shall include the following individuals or their designee, and may include others"
    " as necessary and appropriate:",
)
GROUPS = Source(
    "Part II.B",
    "Ad hoc groups may be used by the Steering Group to address particular subject matter policies as "
    "needed.",
)
LIAISONS = Source(
    "Part II.B",
    "One or more members of the Steering Group shall be designated as the liaison(s) for each ad hoc "
    "group, and shall guide and report back on the actions of the ad hoc group to which they are "
    "assigned.",
)
DEVIATION = Source(
    "Part IV",
    "Deviation may be undertaken when exigencies warrant.",
)
ASSEMBLE = Source(
    "Part IV, Step 1",
    "When appropriate, the Steering Group will assemble an ad hoc group of policy stakeholders to advise "
    "on the need for, and context of, the proposed policy.",
)
CONSENSUS = Source(
    "Part IV, Step 1",
    "While statutory responsibility for IT policy is assigned to OPM and final policy decisions are "
    "subject to review and approval by the OPM Secretary, the ad hoc group will strive to build consensus"
    " among stakeholders in developing policy recommendations.",
)
REQUESTED = Source(
    "Part IV, Step 1",
    "When requested, the ad hoc group will either generate a recommended draft or review a draft/template"
    " provided to them by the Steering Group and/or the designated liaison, and develop a recommended "
    "strategy for dissemination and education regarding the policy.",
)
ADVANCE = Source(
    "Part IV, Step 1",
    "The Steering Group shall review, evaluate, and advance the outputs from the ad hoc group and seek to"
    " achieve consensus on outcomes, as described below.",
)
REVIEW = Source(
    "Part IV, Step 2",
    "Representatives from the Steering Group will review the draft policy with relevant OPM staff to "
    "assess consistency with relevant legal guidelines, regulatory requirements, fiscal constraints, and "
    "policy objectives. The Chief Data Officer shall review for consistency with the State Data Plan.",
)
CONSULT = Source(
    "Part IV, Step 2",
    "Human Resources and Labor Relations will be consulted when in OPM's judgment it is necessary to "
    "ensure compliance with relevant labor and employment laws and/or collective bargaining requirements.",
)
CIRCULATE = Source(
    "Part IV, Step 3",
    "The Steering Group will circulate draft policies with an identified roster of agency representatives"
    " to identify additional content or implementation issues.",
)
TIME_LIMITED = Source(
    "Part IV, Step 3",
    "Feedback may be time limited.",
)
SECRETARY = Source(
    "Part IV, Step 4",
    "Representatives of the Steering Group will review the recommended policy with OPM's Secretary or the"
    " Secretary's designee(s).",
)
CANDIDATE = Source(
    "Part IV, Step 4",
    "When the policy is approved by the OPM Secretary, it is then considered in 'release candidate' status.",
)
ADOPT = Source(
    "Part IV, Step 4",
    "OPM shall have the responsibility to adopt and publish approved policies to the centralized public "
    "Policy Library on OPM's Website.",
)
IMPLEMENT = Source(
    "Part IV, Step 6",
    "The Steering Group will develop and implement mechanisms to disseminate the policy, track agency "
    "implementation of the policy (and any variances), and address the need for any revisions.",
)
METHODS = Source(
    "Part IV, Step 6",
    "Depending on the needs of the policy in question, this may include incorporation into training, "
    "attestations, logs or other survey methods.",
)
REVIEWS = Source(
    "Part IV, Step 7",
    "The Steering Group shall perform regular reviews and recommend updates to policies at regular "
    "intervals based on the relative need and risk profile of a given policy.",
)
LIBRARY = Source(
    "Part I",
    "Standardize the format and structure of state IT policy documents, institute transparent version "
    "control, and establish an organized and centralized public library of adopted policies.",
)
ACCOUNTABILITY = Source(
    "Part I",
    "Ensure that policies define roles, responsibilities, and expectations for all stakeholders within "
    "the state utilizing stakeholder engagement and appropriate documentation.",
)
