"""The facts of one text, arranged for the severity rules: which stand, which count, which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from classifiers.facts.genres import Genre
from classifiers.facts.guards import DENIED, NEGATED
from classifiers.facts.reveals import TOLD_AS
from classifiers.facts.roles import OF_OTHERS, OF_SCHOOL, Mention, find_mentions
from classifiers.reading.gating import Gated, folded, written
from classifiers.reading.phrases import fold_source, read
from classifiers.reading.scanning import scan
from monitor.core.items import Item, Kind
from monitor.core.labels import Fact
from monitor.core.text import fold, normalise

HEAD_CHARS = 900
"""How much of a body, after title and lead, is taken for the news itself; what follows is background as a rule."""
_NEWS_CHARS, _FEW = 300, 10
"""How far below the headline fewer infections than this are still the news."""
NEAR_CHARS = 260
"""Facts closer than this belong together; about two sentences."""
SHORT_TEXT_CHARS = 700
MOST_IN_ONE_CASE = 2000
"""Larger numbers are of a province or a year: the largest schools have about so many pupils."""

_UNDER = re.compile(
    r"(?:gần|gan|ngót|chưa đến|chua den|chưa tới|chua toi)\s+(?:\d|một|hai|ba|bốn|năm|mười|mot|muoi)", re.IGNORECASE
)


UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())
"""Capital letters of Vietnamese, for a character class."""
NAMED_SCHOOL = written(
    r"(?<!\w)(?i:trường|truong|trg|th|thcs|thpt|tiểu học|tieu hoc|mầm non|mẫu giáo|mg|mn) "
    rf"(?!THCS|THPT|Sở|Bộ|GD)[{UPPER}]"
)
_SUBJECTS = frozenset(
    (
        *(
            "các khoản thu",
            "khoản thu",
            "thu tiền",
            "thu phí",
            "đóng tiền",
            "quỹ lớp",
            "quỹ phụ huynh",
            "tiền trường",
            "học thêm",
            "dạy thêm",
        ),
        *(
            "lớp học thêm",
            "lớp dạy thêm",
            "đi học thêm",
            "cac khoan thu",
            "thu tien",
            "dong tien",
            "quy lop",
            "hoc them",
        ),
        *("day them", "lop hoc them", "tiền đồng phục"),
    )
)
"""Words that also name a plain subject: what schools collect, lessons after school."""
_TOPICS = frozenset(
    (
        *("bạo lực học đường", "bạo lực trường học", "bạo hành", "bắt nạt", "bao luc hoc duong", "bat nat"),
        *("tệ nạn ma túy", "xâm hại", "xâm hại tình dục", "đuối nước", "duoi nuoc", "ma túy"),
    )
)
"""Words for a kind of happening; alone they tell of none."""
_ACCUSES = written(
    r"(?<!không )(?<!ko )(?<!k )(?<!hổng )(?<!\w)"
    r"(?:ép|bắt|buộc|đòi|dọa|trù|đì|ăn chặn|bớt xén|tố|kêu cứu|phạt|chui)(?!\w)|"
    r"trù dập|"
    r"lạm thu|thu sai|sai quy định|sai phạm|chưa được phê duyệt|bắt buộc|bức xúc|phản ánh|khiếu nại|tố cáo|"
    r"làm đơn|lập biên bản|"
    r"không phép|trái phép|không cho|không nhận|từ chối|bất thường|xôn xao|trả lại tiền|kỷ luật|đình chỉ|"
    r"(?:không|hông|hổng|ko|hong) (?:có |đưa )?(?:biên nhận|biên lai|hóa đơn)|(?:biên nhận|biên lai|"
    r"hóa đơn) (?:không|hông|"
    r"hổng|ko|hong)(?!\w)|ai không tự nguyện|tự nguyện (?:mà|nhưng)|"
    r"lam thu|bat buoc|tru dap|buc xuc|phan anh|khieu nai|(?<!\w)(?:ep|bat) (?:con|hoc|mua|dong|ph)(?!\w)",
    re.IGNORECASE,
)
_SIGN_ALONE = re.compile(r"(?<!\w)(?:(?<!dau )(?<!benh )(?<!dich )mat do|do mat|ghen|nghi (?:benh|om))(?!\w)")
_SEVERAL = 5
"""Signs of a catching disease without its name, folded: of one child or two they are no outbreak."""
_UNTRUE = frozenset((DENIED, NEGATED))
_LEFT_LONG_AGO = folded(
    fold_source(
        r"(?<!\w)(?:trước đây|từng|vốn|trước kia|cựu|nguyên)(?: là| làm| đi)?(?: nghề)? "
        r"(?:giáo viên|thầy|cô|nhà giáo|dạy|giáo)(?!\w)[^.!?\n]{0,60}(?:nghỉ dạy|nghỉ việc|bỏ nghề|bỏ dạy|"
        r"thôi dạy|thôi việc|nghỉ hưu|chuyển nghề)"
    )
)
_NOT_ACCUSED = re.compile(
    fold_source(
        r"(?<!\w)(?:sẽ bị coi là|bị coi là|coi là|bị xem là|cấm|không|không để xảy ra|tránh|chống|ngăn|ngừa|phòng|"
        r"ngăn chặn|xử lý nghiêm|mọi hình thức|đường dây nóng|tiếp nhận|hộp thư|kênh|số điện thoại|nếu|trường hợp|"
        r"cưỡng|tự nguyện và(?: cưỡng)?)(?: \w+){0,2} ?$"
    )
)
"""Before a word of accusation, folded: a rule, an address for complaints, a case that may come."""
_COUNTS_HELPED = re.compile(
    r"(?<!\w)(?:dạy|giúp|nuôi|(?<!cấp )cứu|tặng|đỡ đầu|hỗ trợ|trao|do dau|trao)(?: \w+)? (?:hơn |gần |trên )?(?:\d|"
    r"hàng (?:chục|trăm|nghìn|ngàn|vạn))"
)
"""The number is of people who were taught, helped or rescued, not of those who came to harm; asked of the words as
written, as `tăng lên 45` and `cấp cứu 45 em` look like gifts and rescues without accents."""
_SUM = written(r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*\s?(?:k|đồng|đ|triệu|ngàn|nghìn|tr|củ)(?!\w)", re.IGNORECASE)
_ASKS = written(
    r"cho (?:em|mình|tui|tôi|con|mẹ|e|minh) (?:xin )?hỏi|hỏi (?:thiệt|chút|xíu|ngu|thật|thăm|nhẹ)(?!\w)|"
    r"(?:mẹ|ba mẹ|phụ huynh|bạn|anh chị|me|ai) (?:nào )?(?:có con|biết|rành|co con|biet)[^.]{0,80}(?:\?|"
    r"không|hông|ạ|chưa)|"
    r"(?:không|hông|hong|ko|chưa|vậy|rồi) (?:ạ|ta|mọi người|mấy mẹ|các mẹ|mấy chị|cả nhà|các mom)|cho e hoi|"
    r"hoi thiet|moi nguoi oi cho",
    re.IGNORECASE,
)
"""Somebody wants to know something; the question of a complaint (`Chờ tới chừng nào?`) is none of these."""
_MUSES = written(
    r"(?:ngày xưa|hồi xưa|hồi nhỏ|thời xưa|ngay xua|hoi xua|hoi nho).{0,160}?(?<!\w)(?:giờ|bây giờ|gio|bay gio)(?!\w)|"
    r"mà bị (?:vậy|thế|vầy|như vậy|như thế)|ma bi (?:vay|the|vay)",
    re.IGNORECASE | re.DOTALL,
)
"""Then and now compared, one's own child thought into it: talk about the times."""
_GUIDES = re.compile(
    r"nhắc nhở|hướng dẫn|chấn chỉnh|quán triệt|lưu ý|cần biết|cần lưu ý|tăng cường|quy định (?:về|mới|nào)|"
    r"giải đáp|hỏi đáp|"
    r"khoản nào|được thu|như thế nào là|những điều|triển khai|thực hiện|yêu cầu các|đề nghị các|chỉ đạo các|"
    r"cảnh giác|cảnh báo|"
    r"khuyến cáo",
    re.IGNORECASE,
)
"""Headline of an instruction or an explanation to all."""
_HEADLINE_CHARS = 160
_OPENING_CHARS = 60
_CONTENT_CHARS = 240
_WANTS_TO_KNOW = re.compile(
    r"(?<!\w)(?:cho (?:em|minh|tui|toi|con|me|e|chi|hoi)(?: xin)? (?:hoi|hoi tham|biet)|cho hoi|xin hoi|hoi (?:tham|"
    r"chut|xiu|nhe)|"
    r"(?:ai|me nao|ba me nao|phu huynh nao|chi nao) (?:biet|ranh|co con)|e hoi|em hoi)(?!\w)"
)
_ASKED_FOR = folded(
    r"(?<!\w)(?:bao nhieu|nhieu (?:vay|tien|ha|ta)|khoang nhieu|may gio|khi nao|chung nao|o dau|ra sao|the nao|lam sao|"
    r"phai (?:hong|khong|ko|hok)|co (?:can|phai)|ngay nao|bua nao|gom (?:gi|nhung gi))(?!\w)"
)
"""Folded: what a question without a reproach asks for."""
_NOT_HERE = folded(
    r"(?<!\w)(?:may|hen|cung may|mung)(?!\w)[^.!?\n]{0,20}(?<!\w)(?:ben|o|cho|truong|xu|tinh|que|huyen|xa|"
    r"lop) (?:minh|tui|toi|em|ta)"
    r"(?!\w)[^.!?\n]{0,12}(?<!\w)(?:khong|hong|ko|chua|dau)(?: \w+)? (?:co|bi|gap|vay|thay)(?!\w)|"
    r"(?<!\w)(?:khong|hong|ko) (?:phai )?(?:quay |xay ra |dien ra )?(?:o |tai )?truong (?:\w+ ){0,3}"
    r"(?:minh|tui|toi|em|ta|nay|chung toi)(?!\w)|"
    r"(?<!\w)(?:ben|o|cho|xu|que) (?:\w+ ){0,3}(?:minh|tui|toi|em|ta) (?:van |thi |cung )?(?:binh yen|yen on|yen binh|"
    r"yen tam|on ao gi dau|em dem)(?!\w)"
)
"""Folded: `may là bên mình hổng có`."""
_CONTENT = re.compile(
    r"(?<!\w)(?:cam on|biet on|tri an|dong tinh|dong thuan|(?<!he )thong nhat|chiu het|yen tam|hai long|thuong ghe|"
    r"(?<!chuc )mung (?:ghe|qua|ro|vi|cho|truong|lop|ngoi|diem|con|chau|em|viec)|an mung|"
    r"(?<!giay )(?<!bang )(?<!thu )khen(?! thuong)|ngot xot|de thuong|an tam|nhe nhom|vui qua|mung qua)(?!\w)"
)
"""Folded: thanks, consent, relief."""


class Case:
    """The facts of one text, asked by the floors."""

    def __init__(self, facts: Sequence[Fact], item: Item, incident_types: Sequence[str]) -> None:
        self.item = item
        self.types = frozenset(incident_types)
        self.text = item.full_text
        self.scan = scan(self.text)
        self.folded = self.scan.folded
        head = len("\n".join(part for part in (item.title, item.lead) if part))
        self.headline_end = max(head, 1)
        self.zone_end = max(head + HEAD_CHARS, 2 * HEAD_CHARS if not head else 0)
        self._genre = Genre(self.text, self.zone_end)
        self._breaks = self.scan.breaks
        self.all = tuple(facts)
        standing = tuple(fact for fact in facts if fact.stands and fact.start < self.zone_end)
        self.standing = tuple(
            fact
            for fact in standing
            if not (
                self._is_of_denied_poisoning(fact, standing)
                or self._is_told_in_passing(fact)
                or _is_sign_of_a_few(fact)
            )
        )

    def _is_of_denied_poisoning(self, fact: Fact, standing: Sequence[Fact]) -> bool:
        """Fever or a drip, uncounted, in a text that denies the poisoning: some other illness."""
        if fact.count or fact.kind not in {"ill", "hospitalised"}:
            return False
        denied = any(_UNTRUE & set(other.guards) for other in self.all if other.kind == "poisoned")
        return denied and not any(other.kind == "poisoned" for other in standing)

    def _is_told_in_passing(self, fact: Fact) -> bool:
        """A few infections far below a headline: a passage of a report on daily life."""
        far = bool(self.item.title) and fact.start >= self.headline_end + _NEWS_CHARS
        return far and fact.kind in {"infected", "quarantined"} and (fact.count or 0) < _FEW

    def of(self, *kinds: str) -> tuple[Fact, ...]:
        if self._kinds.isdisjoint(kinds):
            return ()
        return tuple(fact for fact in self.standing if fact.kind in kinds)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(fact.kind for fact in self.standing)

    def first(self, *kinds: str) -> Fact | None:
        return next(iter(self.of(*kinds)), None)

    def counted(self, threshold: int, *kinds: str) -> Fact | None:
        """The fact with the highest number, when it reaches the threshold (`gần 30` does not reach 30)."""
        found = (fact for fact in self.of(*kinds) if reaches(fact, threshold))
        reached = [
            fact for fact in found if not (_is_of_many_schools(fact) or _COUNTS_HELPED.search(fact.text.casefold()))
        ]
        return max(reached, key=lambda fact: fact.count or 0, default=None)

    def near(self, kinds: Iterable[str], circumstances: Iterable[str]) -> Fact | None:
        """A fact of `kinds` with a circumstance close to it; in short texts and headlines everything is close."""
        told = self.of(*kinds)
        wanted = frozenset(circumstances) if told else frozenset()
        around = [fact for fact in self.all if fact.stands and fact.kind in wanted] if told else []
        for fact in told:
            if any(self.together(fact, other) for other in around):
                return fact
        return None

    def together(self, one: Fact, other: Fact) -> bool:
        if max(one.end, other.end) <= max(self.headline_end, 1) and self.item.title:
            return True
        if len(self.text) <= SHORT_TEXT_CHARS and other.kind != "subject-worker":
            return True
        return max(one.start, other.start) - min(one.end, other.end) <= NEAR_CHARS

    def sentence_of(self, fact: Fact) -> str:
        """The sentence around a fact, folded."""
        left, right = self._sentence_span(fact)
        return self.folded[left:right]

    def _sentence_span(self, fact: Fact) -> tuple[int, int]:
        left = next((end for _, end in reversed(self._breaks) if end <= fact.start), 0)
        return left, next((start for start, _ in self._breaks if start >= fact.end), len(self.folded))

    def written(self, fact: Fact) -> str:
        """The sentence around a fact in small letters, accents kept."""
        left, right = self._sentence_span(fact)
        return self.text[left:right].casefold()

    @cached_property
    def casefolded(self) -> str:
        """The text in small letters, accents kept."""
        return self.text.casefold()

    def says(self, expression: Gated) -> bool:
        """Whether an expression in small letters occurs."""
        return self.scan.may(expression) and bool(expression.pattern.search(self.casefolded))

    @cached_property
    def names_school(self) -> bool:
        """Whether a school is named in the part that tells the news."""
        return bool(self.scan.search(NAMED_SCHOOL, 0, self.zone_end))

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        view = normalise(self.text)
        return find_mentions(view, read(view))

    def opens_with_a_school(self) -> bool:
        """Whether headline, lead or the first sentence name anybody or anything of a school."""
        end = next((left for left, _ in self._breaks if left > self.headline_end), len(self.text))
        return any(mention.role in OF_SCHOOL and mention.start < end for mention in self._mentions)

    def names_others_alone(self) -> bool:
        """Whether the headline names people or places of others, and the whole text nothing of a school."""
        others = any(each.role in OF_OTHERS and each.start < self.headline_end for each in self._mentions)
        return others and not any(mention.role in OF_SCHOOL for mention in self._mentions)

    @cached_property
    def names_sum(self) -> bool:
        """Whether a sum of money is named there."""
        return bool(self.scan.search(_SUM, 0, self.zone_end))

    def is_plain_subject(self, fact: Fact) -> bool:
        """Whether a fact's words only name what the text is about: no school is named and nobody is accused."""
        if fact.text.casefold() in _TOPICS:
            return not self.names_school
        if fact.text.casefold() not in _SUBJECTS or self.names_school or self._accuses:
            return False
        return self.asks_or_guides() or not self.names_sum

    @cached_property
    def _accuses(self) -> bool:
        words = self.scan.finditer(_ACCUSES, 0, self.zone_end)
        return any(not _NOT_ACCUSED.search(self.folded, 0, word.start()) for word in words)

    def asks_or_guides(self) -> bool:
        """Whether a text asks, advises or instructs, without a school named or anybody accused."""
        if self.names_school:
            return False
        if not self.item.title or self.item.kind is not Kind.PRESS:
            return bool(self.scan.search(_ASKS, 0, self.zone_end)) and not self._accuses
        headline = self.text[: min(len(self.item.title or ""), _HEADLINE_CHARS)]
        return bool(_GUIDES.search(headline))

    def only_wonders(self) -> bool:
        """Whether the headline is a question over a text that names no school, counts nobody and blames nobody."""
        asks = (self.item.title or "").rstrip().endswith("?")
        return asks and not (self.names_school or self._accuses or any(fact.count for fact in self.standing))

    def only_asks(self) -> bool:
        """Whether a post opens with a question how much, when or where, without anybody accused."""
        if self.item.kind is Kind.PRESS or self._accuses:
            return False
        opening = self.folded[:_OPENING_CHARS]
        return bool(_WANTS_TO_KNOW.search(opening) and self.scan.search(_ASKED_FOR))

    def is_content(self) -> bool:
        """Whether people thank, agree or praise at the head of a text that accuses nobody."""
        return bool(_CONTENT.search(self.folded[: max(self.headline_end, _CONTENT_CHARS)])) and not self._accuses

    def is_of_elsewhere(self) -> bool:
        """Whether a post says itself that it happened elsewhere and not here."""
        return bool(self.scan.search(_NOT_HERE, 0, self.zone_end))

    def advises(self) -> bool:
        """Whether a text only advises or explains to everybody, with no school named."""
        return not self.names_school and self._genre.advises()

    def jokes(self) -> bool:
        """Whether a text laughs and tells of nobody who suffers."""
        return self._genre.laughs()

    def thanks_for_money(self) -> bool:
        """Whether money is given back or waived, and nobody is blamed."""
        return self._genre.opens_with_money_back() or (not self._accuses and self._genre.gives_money_back())

    def blames(self) -> bool:
        """Whether somebody is accused of something."""
        return self._accuses

    def is_of_a_stranger(self) -> bool:
        """Whether the only person of a school in it is one who left long ago."""
        here = self.names_school or self.first("subject-pupil", "at-school", "school-activity")
        return not here and bool(self.scan.search(_LEFT_LONG_AGO, 0, self.zone_end))

    def muses(self) -> bool:
        """Whether a text only talks about the times, without a school."""
        return not self.names_school and bool(self.scan.search(_MUSES, 0, self.zone_end))

    def turns_out(self, *names: str) -> bool:
        """Whether the text says itself that it told a drill, a film, an old case (`classifiers.facts.reveals`)."""
        return any(fact.kind == f"{TOLD_AS}{name}" for fact in self.all for name in names)

    def has_guard(self, *names: str) -> bool:
        return any(name in fact.guards for fact in self.all for name in names)


def _is_sign_of_a_few(fact: Fact) -> bool:
    few = (fact.count or 0) < _SEVERAL
    return few and fact.kind == "infected" and bool(_SIGN_ALONE.search(fold(fact.text)))


def _is_of_many_schools(fact: Fact) -> bool:
    """Infections alone are also told of whole countries."""
    return (fact.count or 0) > MOST_IN_ONE_CASE and fact.kind != "infected"


def reaches(fact: Fact, threshold: int) -> bool:
    """Whether the number of a fact is at least `threshold`, as the words say it: `gần 30` is below 30."""
    if fact.count is None or fact.count < threshold:
        return False
    return fact.count > threshold or not _UNDER.search(fact.text)
