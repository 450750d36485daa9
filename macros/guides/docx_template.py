"""The Word document that the browser fills: styles, lists, page and footer, and no text of its own.

python-docx makes it before the site is built. Its parts go to the browser as one script, because a page opened from
disk may fetch nothing. `assets/scripts/docx.js` puts its own XML in the place of these comments, and writes the file:

    <!--body-->        word/document.xml             paragraphs and tables
    <!--links-->       word/_rels/document.xml.rels  where links lead
    <!--lists-->       word/numbering.xml            one w:num for each numbered list, so that each begins at 1
    <!--title-->       docProps/core.xml, footer     the title, as text
    <!--subject-->     docProps/core.xml             the subject, as text
    <!--created-->     docProps/core.xml             the moment, as 2026-11-23T09:30:00Z
    <!--foot-->        footer                        what stands at the foot of each page, as text

Without them it is a whole, empty document, except that it names no moment.
"""

import io
import json
import zipfile
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

SCRIPT = "record-template.js"
"""The name of the file that `macros.prepare` writes."""

LANGUAGE = "en-GB"
TABLE, CELL = "Record table", "Table Text"
BULLETS, NUMBERS = 1, 2
"""The lists of word/numbering.xml; docx.js numbers its own from 10."""

# Letters that every office machine has; many councils ask for a sans serif of 11 points or more.
_FONT = "Arial"
_INK, _QUIET, _LINK, _RULE = (RGBColor.from_string(colour) for colour in ("1C2528", "4A5558", "12507B", "A8A294"))
_MARGIN = Mm(22)
_WIDTH = Mm(210) - 2 * _MARGIN
_HEADINGS = {"Heading 1": (20, 0, 8), "Heading 2": (14, 18, 5), "Heading 3": (11.5, 12, 3)}
_KEPT = {
    "Normal", *_HEADINGS, "List Bullet", "List Number", "Footer", "Default Paragraph Font", "Normal Table", "No List",
}
# Without these Word makes its own; theme and web settings would only speak against our styles.
_DROPPED = ("customXml", "thumbnail", "stylesWithEffects", "theme", "webSettings", "fontTable")
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title><!--title--></dc:title><dc:subject><!--subject--></dc:subject>"
    f"<dc:language>{LANGUAGE}</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF"><!--created--></dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF"><!--created--></dcterms:modified>'
    "</cp:coreProperties>"
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Commons Sense</Application></Properties>"
)


def template_script() -> str:
    """The script that gives the browser the parts: the same bytes each time."""
    parts = json.dumps(template_parts(), ensure_ascii=False, indent=0).replace("<", "\\u003c")
    return (
        "/* Made by macros/guides/docx_template.py: the parts of an empty Word document, by name. */\n"
        f"'use strict';\nwindow.CommonsSense = window.CommonsSense || {{}};\nCommonsSense.docxTemplate = {parts};\n"
    )


def template_parts() -> dict[str, str]:
    """The XML of every part by its name in the file, with the comments where the browser writes."""
    document = docx.Document()
    _drop(document.part.package, document.part)
    _styles(document)
    _numbering(document)
    _page(document)
    _settings(document)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as file:
        parts = {name: file.read(name).decode("utf-8") for name in sorted(file.namelist())}
    parts["docProps/core.xml"], parts["docProps/app.xml"] = _CORE, _APP
    _place(parts, "word/document.xml", "<w:sectPr", "<!--body--><w:sectPr")
    _place(parts, "word/numbering.xml", "</w:numbering>", "<!--lists--></w:numbering>")
    _place(parts, "word/_rels/document.xml.rels", "</Relationships>", "<!--links--></Relationships>")
    return parts


def _place(parts: dict[str, str], name: str, before: str, after: str) -> None:
    if parts[name].count(before) != 1:
        raise ValueError(f"{name} of the Word template has not one {before}: python-docx has changed.")
    parts[name] = parts[name].replace(before, after)


def _drop(*holders: Any) -> None:
    for holder in holders:
        for name, relation in list(holder.rels.items()):
            if relation.reltype.rsplit("/", 1)[1] in _DROPPED:
                del holder.rels[name]


def _styles(document: Any) -> None:
    styles = document.styles
    styles.element.remove(styles.element.find(qn("w:latentStyles")))
    for style in list(styles):
        if style.name not in _KEPT:
            styles.element.remove(style.element)
        for link in style.element.findall(qn("w:link")):  # to styles that are gone
            style.element.remove(link)
    _defaults(styles.element)
    normal = styles["Normal"]
    _font(normal, 11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for name, (size, before, after) in _HEADINGS.items():
        heading = styles[name]
        _font(heading, size, bold=True)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(after)
        heading.paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _font(styles[name], 11)
        styles[name].paragraph_format.space_after = Pt(4)
        spacing = styles[name].element.pPr.find(qn("w:contextualSpacing"))
        styles[name].element.pPr.remove(spacing)
    cell = styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = normal
    _font(cell, 9.5)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.line_spacing = 1.1
    foot = styles["Footer"]
    _font(foot, 8.5, colour=_QUIET)
    foot.element.pPr.remove(foot.element.pPr.find(qn("w:tabs")))
    foot.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = _LINK
    link.font.underline = True
    styles.element.append(_table_style())


def _defaults(element: Any) -> None:
    defaults = element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(_fonts())
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), LANGUAGE)
    defaults.append(language)


def _fonts() -> Any:
    names = " ".join(f'w:{use}="{_FONT}"' for use in ("ascii", "hAnsi", "cs", "eastAsia"))
    return parse_xml(f'<w:rFonts {nsdecls("w")} {names}/>')


def _font(style: Any, size: float, *, bold: bool = False, colour: RGBColor = _INK) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):  # the fonts and colours of the theme, which is dropped
        properties.remove(child)
    properties.append(_fonts())
    style.font.size, style.font.bold = Pt(size), bold or None
    style.font.color.rgb = colour


def _table_style() -> Any:
    """Horizontal rules only; the head row and, where a table asks for it, the first column in bold."""
    def line(name: str) -> str:
        return f'<w:{name} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'

    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="RecordTable"><w:name w:val="{TABLE}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders>{line("top")}{line("bottom")}{line("insideH")}</w:tblBorders>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )


def _numbering(document: Any) -> None:
    """Bullets and numbers, three levels deep, tied to the list styles."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    # No bullet of the Symbol font: it would come out as a box where that font is not there.
    for number, style, kind, texts in (
        (BULLETS, "ListBullet", "bullet", ("•", "–", "•")),
        (NUMBERS, "ListNumber", "decimal", ("%1.", "%2.", "%3.")),
    ):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            + (f'<w:pStyle w:val="{style}"/>' if level == 0 else "")
            + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{425 * (level + 1)}" w:hanging="425"/></w:pPr></w:lvl>'
            for level, text in enumerate(texts)
        )
        numbering.append(parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        ))
    for number in (BULLETS, NUMBERS):
        numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        ))
    for name, number in (("List Bullet", BULLETS), ("List Number", NUMBERS)):
        found = document.styles[name].element.pPr.numPr
        found.get_or_add_numId().val = number


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    element = foot._p  # python-docx has no fields
    element.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"><!--foot--></w:t></w:r>'))
    element.append(parse_xml(f'<w:r {nsdecls("w")}><w:tab/><w:t xml:space="preserve">page </w:t></w:r>'))
    element.append(_field("PAGE"))
    element.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> of </w:t></w:r>'))
    element.append(_field("NUMPAGES"))


def _field(name: str) -> Any:
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def _settings(document: Any) -> None:
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    # 15: without it Word opens the file in its compatibility mode.
    settings.append(parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    ))
    settings.append(parse_xml(f'<w:themeFontLang {nsdecls("w")} w:val="{LANGUAGE}"/>'))
