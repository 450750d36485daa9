"""The empty Word document that the browser fills, and the step that makes files before the build."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from macros.guides.docx_template import CELL, LANGUAGE, SCRIPT, TABLE, template_parts, template_script
from macros.guides.products import MADE
from macros.prepare import prepare

PLACES = {
    "word/document.xml": ["body"],
    "word/_rels/document.xml.rels": ["links"],
    "word/numbering.xml": ["lists"],
    "word/footer1.xml": ["foot"],
    "docProps/core.xml": ["title", "subject", "created", "created"],
}


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    return template_parts()


def opened(parts: dict[str, str]) -> Document:
    """The template as python-docx reads it, with a moment in the place that must have one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text.replace("<!--created-->", "2026-11-23T09:30:00Z"))
    return docx.Document(file)


def test_every_part_is_xml_with_the_places_that_the_browser_fills(parts: dict[str, str]) -> None:
    found = {}
    for name, text in parts.items():
        comments = [comment.text for comment in etree.fromstring(text.encode()).iter(etree.Comment)]
        if comments:
            found[name] = comments
    assert found == PLACES
    assert {name.rsplit(".", 1)[1] for name in parts} == {"xml", "rels"}, "no picture, no other program's data"


def test_it_opens_as_an_empty_document_in_british_english_on_a4(parts: dict[str, str]) -> None:
    document = opened(parts)
    assert [paragraph.text for paragraph in document.paragraphs] == []
    assert document.core_properties.language == LANGUAGE == "en-GB"
    language = document.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    page = document.sections[0]
    # Word counts pages in twentieths of a point, so a millimetre is not met exactly.
    assert abs(page.page_width - Mm(210)) < Mm(0.1)
    assert abs(page.page_height - Mm(297)) < Mm(0.1)


def test_it_has_the_styles_that_the_writer_names_and_no_others(parts: dict[str, str]) -> None:
    document = opened(parts)
    assert {style.name for style in document.styles} == {
        "Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Footer", "Hyperlink", TABLE, CELL,
        "Default Paragraph Font", "Normal Table", "No List",
    }
    writer = Path("docs/assets/scripts/docx.js").read_text(encoding="utf-8")
    for named in ("Heading1", "Heading2", "Heading3", "ListBullet", "ListNumber", "Hyperlink", "RecordTable", "TableText"):
        assert f"'{named}'" in writer or f'"{named}"' in writer
        assert named in {style.style_id for style in document.styles}
    assert all(document.styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3))
    assert document.styles["Normal"].font.size.pt >= 11


def test_its_foot_numbers_the_pages(parts: dict[str, str]) -> None:
    foot = opened(parts).sections[0].footer
    assert [field.get(qn("w:instr")).strip() for field in foot._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert [paragraph.style.name for paragraph in foot.paragraphs] == ["Footer"]


def test_the_script_gives_the_parts_and_cannot_end_its_element(parts: dict[str, str]) -> None:
    script = template_script()
    assert script == template_script(), "the same bytes each time"
    assert "<" not in script.split("=", 2)[2]
    assert json.loads(script[script.index("docxTemplate = ") + len("docxTemplate = "):].rstrip(";\n")) == parts


def test_prepare_writes_the_script_and_leaves_alone_what_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.prepare.make_products", lambda library, docs: [])  # pictures and tables need a whole project
    script = tmp_path / "docs" / MADE / SCRIPT
    assert prepare(tmp_path, None) == [script]
    assert script.read_text(encoding="utf-8") == template_script()
    assert prepare(tmp_path, None) == []
    script.write_text("old")
    assert prepare(tmp_path, None) == [script]
