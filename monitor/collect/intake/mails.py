"""A mail as what it brings: words, links, pictures by hash, mails inside it; or why it is left alone.

Mails come from outside: sizes, depth and counts are bounded, nothing of them is opened, loaded or run.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from typing import cast

from monitor.collect.intake.forwarded import Words, forwarded_words, links_of, subject_of
from monitor.collect.markup import lines_of, parse_page, select
from monitor.collect.urls import absolute_url
from monitor.core.items import Media
from monitor.core.text import nfc

MAX_MAIL_BYTES = 15 * 1024 * 1024
MAX_PARTS = 100
MAX_NESTED = 5
MAX_TEXT_CHARS = 50_000

AUTOMATIC, BOUNCE, OWN, EMPTY = "automatic", "bounce", "own", "empty"
"""Why a mail is left alone, by key."""

_MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+\-.].*)?@", re.IGNORECASE)
_AUTOMATIC_SUBJECT = re.compile(
    r"^\s*(?:out of office|automatic reply|auto(?:matic)?[ -]?reply|tr[ảa] l[ờo]i t[ựu] [đd][ộo]ng|v[ắa]ng m[ặa]t)\b",
    re.IGNORECASE,
)
_BULK = frozenset({"bulk", "junk", "auto_reply"})
_OWN_ID = re.compile(r"<[0-9a-f]{32}@([^>\s]+)>")
"""Message-IDs of our own mails are the hash of their key (`alerts.channels.email`)."""
_IMAGE_HASH_CHARS = 32


@dataclass(frozen=True, slots=True)
class Mail:
    """What one mail says. `key` names it: its Message-ID and content. `skip` is why it is left alone, else empty.

    `sender` is the lower-case address of the From line; `trusted` false when the receiving server says that it is not
    from there. `links` are those of the words, in order; `nested` are forwarded mails, each read as one of its own.
    """

    key: str
    sender: str
    subject: str
    text: str
    links: tuple[str, ...]
    sent_at: datetime | None
    media: tuple[Media, ...] = ()
    nested: tuple[Mail, ...] = ()
    skip: str = ""
    trusted: bool = True
    files: int = 0


def read_mail(raw: bytes, *, own_domain: str = "", own_mark: str = "", depth: int = 0) -> Mail:
    """Read a mail; never fails, the worst that comes is an empty one.

    `own_domain` is that of our sender address and `own_mark` an address that only our messages hold: what we sent out
    ourselves must not come back as news.
    """
    message = message_from_bytes(raw, policy=default)
    words = _words(message)
    text = words.text[:MAX_TEXT_CHARS]
    subject = subject_of(_header(message, "subject"))
    nested = tuple(_nested(message, own_domain, own_mark, depth))
    skip = _reason(message, text, own_domain, own_mark)
    media, files = _media(message)
    if not skip and not any((text, words.links, media, [mail for mail in nested if not mail.skip])):
        skip = next((mail.skip for mail in nested), EMPTY)
    return Mail(
        key=_key(message, raw),
        sender=_sender(message),
        subject=subject,
        text=text,
        links=words.links,
        sent_at=_sent_at(message),
        media=media,
        nested=nested,
        skip=skip,
        trusted=_trusted(message),
        files=files,
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; broken ones that the library cannot read count as absent."""
    try:
        return nfc(" ".join(str(message.get(name, "")).split()))
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        return ""


def _key(message: EmailMessage, raw: bytes) -> str:
    """The same mail in two boxes differs in what the servers wrote on it, and only there."""
    body = raw.partition(b"\r\n\r\n")[2] or raw.partition(b"\n\n")[2]
    told = f"{_header(message, 'message-id')}\x1f{_header(message, 'from')}\x1f{_header(message, 'date')}\x1f"
    return hashlib.sha256(told.encode("utf-8", "replace") + body.replace(b"\r\n", b"\n").rstrip()).hexdigest()


def _sender(message: EmailMessage) -> str:
    addresses = [address.lower() for _, address in getaddresses([_header(message, "from")]) if "@" in address]
    return addresses[0] if len(addresses) == 1 else ""


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError, IndexError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _trusted(message: EmailMessage) -> bool:
    """Whether the receiving server, whose verdict stands on top, found the From line not to be forged."""
    return "dmarc=fail" not in _header(message, "authentication-results").lower().replace(" ", "")


def _reason(message: EmailMessage, text: str, own_domain: str, own_mark: str) -> str:
    """Why a mail is left alone (RFC 3834, section 2; RFC 3464): machines wrote it, or we did."""
    referred = " ".join(_header(message, name) for name in ("message-id", "in-reply-to", "references"))
    if own_domain and any(domain.lower() == own_domain for domain in _OWN_ID.findall(referred)):
        return OWN
    if own_mark and own_mark in text:
        return OWN
    is_report = message.get_content_type() == "multipart/report"
    if is_report or _header(message, "return-path") == "<>" or _MACHINES.match(_sender(message)):
        return BOUNCE
    automatic = _header(message, "auto-submitted").lower().partition(";")[0].strip() not in {"", "no"}
    marked = any(_header(message, name) for name in ("x-autoreply", "x-autorespond", "x-auto-reply-from"))
    bulk = _header(message, "precedence").lower() in _BULK
    return AUTOMATIC if automatic or marked or bulk or _AUTOMATIC_SUBJECT.match(_header(message, "subject")) else ""


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts of this mail that hold something, not those of mails inside it."""
    waiting, seen = [message], 0
    while waiting and seen < MAX_PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_type() == "message/rfc822" or _is_eml(part):
            continue
        if part.is_multipart():
            waiting[:0] = cast("list[EmailMessage]", part.get_payload())[:MAX_PARTS]
        else:
            yield part


def _words(message: EmailMessage) -> Words:
    """The words, of HTML only where there is no plain text; links of both."""
    plain: list[str] = []
    rich: list[str] = []
    hidden: list[str] = []
    for part in _parts(message):
        if part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_text(part))
        elif kind == "text/html":
            page = parse_page(_text(part))
            if page is not None:
                rich.append("\n".join(line.text for line in lines_of(page)))
                hidden += [absolute_url("", str(a.get("href"))) or "" for a in select(page, "a[href]")]
    words = forwarded_words("\n".join(plain) if any(text.strip() for text in plain) else "\n".join(rich))
    return Words(words.text, links_of(words.links, hidden, words.text))


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return nfc(body.decode(charset, "replace"))
    except LookupError:
        return nfc(body.decode("utf-8", "replace"))


def _media(message: EmailMessage) -> tuple[tuple[Media, ...], int]:
    """Pictures and films by the hash of their bytes, and how many other files there are."""
    media, files = [], 0
    for part in _parts(message):
        kind = part.get_content_maintype()
        if kind in {"image", "video"}:
            payload = part.get_payload(decode=True)
            digest = hashlib.sha256(payload if isinstance(payload, bytes) else b"").hexdigest()
            media.append(Media(kind, digest[:_IMAGE_HASH_CHARS]))
        elif kind != "text" or part.get_content_disposition() == "attachment":
            files += 1
    return tuple(dict.fromkeys(media)), files


def _nested(message: EmailMessage, own_domain: str, own_mark: str, depth: int) -> Iterator[Mail]:
    """Yield the mails inside this one, one storey deep below each."""
    if depth > 1:
        return
    found = 0
    for part in message.walk():
        raw = _nested_bytes(part)
        if raw and found < MAX_NESTED:
            found += 1
            yield read_mail(raw, own_domain=own_domain, own_mark=own_mark, depth=depth + 1)


def _nested_bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return cast("list[EmailMessage]", inner)[0].as_bytes() if isinstance(inner, list) and inner else b""
    if _is_eml(part):
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
    return b""


def _is_eml(part: EmailMessage) -> bool:
    return not part.is_multipart() and (_filename(part) or "").lower().endswith(".eml")


def _filename(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
