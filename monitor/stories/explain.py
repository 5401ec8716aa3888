"""One Vietnamese sentence for every placement. Names of persons never appear: only schools, places and counts."""

from __future__ import annotations

from monitor.stories.anchors import school_of
from monitor.stories.calling import agreed_school
from monitor.stories.clustering import Match
from monitor.stories.copies import Copy
from monitor.stories.reading import Reading
from monitor.stories.story import Story

_AGREED = {
    "link": "cùng liên kết hoặc hình ảnh",
    "count": "cùng số liệu",
    "quote": "cùng lời trích dẫn",
    "tag": "cùng thẻ chủ đề",
    "name": "cùng tên riêng được nhắc",
    "spot": "cùng nhắc một xã",
    "exam": "cùng kỳ thi",
    "follow-up": "nói tiếp, hỏi tiếp việc mọi người đang bàn",
    "claim": "cùng nói về một thông báo, quyết định của ngành",
}
_VETO = {
    "school": "khác trường",
    "commune": "khác xã",
    "place": "khác địa bàn",
    "kind": "khác loại sự việc",
    "victim": "khác đối tượng",
    "date": "khác ngày xảy ra",
    "exam": "khác kỳ thi",
    "old": "một bên là chuyện đã lâu",
    "series": "là kỳ khác của cùng một chuyên mục",
}
_NOTHING = 0.01
_COPY = {
    "share": "Chia sẻ lại bài đã có",
    "url": "Cùng địa chỉ với bài đã có",
    "same": "Trùng nguyên văn với bài đã có",
    "title": "Trùng tít với bài đã có, không thêm nội dung",
    "near": "Đăng lại gần nguyên văn bài đã có",
    "picture": "Chuyền lại ảnh, video của bài đã có, không kể thêm việc gì",
}


def number(value: float) -> str:
    """Write a likeness for staff: `0,41`."""
    return f"{value:.2f}".replace(".", ",")


def why_copy(copy: Copy) -> str:
    """Tell what is repeated."""
    return f"{_COPY[copy.rule]} (giống {number(copy.likeness)})"


def why_joined(reading: Reading, story: Story, match: Match) -> str:
    """Tell on what an item and its story agree: `Cùng trường Tiểu học Hoa Sen, nội dung giống 0,41`."""
    parts = [_place_part(name, reading, story) for name in match.agreed if name != "name" or len(match.agreed) == 1]
    told = [part for part in parts if part]
    told.append(f"nội dung giống {number(match.score)}")
    sentence = ", ".join(dict.fromkeys(told))
    return sentence[0].upper() + sentence[1:]


def _place_part(agreed: str, reading: Reading, story: Story) -> str:
    anchors = reading.anchors
    if agreed == "school":
        return f"cùng {_school_name(reading, story)}"
    if agreed in {"commune", "district"}:
        shared = anchors.communes & story.communes if agreed == "commune" else anchors.places & story.places
        finest = max(sorted(shared), key=lambda place: place.count("/"))
        return f"cùng địa bàn {story.shown.get(finest, finest)}"
    return _AGREED[agreed]


def _school_name(reading: Reading, story: Story) -> str:
    shown = {**story.shown, **dict(reading.anchors.shown)}
    agreed = agreed_school(reading, story)
    named = sorted(place for place in shown if place.startswith("school:"))
    names = [shown[place] for place in named if agreed is not None and school_of(place) == agreed]
    if not names:
        return "trường"
    name = names[0]
    return name[0].lower() + name[1:] if name.lower().startswith("trường") else f"trường {name}"


def why_new(best: Match | None, *, days: int, short: bool, round_up: bool) -> str:
    """Tell why an item opens a story of its own."""
    if round_up:
        return "Mở tin mới: bài điểm tin nhiều sự việc, không ghép với tin nào"
    if best is not None and best.veto:
        return f"Mở tin mới: tin gần nhất giống {number(best.score)} nhưng {_VETO[best.veto]}"
    if best is not None and short:
        return f"Mở tin mới: bài ngắn, chưa đủ căn cứ ghép với tin nào (giống nhất {number(best.score)})"
    score = best.score if best else 0.0
    if score < _NOTHING:
        return f"Mở tin mới: chưa có tin nào trong {days} ngày giống bài này"
    return f"Mở tin mới: chưa có tin nào trong {days} ngày giống quá {number(score)}"


def why_reply() -> str:
    """Tell that a comment goes with what it answers."""
    return "Bình luận của bài đã có, đi theo tin của bài đó"


def why_testimony() -> str:
    """Tell that somebody shares a known item and adds an account of their own."""
    return "Chia sẻ bài đã có và kể thêm điều mình biết, đi theo tin của bài đó"


def why_split() -> str:
    """Tell why an item was moved out with its part of a story."""
    return "Tách tin: các bài trong tin cũ nêu hai trường hoặc hai nơi khác nhau, là hai sự việc"


def why_strayed(score: float) -> str:
    """Tell why an item that named no school was moved to the story of another school."""
    return f"Chuyển tin: bài không nêu tên trường, nay thấy giống sự việc này hơn (giống {number(score)})"


def why_merged(match: Match) -> str:
    """Tell why an item was moved with its whole story."""
    return f"Ghép hai tin làm một: tin mới đến cho thấy cùng một sự việc (giống {number(match.score)})"
