"""A checklist in a browser: ticks, reasons, counts, copy, paper, and each way in which a browser may refuse to keep."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.site import LAW, ROOT, build_site, served

NewPage = Callable[..., Page]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
KEY = "commons-sense:checklist:report"
WHY = "The trial is small.\nIt ends in May."
NASTY = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)> [press](javascript:alert(1))"
    " \"x\" onload='alert(2)' {{ 7*7 }} ]]>"
)

REPORT = """\
title: A report on a test
summary: When every item is done, the report is ready.
audience: [officer, clerk]
nations: [england, wales]
law_as_at: 2026-11-01
review_by: 2099-11-01
version: 2
changes:
  - {version: 2, date: 2026-11-01, what: The item on older law was added.}
groups:
  power:
    title: Power
    summary: Begin here.
    items:
      name_power:
        do: Name the power
        why: A test needs one. [[law:pv.test-1]]
        law: [pv.test-1]
        signs: [tester, second_tester]
        evidence: The paragraph that names it
        not_when: a narrower power is named
        was: [power_named]
      older_law:
        do: Look for older law
        why: It may bind. [[law:pv.test-2]]
        law: [pv.test-2]
        nations: [wales]
        signs: [tester]
        evidence: A list of what was found
  record:
    title: Record
    items:
      keep:
        do: Keep the record
        why: So that it is there.
        no_law: It is plain good sense
        signs: [tester]
        evidence: Where it is kept
"""


def hostile() -> str:
    """A checklist that the data's own checks let through, with hostile text wherever they do."""
    item = {
        "do": "X" + NASTY.replace("](", "] ("),
        "why": NASTY,
        "no_law": NASTY,
        "signs": ["tester"],
        "evidence": NASTY,
        "not_when": NASTY,
    }
    return (
        json.dumps(
            {
                "title": NASTY,
                "summary": NASTY,
                "audience": ["officer"],
                "nations": ["england", "wales"],
                "version": 1,
                "signed": NASTY,
                "groups": {
                    "one": {
                        "title": NASTY,
                        "summary": NASTY,
                        "items": {"a": {**item, "nations": ["wales"]}, "b": item},
                    }
                },
            }
        )[:-1]
        + ', "law_as_at": 2026-11-01, "review_by": 2026-11-02}'
    )


def chooser() -> str:
    """The choice of nation as the shell shows it, where the shell does not yet."""
    if "partials/nation.html" in "".join(path.read_text() for path in (ROOT / "overrides").rglob("*.html")):
        return ""
    form = (ROOT / "overrides/partials/nation.html").read_text()
    scripts = [f'<script defer src="../../assets/scripts/{name}.js"></script>' for name in ("store", "nation")]
    return "\n".join(["<div>", *scripts, re.sub(r"\{#.*?#\}", "", form).replace("  <", "<").strip(), "</div>"])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small built site with two checklists, one of them hostile, and the list of what is kept."""
    return build_site(
        tmp_path_factory.mktemp("checklist"),
        {
            **LAW,
            "data/checklists/report.yml": REPORT,
            "data/checklists/hostile.yml": hostile(),
            "checklists/report.md": '# A report on a test\n\n' + chooser() + '\n\n{{ checklist("report") }}\n',
            "checklists/hostile.md": '# Hostile\n\n{{ checklist("hostile") }}\n',
            "kept.md": "# What this site keeps\n\n{{ clear_device() }}\n",
        },
    )


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    with served(folder) as url:
        yield url


@pytest.fixture
def report(new_page: NewPage, site: str) -> Page:
    """The checklist in a fresh browser; a fault in a script fails the test."""
    return opened(new_page(), f"{site}checklists/report/")


def opened(page: Page, address: str) -> Page:
    """Open an address and let no fault of a script pass."""
    page.on("pageerror", lambda error: pytest.fail(f"A script failed: {error}"))
    page.goto(address)
    return page


def box(page: Page, number: int) -> Any:
    """The box of an item."""
    return page.locator("[data-done]").nth(number - 1)


def reason(page: Page, number: int, words: str) -> None:
    """Open an item's disclosure and type why it does not apply."""
    skip = page.locator("[data-skip]").nth(number - 1)
    if not skip.evaluate("box => box.open"):
        skip.locator("summary").click()
    skip.locator("textarea").fill(words)


def kept(page: Page) -> Any:
    """What the browser keeps."""
    return page.evaluate(f"JSON.parse(localStorage.getItem('{KEY}'))")


def progress(page: Page) -> Any:
    return page.locator("[data-progress]")


def statuses(page: Page) -> list[str]:
    return page.locator("[data-status]").all_inner_texts()


def test_ticks_and_reasons_count_at_once_and_stay(report: Page) -> None:
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do.")
    box(report, 1).check()
    reason(report, 2, WHY)
    expect(progress(report)).to_have_text("1 of 3 done, 1 does not apply, 1 to do.")
    assert progress(report).get_attribute("role") == "status"
    assert report.locator("[data-count]").all_inner_texts() == ["Nothing left to do here", "1 of 1 to do"]
    assert statuses(report) == ["Done", "Does not apply", "To do"]
    report.reload()
    expect(progress(report)).to_have_text("1 of 3 done, 1 does not apply, 1 to do.")
    expect(box(report, 1)).to_be_checked()
    assert report.locator("[data-why]").nth(1).input_value() == WHY
    assert statuses(report) == ["Done", "Does not apply", "To do"]


def test_does_not_apply_needs_a_reason_to_count(report: Page) -> None:
    skip = report.locator("[data-skip]").nth(0)
    skip.locator("summary").click()
    skip.get_by_label("This item does not apply").check()
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do (1 needs a reason).")
    assert statuses(report)[0] == "Needs a reason"
    skip.get_by_label("Because").fill("   ")
    assert statuses(report)[0] == "Needs a reason"
    skip.get_by_label("Because").fill("A narrower power is used.")
    assert statuses(report)[0] == "Does not apply"
    assert "Name roles, not people" in skip.inner_text()


def test_the_words_of_a_reason_outlive_a_change_of_mind(report: Page) -> None:
    reason(report, 1, WHY)
    box(report, 1).check()
    assert statuses(report)[0] == "Done"
    expect(report.locator("[data-mark]").nth(0)).not_to_be_checked()
    report.reload()
    assert report.locator("[data-why]").nth(0).input_value() == WHY
    box(report, 1).uncheck()
    assert statuses(report)[0] == "To do"
    report.locator("[data-skip]").nth(0).locator("summary").click()
    report.locator("[data-mark]").nth(0).check()
    assert statuses(report)[0] == "Does not apply"


def test_offered_words_join_what_was_typed(report: Page) -> None:
    reason(report, 2, "Not here.")
    report.get_by_role("button", name="The council is not in Wales.").click()
    assert report.locator("[data-why]").nth(1).input_value() == "Not here. The council is not in Wales."
    assert statuses(report)[1] == "Does not apply"


def test_the_next_thing_to_do_is_one_link_away(report: Page) -> None:
    link = report.locator("[data-next]")
    expect(link).to_have_text("Next to do: 1. Name the power")
    box(report, 1).check()
    expect(link).to_have_text("Next to do: 2. Look for older law")
    link.press("Enter")
    expect(box(report, 2)).to_be_focused()
    for number in (2, 3):
        box(report, number).check()
    expect(link).to_have_text("Nothing is left to do: copy or print the record")
    assert link.evaluate("link => document.querySelector(link.hash) !== null")


def test_everything_can_be_done_with_the_keyboard(report: Page) -> None:
    def tab_to(selector: str) -> None:
        for _ in range(80):
            if report.evaluate("s => document.activeElement.matches(s)", selector):
                return
            report.keyboard.press("Tab")
        pytest.fail(f"Tab never reaches {selector}")

    tab_to("#name_power-done")
    report.keyboard.press("Space")
    tab_to("#older_law .item__skip summary")
    report.keyboard.press("Enter")
    tab_to("#older_law-skip")
    report.keyboard.press("Space")
    tab_to("#older_law-why")
    report.keyboard.type("There is none.")
    expect(progress(report)).to_have_text("1 of 3 done, 1 does not apply, 1 to do.")
    tab_to("[data-clear]")
    report.keyboard.press("Enter")
    expect(report.get_by_role("button", name="Undo")).to_be_focused()
    report.keyboard.press("Enter")
    expect(progress(report)).to_have_text("1 of 3 done, 1 does not apply, 1 to do.")
    expect(report.locator("[data-clear]")).to_be_focused()


def test_clearing_can_be_undone_and_keeps_what_was_ticked_since(report: Page) -> None:
    box(report, 1).check()
    reason(report, 2, WHY)
    report.locator("[data-clear]").click()
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do.")
    assert kept(report) is None
    box(report, 3).check()
    report.get_by_role("button", name="Undo").click()
    expect(progress(report)).to_have_text("2 of 3 done, 1 does not apply, 0 to do.")
    assert kept(report)["items"]["older_law"] == {"why": WHY, "skip": True}


def test_copy_gives_the_whole_record_as_text_and_as_a_table(report: Page) -> None:
    report.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box(report, 1).check()
    reason(report, 2, WHY + ' <b>"x"</b>')
    report.locator("[data-copy]").click()
    expect(report.locator("[data-said]")).to_have_text("Copied. Paste it into the report.")
    text, page = report.evaluate("""async () => {
      const [item] = await navigator.clipboard.read();
      return Promise.all(['text/plain', 'text/html'].map(async (type) => (await item.getType(type)).text()));
    }""")
    lines = text.splitlines()
    assert lines[0] == "# A report on a test"
    assert re.fullmatch(rf"Version 2, copied on \d+ \w+ \d{{4}} from {re.escape(report.url)}", lines[2])
    for part in (
        "Law as at: 1 November 2026",
        "Weakest evidence: Our reading",
        "Legal review: Not yet reviewed by a lawyer",
    ):
        assert part in lines[4]
    assert lines[6] == "No nation is chosen, so items of every nation stand here. Each says where it applies."
    assert lines[8] == "1 of 3 done, 1 does not apply, 1 to do."
    assert lines[10:] == [
        "## Power",
        "",
        "1. Name the power: DONE",
        "    - Evidence: The paragraph that names it",
        "    - Law: Test Act 2001 s1(1); Test Act 2001 s2",
        "    - Signed off by: Tester, Second tester",
        "2. Look for older law (Wales only): DOES NOT APPLY",
        "    - Reason: The trial is small.",
        '      It ends in May. <b>"x"</b>',
        "    - Evidence: A list of what was found",
        "    - Law: Test Act 2001 s3",
        "    - Signed off by: Tester",
        "",
        "## Record",
        "",
        "3. Keep the record: TO DO",
        "    - Evidence: Where it is kept",
        "    - Law: None is cited. It is plain good sense",
        "    - Signed off by: Tester",
    ]
    rows = report.evaluate(
        """(page) => Array.from(new DOMParser().parseFromString(page, 'text/html').querySelectorAll('tr'),
      (row) => Array.from(row.cells, (cell) => cell.innerText))""",
        page,
    )
    assert [row[:4] for row in rows[1:3]] == [
        ["1.", "Name the power", "Done", ""],
        ["2.", "Look for older law (Wales only)", "Does not apply", rows[2][3]],
    ]
    assert '<b>"x"</b>' in rows[2][3] and "It ends in May." in rows[2][3]


def test_where_the_clipboard_refuses_the_text_stands_ready_to_be_copied(report: Page) -> None:
    report.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    report.locator("[data-copy]").click()
    field = report.get_by_label("The browser would not copy. Copy the text from here:")
    expect(field).to_be_focused()
    assert field.input_value().startswith("# A report on a test\n")
    assert field.evaluate("field => field.selectionEnd - field.selectionStart === field.value.length")


def test_without_javascript_boxes_tick_and_the_page_says_that_they_do_not_stay(
    new_page: NewPage, site: str
) -> None:
    page = new_page(javascript=False)
    page.goto(f"{site}checklists/report/")
    box(page, 1).check()
    expect(box(page, 1)).to_be_checked()
    expect(page.get_by_text("this page cannot keep your ticks")).to_be_visible()
    for hidden in page.locator("[data-live], [data-skip], [data-status], [data-count]").all():
        expect(hidden).to_be_hidden()
    expect(page.get_by_role("link", name="Test Act 2001 s3").first).to_be_visible()


def test_a_script_that_is_missing_leaves_the_plain_page(new_page: NewPage, site: str) -> None:
    page = new_page()
    page.route("**/store.js", lambda route: route.abort())
    page.goto(f"{site}checklists/report/")
    expect(page.get_by_text("this page cannot keep your ticks")).to_be_visible()
    expect(page.locator("[data-live]").first).to_be_hidden()


LEAVING_ASKS = """() => {
  const leaving = new Event('beforeunload', { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}"""
REFUSALS = {
    "barred": (
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('no', 'SecurityError'); } });"
    ),
    "full": "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };",
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_storage_refuses_the_page_works_and_says_so(new_page: NewPage, site: str, refusal: str) -> None:
    page = new_page()
    page.add_init_script(REFUSALS[refusal])
    opened(page, f"{site}checklists/report/")
    box(page, 1).check()
    reason(page, 2, WHY)
    notice = page.locator('[data-notice="unkept"]')
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("does not keep your changes")
    expect(progress(page)).to_have_text("1 of 3 done, 1 does not apply, 1 to do.")
    assert statuses(page) == ["Done (not kept)", "Does not apply (not kept)", "To do"]
    assert page.evaluate(LEAVING_ASKS)


def test_a_change_that_is_kept_again_takes_the_notice_away(report: Page) -> None:
    report.evaluate("() => { window.first = Storage.prototype.setItem; " + REFUSALS["full"] + " }")
    box(report, 1).check()
    expect(report.locator('[data-notice="unkept"]')).to_be_visible()
    report.evaluate("() => { Storage.prototype.setItem = window.first; }")
    box(report, 3).check()
    expect(report.locator('[data-notice="unkept"]')).to_have_count(0)
    assert sorted(kept(report)["items"]) == ["keep", "name_power"], "what was refused before is kept now"
    assert not report.evaluate(LEAVING_ASKS)


@pytest.mark.parametrize(
    "text",
    [
        '{"items": {',
        "[]",
        "null",
        '"x"',
        '{"version": 1}',
        '{"version": 1, "items": {"name_power": "yes"}}',
        '{"version": 1, "items": {"name_power": {"why": 5}}}',
        '{"version": "1", "items": {}}',
    ],
)
def test_what_cannot_be_read_is_set_aside_and_shown(report: Page, text: str) -> None:
    report.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    report.reload()
    expect(report.locator('[data-notice="broken"]')).to_contain_text("cannot be read")
    assert report.get_by_label("What was kept").input_value() == text
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do.")
    box(report, 1).check()
    assert text in report.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.includes('set-aside')).map(([, text]) => text)"
    )
    report.reload()
    expect(report.locator('[data-notice="broken"]')).to_have_count(0)
    expect(box(report, 1)).to_be_checked()


def test_an_older_version_keeps_its_ticks_under_old_ids_and_says_what_changed(report: Page) -> None:
    old = {
        "title": "Old",
        "version": 1,
        "items": {"power_named": {"done": True}, "gone": {"done": True}, "keep": {"skip": True, "why": WHY}},
    }
    report.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(old)])
    report.reload()
    notice = report.locator('[data-notice="changes"]')
    expect(notice).to_contain_text("Your ticks were made on version 1. This is version 2.")
    expect(notice.locator("li")).to_have_text(
        ["Version 2, 1 November 2026: The item on older law was added."]
    )
    expect(notice).to_contain_text("Items no longer here: 1.")
    expect(progress(report)).to_have_text("1 of 3 done, 1 does not apply, 1 to do.")
    box(report, 2).check()
    report.reload()
    expect(notice).to_be_visible()  # it stays until the reader says that it was seen
    notice.get_by_role("button", name="I have seen this").click()
    expect(notice).to_have_count(0)
    report.reload()
    expect(progress(report)).to_have_text("2 of 3 done, 1 does not apply, 0 to do.")
    expect(notice).to_have_count(0)
    assert kept(report)["items"]["gone"] == {"done": True}, "what belongs to no item is kept all the same"


def test_ticks_from_a_newer_copy_of_the_page_are_kept(report: Page) -> None:
    new = {"title": "New", "version": 9, "items": {"keep": {"done": True}, "later": {"done": True}}}
    report.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(new)])
    report.reload()
    expect(report.locator('[data-notice="changes"]')).to_contain_text("an older copy of the page")
    box(report, 1).check()
    assert kept(report)["version"] == 9 and "later" in kept(report)["items"]


def test_two_tabs_show_the_same(report: Page) -> None:
    other = opened(report.context.new_page(), report.url)
    box(other, 1).check()
    expect(progress(report)).to_have_text("1 of 3 done, 0 do not apply, 2 to do.")
    expect(box(report, 1)).to_be_checked()
    reason(report, 2, WHY)
    expect(progress(other)).to_have_text("1 of 3 done, 1 does not apply, 1 to do.")
    other.locator("[data-clear]").click()
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do.")


def test_the_short_list_hides_the_explanations_on_the_screen_only(report: Page) -> None:
    report.get_by_role("button", name="Show only what to do").click()
    for selector in (".item__why", ".item__law", ".item__facts"):
        expect(report.locator(selector).first).to_be_hidden()
    expect(report.get_by_text("Look for older law")).to_be_visible()
    report.emulate_media(media="print")
    expect(report.locator(".item__law").first).to_be_visible()


def test_everything_on_this_device_is_named_cleared_and_put_back(report: Page, site: str) -> None:
    box(report, 1).check()
    report.evaluate(
        "localStorage.setItem('another-site', 'x'); localStorage.setItem('commons-sense:scheme', 'dark')"
    )
    before = report.evaluate("({ ...localStorage })")
    report.goto(f"{site}kept/")
    items = report.locator("[data-kept] li")
    expect(items).to_have_text(["1 checklist: A report on a test", "1 choice of colours"])
    report.get_by_role("button", name="Clear everything on this device").click()
    expect(report.get_by_text("This site keeps nothing in this browser.")).to_be_visible()
    assert report.evaluate("({ ...localStorage })") == {"another-site": "x"}
    report.get_by_role("button", name="Undo").click()
    expect(items).to_have_count(2)
    assert report.evaluate("({ ...localStorage })") == before
    expect(report.get_by_role("button", name="Clear everything on this device")).to_be_focused()


def test_where_nothing_is_kept_there_is_nothing_to_clear(new_page: NewPage, site: str) -> None:
    page = opened(new_page(), f"{site}kept/")
    expect(page.get_by_text("This site keeps nothing in this browser.")).to_be_visible()
    expect(page.get_by_role("button", name="Clear everything")).to_be_hidden()
    barred = new_page()
    barred.add_init_script(REFUSALS["barred"])
    opened(barred, f"{site}kept/")
    expect(barred.get_by_text("bars this site from keeping anything")).to_be_visible()


def test_paper_has_every_item_whole_with_its_reason_and_no_control(report: Page) -> None:
    box(report, 1).check()
    reason(report, 2, WHY)
    report.emulate_media(media="print")
    for number in range(3):
        row = report.locator(".item").nth(number)
        expect(row.get_by_text("Initials")).to_be_visible()
        assert row.evaluate("row => getComputedStyle(row).breakInside") == "avoid"
        expect(row.locator("[data-skip]")).to_be_hidden()
        expect(row.locator("[data-done]")).to_be_visible()
    assert report.locator("[data-paper-why]").all_inner_texts() == ["", WHY, ""]
    expect(report.get_by_text("Decision or report")).to_be_visible()
    assert [
        button for button in report.locator(".prose button:not(.term)").all() if button.is_visible()
    ] == []
    link = report.locator(".checklist-sources a.law").first
    assert "legislation.gov.uk" in link.evaluate(
        "link => getComputedStyle(link, '::after').content + link.href"
    )
    expect(link).to_be_visible()


def test_the_print_button_prints(report: Page) -> None:
    report.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    report.locator("[data-live]").get_by_role("button", name="Print").click()
    assert report.evaluate("window.printed") == 1


@pytest.mark.parametrize("name", ["report", "hostile"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    new_page: NewPage, site: str, name: str, width: int, dark: bool
) -> None:
    page = opened(new_page(width=width, dark=dark), f"{site}checklists/{name}/")
    box(page, 1).check()
    reason(page, 2, WHY)
    page.locator("[data-clear]").click()
    page.get_by_role("button", name="Undo").click()
    if name == "report":
        choose(page, "England")
        page.get_by_role("button", name="Show them").click()
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_on_the_list_of_what_is_kept(new_page: NewPage, site: str) -> None:
    page = opened(new_page(), f"{site}kept/")
    assert Axe().run(page, options=AXE).violations_count == 0


def test_hostile_data_runs_nothing_and_past_its_review_the_page_says_so(new_page: NewPage, site: str) -> None:
    page = new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"A dialog opened: {dialog.message}"))
    page.clock.install(time="2027-01-01T12:00:00")
    opened(page, f"{site}checklists/hostile/")
    expect(page.locator("h2").first).to_have_text(NASTY)
    expect(progress(page)).to_have_text("0 of 2 done, 0 do not apply, 2 to do.")
    reason(page, 1, NASTY)
    page.locator("[data-words]").nth(0).click()
    page.locator("[data-copy]").click()
    page.evaluate("localStorage.setItem('commons-sense:checklist:hostile', '<img src=x onerror=alert(1)>')")
    page.reload()
    expect(page.locator('[data-notice="broken"]')).to_be_visible()
    assert (
        page.evaluate(
            "document.querySelectorAll('.prose img, .prose [onerror], .prose [onmouseover], .prose [onload]').length"
        )
        == 0
    )
    assert (
        page.evaluate(
            "Array.from(document.links).filter((link) => !/^(https?|mailto|file):/.test(link.protocol)).length"
        )
        == 0
    )


def test_a_page_past_its_review_says_so(new_page: NewPage, site: str) -> None:
    page = new_page()
    page.clock.install(time="2099-11-02T12:00:00")
    opened(page, f"{site}checklists/report/")
    expect(page.locator(".review-notice")).to_contain_text("1 November 2099")
    day = new_page()
    day.clock.install(time="2099-11-01T12:00:00")
    opened(day, f"{site}checklists/report/")
    expect(day.locator(".review-notice")).to_have_count(0)


def test_it_works_from_a_folder(new_page: NewPage, folder: Path) -> None:
    page = opened(new_page(), (folder / "checklists/report/index.html").as_uri())
    box(page, 1).check()
    page.reload()
    expect(box(page, 1)).to_be_checked()


def test_it_needs_no_more_than_a_strict_policy_allows(new_page: NewPage, site: str) -> None:
    """Nothing of the checklist itself is inline: its part of the page runs under a policy without exceptions."""
    page = new_page()
    page.goto(f"{site}checklists/report/")
    part = page.locator(".prose")
    assert part.evaluate("part => part.querySelectorAll('[style], style, script:not([src])').length") == 0
    names = part.evaluate("part => Array.from(part.querySelectorAll('*')).flatMap((e) => e.getAttributeNames())")
    assert [name for name in names if name.startswith("on")] == []


def choose(page: Page, nation: str) -> None:
    """Choose a nation for the site."""
    page.get_by_label("Your nation").select_option(label=nation)


def test_items_of_other_nations_are_neither_shown_nor_counted(report: Page) -> None:
    box(report, 1).check()
    choose(report, "England")
    expect(report.locator("#older_law")).to_be_hidden()
    expect(progress(report)).to_have_text("1 of 2 done, 0 do not apply, 1 to do.")
    assert report.locator("progress").get_attribute("max") == "2"
    place = report.locator("[data-place]")
    expect(place).to_contain_text("2 items for England; 1 of other nations is not shown.")
    expect(report.locator("[data-next]")).to_have_text("Next to do: 3. Keep the record")
    report.reload()
    expect(report.locator("#older_law")).to_be_hidden()
    expect(progress(report)).to_have_text("1 of 2 done, 0 do not apply, 1 to do.")
    report.emulate_media(media="print")
    expect(report.locator("#older_law")).to_be_hidden()
    expect(place).to_be_visible()
    expect(place.locator("button")).to_be_hidden()
    report.emulate_media(media="screen")
    place.get_by_role("button", name="Show them").press("Enter")
    expect(report.locator("#older_law")).to_be_visible()
    expect(report.locator("#older_law [data-status]")).to_have_text("Not for England, not counted")
    expect(report.locator("#older_law [data-skip]")).to_be_hidden()
    expect(progress(report)).to_have_text("1 of 2 done, 0 do not apply, 1 to do.")
    expect(place).to_contain_text("2 items for England; 1 of other nations is shown, and not counted.")
    place.get_by_role("button", name="Hide them").press("Enter")
    expect(report.locator("#older_law")).to_be_hidden()
    choose(report, "Wales")
    expect(report.locator("#older_law")).to_be_visible()
    expect(place.locator("[data-place-said]")).to_have_text("3 items for Wales.")
    expect(place.locator("button")).to_be_hidden()


def test_an_item_of_another_nation_never_needs_a_reason(report: Page) -> None:
    report.locator("#older_law summary").last.click()
    report.locator("#older_law-skip").check()
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do (1 needs a reason).")
    choose(report, "England")
    expect(progress(report)).to_have_text("0 of 2 done, 0 do not apply, 2 to do.")
    choose(report, "Wales")
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do (1 needs a reason).")


def test_the_copy_says_which_nation_and_leaves_the_others_out(report: Page) -> None:
    report.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    choose(report, "England")
    report.locator("[data-copy]").click()
    text = report.locator("#checklist-text").input_value()
    assert "2 items for England; 1 of other nations is left out." in text
    assert "Look for older law" not in text and "3. Keep the record: TO DO" in text


def test_a_nation_that_the_checklist_does_not_cover_hides_nothing(report: Page) -> None:
    choose(report, "Scotland")
    expect(report.locator("[data-place-said]")).to_have_text("This checklist does not cover Scotland. All its items are shown.")
    expect(report.locator("[data-others]")).to_be_hidden()
    expect(report.locator("#older_law")).to_be_visible()
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do.")


def test_without_a_choice_all_is_shown_and_the_choice_is_one_press_away(report: Page) -> None:
    expect(report.locator("#older_law")).to_be_visible()
    expect(report.locator("#older_law .item__only")).to_have_text("Wales only")
    report.get_by_role("button", name="Choose your nation").click()
    expect(report.get_by_label("Your nation")).to_be_focused()
    choose(report, "England")
    choose(report, "Not chosen: all four are shown")
    expect(report.locator("#older_law")).to_be_visible()
    expect(progress(report)).to_have_text("0 of 3 done, 0 do not apply, 3 to do.")


def test_a_link_to_an_item_of_another_nation_shows_it(report: Page) -> None:
    choose(report, "England")
    report.evaluate("location.hash = 'older_law'")
    expect(report.locator("#older_law")).to_be_in_viewport()
    report.reload()
    expect(report.locator("#older_law")).to_be_visible()


def test_a_group_without_an_item_for_the_nation_says_so_on_paper_too(new_page: NewPage, site: str) -> None:
    page = opened(new_page(), f"{site}checklists/report/")
    page.evaluate("document.querySelectorAll('.item').forEach((item) => { item.dataset.nations = 'wales'; })")
    choose(page, "England")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        expect(page.locator("[data-count]").first).to_have_text("Nothing here is for England")
        expect(page.locator("[data-count]").first).to_be_visible()
    expect(progress(page)).to_have_text("0 of 0 done, 0 do not apply, 0 to do.")


@pytest.mark.parametrize("javascript", [True, False])
def test_law_is_folded_on_a_narrow_screen_alone(new_page: NewPage, site: str, javascript: bool) -> None:
    page = new_page(width=320, javascript=javascript)
    page.goto(f"{site}checklists/report/")
    link = page.locator("#name_power .item__law a.law").first
    summary = page.locator("#name_power .item__law summary")
    expect(link).to_be_hidden()
    expect(summary).to_have_text(re.compile(r"Law\s+\(2\)"))
    expect(page.locator("#older_law .item__law summary")).to_contain_text("Our reading")
    summary.click()
    expect(link).to_be_visible()
    for target in (summary, link):
        assert target.bounding_box()["height"] >= 24
    summary.click()
    expect(link).to_be_hidden()
    page.emulate_media(media="print")
    expect(link).to_be_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(link).to_be_visible()
    expect(page.locator("#name_power .item__folded").first).to_be_hidden()
    if javascript:  # what is told as open is open, and can be closed
        summary.press("Enter")
        expect(link).to_be_hidden()
