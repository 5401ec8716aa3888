from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.config.sources_file import load_sources
from monitor.core.errors import ConfigError
from monitor.core.items import Channel
from monitor.core.sources import SourceKind, Tier

ROOT = Path(__file__).resolve().parents[5]
FIXTURES = ROOT / "tests" / "fixtures" / "settings"
MARK = "# sai"
"""Fixtures mark the line where the fault must be reported."""


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("kind", "sources[1].kind", 'có phải ý là "html"?'),
        ("url", "sources[1].url", "bắt đầu bằng https://"),
        ("no-url", "sources[1].url", "thiếu mục bắt buộc"),
        ("duplicate-id", "sources[1].id", "đã có ở dòng 2"),
        ("no-dash", "sources[0].id", "hãy thêm dấu gạch ngang"),
        ("unknown-key", "sources[0].every_minute", 'có phải ý là "every_minutes"?'),
        ("channel", "sources[1].channel", 'có phải ý là "press-local"?'),
        ("minutes", "sources[0].every_minutes", "từ 0 đến 10080"),
        ("selector", "sources[1].selectors.boby", 'có phải ý là "body"?'),
        ("selector-syntax", "sources[1].selectors.entry", "không phải bộ chọn CSS, xem từ ký tự thứ "),
        ("selector-article", "sources[1].selectors.body", "bộ đọc trang bài không hiểu"),
        ("pattern", "sources[1].article_pattern", "không phải biểu thức chính quy"),
        ("confidence", "sources[1].confidence", "A, B, C, D"),
        ("not-a-list", "sources", "cần danh sách"),
    ],
)
def test_one_mistake_is_reported_once_at_its_line(name: str, key: str, words: str) -> None:
    path = FIXTURES / f"bad-sources-{name}.yaml"
    marked = [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if MARK in line]

    with pytest.raises(ConfigError) as caught:
        load_sources(path)

    assert [fault.line for fault in caught.value.faults] == marked
    assert caught.value.faults[0].key == key
    assert words in caught.value.faults[0].message
    assert caught.value.faults[0].file == str(path)


def test_missing_list_is_told_with_the_key_that_stands_instead() -> None:
    with pytest.raises(ConfigError) as caught:
        load_sources(FIXTURES / "bad-sources-missing.yaml")

    assert {fault.key for fault in caught.value.faults} == {"nguon", "sources"}


def test_reads_every_field_and_fills_defaults() -> None:
    first, second = load_sources(FIXTURES / "good-sources.yaml")

    assert first.kind is SourceKind.RSS
    assert first.tier is Tier.NATIONAL
    assert first.every == timedelta(minutes=10)
    assert first.feeds == ("https://a.example/rss/giao-duc.rss", "https://a.example/rss/thoi-su.rss")
    assert second.home_place == "ben-tre"
    assert second.selectors == {"body": "#noidung"}
    assert (second.every, second.min_gap) == (timedelta(minutes=15), timedelta(seconds=1))
    assert second.enabled


@pytest.mark.parametrize(
    ("channel", "tier"),
    [
        ("press-local", Tier.STATE),
        ("press-central", Tier.NATIONAL),
        ("press-trade", Tier.TRADE),
        ("aggregator", Tier.AGGREGATOR),
        ("facebook-page", Tier.OFFICIAL_PAGE),
        ("facebook-group", Tier.OPEN_SOCIAL),
        ("forum", Tier.OPEN_SOCIAL),
    ],
)
def test_tier_follows_from_the_channel_when_absent(tmp_path: Path, channel: str, tier: Tier) -> None:
    path = write(tmp_path, f"sources: [{{id: a, url: 'https://a.example/', channel: {channel}}}]")

    assert load_sources(path)[0].tier is tier


@pytest.mark.parametrize(
    ("kind", "channel"),
    [
        ("telegram", Channel.TELEGRAM),
        ("youtube", Channel.YOUTUBE),
        ("youtube-comments", Channel.COMMENT),
        ("forum", Channel.FORUM),
        ("facebook", Channel.FACEBOOK_PAGE),
        ("threads", Channel.FORUM),
        ("reddit", Channel.FORUM),
        ("google", Channel.AGGREGATOR),
    ],
)
def test_channel_follows_from_the_kind_when_absent(tmp_path: Path, kind: str, channel: Channel) -> None:
    path = write(tmp_path, f"sources: [{{id: a, url: 'https://a.example/', kind: {kind}}}]")

    assert load_sources(path)[0].channel is channel


@pytest.mark.parametrize(
    "url",
    [
        "https://graph.facebook.com/v26.0/x/posts?access_token=abc",
        "https://www.googleapis.com/youtube/v3/search?key=abc",
        "https://www.reddit.com/new/.rss?feed=abc&user=ten",
        "https://a.example/rss?api_key=abc",
    ],
)
def test_keys_in_addresses_are_refused_and_not_repeated(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_sources(write(tmp_path, f"sources: [{{id: a, url: '{url}'}}]"))

    assert [fault.key for fault in caught.value.faults] == ["sources[0].url"]
    assert "abc" not in str(caught.value)


def test_a_key_that_is_a_word_elsewhere_is_no_secret(tmp_path: Path) -> None:
    path = write(tmp_path, "sources: [{id: a, url: 'https://a.example/rss?key=giao-duc&user=1'}]")

    assert load_sources(path)[0].url.endswith("user=1")


def test_google_is_never_more_than_an_aggregator(tmp_path: Path) -> None:
    path = write(tmp_path, "sources: [{id: a, url: 'https://a.example/', kind: google, channel: press-central}]")

    with pytest.raises(ConfigError) as caught:
        load_sources(path)

    assert [fault.key for fault in caught.value.faults] == ["sources[0].channel"]


@pytest.mark.parametrize(("kind", "seconds"), [("reddit", 60), ("google", 60), ("rss", 1)])
def test_gap_follows_from_the_kind_when_absent(tmp_path: Path, kind: str, seconds: int) -> None:
    path = write(tmp_path, f"sources: [{{id: a, url: 'https://a.example/', kind: {kind}}}]")

    assert load_sources(path)[0].min_gap == timedelta(seconds=seconds)


def test_tier_may_be_a_rank(tmp_path: Path) -> None:
    path = write(tmp_path, "sources: [{id: a, url: 'http://127.0.0.1:8099/rss', tier: 2}]")

    assert load_sources(path)[0].tier is Tier.NATIONAL


def test_null_counts_as_absent(tmp_path: Path) -> None:
    text = "sources: [{id: a, url: 'https://a.example/', home_place: null, selectors: null, sections: null}]"

    source = load_sources(write(tmp_path, text))[0]

    assert (source.home_place, dict(source.selectors), source.sections) == (None, {}, ())


@pytest.mark.parametrize(
    "selector", ["div:has(> h3) a", "li.tin:nth-child(2n+1)", 'a[href$=".HTML" i]', ":is(h2, h3) > a"]
)
def test_selectors_may_be_any_css(tmp_path: Path, selector: str) -> None:
    text = f"sources: [{{id: a, url: 'https://a.example/', selectors: {{entry: '{selector}', body: '{selector}'}}}}]"

    assert load_sources(write(tmp_path, text))[0].selectors == {"entry": selector, "body": selector}


@pytest.mark.parametrize("selector", ["p::text", "h1:first", "div[", "p,"])
def test_what_is_no_css_is_refused(tmp_path: Path, selector: str) -> None:
    text = f"sources: [{{id: a, url: 'https://a.example/', selectors: {{link: '{selector}'}}}}]"

    with pytest.raises(ConfigError) as caught:
        load_sources(write(tmp_path, text))

    assert [fault.key for fault in caught.value.faults] == ["sources[0].selectors.link"]


def test_empty_list_is_allowed(tmp_path: Path) -> None:
    assert load_sources(write(tmp_path, "sources: []")) == ()


class TestShippedSources:
    sources = load_sources(ROOT / "sources.yaml")

    def test_only_well_founded_or_local_ones_are_on(self) -> None:
        for source in self.sources:
            local = source.home_place in {"ben-tre", "vinh-long"}
            if source.enabled:
                assert source.confidence in {"A", "B"} or local, source.id

    def test_sure_ones_are_on_unless_they_must_be_filled_in_or_agreed(self) -> None:
        off = {source.id for source in self.sources if source.confidence in {"A", "B"} and not source.enabled}

        examples = {"telegram", "youtube", "youtube-binh-luan", "facebook", "threads"}
        assert off == {"google-news"} | {f"mau-{name}" for name in examples}

    def test_what_is_off_says_what_to_fill_in_when_it_is_an_example(self) -> None:
        assert all(source.note for source in self.sources if source.id.startswith("mau-"))

    def test_home_paper_is_read_by_its_own_rules(self) -> None:
        paper = next(source for source in self.sources if source.id == "bao-dong-khoi")

        assert paper.enabled
        assert paper.kind is SourceKind.HTML
        assert paper.selectors["body"]
        assert paper.article_pattern
