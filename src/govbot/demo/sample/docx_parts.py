"""The parts of a Word file beside its text: types, relationships, styles, numbering."""

from __future__ import annotations

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""

_ROOT = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"""

_DOCUMENT = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>
</Relationships>"""

_CORE = f"""<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Acceptable Use of Generative AI in State Services</dc:title>
<dc:creator>Office of Policy and Management</dc:creator>
<dc:language>en-US</dc:language>
</cp:coreProperties>"""


def _heading(level: int, size: int) -> str:
    depth = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
    return f"""<w:style w:type="paragraph" w:styleId="Heading{level}">
<w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>
<w:pPr><w:keepNext/><w:numPr>{depth}<w:numId w:val="2"/></w:numPr><w:spacing w:before="320" w:after="120"/>
<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>"""


def _listed(key: str, name: str) -> str:
    return f"""<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>
<w:basedOn w:val="Normal"/><w:pPr><w:contextualSpacing/></w:pPr></w:style>"""


_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)

_STYLES = f"""<w:styles xmlns:w="{_W}">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="22"/>
<w:lang w:val="en-US"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
{_heading(1, 30)}
{_heading(2, 25)}
{_listed("ListBullet", "List Bullet")}
{_listed("ListNumber", "List Number")}
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr></w:style>
</w:styles>"""

PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _ROOT,
    "docProps/core.xml": _CORE,
    "word/_rels/document.xml.rels": _DOCUMENT,
    "word/styles.xml": _STYLES,
}


def numbering(lists: list[str]) -> str:
    """Bullets are list 1, headings list 2 (I., then A.); from 3 on, one for each list that counts."""
    counts = ["bullet", "headings", *lists]
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{_levels(how)}</w:abstractNum>' for n, how in _named(counts)
    )
    listed = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n, _ in _named(counts)
    )
    return f'<w:numbering xmlns:w="{_W}">{abstract}{listed}</w:numbering>'


def _named(counts: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(counts, 1))


def _levels(how: str) -> str:
    if how == "headings":
        kind = '<w:multiLevelType w:val="multilevel"/>'
        return kind + _level(0, "upperRoman", "%1.", "Heading1") + _level(1, "upperLetter", "%2.", "Heading2")
    return '<w:multiLevelType w:val="singleLevel"/>' + _level(0, how, "•" if how == "bullet" else "%1.")


def _level(depth: int, counts: str, pattern: str, style: str = "") -> str:
    worn = f'<w:pStyle w:val="{style}"/>' if style else ""
    indent = '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>' if style else ""
    indent = indent or '<w:pPr><w:ind w:left="540" w:hanging="360"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{counts}"/>{worn}'
        f'<w:suff w:val="space"/><w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>{indent}</w:lvl>'
    )
