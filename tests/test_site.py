"""The whole built site, as a host would serve it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.finding import report
from macros.library import load
from macros.publish.audit import audit
from macros.publish.page import read_pages
from macros.references import url_of
from tests.engines import ROOT, build_with_mkdocs, build_with_zensical, publish


def test_the_data_and_pages_have_no_fault_and_no_warning() -> None:
    assert report(load(ROOT).findings) == "0 errors, 0 warnings"


def test_every_page_is_named_every_link_leads_somewhere_and_nothing_is_fetched_from_elsewhere(built_site: Path) -> None:
    assert report(audit(built_site)) == "0 errors, 0 warnings"


def test_an_independent_program_finds_no_dead_link_either(built_site: Path) -> None:
    # 404.html is left out: its links start at the root of a host, which a folder does not have.
    done = subprocess.run(
        [Path(sys.executable).parent / "lychee", "--offline", "--include-fragments", "--index-files", "index.html",
         "--root-dir", built_site, "--exclude-path", "404.html", "--no-progress",
         # A guide's script writes these; its own tests follow them.
         "--exclude", r"#(v=\d|guide-answer-)", f"{built_site}/**/*.html"],
        capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    links = int(re.search(r"(\d+) Total", done.stdout)[1])
    assert links > 1000, "It looked at next to nothing."


def test_every_page_of_docs_is_built_and_no_other(built_site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix("") for path in (ROOT / "docs").rglob("*.md")}
    wanted = {"404.html"} | {
        f"{page.parent if page.name == 'index' else page}/index.html".removeprefix("./") for page in pages
    }
    assert {page.file for page in read_pages(built_site)} == wanted


def test_every_page_carries_its_policy_before_anything_that_it_governs(built_site: Path) -> None:
    for page in read_pages(built_site):
        first = LexborHTMLParser(page.text).css_first("head > *")
        assert first.attributes.get("http-equiv") == "Content-Security-Policy", page.file
        assert "unsafe" not in first.attributes["content"], page.file
        assert first.attributes["content"].count("sha256-") == len({code for code, _ in page.scripts}), page.file


def test_titles_and_descriptions_tell_pages_apart(built_site: Path) -> None:
    seen: dict[str, str] = {}
    for page in read_pages(built_site):
        assert page.title not in seen, f"{page.file} and {seen.get(page.title)} have one title."
        seen[page.title] = page.file


def test_no_macro_call_reference_or_error_is_left_in_a_text(built_site: Path) -> None:
    for page in read_pages(built_site):
        article = LexborHTMLParser(page.text).css_first("article")
        for code in article.css("code, pre, script, template"):
            code.decompose()
        assert "None" not in [node.text(deep=False).strip() for node in article.css("*")], page.file
        text = article.text()
        for mark in ("{{", "}}", "{%", "[[", "]]", "Macro Rendering Error", "Traceback", "{:"):
            assert mark not in text, f"{page.file} shows {mark}: {text[max(0, text.find(mark) - 60):][:160]}"


def test_the_data_is_published_as_it_is_with_its_schemas(built_site: Path) -> None:
    for path in (ROOT / "docs" / "data").rglob("*.*"):
        assert (built_site / path.relative_to(ROOT / "docs")).read_bytes() == path.read_bytes(), path


def test_nothing_of_this_machine_is_in_the_site(built_site: Path) -> None:
    for path in built_site.rglob("*"):
        if path.is_file():
            assert str(ROOT).encode() not in path.read_bytes(), path


def test_the_search_index_knows_every_page(built_site: Path) -> None:
    index = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    known = {entry["location"].partition("#")[0] for entry in index["docs"]}
    hidden = {url_of(name) for name, page in load(ROOT).pages.items() if page.meta.get("search", {}).get("exclude")}
    assert known == {page.file.removesuffix("index.html") for page in read_pages(built_site)} - {"404.html"} - hidden


def article(page: Path) -> str:
    """What a reader reads: the words of the article, blanks made one."""
    return " ".join(LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("article").text(separator=" ").split())


def test_zensical_builds_the_same_words_from_the_same_settings(built_site: Path, tmp_path: Path) -> None:
    other = build_with_zensical(tmp_path)
    files = [page.file for page in read_pages(built_site) if page.file != "404.html"]
    assert files
    for file in files:
        assert article(other / file) == article(built_site / file), file


@pytest.mark.audit
def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    sites = [publish(build_with_mkdocs(tmp_path / name, SOURCE_DATE_EPOCH="1795392000")) for name in ("one", "two")]
    one, two = ({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} for site in sites)
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
