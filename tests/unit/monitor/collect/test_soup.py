from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.markup import Line, lines_of, parse_page
from monitor.collect.soup import attribute, first_match, matches, parse_soup, soup_lines, soup_text
from monitor.core.errors import ParseError

TAGS = ["p", "div", "b", "a", "span", "li", "td", "h3", "em"]


@st.composite
def _markup(draw: st.DrawFn) -> str:
    """Fragments as papers write them: blocks and inline tags nested, unclosed, with scripts and comments between."""
    leaf = st.one_of(
        st.sampled_from(["Trường ", "học ", "<br>", " ", "\n", "<script>x</script>", "<!-- y -->", "&amp;", "<hr/>"]),
        st.text("aăâđêô 12.", max_size=6),
    )
    nested = st.recursive(
        leaf,
        lambda inner: st.builds(
            lambda tag, parts, close: f"<{tag}>{''.join(parts)}{f'</{tag}>' if close else ''}",
            st.sampled_from(TAGS),
            st.lists(inner, max_size=4),
            st.booleans(),
        ),
        max_leaves=12,
    )
    return f"<html><body>{''.join(draw(st.lists(nested, max_size=5)))}</body></html>"


@given(_markup())
def test_both_readers_see_the_same_lines(html: str) -> None:
    soup, root = parse_soup(html.encode()), parse_page(html)
    assert soup is not None
    assert list(soup_lines(soup)) == list(lines_of(root))


def test_lines_break_at_blocks_and_leave_out_what_is_not_shown() -> None:
    soup = parse_soup("<div>Một <b>hai</b><p>ba <a>bốn</a></p><style>s</style><!-- c -->năm<br>sáu</div>".encode())
    assert soup is not None
    assert list(soup_lines(soup)) == [
        Line("Một hai", 0.0),
        Line("ba bốn", 3 / 5),
        Line("năm", 0.0),
        Line("sáu", 0.0),
    ]
    assert soup_text(soup) == "Một hai ba bốn năm sáu"


def test_a_block_may_match_itself() -> None:
    soup = parse_soup(b"<div class=a><p class=a>x</p></div>")
    assert soup is not None
    block = first_match(soup, "div")
    assert block is not None
    assert [tag.name for tag in matches(block, ".a")] == ["div", "p"]
    assert first_match(block, "h1") is None


def test_attributes_are_text_whatever_the_library_makes_of_them() -> None:
    soup = parse_soup(b"<p class='a b' title=t>x</p>")
    assert soup is not None
    tag = first_match(soup, "p")
    assert tag is not None
    assert [attribute(tag, name) for name in ("class", "title", "href")] == ["a b", "t", ""]


@pytest.mark.parametrize("selector", ["p >", "", "h1:first", "p::text"])
def test_bad_selectors_are_an_error_of_ours(selector: str) -> None:
    soup = parse_soup(b"<p>x</p>")
    assert soup is not None
    with pytest.raises(ParseError, match="not understood"):
        list(matches(soup, selector))


@pytest.mark.parametrize("body", [b"", b" \n", b"\x00", b"<!-- x -->", b"<!doctype html>"])
def test_pages_without_an_element_are_none(body: bytes) -> None:
    assert parse_soup(body) is None
