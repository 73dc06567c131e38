"""LibreOffice as a reader of Word files: accepts or rejects all tracked changes of a file, and gives its text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PROGRAM = shutil.which("soffice")
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle(source As String, target As String, how As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  command = ".uno:" &amp; how &amp; "AllTrackedChanges"
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim saved(1) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "Text (encoded)"
  saved(1).Name = "FilterOptions"
  saved(1).Value = "UTF8,LF"
  document.storeToURL(target, saved())
  document.close(True)
End Sub
</script:module>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Changes"/></library:library>"""


def settled(data: bytes, how: str, folder: Path) -> str:
    """The text of a Word file with all changes settled; `how` is "Accept" or "Reject"."""
    assert PROGRAM
    profile, source, target = folder / "profile", folder / "redline.docx", folder / f"{how}.txt"
    standard = profile / "user" / "basic" / "Standard"
    begin = [PROGRAM, f"-env:UserInstallation=file://{profile}", "--headless"]
    if not standard.exists():  # it makes its folders at the first start
        subprocess.run([*begin, "--terminate_after_init"], check=False, timeout=120, capture_output=True)
    standard.mkdir(parents=True, exist_ok=True)
    (standard / "Changes.xba").write_text(_MODULE)
    (standard / "script.xlb").write_text(_LIBRARY)
    source.write_bytes(data)
    macro = f'macro:///Standard.Changes.Settle("file://{source}","file://{target}","{how}")'
    subprocess.run([*begin, macro], check=True, timeout=120, capture_output=True)
    return target.read_text("utf-8-sig")
