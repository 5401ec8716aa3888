"""A small plan with every kind of unit, two periods and the alert rules of the shipped plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from monitor.core.labels import EducationLevel, Severity
from monitor.core.plan import (
    AlertSettings,
    Contact,
    EscalationStep,
    IncidentType,
    LegalProfile,
    Plan,
    Route,
    Theme,
    Unit,
)

OLD_END = date(2025, 6, 30)
NEW_START = date(2025, 7, 1)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def alert_settings(**fields: Any) -> AlertSettings:
    values: dict[str, Any] = {
        "office_unit": "van-phong",
        "spokesperson_unit": "nguoi-phat-ngon",
        "leadership_unit": "lanh-dao",
        "push_confidence": 0.4,
        "budget_pushes": 2,
        "budget_window": timedelta(hours=12),
        "quiet_from": time(22),
        "quiet_to": time(6),
        "group_wait": {Severity.S2: minutes(10)},
        "digest_times": (time(7), time(16, 30)),
        "leadership_delay": minutes(10),
        "update_gap": minutes(30),
        "escalation": (
            EscalationStep(Severity.S3, minutes(15), ("unit",)),
            EscalationStep(Severity.S3, minutes(20), ("substitute", "van-phong")),
            EscalationStep(Severity.S3, minutes(30), ("nguoi-phat-ngon",)),
            EscalationStep(Severity.S3, minutes(45), ("lanh-dao",)),
            EscalationStep(Severity.S4, minutes(10), ("everyone",), minutes(10), 5),
        ),
        "silence_max": timedelta(hours=72),
        "source_silent_after": timedelta(hours=24),
        "channels": ("email", "zalo"),
        "send_attempts": 5,
    }
    return AlertSettings(**(values | fields))


def a_unit(unit_id: str, role: str = "department", **fields: Any) -> Unit:
    name = fields.pop("name", f"Đơn vị {unit_id}")
    contact = Contact(f"Trực {unit_id}", email=f"{unit_id}@so.example", zalo=f"zalo-{unit_id}")
    return Unit(unit_id, name, role, contacts=fields.pop("contacts", (contact,)), **fields)


UNITS = (
    a_unit("lanh-dao", "leadership", name="Lãnh đạo Sở", substitutes=("nguoi-phat-ngon",)),
    a_unit("nguoi-phat-ngon", "spokesperson", name="Người phát ngôn", substitutes=("lanh-dao",)),
    a_unit("van-phong", "office", name="Văn phòng Sở", substitutes=("cttt",)),
    a_unit("thanh-tra", name="Thanh tra Sở", substitutes=("tccb",), valid_to=OLD_END),
    a_unit("tccb", name="Phòng Tổ chức cán bộ", substitutes=("thanh-tra",)),
    a_unit("gdth", name="Phòng Giáo dục Tiểu học", substitutes=("gdtrh",)),
    a_unit("gdtrh", name="Phòng Giáo dục Trung học", substitutes=("gdth",)),
    a_unit("cttt", name="Phòng Chính trị, tư tưởng", substitutes=("gdtrh",)),
    a_unit("ktqlcl", name="Phòng Khảo thí và Quản lý chất lượng"),
    a_unit("pgd-ba-tri", "district", name="Phòng GD&ĐT huyện Ba Tri", place="ben-tre/ba-tri", valid_to=OLD_END),
    a_unit("pgd-binh-dai", "district", name="Phòng GD&ĐT huyện Bình Đại", place="ben-tre/binh-dai", valid_to=OLD_END),
    a_unit("vhxh-ba-tri", "commune", name="Phòng VH-XH xã Ba Tri", place="vinh-long/ba-tri", valid_from=NEW_START),
    a_unit("dvtt-thpt-sao-khue", "attached", name="Trường THPT Sao Khuê", place="school:thpt-sao-khue"),
)

ROUTES = (
    Route(("gdth",), copies=("van-phong",), levels=(EducationLevel.TIEU_HOC,)),
    Route(("gdtrh",), copies=("van-phong",), levels=(EducationLevel.THCS, EducationLevel.THPT)),
    Route(("van-phong",), min_severity=Severity.S4),
    Route(("cttt",), copies=("van-phong",), incident_types=("food-poisoning", "violence"), stop=True),
    Route(("thanh-tra",), copies=("tccb",), incident_types=("fees",), valid_to=OLD_END, stop=True),
    Route(("van-phong", "tccb"), incident_types=("fees",), valid_from=NEW_START, stop=True),
    Route(("ktqlcl",), themes=("exams-admissions",)),
    Route(("van-phong",)),
)

INCIDENT_TYPES = (
    IncidentType("food-poisoning", "Ngộ độc thực phẩm", "school-safety", Severity.S2, ()),
    IncidentType("violence", "Bạo lực, bắt nạt giữa học sinh", "school-safety", Severity.S2, ()),
    IncidentType("abuse-sexual", "Xâm hại, quấy rối tình dục", "school-safety", Severity.S3, (), restricted=True),
    IncidentType("exam-integrity", "Lộ đề, gian lận thi cử", "exams-admissions", Severity.S3, ()),
    IncidentType("fees", "Lạm thu, thu chi sai quy định", "inspection", Severity.S2, ()),
    IncidentType("other", "Sự cố khác", "school-safety", Severity.S1, ()),
)


def a_plan(*, alerts: AlertSettings | None = None, **fields: Any) -> Plan:
    plan = Plan(
        name="Kế hoạch thử",
        version="0",
        organisation="Sở Giáo dục và Đào tạo tỉnh Bến Tre",
        home_province="ben-tre",
        themes=(
            Theme("school-safety", "1.6", "An toàn trường học", "", ()),
            Theme("exams-admissions", "1.4", "Thi, tuyển sinh", "", ()),
        ),
        incident_types=INCIDENT_TYPES,
        units=UNITS,
        routes=ROUTES,
        phases=(),
        holidays=(),
        legal_profiles=(LegalProfile("2022", "Thời kỳ 2022", "NĐ 09/2017", 24.0, "happened_at"),),
        duties=(),
        alerts=alerts or alert_settings(),
    )
    return replace(plan, **fields)
