"""What reading one article page costs and how much of the article comes out, beside trafilatura and `get_text`.

Usage: python -m bench.extract [--quick] [--rounds N] [--papers DIR]

Pages: every article of the demo city, as its server sends it (short, clean pages); and, where the generator of
newspapers lies beside the checkout, pages of 70 kB with menus, comments, related links and five layouts. Both are
generated text: the figures compare costs and show gross errors, they are no proof of quality on the real press.
`ours` reads a page as that of an unknown site; `ours, own selectors` with those that the source declares.
Every reader gives body and metadata (title, author, time) except `get_text`, the floor of what BeautifulSoup costs.
A line that only repeats the title or the author counts for nobody and against nobody.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

import trafilatura
from bs4 import BeautifulSoup

from bench._rounds import Case, measure, table
from monitor.collect.extract import extract
from monitor.core.sources import Source
from monitor.core.text import lower, nfc
from monitor.demo.city import Published, load_city
from monitor.demo.server import CityServer, article_path, sources_of

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ROOT.parent / "shared" / "bench"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""After every page's date."""

BASE = "trafilatura"
ROUNDS = 7
QUICK_SHARE = 4
"""A quick run reads every fourth page, once."""

PAPER_SITES = 10
PAPER_ARTICLES = 4
_PAPER_SEED = 7


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the text that is really in it (lead and body), lines that may stand beside it, its source if any."""

    url: str
    html: bytes
    truth: str
    beside: frozenset[str]
    source: Source | None = None


Reader = Callable[[Page], str]


def ours(page: Page) -> str:
    """The product's reader on a page of a site it does not know."""
    article = extract(page.html, url=page.url, now=NOW)
    return f"{article.lead or ''}\n{article.text}"


def ours_with_selectors(page: Page) -> str:
    """The product's reader with the selectors of the page's source."""
    article = extract(page.html, url=page.url, source=page.source, now=NOW)
    return f"{article.lead or ''}\n{article.text}"


def by_trafilatura(page: Page) -> str:
    """Trafilatura as it comes, comments and tables off, metadata on."""
    return _trafilatura(page, fast=False)


def by_trafilatura_fast(page: Page) -> str:
    """Trafilatura without its second thoughts."""
    return _trafilatura(page, fast=True)


def by_get_text(page: Page) -> str:
    """All text of the page, menus included."""
    return BeautifulSoup(page.html, "lxml").get_text("\n", strip=True)


def _trafilatura(page: Page, *, fast: bool) -> str:
    found: Any = trafilatura.bare_extraction(
        page.html, url=page.url, fast=fast, include_comments=False, include_tables=False, with_metadata=True
    )
    return found.text or "" if found else ""


def demo_pages() -> list[Page]:
    """Every article of the demo city, as its server answers for it."""
    city = load_city(ROOT / "data" / "demo")
    server = CityServer(city, lambda: city.end)
    server.start()
    try:
        sources = {source.id: source for source in sources_of(city, server)}
        rows = [row for row in city.published if row.title and row.lead]
        return [_demo_page(server, row, sources[row.outlet]) for row in rows]
    finally:
        server.stop()


def _demo_page(server: CityServer, row: Published, source: Source) -> Page:
    path = f"/{row.outlet}/{article_path(row)}"
    html = server.answer(path)[2].encode()
    return Page(server.base + path, html, _joined(row.lead, row.paragraphs), _beside(row.title, row.author), source)


def paper_pages(folder: Path) -> list[Page]:
    """Pages of the generated newspapers, a few of each; empty when the generator is not there."""
    if not (folder / "newssite.py").is_file():
        return []
    sys.path.insert(0, str(folder))
    newssite, world = importlib.import_module("newssite"), importlib.import_module("vitext").World(_PAPER_SEED)
    articles = [world.article(site, number) for site in range(PAPER_SITES) for number in range(PAPER_ARTICLES)]
    base = "http://127.0.0.1"
    return [
        Page(base + a.path, newssite.page(a, base), _joined(a.sapo, a.paras), _beside(a.title, a.author))
        for a in articles
    ]


def _joined(lead: str, paragraphs: Sequence[str]) -> str:
    return "\n".join([lead, *paragraphs])


def _beside(*lines: str | None) -> frozenset[str]:
    return frozenset(line for line in lines if line)


def token_f1(got: str, page: Page) -> float:
    """F1 of the words of a text against those of the page's truth, each as often as it stands there. In [0, 1]."""
    lines = [line for line in got.splitlines() if line.strip() not in page.beside]
    found, truth = (Counter(lower(nfc(text)).split()) for text in ("\n".join(lines), page.truth))
    common = (found & truth).total()
    return 2 * common / (found.total() + truth.total()) if common else 0.0


def compare(title: str, pages: list[Page], *, rounds: int) -> str:
    """Let every reader read every page; the first time for quality, then against the clock."""
    readers: dict[str, Reader] = {"ours": ours}
    if any(page.source for page in pages):
        readers["ours, own selectors"] = ours_with_selectors
    readers |= {BASE: by_trafilatura, "trafilatura, fast": by_trafilatura_fast, "get_text": by_get_text}
    scores = {name: [token_f1(read(page), page) for page in pages] for name, read in readers.items()}
    cases = [Case(name, _all(read, pages)) for name, read in readers.items()]
    rows = [
        [
            timing.name,
            timing.cpu_ms(len(pages)),
            timing.ratios,
            f"{fmean(scores[timing.name]):.3f}",
            f"{min(scores[timing.name]):.3f}",
        ]
        for timing in measure(cases, base=BASE, rounds=rounds)
    ]
    size = fmean(len(page.html) for page in pages) / 1000
    heading = f"Extraction, {title}: {len(pages)} pages of {size:.0f} kB, {rounds} rounds"
    return table(heading, ("reader", "CPU ms/page", f"÷ {BASE} [range]", "F1", "lowest"), rows)


def _all(read: Reader, pages: list[Page]) -> Callable[[], object]:
    return lambda: [read(page) for page in pages]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="every fourth page, one round")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--papers", type=Path, default=PAPERS, help="folder of the generator of newspapers")
    args = parser.parse_args()
    step, rounds = (QUICK_SHARE, 1) if args.quick else (1, max(1, args.rounds))
    for title, pages in (("demo city", demo_pages()), ("generated newspapers", paper_pages(args.papers))):
        if pages:
            print(compare(title, pages[::step], rounds=rounds), end="\n\n")
        else:
            print(f"Extraction, {title}: left out, no generator in {args.papers.name}/", end="\n\n")


if __name__ == "__main__":
    main()
