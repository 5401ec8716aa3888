"""What kind of happening a text tells, from a short phrase list: keeps two events at one school apart.

Only for grouping. It is deliberately coarse and says nothing of severity; the classifier's incident types are
added to what is found here. An unknown kind never separates two texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.core.text import fold

_PHRASES: dict[str, str] = {
    "food-poisoning": "ngộ độc; đau bụng; nôn ói; buồn nôn; nôn; ói; tiêu chảy; mẫu thức ăn; suất ăn; đồ ăn ôi",
    "death-injury": (
        "nhập viện; cấp cứu; tử vong; thiệt mạng; gãy tay; gãy chân; bị thương; trạm xá; tai nạn; co giật; qua đời; "
        "gãy răng; ngất xỉu; xỉu; bị ngất"
    ),
    "gas": (
        "hóa chất; khí độc; hơi độc; khí gas; rò rỉ khí; khí clo; amoniac; ngạt khí; ngạt khói; hít phải; mùi lạ; "
        "mùi khét; hôi nồng nặc; mùi nồng nặc; thuốc trừ sâu; thuốc diệt cỏ; thuốc sâu; bình xịt cay; hơi cay"
    ),
    "drowning": "đuối nước; chết đuối; chìm đò; chìm ghe; lật ghe; lật đò; nước cuốn; sóng cuốn; cuốn trôi; cuốn ra xa",
    "fall": "ngã lầu; rơi lầu; té lầu; té cầu thang; xô té; ngã cầu thang",
    "suicide": "tự tử; tự vẫn; nhảy lầu",
    "electrocution": "điện giật; phóng điện; rò điện",
    "crash": "va chạm; bị tông; xe tông; tai nạn; gặp nạn; lật xe; xe lật; lật xuống; lọt mương; lao xuống; tông vào",
    "bus-crash": "xe đưa rước; xe đưa đón; xe chở học sinh; xe khách; xe buýt; xe 16 chỗ; xe 29 chỗ; xe 45 chỗ",
    "bike-crash": "xe đạp; xe đạp điện; xe máy điện; xe điện",
    "epidemic": (
        "tay chân miệng; sốt xuất huyết; covid; f0; ca nhiễm; dương tính; ổ dịch; thủy đậu; cúm a; đau mắt đỏ; cách ly"
    ),
    "violence": (
        "đánh nhau; bị đánh; đánh hội đồng; hội đồng bạn; bạo lực; ẩu đả; hành hung; đánh bạn; clip đánh; "
        "lột đồ; bắt nạt; đâm bạn; bị đâm"
    ),
    "online-bullying": "bêu riếu; nói xấu; bôi nhọ; bóc phốt; trang confession; hạ nhục",
    "abuse-sexual": "xâm hại; dâm ô; quấy rối; hiếp dâm; sàm sỡ; hiếp",
    "child-care-abuse": "bạo hành; nhốt bé; nhốt trẻ; đút ăn; nhồi ăn; đánh trẻ; tát bé; tát trẻ; dốc ngược; bỏ quên",
    "teacher-conduct": (
        "cô giáo đánh; thầy giáo đánh; tát học sinh; đánh học sinh; phạt quỳ; xúc phạm học sinh; cô đánh; "
        "thầy đánh; mắng học sinh; cô tát; thầy tát; vi phạm đạo đức nhà giáo"
    ),
    "assault-on-teacher": (
        "đánh cô giáo; đánh thầy giáo; đánh giáo viên; hành hung giáo viên; hành hung cô giáo; xông vào trường"
    ),
    "facility-disaster": (
        "sập; tốc mái; hỏa hoạn; cháy; ngập; sạt lở; triều cường; bão; xuống cấp; bong tróc; rơi vữa; đổ "
        "tường; lốc xoáy; thấm dột; dột; cổng trường đổ; "
        "rớt vữa; vữa rơi; trần phòng; vữa trần; rớt trần; đổ sập"
    ),
    "fees": (
        "lạm thu; thu tiền; khoản thu; tiền trường; quỹ lớp; quỹ phụ huynh; học phí; quỹ hội; đóng tiền; "
        "nói tự nguyện; là tự nguyện; tự nguyện mà; tự nguyện nhưng; ghi sẵn số tiền; "
        "phí đồng phục; đồng phục; thu chi; hội phí; xã hội hóa; vận động phụ huynh; đóng góp"
    ),
    "extra-classes": "dạy thêm; học thêm",
    "corruption-procurement": (
        "tham ô; đấu thầu; nâng khống; tham nhũng; mua sắm thiết bị; kit test; nhận hối lộ; gói thầu"
    ),
    "exam-integrity": "lộ đề; lọt đề; gian lận; sửa điểm; nâng điểm; quay cóp; mua điểm; thi hộ",
    "exam-error": "sai đề; đề sai; in sai; sai sót đề; chấm sai; nhầm đề; phát nhầm đề; lỗi đề",
    "exam": "kỳ thi; thi tốt nghiệp; điểm chuẩn; điểm thi; thí sinh; thi tuyển; thi thử; ôn thi",
    "admission": "tuyển sinh; đầu cấp; trái tuyến; tuyển lớp; hồ sơ vào lớp; xét tuyển; tuyển bổ sung; nhập học",
    "textbook-content": "sách giáo khoa; sgk; ngữ liệu; sạn trong sách",
    "staff-dispute": (
        "nợ lương; chậm lương; tố cáo hiệu trưởng; tố hiệu trưởng; mất đoàn kết; kỷ luật hiệu trưởng; đơn "
        "tố cáo; chấm dứt hợp đồng; cách chức"
    ),
    "staffing": "thiếu giáo viên; tuyển dụng; biên chế; điều động giáo viên; thuyên chuyển",
    "merger-protest": "sáp nhập; dời trường; phản đối sáp nhập; xóa điểm trường; gộp trường",
    "data-leak": "lộ thông tin; rò rỉ dữ liệu; lộ dữ liệu; danh sách học sinh bị; bị hack; rao bán dữ liệu",
    "scam-impersonation": "lừa đảo; giả danh; mạo danh; chuyển khoản gấp; kẻ gian gọi",
    "false-notice": "thông báo giả; tin giả; văn bản giả; công văn giả; tin đồn",
    "service-complaint": "thủ tục; phần mềm lỗi; không vào được; xếp hàng nộp",
    "missing": "mất tích; đi lạc; bỏ nhà đi; mất liên lạc; bắt cóc",
    "arrest": "khởi tố; bị bắt; tạm giam; xét xử; hầu tòa",
    "award": (
        "giải nhất; giải nhì; giải ba; huy chương; đoạt giải; thủ khoa; khen thưởng; bằng khen; đạt chuẩn "
        "quốc gia; chuẩn quốc gia; tuyên dương; huân chương; giáo viên dạy giỏi; học sinh giỏi"
    ),
    "ceremony": (
        "khai giảng; khánh thành; lễ kỷ niệm; tri ân; hội khỏe; hội thao; lễ tốt nghiệp; họp mặt; ngày "
        "nhà giáo; kỷ niệm ngày; lễ ra mắt; khởi công; văn nghệ; hội thi"
    ),
    "charity": (
        "học bổng; tặng quà; trao tặng; trao quà; hỗ trợ học sinh nghèo; quyên góp; tặng xe đạp; tặng sách; tài trợ"
    ),
    "training": "tập huấn; tuyên truyền; diễn tập; hội thảo; chuyên đề; hội nghị; phát động",
    "timetable": "nghỉ tết; lịch nghỉ; cho học sinh nghỉ; học trực tuyến; trở lại trường; học trực tiếp; nghỉ học",
    "health-campaign": "tiêm vắc xin; tiêm vaccine; tiêm chủng; khám sức khỏe; khám mắt; sữa học đường",
}
_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"food-poisoning", "epidemic", "death-injury"}),
    frozenset({"gas", "food-poisoning", "death-injury"}),
    frozenset({"gas", "facility-disaster", "death-injury"}),
    frozenset({"violence", "death-injury", "assault-on-teacher", "arrest", "abuse-sexual", "fall", "suicide"}),
    frozenset({"online-bullying", "violence", "teacher-conduct", "suicide", "false-notice", "staff-dispute"}),
    frozenset({"drowning", "death-injury", "missing"}),
    frozenset({"fall", "suicide", "death-injury"}),
    frozenset({"electrocution", "facility-disaster", "death-injury"}),
    frozenset({"crash", "bus-crash", "death-injury"}),
    frozenset({"crash", "bike-crash", "death-injury"}),
    frozenset({"child-care-abuse", "teacher-conduct", "violence", "death-injury", "arrest"}),
    frozenset({"abuse-sexual", "teacher-conduct", "child-care-abuse", "arrest"}),
    frozenset({"facility-disaster", "death-injury", "timetable", "fall"}),
    frozenset({"fees", "extra-classes", "corruption-procurement", "service-complaint"}),
    frozenset({"extra-classes", "teacher-conduct"}),
    frozenset({"corruption-procurement", "staff-dispute", "arrest", "exam-integrity"}),
    frozenset({"corruption-procurement", "teacher-conduct"}),
    frozenset({"exam", "exam-integrity", "exam-error", "admission"}),
    frozenset({"staff-dispute", "merger-protest", "staffing"}),
    frozenset({"data-leak", "scam-impersonation", "false-notice", "missing"}),
    frozenset({"epidemic", "timetable", "health-campaign"}),
    frozenset({"award", "ceremony", "charity"}),
    frozenset({"admission", "service-complaint"}),
)
"""Kinds that tellings of one event mix, e.g. a poisoning that some only tell as children in hospital."""

_ACCESSORY = frozenset({"death-injury", "arrest", "timetable", "exam", "admission", "service-complaint"})
"""Kinds that come along with others (somebody hurt, lessons stopped): shared, they do not make two events one."""

_HURT = "death-injury"
_OCCASIONS = frozenset({"ceremony"})
"""Kinds that tell on what occasion; who is hurt at a sports day is hurt, whatever was celebrated."""

_CRASH = "crash"
_VEHICLES = frozenset({"bus-crash", "bike-crash"})
"""What was hit tells two accidents of one day apart; without a word of an accident it is a vehicle and no kind."""

_CALM = "training"
_HARM = frozenset({"nhập viện", "cấp cứu", "tử vong", "bị thương", "thiệt mạng"})
_HARM_FOLDED = frozenset(fold(phrase) for phrase in _HARM)
_MAX_GRAM = 4
_IGNORED = frozenset({"other"})


def _table(*, folded: bool) -> dict[str, str]:
    rows: dict[str, str] = {}
    for kind, phrases in _PHRASES.items():
        for phrase in phrases.split(";"):
            words = phrase.strip()
            if folded and " " not in words:
                continue  # single syllables without accents mean too many things
            rows[fold(words) if folded else words] = kind
    return rows


_ACCENTED = _table(folded=False)
_FOLDED = _table(folded=True)
_STARTERS = frozenset(phrase.split()[0] for phrase in _ACCENTED)
_STARTERS_FOLDED = frozenset(phrase.split()[0] for phrase in _FOLDED)


def kinds_of(words: Sequence[str], incident_types: Iterable[str] = (), *, accentless: bool = False) -> frozenset[str]:
    """Kinds told by lower-case syllables, with the classifier's incident types added.

    A text that starts with a training or campaign against something tells that and not the thing itself,
    unless somebody is hurt.
    """
    table, harm = (_FOLDED, _HARM_FOLDED) if accentless else (_ACCENTED, _HARM)
    found: list[str] = []
    hurt = False
    starters = _STARTERS_FOLDED if accentless else _STARTERS
    for start, word in enumerate(words):
        if word not in starters:
            continue
        for size in range(1, _MAX_GRAM + 1):
            if start + size > len(words):
                break
            phrase = " ".join(words[start : start + size])
            kind = table.get(phrase)
            if kind is not None:
                found.append(kind)
                hurt = hurt or phrase in harm
    if found and found[0] == _CALM and not hurt:
        return frozenset({_CALM})
    return _with_vehicles(frozenset(found)).union(incident_types) - _IGNORED - {_CALM}


def _with_vehicles(kinds: frozenset[str]) -> frozenset[str]:
    if _CRASH not in kinds:
        return kinds - _VEHICLES
    return kinds - {_CRASH} if kinds & _VEHICLES else kinds


def core_of(kinds: frozenset[str]) -> frozenset[str]:
    """What a text is about at heart: without the kinds that go along with many, unless there is nothing else."""
    core = kinds - _ACCESSORY
    return kinds if core <= _OCCASIONS and _HURT in kinds else core or kinds


def is_occasion(kinds: frozenset[str]) -> bool:
    """Whether a text tells only what is celebrated, as half a town does on that day."""
    return bool(kinds) and kinds <= _OCCASIONS


def related(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of kinds may tell one event: at heart a kind in common or in one family."""
    one, other = core_of(one), core_of(other)
    if one & other:
        return True
    return any(one & family and other & family for family in _FAMILIES)


def conflicting(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both kinds are known and cannot be one event."""
    return bool(one) and bool(other) and not related(one, other)
