"""What is done to a built site: on small sites made by hand, so that each fault stands alone."""

import hashlib
import re
from base64 import b64encode
from pathlib import Path

import pytest

from macros.finding import Finding
from macros.publish import publish
from macros.publish.join import join
from macros.publish.page import read_page, read_pages
from macros.publish.policy import with_policy

GOOD = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title><meta name="description" content="What it is.">
<link rel="stylesheet" href="{up}assets/site.css"></head>
<body><h1 id="top">A page</h1>
{body}
</body></html>
"""


def site(tmp_path: Path, body: str = "", **files: str) -> Path:
    """A site of two pages, index.html and law/index.html; `body` stands on the first."""
    made = {
        "index.html": GOOD.format(up="", body=body),
        "law/index.html": GOOD.format(up="../", body='<h2 id="part">Part</h2>'),
        "assets/site.css": "body { color: black }",
        **files,
    }
    for name, text in made.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def said(findings: list[Finding]) -> list[str]:
    return [f"{finding.place} {finding.code} {finding.message}" for finding in findings]


def test_a_good_site_has_no_fault(tmp_path: Path) -> None:
    assert said(publish(site(tmp_path, '<a href="law/#part">x</a> <a href="#top">y</a> <a href="https://example.org/">z</a>'))) == []


@pytest.mark.parametrize(("body", "fault"), [
    ('<a href="lwa/">x</a>', "W01 lwa/ leads to no file of this site."),
    ('<a href="../index.html">x</a>', "W01 ../index.html leads to no file of this site."),
    ('<a href="/elsewhere/">x</a>', "W01 /elsewhere/ leads to no file of this site."),
    ('<a href="law/#prat">x</a>', 'W02 law/#prat leads to the id "prat", which is not there.'),
    ('<a href="#prat">x</a>', 'W02 #prat leads to the id "prat", which is not there.'),
    ('<label for="box">x</label>', 'W02 "for" names the id "box", which is not on this page.'),
    ('<p aria-describedby="top note">x</p>', 'W02 "aria-describedby" names the id "note", which is not on this page.'),
    ('<p style="color:red">x</p>', 'W03 <p> has the attribute "style", which the policy of this site blocks.'),
    ('<p onclick="go()">x</p>', 'W03 <p> has the attribute "onclick", which the policy of this site blocks.'),
    ("<style>p{color:red}</style>", "W03 <style> is blocked by the policy of this site."),
    ('<base href="/">', "W03 <base> is blocked by the policy of this site."),
    ('<img src="https://example.org/a.png" alt="">', "W04 This page would fetch https://example.org/a.png from elsewhere."),
    ('<img src="//example.org/a.png" alt="">', "W04 This page would fetch //example.org/a.png from elsewhere."),
    ('<script src="https://example.org/a.js"></script>', "W04 This page would fetch https://example.org/a.js from elsewhere."),
    ('<link rel="preconnect" href="https://example.org">', "W04 This page would fetch https://example.org from elsewhere."),
    ('<img srcset="https://example.org/a.png 2x" src="data:image/gif;base64,R0" alt="">',
     "W04 This page would fetch https://example.org/a.png from elsewhere."),
    ('<a href="http://example.org/">x</a>', 'W04 "http://example.org/" is not an https address.'),
    ('<img src="missing.png" alt="">', "W01 missing.png leads to no file of this site."),
    ("<h1>Again</h1>", "W05 This page does not have exactly one first-level heading."),
    ('<p id="top">x</p>', 'W06 The id "top" stands twice on this page.'),
])
def test_a_fault_is_found_and_alone(tmp_path: Path, body: str, fault: str) -> None:
    findings = said(publish(site(tmp_path, body)))
    line = 1 if " W05 " in f" {fault}" else 6
    assert findings == [f"index.html:{line} {fault}"]


def test_code_in_an_address_is_an_error(tmp_path: Path) -> None:
    assert "W03" in " ".join(said(publish(site(tmp_path, '<a href=" JavaScript:alert(1)">x</a>'))))


@pytest.mark.parametrize(("old", "new", "fault"), [
    (' lang="en"', "", "does not say its language"),
    ("<title>A page</title>", "<title> </title>", "has no title"),
    ('content="What it is."', 'content=""', "has no description"),
    ("<h1", "<h2", "does not have exactly one first-level heading"),
])
def test_a_page_without_its_name_is_an_error(tmp_path: Path, old: str, new: str, fault: str) -> None:
    page = GOOD.format(up="", body="").replace(old, new)
    assert said(publish(site(tmp_path, **{"index.html": page}))) == [f"index.html:1 W05 This page {fault}."]


def test_what_style_sheets_name_is_looked_at_too(tmp_path: Path) -> None:
    css = "/* url(none.png) */\n@import 'https://example.org/a.css';\nb { background: url(missing.png) }\nc { background: url('#a') }"
    assert said(publish(site(tmp_path, **{"assets/site.css": css}))) == [
        "assets/site.css:2 W04 This style sheet would fetch https://example.org/a.css.",
        "assets/site.css:3 W01 missing.png leads to no file of this site.",
    ]


def test_a_site_in_a_folder_of_its_host_may_name_that_folder(tmp_path: Path) -> None:
    made = site(tmp_path, '<a href="/council/law/">x</a>')
    assert said(publish(made, "https://example.org/council/")) == []


def test_every_page_carries_its_policy_first_with_the_hashes_of_its_own_code(tmp_path: Path) -> None:
    code = "document.title = 'é';"
    made = site(tmp_path, f"<script>{code}</script><script type='application/json'>{{}}</script><script src='assets/a.js'></script>",
                **{"assets/a.js": ""})
    assert said(publish(made)) == []
    digest = b64encode(hashlib.sha256(code.encode()).digest()).decode()
    page = (made / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<head>\s*(<.+?>)", page)[1] == (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"script-src 'self' 'sha256-{digest}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'\">"
    )
    assert "sha256" not in (made / "law/index.html").read_text(encoding="utf-8")


def test_published_twice_the_bytes_are_the_same(tmp_path: Path) -> None:
    made = site(tmp_path, "<script>1</script>")

    def contents() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in made.rglob("*") if path.is_file()}

    publish(made)
    once = contents()
    publish(made)
    assert contents() == once


def test_a_changed_script_gets_a_new_policy_and_keeps_one(tmp_path: Path) -> None:
    made = site(tmp_path, "<script>1</script>")
    publish(made)
    path = made / "index.html"
    path.write_text(path.read_text(encoding="utf-8").replace("<script>1<", "<script>2<"), encoding="utf-8")
    text = with_policy(read_page(path, made))
    assert text.count("Content-Security-Policy") == 1
    assert b64encode(hashlib.sha256(b"2").digest()).decode() in text


def test_what_nobody_fetches_is_deleted_and_what_is_ours_stays(tmp_path: Path) -> None:
    dead = ["assets/javascripts/lunr/tinyseg.js", "assets/javascripts/lunr/min/lunr.de.min.js",
            "assets/stylesheets/main.1.min.css", "assets/javascripts/bundle.1.min.js.map", "sitemap.xml"]
    kept = ["assets/javascripts/bundle.1.min.js", "assets/styles/ours.css", "data/glossary.yml"]
    made = site(tmp_path, **dict.fromkeys([*dead, *kept], ""))
    publish(made)
    assert [name for name in dead if (made / name).exists()] == []
    assert [name for name in kept if not (made / name).exists()] == []
    assert not (made / "assets/javascripts/lunr").exists()


def test_a_sitemap_stays_where_the_site_has_an_address(tmp_path: Path) -> None:
    made = site(tmp_path, **{"sitemap.xml": "<urlset/>"})
    publish(made, "https://example.org/")
    assert (made / "sitemap.xml").exists()


def test_hosts_that_read_headers_are_told_who_may_frame_the_site(tmp_path: Path) -> None:
    made = site(tmp_path)
    publish(made)
    headers = (made / "_headers").read_text(encoding="utf-8")
    assert headers.startswith("/*\n")
    rules = dict(re.findall(r"^(/\S*)\n((?:  .+\n)+)", headers, re.MULTILINE))
    assert "frame-ancestors 'none'" in rules["/"]
    # Hosts add up rules: one for every address would reach the pages that are made to be framed.
    assert "frame-ancestors" not in rules["/*"]
    assert not any(address.startswith("/embed") for address in rules)


def test_style_sheets_side_by_side_become_one_file_once(tmp_path: Path) -> None:
    styles = tmp_path / "assets/styles"
    styles.mkdir(parents=True)
    (styles / "one.css").write_text("a { color: red }\n", encoding="utf-8")
    (styles / "two.css").write_text("b { color: blue }\n", encoding="utf-8")
    page = tmp_path / "deep" / "index.html"
    page.parent.mkdir()
    link = '<link rel="stylesheet" href="../assets/styles/{}.css">'
    alone = link.format("two")
    page.write_text(
        f"<html><head>\n  {link.format('one')}\n  {link.format('two')}\n</head><body><p>x</p>{alone}</body></html>",
        encoding="utf-8",
    )
    for _ in range(2):
        join(read_pages(tmp_path), tmp_path)
        text = page.read_text(encoding="utf-8")
        assert text.count("stylesheet") == 2, "one for the run, one that stands alone"
        assert link.format("one--two") in text
        assert alone in text
    assert (styles / "one--two.css").read_text(encoding="utf-8") == "a { color: red }\n\nb { color: blue }\n"


def test_scripts_that_wait_for_the_page_become_one_file_and_others_stay(tmp_path: Path) -> None:
    scripts = tmp_path / "assets/scripts"
    scripts.mkdir(parents=True)
    for name in ("one", "two", "now"):
        (scripts / f"{name}.js").write_text(f"'use strict';\n(function () {{ {name}(); }})()", encoding="utf-8")
    page = tmp_path / "index.html"
    ours, engines = '<script defer src="assets/scripts/one.js"></script>', '<script src="assets/scripts/two.js" defer></script>'
    at_once = '<script src="assets/scripts/now.js"></script>'
    page.write_text(f"<html><head>{at_once}\n{ours}\n{engines}</head><body><p>x</p></body></html>", encoding="utf-8")
    for _ in range(2):
        join(read_pages(tmp_path), tmp_path)
        text = page.read_text(encoding="utf-8")
        assert f'{at_once}\n<script defer src="assets/scripts/one--two.js"></script></head>' in text
    joined = (scripts / "one--two.js").read_text(encoding="utf-8")
    assert joined == "'use strict';\n(function () { one(); })();\n'use strict';\n(function () { two(); })()"


def test_what_is_published_is_small(tmp_path: Path) -> None:
    pytest.importorskip("minify", reason="the minifier has no wheel for Apple processors")
    files = {
        "assets/scripts/one.js": "'use strict';\n// A comment.\nfunction add(first, second) { return first + second; }\n",
        "assets/styles/one.css": "/* A comment. */\na { color: red; }\n",
    }
    folder = site(tmp_path, **files)
    publish(folder)
    script, style = ((folder / name).read_text(encoding="utf-8") for name in files)
    assert "comment" not in script + style
    assert "function add(" in script, "names that other files use stay"
    assert "first" not in script
    assert style == "a{color:red}"
