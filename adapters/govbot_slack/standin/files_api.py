"""Methods of an upload: an address to put a file to, and where the file is shown.

https://docs.slack.dev/reference/methods/files.getUploadURLExternal
"""

from __future__ import annotations

import json
from typing import Any

from govbot_slack.standin.world import SharedFile, SlackSays, World

Dict = dict[str, Any]
ALT_TEXT = 1000


def upload_url(world: World, asked: Dict) -> Dict:
    """files.getUploadURLExternal: it takes a form, and knows the file's length before its bytes."""
    if not asked.get("filename") or not str(asked.get("length", "")).isdecimal():
        raise SlackSays("invalid_arguments")
    if len(asked.get("alt_txt", "")) > ALT_TEXT:
        raise SlackSays("alt_txt_too_large")
    file = world.id("F")
    world.uploads[file] = SharedFile(
        str(asked["filename"]), str(asked.get("alt_txt", "")), int(asked["length"])
    )
    return {"upload_url": f"{world.address}/upload/{file}", "file_id": file}


def complete(world: World, asked: Dict) -> Dict:
    """files.completeUploadExternal: each file must have come, whole."""
    files = json.loads(asked["files"]) if isinstance(asked.get("files"), str) else asked.get("files", [])
    channel = str(asked.get("channel_id", ""))
    if channel not in world.conversations:
        raise SlackSays("invalid_channel")
    for file in files:
        upload = world.uploads.get(str(file["id"]))
        if upload is None or len(upload.data) != upload.length:
            raise SlackSays("file_not_found")
        upload.channel, upload.title = channel, str(file.get("title", ""))
    return {"files": [{"id": file["id"], "title": file.get("title", "")} for file in files]}
