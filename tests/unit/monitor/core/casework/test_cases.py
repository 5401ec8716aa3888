"""Reading a case file from its events, and what may be written into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.casework.cases import (
    Author,
    CaseBody,
    CaseClosed,
    CaseFile,
    CaseMerged,
    FileEvent,
    LineApproved,
    LineWritten,
    Noted,
    OpinionGiven,
    OwnerSet,
    SecondRead,
    StatementRecorded,
    TaskAdded,
    TaskDone,
    Transfer,
    TransferAnswered,
    TransferAsked,
    case_file,
    is_sensitive,
    with_hand_overs,
)
from monitor.core.casework.rules import TEXT_LIMIT, Around, refusal
from monitor.core.casework.words import _WORDS, event_words
from tests.fakes.incidents import NOON, after, hoa_sen
from tests.fakes.plans import a_plan

HAI = Author("Trần Thị Hải", "cttt")
BINH = Author("Lê Văn Bình", "gdth")
CHANH = Author("Phạm Chánh", "van-phong")
UNITS = ("cttt", "gdth", "van-phong")
STATED = StatementRecorded(after(-5), "cổng thông tin của Sở", "Người phát ngôn")
CLOSED = CaseClosed("đã giải quyết", "gọi trường sớm hơn")


def a_file(*bodies: tuple[Author, CaseBody]) -> CaseFile:
    """A file with these events, one a minute."""
    events = [FileEvent("incident:v1", n, after(n), by, body) for n, (by, body) in enumerate(bodies, start=1)]
    return case_file("v1", events)


def around(by: Author = HAI, *, sensitive: bool = False) -> Around:
    return Around(by, after(60), UNITS, sensitive=sensitive)


def test_nobody_wrote_yet() -> None:
    assert a_file() == CaseFile("v1")
    assert a_file().line_to_take is None


def test_the_file_says_who_does_what() -> None:
    file = a_file(
        (CHANH, OwnerSet("Trần Thị Hải", "cttt")),
        (HAI, TaskAdded("Gọi trường", "Lê Văn Bình", after(90))),
        (HAI, TaskAdded("Soạn báo cáo", "Trần Thị Hải")),
        (BINH, TaskDone(1, "đã gọi hiệu trưởng")),
        (BINH, OpinionGiven("Trường đã báo công an.")),
        (CHANH, STATED),
    )
    assert (file.version, file.owner) == (6, OwnerSet("Trần Thị Hải", "cttt"))
    assert [task.number for task in file.open_tasks] == [2]
    assert (file.tasks[0].done_at, file.tasks[0].note) == (after(4), "đã gọi hiệu trưởng")
    assert [(o.by.unit, o.text) for o in file.opinions] == [("gdth", "Trường đã báo công an.")]
    assert file.statements == (STATED,)
    assert [event.by for event in file.log] == [CHANH, HAI, HAI, BINH, BINH, CHANH]


def test_only_an_approved_line_may_be_used() -> None:
    first, second = LineWritten("Sở đang xác minh."), LineWritten("Sở đã xác minh.")
    file = a_file((HAI, first), (CHANH, LineApproved(1)), (HAI, second))
    assert file.line_to_take is not None
    assert file.line_to_take.text == first.text
    assert (file.line_to_take.approved_by, file.line_to_take.approved_at) == (CHANH, after(2))
    assert [line.approved_by for line in file.lines] == [CHANH, None]


def test_a_second_reader_who_changes_their_mind_no_longer_agrees() -> None:
    assert a_file((BINH, SecondRead(agrees=True))).second_readers == (BINH,)
    assert a_file((BINH, SecondRead(agrees=True)), (BINH, SecondRead(agrees=False, text="x"))).second_readers == ()


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [
        (None, None),
        (TransferAnswered(1, accepted=True), True),
        (TransferAnswered(1, accepted=False, reason="x"), False),
    ],
    ids=["waits", "taken", "declined"],
)
def test_transfer(answer: TransferAnswered | None, *, accepted: bool | None) -> None:
    asked = (HAI, TransferAsked("gdth", "thuộc phòng chuyên môn"))
    file = a_file(asked, *([(BINH, answer)] if answer else []))
    (transfer,) = file.transfers
    assert (transfer.from_unit, transfer.to_unit, transfer.accepted) == ("cttt", "gdth", accepted)
    assert (file.pending_transfer is None) == (accepted is not None)


def a_transfer(source: str, target: str, *, accepted: bool | None = True) -> Transfer:
    return Transfer(1, source, target, "lý do", NOON, accepted)


@pytest.mark.parametrize(
    ("transfers", "units"),
    [
        pytest.param((), ("cttt", "pgd"), id="none"),
        pytest.param((a_transfer("cttt", "gdth"),), ("gdth", "pgd"), id="the taker stands where the giver stood"),
        pytest.param((a_transfer("cttt", "gdth", accepted=None),), ("cttt", "pgd"), id="not answered"),
        pytest.param((a_transfer("cttt", "gdth", accepted=False),), ("cttt", "pgd"), id="declined"),
        pytest.param(
            (a_transfer("van-phong", "gdth"),), ("cttt", "pgd", "gdth"), id="given by one that handles nothing"
        ),
        pytest.param((a_transfer("cttt", "pgd"),), ("pgd",), id="to one that handles it already"),
        pytest.param((a_transfer("cttt", "gdth"), a_transfer("gdth", "cttt")), ("cttt", "pgd"), id="there and back"),
    ],
)
def test_hand_overs(transfers: tuple[Transfer, ...], units: tuple[str, ...]) -> None:
    assert with_hand_overs(("cttt", "pgd"), transfers) == units


names = st.sampled_from(["cttt", "gdth", "pgd", "van-phong"])


@given(
    st.lists(names, unique=True, min_size=1), st.lists(st.tuples(names, names, st.sampled_from([True, False, None])))
)
def test_somebody_always_handles_it_and_nobody_twice(
    units: list[str], moves: list[tuple[str, str, bool | None]]
) -> None:
    transfers = [a_transfer(source, target, accepted=accepted) for source, target, accepted in moves]
    handling = with_hand_overs(tuple(units), transfers)
    assert handling
    assert len(set(handling)) == len(handling)


@pytest.mark.parametrize(
    ("fields", "sensitive"),
    [
        pytest.param({}, False, id="ill from food"),
        pytest.param({"incident_type": "child-care-abuse"}, True, id="child care abuse"),
        pytest.param({"incident_type": "abuse-sexual"}, True, id="restricted by the plan"),
        pytest.param({"counts": (("death", 1),)}, True, id="a death counted"),
        pytest.param({"counts": (("death", 0),)}, False, id="no death"),
        pytest.param({"fact_kinds": ("death-of-pupil",)}, True, id="a death told"),
        pytest.param({"fact_kinds": ("suicide",)}, True, id="a suicide"),
    ],
)
def test_sensitive(fields: dict[str, object], *, sensitive: bool) -> None:
    assert is_sensitive(hoa_sen(**fields), a_plan()) is sensitive


WITH_LINE = a_file((HAI, LineWritten("Sở đang xác minh.")))
WITH_TASK = a_file((HAI, TaskAdded("Gọi trường", "Lê Văn Bình")))
ASKED = a_file((HAI, TransferAsked("gdth", "lý do")))
OWNED = a_file((CHANH, OwnerSet("Trần Thị Hải", "cttt")))
READ = a_file((BINH, SecondRead(agrees=True)))
EMPTY = a_file()


@pytest.mark.parametrize(
    ("file", "body", "by", "sensitive", "words"),
    [
        pytest.param(EMPTY, Noted("Đã gọi."), HAI, False, None, id="a note"),
        pytest.param(EMPTY, Noted("Đã gọi."), replace(HAI, person=" "), False, "họ tên", id="nobody wrote"),
        pytest.param(EMPTY, Noted("  "), HAI, False, "nội dung", id="an empty note"),
        pytest.param(EMPTY, LineWritten("x" * (TEXT_LIMIT + 1)), HAI, False, "quá", id="too long"),
        pytest.param(EMPTY, OwnerSet("Hải", "sao-hoa"), HAI, False, "sao-hoa", id="owner of no unit"),
        pytest.param(EMPTY, OwnerSet("", "cttt"), HAI, False, "tên", id="owner without a name"),
        pytest.param(EMPTY, LineApproved(1), CHANH, False, "mới nhất", id="approve nothing"),
        pytest.param(WITH_LINE, LineApproved(1), CHANH, False, None, id="approve another's line"),
        pytest.param(
            WITH_LINE, LineApproved(1), replace(HAI, person="trần thị  hải"), False, "tự duyệt", id="own line"
        ),
        pytest.param(WITH_LINE, LineApproved(2), CHANH, False, "mới nhất", id="approve a line not there"),
        pytest.param(EMPTY, TaskAdded("Gọi", "", None), HAI, False, "người làm", id="a task for nobody"),
        pytest.param(EMPTY, TaskAdded("Gọi", "Bình", after(60)), HAI, False, "Hạn", id="a task due now"),
        pytest.param(WITH_TASK, TaskDone(1), BINH, False, None, id="done"),
        pytest.param(WITH_TASK, TaskDone(2), BINH, False, "Việc này", id="done, not there"),
        pytest.param(EMPTY, TransferAsked("gdth", "lý do"), HAI, False, None, id="ask"),
        pytest.param(EMPTY, TransferAsked("gdth", " "), HAI, False, "lý do", id="ask without a reason"),
        pytest.param(EMPTY, TransferAsked("cttt", "lý do"), HAI, False, "chính đơn vị", id="ask oneself"),
        pytest.param(EMPTY, TransferAsked("sao-hoa", "lý do"), HAI, False, "sao-hoa", id="ask nobody"),
        pytest.param(ASKED, TransferAsked("van-phong", "lý do"), HAI, False, "chờ trả lời", id="ask twice"),
        pytest.param(ASKED, TransferAnswered(1, accepted=True), BINH, False, None, id="take"),
        pytest.param(ASKED, TransferAnswered(1, accepted=True), CHANH, False, "được đề nghị", id="take for another"),
        pytest.param(ASKED, TransferAnswered(1, accepted=False), BINH, False, "lý do", id="decline without a reason"),
        pytest.param(EMPTY, TransferAnswered(1, accepted=True), BINH, False, "Đề nghị", id="take what nobody gave"),
        pytest.param(EMPTY, STATED, CHANH, False, None, id="a statement"),
        pytest.param(EMPTY, replace(STATED, published_at=after(90)), CHANH, False, "tương lai", id="said tomorrow"),
        pytest.param(EMPTY, replace(STATED, where=""), CHANH, False, "ở đâu", id="said nowhere"),
        pytest.param(OWNED, SecondRead(agrees=True), HAI, False, "chính mình", id="the owner reads"),
        pytest.param(OWNED, SecondRead(agrees=True), BINH, False, None, id="another reads"),
        pytest.param(OWNED, SecondRead(agrees=False), BINH, False, "lý do", id="disagrees without a reason"),
        pytest.param(EMPTY, CLOSED, HAI, False, None, id="close"),
        pytest.param(EMPTY, CLOSED, HAI, True, "người thứ hai", id="close a sensitive case alone"),
        pytest.param(READ, CLOSED, HAI, True, None, id="close a sensitive case read by another"),
        pytest.param(READ, CLOSED, BINH, True, "người thứ hai", id="close a sensitive case as its reader"),
        pytest.param(ASKED, CLOSED, HAI, False, "chờ trả lời", id="close while a hand-over waits"),
        pytest.param(EMPTY, replace(CLOSED, lessons=""), HAI, False, "bài học", id="close without lessons"),
        pytest.param(EMPTY, replace(CLOSED, outcome=""), HAI, False, "kết quả", id="close without an outcome"),
        pytest.param(EMPTY, replace(CLOSED, watch_until=NOON), HAI, False, "theo dõi", id="watched until yesterday"),
    ],
)
def test_what_may_be_written(file: CaseFile, body: CaseBody, by: Author, *, sensitive: bool, words: str | None) -> None:
    reason = refusal(file, body, around(by, sensitive=sensitive))
    assert (reason is None) if words is None else (reason is not None and words in reason)


def test_watching_on_is_a_time_to_come() -> None:
    assert refusal(EMPTY, replace(CLOSED, watch_until=after(60) + timedelta(days=7)), around()) is None


@pytest.mark.parametrize("kind", [*CaseBody.__args__, CaseMerged])
def test_every_event_has_words(kind: type) -> None:
    assert kind in _WORDS


def test_words_of_events() -> None:
    assert event_words(TaskAdded("gọi trường", "Bình", after(60))) == (
        "Giao Bình: gọi trường, hạn 14:41 ngày 12/10/2022."
    )
    assert event_words(TransferAnswered(1, accepted=False, reason="quá tải")) == "Không nhận chuyển (quá tải)."
