"""What a clean copy may consist of: each element of WordprocessingML with its attributes, and no others.

The lists hold formatting that one sees on the page. Not in them, and so in no copy: tracked changes, comments,
revision ids, names of people, alternative texts, bindings to data, macros, and whatever a later Word may add.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from govbot.documents.clean.names import XML, M, local
from govbot.documents.trees import W

# A value of formatting: a number, a colour, a keyword. No sentence fits.
_PLAIN = re.compile(r"[A-Za-z0-9#%.+-]{0,40}\Z")
_FONT = re.compile(r"[\w .,&()-]{1,40}\Z", re.ASCII)
_ON_OFF = "val"
_BORDER = "val sz space color themeColor themeTint themeShade shadow frame"
_WIDTH = "w type"
_SHADING = "val color fill themeColor themeTint themeShade themeFill themeFillTint themeFillShade"


def _listed(table: str) -> dict[str, frozenset[str]]:
    """ "name name: attribute attribute" on each line."""
    lines = (line.partition(":") for line in table.strip().splitlines())
    return {name: frozenset(attributes.split()) for names, _, attributes in lines for name in names.split()}


OF_RUNS = _listed(
    f"""
    b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid rtl cs: {_ON_OFF}
    color: val themeColor themeTint themeShade
    rFonts: ascii hAnsi cs eastAsia asciiTheme hAnsiTheme cstheme eastAsiaTheme hint
    spacing w kern position sz szCs highlight vertAlign em: val
    u: val color themeColor themeTint themeShade
    bdr: {_BORDER}
    shd: {_SHADING}
    fitText: val
    lang: val eastAsia bidi
    """
)
OF_PARAGRAPHS = _listed(
    f"""
    keepNext keepLines pageBreakBefore widowControl suppressLineNumbers suppressAutoHyphens kinsoku: {_ON_OFF}
    wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid: {_ON_OFF}
    contextualSpacing mirrorIndents suppressOverlap: {_ON_OFF}
    framePr: dropCap lines w h vSpace hSpace wrap hAnchor vAnchor x xAlign y yAlign hRule
    numPr:
    ilvl numId: val
    pBdr:
    top left bottom right between bar: {_BORDER}
    shd: {_SHADING}
    tabs:
    tab: val leader pos
    spacing: before beforeLines beforeAutospacing after afterLines afterAutospacing line lineRule
    ind: start startChars end endChars left leftChars right rightChars hanging hangingChars firstLine firstLineChars
    jc textDirection textAlignment textboxTightWrap outlineLvl: val
    """
)
OF_TABLES = _listed(
    f"""
    tblpPr: leftFromText rightFromText topFromText bottomFromText vertAnchor horzAnchor tblpXSpec tblpX tblpYSpec tblpY
    tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize jc: val
    tblW tblCellSpacing tblInd: {_WIDTH}
    tblBorders tblCellMar tcBorders tcMar:
    top left start bottom right end insideH insideV tl2br tr2bl: {_BORDER} {_WIDTH}
    shd: {_SHADING}
    tblLayout: type
    tblLook: val firstRow lastRow firstColumn lastColumn noHBand noVBand
    cnfStyle: val
    gridBefore gridAfter gridSpan vMerge hMerge: val
    wBefore wAfter tcW: {_WIDTH}
    cantSplit tblHeader noWrap tcFitText hideMark: {_ON_OFF}
    trHeight: val hRule
    textDirection vAlign: val
    """
)
OF_SECTIONS = _listed(
    f"""
    footnotePr endnotePr:
    pos numFmt numStart numRestart type vAlign textDirection: val
    pgSz: w h orient code
    pgMar: top right bottom left header footer gutter
    pgBorders: zOrder display offsetFrom
    top left bottom right: {_BORDER}
    lnNumType: countBy start distance restart
    pgNumType: fmt start chapStyle chapSep
    cols: equalWidth space num sep
    col: w space
    docGrid: type linePitch charSpace
    formProt noEndnote titlePg bidi rtlGutter: {_ON_OFF}
    """
)
_PLACES = frozenset({"ctrlPr"})  # who changed a formula


def filtered(element: Element | None, allowed: dict[str, frozenset[str]]) -> list[Element]:
    """The children of this element that are allowed, with their allowed attributes, and theirs in turn."""
    if element is None:
        return []
    return [
        _filtered(child, allowed)
        for child in element
        if child.tag.startswith(W) and local(child.tag) in allowed
    ]


def _filtered(element: Element, allowed: dict[str, frozenset[str]]) -> Element:
    name = local(element.tag)
    copy = Element(element.tag)
    for key, value in element.attrib.items():
        if key.startswith(W) and local(key) in allowed[name] and _is_plain(name, value):
            copy.set(key, value)
    copy.extend(filtered(element, allowed))
    return copy


def _is_plain(name: str, value: str) -> bool:
    return bool((_FONT if name == "rFonts" else _PLAIN).match(value))


def equation(element: Element, properties: dict[str, frozenset[str]]) -> list[Element]:
    """A formula, or a part of it, with the signs that it shows; `properties` are those that its runs may have."""
    name = local(element.tag)
    if element.tag in (W + "ins", W + "moveTo"):
        return [copy for child in element for copy in equation(child, properties)]
    if not element.tag.startswith(M):
        return [copy] if (copy := _properties(element, properties)) is not None else []
    if name in _PLACES or _is_hidden(element) or (name == "phant" and not _is_shown(element)):
        return []
    copy = Element(element.tag)
    for key, value in element.attrib.items():
        if key == M + "val" and (len(value) <= 2 or _PLAIN.match(value)):
            copy.set(key, value)
    if name == "t":
        copy.text = element.text
        copy.set(XML + "space", "preserve")
    for child in element:
        copy.extend(equation(child, properties))
    return [copy]


def _properties(element: Element, properties: dict[str, frozenset[str]]) -> Element | None:
    if element.tag != W + "rPr":
        return None
    copy = Element(element.tag)
    copy.extend(filtered(element, properties))
    return copy


def _is_shown(phantom: Element) -> bool:
    """A phantom takes room; it shows what is in it only where it says so."""
    show = phantom.find(f"{M}phantPr/{M}show")
    return show is not None and show.get(M + "val", "") in ("1", "on", "true")


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val", "true") not in ("0", "false", "off")
