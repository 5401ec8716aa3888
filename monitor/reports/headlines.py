"""The stories most told, and the good ones: what a reader wants to open. Pure.

Reach is counted in independent origins first (one outlet or author is one voice), then in items, reprints included.
Titles are masked, and name no school where a child was harmed; a link is given to what an outlet, page or group made
public, never to a private profile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.core.incidents import Incident
from monitor.core.items import PRESS_CHANNELS, Channel, Item
from monitor.core.labels import Sentiment, Severity
from monitor.core.plan import Plan
from monitor.core.privacy import mask
from monitor.core.public_names import without_school
from monitor.reports.counting import CountedItem
from monitor.reports.incident_lines import is_restricted
from monitor.stories.voices import independent_origins

TOP_STORIES = 8
NO_NAMES: Mapping[str, str] = {}
"""Names of sources by id; without one an outlet is called by its host."""
NO_CASES: Mapping[str, Incident] = {}
GOOD_NEWS = 5
TITLE_CHARS = 140
"""Longer titles, and posts without one, are cut at a word near here."""

_PRIVATE = frozenset({Channel.FACEBOOK_PROFILE, Channel.COMMENT, Channel.MANUAL})
_OUTLETS = PRESS_CHANNELS | {Channel.AGGREGATOR}


@dataclass(frozen=True, slots=True)
class Headline:
    """One story as a line.

    `url` is None when nothing public is to be opened; `outlet` is a name, a host name, or empty then. `titled` is false
    for a post without a title of its own, of which `title` is the beginning. `origins` are independent voices (at least
    1), `copies` reprints; both within the reported time.
    """

    item_id: str
    title: str
    outlet: str
    url: str | None
    origins: int
    copies: int
    sentiment: Sentiment
    level: Severity
    theme: str | None
    titled: bool = True


def top_stories(
    items: Sequence[CountedItem],
    *,
    plan: Plan,
    limit: int = TOP_STORIES,
    names: Mapping[str, str] = NO_NAMES,
    cases: Mapping[str, Incident] = NO_CASES,
) -> tuple[Headline, ...]:
    """The stories with most voices, then most items, then the gravest, then the earliest; none of another province.

    `cases` are the incidents by story: where a child was harmed, the school is not named.
    """
    stories = _by_story(items)
    ranked = sorted(stories, key=lambda members: (-_origins(members), -len(members), -_level(members)))
    return tuple(_headline(members, plan, names, cases.get(members[0].story_id)) for members in ranked[:limit])


def good_news(
    items: Sequence[CountedItem], *, plan: Plan, limit: int = GOOD_NEWS, names: Mapping[str, str] = NO_NAMES
) -> tuple[Headline, ...]:
    """Stories of good work, the surest and most told first."""
    stories = [
        members
        for members in _by_story(items)
        if any(m.labels.good_news.value for m in members if m.copy_of is None)
        and not any(m.labels.sentiment is Sentiment.NEGATIVE for m in members if m.copy_of is None)
    ]
    ranked = sorted(stories, key=lambda members: (-_origins(members), -max(m.labels.good_news.score for m in members)))
    return tuple(_headline(members, plan, names) for members in ranked[:limit])


def _by_story(items: Sequence[CountedItem]) -> list[list[CountedItem]]:
    stories: defaultdict[str, list[CountedItem]] = defaultdict(list)
    for counted in items:
        if counted.ours:
            stories[counted.story_id].append(counted)
    return list(stories.values())


def _origins(members: Sequence[CountedItem]) -> int:
    """At least one: a story of which only reprints fall into the time has its origin before it."""
    return max(1, independent_origins([m.item for m in members], {m.item.id: m.copy_of for m in members}))


def _level(members: Sequence[CountedItem]) -> Severity:
    return max(m.labels.severity for m in members)


def _headline(
    members: Sequence[CountedItem], plan: Plan, names: Mapping[str, str], case: Incident | None = None
) -> Headline:
    originals = [m for m in members if m.copy_of is None] or list(members)
    first = min(originals, key=_rank)
    themes = first.labels.themes
    title, url = _title(first.item, case), _link(first.item)
    hidden = next((k.id for m in originals for k in m.labels.incident_types if is_restricted(k.id, plan)), None)
    if hidden is not None:
        title, url = f"{plan.incident_type(hidden).name} (thông tin hạn chế)", None
    return Headline(
        item_id=first.item.id,
        title=title,
        outlet=_outlet(first.item, url, names),
        url=url,
        origins=_origins(members),
        copies=sum(1 for m in members if m.copy_of is not None),
        sentiment=_sentiment(originals),
        level=_level(originals),
        theme=themes[0].id if themes else None,
        titled=bool(first.item.title) or hidden is not None,
    )


def _rank(counted: CountedItem) -> tuple[bool, bool, bool]:
    """The press before posts, what has a title and can be opened before what has not; else the earliest."""
    item = counted.item
    return item.channel not in _OUTLETS, not item.title, _link(item) is None


def _title(item: Item, case: Incident | None) -> str:
    text = " ".join(mask(item.title or item.lead or item.text).split())
    text = without_school(text, case) if case is not None else text
    if len(text) <= TITLE_CHARS:
        return text
    return text[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"


def _link(item: Item) -> str | None:
    if item.url is None or item.channel in _PRIVATE:
        return None
    return item.url if urlsplit(item.url).scheme in {"http", "https"} else None


def _outlet(item: Item, url: str | None, names: Mapping[str, str]) -> str:
    """The name of the source, else the host of its address; none where nothing public is to be opened."""
    if url is None:
        return ""
    return names.get(item.source or "") or (urlsplit(url).hostname or "").removeprefix("www.")


def _sentiment(originals: Sequence[CountedItem]) -> Sentiment:
    """What most of them say; on a tie the graver word, so that nothing is painted fair."""
    counts = Counter(counted.labels.sentiment for counted in originals)
    order = (Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)
    return max(order, key=lambda sentiment: counts[sentiment])
