"""What people send in, by whichever door: read, compared with what is known, judged like everything else.

`Intake.submit` is the one place for a text, a link or a link with words: the command, the form, mails and files end
here. A link that is known already joins that item and is no second voice.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from alerts.outlets import outlet_words
from monitor.collect.extract import extract
from monitor.collect.feeds import unwrapped
from monitor.collect.fetch import Fetcher, FetchResult
from monitor.collect.social.access import explain_error
from monitor.collect.urls import absolute_url, canonical_url, host_of, same_site
from monitor.core.clock import show_time
from monitor.core.entries import Article, FetchOutcome
from monitor.core.incidents import Incident
from monitor.core.intake import Fate, Provenance, Submission, Submitted, Upload
from monitor.core.items import MAX_TEXT_CHARS, Channel, Item, Kind, Media
from monitor.core.labels import Severity
from monitor.core.privacy import mask
from monitor.core.sources import Source
from monitor.core.text import nfc
from monitor.stages.judging import Judge, Received
from monitor.stages.parts import Ledger, Parts
from monitor.stages.quarantine import set_apart, shown
from monitor.store.database import Tx
from monitor.store.items import PutResult

log = logging.getLogger(__name__)

MAX_UPLOADS = 10
MAX_TITLE_CHARS = 1_000
MAX_NOTE_CHARS = 2_000
CLOCK_SLACK = timedelta(hours=1)

_ID_HEX = 12
_HASH_CHARS = 32
_SHOWN_CHARS = 100
_ONE_LINK = re.compile(r"\s*(https?://\S+)\s*", re.IGNORECASE)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_PICTURES = {"jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "webp": "image", "heic": "image",
             "mp4": "video", "mov": "video"}  # fmt: skip
_HOST_PREFIXES = ("", "www.", "m.")
_SCHEMES = ("https", "http")

NOTHING = "Chưa có nội dung: hãy viết tin, bài hoặc phản ánh, hoặc dán liên kết."
APART = (
    "Đã nhận và giữ lại, nhưng hệ thống gặp lỗi nên chưa xét được tin này; người phụ trách đã được báo. "
    "Nếu việc gấp, hãy gọi điện cho Văn phòng Sở."
)
NO_LINK = "Liên kết không đúng: cần bắt đầu bằng https:// hoặc http:// và có tên trang."
IN_FUTURE = "Thời điểm đăng nằm ở tương lai; hãy xem lại ngày giờ."
TOO_MANY = f"Gửi kèm quá nhiều tệp; mỗi lần tối đa {MAX_UPLOADS} tệp."


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading a link: an article, or why there is none (Vietnamese)."""

    article: Article | None
    url: str
    problem: str = ""


class Intake:
    """Takes submissions in. Safe to use from several threads."""

    def __init__(
        self,
        parts: Parts,
        judge: Judge,
        *,
        fetcher: Fetcher | None = None,
        sources: Sequence[Source] = (),
        handle_key: bytes = b"",
    ) -> None:
        self.parts = parts
        self.judge = judge
        self.handle_key = handle_key
        self._fetcher = fetcher
        self._sources = sources

    def submit(self, submission: Submission) -> Submitted:
        """Take one submission in and say what became of it. What cannot be taken is refused with a reason."""
        now = self.parts.clock.now()
        submission = _tidied(submission)
        refusal = _refusal(submission, now)
        if refusal:
            return Submitted(Fate.REFUSED, refusal)
        if submission.url:
            return self._submit_link(submission, now)
        return self._take(_text_item(submission, now), submission, now)

    def known_at(self, tx: Tx, *urls: str) -> str | None:
        """The oldest item whose page is at one of these addresses, however it is spelt; None when there is none."""
        wanted = {_bare(url) for url in urls}
        for beginnings in (_spellings(urls, whole=True), _spellings(urls, whole=False)):
            rows = tx.intake.addresses(beginnings) if beginnings else ()
            found = next((item_id for item_id, url in rows if _bare(url) in wanted), None)
            if found is not None:
                return found
        return None

    def join(self, item_id: str, submission: Submission, now: datetime) -> Submitted:
        """Note that somebody sent in what is known, and say where it is."""
        with self.parts.store.transaction() as tx:
            tx.intake.note(_provenance(item_id, submission, now))
            item, incident = tx.items.get(item_id), _incident_of(tx, item_id)
        shown = _shown(item, self.parts.source_names()) if item is not None else item_id
        words = f"Tin này đã có trong hệ thống: {shown}. Đã ghi thêm nơi gửi; không tính là một nguồn tin mới."
        return Submitted(Fate.KNOWN, f"{words}{_of_incident(incident)}", item_id, incident)

    def _submit_link(self, submission: Submission, now: datetime) -> Submitted:
        url = unwrapped(submission.url)
        with self.parts.store.read() as tx:
            known = self.known_at(tx, url)
        if known is not None:
            return self.join(known, submission, now)
        read = self._read(url, now)
        if read.article is None:
            return self._take_unread(replace(submission, url=url), read.problem, now)
        addresses = [address for address in (url, read.url, _own_address(read)) if address]
        with self.parts.store.read() as tx:
            known = self.known_at(tx, *addresses)
        if known is not None:
            return self.join(known, submission, now)
        return self._take(_link_item(submission, read, now), submission, now)

    def _read(self, url: str, now: datetime) -> _Read:
        """Fetch and read a page as politely as any other: robots.txt, one at a time, no private networks."""
        if self._fetcher is None:
            return _Read(None, url, "hệ thống đang chạy không có mạng")
        result: FetchResult = self._fetcher.fetch(url)
        if result.outcome is not FetchOutcome.OK:
            return _Read(None, url, explain_error(result.error) or result.error or "không rõ lỗi")
        source = next((s for s in self._sources if same_site(s.url, result.url)), None)
        article = extract(result.body, url=result.url, source=source, now=now)
        if article.error is not None:
            return _Read(None, result.url, "trang không có phần chữ đọc được")
        return _Read(article, result.url)

    def _take_unread(self, submission: Submission, problem: str, now: datetime) -> Submitted:
        """A link whose page is closed to us is worth as much as the words that come with it."""
        if not submission.text and not submission.title:
            words = f"Không đọc được liên kết: {problem}. Hãy chép nội dung bài rồi gửi cùng liên kết."
            return Submitted(Fate.REFUSED, words)
        taken = self._take(_text_item(submission, now), submission, now)
        return replace(taken, words=f"{taken.words} Trang của liên kết không đọc được: {problem}.")

    def _take(self, item: Item, submission: Submission, now: datetime) -> Submitted:
        def note(tx: Tx, taken: Sequence[Item]) -> None:
            for one in taken:
                tx.intake.note(_provenance(one.id, submission, now))

        failed: list[Exception] = []
        received = next(iter(self.judge.receive([item], also=note, failed=lambda _, error: failed.append(error))), None)
        if received is None:
            return self._set_apart(item, submission, failed[0], now)
        if received.result is PutResult.SAME:
            return self.join(item.id, submission, now)
        return self._told(received)

    def _set_apart(self, item: Item, submission: Submission, error: Exception, now: datetime) -> Submitted:
        """What somebody sent in is kept whatever fails on it."""
        log.error("submission not judged id=%s", item.id, exc_info=error)
        with self.parts.store.transaction() as tx:
            ledger = Ledger(tx)
            tx.intake.note(_provenance(item.id, submission, now))
            set_apart(ledger, self.parts, item, shown(error), now)
        for event in ledger.events:
            self.parts.sink(event)
        return Submitted(Fate.NEW, APART, item.id)

    def _told(self, received: Received) -> Submitted:
        if received.incident is not None:
            incident = received.incident
            words = f"Đã ghi vào sự cố «{incident.title}» (mức {incident.level})."
            return Submitted(Fate.NEW, words, received.item_id, incident)
        with self.parts.store.read() as tx:
            labels = tx.labels.get(received.item_id)
        level = labels.severity if labels is not None else Severity.S0
        words = f"Đã nhận tin «{received.item_id}», mức {level}; chưa đến mức mở sự cố."
        return Submitted(Fate.NEW, words, received.item_id)


def media_of_uploads(uploads: Sequence[Upload]) -> tuple[Media, ...]:
    """Files as hashes: pictures are never kept, faces least of all."""
    return tuple(
        Media(
            _PICTURES.get(upload.name.rpartition(".")[2].lower(), "document"),
            hashlib.sha256(upload.content).hexdigest()[:_HASH_CHARS],
        )
        for upload in uploads
    )


def _tidied(submission: Submission) -> Submission:
    """Texts in NFC, without outer blanks, bounded; a text that is one link is a link."""
    text, title = _clean(submission.text, MAX_TEXT_CHARS), " ".join(_clean(submission.title, MAX_TITLE_CHARS).split())
    url = _clean(submission.url, MAX_TITLE_CHARS * 2)
    alone = _ONE_LINK.fullmatch(text)
    if alone and not url:
        text, url = "", alone[1]
    return replace(
        submission,
        text=text,
        title=title,
        url=url,
        source=_clean(submission.source, MAX_TITLE_CHARS),
        place=_clean(submission.place, MAX_TITLE_CHARS),
        media=(*submission.media, *media_of_uploads(submission.uploads)),
    )


def _clean(text: str, limit: int) -> str:
    return nfc(_UNSTORABLE.sub("\ufffd", text[:limit])).strip()


def _refusal(submission: Submission, now: datetime) -> str:
    if not (submission.text or submission.title or submission.url):
        return NOTHING
    if submission.url and (absolute_url("", submission.url) is None or not host_of(submission.url)):
        return NO_LINK
    if submission.seen_at is not None and submission.seen_at > now + CLOCK_SLACK:
        return IN_FUTURE
    return TOO_MANY if len(submission.uploads) > MAX_UPLOADS else ""


def _text_item(submission: Submission, now: datetime) -> Item:
    """An item of somebody's own words. The sender is its author: what one office sends in is one voice."""
    parts = (submission.title, submission.text, submission.url)
    return Item(
        id=_item_id("\x1f".join(parts)),
        kind=Kind.REPORT,
        channel=Channel.MANUAL,
        text=submission.text,
        title=submission.title or None,
        url=submission.url or None,
        source=submission.source or submission.sender,
        source_place=submission.place or None,
        author=submission.sender,
        links=submission.links,
        media=submission.media,
        shares=submission.shares or None,
        published_at=submission.seen_at or now,
        arrived_at=now,
    )


def _link_item(submission: Submission, read: _Read, now: datetime) -> Item:
    """An item of the page that a link leads to. Its site is its author: two links to one site are one voice."""
    article = read.article
    assert article is not None, "asked for pages that were read"
    url = _own_address(read) or read.url
    return Item(
        id=link_id(url),
        kind=Kind.REPORT,
        channel=Channel.MANUAL,
        text=article.text,
        title=article.title or submission.title or None,
        lead=article.lead,
        url=url,
        source=submission.source or host_of(url),
        source_place=submission.place or None,
        author=host_of(url),
        media=submission.media,
        published_at=submission.seen_at or article.published_at,
        arrived_at=now,
    )


def link_id(url: str) -> str:
    """The id of an item that was sent in as a link, by its page's address."""
    return _item_id(_bare(url))


def _item_id(key: str) -> str:
    return f"gui-{hashlib.sha256(key.encode()).hexdigest()[:_ID_HEX]}"


def _own_address(read: _Read) -> str | None:
    """What the page says its address is, if that is on its own site."""
    canonical = read.article.canonical_url if read.article is not None else None
    return canonical if canonical and same_site(canonical, read.url) else None


def _bare(url: str) -> str:
    return canonical_url(url).partition("://")[2]


def _spellings(urls: Sequence[str], *, whole: bool) -> list[str]:
    """How stored addresses of these pages may begin; not `whole`: whatever follows the path, tracking say.

    A site's front page begins every address of the site, so there only the whole one counts.
    """
    found: dict[str, None] = {}
    for url in urls:
        parts = urlsplit(canonical_url(url))
        path = parts.path.rstrip("/")
        if not parts.netloc or (not whole and not path):
            continue
        rest = f"{path}?{parts.query}" if whole and parts.query else path or "/"
        found.update((f"{scheme}://{www}{parts.netloc}{rest}", None) for scheme in _SCHEMES for www in _HOST_PREFIXES)
    return list(found)


def _provenance(item_id: str, submission: Submission, now: datetime) -> Provenance:
    note = submission.text[:MAX_NOTE_CHARS] if submission.url else ""
    return Provenance(item_id, now, submission.sender, submission.how, submission.detail, note)


def _incident_of(tx: Tx, item_id: str) -> Incident | None:
    incidents = tx.incidents.for_item(item_id)
    return next((incident for incident in incidents if incident.is_open), incidents[0] if incidents else None)


def _of_incident(incident: Incident | None) -> str:
    return f" Thuộc sự cố «{incident.title}» (mức {incident.level})." if incident is not None else ""


def _shown(item: Item, names: Mapping[str, str]) -> str:
    words = mask(" ".join((item.title or item.text).split()))[:_SHOWN_CHARS]
    seen = f", {show_time(item.seen_at)}" if item.seen_at is not None else ""
    return f"«{words}» ({outlet_words(item, names)}{seen})"
