from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.config.plan_file import load_plan
from monitor.core.incidents import Change, Incident, IncidentStatus, Veracity
from monitor.core.items import Channel, Kind
from monitor.core.labels import (
    EducationLevel,
    EventTime,
    Fact,
    PlaceMention,
    Reason,
    Scored,
    Sentiment,
    Severity,
    Territory,
    Verdict,
)
from monitor.core.routing import Routed
from monitor.stories.incidents import (
    IncidentContext,
    IncidentDecision,
    Member,
    StoryView,
    count_phrase,
    decide_incident,
)
from tests.fakes.store_rows import T0, a_classification, an_item, at

PLAN = load_plan(Path(__file__).parents[4] / "plan.yaml")
NAMES = {"ben-tre/ba-tri": "Huyện Ba Tri"}
CONTEXT = IncidentContext(
    plan=PLAN, route=lambda _query: Routed(("cttt",), ("van-phong",)), name_of=lambda place: NAMES.get(place, place)
)
SCHOOL = PlaceMention("school:tieu-hoc-hoa-sen", "TH Hoa Sen", "school", 0, 5, 0.9)
BA_TRI = PlaceMention("ben-tre/ba-tri", "Ba Tri", "district", 0, 5, 0.9)


def ill(count: int, kind: str = "hospitalised") -> Fact:
    return Fact(kind, f"{count} học sinh nhập viện", 0, 10, count)


def post(
    item_id: str, *, minutes: float = 0, author: str | None = None, copy_of: str | None = None, **labels
) -> Member:
    item = an_item(
        item_id, "…", kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP, author=author or item_id, arrived_at=at(minutes)
    )
    return Member(item, _labels(item_id, **labels), copy_of)


def office(item_id: str, **labels) -> Member:
    """An office's own page."""
    member = post(item_id, **labels)
    return replace(member, item=replace(member.item, official=True))


def article(item_id: str, *, minutes: float = 0, source: str = "bao-a", copy_of: str | None = None, **labels) -> Member:
    item = an_item(item_id, "…", source=source, title="Tiêu đề", arrived_at=at(minutes))
    return Member(item, _labels(item_id, **labels), copy_of)


def _labels(item_id, **fields):
    values = {
        "severity": Severity.S3, "territory": Territory.HOME, "places": (SCHOOL, BA_TRI), "facts": (ill(12),),
        "incident_types": (Scored("food-poisoning", 0.9),), "themes": (Scored("school-safety", 0.9),),
        "reasons": (Reason("floor.hospitalised>=10", "12 học sinh nhập viện", 0, 10),),
    }  # fmt: skip
    return a_classification(item_id, **(values | fields))


def decide(*members: Member, current: Incident | None = None, minutes: float = 0) -> IncidentDecision:
    return decide_incident(StoryView("st-1", members), current, context=CONTEXT, now=at(minutes))


def opened(*members: Member) -> Incident:
    decision = decide(*members)
    assert decision.event == "opened"
    assert decision.incident is not None
    return decision.incident


@pytest.mark.parametrize(
    ("labels", "event"),
    [
        pytest.param({}, "opened", id="serious at home"),
        pytest.param({"severity": Severity.S2}, "opened", id="a unit must answer"),
        pytest.param({"severity": Severity.S1}, "none", id="a mention opens nothing"),
        pytest.param({"territory": Territory.OTHER}, "opened", id="serious elsewhere is kept for the digest"),
        pytest.param({"territory": Territory.OTHER, "severity": Severity.S2}, "none", id="small elsewhere is not"),
        pytest.param({"event_time": EventTime(T0 - timedelta(days=40), "day", "x")}, "none", id="old news"),
        pytest.param(
            {"relevant": Verdict(value=False, score=0.1), "severity": Severity.S0}, "none", id="not our subject"
        ),
    ],
)
def test_birth(labels, event):
    assert decide(article("a", **labels)).event == event


@pytest.mark.parametrize(
    ("members", "confidence"),
    [
        pytest.param([article("a")], (0.70, 0.85), id="one named paper, place resolved"),
        pytest.param([post("a")], (0.30, 0.399), id="one anonymous post that names a school"),
        pytest.param([post("a"), post("b")], (0.50, 0.60), id="two independent authors"),
        pytest.param([post("a"), post("b", author="a")], (0.30, 0.399), id="one author twice is one voice"),
        pytest.param([post("a"), post("b", copy_of="a")], (0.30, 0.399), id="a copy is no witness"),
    ],
)
def test_confidence(members, confidence):
    low, high = confidence
    assert low <= opened(*members).confidence <= high


def test_title_names_school_place_and_count():
    title = opened(article("a")).title
    assert title == "Ngộ độc thực phẩm – Trường Tiểu học Hoa Sen, huyện Ba Tri (12 người nhập viện)"


def test_reasons_are_cited_and_masked():
    reason = Reason("floor.death", "em Nguyễn Văn An tử vong", 0, 5)
    (cited,) = opened(article("a", reasons=(reason,))).reasons
    assert (cited.rule, cited.item_id, cited.text) == ("floor.death", "a", "em N.V.A. tử vong")


DEAD = Fact("death", "đã mất", 0, 6)
NOT_DEAD = replace(DEAD, guards=("denied",))
CONFIRMATION = Fact("official-confirmation", "Trung tâm Y tế xác nhận", 0, 5)
DENIAL = Fact("official-denial", "Sở bác bỏ", 0, 5)


@pytest.mark.parametrize(
    ("members", "veracity"),
    [
        pytest.param([article("a")], Veracity.UNVERIFIED, id="the press repeating does not confirm"),
        pytest.param([article("a", facts=(CONFIRMATION,))], Veracity.CONFIRMED, id="an authority does"),
        pytest.param([post("a", facts=(CONFIRMATION,))], Veracity.UNVERIFIED, id="a post that claims it does not"),
        pytest.param([post("a"), article("b", facts=(DENIAL,))], Veracity.REFUTED, id="an authority denies"),
        pytest.param(
            [post("a", facts=(DEAD,)), office("b", severity=Severity.S2, facts=(CONFIRMATION, NOT_DEAD))],
            Veracity.REFUTED, id="an office confirms a faint and denies the death",
        ),
        pytest.param(
            [post("a", facts=(DEAD,)), office("b", facts=(CONFIRMATION, ill(60), NOT_DEAD))],
            Veracity.CONFIRMED, id="an office denies a death beside what is as grave",
        ),
        pytest.param(
            [post("a"), office("b", severity=Severity.S2, facts=(CONFIRMATION, NOT_DEAD))],
            Veracity.CONFIRMED, id="an office denies what nobody told",
        ),
        pytest.param(
            [post("a", facts=(DEAD,)), article("b", severity=Severity.S2, facts=(CONFIRMATION, NOT_DEAD))],
            Veracity.CONFIRMED, id="the press may quote the accused",
        ),
    ],
)  # fmt: skip
def test_veracity(members, veracity):
    assert opened(*members).veracity is veracity


@pytest.mark.parametrize(
    ("later", "changes"),
    [
        pytest.param(article("b", source="bao-b", facts=(ill(12),)), {Change.FIRST_PRESS}, id="first press"),
        pytest.param(
            post("b", severity=Severity.S4, facts=(ill(40),)), {Change.LEVEL_UP, Change.COUNT_STEP}, id="graver"
        ),
        pytest.param(post("b", facts=(ill(20),)), {Change.COUNT_STEP}, id="a count grown by half"),
        pytest.param(post("b", facts=(ill(13),)), set(), id="a count grown a little"),
        pytest.param(post("b", facts=(Fact("arrest", "bắt", 0, 3),)), {Change.NEW_FACT}, id="new fact"),
        pytest.param(post("b", copy_of="a"), set(), id="a copy"),
    ],
)
def test_material_change(later, changes):
    first = post("a")
    decision = decide(first, later, current=opened(first), minutes=10)
    assert decision.incident is not None
    assert set(decision.incident.changes) == changes
    assert decision.event == ("updated" if changes else "quiet")
    assert decision.incident.revision == (2 if changes else 1)


def test_a_copy_storm_changes_nothing_but_the_count_of_copies():
    first = article("a")
    copies = [article(f"c{n}", source=f"bao-{n}", copy_of="a") for n in range(6)]
    decision = decide(first, *copies, current=opened(first))
    assert decision.event == "quiet"
    assert decision.incident is not None
    assert (decision.incident.copies, decision.incident.origins) == (6, 1)


def test_a_person_keeps_the_level_until_the_facts_rise():
    first = article("a")
    lowered = replace(opened(first), level=Severity.S2, level_override=Severity.S2)
    same = decide(first, article("b", source="bao-b"), current=lowered)
    assert same.incident is not None
    assert same.incident.level is Severity.S2
    graver = decide(first, article("b", severity=Severity.S4), current=lowered)
    assert graver.incident is not None
    assert graver.incident.level is Severity.S4


def test_a_level_that_rose_above_a_persons_does_not_fall_back_to_it():
    first, graver = article("a"), article("b", severity=Severity.S4)
    lowered = replace(opened(first), level=Severity.S2, level_override=Severity.S2)
    risen = decide(first, graver, current=lowered).incident
    assert risen is not None
    after = decide(first, graver, article("c", source="bao-c"), current=risen).incident
    assert after is not None
    assert after.level is Severity.S4


def test_rising_facts_do_not_lower_a_level_that_a_person_raised():
    first = article("a", severity=Severity.S2, facts=())
    raised = replace(opened(first), level=Severity.S4, level_override=Severity.S4)
    graver = decide(first, article("b", severity=Severity.S3), current=raised).incident
    assert graver is not None
    assert graver.level is Severity.S4


def test_what_a_person_found_false_stays_so_while_it_is_closed():
    first = article("a")
    closed = replace(
        opened(first), status=IncidentStatus.CLOSED, closed_at=at(5), outcome="mark_false", veracity=Veracity.REFUTED
    )
    late = decide(first, article("b", source="bao-b"), current=closed)
    assert late.event == "quiet"
    assert late.incident is not None
    assert late.incident.veracity is Veracity.REFUTED


def test_a_closed_incident_wakes_only_for_graver_news():
    first = article("a")
    closed = replace(opened(first), status=IncidentStatus.CLOSED, closed_at=at(5), outcome="resolved")
    assert decide(first, article("b", source="bao-b"), current=closed).event == "quiet"
    graver = decide(first, article("b", severity=Severity.S4, facts=(ill(40),)), current=closed)
    assert graver.event == "reopened"
    assert graver.incident is not None
    assert graver.incident.is_open


def test_the_same_story_gives_the_same_decision():
    members = [post("a"), post("b"), article("c")]
    assert decide(*members) == decide(*members)


@pytest.mark.parametrize(
    ("facts", "phrase"),
    [
        pytest.param((Fact("hospitalised", "42 học sinh", 0, 5, 42),), "42 người nhập viện", id="exact"),
        pytest.param((Fact("hospitalised", "hơn 60 học sinh", 0, 5, 60),), "hơn 60 người nhập viện", id="more than"),
        pytest.param((Fact("hospitalised", "mười mấy đứa", 0, 5, 11),), "ít nhất 11 người nhập viện", id="some teens"),
        pytest.param(
            (Fact("ill", "50 em", 0, 5, 50), Fact("death", "2 em", 0, 5, 2)), "2 người tử vong", id="gravest first"
        ),
        pytest.param((Fact("arrest", "bắt", 0, 3),), "", id="no count"),
    ],
)
def test_count_phrase(facts, phrase):
    assert count_phrase(facts) == phrase


def test_the_short_name_of_a_school_is_the_full_one_named_elsewhere():
    short = PlaceMention("school:hoa-sen", "trường Hoa Sen", "school", 0, 5, 0.45)
    incident = opened(post("a", places=(short, BA_TRI)), post("b", places=(short, BA_TRI)), post("c"))
    assert incident.places == ("school:tieu-hoc-hoa-sen", "ben-tre/ba-tri")
    assert incident.school == "Trường Tiểu học Hoa Sen"


def test_an_hour_is_preferred_to_a_bare_day():
    day = EventTime(T0 - timedelta(hours=8), "day", "ngày 12-10")
    noon = EventTime(T0 - timedelta(hours=2), "part-of-day", "trưa nay")
    incident = opened(post("a", event_time=day), post("b", event_time=noon))
    assert (incident.happened_at, incident.happened_precision) == (noon.at, "part-of-day")


FORGED = {"incident_types": (Scored("false-notice", 0.9),), "places": (BA_TRI,)}


def test_police_looking_for_the_forgers_do_not_confirm_the_forgery():
    denied = article("a", source="cong-so", facts=(DENIAL,), **FORGED)
    police = article("b", source="bao-b", facts=(CONFIRMATION,), **FORGED)
    assert opened(denied, police).veracity is Veracity.REFUTED


def test_a_routine_article_under_a_comment_is_no_witness():
    routine = article("a", severity=Severity.S0, facts=())
    comment = Member(an_item("b", "…", kind=Kind.SOCIAL, channel=Channel.COMMENT, author="u"), _labels("b"))
    incident = opened(routine, comment)
    assert (incident.press_origins, incident.origins) == (0, 1)
    assert incident.confidence < 0.4


def test_levels_are_those_of_the_school_named():
    passing = post("b", levels=(EducationLevel.THPT, EducationLevel.MAM_NON))
    assert opened(post("a", levels=(EducationLevel.TIEU_HOC,)), passing).education_levels == (EducationLevel.TIEU_HOC,)


def test_without_a_school_half_of_the_witnesses_say_the_level():
    one = {"places": (BA_TRI,), "levels": (EducationLevel.THCS,)}
    other = {"places": (BA_TRI,), "levels": (EducationLevel.THPT,)}
    incident = opened(post("a", **one), post("b", **one), post("c", **other))
    assert incident.education_levels == (EducationLevel.THCS,)


def test_a_second_voice_that_only_passes_the_claim_on_is_a_witness():
    first = post("a", places=(BA_TRI,), severity=Severity.S2)
    second = post("b", places=(BA_TRI,), severity=Severity.S1, facts=())
    assert opened(first, second).origins == 2


@pytest.mark.parametrize(
    ("fields", "item", "origins"),
    [
        pytest.param({"sentiment": Sentiment.NEGATIVE}, {}, 2, id="blames in a post of its own"),
        pytest.param({"sentiment": Sentiment.NEUTRAL}, {}, 1, id="blames nobody"),
        pytest.param({"sentiment": Sentiment.NEGATIVE}, {"reply_to": "a"}, 1, id="an answer"),
        pytest.param({"sentiment": Sentiment.NEGATIVE}, {"shares": "a"}, 1, id="a share"),
        pytest.param(
            {"sentiment": Sentiment.NEGATIVE, "facts": (Fact("rumour", "nghe nói", 0, 8),)}, {}, 1, id="hearsay"
        ),
        pytest.param({"sentiment": Sentiment.NEGATIVE, "severity": Severity.S0}, {}, 1, id="nothing wrong told"),
    ],
)
def test_whoever_complains_without_a_sure_type_is_a_witness(fields, item, origins):
    told = post("b", **{"severity": Severity.S1, "facts": (), "incident_types": (), **fields})
    assert opened(post("a"), replace(told, item=replace(told.item, **item))).origins == origins


def test_an_aggregator_points_at_others_and_is_no_origin():
    def lead(item_id: str, source: str) -> Member:
        item = an_item(item_id, "…", channel=Channel.AGGREGATOR, source=source, title="Tiêu đề", arrived_at=at(1))
        return Member(item, _labels(item_id))

    assert opened(article("a"), lead("b", "gom-tin"), lead("c", "diem-bao")).origins == 1
    assert opened(lead("b", "gom-tin"), lead("c", "diem-bao")).origins == 1


def test_a_reopened_incident_has_not_been_acknowledged():
    first = article("a")
    closed = replace(
        opened(first), status=IncidentStatus.CLOSED, closed_at=at(5), outcome="resolved", acknowledged_at=at(1),
        acknowledged_by="cttt", acknowledged_level=Severity.S3,
    )  # fmt: skip
    again = decide(first, article("b", source="bao-b", facts=(ill(40),)), current=closed).incident
    assert again is not None
    assert (again.is_open, again.acknowledged_at, again.acknowledged_level) == (True, None, None)


def test_what_is_new_is_kept_through_a_quiet_item():
    first = post("a")
    grown = decide(first, post("b", facts=(ill(40),)), current=opened(first)).incident
    assert grown is not None
    quiet = decide(first, post("b", facts=(ill(40),)), post("c", copy_of="a"), current=grown)
    assert quiet.event == "quiet"
    assert quiet.incident is not None
    assert quiet.incident.changes == grown.changes


def test_a_follow_up_does_not_change_the_type_on_a_hair():
    def typed(*names: str) -> dict:
        return {"incident_types": tuple(Scored(name, 0.7 - n / 10) for n, name in enumerate(names))}

    first = article("a", **typed("death-injury", "facility-disaster"))
    later = [article(f"b{n}", source=f"bao-{n}", **typed("facility-disaster", "death-injury")) for n in range(3)]
    assert decide(first, later[0], current=opened(first)).incident.incident_type == "death-injury"
    assert decide(first, *later, current=opened(first)).incident.incident_type == "facility-disaster"


def test_a_comment_hardly_says_what_kind_of_thing_it_is():
    def typed(name: str) -> dict:
        return {"incident_types": (Scored(name, 0.7),)}

    first = post("a", incident_types=())
    under = {"kind": Kind.SOCIAL, "channel": Channel.COMMENT, "reply_to": "a", "arrived_at": at(5)}
    reaction = Member(an_item("b", "…", **under), _labels("b", severity=Severity.S1, facts=(), **typed("violence")))
    account = Member(an_item("c", "…", author="u", **under), _labels("c", **typed("violence")))
    report = article("d", **typed("food-poisoning"))
    assert decide(first, reaction, report).incident.incident_type == "food-poisoning"
    assert decide(first, account, report).incident.incident_type == "food-poisoning"
    assert decide(first, reaction).incident.incident_type == "other"


def test_posts_that_pass_a_false_notice_on_are_witnesses_however_harmless():
    notice = "Thông báo của Sở GD Bến Tre cho học sinh nghỉ hết tuần do dịch cúm"
    spread = post("a", places=(BA_TRI,), severity=Severity.S0, facts=(), incident_types=())
    doubt = post("b", places=(BA_TRI,), facts=(), incident_types=FORGED["incident_types"])
    spread, doubt = (replace(m, item=replace(m.item, text=text)) for m, text in ((spread, notice), (doubt, notice)))
    other = post("c", places=(BA_TRI,), severity=Severity.S0, facts=(), incident_types=())
    far = replace(spread, item=replace(spread.item, text=f"{notice}, nghe đâu cả tỉnh"))
    incident = opened(far, doubt, other)
    assert incident.origins == 2


def test_an_article_under_a_comment_lends_it_no_press():
    routine = article("a", severity=Severity.S1, facts=())
    comment = Member(
        an_item("b", "…", kind=Kind.SOCIAL, channel=Channel.COMMENT, author="u", reply_to="a"), _labels("b")
    )
    incident = opened(routine, comment)
    assert (incident.press_origins, incident.origins) == (0, 1)


def test_a_wave_of_accounts_is_one_origin_and_is_noted():
    words = "Đề nghị Sở làm rõ khoản thu hai triệu của trường Hoa Sen"
    wave = [replace(m, item=replace(m.item, text=f"{words}. {m.item.id}")) for m in map(post, "abcde")]
    incident = opened(*wave)
    assert (incident.origins, incident.wave) == (1, 5)
    assert incident.confidence < 0.4


def test_an_offices_own_page_is_no_press_but_its_word_is_told():
    first = post("a")
    office = Member(an_item("b", "…", channel=Channel.GOV_SITE, source="cong-so", arrived_at=at(5)), _labels("b"))
    decision = decide(first, office, current=opened(first))
    assert decision.incident is not None
    assert decision.incident.changes == (Change.OFFICIAL_WORD,)
    assert (decision.incident.press_origins, decision.incident.official_origins) == (0, 1)


def test_a_joke_that_was_taken_for_news_is_satire():
    joke = article("b", facts=())
    joke = replace(joke, item=replace(joke.item, text="Bài đăng xuất phát từ một trang châm biếm, không có thật."))
    first = post("a")
    incident = decide(first, joke, current=opened(first)).incident
    assert incident is not None
    assert incident.veracity is Veracity.SATIRE
    assert Change.DENIED in incident.changes
    assert incident.labels[0] == "da-bac-bo"


LONG_AGO = EventTime(T0 - timedelta(days=60), "day", "tháng 8")


@pytest.mark.parametrize(
    ("fields", "text", "event"),
    [
        pytest.param({}, "Vụ việc xảy ra hồi tháng 8.", "none", id="an old event"),
        pytest.param(
            {"facts": (Fact("arrest", "bắt", 0, 3),)}, "Sáng nay, công an bắt ông T.", "opened", id="arrested today"
        ),
        pytest.param(
            {"facts": (Fact("arrest", "bắt", 0, 3),)}, "Công an bắt ông T. hồi tháng 8.", "none", id="arrested then"
        ),
        pytest.param(
            {"facts": (Fact("ill", "ói", 0, 3),)}, "Sáng nay, nhiều người nhắc lại vụ ói.", "none", id="talked of today"
        ),
    ],
)
def test_a_new_step_of_an_authority_makes_news_of_an_old_event(fields, text, event):
    member = article("a", event_time=LONG_AGO, **fields)
    assert decide(replace(member, item=replace(member.item, text=text))).event == event


def test_what_turns_out_to_be_old_is_corrected_to_those_who_were_told():
    first = post("a", facts=())
    decision = decide(first, article("b", facts=(), event_time=LONG_AGO), current=opened(first))
    assert decision.incident is not None
    assert decision.incident.veracity is Veracity.OLD
    assert Change.CORRECTED in decision.incident.changes
    assert "tin-cu" in decision.incident.labels


def closed_after(minutes: float, *members: Member, outcome: str = "resolved") -> Incident:
    return replace(opened(*members), status=IncidentStatus.CLOSED, closed_at=at(minutes), outcome=outcome)


DAY = 24 * 60
GRAVER = {"severity": Severity.S4, "facts": (ill(40),)}


@pytest.mark.parametrize(
    ("days", "labels", "outcome", "event"),
    [
        pytest.param(3, GRAVER, "resolved", "reopened", id="graver within the watch"),
        pytest.param(3, {}, "resolved", "quiet", id="a late report within the watch"),
        pytest.param(20, GRAVER, "resolved", "opened", id="graver after the watch"),
        pytest.param(20, {}, "resolved", "quiet", id="a late report after the watch"),
        pytest.param(3, {"facts": (ill(12), Fact("arrest", "bắt", 0, 3))}, "mark_false", "quiet", id="found false"),
        pytest.param(3, GRAVER, "mark_false", "reopened", id="found false, then graver"),
    ],
)
def test_a_closed_incident_is_watched(days, labels, outcome, event):
    first = article("a")
    later = article("b", source="bao-b", minutes=days * DAY, **labels)
    current = closed_after(10, first, outcome=outcome)
    assert decide(first, later, current=current, minutes=days * DAY).event == event


@pytest.mark.parametrize(
    ("until", "days", "event"),
    [
        pytest.param(30, 20, "reopened", id="longer than usual"),
        pytest.param(2, 3, "opened", id="shorter than usual"),
        pytest.param(3, 3, "reopened", id="to the minute"),
    ],
)
def test_who_closes_says_until_when_it_is_watched(until, days, event):
    first = article("a")
    later = article("b", source="bao-b", minutes=days * DAY, **GRAVER)
    current = replace(closed_after(10, first), watched_until=at(until * DAY))
    decided = decide(first, later, current=current, minutes=days * DAY)
    assert decided.event == event
    assert decided.incident is not None
    assert (decided.incident.linked_to is None) == (event == "reopened")
    assert decided.incident.watched_until is None


def test_after_its_watch_a_new_incident_takes_the_story_up_and_counts_only_what_is_new():
    first = article("a", facts=(ill(30),))
    later = article("b", source="bao-b", minutes=20 * DAY, severity=Severity.S4, facts=(ill(45),))
    current = closed_after(10, first)
    linked = decide(first, later, current=current, minutes=20 * DAY).incident
    assert linked is not None
    assert (linked.id, linked.linked_to, linked.item_ids) == ("su-co-1.lan-2", "su-co-1", ("b",))
    assert (linked.revision, linked.is_open, linked.clock) == (1, True, None)
    again = article("c", source="bao-c", minutes=20 * DAY + 5, severity=Severity.S4, facts=(ill(45),))
    grown = decide(first, later, again, current=linked, minutes=20 * DAY + 5)
    assert grown.incident is not None
    assert (grown.event, grown.recounted, grown.incident.item_ids) == ("quiet", True, ("b", "c"))


def test_what_people_and_time_made_of_an_incident_is_kept():
    first = article("a")
    kept = {"received_at": at(1), "acknowledged_at": at(2), "acknowledged_by": "cttt", "clock_warned": 0.5}
    decision = decide(first, article("b", source="bao-b", facts=(ill(40),)), current=replace(opened(first), **kept))
    assert decision.incident is not None
    assert {name: getattr(decision.incident, name) for name in kept} == kept


def test_the_commune_a_school_name_ran_into_is_given_back():
    school = PlaceMention("school:thcs-la-sen-an-hiep", "thcs Lá Sen An Hiệp", "school", 10, 29, 0.85)
    commune = PlaceMention("ben-tre/ba-tri/an-hiep", "An Hiệp", "commune", 22, 29, 0.5)
    assert opened(post("a", places=(school, commune, BA_TRI))).school == "Trường THCS Lá Sen"
    named = PlaceMention("school:thcs-an-hiep", "THCS An Hiệp", "school", 17, 29, 0.85)
    assert opened(post("a", places=(named, commune, BA_TRI))).school == "Trường THCS An Hiệp"
