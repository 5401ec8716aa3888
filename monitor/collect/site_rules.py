"""How known papers lay out an article: selectors by host.

Source of the table: containers that public scrapers of these papers name. Old and new values are both kept, because
archives keep the old page. Papers of one publishing system share a rule. A rule that finds nothing does no harm: the
generic reader comes next.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache

from monitor.collect.urls import host_of

_ALTERNATIVES = re.compile(r"[,:\\]|\[(?!(?:itemprop|rel)=[\"']?[\w-]+[\"']?\])")
_NAMES = re.compile(r"[.#]([\w-]+)|\[(?:itemprop|rel)=[\"']?([\w-]+)")


@dataclass(frozen=True, slots=True)
class SiteRule:
    """Selectors, each tried in order; empty = leave it to the generic reader. `captions`: keep those of pictures."""

    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    captions: bool = False


_VNEXPRESS = SiteRule(
    title=("h1.title-detail", "h1.title_news_detail"),
    lead=("p.description", "h2.description", "h3.short_intro"),
    body=("article.fck_detail", "div.fck_detail"),
    drop=("#article-end", ".box-tinlienquanv2", ".list-news", ".width_common.box-category"),
    published=("span.date", "span.time"),
    author=("p.author_mail", "p.author"),
    captions=True,
)
_AFCBC = SiteRule(
    title=("h1.detail-title", "h1.article-title", "h1.title-detail"),
    lead=("h2.detail-sapo", ".detail-sapo", "h2.sapo", "h2.knc-sapo"),
    body=("div.detail-content.afcbc-body", "div.afcbc-body", "#main-detail-body", ".detail-content", ".knc-content"),
    drop=(
        "div.VCSortableInPreviewMode",
        ".link-inline-content",
        ".knc-relate-wrapper",
        "#listNewsInContent",
        ".kbwscwlrl-content",
    ),
    published=(".detail-time", "div.date-time", "span.pdate", ".detail-info time"),
    author=(".detail-author", ".author-info .name", ".detail-info .author"),
)
_CMS_BODY = SiteRule(
    title=("h1.article__title",),
    lead=("h2.article__sapo", ".article__sapo"),
    body=("div.article__body", "div.cms-body"),
    drop=(".article-relate", ".article__related", ".article__relate"),
    published=("time.time", ".article__meta time", ".article__time"),
    author=(".article__author .name", ".article__author"),
)
_DANTRI = SiteRule(
    title=("h1.title-page", "h1"),
    lead=(".singular-sapo", "h2.sapo"),
    body=("div.singular-content", "#desktop-in-article", '[data-slot="content"]', "#divNewsContent"),
    drop=(".article-business", ".news-tag"),
    published=("time.author-time", "span.tt-capitalize"),
    author=(".author-name",),
)
_DONG_KHOI = SiteRule(
    lead=(".detail-desc p", ".detail-desc"),
    body=("#newscontents .content-fck", "div.content-fck", "#newscontents"),
)
_RULES: dict[str, SiteRule] = {
    "vnexpress.net": _VNEXPRESS,
    **dict.fromkeys(
        ("tuoitre.vn", "thanhnien.vn", "nld.com.vn", "kenh14.vn", "soha.vn", "cafef.vn", "chinhphu.vn", "vtv.vn"),
        _AFCBC,
    ),
    "dantri.com.vn": _DANTRI,
    **dict.fromkeys(
        ("tienphong.vn", "nhandan.vn", "vietnamplus.vn", "baolaocai.vn", "giaoducthoidai.vn", "sggp.org.vn", "plo.vn"),
        _CMS_BODY,
    ),
    "vietnamnet.vn": SiteRule(
        lead=("h2.content-detail-sapo",),
        body=("#ArticleContent", "div.ArticleContent"),
        drop=("div.ck-cms-insert-neww-group",),
    ),
    "znews.vn": SiteRule(
        title=("h1.the-article-title",),
        lead=("p.the-article-summary",),
        body=("div.the-article-body",),
        drop=("#innerarticle",),
        author=(".the-article-credit",),
    ),
    "baochinhphu.vn": _AFCBC,
    "vtcnews.vn": SiteRule(lead=("h2.font18.bold.inline-nb",), body=("div.edittor-content",)),
    "cand.com.vn": SiteRule(lead=("div.box-des-detail",), body=("div.detail-content-body",), drop=(".simplebox",)),
    "qdnd.vn": SiteRule(lead=("div.post-summary",), body=("div.post-content",)),
    **dict.fromkeys(("baovinhlong.vn", "baovinhlong.com.vn", "baodongkhoi.vn", "baocantho.com.vn"), _DONG_KHOI),
    "24h.com.vn": SiteRule(lead=("h2#article_sapo",), body=("article#article_body",)),
    "laodong.vn": SiteRule(title=("h1",), published=("time.f-datetime",)),
}

GENERIC = SiteRule(
    title=("h1[itemprop=headline]", "h1.title-detail", "h1.detail-title", "h1.article__title", "h1.title-page"),
    lead=("h2.detail-sapo", ".singular-sapo", "h2.article__sapo", "p.description", ".sapo", ".chapo", ".detail-desc"),
    body=(
        "[itemprop=articleBody]",
        ".singular-content",
        ".detail-content",
        "#main-detail-body",
        ".fck_detail",
        ".the-article-body",
        ".article__body",
        ".article-body",
        ".content-fck",
        ".entry-content",
    ),
    published=("[itemprop=datePublished]", "span.date", "time[datetime]", ".detail-time", ".post-date", ".ngay-dang"),
    author=("p.author_mail", "[rel=author]", "[itemprop=author]", ".author-name", ".article__author", ".tac-gia"),
)
"""What one aggregator tries on any page, in its order."""


def rule_for(url: str) -> SiteRule | None:
    """Return the rule of the address's host or of a parent of it, or None."""
    labels = host_of(url).split(".")
    for start in range(len(labels) - 1):
        rule = _RULES.get(".".join(labels[start:]))
        if rule is not None:
            return rule
    return None


@dataclass(frozen=True, slots=True)
class Layout:
    """The selectors to try on one page, most specific first: the source's own, the site's, the generic ones."""

    rules: tuple[SiteRule, ...] = field(default=())

    def of(self, name: str) -> tuple[str, ...]:
        """All selectors of one kind (`title`, `lead`, `body`, `drop`, `published`, `author`)."""
        return tuple(selector for rule in self.rules for selector in getattr(rule, name))

    def that_fit(self, names: AbstractSet[str]) -> Layout:
        """The same without selectors that ask for a class, id, itemprop or rel which no element of a page has.

        Most selectors of a page are of other layouts, and each asked in vain costs a walk through the whole tree.
        """
        return Layout(tuple(_fitting(rule, names) for rule in self.rules))

    @property
    def captions(self) -> bool:
        """Whether captions belong to the text of this page."""
        return any(rule.captions for rule in self.rules)


def _fitting(rule: SiteRule, names: AbstractSet[str]) -> SiteRule:
    kept = {
        part: tuple(selector for selector in getattr(rule, part) if _needed_names(selector) <= names)
        for part in ("title", "lead", "body", "drop", "published", "author")
    }
    return replace(rule, **kept)  # type: ignore[arg-type]  # all six are tuples of selectors


@lru_cache(maxsize=2048)
def _needed_names(selector: str) -> frozenset[str]:
    """Names without which a selector finds nothing; none for one with alternatives, negations or escapes."""
    if _ALTERNATIVES.search(selector):
        return frozenset()
    return frozenset(first or second for first, second in _NAMES.findall(selector))
