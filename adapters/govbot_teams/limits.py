"""Teams' limits; where no page is named, from https://learn.microsoft.com/en-us/microsoftteams/limits-specifications-teams."""

# A message, with everything around its card, stays below 28 KB, or Teams answers 413 MessageSizeTooBig.
MESSAGE_BYTES = 28 * 1024
# What is left for the card itself: the rest is the envelope (ids, names, the summary).
CARD_BYTES = 25 * 1024
# A table with its lines for clients that draw none; a longer one is drawn as lines.
TABLE_BYTES = 14 * 1024
# Teams shows 6 actions in a row, the others behind “…”.
ACTIONS = 6
BUTTON_TEXT = 100
HEADLINE = 400
# A choice's title is cut by clients; the values come back whole.
CHOICE_TITLE = 200
LABEL = 500
HINT = 500
DIALOG_TITLE = 64
# https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
SEARCH_RESULTS = 15
# https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards
REFRESHED_FOR = 60
ROOM_NAME = 200

UPLOAD_BYTES = 10 * 1024 * 1024
REQUEST_BYTES = 1024 * 1024
