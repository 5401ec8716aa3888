from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from alerts.escalating import LAST_CALL
from alerts.links import LinkSigner, Purpose
from alerts.policy import AlertIntent
from alerts.render import render
from alerts.render_digest import render_digest
from alerts.rule_words import rule_words
from alerts.words import CHANGES, CHANNELS, LABELS, LEVELS, OPENINGS, span_words
from monitor.core.casework.cases import Transfer
from monitor.core.handling import DigestLine
from monitor.core.incidents import Change, Incident, IncidentStatus, Veracity
from monitor.core.items import Channel
from monitor.core.labels import Severity, Territory
from monitor.core.notifications import CitedReason, Notification, NotificationKind
from monitor.core.plan import Contact
from tests.fakes.incidents import ITEMS, NOON, after, hoa_sen, local, press_clock
from tests.fakes.plans import a_plan

SIGNER = LinkSigner(b"k" * 32)
BASE = "https://giamsat.so.example/"
KINDS = [kind for kind in NotificationKind if kind is not NotificationKind.DIGEST]


def written(
    incident: Incident,
    kind: NotificationKind = NotificationKind.PUSH,
    *,
    unit: str = "gdth",
    now: datetime = NOON,
    transfer: Transfer | None = None,
    person: int = 0,
    step: str = "",
    **fields: Any,
) -> Notification:
    also = ("pgd-ba-tri", "van-phong")
    intent = AlertIntent(incident.id, unit, kind, incident.revision, step, also=also, transfer=transfer, person=person)
    values: dict[str, Any] = {"items": ITEMS, "plan": a_plan(), "base_url": BASE, "signer": SIGNER}
    return render(intent, incident, now=now, **(values | fields))


def crisis(**fields: Any) -> Incident:
    incident = hoa_sen(
        level=Severity.S4, revision=2, veracity=Veracity.CONFIRMED, confidence=0.85, press_origins=1, origins=3,
        item_ids=("q1", "q2", "q3"), counts=(("death", 1), ("hospitalised", 60)), clock=press_clock(),
        changes=(Change.LEVEL_UP, Change.FIRST_PRESS),
    )  # fmt: skip
    return replace(incident, **fields)


class TestPush:
    def test_names_school_commune_counts_and_why(self) -> None:
        message = written(hoa_sen())
        for where in (message.subject, message.text, message.html, message.short):
            assert "Trường Tiểu học Hoa Sen" in where
            assert "xã An Đức" in where
            assert "11 người nhập viện" in where
        for why in (message.text, message.html, message.short):
            assert "nhập viện mười mấy đứa" in why
            assert "có người nhập viện (từ 10 người)" in why.lower()

    @pytest.mark.parametrize(
        "line",
        [
            "Mức độ: S3 – nghiêm trọng",
            "Kiểm chứng: chưa kiểm chứng – chưa có cơ quan nào xác nhận",
            "Độ tin cậy: thấp (0,30 trên 1)",
            "Nguồn tin: 2 nguồn độc lập, chưa có báo chí (nhóm Facebook)",
            "Thấy tin lần đầu: 13:22 ngày 12/10/2022",
            "Các đơn vị cùng được báo: Phòng GD&ĐT huyện Ba Tri, Văn phòng Sở.",
            "- Báo cáo kết quả xác minh về Văn phòng Sở.",
        ],
    )
    def test_says(self, line: str) -> None:
        assert line in written(hoa_sen()).text.splitlines()

    def test_subject(self) -> None:
        assert written(hoa_sen()).subject == (
            "[S3 – chưa kiểm chứng] Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen, xã An Đức, huyện Ba Tri "
            "(11 người nhập viện)"
        )

    def test_identity(self) -> None:
        message = written(hoa_sen())
        assert (message.key, message.thread) == ("su-co-q1:gdth:push:1", "su-co-q1:gdth")
        assert (message.level, message.labels) == (Severity.S3, ("chua-kiem-chung",))
        assert message.item_ids == ("q1", "q2")

    def test_reasons_are_never_empty(self) -> None:
        (reason,) = written(hoa_sen(reasons=())).reasons
        assert reason.item_id == "q1"
        assert "Hoa Sen" in reason.text

    def test_unknown_place_is_said(self) -> None:
        message = written(hoa_sen(territory=Territory.UNKNOWN, school="", place_name=""))
        assert "Nơi xảy ra: chưa rõ địa bàn" in message.text

    def test_copies_are_told_for_information(self) -> None:
        message = written(crisis(), unit="tccb")
        assert message.text.startswith("Thông báo để biết: có sự cố mức S4 – khủng hoảng.")
        assert "- Để biết và phối hợp khi được yêu cầu." in message.text

    def test_the_same_words_are_quoted_once(self) -> None:
        reasons = [CitedReason("floor.poisoned", item, "ăn bán trú bị ói") for item in ("q1", "q2")]
        text = written(hoa_sen(reasons=(*reasons, CitedReason("floor.hospitalised>=10", "q2", "nhập viện")))).text
        assert text.count("ăn bán trú bị ói") == 1
        assert "nhập viện" in text.split("Căn cứ:")[1]

    def test_missing_items_are_not_cited(self) -> None:
        assert "Tin gốc" not in written(crisis(), items={}).text


class TestDeadline:
    @pytest.mark.parametrize(
        ("clock", "now", "line"),
        [
            pytest.param(
                press_clock(),
                local("13:50"),
                "còn 21 giờ 10 phút, hạn 11:00 ngày 13/10/2022 (tính từ 11:00 ngày 12/10/2022, lúc xảy ra sự việc)",
                id="running",
            ),
            pytest.param(press_clock(), local("2022-10-13T10:15"), "còn 45 phút, hạn 11:00", id="less than an hour"),
            pytest.param(press_clock(), local("2022-10-13T13:00"), "đã quá hạn 2 giờ, hạn 11:00", id="overdue"),
            pytest.param(
                press_clock(basis="first_seen_at"),
                NOON,
                ", lúc thấy tin đầu tiên vì chưa rõ giờ xảy ra)",
                id="basis",
            ),
            pytest.param(
                press_clock(stopped_at=local("2022-10-13T08:00")),
                NOON,
                "đã phát ngôn lúc 08:00 ngày 13/10/2022",
                id="done",
            ),
        ],
    )
    def test_line(self, clock: Any, now: datetime, line: str) -> None:
        message = written(hoa_sen(clock=clock), now=now)
        assert f"Hạn phát ngôn: {line}" in message.text or line in message.text
        assert line in message.short

    def test_warning_opens_with_the_time_left(self) -> None:
        message = written(crisis(), NotificationKind.CLOCK_WARNING, unit="nguoi-phat-ngon", now=local("23:00"))
        assert message.text.startswith("Hạn phát ngôn của sự cố mức S4 – khủng hoảng: còn 12 giờ.")
        assert message.subject.startswith("[S4 – hạn phát ngôn]")


class TestKinds:
    @pytest.mark.parametrize(
        ("incident", "kind", "subject", "opening"),
        [
            pytest.param(
                crisis(),
                NotificationKind.ESCALATION,
                "Re: [S4 – nâng mức, nhắc lại] ",
                "Nhắc lại: ",
                id="repeat of a rise",
            ),
            pytest.param(crisis(), NotificationKind.UPDATE, "Re: [S4 – nâng mức] ", "Diễn biến mới", id="rise"),
            pytest.param(
                crisis(changes=(Change.NEW_FACT,)),
                NotificationKind.UPDATE,
                "Re: [S4 – đã xác nhận] ",
                "Diễn biến mới",
                id="update",
            ),
            pytest.param(
                hoa_sen(),
                NotificationKind.ESCALATION,
                "Re: [S3 – nhắc lại] ",
                "Nhắc lại: chưa có đơn vị nào",
                id="repeat",
            ),
            pytest.param(
                hoa_sen(), NotificationKind.CANDIDATE, "[S3 – chờ xem xét] ", "Có tin ở mức S3", id="candidate"
            ),
            pytest.param(
                crisis(changes=(Change.DENIED,), veracity=Veracity.REFUTED),
                NotificationKind.CORRECTION,
                "Re: [S4 – đính chính] ",
                "Đính chính: thông tin đã báo trước đây đã bị bác bỏ",
                id="denied",
            ),
            pytest.param(
                crisis(changes=(Change.CORRECTED,)),
                NotificationKind.CORRECTION,
                "Re: [S4 – đính chính] ",
                "Đính chính: thông tin đã báo trước đây có thay đổi",
                id="corrected",
            ),
            pytest.param(
                crisis(status=IncidentStatus.CLOSED, outcome="mark_false", veracity=Veracity.REFUTED),
                NotificationKind.CORRECTION,
                "Re: [S4 – đính chính] ",
                "Đính chính: sau khi xác minh",
                id="false",
            ),
            pytest.param(
                crisis(status=IncidentStatus.CLOSED, outcome="mark_not_ours"),
                NotificationKind.CORRECTION,
                "Re: [S4 – đính chính] ",
                "Đính chính: sự việc đã báo trước đây không thuộc",
                id="not ours",
            ),
            pytest.param(
                crisis(status=IncidentStatus.CLOSED, outcome="resolved"),
                NotificationKind.CLOSE,
                "Re: [S4 – kết thúc] ",
                "Đã kết thúc xử lý sự cố. Kết quả: đã giải quyết.",
                id="closed",
            ),
            pytest.param(
                crisis(status=IncidentStatus.CLOSED, outcome="em Nguyễn Văn An đã xuất viện"),
                NotificationKind.CLOSE,
                "Re: [S4 – kết thúc] ",
                "Đã kết thúc xử lý sự cố. Kết quả: em N.V.A. đã xuất viện.",
                id="closed in own words",
            ),
        ],
    )
    def test_subject_and_opening(self, incident: Incident, kind: NotificationKind, subject: str, opening: str) -> None:
        message = written(incident, kind)
        assert message.subject.startswith(subject)
        assert message.text.startswith(opening)

    @pytest.mark.parametrize(
        ("step", "subject", "opening"),
        [
            pytest.param("45n", "[S3 – báo lên] ", "Báo lên: các đơn vị đã được báo chưa xác nhận", id="first heard"),
            pytest.param("15", "Re: [S3 – nhắc lại] ", "Nhắc lại: chưa có đơn vị nào", id="again"),
        ],
    )
    def test_a_step_speaks_differently_to_who_hears_of_it_first(self, step: str, subject: str, opening: str) -> None:
        message = written(hoa_sen(), NotificationKind.ESCALATION, step=step)
        assert message.subject.startswith(subject)
        assert message.text.startswith(opening)

    def test_changes_are_named(self) -> None:
        assert "Điểm mới: nâng mức sự cố, báo chí bắt đầu đưa tin." in written(crisis(), NotificationKind.UPDATE).text

    def test_a_closed_incident_shows_no_running_deadline(self) -> None:
        closed = crisis(status=IncidentStatus.CLOSED, outcome="resolved")
        assert "Hạn phát ngôn" not in written(closed, NotificationKind.CLOSE).text

    @pytest.mark.parametrize(
        ("unit", "duty"),
        [
            ("lanh-dao", "Cho ý kiến chỉ đạo xử lý."),
            ("nguoi-phat-ngon", "Chuẩn bị nội dung phát ngôn, trình duyệt trước hạn."),
            ("van-phong", "Theo dõi, đôn đốc đơn vị xử lý."),
            ("gdth", "Liên hệ nơi xảy ra để xác minh sự việc, bảo đảm an toàn cho học sinh."),
        ],
    )
    def test_each_reader_is_asked_what_is_theirs(self, unit: str, duty: str) -> None:
        assert f"- {duty}" in written(crisis(), unit=unit).text


class TestLinks:
    @pytest.mark.parametrize("kind", [NotificationKind.PUSH, NotificationKind.UPDATE, NotificationKind.ESCALATION])
    def test_the_link_acknowledges_for_this_unit(self, kind: NotificationKind) -> None:
        message = written(crisis(), kind)
        found = re.search(r"https://giamsat\.so\.example/xac-nhan/(\S+)", message.short)
        assert found is not None
        claim = SIGNER.verify(found[1], now=after(60))
        assert claim is not None
        assert (claim.incident_id, claim.unit, claim.notification_key) == ("su-co-q1", "gdth", message.key)
        assert found[0] in message.html

    @staticmethod
    def labelled(message: Notification) -> dict[str, Purpose]:
        """What each link of the text says, and what it is for."""
        found = re.findall(r"^(.+): https://giamsat\.so\.example/xac-nhan/(\S+)$", message.text, re.MULTILINE)
        claims = {label: SIGNER.verify(token, now=NOON) for label, token in found}
        return {label: claim.purpose for label, claim in claims.items() if claim is not None}

    def test_each_link_does_what_it_says(self) -> None:
        assert self.labelled(written(hoa_sen())) == {
            "Đã nhận": Purpose.ACKNOWLEDGE,
            "Không phải sự cố": Purpose.NOT_INCIDENT,
            "Chuyển đơn vị": Purpose.TRANSFER,
            "Xem": Purpose.VIEW,
        }

    def test_who_is_only_informed_decides_nothing(self) -> None:
        assert set(self.labelled(written(hoa_sen(), unit="tccb"))) == {"Đã nhận", "Xem"}

    def test_the_office_decides_although_it_gets_a_copy(self) -> None:
        assert "Chuyển đơn vị" in self.labelled(written(hoa_sen(), unit="van-phong"))

    def test_who_is_asked_to_take_over_answers(self) -> None:
        asked = Transfer(1, "gdth", "cttt", "thuộc lĩnh vực của phòng.", NOON)
        message = written(hoa_sen(), unit="cttt", transfer=asked)
        assert self.labelled(message) == {
            "Nhận xử lý": Purpose.TAKE,
            "Không nhận": Purpose.DECLINE,
            "Xem": Purpose.VIEW,
        }
        assert message.text.startswith(
            "Phòng Giáo dục Tiểu học đề nghị đơn vị nhận xử lý sự cố mức S3 – nghiêm trọng. "
            "Lý do: thuộc lĩnh vực của phòng.\n"
        )
        assert message.subject.startswith("[S3 – đề nghị nhận xử lý] ")

    def test_a_refusal_reads_as_one(self) -> None:
        declined = Transfer(1, "gdth", "cttt", "x", NOON, accepted=False, answered_at=after(9), answer="đang quá tải")
        message = written(hoa_sen(), NotificationKind.UPDATE, transfer=declined)
        assert message.text.startswith(
            "Phòng Chính trị, tư tưởng không nhận xử lý sự cố mức S3 – nghiêm trọng, đơn vị vẫn phụ trách. "
            "Lý do: đang quá tải.\n"
        )

    def test_who_stands_in_is_told_why(self) -> None:
        message = written(hoa_sen(), NotificationKind.ESCALATION, person=1)
        assert message.person == 1
        assert message.text.startswith("Báo người thay thế: người trực của đơn vị chưa xác nhận")

    def test_the_last_call_asks_for_the_telephone(self) -> None:
        message = written(crisis(), NotificationKind.ESCALATION, unit="lanh-dao", step=LAST_CALL)
        assert message.text.startswith("Đã báo và nhắc nhiều lần mà chưa ai xác nhận đã nhận tin về sự cố mức S4")
        assert "hãy gọi điện cho đơn vị phụ trách" in message.short
        assert "xac-nhan" in message.short
        assert "chưa ai nhận] " in message.subject
        assert "- Gọi điện cho đơn vị phụ trách và Văn phòng ngay." in message.text

    def test_the_last_call_names_whom_to_call(self) -> None:
        plan = a_plan()
        known = Contact("Cô trực", phone="0900000000"), Contact("Thầy thay")
        units = tuple(replace(unit, contacts=known) if unit.id == "gdth" else unit for unit in plan.units)
        message = written(
            crisis(units=("gdth",)), NotificationKind.ESCALATION, unit="lanh-dao", step=LAST_CALL,
            plan=replace(plan, units=units),
        )  # fmt: skip
        assert "Số điện thoại: Cô trực: 0900000000\n" in message.text
        assert "Số điện thoại: Cô trực: 0900000000\n" in message.short

    @pytest.mark.parametrize(
        ("incident", "line"),
        [
            pytest.param(crisis(), "Tiếp nhận: chưa đơn vị nào nhận\n", id="nobody"),
            pytest.param(
                crisis(acknowledged_by="gdth", acknowledged_at=NOON),
                "Tiếp nhận: Phòng Giáo dục Tiểu học, 13:41 ngày 12/10/2022\n",
                id="a-unit",
            ),
        ],
    )
    @pytest.mark.parametrize("kind", [NotificationKind.CLOCK_WARNING, NotificationKind.UPDATE])
    def test_who_looks_after_it_and_whether_anybody_does(
        self, incident: Incident, line: str, kind: NotificationKind
    ) -> None:
        message = written(incident, kind, unit="nguoi-phat-ngon")
        assert "Giao cho: Phòng Giáo dục Tiểu học" in message.text
        assert line in message.text
        assert "Tiếp nhận:" not in written(incident, NotificationKind.PUSH).text

    @pytest.mark.parametrize(("signer", "base_url"), [(None, BASE), (SIGNER, "")])
    def test_without_a_signer_or_address_there_is_none(self, signer: LinkSigner | None, base_url: str) -> None:
        message = written(crisis(), signer=signer, base_url=base_url)
        assert "xac-nhan" not in message.text + message.html + message.short

    @pytest.mark.parametrize("kind", [NotificationKind.CLOSE, NotificationKind.CORRECTION])
    def test_a_last_word_asks_for_none(self, kind: NotificationKind) -> None:
        closed = crisis(status=IncidentStatus.CLOSED, outcome="resolved")
        assert "xac-nhan" not in written(closed, kind).text

    def test_only_web_addresses_become_links(self) -> None:
        items = {"q3": replace(ITEMS["q3"], url="javascript:alert(1)")}
        assert "javascript" not in written(crisis(), items=items).html


class TestPrivacy:
    SECRETS = ("Nguyễn Văn An", "Lê Thị Mận", "0912 345 678", "0912345678")

    def test_private_persons_and_minors_are_never_named(self) -> None:
        reasons = (CitedReason("floor.death-of-pupil", "q3", "em Nguyễn Văn An, gọi mẹ em số 0912 345 678"),)
        for kind in KINDS:
            message = written(crisis(reasons=reasons, outcome="bà Lê Thị Mận đã nhận lỗi"), kind)
            shown = message.subject + message.text + message.html + message.short + str(message.reasons)
            assert not [secret for secret in self.SECRETS if secret in shown]

    def test_markup_in_the_news_stays_text(self) -> None:
        reasons = (CitedReason("floor.x", "q3", "<script>alert(1)</script>"),)
        html = written(crisis(reasons=reasons, title="<b>Ngộ độc</b>")).html
        assert "<script>" not in html
        assert "<b>Ngộ độc" not in html


@pytest.mark.parametrize("kind", KINDS)
def test_every_message_is_nfc_and_fits_zalo(kind: NotificationKind) -> None:
    message = written(crisis(title=unicodedata.normalize("NFD", crisis().title)), kind)
    for text in (message.subject, message.text, message.html, message.short):
        assert unicodedata.is_normalized("NFC", text)
    assert len(message.short) <= 2000
    assert "\n\n\n" not in message.text
    assert "None" not in message.text + message.html


def test_html_is_one_column_without_remote_parts() -> None:
    html = written(crisis()).html
    assert "max-width:600px" in html
    assert not re.search(r"<(img|script|link|iframe)|url\(", html)


class TestDigest:
    @staticmethod
    def line(incident: str | None, level: Severity, text: str, **fields: Any) -> DigestLine:
        values: dict[str, Any] = {"labels": ("chua-kiem-chung",), "added_at": NOON, "reason": "digest"}
        return DigestLine("gdth", incident, f"i-{text}", level, text=text, **(values | fields))

    def written(self, *lines: DigestLine) -> Notification:
        return render_digest("gdth", lines, slot=local("16:30"), plan=a_plan(), base_url=BASE, now=local("16:30"))

    def test_gravest_first_one_line_each(self) -> None:
        message = self.written(
            self.line("v1", Severity.S1, "hỏi lịch học"),
            self.line("v2", Severity.S3, "ngộ độc", reason="budget"),
            self.line(None, Severity.S2, "bữa ăn"),
        )
        order = [
            message.text.index(text) for text in ("S3 – nghiêm trọng", "ngộ độc", "S2 – ", "bữa ăn", "S1 – ", "hỏi")
        ]
        assert order == sorted(order)
        assert "không báo ngay vì đơn vị đã nhận đủ số tin báo trong 12 giờ" in message.text
        assert "https://giamsat.so.example/su-co/v2" in message.text
        assert (message.level, message.incident_id, message.kind) == (Severity.S3, None, NotificationKind.DIGEST)

    def test_one_incident_is_one_line_in_its_latest_state(self) -> None:
        message = self.written(
            self.line("v1", Severity.S2, "mới nhất", added_at=after(60)), self.line("v1", Severity.S2, "cũ")
        )
        assert "mới nhất" in message.text
        assert "cũ" not in message.text
        assert message.subject == "[Tổng hợp] 1 tin cần biết đến 16:30 ngày 12/10/2022"

    def test_key_is_of_unit_and_slot(self) -> None:
        assert self.written(self.line("v1", Severity.S2, "x")).key == "digest:gdth:digest:202210120930"

    def test_persons_are_masked(self) -> None:
        message = self.written(self.line(None, Severity.S1, "cô Lê Thị Mận đánh bạn"))
        assert "Lê Thị Mận" not in message.text + message.html + message.reasons[0].text


class TestWords:
    def test_every_identifier_has_words(self) -> None:
        assert set(CHANGES) == set(Change)
        assert set(CHANNELS) == set(Channel)
        assert set(LEVELS) == set(Severity)
        assert set(KINDS) - set(OPENINGS) == {NotificationKind.CORRECTION}
        for veracity in Veracity:
            assert hoa_sen(veracity=veracity).labels[0] in LABELS

    @pytest.mark.parametrize(
        ("rule", "words"),
        [
            ("floor.hospitalised>=30", "có người nhập viện (từ 30 người)"),
            ("score.violence", "bạo lực, đánh nhau"),
            ("floor.never-heard-of", ""),
            ("severity.S3", ""),
            ("", ""),
        ],
    )
    def test_rules(self, rule: str, words: str) -> None:
        assert rule_words(rule) == words

    @pytest.mark.parametrize(
        ("minutes", "words"),
        [(0, "0 phút"), (45, "45 phút"), (60, "1 giờ"), (125, "2 giờ 05 phút"), (1270, "21 giờ 10 phút")],
    )
    def test_spans(self, minutes: int, words: str) -> None:
        assert span_words(after(minutes) - NOON) == words
