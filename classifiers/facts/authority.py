"""What an authority, or an outlet about its own text, really says: confirms, denies, retracts the core fact.

The expressions find words such as `Sở … cho biết`; here they are kept only when the words are about the core: a
confirmation must state the harm, a denial must deny it (`không có chuyện bao che` denies a side remark). A
correction that takes the news itself back is a `retraction`; one of a name, a figure or a date stays a `correction`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.facts.guarding.names import DENIED, HYPOTHETICAL, NEGATED
from classifiers.reading.phrases import sentence_breaks
from monitor.core.labels import Fact

CONFIRMATION, DENIAL, CORRECTION = "official-confirmation", "official-denial", "correction"
RETRACTION = "retraction"

_HARMS = frozenset(
    (
        *("death", "drowning", "suicide", "grave-injury", "fracture", "injured", "hospitalised", "ill", "poisoned"),
        *("infected", "epidemic-cluster", "quarantined", "abduction", "weapon", "weapon-attack", "collapse", "fire"),
        *("trapped", "sexual-abuse", "sexual-abuse-by-staff", "sexual-harassment", "child-abuse", "violence"),
        *("filmed-violence", "teacher-violence", "assault-on-teacher", "prosecution", "arrest", "exam-leak"),
        *("exam-leak-content", "exam-error", "device-cheating", "forged-notice", "data-leak", "hack", "substance"),
    )
)
"""Kinds that tell of something that happened."""
_DISPUTED = frozenset(
    (
        *("fees", "extra-classes", "corruption", "discipline", "boycott", "protest", "unpaid-wages", "food-quality"),
        *("unlicensed", "scam", "admission-complaint", "textbook-error", "service-complaint", "staff-complaint"),
        *("supply-problem", "exam-missed", "treated-without-consent"),
    )
)
"""Kinds whose words are also the plain name of a subject: an authority confirms them only by admitting a fault."""
_ADMITS = re.compile(
    r"thừa nhận|xác nhận|kết luận|sai phạm|sai quy định|không đúng quy định|vi phạm|chưa được phê duyệt|"
    r"phải trả lại|trả lại|dừng thu|đã thu|có thu|"
    r"nhận (?:khuyết điểm|thiếu sót|sai sót)|nhận trách nhiệm|nhận lỗi|xin lỗi|đình chỉ|kỷ luật",
    re.IGNORECASE,
)
_STRONG = re.compile(r"(?<!chưa )(?<!không )(?:xác nhận|thừa nhận|kết luận)", re.IGNORECASE)
_REFERS = re.compile(
    r"(?:sự|vụ) việc|(?<!\w)vụ (?!trưởng|phó)|clip|video|có việc|có chuyện|thông tin (?:trên|này|đó)|đúng là|là đúng|"
    r"bị (?:sai|nhầm|lệch|lộ|lọt|mất|hỏng|thiệt hại)(?!\w)|hòa giải|"
    r"phản ánh|nạn nhân|nghi phạm|nghi can|hung thủ|lấy lời khai|sơ cứu|điều trị|"
    r"chuyển (?:lên|đến|ra|tới) (?:bệnh viện|tuyến trên)|(?:tạm|bắt|đã) giữ (?:ông|bà|người|đối tượng|nam|nữ)",
    re.IGNORECASE,
)
"""Words that point back at what the text has told before, or say what was done for its victims or with its doers."""
_HAPPENED = re.compile(
    r"(?:sự|vụ) việc (?:đã |được cho là )?(?:xảy ra|diễn ra)|"
    r"(?:xác nhận|ghi nhận) (?:có |đã có )?\d+ (?:ca|trường hợp|em|học sinh)",
    re.IGNORECASE,
)
"""Words that say by themselves that it happened."""
_DEALT_WITH = re.compile(
    r"nhận (?:thiếu sót|khuyết điểm|sai sót|lỗi|trách nhiệm)(?!\w)|"
    r"(?:đã|vừa|có) (?:lập biên bản|niêm phong|thu giữ|tạm giữ)|"
    r"(?:em|học sinh|nam sinh|nữ sinh|đối tượng|nghi phạm|người này)(?: \w+){0,2} "
    r"(?:mua|đặt mua|mang theo|thủ sẵn|chuẩn bị sẵn|khai|thừa nhận)(?!\w)",
    re.IGNORECASE,
)
"""A fault admitted, what was done about it, how the doer came by the means: nobody tells so of what never happened."""
_UNSETTLED = re.compile(
    r"đang xác minh|đang rà soát|chưa khẳng định|đang làm rõ|chưa xác nhận|đang đối chiếu|sẽ xác minh|"
    r"chưa thể khẳng định|đang kiểm tra|đang điều tra|chưa thể xác nhận|chưa có thông tin|chưa nắm|đang nắm|"
    r"chờ kết quả|"
    r"vẫn đang|sẽ kiểm tra|sẽ làm rõ|"
    r"(?:tiếp nhận|nhận) (?:được )?(?:\w+ ){0,2}?(?:đơn|tố cáo|tố giác|khiếu nại)(?!\w)(?! (?:vị|giản|xin))",
    re.IGNORECASE,
)
"""Not known yet to who speaks; also that somebody has brought a charge, which says nothing of its truth."""
_SPEAKER_BEFORE = re.compile(
    r"(?:phụ huynh|học sinh|nữ sinh|nam sinh|(?<!\w)con|(?<!\w)mẹ|(?<!\w)cha|bạn đọc|người dân)[^.;]{0,40}$",
    re.IGNORECASE,
)
_SPEAKER_BETWEEN = re.compile(
    r"phụ huynh|gia đình|người dân|người nhà|nhân chứng|bạn đọc|(?:^|[,;]\s*)(?:chị|anh|em|cô bé)\s", re.IGNORECASE
)
_BARE_SCHOOL = re.compile(r"^(?:nhà )?trường(?!\w)", re.IGNORECASE)
_SIDE = re.compile(
    r"bao che|ém nhẹm|(?<!\w)ém|che giấu|giấu|né tránh|dung túng|chậm trễ|chậm báo|chậm xử lý|bưng bít|thiên vị|xử nhẹ|"
    r"trù dập|can thiệp|đổ lỗi|chèn ép|cố ý|chủ trương|đứng sau|làm ngơ|bỏ mặc|im lặng|thờ ơ|vô cảm|ép (?:viết|ký)|"
    r"gây khó|đe dọa|mua chuộc|thỏa thuận ngầm|lý do|nguyên nhân",
    re.IGNORECASE,
)
"""What an authority likes to deny beside the core: that it hid, delayed, favoured."""
_EARLIER = re.compile(r"(?<!\w)(?:trước đó|ban đầu|lúc đầu|từng)(?!\w)[^.;]{0,60}$", re.IGNORECASE)
"""Before a denial: what was said first, and is overtaken by what the same text says is known now."""
_NAMES_THE_CORE = re.compile(
    r"thông tin|tin đồn|lời đồn|đồn thổi|đồn đoán|"
    r"(?<!\w)tin(?!\w)|văn bản|công văn|thông báo|giấy|vụ việc|sự việc|clip|hình ảnh|nội dung|"
    r"cáo buộc|"
    r"nghỉ học|phản ánh",
    re.IGNORECASE,
)
_MINOR = re.compile(
    r"chính tả|lỗi đánh máy|sai tên|nhầm tên|viết nhầm|ghi nhầm|viết sai|ghi sai|nhầm (?:ảnh|hình|lẫn tên)|chú thích|"
    r"tên (?:trường|xã|huyện|cô|thầy|em|ông|"
    r"bà|nhân vật)|họ tên|chức danh|ngày tháng|số liệu|con số|không phải \d|thay vì|\d+ (?:em|học sinh|người|"
    r"trường hợp), không",
    re.IGNORECASE,
)
"""A slip or a number put right: the news itself stands."""
_RETRACTS = re.compile(
    r"không có thật|không đúng sự thật|sai sự thật|tin giả|bịa|chưa (?:được )?kiểm chứng|thất thiệt|gỡ|rút bài|"
    r"thu hồi|xóa bài|"
    r"không xảy ra|không chính xác|đăng sai|là sai",
    re.IGNORECASE,
)


_OLD_NEWS = re.compile(
    r"(?:đã|từng|có) (?:đăng|đưa|viết)|(?:đăng|đưa) (?:tin|bài|tải)|bài (?:trước|viết|báo|cũ)|tin (?:trước|cũ|đã đăng)|"
    r"trong bài|thông tin trước",
    re.IGNORECASE,
)
"""What the outlet had told before."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The text with its sentences as spans."""

    text: str
    spans: tuple[tuple[int, int], ...]
    head_end: int

    def sentence(self, fact: Fact) -> tuple[int, int]:
        return next((span for span in self.spans if span[0] <= fact.start < span[1]), (0, len(self.text)))


def settle(facts: Sequence[Fact], text: str, *, head_end: int) -> list[Fact]:
    """Keep confirmations and denials that are about the core fact, tell retractions from corrections of details.

    The other facts stay as they are; only what a retraction repeats of the old news becomes denied.
    `text` is what the facts' offsets refer to, `head_end` the end of its title and lead (0 without either).
    """
    read = _Text(text, _sentences(text), head_end)
    confirmed = [_confirmation(fact, facts, read) for fact in facts if fact.kind == CONFIRMATION]
    answers = [fact for fact in confirmed if fact is not None]
    stated = any(fact.stands for fact in answers)
    answers += [fact for fact in facts if fact.kind == DENIAL and _denies_core(fact, facts, read, stated=stated)]
    corrections = [_settled(fact, facts, read) for fact in facts if fact.kind == CORRECTION]
    taken_back = any(fact.kind == RETRACTION for fact in corrections)
    others = [fact for fact in facts if fact.kind not in {CONFIRMATION, DENIAL, CORRECTION}]
    return [_repeated(fact, read) if taken_back else fact for fact in others] + answers + corrections


def _settled(fact: Fact, facts: Sequence[Fact], read: _Text) -> Fact:
    """A correction under its right name."""
    kind = RETRACTION if _retracts(fact, facts, read) else CORRECTION
    return Fact(kind, fact.text, fact.start, fact.end)


def _repeated(fact: Fact, read: _Text) -> Fact:
    """A harm that only quotes the news taken back (`đã đăng tin …`) is denied with it."""
    left, right = read.sentence(fact)
    if fact.kind not in _HARMS or not fact.stands or not _OLD_NEWS.search(read.text[left:right]):
        return fact
    return Fact(fact.kind, fact.text, fact.start, fact.end, fact.count, (DENIED,))


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    spans, left = [], 0
    for start, end in sentence_breaks(text):
        spans.append((left, start))
        left = end
    return (*spans, (left, len(text) + 1))


def _within(facts: Sequence[Fact], span: tuple[int, int], kinds: frozenset[str]) -> list[Fact]:
    return [fact for fact in facts if fact.kind in kinds and span[0] <= fact.start < span[1]]


def _confirmation(fact: Fact, facts: Sequence[Fact], read: _Text) -> Fact | None:
    """The confirmation as it counts: None when another speaks or no harm is stated, guarded while it is unsettled."""
    left, right = read.sentence(fact)
    sentence = read.text[left:right]
    if _someone_else_speaks(fact, read.text[left : fact.start]):
        return None
    if _UNSETTLED.search(sentence) and not _STRONG.search(sentence):
        return Fact(fact.kind, fact.text, fact.start, fact.end, fact.count, (*fact.guards, HYPOTHETICAL))
    return fact if _states_harm(fact, facts, read) else None


def _someone_else_speaks(fact: Fact, before: str) -> bool:
    """`phụ huynh Trường A cho biết`, `báo công an, chị T. cho biết`: the authority is only named."""
    if _SPEAKER_BETWEEN.search(fact.text):
        return True
    return bool(_BARE_SCHOOL.search(fact.text) and _SPEAKER_BEFORE.search(before))


def _states_harm(fact: Fact, facts: Sequence[Fact], read: _Text) -> bool:
    span = read.sentence(fact)
    sentence = read.text[span[0] : span[1]]
    if any(_told(harm) for harm in _within(facts, span, _HARMS)):
        return True
    if _ADMITS.search(sentence) and any(_told(harm) for harm in _within(facts, span, _DISPUTED)):
        return True
    if _HAPPENED.search(sentence):
        return True
    earlier = _within(facts, (0, span[0]), _HARMS | _DISPUTED)
    if _DEALT_WITH.search(sentence) and any(_told(harm) for harm in earlier):
        return True
    return bool(_STRONG.search(sentence) and _REFERS.search(sentence) and any(_told(harm) for harm in earlier))


def _told(harm: Fact) -> bool:
    """Whether a harm is told as having happened; that a forgery is one is told by its denial too."""
    return harm.stands or (harm.kind == "forged-notice" and set(harm.guards) <= {DENIED})


def _denies_core(fact: Fact, facts: Sequence[Fact], read: _Text, *, stated: bool) -> bool:
    span = read.sentence(fact)
    sentence = read.text[span[0] : span[1]]
    denied = [harm for harm in _within(facts, span, _HARMS | _DISPUTED) if {DENIED, NEGATED} & set(harm.guards)]
    forged = bool(_within(facts, span, frozenset({"forged-notice"})))
    if _SIDE.search(read.text[fact.start : span[1]]) and not forged:
        return False
    if not (denied or forged or _NAMES_THE_CORE.search(sentence)):
        return False
    if stated and _EARLIER.search(read.text[span[0] : fact.end]):
        return False
    in_head = fact.start < read.head_end
    return in_head or forged or not (stated or _head_tells_other(facts, denied, read))


def _head_tells_other(facts: Sequence[Fact], denied: Sequence[Fact], read: _Text) -> bool:
    """Whether title and lead tell of a harm that the denial leaves standing."""
    told = {fact.kind for fact in _within(facts, (0, read.head_end), _HARMS) if fact.stands}
    return bool(told - {fact.kind for fact in denied})


def _retracts(fact: Fact, facts: Sequence[Fact], read: _Text) -> bool:
    """Whether it takes the news back: it says so, or the text denies the harm, and no mere slip is put right."""
    left, right = read.sentence(fact)
    if _MINOR.search(read.text[left:right]):
        return False
    if _RETRACTS.search(read.text[left:right]):
        return True
    denied = any({DENIED, NEGATED} & set(harm.guards) for harm in facts if harm.kind in _HARMS | _DISPUTED)
    return denied or not _MINOR.search(read.text)
