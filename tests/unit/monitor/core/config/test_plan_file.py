import re
import unicodedata
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.config.plan_file import load_plan
from monitor.core.errors import ConfigError, Fault
from monitor.core.labels import EducationLevel, Severity
from monitor.core.plan import IncidentType, Theme

ROOT = Path(__file__).resolve().parents[5]
FIXTURES = ROOT / "tests" / "fixtures" / "settings"
MARK = "# sai"
"""Fixtures mark the line where the fault must be reported."""
SMALL = FIXTURES / "good-small.yaml"
SHIPPED = load_plan(ROOT / "plan.yaml")
PHRASES = [phrase for theme in SHIPPED.themes for phrase in theme.phrases] + [
    phrase for kind in SHIPPED.incident_types for phrase in kind.phrases
]

THEMES = {
    "covid-response", "curriculum-2018", "preschool", "exams-admissions", "digital", "school-safety",
    "school-violence", "staffing", "strategy", "inspection", "ministry-direction", "false-information",
    "sector-events", "admin-reform",
}  # fmt: skip
INCIDENT_TYPES = {
    "violence", "abuse-sexual", "child-care-abuse", "death-injury", "food-poisoning", "epidemic", "facility-disaster",
    "teacher-conduct", "assault-on-teacher", "fees", "extra-classes", "corruption-procurement", "exam-integrity",
    "exam-error", "admission", "textbook-content", "staff-dispute", "merger-protest", "data-leak",
    "scam-impersonation", "false-notice", "service-complaint", "other",
}  # fmt: skip
DEPARTMENTS = {
    "lanh-dao", "nguoi-phat-ngon", "van-phong", "thanh-tra", "tccb", "khtc", "gdmn", "gdth", "gdtrh", "gdtx",
    "ktqlcl", "cttt",
}  # fmt: skip
LAST_DISTRICT_DAY = date(2025, 6, 30)
FIRST_COMMUNE_DAY = date(2025, 7, 1)


def faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(ConfigError) as caught:
        load_plan(path)
    return caught.value.faults


def edited(folder: Path, old: str, new: str) -> Path:
    text = SMALL.read_text("utf-8")
    assert old in text
    path = folder / "plan.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


ONE_MISTAKE = [
    ("unknown-key", "themes[0].leed", 'có phải ý là "lead"?'),
    ("unknown-section", "calender", 'có phải ý là "calendar"?'),
    ("wrong-type-text", "themes[0].name", "đang là danh sách; cần một dòng chữ"),
    ("wrong-type-list", "themes[0].lead", "cần danh sách"),
    ("wrong-type-mapping", "holidays[0]", "cần nhóm mục"),
    ("wrong-type-number", "legal_profiles[0].statement_hours", 'đang là "hai mươi bốn"; cần số'),
    ("number-out-of-range", "alerts.push_confidence", "từ 0 đến 1"),
    ("flag", "units[1].monthly_report", "cần true hoặc false"),
    ("unknown-unit-lead", "themes[0].lead[0]", 'không có đơn vị "phong-b"'),
    ("unknown-unit-route", "routes[0].units[0]", 'có phải ý là "phong-a"?'),
    ("unknown-unit-alerts", "alerts.leadership_unit", 'không có đơn vị "giam-doc"'),
    ("unknown-theme", "incident_types[0].theme", 'có phải ý là "safety"?'),
    ("unknown-incident-type", "routes[1].incident_types[0]", 'có phải ý là "drowning"?'),
    ("unknown-severity", "incident_types[0].default_severity", "S0, S1, S2, S3, S4"),
    ("unknown-level", "routes[0].levels[0]", "mam-non"),
    ("unknown-role", "units[0].role", 'có phải ý là "office"?'),
    ("duplicate-id", "units[1].id", "đã có ở dòng 20"),
    ("duplicate-key", "units[0].role", "bị ghi hai lần"),
    ("id-with-accents", "calendar[0].id", "chỉ gồm a-z"),
    ("empty-name", "themes[0].name", "đang để trống"),
    ("missing-name", "themes[0].name", "thiếu mục bắt buộc"),
    ("missing-section", "themes", "thiếu mục bắt buộc"),
    ("parent-of-itself", "themes[1].parent", "không làm chủ đề cha được"),
    ("dates-reversed", "routes[1].valid_to", "trước valid_from 2025-07-01"),
    ("date-not-real", "routes[1].valid_to", "ngày có thật"),
    ("holiday-reversed", "holidays[0].end", "trước start"),
    ("month-day", "calendar[0].start", "tháng-ngày"),
    ("time", "alerts.quiet_from", "cần giờ"),
    ("time-out-of-day", "alerts.digest_times[1]", "cần giờ"),
    ("no-times", "alerts.digest_times", "cần ít nhất một giờ"),
    ("legal-overlap", "legal_profiles[1].valid_from", 'chồng lên thời kỳ "2022"'),
    ("legal-gap", "legal_profiles[1].valid_from", "từ 2026-07-01 đến 2026-07-02"),
    ("legal-no-beginning", "legal_profiles[0].valid_from", "ngày trước 2017-03-30"),
    ("legal-no-end", "legal_profiles[1].valid_to", "các ngày sau 2030-12-31"),
    ("no-root-route", "routes", "thiếu tuyến gốc"),
    ("route-without-units", "routes[0].units", "thiếu mục bắt buộc"),
    ("route-outlives-unit", "routes[1].units", "chỉ hoạt động đến 30/06/2025"),
    ("substitute-of-itself", "units[0].substitutes", "không thể thay cho chính mình"),
    ("email", "units[0].contacts[0].email", "không phải địa chỉ thư"),
    ("place", "units[0].place", "không phải mã địa bàn"),
    ("warnings", "legal_profiles[0].warnings", "tăng dần"),
    ("reminder-days", "duties[0].reminder_days", "từ 1 đến 31"),
    ("channel", "alerts.channels[1]", "email, zalo"),
    ("escalation-target", "alerts.escalation[0].targets[0]", 'có phải ý là "unit"?'),
    ("alias", "themes[1].phrases", "không dùng neo và bí danh"),
]


@pytest.mark.parametrize(("name", "key", "words"), ONE_MISTAKE, ids=[row[0] for row in ONE_MISTAKE])
def test_one_mistake_is_reported_once_at_its_line(name: str, key: str, words: str) -> None:
    path = FIXTURES / f"bad-{name}.yaml"
    marked = [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if MARK in line]

    faults = faults_of(path)

    assert [(fault.line, fault.key) for fault in faults] == [(marked[0], key)]
    assert words in faults[0].message
    assert faults[0].file == str(path)


def test_every_bad_file_is_tried() -> None:
    names = {path.stem.removeprefix("bad-") for path in FIXTURES.glob("bad-*.yaml") if "sources" not in path.stem}

    assert names == {row[0] for row in ONE_MISTAKE} | {"syntax", "six-faults"}


def test_six_faults_are_reported_at_once() -> None:
    path = FIXTURES / "bad-six-faults.yaml"
    marked = [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if MARK in line]

    faults = faults_of(path)

    assert len(marked) == 6
    assert [fault.line for fault in faults] == marked
    assert [fault.key for fault in faults] == [
        "themes[0].leed",
        "incident_types[0].default_severity",
        "units[0].monthly_report",
        "routes[0].units[0]",
        "holidays[0].end",
        "alerts.quiet_from",
    ]


def test_syntax_error_names_the_line_in_vietnamese() -> None:
    (fault,) = faults_of(FIXTURES / "bad-syntax.yaml")

    assert fault.line == 9
    assert "bắt đầu từ dòng 8" in fault.message
    assert "expected" not in fault.message


def test_tab_is_named(tmp_path: Path) -> None:
    path = edited(tmp_path, "    name: An toàn", "\tname: An toàn")

    assert "Tab" in faults_of(path)[0].message


def test_missing_file(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "khong-co.yaml")

    assert "không tìm thấy tệp" in fault.message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "tệp trống", id="empty"),
        pytest.param(b"# chi co ghi chu\n", "tệp trống", id="comment-only"),
        pytest.param("name: Kế hoạch".encode("utf-16"), "UTF-8", id="utf-16"),
        pytest.param(b"- a\n- b\n", "cần nhóm mục", id="a-list"),
        pytest.param(b"a: &x [*x]\n", "không dùng neo", id="endless-alias"),
    ],
)
def test_files_that_are_no_plan(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(content)

    assert words in str(ConfigError(faults_of(path)))


@given(st.text(max_size=200))
def test_whatever_the_file_says_it_is_a_plan_or_a_config_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")

    with pytest.raises(ConfigError):
        load_plan(path)


class TestSmallPlan:
    plan = load_plan(SMALL)

    def test_only_the_required_sections_are_needed(self, tmp_path: Path) -> None:
        text = SMALL.read_text("utf-8")
        for section in ("name:", "organisation:", "home_province:", "calendar:", "holidays:", "duties:"):
            text = re.sub(rf"^{section}.*\n(?:[ ].*\n)*", "", text, flags=re.MULTILINE)
        path = tmp_path / "plan.yaml"
        path.write_text(text, encoding="utf-8")

        plan = load_plan(path)

        assert (plan.phases, plan.holidays, plan.duties) == ((), (), ())
        assert plan.organisation

    def test_alert_defaults_are_the_shipped_policy(self) -> None:
        alerts = self.plan.alerts

        assert alerts.push_confidence == SHIPPED.alerts.push_confidence
        assert alerts.group_wait == SHIPPED.alerts.group_wait
        assert alerts.digest_times == SHIPPED.alerts.digest_times
        assert [step.after for step in alerts.escalation] == [step.after for step in SHIPPED.alerts.escalation]
        assert alerts.escalation[1].targets == ("substitute", "van-phong")

    def test_words_of_the_file_stay_words(self) -> None:
        assert self.plan.legal_profiles[0].id == "2022"
        assert self.plan.legal_profiles[1].id == "2026-07"
        assert self.plan.alerts.quiet_from == time(22, 0)

    def test_unquoted_time_is_a_time(self, tmp_path: Path) -> None:
        plan = load_plan(edited(tmp_path, '"22:00"', "21:30"))

        assert plan.alerts.quiet_from == time(21, 30)

    def test_phrases_are_normalised_and_kept_once(self, tmp_path: Path) -> None:
        plan = load_plan(edited(tmp_path, "[an toàn trường học, đuối nước]", "[Văn Hoá, văn hóa, Đuối nước]"))

        assert plan.theme("safety").phrases == ("văn hóa", "đuối nước")

    def test_version_follows_the_content(self, tmp_path: Path) -> None:
        other = load_plan(edited(tmp_path, "Sở thử", "Sở khác"))

        assert re.fullmatch(r"[0-9a-f]{12}", self.plan.version)
        assert other.version != self.plan.version
        assert load_plan(SMALL).version == self.plan.version

    def test_escalation_may_repeat(self, tmp_path: Path) -> None:
        repeated = "{level: S4, after_minutes: 5, targets: [everyone], repeat_minutes: 7, repeat_times: 2}"
        step = f"  escalation:\n    - {repeated}\n"
        (once,) = load_plan(edited(tmp_path, '  quiet_from: "22:00"\n', step)).alerts.escalation
        assert [moment.seconds // 60 for moment in once.moments] == [5, 12, 19]
        assert once.given_up_after == timedelta(minutes=26)

    def test_escalation_is_sorted_by_level_and_time(self, tmp_path: Path) -> None:
        steps = (
            "  escalation:\n"
            "    - {level: S4, after_minutes: 5, targets: [everyone]}\n"
            "    - {level: S3, after_minutes: 20, targets: [phong-a]}\n"
            "    - {level: S3, after_minutes: 10, targets: [unit]}\n"
        )
        plan = load_plan(edited(tmp_path, '  quiet_from: "22:00"\n', steps))

        assert [(str(step.level), step.after) for step in plan.alerts.escalation] == [
            ("S3", timedelta(minutes=10)),
            ("S3", timedelta(minutes=20)),
            ("S4", timedelta(minutes=5)),
        ]


class TestShippedPlan:
    def test_vocabularies_are_those_of_the_contract(self) -> None:
        assert {theme.id for theme in SHIPPED.themes} == THEMES
        assert {incident_type.id for incident_type in SHIPPED.incident_types} == INCIDENT_TYPES
        assert SHIPPED.theme("school-violence").parent == "school-safety"
        assert SHIPPED.home_province == "ben-tre"

    @pytest.mark.parametrize("theme", SHIPPED.themes, ids=lambda theme: theme.id)
    def test_themes_are_rich(self, theme: Theme) -> None:
        assert len(theme.phrases) >= 25
        assert theme.purpose
        assert theme.lead

    @pytest.mark.parametrize("kind", SHIPPED.incident_types, ids=lambda kind: kind.id)
    def test_incident_types_are_rich(self, kind: IncidentType) -> None:
        assert len(kind.phrases) >= 15 or kind.id == "other"
        assert kind.units

    def test_phrases_are_composed_and_mostly_of_several_words(self) -> None:
        assert all(unicodedata.is_normalized("NFC", phrase) for phrase in PHRASES)
        single = {phrase for phrase in PHRASES if " " not in phrase}
        assert {phrase for phrase in single if len(phrase) < 4} == {"f0", "f1", "sgk"}
        assert len(single) < 20

    @pytest.mark.parametrize(
        "friend", ["từ từ", "đánh giá", "đánh bóng", "hội đồng", "hội đồng trường", "điểm", "trường", "học sinh"]
    )
    def test_false_friends_are_no_phrases(self, friend: str) -> None:
        assert friend not in PHRASES

    @pytest.mark.parametrize(
        ("day", "districts", "communes", "inspectorate"),
        [
            pytest.param(date(2022, 10, 12), 9, 0, True, id="2022"),
            pytest.param(LAST_DISTRICT_DAY, 9, 0, True, id="last-day-of-districts"),
            pytest.param(FIRST_COMMUNE_DAY, 0, 48, False, id="first-day-of-communes"),
            pytest.param(date(2026, 11, 25), 0, 48, False, id="today"),
        ],
    )
    def test_units_follow_the_date(self, day: date, districts: int, communes: int, *, inspectorate: bool) -> None:
        units = SHIPPED.units_on(day)

        assert sum(unit.id.startswith("pgd-") for unit in units) == districts
        assert sum(unit.id.startswith("vhxh-") for unit in units) == communes
        assert ("thanh-tra" in {unit.id for unit in units}) is inspectorate
        assert sum(unit.role == "attached" for unit in units) == 43

    def test_units_are_those_of_the_contract(self) -> None:
        by_role = {unit.id for unit in SHIPPED.units if unit.role not in {"district", "commune", "attached"}}

        assert by_role == DEPARTMENTS
        assert SHIPPED.unit("pgd-ba-tri").place == "ben-tre/ba-tri"
        assert SHIPPED.unit("vhxh-ba-tri").place == "vinh-long/ba-tri"
        assert SHIPPED.unit("dvtt-thpt-chuyen-ben-tre").place == "school:thpt-chuyen-ben-tre"

    def test_place_names_one_unit_a_day(self) -> None:
        for day in (LAST_DISTRICT_DAY, FIRST_COMMUNE_DAY):
            places = [unit.place for unit in SHIPPED.units_on(day) if unit.place]
            assert len(places) == len(set(places))

    def test_everybody_has_one_duty_person_with_two_channels_and_a_living_substitute(self) -> None:
        for unit in SHIPPED.units:
            (contact,) = unit.contacts
            assert contact.person
            assert contact.email.endswith("@sogddt.example")
            assert contact.zalo.startswith("demo-")
            assert unit.substitutes
            assert all(SHIPPED.unit(name).valid_to is None for name in unit.substitutes)

    def test_monthly_reporters_are_those_of_the_duty(self) -> None:
        (duty,) = SHIPPED.duties

        assert {unit.role for unit in SHIPPED.units if unit.monthly_report} == set(duty.roles)
        assert (duty.due_day, duty.reminder_days) == (14, (5, 10, 13, 14))

    @pytest.mark.parametrize("day", [LAST_DISTRICT_DAY, FIRST_COMMUNE_DAY], ids=str)
    @pytest.mark.parametrize("kind", sorted(INCIDENT_TYPES - {"other"}))
    def test_every_incident_type_has_a_route_that_acts(self, kind: str, day: date) -> None:
        routes = [route for route in SHIPPED.routes if kind in route.incident_types and route.valid_on(day)]

        assert routes
        assert any(route.stop and not route.levels for route in routes)
        known = {unit.id for unit in SHIPPED.units_on(day)}
        assert all(set(route.units) <= known for route in routes)

    def test_inspectorate_routes_go_to_the_office_and_personnel_afterwards(self) -> None:
        before = [r for r in SHIPPED.routes if "fees" in r.incident_types and r.valid_on(LAST_DISTRICT_DAY)]
        after = [r for r in SHIPPED.routes if "fees" in r.incident_types and r.valid_on(FIRST_COMMUNE_DAY)]

        assert [route.units for route in before] == [("thanh-tra",)]
        assert [route.units for route in after] == [("van-phong", "tccb")]

    @pytest.mark.parametrize(
        ("level", "unit"),
        [("mam-non", "gdmn"), ("tieu-hoc", "gdth"), ("thcs", "gdtrh"), ("thpt", "gdtrh"), ("gdtx", "gdtx")],
    )
    def test_level_names_its_department(self, level: str, unit: str) -> None:
        routes = [
            route
            for route in SHIPPED.routes
            if EducationLevel(level) in route.levels and not route.incident_types and not route.themes
        ]

        assert [route.units for route in routes] == [(unit,)]

    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    def test_every_day_has_one_legal_profile(self, day: date) -> None:
        (profile,) = [profile for profile in SHIPPED.legal_profiles if profile.valid_on(day)]

        assert profile == SHIPPED.legal_profile_on(day)
        assert profile.statement_hours == 24
        assert profile.warnings == (0.5, 0.75, 0.9)

    def test_legal_clock_changes_its_basis(self) -> None:
        assert SHIPPED.legal_profile_on(date(2026, 6, 30)).statement_basis == "happened_at"
        assert SHIPPED.legal_profile_on(date(2026, 7, 1)).statement_basis == "received_or_determined"

    def test_alert_policy(self) -> None:
        alerts = SHIPPED.alerts

        assert alerts.push_confidence == 0.4
        assert (alerts.budget_pushes, alerts.budget_window) == (2, timedelta(hours=12))
        assert (alerts.quiet_from, alerts.quiet_to) == (time(22, 0), time(6, 0))
        assert alerts.group_wait[Severity.S2] == timedelta(minutes=10)
        assert alerts.group_wait[Severity.S4] == alerts.group_wait[Severity.S3] == timedelta()
        assert alerts.digest_times == (time(7, 0), time(16, 30))
        assert alerts.leadership_delay == timedelta(minutes=10)
        assert alerts.update_gap == timedelta(minutes=30)
        assert alerts.silence_max == timedelta(hours=72)
        assert alerts.source_silent_after == timedelta(hours=24)
        assert (alerts.channels, alerts.send_attempts) == (("email", "zalo"), 5)
        assert [(str(step.level), step.after.seconds // 60, step.targets) for step in alerts.escalation] == [
            ("S3", 15, ("unit",)),
            ("S3", 20, ("substitute", "van-phong")),
            ("S3", 30, ("nguoi-phat-ngon",)),
            ("S3", 45, ("lanh-dao",)),
            ("S4", 10, ("everyone",)),
        ]
        assert [step.repeat_times for step in alerts.escalation] == [0, 0, 0, 0, 5]

    @pytest.mark.parametrize(
        ("day", "name"),
        [
            (date(2022, 2, 1), "Tết"),
            (date(2025, 1, 29), "Tết"),
            (date(2026, 2, 17), "Tết"),
            (date(2027, 2, 6), "Tết"),
            (date(2022, 9, 2), "Quốc khánh"),
            (date(2026, 4, 30), "Ngày Chiến thắng"),
        ],
    )
    def test_great_holidays_are_known(self, day: date, name: str) -> None:
        (holiday,) = [holiday for holiday in SHIPPED.holidays if holiday.start <= day <= holiday.end]

        assert holiday.name.startswith(name)
