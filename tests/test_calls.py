"""Calls in pages: what the site engine could not make is a finding. More stands in tests/fixtures/broken/calls.md."""

import pytest

from macros import author
from macros.calls import MACROS, call_faults


def test_the_names_are_those_of_the_macros() -> None:
    assert tuple(macro.__name__ for macro in author.MACROS) == MACROS


@pytest.mark.parametrize("text", [
    "", "Text with } and { and ).", '{{ provisions("pv.test-1",\n   "test_act s1") }}', "{{ hooks() }}",
    "{{ page.title }}", "{% raw %}{{ nothing( }}{% endraw %}", "{# {{ a remark #}",
])
def test_a_sound_page_has_no_fault(text: str) -> None:
    assert call_faults(text) == []


@pytest.mark.parametrize(("text", "line", "message", "advice"), [
    ('\n{{ provision("a") }}', 2, 'There is no macro "provision".', 'Did you mean "provisions"?'),
    ("{{ hooks( }}", 1, "This call is not closed.", "Close it: {{ hooks() }}"),
    ("One.\n\n{{ hooks(\n\nTwo.\n\n{{ forms() }}\n", 3, "This call is not closed.", "Close it: {{ hooks() }}"),
    ('{{ provisions("a', 1, "This call is not closed.", 'Close it: {{ provisions("a") }}'),
    ("{{ hooks() }\n\nText.", 1, "This call is not closed.", "Close it: {{ hooks() }}"),
    ("{{ provisions(pv.gpc-1 la2011) }}", 1, "This call cannot be read: expected token ',', got 'la2011'.",
     'Write it as {{ provisions("pv.gpc-1", "la2011 s1") }}'),
    ("{{ hooks }}", 1, '"hooks" is named and not called.', "Write {{ hooks() }}"),
    ("{# never closed", 1, "What opens with {# cannot be read: Missing end of comment tag.",
     "Close it; or, if it is only shown, put {% raw %} before it and {% endraw %} after it."),
])
def test_a_call_that_cannot_be_made(text: str, line: int, message: str, advice: str) -> None:
    assert call_faults(text) == [(line, message, advice)]


def test_every_fault_of_a_page_comes_at_once() -> None:
    faults = call_faults("{{ hooks( }}\n{{ form() }}\n{{ provisions(\u201ca\u201d) }}\n{% if %}\n")
    assert [line for line, _, _ in faults] == [1, 2, 3, 4]
