"""Case files over a real store: what a write does to the incident, who was faster, hand-overs, signed links."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from alerts.channels.recording import RecordingChannel
from alerts.links import LinkSigner, Purpose
from alerts.routes import route
from monitor.core.casework.cases import (
    Author,
    CaseClosed,
    LineWritten,
    Noted,
    Origin,
    OwnerSet,
    SecondRead,
    StatementRecorded,
    TaskAdded,
    TransferAnswered,
    TransferAsked,
)
from monitor.core.clock import VirtualClock
from monitor.core.events import ClockChanged, Event, IncidentChanged
from monitor.core.handling import Action, ActionKind, OutboxEntry
from monitor.core.incidents import Incident, IncidentStatus, StatementClock
from monitor.core.press.distribution import ListSet, Member
from monitor.core.press.mandates import MandateGiven, MandateKind, MandateRevoked
from monitor.core.press.news import NewsApproved, NewsPosted, NewsState, NewsWritten
from monitor.core.press.tracks import Track, TrackKind
from monitor.stages.acting import act
from monitor.stages.casework import (
    Conflict,
    Rejected,
    Written,
    close_track,
    distribution_lists,
    news,
    open_track,
    read_case,
    register,
    tracks,
    write_case,
    write_lists,
    write_news,
    write_register,
)
from monitor.stages.deciding import merge_incident
from monitor.stages.judging import Judge
from monitor.stages.linked_acts import Done, InvalidLink, LinkPage, NotDone, UsedBefore, read_link, use_link
from monitor.stages.parts import Ledger, Parts
from monitor.stages.timing import run_due
from monitor.store.database import Store, open_store
from monitor.stories.incidents import IncidentContext
from tests.fakes.plans import a_plan
from tests.fakes.store_rows import T0, an_incident, an_item, at

SIGNER = LinkSigner(b"k" * 32)
HAI = Author("Trần Thị Hải", "cttt")
BINH = Author("Lê Văn Bình", "gdth")


class NoLabels:
    def classify_batch(self, *_: object, **__: object) -> list[Any]:
        raise AssertionError("nothing is judged here")


class Office:
    """A store with one open S3 that cttt handles and has acknowledged, and what happened in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = VirtualClock(at(10))
        self.events: list[Event] = []
        plan = a_plan()
        context = IncidentContext(plan=plan, route=lambda query: route(plan, query), name_of=lambda place: place)
        self.parts = Parts(
            plan, store, NoLabels(), context, self.clock, {"email": RecordingChannel("email")},
            signer=SIGNER, base_url="https://so.example", sink=self.events.append,
        )  # fmt: skip
        self.judge = Judge(self.parts)
        clock = StatementClock("2022", "first_seen_at", T0, at(24 * 60))
        self.put(an_incident(clock=clock, acknowledged_at=at(1), acknowledged_by="cttt"))

    def put(self, incident: Incident) -> None:
        with self.store.transaction() as tx:
            tx.items.put(an_item(), now=T0)
            tx.incidents.put(incident, next_due_at=at(5))

    @property
    def incident(self) -> Incident:
        with self.store.read() as tx:
            incident = tx.incidents.get("v1")
        assert incident is not None
        return incident

    def write(self, body: Any, by: Author = HAI, *, seen: int | None = None) -> Any:
        if seen is None:
            with self.store.read() as tx:
                seen = read_case(tx, "v1").version
        return write_case(self.parts, self.judge, "v1", body, by=by, seen=seen)

    def act(self, kind: ActionKind, actor: str, **args: Any) -> None:
        act(self.parts, self.judge, Action(self.clock.now(), actor, kind, incident_id="v1", args=tuple(args.items())))

    def link(self, purpose: Purpose, unit: str = "cttt", key: str = "k") -> str:
        return SIGNER.sign("v1", unit, key, expires=at(7 * 24 * 60), purpose=purpose)

    def use(self, token: str, **form: str) -> Any:
        return use_link(self.parts, self.judge, token, form)

    def messages(self, unit: str) -> list[OutboxEntry]:
        with self.store.read() as tx:
            return [entry for entry in tx.outbox.for_incident("v1") if entry.notification.unit == unit]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield Office(store)
    store.close()


class TestWriting:
    def test_who_when_and_from_where_are_kept(self, office: Office) -> None:
        by = replace(HAI, origin=Origin.LINK)
        assert office.write(Noted("Đã gọi hiệu trưởng."), by) == Written(1)
        with office.store.read() as tx:
            (event,) = read_case(tx, "v1").log
            line = tx.audit.recent(1)[0]
        assert (event.by, event.at, event.body) == (by, at(10), Noted("Đã gọi hiệu trưởng."))
        assert (line.actor, line.act, line.what) == ("Trần Thị Hải", "case.Noted", "incident:v1")

    def test_who_read_an_older_version_is_told_who_was_faster(self, office: Office) -> None:
        office.write(LineWritten("Sở đang xác minh."), BINH)
        assert office.write(LineWritten("Bản khác."), HAI, seen=0) == Conflict(1, BINH, at(10))
        with office.store.read() as tx:
            assert [line.text for line in read_case(tx, "v1").lines] == ["Sở đang xác minh."]

    def test_of_many_at_once_one_writes(self, office: Office) -> None:
        outcomes: list[Any] = []
        start = threading.Barrier(6)

        def write(number: int) -> None:
            start.wait()
            outcomes.append(office.write(Noted(f"ghi {number}"), seen=0))

        threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict"] * 5 + ["Written"]

    def test_what_the_rules_refuse_changes_nothing(self, office: Office) -> None:
        assert isinstance(office.write(Noted(" ")), Rejected)
        with office.store.read() as tx:
            assert read_case(tx, "v1").version == 0

    def test_an_incident_that_is_not_there(self, office: Office) -> None:
        outcome = write_case(office.parts, office.judge, "v404", Noted("x"), by=HAI, seen=0)
        assert isinstance(outcome, Rejected)

    def test_the_file_survives_in_every_kind(self, office: Office) -> None:
        bodies = [OwnerSet("Trần Thị Hải", "cttt"), TaskAdded("Gọi trường", "Bình", at(99)), Noted("x")]
        for body in bodies:
            office.write(body)
        with office.store.read() as tx:
            assert [event.body for event in read_case(tx, "v1").log] == bodies


class TestWhatFollows:
    def test_a_statement_stops_the_clock_when_it_was_made(self, office: Office) -> None:
        assert office.write(StatementRecorded(at(4), "cổng thông tin", "Ngô Dung")) == Written(1)
        clock = office.incident.clock
        assert clock is not None
        assert (clock.stopped_at, clock.statement_url) == (at(4), "cổng thông tin")
        assert [event.event for event in office.events if isinstance(event, ClockChanged)] == ["stopped"]

    def test_closing_the_file_closes_the_incident(self, office: Office) -> None:
        office.write(CaseClosed("trường đã bồi thường", "gọi sớm hơn", at(9999)))
        assert (office.incident.status, office.incident.outcome) == (IncidentStatus.CLOSED, "trường đã bồi thường")
        assert [e.kind for e in office.events if isinstance(e, IncidentChanged)] == ["closed"]

    @pytest.mark.parametrize(("until", "watched"), [(at(9999), at(9999)), (None, None)])
    def test_who_closes_says_how_long_it_is_watched(self, office: Office, until: Any, watched: Any) -> None:
        office.write(CaseClosed("trường đã bồi thường", "không có", until))
        assert office.incident.watched_until == watched

    def test_the_file_of_a_merged_incident_is_found_from_the_other(self, office: Office) -> None:
        office.write(Noted("Đã gọi hiệu trưởng."))
        loser = office.incident
        with office.store.transaction() as tx:
            tx.incidents.put(an_incident("v2"), next_due_at=None)
            merge_incident(Ledger(tx), loser, an_incident("v2"), now=at(20))
        with office.store.read() as tx:
            assert read_case(tx, "v1").merged_from == ("v1",)
            assert tx.cases.events("incident:v1")[0].body == Noted("Đã gọi hiệu trưởng.")

    def test_a_sensitive_case_needs_a_second_reader(self, office: Office) -> None:
        office.put(an_incident(counts=(("death", 1),), acknowledged_at=at(1)))
        closed = CaseClosed("đã xử lý", "không có")
        assert isinstance(office.write(closed), Rejected)
        assert office.incident.is_open
        office.write(SecondRead(agrees=True), BINH)
        assert isinstance(office.write(closed), Written)
        assert not office.incident.is_open


class TestHandOver:
    def test_the_giver_keeps_the_case_until_it_is_taken(self, office: Office) -> None:
        office.write(TransferAsked("gdth", "thuộc lĩnh vực của phòng"))
        assert office.incident.units == ("cttt",)
        (asked,) = office.messages("gdth")
        assert "đề nghị đơn vị nhận xử lý" in asked.notification.text
        office.write(TransferAnswered(1, accepted=True), BINH)
        assert office.incident.units == ("gdth",)
        assert [e.kind for e in office.events if isinstance(e, IncidentChanged)] == ["updated"]

    def test_it_stays_taken_when_the_incident_is_judged_again(self, office: Office) -> None:
        office.write(TransferAsked("gdth", "lý do"))
        office.write(TransferAnswered(1, accepted=True), BINH)
        office.put(replace(office.incident, units=("cttt",)))
        run_due(office.parts, now=at(20))
        assert office.incident.units == ("gdth",)

    def test_a_refusal_reaches_who_asked(self, office: Office) -> None:
        office.write(TransferAsked("gdth", "lý do"))
        office.write(TransferAnswered(1, accepted=False, reason="không đúng cấp học"), BINH)
        assert office.incident.units == ("cttt",)
        assert any("không đúng cấp học" in entry.notification.text for entry in office.messages("cttt"))

    def test_by_acts_of_units(self, office: Office) -> None:
        office.act(ActionKind.TRANSFER, "cttt", to="gdth", reason="lý do")
        office.act(ActionKind.TAKE_OVER, "gdth")
        assert office.incident.units == ("gdth",)

    def test_an_act_the_rules_refuse_is_a_warning(self, office: Office) -> None:
        office.act(ActionKind.TAKE_OVER, "gdth")
        with office.store.read() as tx:
            assert "Không chuyển được" in tx.warnings.recent(1)[0].text


class TestLinks:
    def test_looking_changes_nothing(self, office: Office) -> None:
        for purpose in Purpose:
            page = read_link(office.parts, office.link(purpose))
            assert isinstance(page, LinkPage)
            assert (page.claim.purpose, page.used_at) == (purpose, None)
            assert bool(page.targets) is (purpose is Purpose.TRANSFER)
        assert office.incident.acknowledged_at == at(1)

    def test_acknowledging_works_once(self, office: Office) -> None:
        office.put(an_incident())
        token = office.link(Purpose.ACKNOWLEDGE)
        assert isinstance(office.use(token), Done)
        assert (office.incident.acknowledged_by, office.incident.acknowledged_at) == ("cttt", at(10))
        office.clock.move_to(at(12))
        outcome = office.use(token)
        assert isinstance(outcome, UsedBefore)
        assert outcome.used_at == at(10)
        page = read_link(office.parts, token)
        assert isinstance(page, LinkPage)
        assert page.used_at == at(10)
        assert office.incident.acknowledged_at == at(10)

    def test_not_an_incident_asks_which_and_why(self, office: Office) -> None:
        token = office.link(Purpose.NOT_INCIDENT)
        assert isinstance(office.use(token), NotDone)
        assert isinstance(office.use(token, verdict="mark_false"), NotDone)
        assert isinstance(office.use(token, verdict="resolve", reason="x"), NotDone)
        assert office.incident.is_open
        assert isinstance(office.use(token, verdict="mark_false", reason="trường báo không có"), Done)
        assert office.incident.outcome == "mark_false"

    def test_nobody_closes_a_sensitive_case_with_a_link(self, office: Office) -> None:
        office.put(an_incident(incident_type="child-care-abuse"))
        outcome = office.use(office.link(Purpose.NOT_INCIDENT), verdict="mark_false", reason="nhầm trường")
        assert isinstance(outcome, Done)
        assert "người thứ hai" in outcome.sentence
        assert office.incident.is_open
        with office.store.read() as tx:
            (opinion,) = read_case(tx, "v1").opinions
        assert "nhầm trường" in opinion.text

    @pytest.mark.parametrize("answer", [Purpose.TAKE, Purpose.DECLINE])
    def test_handing_over_by_links(self, office: Office, answer: Purpose) -> None:
        token = office.link(Purpose.TRANSFER)
        assert isinstance(office.use(token, to="gdth"), NotDone)
        assert isinstance(office.use(token, to="gdth", reason="lý do"), Done)
        assert isinstance(office.use(office.link(answer, "gdth"), reason="quá tải"), Done)
        assert office.incident.units == (("gdth",) if answer is Purpose.TAKE else ("cttt",))

    def test_only_the_unit_asked_answers(self, office: Office) -> None:
        office.use(office.link(Purpose.TRANSFER), to="gdth", reason="lý do")
        assert isinstance(office.use(office.link(Purpose.TAKE, "tccb")), NotDone)
        assert office.incident.units == ("cttt",)

    def test_a_link_to_look_cannot_act(self, office: Office) -> None:
        assert isinstance(office.use(office.link(Purpose.VIEW)), InvalidLink)

    @pytest.mark.parametrize("days", [7, 30])
    def test_an_expired_link(self, office: Office, days: int) -> None:
        office.clock.move_to(T0 + timedelta(days=days))
        token = office.link(Purpose.ACKNOWLEDGE)
        assert isinstance(read_link(office.parts, token), InvalidLink)
        assert isinstance(office.use(token), InvalidLink)


class TestPressOffice:
    GIVEN = MandateGiven("m1", MandateKind.CASE, "Ngô Dung", "Phó Giám đốc", "", "", T0, T0, at(9999), paper="1/QĐ")

    def test_the_register(self, office: Office) -> None:
        assert write_register(office.parts, self.GIVEN, by=HAI, seen=0) == Written(1)
        assert isinstance(write_register(office.parts, self.GIVEN, by=HAI, seen=1), Rejected)
        assert isinstance(write_register(office.parts, MandateRevoked("m2", "x"), by=HAI, seen=1), Rejected)
        assert isinstance(write_register(office.parts, MandateRevoked("m1", "x"), by=HAI, seen=0), Conflict)
        assert write_register(office.parts, MandateRevoked("m1", "x"), by=HAI, seen=1) == Written(2)
        with office.store.read() as tx:
            assert register(tx, office.parts.plan).mandates[0].revoked_at == at(10)

    def test_lists(self, office: Office) -> None:
        contents = ListSet("bao-chi", (Member("An", "an@bao.example"),))
        assert write_lists(office.parts, contents, by=HAI, seen=0) == Written(1)
        with office.store.read() as tx:
            assert distribution_lists(tx).lists == (contents,)

    def test_news_is_posted_by_people_after_approval(self, office: Office) -> None:
        draft = NewsWritten("Trường an toàn", "Nội dung", "cổng thông tin")
        assert write_news(office.parts, "n1", draft, by=HAI, seen=0) == Written(1)
        posted = NewsPosted("https://so.example/1", at(9))
        assert isinstance(write_news(office.parts, "n1", posted, by=HAI, seen=1), Rejected)
        assert write_news(office.parts, "n1", NewsApproved(1), by=BINH, seen=1) == Written(2)
        assert isinstance(write_news(office.parts, "n1", NewsApproved(1), by=BINH, seen=1), Conflict)
        assert write_news(office.parts, "n1", posted, by=HAI, seen=2) == Written(3)
        with office.store.read() as tx:
            assert [piece.state for piece in news(tx)] == [NewsState.POSTED]

    def test_tracks_open_ones_first(self, office: Office) -> None:
        for number, due in ((1, 50), (2, 40), (3, 30)):
            track = Track(f"t{number}", "v1", TrackKind.CORRECTION, T0, at(due), "Luật Báo chí")
            assert open_track(office.parts, track, by=HAI) == Written(1)
        assert isinstance(open_track(office.parts, track, by=HAI), Conflict)
        closed = close_track(office.parts, "t3", closed_at=at(9), note="đã đăng", by=HAI, seen=1)
        assert closed == Written(2)
        assert isinstance(close_track(office.parts, "t3", closed_at=at(9), note="", by=HAI, seen=2), Rejected)
        with office.store.read() as tx:
            assert [track.id for track in tracks(tx)] == ["t2", "t1", "t3"]


class TestReminders:
    MORNING = 60  # 09:00 local; T0 is 08:00

    def test_the_office_reads_of_them_in_its_digest_once(self, office: Office) -> None:
        write_register(office.parts, replace(TestPressOffice.GIVEN, paper=""), by=HAI, seen=0)
        track = Track("t1", None, TrackKind.PETITION, T0, at(60), "Luật Báo chí")
        open_track(office.parts, track, by=HAI)
        for hours in (0, 1, 2, 30):
            run_due(office.parts, now=at(self.MORNING + hours * 60))
        with office.store.read() as tx:
            texts = [entry.notification.text for entry in tx.outbox.recent(50)]
        digest = "\n".join(text for text in texts if "Tổng hợp" in text)
        assert digest.count("Chưa có số văn bản ủy quyền phát ngôn của Ngô Dung") == 1
        assert digest.count("Đã quá hạn trả lời đơn thư") == 1

    def test_missing_addresses_are_told_once_a_day(self, office: Office) -> None:
        units = tuple(replace(unit, contacts=()) if unit.id == "cttt" else unit for unit in office.parts.plan.units)
        parts = replace(office.parts, plan=replace(office.parts.plan, units=units))
        for hours in (0, 1, 2, 24, 25):
            run_due(parts, now=at(self.MORNING + hours * 60))
        with office.store.read() as tx:
            found = [w for w in tx.warnings.recent(20) if w.key.startswith("reach:")]
        assert [w.key for w in found] == ["reach:2022-10-13", "reach:2022-10-12"]
        assert "Phòng Chính trị, tư tưởng" in found[0].text
