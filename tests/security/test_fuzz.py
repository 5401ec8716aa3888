"""Whatever bytes or words come in, reading them ends and gives a value or our own error. Bounded in examples."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.channels.zalo_bot import heard
from alerts.channels.zalo_events import heard_from_oa, is_signed, read_json
from monitor.collect.dates import parse_published
from monitor.collect.extract import extract
from monitor.collect.feeds import parse_feed
from monitor.collect.intake.mails import read_mail
from monitor.collect.sitemaps import parse_sitemap
from monitor.core.errors import MonitorError
from monitor.core.persons import PersonPattern
from monitor.core.privacy import hidden_parts, mask

NOW = datetime(2026, 10, 1, tzinfo=UTC)
FEW = settings(max_examples=60, deadline=None)
_WORDS = (
    "<rss>", "<channel>", "<item>", "<title>", "</item>", "<![CDATA[", "]]>", "<link>", "&amp;", "&#0;", "\x00",
    "<entry>", "<urlset>", "<url><loc>", "Em Nguyễn Văn An", "<html><body><h1>", "</p>", "<script>", "\ud800",
    "32/13/2026", "lúc 25h",
)  # fmt: skip
PIECES = st.sampled_from(_WORDS)
BODIES = st.one_of(
    st.binary(max_size=300), st.lists(PIECES, max_size=30).map(lambda parts: "".join(parts).encode("utf-8", "replace"))
)
NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["message", "result", "text", "from", "chat", "id", "sender", "event_name", "timestamp"]),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@FEW
@given(BODIES)
def test_any_feed_sitemap_page_and_mail(body):
    for read in (
        lambda: parse_feed(body, feed_url="https://a.example/", source_id="a", now=NOW),
        lambda: parse_sitemap(body, feed_url="https://a.example/", source_id="a", now=NOW),
        lambda: extract(body, url="https://a.example/1", now=NOW),
        lambda: read_mail(body),
    ):
        try:
            assert read() is not None
        except MonitorError:
            continue


@FEW
@given(st.text(max_size=60) | st.lists(st.sampled_from("0123456789/-: Tthứngàyhgiờ,+Z"), max_size=25).map("".join))
def test_any_date(text):
    moment = parse_published(text, now=NOW)
    assert moment is None or moment.tzinfo is not None


@FEW
@given(NESTED)
def test_any_event_of_a_webhook(event):
    if isinstance(event, dict):
        assert heard(event) is not None
        heard_from_oa(event)


@FEW
@given(st.binary(max_size=100), st.text(max_size=80))
def test_no_made_up_signature_holds(body, header):
    assert not is_signed(header, body, first_terms={"app": "77"}, secrets=["khoa-bi-mat"])
    assert read_json(body) is None or isinstance(read_json(body), dict)


@FEW
@given(st.text(max_size=200))
def test_any_text_is_masked(text):
    parts = hidden_parts(text)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    assert mask(mask(text)) == mask(text)


@FEW
@given(st.text(min_size=4, max_size=30), st.text(max_size=100))
def test_any_term_covers_and_keeps_the_length(term, text):
    person = PersonPattern([term])
    assert person.cover(person.cover(text)) == person.cover(text)
