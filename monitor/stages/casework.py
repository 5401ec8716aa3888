"""What people do with the files: the same functions for the desk, the commands and signed links.

Every write names the version of the file its writer saw. `Written` says where it stands now; `Conflict` that somebody
wrote meanwhile (who, when) and nothing was changed; `Rejected` why the rules do not allow it, in words for the person.
"""

from __future__ import annotations

from datetime import datetime

from monitor.core.casework.cases import (
    Author,
    CaseBody,
    CaseClosed,
    CaseFile,
    FileEvent,
    StatementRecorded,
    TransferAnswered,
    TransferAsked,
)
from monitor.core.clock import iso
from monitor.core.handling import Action, ActionKind
from monitor.core.incidents import Incident
from monitor.core.plan import Plan
from monitor.core.press.distribution import LISTS_FILE, DistributionLists, ListRemoved, ListSet, read_lists
from monitor.core.press.mandates import (
    REGISTER_FILE,
    MandateGiven,
    MandatePaper,
    MandatePosted,
    MandateRevoked,
    Register,
    read_register,
)
from monitor.core.press.news import (
    NEWS_FILE,
    NewsApproved,
    NewsDraft,
    NewsDropped,
    NewsPosted,
    NewsWritten,
    news_refusal,
    read_news,
)
from monitor.core.press.track_files import TRACK_FILE, TrackClosed, TrackOpened, read_track
from monitor.core.press.tracks import Track
from monitor.stages.acting import act_within
from monitor.stages.case_events import Conflict, Rejected, WriteOutcome, Written, append, append_to_case, case_of
from monitor.stages.handing_over import hand_over
from monitor.stages.judging import Judge
from monitor.stages.parts import Ledger, Parts
from monitor.store.database import Tx

__all__ = ["Conflict", "Rejected", "WriteOutcome", "Written"]

NO_INCIDENT = "Không có sự cố này. Hãy mở lại từ danh sách sự cố."
NO_TRACK = "Không có việc này trong danh sách theo dõi. Hãy tải lại trang."
NO_LIST = "Không có danh sách này. Hãy tải lại trang."
POSTED_LATER = "Giờ đăng không thể ở tương lai. Hãy ghi giờ đã đăng thật."
NO_MANDATE = "Không có ủy quyền này trong danh sách. Hãy tải lại trang."

RegisterBody = MandateGiven | MandatePaper | MandatePosted | MandateRevoked
ListBody = ListSet | ListRemoved
NewsBody = NewsWritten | NewsApproved | NewsPosted | NewsDropped


def read_case(tx: Tx, incident_id: str) -> CaseFile:
    """The case file of an incident; of one that was merged, the file of the one it went into."""
    incident = tx.incidents.standing(incident_id)
    return case_of(tx, incident.id if incident is not None else incident_id)


def write_case(
    parts: Parts, judge: Judge, incident_id: str, body: CaseBody, *, by: Author, seen: int, at: datetime | None = None
) -> WriteOutcome:
    """Write into an incident's case file, with what follows for the incident itself.

    A recorded statement stops the clock at the moment it was made, the closing resolves the incident, a hand-over
    tells the unit asked. One transaction: both happen or neither.
    """
    now = at or parts.clock.now()
    with parts.store.transaction() as tx:
        ledger = Ledger(tx)
        incident = tx.incidents.standing(incident_id)
        if incident is None:
            return Rejected(NO_INCIDENT)
        outcome = _write(ledger, parts, judge, incident, body, by=by, seen=seen, now=now)
    for event in ledger.events:
        parts.sink(event)
    return outcome


def _write(
    ledger: Ledger,
    parts: Parts,
    judge: Judge,
    incident: Incident,
    body: CaseBody,
    *,
    by: Author,
    seen: int,
    now: datetime,
) -> WriteOutcome:
    if isinstance(body, TransferAsked | TransferAnswered):
        return hand_over(ledger, parts, incident, body, by=by, at=now, seen=seen)[0]
    outcome = append_to_case(ledger.tx, parts.plan, incident, body, by=by, at=now, seen=seen)
    act = _act_of(incident, body, by=by, now=now)
    if isinstance(outcome, Written) and act is not None:
        act_within(ledger, parts, judge, act)
    return outcome


def _act_of(incident: Incident, body: CaseBody, *, by: Author, now: datetime) -> Action | None:
    """The act on the incident that an event of its file brings with it."""
    args: tuple[tuple[str, str], ...]
    if isinstance(body, StatementRecorded):
        args = (("published_at", iso(body.published_at)), ("url", body.url or body.where))
        kind = ActionKind.PUBLISH_STATEMENT
        return Action(now, by.unit, kind, incident_id=incident.id, args=args, person=by.login)
    if isinstance(body, CaseClosed) and incident.is_open:
        until = (("watch_until", iso(body.watch_until)),) if body.watch_until else ()
        args = (("outcome", body.outcome), *until)
        return Action(now, by.unit, ActionKind.RESOLVE, incident_id=incident.id, args=args, person=by.login)
    return None


def tracks(tx: Tx) -> tuple[Track, ...]:
    """Every duty toward the press, open ones first, by due time."""
    found = (read_track(events) for events in tx.cases.files(TRACK_FILE).values())
    known = [track for track in found if track is not None]
    return tuple(sorted(known, key=lambda track: (track.closed_at is not None, track.due_at, track.id)))


def open_track(parts: Parts, track: Track, *, by: Author) -> WriteOutcome:
    """Begin a duty toward the press; its id must be new. Due dates: `monitor.stories.tracks`."""
    return _write_file(parts, TRACK_FILE + track.id, TrackOpened(track), by=by, seen=0)


def close_track(parts: Parts, track_id: str, *, closed_at: datetime, note: str, by: Author, seen: int) -> WriteOutcome:
    """The answer was given, or the correction seen."""
    file = TRACK_FILE + track_id
    with parts.store.read() as tx:
        track = read_track(tx.cases.events(file))
    if track is None or track.closed_at is not None:
        return Rejected(NO_TRACK)
    if closed_at < track.opened_at:
        return Rejected("Ngày kết thúc sớm hơn ngày bắt đầu. Hãy ghi lại ngày giờ.")
    return _write_file(parts, file, TrackClosed(closed_at, note), by=by, seen=seen)


def register(tx: Tx, plan: Plan) -> Register:
    """Who may speak."""
    return read_register(tx.cases.events(REGISTER_FILE), plan)


def write_register(parts: Parts, body: RegisterBody, *, by: Author, seen: int) -> WriteOutcome:
    """Give, hand in the paper of, post, or revoke a mandate."""
    with parts.store.read() as tx:
        known = register(tx, parts.plan)
    is_new = isinstance(body, MandateGiven)
    if is_new == (known.mandate(body.id) is not None) and known.version == seen:
        return Rejected("Mã ủy quyền này đã có. Hãy dùng mã khác." if is_new else NO_MANDATE)
    if isinstance(body, MandateGiven) and (not body.person.strip() or not body.post.strip()):
        return Rejected("Chưa có họ tên hoặc chức vụ người phát ngôn.")
    if isinstance(body, MandateGiven) and body.valid_to is not None and body.valid_to <= body.valid_from:
        return Rejected("Thời hạn ủy quyền sai: ngày hết hạn phải sau ngày bắt đầu.")
    return _write_file(parts, REGISTER_FILE, body, by=by, seen=seen)


def distribution_lists(tx: Tx) -> DistributionLists:
    """Lists of persons."""
    return read_lists(tx.cases.events(LISTS_FILE))


def write_lists(parts: Parts, body: ListBody, *, by: Author, seen: int) -> WriteOutcome:
    """Set or remove a list of persons."""
    if not body.name.strip():
        return Rejected("Chưa có tên danh sách.")
    with parts.store.read() as tx:
        known = distribution_lists(tx)
    if isinstance(body, ListRemoved) and known.version == seen and known.named(body.name) is None:
        return Rejected(NO_LIST)
    return _write_file(parts, LISTS_FILE, body, by=by, seen=seen)


def news(tx: Tx) -> tuple[NewsDraft, ...]:
    """Every piece of news, the latest written first."""
    files = tx.cases.files(NEWS_FILE).items()
    found = (read_news(file.removeprefix(NEWS_FILE), events) for file, events in files)
    return tuple(sorted((n for n in found if n is not None), key=lambda n: (n.written_at, n.id), reverse=True))


def news_log(tx: Tx, news_id: str) -> tuple[FileEvent, ...]:
    """Everything that was done with a piece of news, in order; empty when there is none of that id."""
    return tx.cases.events(NEWS_FILE + news_id)


def write_news(parts: Parts, news_id: str, body: NewsBody, *, by: Author, seen: int) -> WriteOutcome:
    """Draft, approve, note as posted or drop a piece of news. Nothing is ever posted from here."""
    file = NEWS_FILE + news_id
    with parts.store.read() as tx:
        draft = read_news(news_id, tx.cases.events(file))
    reason = news_refusal(draft, body, by)
    if reason is None and isinstance(body, NewsPosted) and body.posted_at > parts.clock.now():
        reason = POSTED_LATER
    # Who read an older version hears of the conflict first.
    if reason is not None and (draft.version if draft else 0) == seen:
        return Rejected(reason)
    return _write_file(parts, file, body, by=by, seen=seen)


def _write_file(parts: Parts, file: str, body: object, *, by: Author, seen: int) -> WriteOutcome:
    if not by.person.strip():
        return Rejected("Chưa có tên người viết. Hãy ghi họ tên rồi gửi lại.")
    with parts.store.transaction() as tx:
        return append(tx, file, body, by=by, at=parts.clock.now(), seen=seen)
