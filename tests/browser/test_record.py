"""The record of reasons in a browser: what it says, each way out of it, and that nothing typed is lost."""

import gzip
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx.document import Document
from docx.oxml.ns import qn
from markdown import markdown as render_markdown
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from macros.guides.docx_template import SCRIPT, template_script
from macros.guides.products import MADE
from macros.publish import publish
from tests.site import LAW, ROOT, build_site, served

NewPage = Callable[..., Page]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FIXTURES = ROOT / "tests" / "fixtures" / "record"
SCRIPTS = ROOT / "docs" / "assets" / "scripts"
KEY = "commons-sense:guide:lend"
NOON = "2026-11-23T12:00:00Z"
LENT = "#v=3&owner=unsure&owner.then=open&purposes=sport,trade&long=3&price=50"
CAREFUL = "#v=3&owner=unsure&owner.then=open&purposes=sport,trade&long=3&price=5"
NOT_OURS = "#v=3&owner=no"
WHY = "It is empty.\nOn most days.\n\nNobody else asked."
NASTY = "</w:t><script>alert(1)</script> &amp; <b>bold</b> *star* _line_ [x](javascript:alert(1)) | ]]> 1. <!--body-->"
BROKEN = "a\x0bb\x00c\ud800d\ufffee"
"""Characters that XML does not allow, between letters that must survive."""
BEES = {
    "data/shared-answers.yml": """\
answers:
  nation: {ask: Which nation?, options: {england: England, wales: Wales, scotland: Scotland, northern_ireland: Northern Ireland}}
""",
    "data/law/sources/bees.yml": """\
sources:
  book:
    title: Book of Bees
    kind: report
    nations: [england, wales, scotland, northern_ireland]
    url: https://www.legislation.gov.uk/ukpga/1999/1
    address: not-checked
    state: not-law
    checked: 2026-11-01
    review_by: 2027-11-01
""",
    "data/law/propositions/bees.yml": "title: The law of bees\nsummary: Facts on bees.\npropositions:\n" + "".join(
        f"  pv.bee-{name}: {{title: Bees of {name}, text: A bee may fly., pins: [{pins}], nations: [{nations}], evidence: secondary,"
        " state: in-force, checked: 2026-11-01, review_by: 2027-11-01}\n"
        for name, pins, nations in (
            ("england", "test_act s4", "england"), ("wales", "test_act s5", "wales"), ("book", "book", "england, wales"),
            ("all", "test_act s6", "england, wales, scotland, northern_ireland"),
        )
    ),
    "reference/register/bees.md": '# The law of bees\n\n{{ register("bees") }}\n',
}
"""Law of one nation, of two, of all, and law whose address nobody has opened."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small built site with one guide, and the list of what is kept."""
    site = build_site(
        tmp_path_factory.mktemp("record"),
        {
            **LAW,
            "data/guides/lend.yml": (FIXTURES / "lend.yml").read_text(encoding="utf-8"),
            **BEES,
            "data/guides/bees.yml": (FIXTURES / "nations.yml").read_text(encoding="utf-8"),
            "guides/bees.md": '# May the council keep bees?\n\n{{ guide("bees") }}\n',
            "guides/bees/cases.md": '# The cases of the bees\n\n{{ guide_cases("bees") }}\n',
            "embed/bees.md": '# May the council keep bees?\n\n{{ guide("bees", embed=True) }}\n',
            "guides/lend.md": '# May the parish lend its hall?\n\n{{ guide("lend") }}\n',
            "guides/lend/cases.md": '# Its cases\n\n{{ guide_cases("lend") }}\n',
            "embed/lend.md": '# May the parish lend its hall?\n\n{{ guide("lend", embed=True) }}\n',
            "kept.md": "# What this site keeps\n\n{{ clear_device() }}\n",
        },
    )
    script = site / MADE / SCRIPT  # `prepare` leaves it in docs/, where it may not have been run
    script.parent.mkdir(exist_ok=True)
    script.write_text(template_script(), encoding="utf-8")
    return site


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    with served(folder) as url:
        yield url


@pytest.fixture
def lent(new_page: NewPage, site: str) -> Page:
    """The record at "Lend it", one pause still open, in a fresh browser."""
    return at_result(new_page(), f"{site}guides/lend/{LENT}")


def at_result(page: Page, address: str) -> Page:
    """Open an address at a result and wait for the form; no script may fail."""
    page.on("pageerror", lambda error: pytest.fail(f"A script failed: {error}"))
    page.clock.set_fixed_time(NOON)
    page.goto(address)
    expect(page.get_by_role("heading", name="Record of reasons", level=3)).to_be_visible()
    return page


def go(page: Page, hash: str) -> None:
    """Follow a link to other answers, as the guide does."""
    page.evaluate("hash => { location.hash = hash; }", hash)


def write(page: Page, number: int, words: str) -> None:
    """Type a reason; the first is 0."""
    page.locator(f"#record-reason-{number}").fill(words)


def said(page: Page, number: int) -> str:
    return page.locator(f"#record-reason-{number}").input_value()


def count(page: Page) -> Any:
    return page.locator("[data-record-count]")


def markdown(page: Page) -> str:
    """What "Copy as Markdown" puts on the clipboard."""
    return copied(page, "Copy as Markdown", "text/plain")


def copied(page: Page, button: str, kind: str) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=button).click()
    expect(page.locator("[data-record-said]")).to_contain_text("Copied")
    text: str = page.evaluate(
        "async kind => (await (await navigator.clipboard.read())[0].getType(kind)).text()", kind
    )
    return text


def saved(page: Page) -> bytes:
    """The Word file that the browser saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a Word file").click()
    assert re.fullmatch(r"lend-record-(PC-26-7-)?2026-11-23\.docx", download.value.suggested_filename)
    return Path(download.value.path()).read_bytes()


def word(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def fill(page: Page) -> None:
    """Fill the form as an officer would, leaving one reason out."""
    page.get_by_label("Title of the matter").fill("Lending to the judo club")
    page.get_by_label("Reference").fill("PC/26/7")
    page.get_by_label("Prepared by").fill("Clerk")
    write(page, 0, WHY)
    write(page, 1, "The club is a charity.")
    write(page, 2, "Licence 12 of 2026.")
    page.get_by_label("Anything else that bears").fill("The hall was painted in May.")


# What it says


def test_markdown_has_the_whole_record(lent: Page, site: str) -> None:
    fill(lent)
    expect(count(lent)).to_have_text("3 of 4 reasons written.")
    expected = (FIXTURES / "lent.md").read_text(encoding="utf-8")
    assert markdown(lent).replace(site, "https://site.example/") == expected


def test_each_way_out_says_the_same(lent: Page) -> None:
    fill(lent)
    rich = LexborHTMLParser(copied(lent, "Copy for a report", "text/html"))
    document = word(saved(lent))
    plain = re.sub(r"\W+", " ", rich.body.text(separator=" "))
    body = " ".join(
        "".join(text.text or " " for text in part.iter(qn("w:t"), qn("w:br"), qn("w:tab")))
        for part in document.element.body.iter(qn("w:p"))
    )
    assert re.sub(r"\W+", " ", body).split() == plain.split()
    titles = [heading.text() for heading in rich.css("h1, h2, h3")]
    assert titles == [part.text for part in document.paragraphs if part.style.name.startswith("Heading")]
    assert titles[0] == "Record of reasons"
    sheet = lent.locator(".record-sheet")
    lent.get_by_text("Read the whole record").click()
    expect(sheet.get_by_text("Draft: 1 of 4 reasons not yet written, 1 step still to do.")).to_be_visible()
    assert sheet.locator(":is(h4, h5, h6)").all_inner_texts() == titles


def test_rich_text_is_headings_lists_tables_and_links(lent: Page) -> None:
    fill(lent)
    rich = LexborHTMLParser(copied(lent, "Copy for a report", "text/html"))
    assert {node.tag for node in rich.body.css("*")} <= {
        "body", "h1", "h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "a", "br", "wbr",
        "small",
    }
    assert [item.text(strip=True) for item in rich.css("ol")[0].css("li")] == ["Look in the safe", "Ask the registry"]
    assert all(link.attributes["href"].startswith("http") for link in rich.css("a"))
    assert [cell.text() for cell in rich.css("table")[2].css("thead th")] == [
        "Role", "What a signature says", "Name and signature", "Date",
    ]
    assert rich.css_first("h3 + p").html is not None
    assert "It is empty.<br>On most days.</p><p>Nobody else asked." in rich.body.html


def test_word_has_true_headings_lists_tables_links_language_and_title(lent: Page) -> None:
    fill(lent)
    data = saved(lent)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time[:3] for entry in package.infolist()} == {(2026, 11, 23)}
        numbering = package.read("word/numbering.xml").decode()
        foot = package.read("word/footer1.xml").decode()
        assert not [name for name in package.namelist() if b"<!--" in package.read(name)]
    document = word(data)
    about = document.core_properties
    assert (about.title, about.subject) == ("Record of reasons: Lending to the judo club", "May the parish lend its hall?")
    assert (about.language, about.created.date().isoformat()) == ("en-GB", "2026-11-23")
    assert "DRAFT · PC/26/7 · Record of reasons. Not legal advice." in foot
    (annex,) = [part for part in document.paragraphs if part.text.startswith("Annex")]
    assert annex._p.pPr.find(qn("w:pageBreakBefore")) is not None

    numbered: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        if paragraph.style.name == "List Number":
            numbered.setdefault(paragraph._p.pPr.numPr.numId.val, []).append(paragraph.text)
    assert list(numbered.values()) == [
        ["Look in the safe", "Ask the registry"],
        ["Sign the form", "Hand over the key (tester)", "Ask for the licence (Trade in the hall)"],
    ]
    assert all(f'<w:num w:numId="{list_id}">' in numbering for list_id in numbered), "each list begins at 1"
    assert numbering.count('<w:startOverride w:val="1"/>') == 3 * len(numbered)
    bullets = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "List Bullet"]
    assert "The signed form" in bullets

    tables = document.tables
    assert {table.style.name for table in tables} == {"Record table"}
    heads = [bool(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None) for table in tables]
    assert heads == [False, False, True, True, True, True]
    assert [cell.text for cell in tables[0].columns[0].cells] == [
        "Matter", "Reference", "The guide’s question", "Prepared by", "Date", "The guide", "Weakest evidence",
    ]
    assert [cell.text for cell in tables[2].columns[0].cells] == [
        "Role", "Clerk", "Tester", "Second tester", "Tester or second tester",
    ]
    links = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert "https://www.legislation.gov.uk/ukpga/2001/9/section/1" in links


def test_libre_office_reads_it_as_word_would(lent: Page, tmp_path: Path) -> None:
    """Word itself is not here; LibreOffice is the other program that councils open such files with."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    fill(lent)
    (tmp_path / "record.docx").write_bytes(saved(lent))
    for kind in ("html", "pdf"):
        subprocess.run(
            [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", kind,
             "--outdir", str(tmp_path), str(tmp_path / "record.docx")],
            check=True, capture_output=True, timeout=180,
        )
    page = LexborHTMLParser((tmp_path / "record.html").read_bytes())
    assert page.css_first("title").text() == "Record of reasons: Lending to the judo club"
    assert page.body.attributes["lang"] == "en-GB"
    assert page.css_first("h1").text(strip=True) == "Record of reasons"
    assert [re.sub(r"\s+", " ", heading.text(strip=True)) for heading in page.css("h2")][:3] == [
        "Result", "Reasons", "Why this result",
    ]
    assert [len(numbered.css("li")) for numbered in page.css("ol")] == [2, 3]
    assert len(page.css("table")) == 6
    assert len(page.css("thead")) == 4, "tables whose head row comes again on each page"
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")


def test_hostile_words_come_out_as_words(lent: Page) -> None:
    lent.on("dialog", lambda dialog: pytest.fail(f"A dialog opened: {dialog.message}"))
    lent.get_by_label("Title of the matter").fill(NASTY)
    lent.get_by_label("Prepared by").fill(NASTY)
    write(lent, 0, NASTY)
    write(lent, 1, "- no list\n2. no list\n# no heading\n+ no list\n= no heading")
    lent.evaluate(
        "text => { const box = document.getElementById('record-reason-2'); box.value = text; box.dispatchEvent(new Event('input')); }",
        BROKEN,
    )
    document = word(saved(lent))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert NASTY in texts
    assert "abcde" in texts
    assert document.core_properties.title == f"Record of reasons: {NASTY}"
    assert document.tables[0].cell(0, 1).text == NASTY
    rich = LexborHTMLParser(copied(lent, "Copy for a report", "text/html"))
    assert rich.css("script, b, [onerror]") == []
    assert NASTY in [node.text() for node in rich.css("p")]
    page = LexborHTMLParser(render_markdown(markdown(lent), extensions=["tables"]))
    assert page.css("script, b") == []
    assert "no heading" not in " ".join(node.text() for node in page.css("h1, h2, h3"))
    assert not [node for node in page.css("li") if "no list" in node.text()]
    assert NASTY in [node.text() for node in page.css("p")]
    lent.get_by_text("Read the whole record").click()
    expect(lent.locator(".record-sheet")).to_contain_text(NASTY)
    assert lent.locator(".record-sheet :is(script, b, img)").count() == 0


def test_what_is_not_written_is_said(lent: Page) -> None:
    text = markdown(lent)
    assert "**Draft: 4 of 4 reasons not yet written, 1 step still to do.**" in text
    assert text.count("*Not yet written*") == 4
    assert "| Matter | Not yet written |" in text


def test_at_a_pause_and_where_nothing_is_still_to_do(lent: Page) -> None:
    go(lent, "#v=3&owner=unsure")
    expect(count(lent)).to_have_text("0 of 1 reason written.")
    text = markdown(lent)
    assert "**Pause: Find the deed**" in text
    assert text.index("### What to do\n\n1. Look in the safe\n2. Ask the registry\n") < text.index("## Annex")
    assert "**Draft: 1 of 1 reason not yet written, the guide waits at a pause.**" in text
    go(lent, LENT.replace("open", "done"))
    expect(count(lent)).to_have_text("0 of 5 reasons written.")
    text = markdown(lent)
    assert "**You can: Lend the hall**" in text
    assert "### Done: Find the deed. When, by which role, and where the evidence is" in text
    assert "Still to do" not in text
    assert "| Pause: Find the deed | Done |  |" in text


def rows(text: str) -> list[list[str]]:
    """The cells of every table in a record as Markdown."""
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line.startswith("|")]


def test_law_without_an_address_is_in_the_record(new_page: NewPage, site: str) -> None:
    cells = rows(markdown(at_result(new_page(), f"{site}guides/bees/#v=1&nation=england&bees=yes")))
    assert ["Book of Bees", "No address checked", "Read in a secondary source, checked 1 November 2026"] in cells
    behind = next(row[-1] for row in cells if "Which nation?" in row[0] and len(row) == 2)
    assert "Book of Bees para 6" in behind
    assert not [cell for row in cells for cell in row if cell.startswith("(")]


def test_law_of_other_nations_is_left_out_and_said_once(new_page: NewPage, site: str) -> None:
    page = at_result(new_page(), f"{site}guides/bees/#v=1&nation=england&bees=yes")
    text = markdown(page)
    # test_act itself and pv.test-1 are of England and Wales; pv.bee-england of England alone
    assert sorted(row[0] for row in rows(text) if len(row) == 3 and row[2].endswith("2026")) == [
        "Book of Bees", "Test Act 2001 s1(1)", "Test Act 2001 s2", "Test Act 2001 s4", "Test Act 2001 s9",
    ]
    assert "s5" not in "".join(cell for row in rows(text) for cell in row)
    assert not [row for row in rows(text) if "Are there bees?" in row[0] and len(row) == 2], "only Welsh law is behind it"
    assert text.count("Law that does not hold in the nation of this council is left out.") == 1
    go(page, "#v=1&nation=wales&bees=yes")
    expect(page.locator("[data-record-said]")).to_be_empty()
    text = markdown(page)
    assert "| Are there bees? (question 2) | [Test Act 2001 s5]" in text
    assert "Test Act 2001 s4" not in text
    go(page, "#v=1&nation=scotland")
    expect(page.locator("[data-record-said]")).to_be_empty()
    assert {row[0] for row in rows(markdown(page)) if len(row) == 3 and row[2].endswith("2026")} == {"Test Act 2001 s6"}
    go(page, "#v=1&nation=northern_ireland&bees=yes")
    expect(page.locator("[data-record-said]")).to_be_empty()
    text = markdown(page)
    assert "None that holds in the nation of this council." in text
    assert text.count("Law that does not hold in the nation of this council is left out.") == 1


def test_where_no_nation_is_asked_nothing_is_left_out(lent: Page) -> None:
    assert "left out" not in markdown(lent)


def test_signatures_stand_before_the_annex_and_the_long_address_last(lent: Page) -> None:
    text = markdown(lent)
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads[-3:] == ["Who decides, and whom to ask", "Signatures", "Annex: the guide, its law and the answers"]
    assert text.strip().splitlines()[-1].startswith("- The guide with these answers: <http")


def test_single_answers_and_the_decision_can_be_explained(lent: Page) -> None:
    """Nobody asks for these words; what is typed stands beside the answer, and the decision before the reasons."""
    lent.get_by_text("Say why single answers hold").click()
    lent.get_by_label("What will be paid? £50").fill("As the caretaker asked.\n\nHis letter of 2 May.")
    lent.get_by_text("The decision itself").click()
    lent.get_by_label("Who decides, or decided, and when").fill("The council, on 7 December, minute 4")
    lent.get_by_label("Interests declared").fill("None")
    expect(count(lent)).to_have_text("0 of 4 reasons written.")
    text = markdown(lent)
    assert "| £50<br>**Why:** As the caretaker asked.<br>His letter of 2 May. |" in text
    assert "## The decision\n\n### Who decides, or decided, and when\n\nThe council, on 7 December, minute 4" in text
    assert "Options that were considered" not in text
    assert text.index("## The decision") < text.index("## Reasons")
    assert "| The decider named above | Decides, for the reasons above |" in text
    lent.reload()
    lent.get_by_text("Say why single answers hold").click()
    expect(lent.get_by_label("What will be paid? £50")).to_have_value("As the caretaker asked.\n\nHis letter of 2 May.")
    go(lent, NOT_OURS)
    expect(lent.locator("[data-record-aside]")).to_contain_text("As the caretaker asked.")


def test_each_provision_says_how_it_was_read(lent: Page) -> None:
    """What `make site` makes for the record: the page's own list grades an entry as a whole."""
    lent.evaluate("""CommonsSense.guideLaw = [[['Read in a secondary source', 'a note', '[2001] UKHL 67']]]""")
    (row,) = (row for row in rows(markdown(lent)) if row[0].startswith("Test Act 2001 s1(1)"))
    assert row[0] == r"Test Act 2001 s1(1) \[2001\] UKHL 67"
    assert row[2] == "Read in a secondary source, checked 1 November 2026. Read: a note."


def test_why_is_replayed_for_boxes_and_amounts(lent: Page) -> None:
    """With three boxes, one more or fewer; with amounts, the values on either side of what is compared."""
    found = lent.evaluate(
        """() => {
          const { logic, given, route } = CommonsSense.guide.now;
          const why = CommonsSense.recordWhy(logic, given, route);
          const tell = (id) => why.otherwise(id).map((other) => [other.state, other.at, ...other.parts]);
          return {led: why.ledHere(), owner: tell('owner'), purposes: tell('purposes'), long: tell('long'), price: tell('price')};
        }"""
    )
    assert found == {
        "led": ["purposes", "price"],
        "owner": [["outcome", "lend", "lend.trade"], ["outcome", "not_ours"]],  # yes: without the pause
        "purposes": [["outcome", "lend"]],  # without trade; sport and art change nothing
        "long": [["outcome", "lend", "lend.trade", "lend.long"]] * 3,  # 99, 10 and 11 weeks, not 1 and 9
        "price": [["outcome", "careful"]] * 3,  # 0, 9.98 and 9.99, not 10, 10.01 and 5000
    }


# What is kept


def test_what_is_typed_outlasts_reload_back_and_change(lent: Page) -> None:
    fill(lent)
    lent.reload()
    expect(count(lent)).to_have_text("3 of 4 reasons written.")
    assert said(lent, 0) == WHY
    assert lent.get_by_label("Title of the matter").input_value() == "Lending to the judo club"

    go(lent, CAREFUL)
    expect(count(lent)).to_have_text("1 of 3 reasons written.")
    assert said(lent, 1) == "The club is a charity.", "asked for in the same words, so it is the same reason"
    aside = lent.locator("[data-record-aside]")
    expect(aside).to_contain_text("set aside: kept, but not in the record")
    assert aside.locator("strong").all_inner_texts() == ["Why lending is good use of the hall", "Which licence was shown"]
    expect(aside).to_contain_text("On most days.")
    assert "On most days" not in markdown(lent)
    write(lent, 0, "It is a friendly price.")

    lent.go_back()
    expect(count(lent)).to_have_text("3 of 4 reasons written.")
    assert said(lent, 0) == WHY
    assert said(lent, 1) == "The club is a charity."
    expect(aside).to_contain_text("It is a friendly price.")
    kept = lent.evaluate(f"JSON.parse(localStorage.getItem('{KEY}'))")
    assert kept["title"] == "May the parish lend its hall?"
    assert [record["address"] for record in kept["records"]] == [LENT], "one record, which goes along"
    assert "club" not in lent.url


def test_another_matter_begins_an_empty_record_and_the_first_is_still_there(lent: Page) -> None:
    fill(lent)
    lent.get_by_role("link", name="Start again").click()
    go(lent, NOT_OURS)
    expect(count(lent)).to_have_text("0 of 1 reason written.")
    assert lent.get_by_label("Title of the matter").input_value() == ""
    others = lent.locator("[data-record-others]")
    others.locator("summary").click()
    expect(others).to_contain_text("Lending to the judo club, last changed on 23 November 2026")
    write(lent, 0, "The church does.")
    others.get_by_role("link", name="Lending to the judo club").click()
    expect(count(lent)).to_have_text("3 of 4 reasons written.")
    expect(lent.locator("[data-record-aside]")).to_be_hidden()
    assert len(lent.evaluate(f"JSON.parse(localStorage.getItem('{KEY}')).records")) == 2
    go(lent, NOT_OURS)
    expect(count(lent)).to_have_text("1 of 1 reason written.")
    assert said(lent, 0) == "The church does."


def test_going_on_to_a_guide_begins_another_matter(lent: Page) -> None:
    """A result may lead on to its own guide again: the record of the first matter stays with the first answers."""
    fill(lent)
    lent.evaluate("""hash => {
      const onward = Object.assign(document.createElement('p'), { textContent: '' });
      onward.dataset.next = '';
      onward.append(Object.assign(document.createElement('a'), { href: hash, textContent: 'Go on' }));
      document.querySelector('[data-shown]').append(onward);
    }""", CAREFUL)
    lent.get_by_role("link", name="Go on").click()
    expect(count(lent)).to_have_text("0 of 3 reasons written.")
    go(lent, LENT)
    expect(count(lent)).to_have_text("3 of 4 reasons written.")
    assert said(lent, 0) == WHY


def test_words_of_another_record_fill_only_what_is_empty(lent: Page) -> None:
    fill(lent)
    lent.get_by_role("link", name="Start again").click()
    go(lent, CAREFUL)
    lent.get_by_label("Reference").fill("PC/26/8")
    lent.locator("[data-record-others] summary").click()
    lent.get_by_role("button", name=re.compile("^Use the words of “.*” here")).click()
    assert lent.get_by_label("Reference").input_value() == "PC/26/8"
    assert lent.get_by_label("Prepared by").input_value() == "Clerk"
    assert said(lent, 1) == "The club is a charity."
    go(lent, LENT)
    expect(count(lent)).to_have_text("3 of 4 reasons written.")
    assert lent.get_by_label("Reference").input_value() == "PC/26/7", "the first record is as it was"


def test_delete_can_be_undone(lent: Page) -> None:
    fill(lent)
    lent.get_by_role("button", name="Delete what I typed").click()
    expect(count(lent)).to_have_text("0 of 4 reasons written.")
    assert lent.evaluate(f"localStorage.getItem('{KEY}')") is None
    expect(lent.get_by_role("button", name="Undo")).to_be_focused()
    lent.get_by_role("button", name="Undo").click()
    expect(count(lent)).to_have_text("3 of 4 reasons written.")
    lent.reload()
    assert said(lent, 0) == WHY


def test_two_tabs_show_the_same_and_neither_loses_a_word(lent: Page) -> None:
    write(lent, 0, "From the first tab.")
    other = at_result(lent.context.new_page(), lent.url)
    assert said(other, 0) == "From the first tab."
    write(other, 1, "From the second tab.")
    expect(lent.locator("#record-reason-1")).to_have_value("From the second tab.")
    write(lent, 2, "From the first again.")
    expect(other.locator("#record-reason-2")).to_have_value("From the first again.")
    expect(count(other)).to_have_text("3 of 4 reasons written.")


REFUSALS = {
    "barred": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('barred', 'SecurityError'); } });",
    "full": "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };",
}
LEAVING_ASKS = "(() => { const event = new Event('beforeunload', { cancelable: true }); dispatchEvent(event); return event.defaultPrevented; })()"


@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_nothing_can_be_kept_it_works_for_the_visit_and_says_so(new_page: NewPage, site: str, refusal: str) -> None:
    page = new_page()
    page.add_init_script(REFUSALS[refusal])
    at_result(page, f"{site}guides/lend/{LENT}")
    assert not page.evaluate(LEAVING_ASKS), "nothing typed, nothing to lose"
    write(page, 0, WHY)
    expect(page.locator('[data-record-notice="unkept"]')).to_contain_text("does not keep what you type")
    assert page.evaluate(LEAVING_ASKS)
    go(page, NOT_OURS)
    expect(count(page)).to_have_text("0 of 1 reason written.")
    page.go_back()
    expect(count(page)).to_have_text("1 of 4 reasons written.")
    assert said(page, 0) == WHY
    assert "On most days." in "\n".join(part.text for part in word(saved(page)).paragraphs)


HALF = {"id": "a", "address": "#v=3", "changed": "", "fields": {"matter": 5}, "reasons": {}}


@pytest.mark.parametrize(
    "text", ["{", "null", '{"records": 1}', '{"records": [{"id": "a"}]}', json.dumps({"records": [HALF]})]
)
def test_what_cannot_be_read_is_set_aside_and_shown(lent: Page, text: str) -> None:
    lent.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    lent.reload()
    expect(lent.locator('[data-record-notice="broken"]')).to_contain_text("cannot be read")
    assert lent.get_by_label("What was kept").input_value() == text
    write(lent, 0, WHY)
    lent.reload()
    expect(lent.locator('[data-record-notice="broken"]')).to_have_count(0)
    assert said(lent, 0) == WHY
    assert text in lent.evaluate("Object.entries(localStorage).filter(([key]) => key.includes('set-aside')).map(([, text]) => text)")


def test_the_list_of_what_is_kept_names_the_guide(lent: Page, site: str) -> None:
    write(lent, 0, WHY)
    lent.goto(f"{site}kept/")
    expect(lent.locator("[data-kept] li")).to_have_text(["1 guide: May the parish lend its hall?"])


# Ways out, where things are against us


def test_where_the_page_may_not_copy_the_text_is_selected(lent: Page) -> None:
    fill(lent)
    lent.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    lent.get_by_role("button", name="Copy for a report").click()
    expect(lent.locator("[data-record-said]")).to_contain_text("copy it with your keyboard")
    selected = lent.evaluate("getSelection().toString()")
    assert "Record of reasons" in selected
    assert "On most days." in selected
    assert "Take it with you" not in selected
    lent.get_by_role("button", name="Copy as Markdown").click()
    area = lent.get_by_label("The record as Markdown")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.selectionEnd - area.selectionStart") == len(area.input_value()) > 500
    assert area.input_value().startswith("# Record of reasons\n")


def test_it_works_under_the_published_policy(new_page: NewPage, folder: Path, tmp_path: Path) -> None:
    published = tmp_path / "site"
    shutil.copytree(folder, published)
    publish(published)
    page = new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    with served(published) as url:
        at_result(page, f"{url}guides/lend/{LENT}")
        assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
        fill(page)
        assert word(saved(page)).core_properties.title == "Record of reasons: Lending to the judo club"
        assert markdown(page).startswith("# Record of reasons")
        page.get_by_text("Read the whole record").click()
        assert page.locator("html").evaluate("html => html.querySelectorAll('.record [style]').length") == 0
    assert refused == []


def test_it_works_from_a_folder(new_page: NewPage, folder: Path) -> None:
    page = at_result(new_page(), (folder / "guides/lend/index.html").as_uri() + LENT)
    fill(page)
    texts = [part.text for part in word(saved(page)).paragraphs]
    assert "Licence 12 of 2026." in texts
    assert f"These answers, to put after the address of the guide: {LENT}" in texts
    assert not [text for text in texts if "file:" in text]


def test_a_file_that_does_not_come_is_said_and_the_result_stays(new_page: NewPage, site: str) -> None:
    page = new_page()
    page.route("**/record-model.js", lambda route: route.abort())
    page.goto(f"{site}guides/lend/{LENT}")
    expect(page.get_by_text("The record of reasons could not be loaded")).to_be_visible()
    expect(page.get_by_role("heading", name="Lend the hall").first).to_be_visible()
    page.unroute("**/record-model.js")
    go(page, CAREFUL)
    expect(count(page)).to_have_text("0 of 3 reasons written.")


def test_a_word_file_that_cannot_be_made_is_said(new_page: NewPage, site: str) -> None:
    page = new_page()
    page.route("**/record-template.js", lambda route: route.abort())
    page.goto(f"{site}guides/lend/{LENT}")
    page.get_by_role("button", name="Save as a Word file").click()
    expect(page.locator("[data-record-said]")).to_contain_text("could not be made")


# Paper and screen


def test_on_paper_a_result_is_its_record_alone(lent: Page) -> None:
    fill(lent)
    lent.evaluate("dispatchEvent(new Event('beforeprint'))")
    lent.emulate_media(media="print")
    sheet = lent.locator(".record-sheet")
    for words in ("Lending to the judo club", "On most days.", "Signatures", "Not yet written", "This is not legal advice."):
        expect(sheet.get_by_text(words).first).to_be_visible()
    outside = lent.evaluate(
        """() => [...document.querySelectorAll('body *')].filter((node) => !node.closest('.record-sheet')
          && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())
          && node.checkVisibility({ visibilityProperty: true })).map((node) => node.textContent.trim().slice(0, 40))"""
    )
    assert outside == []
    assert sheet.locator("a").first.evaluate("link => link.closest('table, p') !== null")
    heights = sheet.locator("[data-tall]").evaluate_all("rows => rows.map((row) => row.getBoundingClientRect().height)")
    assert len(heights) == 4
    assert min(heights) > 40, "room for a signature"
    assert sheet.locator("table[data-whole]").last.evaluate("table => getComputedStyle(table).breakInside") == "avoid"
    pages = lent.pdf(prefer_css_page_size=True)
    assert pages.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594" in pages or b"/MediaBox [0 0 595" in pages


def test_the_whole_guide_can_be_printed_from_a_result(lent: Page) -> None:
    lent.evaluate("() => { window.printed = []; window.print = () => window.printed.push(document.documentElement.className); }")
    lent.get_by_role("button", name="Print this record").click()
    lent.get_by_role("button", name="Print the whole guide").click()
    first, second = lent.evaluate("window.printed")
    assert "guide-print-whole" not in first
    assert "guide-print-whole" in second
    expect(lent.get_by_role("button", name="Print this result")).to_have_count(0)
    lent.emulate_media(media="print")
    expect(lent.locator(".record-sheet")).to_be_hidden()
    expect(lent.get_by_text("Is it for trade", exact=False).or_(lent.locator("#not_ours")).first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(new_page: NewPage, site: str, width: int, dark: bool) -> None:
    page = at_result(new_page(width=width, dark=dark), f"{site}guides/lend/{LENT}")
    fill(page)
    go(page, CAREFUL)
    expect(page.locator("[data-record-aside]")).to_be_visible()
    page.get_by_text("Read the whole record").click()
    page.wait_for_timeout(400)
    found = Axe().run(page, context=".record, .record__whole", options=AXE)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator(".record :is(input, textarea, button, summary), .record__whole summary").evaluate_all(
        "all => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0


def test_by_keyboard_alone(lent: Page) -> None:
    lent.get_by_label("Title of the matter").focus()
    lent.keyboard.type("Judo")
    lent.keyboard.press("Tab")
    expect(lent.get_by_label("Reference")).to_be_focused()
    lent.keyboard.press("Tab")
    lent.keyboard.press("Tab")
    lent.locator("#record-reason-0").focus()
    lent.keyboard.type("Because of the club", delay=20)
    lent.wait_for_timeout(400)  # the sheet behind is made anew meanwhile
    expect(lent.locator("#record-reason-0")).to_be_focused()
    assert said(lent, 0) == "Because of the club"
    lent.get_by_role("button", name="Save as a Word file").focus()
    with lent.expect_download():
        lent.keyboard.press("Enter")


def test_fields_have_borders_in_forced_colours(lent: Page) -> None:
    lent.emulate_media(forced_colors="active")
    for field in lent.locator(".record :is(input, textarea):visible").all():
        style = field.evaluate("field => [getComputedStyle(field).borderTopStyle, getComputedStyle(field).borderTopWidth]")
        assert style == ["solid", "1px"]


def test_scripts_keep_their_budget() -> None:
    minify = pytest.importorskip("minify", reason="the minifier has no wheel for Apple processors")
    size = {
        path.stem: len(gzip.compress(minify.string("application/javascript", path.read_text(encoding="utf-8")).encode()))
        for path in SCRIPTS.glob("*.js")
    }  # as they are published
    assert size["record"] <= 800, "all that a page loads before a result is shown"
    on_demand = ("record-keep", "record-why", "record-model", "record-form", "markdown")
    assert sum(size[name] for name in on_demand) <= 13_000
    assert size["docx"] <= 3_000


def test_kept_records_are_plain_json_without_the_law(lent: Page) -> None:
    """What is kept is what was typed and its labels: nothing of the page, so an old copy never stands for new law."""
    fill(lent)
    kept = json.dumps(lent.evaluate(f"JSON.parse(localStorage.getItem('{KEY}'))"))
    assert "legislation.gov.uk" not in kept
    assert "Nobody has tested this" not in kept
