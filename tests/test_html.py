"""From text to HTML, where texts come from anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

from macros import html
from macros.references import Reference, Target


def resolve(reference: Reference) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(reference.name, reference.label or reference.name)


def markdown(text: str) -> str:
    return html.markdown(text, resolve)


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg onload=alert(1)>",
    "<iframe src=https://example.org></iframe>",
    "<style>body{display:none}</style>",
    '<a href="https://example.org" onclick="alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//example.org/elsewhere)",
    "[x](http://example.org)",
    "[x](https://example.org 'title\" onmouseover=alert(1) ')",
    "![x](https://example.org/pixel.gif)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<https://example.org/\"onmouseover=alert(1)>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "| <script>a</script> |\n|---|\n| <b onclick=a()>b</b> |",
    "[[law:\"><script>alert(1)</script>]]",
    "[[law:x|<img src=x onerror=alert(1)>]]",
    "[[law:x|](javascript:alert(1))]]",
    "[a [[law:x]] b](javascript:alert(1))",
    "[a](https://example.org/[[law:x]])",
    "\ue0000\ue001 <b>\ue0001\ue001</b>",
    "<!-- --><script>alert(1)</script><!-- -->",
    "<?php echo 1 ?>",
    "<x-y is=z style='position:fixed'>x</x-y>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr<script>ipt>alert(1)</script>",
    '"><img src=x>',
    "{{ 7 * 7 }} {% raw %}",
]
ALLOWED = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "code", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}


def check(rendered: str) -> None:
    """Only the fixed set of tags, no attribute but a link's address, and no address that could run or lead astray."""
    for node in LexborHTMLParser(rendered).css("body *"):
        assert node.tag in ALLOWED, rendered
        assert set(node.attributes) <= ({"href"} if node.tag == "a" else set()), rendered
        address = node.attributes.get("href")
        if address is not None:
            assert address.startswith(("https://", "mailto:", "#", "./", "../")) or ":" not in address, rendered
            assert not address.startswith("//"), rendered


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_text(text: str) -> None:
    check(markdown(text))
    check(html.inline(text, resolve))


@given(st.lists(st.sampled_from([*HOSTILE, "[", "](", ")", "[[law:x]]", "**", "`", "\n\n", "> ", "<", ">", '"', "a b"]),
                max_size=8))
def test_hostile_texts_together_come_out_as_text(parts: list[str]) -> None:
    check(markdown("".join(parts)))


@given(st.text(max_size=80))
def test_any_text_comes_out_without_markup_of_its_own(text: str) -> None:
    check(markdown(text))


@pytest.mark.parametrize(("text", "rendered"), [
    ("Plain.", "<p>Plain.</p>"),
    ("**Strong** and *said*", "<p><strong>Strong</strong> and <em>said</em></p>"),
    ("One\n\nTwo", "<p>One</p>\n<p>Two</p>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("[the Act](https://example.org/a?b=1&c=2)", '<p><a href="https://example.org/a?b=1&amp;c=2">the Act</a></p>'),
    ("[below](#part)", '<p><a href="#part">below</a></p>'),
    ("Less < more & more", "<p>Less &lt; more &amp; more</p>"),
    ("| a | b |\n|---|---|\n| 1 | 2 |",
     "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>"),
    ("See [[law:x|the law]].", '<p>See <a href="#x">the law</a>.</p>'),
])
def test_markdown_becomes(text: str, rendered: str) -> None:
    assert markdown(text) == rendered


def test_a_reference_keeps_the_characters_that_markdown_would_take_for_its_own() -> None:
    assert markdown("[[law:a_b_c]] and [[law:d*e*f]]") == '<p><a href="#a_b_c">a_b_c</a> and <a href="#d*e*f">d*e*f</a></p>'


def test_an_inline_field_has_no_paragraph_round_it_unless_it_has_two() -> None:
    assert html.inline("One *line*.", resolve) == "One <em>line</em>."
    assert html.inline("One\n\nTwo", resolve) == "<p>One</p>\n<p>Two</p>"


def test_plain_text_has_references_in_words_and_no_markup() -> None:
    said = html.plain("**The** [Act](https://example.org) says\n\n[[law:x|so]], 1 < 2 & 3", lambda r: r.label or r.name)
    assert said == "The Act says so, 1 < 2 & 3"


def test_nothing_that_macros_emit_has_blank_lines_or_indentation() -> None:
    assert html.flat("<ul>\n\n   <li>a</li>\n \n</ul>\n") == "<ul>\n<li>a</li>\n</ul>"


@pytest.mark.parametrize("part", ['"><script>', "<b>", "&amp;", "it's"])
def test_what_a_link_shows_is_escaped(part: str) -> None:
    target = Target(part, "page.md", definition=part)
    linked = html.link(target, f"#{part}", "tip-1")
    assert str(escape(part)) in linked
    assert "<script>" not in linked
    assert "<b>" not in linked


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(lambda t: t.strip()))
def test_a_heading_shows_its_title_as_it_is(title: str) -> None:
    import markdown as engine

    made = engine.markdown(html.heading(2, title, "anchor"), extensions=["attr_list", "footnotes", "abbr", "md_in_html"])
    node = LexborHTMLParser(made).css_first("h2")
    assert node is not None
    assert node.attributes == {"id": "anchor"}
    assert node.text() == " ".join(title.split())
