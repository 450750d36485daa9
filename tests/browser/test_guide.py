"""A guide's page in a browser: one question at a time, the address, errors, change, pauses, results, and what happens when things fail."""

import gzip
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import NewPage, served
from tests.browser.guide_site import build_guides, shown

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
BUDGET = 6_000  # bytes of gzip for engine and pages, as they are published: in one file


@pytest.fixture(scope="session")
def guides_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of guide_site.py: $GUIDES_FOLDER if that is set, else a fresh build."""
    given = os.environ.get("GUIDES_FOLDER")
    return Path(given) if given else build_guides(tmp_path_factory.mktemp("guides"))


@pytest.fixture(scope="session")
def guides(guides_folder: Path) -> Iterator[str]:
    """The address of the folder of guides, with a slash at its end."""
    with served(guides_folder) as url:
        yield f"{url}guides/"


@pytest.fixture
def hall(new_page: NewPage, guides: str) -> Iterator[Page]:
    """The small guide, at its first question; no script may fail."""
    page = new_page()
    page.set_default_timeout(5000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{guides}hall/")
    yield page
    assert faults == []


def pick(page: Page, *labels: str) -> None:
    """Choose by label, and go on."""
    for label in labels:
        page.locator(".guide-step").get_by_label(label, exact=True).check()
    go_on(page)


def go_on(page: Page) -> None:
    """Press Continue."""
    page.get_by_role("button", name="Continue").click()


def question(page: Page) -> str:
    """The heading of the step."""
    return page.locator(".guide-step h2:visible, .guide-end h2:visible").first.inner_text()


def focused(page: Page) -> str:
    """The text of what has the focus."""
    found: str = page.evaluate("document.activeElement.innerText")
    return found


def line(text: str) -> str:
    """A heading of a result as one line."""
    return re.sub(r"\s+", " ", text).replace(" :", ":")


def hash_of(page: Page) -> str:
    """What stands after the # sign."""
    found: str = page.evaluate("location.hash")
    return found


# One question at a time


def test_it_opens_at_the_first_question_and_picks_nothing(hall: Page) -> None:
    assert question(hall) == "Which nation's law applies to your council?"
    expect(hall.locator(".guide-step input:checked")).to_have_count(0)
    expect(hall.locator("[required]")).to_have_count(0)
    assert hall.evaluate("document.activeElement === document.body"), "no focus is moved when the page opens"
    expect(hall.locator(".guide-static").first).to_be_hidden()
    assert hall.locator(".guide-app__progress").inner_text() == "The place"
    expect(hall.locator("[data-privacy]")).to_contain_text("Your answers stay in this browser")
    expect(hall.locator("[data-back]")).to_be_hidden()
    expect(hall.locator(".guide-answers")).to_be_hidden()
    assert hall.locator("legend h2").count() == 1 and hall.locator("h1").count() == 1


def test_a_choice_does_not_move_on_and_continue_does(hall: Page) -> None:
    hall.get_by_label("England", exact=True).check()
    assert question(hall) == "Which nation's law applies to your council?"
    go_on(hall)
    assert question(hall) == "Is the hall free on the day?"
    assert focused(hall) == "Is the hall free on the day?"
    assert hall.title().startswith("Is the hall free on the day? – ")
    assert hash_of(hall) == "#v=2&nation=england"
    heading = hall.locator("legend h2")
    expect(heading).to_have_attribute("tabindex", "-1")
    assert hall.evaluate("document.querySelector('legend h2').getBoundingClientRect().top >= 0"), "in view"
    hall.keyboard.press("Tab")
    expect(heading).not_to_have_attribute("tabindex", "-1")
    expect(hall.locator(".guide-app [aria-live]")).to_have_count(0)
    assert hall.locator(".guide-app__progress").inner_text().split() == "The place Answers so far: 1".split()


def test_nothing_picked_is_told_twice_and_keeps_the_address(hall: Page) -> None:
    pick(hall, "Wales")
    before = hall.evaluate("history.length")
    go_on(hall)
    summary = hall.get_by_role("group", name="There is a problem")
    expect(summary).to_be_focused()
    words = "Select yes if nobody else has booked the hall."
    expect(summary.get_by_role("link")).to_have_text(words)
    expect(hall.locator("#guide-error")).to_have_text(f"Error: {words}")
    assert hall.title().startswith("Error: Is the hall free on the day?")
    assert hall.evaluate("history.length") == before and hash_of(hall) == "#v=2&nation=wales"
    summary.get_by_role("link").click()
    expect(hall.get_by_label("Yes", exact=True)).to_be_focused()
    assert hash_of(hall) == "#v=2&nation=wales", "the link to the field leaves the address alone"
    hall.keyboard.press("Space")
    hall.keyboard.press("Enter")
    assert question(hall) == "Is there a permit?" and not hall.title().startswith("Error")
    expect(summary).to_be_hidden()


def test_back_link_and_browser_agree_and_refresh_stays(hall: Page) -> None:
    pick(hall, "England")
    pick(hall, "Yes")
    hall.get_by_role("link", name="Back", exact=True).click()
    assert question(hall) == "Is the hall free on the day?"
    expect(hall.get_by_label("Yes", exact=True)).to_be_checked()
    hall.go_back()
    assert question(hall) == "Which nation's law applies to your council?"
    hall.go_forward()
    hall.go_forward()
    assert question(hall) == "Is there a permit?" and focused(hall) == "Is there a permit?"
    hall.reload()
    assert question(hall) == "Is there a permit?"
    hall.get_by_role("link", name="Back", exact=True).click()
    assert question(hall) == "Is the hall free on the day?", "a step in the history, after a refresh too"


def test_back_goes_on_backwards_from_a_link_that_was_opened(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}hall/#v=2&nation=england&hall=yes&permit=yes")
    assert question(page) == "What will be sold?"
    for heading in ("Is there a permit?", "Is the hall free on the day?", "Which nation's law applies to your council?"):
        page.get_by_role("link", name="Back", exact=True).click()
        assert question(page) == heading
    expect(page.locator("[data-back]")).to_be_hidden()
    pick(page, "England")
    assert question(page) == "What will be sold?", "the answers of the link are kept for the visit"


def test_back_from_a_link_drops_the_last_answer(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}hall/#v=2&nation=england&hall=yes")
    page.get_by_role("link", name="Back", exact=True).click()
    assert question(page) == "Is the hall free on the day?"


def test_the_skip_link_leaves_the_address_alone(hall: Page) -> None:
    pick(hall, "England")
    hall.locator(".skip").focus()
    hall.keyboard.press("Enter")
    assert hash_of(hall) == "#v=2&nation=england"
    expect(hall.locator("#_text")).to_be_focused()


def test_notes_stand_at_the_head_of_the_next_step_and_then_in_the_answers(hall: Page) -> None:
    pick(hall, "England")
    pick(hall, "Yes")
    expect(hall.locator(".guide-notes")).to_contain_text("Book it today.")
    assert "guide-notes" in (hall.locator("fieldset").get_attribute("aria-describedby") or "")
    pick(hall, "Yes")
    expect(hall.locator(".guide-notes")).to_be_hidden()
    expect(hall.locator(".guide-answers dd", has_text="Book it today.")).to_be_visible()
    hall.get_by_label("Food", exact=True).check()
    go_on(hall)
    hall.get_by_role("textbox").fill("10")
    go_on(hall)
    expect(hall.locator(".guide-notes")).to_contain_text("Book it today.")


def test_a_result_stands_before_the_notes_that_go_with_it(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}hall/#v=2&nation=england&hall=yes&permit=yes&kinds=food&price=10")
    expect(page.locator(".guide-end .guide-notes")).to_contain_text("Book it today.")
    assert page.evaluate(
        "document.querySelector('[data-shown]').compareDocumentPosition(document.querySelector('.guide-notes')) & 4"
    )
    page.goto(f"{guides}hall/#v=2&nation=england&hall=yes")
    expect(page.locator(".guide-end .guide-notes")).to_have_count(0)
    expect(page.locator(".guide-notes")).to_be_visible()


def test_parts_and_answers_in_texts(hall: Page) -> None:
    pick(hall, "Wales")
    expect(hall.locator(".guide-step [data-part]")).to_contain_text("You said Wales.")
    hall.go_back()
    pick(hall, "Scotland")
    expect(hall.locator(".guide-step [data-part]")).to_have_count(0)


def test_citations_lead_to_the_law_itself(hall: Page) -> None:
    pick(hall, "England")
    pick(hall, "Yes")
    expect(hall.locator(".guide-notes a").first).to_have_attribute("href", re.compile("^https://www.legislation.gov.uk/"))


# Boxes and amounts


def test_none_of_these_clears_the_others(hall: Page) -> None:
    hall.goto(hall.url + "#v=2&nation=england&hall=yes&permit=yes")
    go_on(hall)
    expect(hall.get_by_role("group", name="There is a problem")).to_be_focused()
    none = hall.get_by_label("Nothing is sold")
    food = hall.get_by_label("Food", exact=True)
    food.check()
    hall.get_by_label("Books", exact=True).check()
    none.check()
    expect(food).not_to_be_checked()
    food.check()
    expect(none).not_to_be_checked()
    none.check()
    go_on(hall)
    assert hash_of(hall).endswith("&kinds=")
    expect(hall.locator(".guide-answers")).to_contain_text("Nothing is sold")
    expect(hall.locator("#guide-hint")).to_have_text("The whole price.")


@pytest.mark.parametrize("typed", ["", "abc", "1.005", "-1", "5000.01", "1e3"])
def test_an_amount_that_cannot_be_is_refused_with_its_bounds(hall: Page, typed: str) -> None:
    hall.goto(hall.url + "#v=2&nation=england&hall=yes&permit=yes&kinds=food")
    field = hall.get_by_role("textbox")
    expect(field).to_have_attribute("inputmode", "decimal")
    expect(field).to_have_accessible_name(re.compile("What is paid for the hall"))
    field.fill(typed)
    go_on(hall)
    summary = hall.get_by_role("group", name="There is a problem")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_contain_text("5,000")
    assert hall.get_by_role("textbox").input_value() == typed, "what was typed stays"


@pytest.mark.parametrize(("typed", "kept", "words"), [
    ("£1,000.50", "1000.50", "£1,000.50"), (" 20 ", "20", "£20"), ("007", "7", "£7"), (".5", "0.5", "£0.50"), ("0", "0", "£0"),
])
def test_an_amount_is_taken_as_people_type_it(hall: Page, typed: str, kept: str, words: str) -> None:
    hall.goto(hall.url + "#v=2&nation=england&hall=yes&permit=yes&kinds=food")
    hall.get_by_role("textbox").fill(typed)
    go_on(hall)
    assert hash_of(hall).endswith(f"&price={kept}")
    expect(hall.locator(".guide-answers dd", has_text=words).first).to_be_visible()


def test_a_day_a_share_and_a_number(new_page: NewPage, guides: str) -> None:
    page = new_page()
    start = "#v=3&constructor=firm&purposes=art&guests=20.5&insured=yes&rooms=hall&price=2000"
    page.goto(f"{guides}everything/{start}")
    page.get_by_role("textbox").fill("12.5 %")
    go_on(page)
    assert hash_of(page).endswith("&share=12.5")
    page.locator("input[type=date]").fill("2026-12-01")
    go_on(page)
    assert hash_of(page).endswith("&begins=2026-12-01")
    answers = page.locator(".guide-answers")
    for words in ("20.5", "£2,000", "12.5 per cent", "1 December 2026"):
        expect(answers).to_contain_text(words)


def test_a_long_list_can_be_narrowed(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}rooms/")
    page.get_by_label("The attic").check()
    page.get_by_label("Type to narrow the list").press_sequentially("bells")
    expect(page.locator(".guide-step li:visible")).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="2 answers shown")).to_be_visible()
    page.keyboard.press("Enter")
    assert question(page) == "Which room does the council let?", "Enter in the box sends nothing"
    page.get_by_label("The tower").check()
    go_on(page)
    assert hash_of(page) == "#v=1&room=tower"
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()
    page.go_back()
    expect(page.get_by_label("Type to narrow the list")).to_have_value("")


# Results, pauses, change


def to_result(page: Page) -> None:
    """From the first question to "Lend the hall"."""
    for label in ("England", "Yes", "Yes", "Food"):
        pick(page, label)
    page.get_by_role("textbox").fill("10")
    go_on(page)


def test_a_result_answers_first(hall: Page) -> None:
    told: list[str] = []
    hall.expose_function("told", lambda text: told.append(text))
    hall.evaluate("addEventListener('commons-sense:result', (event) => told(event.detail.route.at + event.detail.said('price')))")
    to_result(hall)
    assert line(focused(hall)) == "You can: Lend the hall"
    end = hall.locator(".guide-end")
    expect(end).to_contain_text("You may lend it for £10 in England.")
    expect(end).to_contain_text("Sign the form")
    expect(end).to_contain_text("not legal advice")
    expect(end.locator("[data-part]")).to_contain_text(["Ask about hygiene."])
    expect(end.locator(".guide-law a").first).to_have_attribute("href", re.compile("^https://www.legislation.gov.uk/"))
    end.locator(".guide-end__why summary").click()
    expect(end.locator(".guide-end__why li")).to_have_text([
        "Is the hall free on the day? Yes", "Is there a permit? Yes", "What will be sold? Food", "What is paid for the hall? £10",
    ])
    expect(end.locator("[data-record-mount]")).to_have_count(1)
    hall.wait_for_function("CommonsSense.guide.now.address === location.hash")
    assert told == ["lend£10"]


def test_change_keeps_what_still_applies_and_undo_brings_back_the_rest(hall: Page) -> None:
    to_result(hall)
    address = hash_of(hall)
    change = hall.get_by_role("link", name="Change your answer to: Is the hall free on the day?")
    change.click()
    assert question(hall) == "Is the hall free on the day?"
    expect(hall.get_by_label("Yes", exact=True)).to_be_checked()
    pick(hall, "No")
    assert line(question(hall)) == "You cannot: Choose another day"
    expect(hall.locator("[data-aside] li")).to_have_text(["Is there a permit?", "What will be sold?", "What is paid for the hall?"])
    assert hash_of(hall) == "#v=2&nation=england&hall=no"
    change.click()
    pick(hall, "Yes")
    assert hash_of(hall) == address, "one press: the kept answers lead back to the result"
    expect(hall.locator("[data-aside]")).to_be_hidden()
    hall.get_by_role("link", name="Change your answer to: Which nation").click()
    pick(hall, "Wales")
    assert shown(hall) == "outcome lend"
    expect(hall.locator(".guide-end")).to_contain_text("in Wales")
    expect(hall.locator("[data-aside]")).to_be_hidden()


def test_a_change_says_what_is_kept_and_what_reads_differently(hall: Page) -> None:
    to_result(hall)
    kept = hall.locator("[data-kept]")
    expect(kept).to_be_hidden()
    hall.get_by_role("link", name="Change your answer to: Which nation").click()
    pick(hall, "Wales")
    expect(kept).to_contain_text("Your later answers are kept: 4.")
    expect(kept.get_by_role("listitem")).to_have_text(["Is the hall free on the day?"])
    kept.get_by_role("link").click()
    assert question(hall) == "Is the hall free on the day?"
    expect(kept).to_be_hidden()
    expect(hall.get_by_label("Yes", exact=True)).to_be_checked()
    go_on(hall)
    expect(kept).to_contain_text("Your later answers are kept: 3.")
    expect(kept.locator("[data-reread]")).to_be_hidden()
    hall.get_by_role("link", name="Change your answer to: Which nation").click()
    pick(hall, "England")
    expect(kept.get_by_role("listitem")).to_have_text(["Is the hall free on the day?"])
    hall.get_by_role("link", name="Change your answer to: Which nation").click()
    pick(hall, "Wales")
    expect(kept.locator("[data-reread]")).to_be_hidden()  # it reads again as it did when it was answered


def test_loading_again_loses_no_answer_that_is_kept(hall: Page) -> None:
    to_result(hall)
    hall.get_by_role("link", name="Change your answer to: Is the hall free on the day?").click()
    expect(hall.locator("[data-later]")).to_contain_text("Later answers of yours are kept: 3.")
    hall.reload()
    expect(hall.locator("[data-later]")).to_contain_text("Later answers of yours are kept: 3.")
    pick(hall, "Yes")
    assert shown(hall) == "outcome lend"
    expect(hall.locator("[data-later]")).to_be_hidden()
    hall.get_by_role("link", name="Show the whole guide").click()
    hall.reload()
    hall.get_by_role("link", name="Answer the questions one at a time").click()
    assert shown(hall) == "outcome lend"
    hall.get_by_role("link", name="Start again").click()
    hall.reload()
    expect(hall.locator("[data-later]")).to_be_hidden()


def test_answers_set_aside_are_not_named_while_questions_are_open(hall: Page) -> None:
    to_result(hall)
    hall.get_by_role("link", name="Change your answer to: Is there a permit?").click()
    pick(hall, "No")
    assert shown(hall) == "pause get_permit"
    expect(hall.locator("[data-aside]")).to_be_hidden()


def test_a_pause_that_asks_again(hall: Page) -> None:
    pick(hall, "England")
    pick(hall, "I am not sure")
    assert line(question(hall)) == "Pause: do this first: Ask who has booked it"
    expect(hall.get_by_role("button", name="These steps are done")).to_be_hidden()
    expect(hall.get_by_text("you can change your answer")).to_be_hidden()
    way = hall.get_by_text("When it is done, answer the question again").get_by_role("link", name="Is the hall free on the day?")
    expect(way).to_have_class("button")
    way.click()
    assert focused(hall) == "Is the hall free on the day?"
    pick(hall, "Yes")
    assert question(hall) == "Is there a permit?"


@pytest.mark.parametrize(("way", "key", "status"), [
    ("These steps are done", "done", "You can"),
    ("Still to do, go on", "open", "You can, once these steps are done"),
])
def test_a_pause_with_two_ways_on(hall: Page, way: str, key: str, status: str) -> None:
    pick(hall, "England")
    pick(hall, "Yes")
    pick(hall, "No")
    assert line(focused(hall)) == "Pause: do this first: Get the permit"
    hall.get_by_role("button", name=way).click()
    assert hash_of(hall).endswith(f"&permit=no&permit.then={key}")
    expect(hall.locator(".guide-answers")).to_contain_text(way)
    pick(hall, "Food")
    hall.get_by_role("textbox").fill("10")
    go_on(hall)
    expect(hall.locator(".guide-end .status").first).to_have_text(status)
    still = hall.locator(".guide-end__open")
    if key == "done":
        expect(still).to_be_hidden()
    else:
        expect(still.locator("ol li")).to_have_text(["Fill in the form", "Pay the fee"])
        assert hall.evaluate(
            "document.querySelector('.guide-end__open').compareDocumentPosition(document.querySelector('.guide-end__text')) & 4"
        ), "listed before the text"
        still.get_by_role("link", name="Get the permit").click()
        hall.get_by_role("button", name="These steps are done").click()
        expect(hall.locator(".guide-end .status").first).to_have_text("You can")


def test_another_pause_is_not_taken_for_the_one_whose_steps_were_done(new_page: NewPage, guides: str) -> None:
    """In `everything`, two answers to "purposes" lead to different pauses behind the same key."""
    page = new_page()
    page.goto(f"{guides}everything/#v=3&constructor=club&purposes=sport,art&agree=no")
    assert shown(page) == "pause talk"
    page.get_by_role("button", name="These steps are done").click()
    assert "agree.then=done" in hash_of(page)
    page.get_by_role("link", name="Change your answer to: Do the neighbours agree?").click()
    pick(page, "Yes")
    assert "agree.then" not in hash_of(page), "no pause stands there now"


def test_start_again_asks_nothing_and_forgets(hall: Page) -> None:
    to_result(hall)
    hall.get_by_role("link", name="Start again").click()
    assert question(hall) == "Which nation's law applies to your council?" and hash_of(hall) == ""
    assert focused(hall) == question(hall)
    expect(hall.locator(".guide-step input:checked")).to_have_count(0)
    pick(hall, "England")
    assert question(hall) == "Is the hall free on the day?"
    expect(hall.locator(".guide-step input:checked")).to_have_count(0)


def test_the_whole_guide_and_back(hall: Page) -> None:
    pick(hall, "England")
    hall.get_by_role("link", name="Show the whole guide").click()
    expect(hall.locator(".guide-app")).to_be_hidden()
    for part in ("#hall", "#lend", "#get_permit"):
        expect(hall.locator(f"section{part}")).to_be_visible()
    hall.get_by_role("link", name="Answer the questions one at a time").click()
    assert question(hall) == "Is the hall free on the day?" and hash_of(hall) == "#v=2&nation=england"
    hall.get_by_role("link", name="Show the whole guide, at 2").click()
    expect(hall.locator("section#hall")).to_be_in_viewport()
    hall.go_back()
    assert question(hall) == "Is the hall free on the day?"


def test_a_link_to_a_question_of_the_whole_guide(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}hall/#price")
    expect(page.locator("section#price")).to_be_in_viewport()
    page.get_by_role("link", name="Answer the questions one at a time").click()
    assert question(page) == "Which nation's law applies to your council?"


# Links of other days


def test_an_older_link_says_what_changed(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}everything/#v=1&builder=society&aims=sport&price=20")
    notice = page.locator("[data-older]")
    expect(notice).to_contain_text("made with version 1 of the guide. Version 3 is used now.")
    expect(notice).to_contain_text("Asks for the price.")
    expect(notice).to_contain_text("Names the purposes anew.")
    expect(notice.locator("[data-again-list] li")).to_have_text(["Who asks for the hall?", "What for?", "What is paid?"])
    assert question(page) == "Is there insurance?"
    expect(notice.locator("[data-unused]")).to_have_text("Answers in the link that are not used so far: 1.")
    expect(notice.locator("[data-newer]")).to_be_hidden()
    pick(page, "Yes")
    expect(notice).to_be_hidden()
    assert hash_of(page).startswith("#v=3&constructor=club&purposes=sport&insured=yes")


def test_a_link_of_a_newer_version_says_so(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}hall/#v=7&nation=england&tomorrow=yes")
    notice = page.locator("[data-older]")
    expect(notice).to_contain_text("made with version 7 of the guide. Version 2 is used now.")
    expect(notice).to_contain_text("Load it again to get the newer one.")
    expect(notice).to_contain_text("not used so far: 1.")
    assert question(page) == "Is the hall free on the day?"


def test_a_result_hands_its_answers_to_the_next_guide(new_page: NewPage, guides: str) -> None:
    """What the result implies is in the link itself; what both guides ask comes with the reader."""
    page = new_page()
    page.goto(f"{guides}stalls/#v=1&nation=wales&outside=no")
    way = page.locator("[data-shown] > dl [data-next] a")
    expect(page.locator("#stalls > dl [data-next] a")).to_have_attribute("href", re.compile(r"hall/#v=2&hall=yes$"))
    expect(way).to_have_attribute("href", re.compile(r"hall/#v=2&hall=yes&nation=wales$"))
    part = page.locator("[data-shown] [data-part]")
    expect(part.get_by_role("link", name="Which room")).to_have_attribute("href", re.compile(r"rooms/#v=1$"))
    expect(part).to_contain_text("Who decides committee or full council Who signs clerk Whom to ask clerk")
    way.click()
    assert question(page) == "Is there a permit?"
    expect(page.locator("[data-rows] [data-said]")).to_have_text(["Wales", "Yes"])
    pick(page, "Yes")
    assert hash_of(page) == "#v=2&nation=wales&hall=yes&permit=yes"


@pytest.mark.parametrize(("answers", "at"), [
    ("nation=england&hall=perhaps", "hall"), ("nation=france", "nation"), ("nation=england&hall=yes&permit=no&permit.then=maybe", "get_permit"),
    ("nation=england&hall=yes&permit=yes&kinds=food,tanks", "kinds"), ("nation=england&hall=yes&permit=yes&kinds=food&price=5000.01", "price"),
])
def test_illegal_values_stop_with_a_plain_notice(new_page: NewPage, guides: str, answers: str, at: str) -> None:
    page = new_page()
    page.goto(f"{guides}hall/#v=2&{answers}")
    assert shown(page).split()[1] == at
    expect(page.locator("[data-refused]")).to_contain_text("not an answer that this guide takes")
    expect(page.locator(".guide-step input:checked")).to_have_count(0)


def test_unknown_keys_are_ignored(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}hall/#v=2&nation=england&colour=red&constructor=x&__proto__=y&v=9")
    assert question(page) == "Is the hall free on the day?"
    expect(page.locator("[data-refused]")).to_be_hidden()
    pick(page, "No")
    assert hash_of(page) == "#v=2&nation=england&hall=no"


def test_thousands_of_broken_addresses(new_page: NewPage, guides: str) -> None:
    """No error, no script, no other element than the guide's own, and never an empty page.

    The addresses go in by the history, as Back and Forward do, so that one call can try them all.
    """
    page = new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: faults.append("a dialog"))
    page.goto(f"{guides}hall/")
    tried = page.evaluate(
        """() => {
          let seed = 7;
          const chance = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % n; };
          const pieces = ['v=2', 'v=1', 'v=', 'v=-1', 'v=999999', '&', '=', '#', '%', '%E0%A4%A', '%00', 'nation', '=england', 'hall', '=yes',
            'permit', '=no', '.then', '=done', 'kinds=', 'food,books', ',', ',,', 'price=', '1e9', '-0', '9'.repeat(40), '__proto__', 'constructor',
            'toString', '<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "javascript:alert(1)", '\\ud800', '\\u202e', 'é', ' ', '\\n',
            'lend', 'all', 'text', 'guide-app', 'now-hall', '[data-app]', "'", '\\\\'];
          let wrong = [];
          let stopped = 0;
          for (let round = 0; round < 4000; round += 1) {
            let hash = chance(3) ? '#v=2&nation=england' : '#';
            for (let count = chance(9); count >= 0; count -= 1) hash += (chance(2) ? '&' : '') + pieces[chance(pieces.length)];
            history.replaceState(null, '', hash);
            dispatchEvent(new PopStateEvent('popstate'));
            const app = document.querySelector('.guide-app');
            const whole = document.documentElement.classList.contains('guide-whole');
            const heading = app.querySelector('.guide-step:not([hidden]) h2, .guide-end:not([hidden]) h2');
            if (!document.documentElement.classList.contains('guide-on') || !(whole || (heading && heading.textContent.trim()))) wrong.push(hash);
            if (app.querySelector('script, img, iframe')) wrong.push('element: ' + hash);
            if (!app.querySelector('[data-refused]').hidden) stopped += 1;
          }
          return { wrong: wrong.slice(0, 5), stopped };
        }"""
    )
    assert tried["wrong"] == [] and faults == []
    assert tried["stopped"] > 300, "and those that hold an illegal value say so"


# When scripts fail


def static_is_there(page: Page, within: float = 2000) -> None:
    """The whole guide stands on the page, and nothing of the form."""
    for part in ("#hall", "#lend", "#section-place"):
        expect(page.locator(part)).to_be_visible(timeout=within)
    expect(page.locator(".guide-app")).to_be_hidden()


def test_without_javascript_everything_is_there(new_page: NewPage, guides: str) -> None:
    page = new_page(javascript=False)
    page.goto(f"{guides}hall/")
    static_is_there(page, 100)
    expect(page.locator("[data-privacy]")).to_be_hidden()  # no answers, so nothing to say of them
    page.locator("section#hall").get_by_role("link", name=re.compile("Choose another day")).click()
    expect(page.locator("#other_day")).to_be_in_viewport()


@pytest.mark.parametrize("script", ["guide-engine.js", "guide-app.js", "guide-quantities.js"])
@pytest.mark.parametrize("fault", ["blocked", "throwing", "empty"])
def test_a_script_that_fails_leaves_everything_within_two_seconds(new_page: NewPage, guides: str, script: str, fault: str) -> None:
    page = new_page()

    def answer(route: Route) -> None:
        if fault == "blocked":
            route.abort()
        else:
            route.fulfill(body="throw new Error('a test')" if fault == "throwing" else "", content_type="text/javascript")

    page.route(f"**/{script}", answer)
    page.goto(f"{guides}hall/#v=2&nation=england&hall=yes&permit=yes&kinds=food&price=10")
    static_is_there(page)


def test_a_fault_on_a_later_step_shows_everything_at_once(hall: Page, new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.goto(f"{guides}hall/")
    page.evaluate("() => { CommonsSense.engine.replay = () => { throw new Error('a test'); }; }")
    pick(page, "England")
    static_is_there(page, 100)


def test_no_flash_while_a_script_is_slow(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.route("**/guide-app.js", lambda route: (page.wait_for_timeout(700), route.continue_())[0])
    page.add_init_script(
        """window.seen = [];
        const look = () => {
          const part = document.querySelector('.guide-static');
          if (part) seen.push(getComputedStyle(part).visibility + ' ' + getComputedStyle(part).display);
          if (!document.documentElement.classList.contains('guide-on')) requestAnimationFrame(look);
        };
        requestAnimationFrame(look);"""
    )
    page.goto(f"{guides}hall/")
    expect(page.locator(".guide-step")).to_be_visible()
    seen = page.evaluate("seen")
    assert len(seen) > 3 and not [one for one in seen if one.startswith("visible") and not one.endswith("none")]


def test_what_is_not_shown_is_not_fetched(new_page: NewPage, guides: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{guides}general-power/", wait_until="networkidle")
    assert [url for url in asked if "/pictures/" in url] == []
    page.get_by_role("link", name="Show the whole guide").click()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/pictures/overview" in url], "pictures come with the whole guide"


def test_storage_forbidden(new_page: NewPage, guides: str) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('barred', 'SecurityError'); } })")
    page.goto(f"{guides}hall/")
    to_result(page)
    assert shown(page) == "outcome lend"


def test_from_a_folder_without_a_server(new_page: NewPage, guides_folder: Path) -> None:
    page = new_page()
    page.goto((guides_folder / "guides" / "hall" / "index.html").as_uri())
    to_result(page)
    assert shown(page) == "outcome lend"
    page.go_back()
    assert question(page) == "What is paid for the hall?"


# Ways in


def test_by_keyboard_alone(hall: Page) -> None:
    def tab_to(name: str) -> None:
        for _ in range(60):
            hall.keyboard.press("Tab")
            if hall.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()").startswith(name):
                return
        pytest.fail(f"{name} is not reached by Tab")

    def leave(*keys: str) -> None:
        for key in keys:
            hall.keyboard.press(key)
        tab_to("Continue")
        ring = hall.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid", "the ring is seen"
        hall.keyboard.press("Enter")

    tab_to("England")
    leave("ArrowDown", "ArrowDown")
    assert hash_of(hall) == "#v=2&nation=scotland"
    tab_to("Yes")
    leave("Space")
    tab_to("Yes")
    leave("ArrowDown")
    tab_to("These steps are done")
    hall.keyboard.press("Enter")
    tab_to("Books")
    leave("Space")
    hall.keyboard.press("Tab")
    while hall.evaluate("document.activeElement.tagName") != "INPUT":
        hall.keyboard.press("Tab")
    hall.keyboard.type("1000.01")
    hall.keyboard.press("Enter")
    assert shown(hall) == "outcome dear"
    tab_to("Change")
    hall.keyboard.press("Enter")
    assert question(hall) == "Which nation's law applies to your council?"


def test_by_touch_on_a_phone(browser: Browser, guides: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{guides}hall/")
    page.locator(".guide-step").get_by_text("England", exact=True).tap()
    page.get_by_role("button", name="Continue").tap()
    assert question(page) == "Is the hall free on the day?"
    context.close()


@pytest.mark.parametrize("address", ["", "#v=2&nation=england&hall=yes&permit=no", "#v=2&nation=england&hall=yes&permit=yes&kinds=food&price=10"])
def test_targets_are_forty_four_pixels(new_page: NewPage, guides: str, address: str) -> None:
    page = new_page(width=320)
    page.goto(f"{guides}hall/{address}")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.guide-app :is(.guide-step label, .guide-step input, button, .guide-answers__change a, .guide-app__ways a, .guide-app__back a)')]
          .filter((one) => one.checkVisibility() && (one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44))
          .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


STATES: dict[str, Callable[[Page], None]] = {
    "question": lambda page: pick(page, "Wales"),
    "error": go_on,
    "boxes": lambda page: (page.goto(page.url + "#v=2&nation=england&hall=yes&permit=yes"), None)[1],
    "amount": lambda page: (page.goto(page.url + "#v=2&nation=england&hall=yes&permit=yes&kinds=food"), None)[1],
    "pause": lambda page: (page.goto(page.url + "#v=2&nation=england&hall=yes&permit=no"), None)[1],
    "result": lambda page: (page.goto(page.url + "#v=2&nation=wales&hall=yes&permit=no&permit.then=open&kinds=food&price=10"), None)[1],
    "older": lambda page: (page.goto(page.url + "#v=1&nation=wales&hall=perhaps"), None)[1],
    "whole": lambda page: (page.goto(page.url + "#all"), None)[1],
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe(new_page: NewPage, guides: str, state: str, dark: bool, width: int) -> None:
    page = new_page(width=width, dark=dark)
    page.goto(f"{guides}hall/")
    STATES[state](page)
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing scrolls sideways"


@pytest.mark.parametrize("state", ["question", "error", "pause", "result"])
def test_forced_colours_keep_every_edge(browser: Browser, guides: str, state: str) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{guides}hall/")
    STATES[state](page)
    sheet = page.locator(".guide-step:visible, .guide-end:visible")
    assert sheet.evaluate("(one) => getComputedStyle(one).borderTopStyle") == "solid"
    if state == "error":
        assert page.locator(".guide-problem").evaluate("(one) => getComputedStyle(one).borderTopStyle") == "solid"
        expect(page.locator(".guide-error")).to_contain_text("Error:")
    if state in ("pause", "result"):
        expect(page.locator(".guide-end .status").first).to_have_text(re.compile("Pause|You can"))
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0, "nothing moves"
    context.close()


# Paper


def test_paper_holds_the_result_at_a_result_and_else_the_whole_guide(hall: Page) -> None:
    pick(hall, "England")
    hall.emulate_media(media="print")
    expect(hall.locator("section#price")).to_be_visible()
    expect(hall.locator(".guide-app")).to_be_hidden()
    hall.emulate_media(media="screen")
    # What the guide itself prints: where the record has loaded, it stands in its place (test_record.py).
    hall.route("**/record.js", lambda route: route.abort())
    hall.goto(hall.url.split("#")[0] + "#v=2&nation=england&hall=no")
    hall.reload()
    hall.emulate_media(media="print")
    expect(hall.locator(".guide-end__title")).to_be_visible()
    expect(hall.locator(".guide-answers")).to_be_visible()
    expect(hall.locator("section#price")).to_be_hidden()
    for control in hall.locator(".guide-app :is(button, [data-back], .guide-answers__change a, .guide-app__ways a)").all():
        expect(control).to_be_hidden()


@pytest.mark.parametrize(("button", "whole"), [("Print this result", False), ("Print the whole guide", True)])
def test_two_buttons_say_what_is_printed(new_page: NewPage, guides: str, button: str, whole: bool) -> None:
    page = new_page()
    page.add_init_script("window.print = () => { window.printed = document.documentElement.className; };")
    page.route("**/record.js", lambda route: route.abort())  # the record brings a button of its own
    page.goto(f"{guides}hall/#v=2&nation=england&hall=no")
    page.get_by_role("button", name=button).click()
    assert ("guide-print-whole" in page.evaluate("printed")) is whole
    page.emulate_media(media="print")
    assert page.locator("section#price").is_visible() is whole
    assert page.locator(".guide-end").is_visible() is not whole
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("section#price")).to_be_hidden()


# Measures


def test_engine_and_pages_stay_small(site_folder: Path) -> None:
    pytest.importorskip("minify", reason="the minifier has no wheel for Apple processors")
    scripts = site_folder / "assets" / "scripts"
    (joined,) = (path for path in scripts.glob("*.js") if path.name.startswith("guide-engine--guide-app--record."))
    engine, pages, record = ((scripts / f"{name}.js").read_bytes() for name in joined.stem.split("--"))
    assert joined.read_bytes() == b";\n".join((engine, pages, record)), "what a reader loads"
    assert len(gzip.compress(b";\n".join((engine, pages)), 9)) <= BUDGET


def test_nothing_jumps_from_step_to_step(new_page: NewPage, guides: str) -> None:
    """On the real guide, with a processor six times slower: press to the next frame, median of the first walk."""
    page = new_page(width=360, height=740)
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) shift += one.value; }))
          .observe({ type: 'layout-shift', buffered: true });"""
    )
    page.goto(f"{guides}general-power/")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    times = page.evaluate(
        """async () => {
          const times = [];
          const yes = ['purpose_written', 'individual', 'report', 'consultation', 'interests', 'decision_maker', 'commons_body'];
          const other = { main_purpose: 'social', project: 'commons', commons_role: 'neither', protection: 'lock' };
          while (!CommonsSense.guide.now) {
            const inputs = [...document.querySelectorAll('.guide-step input')];
            const id = document.querySelector('[data-in-whole]').hash.slice(1);
            (inputs.find((one) => one.value === (yes.includes(id) ? 'yes' : other[id] || 'no')) || inputs[0]).click();
            const start = performance.now();
            document.querySelector('.guide-step button').click();
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            times.push(performance.now() - start);
          }
          return times;
        }"""
    )
    median = sorted(times)[len(times) // 2]
    print(f"\n{len(times)} steps, median {median:.0f} ms, longest {max(times):.0f} ms, layout shift {page.evaluate('shift'):.4f}")
    assert len(times) > 15  # how long they took is printed (`pytest -s`): a slow machine is no fault
    assert page.evaluate("shift") <= 0.02
