"""The list of sources that is shipped: every outlet we know of, each with what a reader of it needs."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitor.collect.urls import host_of
from monitor.core.config.sources_file import load_sources
from monitor.core.items import PRESS_CHANNELS, Channel
from monitor.core.sources import SourceKind, Tier

SOURCES = {source.id: source for source in load_sources(Path(__file__).resolve().parents[4] / "sources.yaml")}
PRESS = [s for s in SOURCES.values() if s.channel in PRESS_CHANNELS | {Channel.BROADCAST, Channel.GOV_SITE}]
SAMPLES = [source for source in SOURCES.values() if source.id.startswith("mau-")]
BUSY_PAGES = re.compile(r"/(?:home|tin-moi-nhat|trang-chu)\.rss$")
ids = {"ids": lambda source: source.id}

OUTLETS = [
    ("vnexpress", "vnexpress.net", 4, Tier.NATIONAL),
    ("tuoi-tre", "tuoitre.vn", 4, Tier.NATIONAL),
    ("thanh-nien", "thanhnien.vn", 5, Tier.NATIONAL),
    ("dan-tri", "dantri.com.vn", 4, Tier.NATIONAL),
    ("vietnamnet", "vietnamnet.vn", 4, Tier.NATIONAL),
    ("lao-dong", "laodong.vn", 4, Tier.NATIONAL),
    ("nguoi-lao-dong", "nld.com.vn", 5, Tier.NATIONAL),
    ("tien-phong", "tienphong.vn", 3, Tier.NATIONAL),
    ("giao-duc-thoi-dai", "giaoducthoidai.vn", 6, Tier.TRADE),
    ("giao-duc-viet-nam", "giaoduc.net.vn", 1, Tier.TRADE),
    ("nhan-dan", "nhandan.vn", 1, Tier.STATE),
    ("vov", "vov.vn", 2, Tier.STATE),
    ("vtv", "vtv.vn", 3, Tier.STATE),
    ("znews", "znews.vn", 4, Tier.NATIONAL),
    ("sggp", "sggp.org.vn", 1, Tier.STATE),
    ("bao-tin-tuc", "baotintuc.vn", 3, Tier.STATE),
    ("vietnamplus", "vietnamplus.vn", 2, Tier.STATE),
    ("vtc-news", "vtcnews.vn", 3, Tier.NATIONAL),
    ("24h", "cdn.24h.com.vn", 2, Tier.NATIONAL),
    ("kenh-14", "kenh14.vn", 2, Tier.NATIONAL),
    ("phap-luat-tphcm", "plo.vn", 1, Tier.NATIONAL),
    ("cong-an-nhan-dan", "cand.com.vn", 1, Tier.STATE),
    ("bao-chinh-phu", "baochinhphu.vn", 1, Tier.STATE),
    ("quan-doi-nhan-dan", "qdnd.vn", 1, Tier.STATE),
    ("bo-gddt", "moet.gov.vn", 2, Tier.STATE),
    ("bao-dong-khoi", "dongkhoi.baovinhlong.vn", 10, Tier.STATE),
    ("bao-vinh-long", "baovinhlong.vn", 1, Tier.STATE),
    ("bao-tra-vinh", "baotravinh.vn", 1, Tier.STATE),
    ("thvl", "thvl.vn", 1, Tier.STATE),
    ("bao-can-tho", "baocantho.com.vn", 1, Tier.STATE),
    ("bao-an-giang", "baoangiang.com.vn", 1, Tier.STATE),
    ("bao-kien-giang", "baokiengiang.vn", 1, Tier.STATE),
    ("bao-dong-thap", "baodongthap.vn", 1, Tier.STATE),
    ("bao-long-an", "baolongan.vn", 1, Tier.STATE),
    ("cong-tinh", "vinhlong.gov.vn", 1, Tier.STATE),
    ("cong-so-gddt", "sgdbentre.edu.vn", 1, Tier.STATE),
]
"""Papers, stations and sites of sections 1.1 and 1.2 of the fact sheet on sources: id, host, feeds, tier."""


@pytest.mark.parametrize(("source_id", "host", "feeds", "tier"), OUTLETS, ids=[row[0] for row in OUTLETS])
def test_every_outlet_is_there(source_id, host, feeds, tier):
    source = SOURCES[source_id]
    assert host_of(source.url) == host
    assert {host_of(feed) for feed in source.feeds} == {host}
    assert (len(set(source.feeds)), source.tier) == (feeds, tier)


def test_no_other_press_is_there_unlisted():
    assert {source.id for source in PRESS} == {row[0] for row in OUTLETS}


@pytest.mark.parametrize("source", PRESS, **ids)
def test_an_outlet_has_what_a_reader_of_it_needs(source):
    assert source.aliases, "a paper is quoted under other names, or moved"
    assert len(set(source.aliases)) == len(source.aliases)
    assert source.kind in {SourceKind.RSS, SourceKind.ATOM, SourceKind.SITEMAP, SourceKind.HTML}
    assert source.min_gap >= timedelta(seconds=1)
    assert all(urlsplit(feed).scheme == "https" for feed in source.feeds)
    assert source.enabled or source.confidence in {"C", "D"}


@pytest.mark.parametrize("source", PRESS, **ids)
def test_feeds_that_roll_over_are_read_often(source):
    if source.enabled and any(BUSY_PAGES.search(feed) for feed in source.feeds):
        assert source.every <= timedelta(minutes=10)
    assert timedelta(minutes=5) <= source.every <= timedelta(hours=1)


@pytest.mark.parametrize("source", [source for source in PRESS if source.channel is Channel.PRESS_LOCAL], **ids)
def test_a_provincial_paper_has_a_home(source):
    assert source.home_place


@pytest.mark.parametrize("source", [source for source in PRESS if source.confidence == "D"], **ids)
def test_a_guess_is_off_until_somebody_looked(source):
    assert not source.enabled


@pytest.mark.parametrize("source", SAMPLES, **ids)
def test_samples_are_off_and_say_what_to_fill_in(source):
    assert not source.enabled
    assert source.note


def test_the_moved_paper_is_known_by_its_old_address():
    assert "baodongkhoi.vn" in SOURCES["bao-dong-khoi"].aliases


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("/khoa-giao/hoc-sinh-ba-tri-trong-cay-a12345.html", True),
        ("/khoa-giao", False),
        ("/https/dongkhoi.baovinhlong.vn/tin-a12345.html", False),
        ("/khoa-giao/gioi-thieu.html", False),
    ],
)
def test_articles_of_the_home_paper_by_their_address(path, article):
    pattern = SOURCES["bao-dong-khoi"].article_pattern
    assert (re.search(pattern, f"https://dongkhoi.baovinhlong.vn{path}") is not None) is article


def test_aggregators_are_leads_only():
    for source in SOURCES.values():
        assert (source.kind is SourceKind.GOOGLE) == (source.tier is Tier.AGGREGATOR)
