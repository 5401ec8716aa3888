"""The user guide in place: `docs/huong-dan.md`, rendered without any markup of its own."""

from __future__ import annotations

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
    return visit.page("help.html", guide=rendered(text))


def rendered(text: str) -> Markup:
    """Markdown as HTML; HTML in it is shown as text. The page has its own first heading, so headings start at 2."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        tokens = tokens[3:]  # a heading is three tokens: its beginning, its text, its end
    html = reader.renderer.render(tokens, reader.options, {})
    return Markup(html)  # noqa: S704 - the renderer escapes, and HTML is off
