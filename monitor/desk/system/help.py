"""The user guide in place: `docs/huong-dan.md`, rendered without any markup of its own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from fastapi.responses import Response
from markdown_it import MarkdownIt
from markupsafe import Markup

from monitor.core.accounts import Permission
from monitor.desk.pages import Pages
from monitor.desk.visits import Visiting

pages = Pages()

GUIDE = Path("docs") / "huong-dan.md"
_MISSING = "Chưa có tệp hướng dẫn trong bản cài này. Hãy hỏi cán bộ công nghệ thông tin."


@pages.get("/huong-dan", may=Permission.SIGNED_IN)
def guide(visit: Visiting) -> Response:
    """The guide for staff."""
    path = visit.app.settings.home / GUIDE
    text = path.read_text("utf-8") if path.is_file() else _MISSING
    html, contents = with_contents(text)
    return visit.page("help.html", guide=html, contents=contents)


def rendered(text: str) -> Markup:
    """Markdown as HTML; HTML in it is shown as text. The page has its own first heading, so headings start at 2."""
    return with_contents(text)[0]


def with_contents(text: str) -> tuple[Markup, tuple[tuple[str, str], ...]]:
    """The text as `rendered`, and its sections: anchors and names."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        tokens = tokens[3:]  # a heading is three tokens: its beginning, its text, its end
    contents: list[tuple[str, str]] = []
    for heading, name in pairwise(tokens):
        if heading.type == "heading_open" and heading.tag == "h2":
            contents.append((f"muc-{len(contents) + 1}", name.content))
            heading.attrSet("id", contents[-1][0])
    html = reader.renderer.render(tokens, reader.options, {})
    return Markup(html), tuple(contents)  # noqa: S704 - the renderer escapes, and HTML is off
