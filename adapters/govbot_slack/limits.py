"""Slack's limits; where no page is named, from https://docs.slack.dev/reference/block-kit."""

HEADER = 150
SECTION = 3000
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
BUTTON_URL = 3000
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTIONS = 100
CHECKBOXES = 10
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
LABEL = 2000
HINT = 2000
INPUT_TEXT = 3000
ACTIONS = 25
CONTEXT_TEXT = 2000
TABLE_ROWS = 99  # and one of names; https://docs.slack.dev/reference/block-kit/blocks/table-block
TABLE_COLUMNS = 20
TABLE_CELL = 1000  # no limit is documented
MODAL_TITLE = 24
PRIVATE_METADATA = 3000

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
# `msg_blocks_too_long` comes near 13,200 characters in all; what is undocumented gets a margin.
CHARACTERS_IN_MESSAGE = 12_000
# A view may have 250 kB of JSON; a character may take 6 bytes of it (\u1234).
CHARACTERS_IN_VIEW = 30_000
FALLBACK_TEXT = 3000

# https://docs.slack.dev/interactivity/handling-user-interaction: a trigger is good for 3 seconds.
TRIGGER_SECONDS = 3.0
VIEWS_TIMEOUT_SECONDS = 2.0
PROFILE_SECONDS = 1.8
VIEWS_ON_TOP_OF_EACH_OTHER = 3

UPLOAD_BYTES = 10 * 1024 * 1024
# Slack's own requests are some 100 kB at most: a submitted modal carries its view.
REQUEST_BYTES = 1024 * 1024
INVITED_AT_ONCE = 100
CHANNEL_NAME = 80
TOPIC = 250
