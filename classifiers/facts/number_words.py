"""The words of a number, and those beside one that say what it counts, or that it counts nothing.

Data for `classifiers.facts.number_reading` and `classifiers.facts.numbers`; written by us from how papers and posts
count. Names with `FOLDED` are for texts typed without accents.
"""

from __future__ import annotations

from monitor.core.text import fold

PERSON_UNITS: tuple[str, ...] = (
    *("học sinh", "hs", "em học sinh", "em hs", "em", "cháu", "cháu bé", "bé", "trẻ", "trẻ em", "trẻ mầm non", "đứa"),
    *("đứa nhỏ", "đứa trẻ", "nam sinh", "nữ sinh", "học trò", "thí sinh", "sĩ tử", "bạn", "bé trai", "bé gái", "mạng"),
    *("giáo viên", "gv", "thầy cô", "cô giáo", "thầy giáo", "cô", "thầy", "người", "nạn nhân", "trường hợp", "ca"),
    *(
        "ca mắc",
        "ca nhiễm",
        "ca bệnh",
        "f0",
        "f1",
        "phụ huynh",
        "ph",
        "gia đình",
        "nhà",
        "hộ",
        "sinh viên",
        "nhân viên",
    ),
    *("bệnh nhân", "bệnh nhi", "bị cáo", "bị can", "cán bộ"),
    *("anh em", "chị em", "anh em ruột", "chị", "anh", "nhỏ", "mụn con"),
    *(
        "thằng",
        "nhóc",
        "hiệu trưởng",
        "kế toán",
        "nam",
        "nữ",
        "lượt",
        "công nhân",
        "tân binh",
        "vị",
        "mẹ",
        "thanh niên",
    ),
)
"""Words after a number that count people or cases."""
PERSONS = frozenset(PERSON_UNITS)

OTHER_UNITS = (
    *("lớp", "trường", "ngày", "tuần", "tháng", "năm", "phút", "giây", "lần", "clip", "video", "khoản", "bài", "câu"),
    *("tuổi", "bộ", "cái", "xã", "huyện", "tỉnh", "km", "cây số", "mũi", "suất", "phòng", "chiếc", "điểm trường"),
)
"""Words after a number that count things, times or measures."""
KNOWN_UNITS = PERSONS | frozenset(OTHER_UNITS)
MONEY = frozenset(("đồng", "đ", "vnđ", "vnd", "triệu", "tr", "tỷ", "tỉ", "k", "củ", "usd", "đô", "xu", "lít", "phần"))
"""Words after a number that make it a sum."""
SCORE_OR_SIZE = frozenset(
    ("điểm", "độ", "phân", "mét", "m", "m2", "cm", "kg", "g", "w", "kbps", "giờ", "h", "h30", "view")
)
"""Words after a number that make it a mark, a measure or a time of day."""
FOLDED_ONLY_UNITS = {fold(unit): unit for unit in (*PERSON_UNITS, *OTHER_UNITS)}

DIGITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "tư": 4,
    "lăm": 5,
    "mốt": 1,
    "nhăm": 5,
    "dăm": 5,
}
FOLDED_DIGITS = {fold(word): value for word, value in DIGITS.items()}
AMBIGUOUS_FOLDED = frozenset(("nam", "sau", "tu", "lam", "dam", "mot", "ba", "tam"))
"""Words of a number that without accents are also other words."""
SCALES = {"chục": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "mươi": 10}
FOLDED_SCALES = {fold(word): value for word, value in SCALES.items()}
APPROX = frozenset(
    (
        "hơn",
        "trên",
        "gần",
        "khoảng",
        "chừng",
        "tầm",
        "cỡ",
        "xấp",
        "xỉ",
        "ngót",
        "hàng",
        "cả",
        "tới",
        "đến",
        "ít",
        "nhất",
        "ước",
    )
)
"""Words before a number of somebody who did not count."""
NUMBERED_BEFORE = frozenset(
    (
        "lớp",
        "khối",
        "số",
        "điều",
        "khoản",
        "mục",
        "câu",
        "đề",
        "quý",
        "kỳ",
        "tập",
        "phường",
        "quận",
        "ấp",
        "tổ",
        "mã",
        "phần",
        "chương",
        "tuần",
        "tiết",
        "thứ",
        "tháng",
        "ngày",
        "mùng",
        "mồng",
        "năm",
        "vòng",
        "trang",
        "covid",
        "bài",
        "cấp",
        "đợt",
        "phòng",
        "lầu",
        "tầng",
        "qđ",
        "tt",
        "thông",
        "nghị",
        "luật",
        "cọc",
        "hè",
        "khu",
        "quốc lộ",
        "lộ",
        "đường",
        "hạng",
        "nv",
        "điểm",
        "lop",
        "khoi",
        "so",
        "cau",
        "de",
        "ngay",
        "thang",
        "nam",
        "thu",
        "ap",
        "to",
        "quan",
        "phuong",
        "tang",
        "lau",
    )
)
"""Words that a number names, not counts: `lớp 3`, `điều 5`; with accents or without."""
NUMBERED_ALWAYS = NUMBERED_BEFORE - {
    "tuần",
    "ngày",
    "tháng",
    "năm",
    "đề",
    "tang",
    "nam",
    "ngay",
    "thang",
    "de",
    "so",
    "to",
}
"""Those of them that are so even when a word for people follows."""
ALSO_BEFORE_PEOPLE = frozenset(("số", "đường", "quý", "tổ", "hè", "lộ"))
"""Of these, words that also stand before a number of people (`tổ 12 em`)."""
NOT_AFTER = frozenset(
    ("đầu", "cuối", "mỗi", "nửa", "giữa", "trong", "hằng", "đầu", "hàng", "từng", "qua", "dau", "cuoi", "moi")
)
"""Words after which a number in words is another word (`đầu năm học sinh …`)."""
STARTERS = frozenset(
    (
        *DIGITS,
        "mười",
        "mươi",
        "chục",
        "trăm",
        "nghìn",
        "ngàn",
        "mấy",
        "vài",
        "hàng",
        "dăm",
        "hăm",
        "nửa",
        "cả",
        "nguyên",
    )
)
FOLDED_STARTERS = frozenset((*FOLDED_DIGITS, *map(fold, STARTERS)))
"""A number in words begins with one of these: most words of a text need no closer look."""
