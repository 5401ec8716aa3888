"""What the words of a text say beside its facts: whether it accuses, asks, advises, thanks, names a school or a sum."""

from __future__ import annotations

import re
from functools import cached_property

from classifiers.facts.genres import Genre
from classifiers.facts.roles import OF_OTHERS, OF_SCHOOL, Mention, find_mentions
from classifiers.reading.gating import Gated, folded, written
from classifiers.reading.phrases import fold_source, read
from classifiers.reading.scanning import scan
from monitor.core.items import Item, Kind
from monitor.core.text import normalise

UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())
"""Capital letters of Vietnamese, for a character class."""
NAMED_SCHOOL = written(
    r"(?<!\w)(?i:trường|truong|trg|th|thcs|thpt|tiểu học|tieu hoc|mầm non|mẫu giáo|mg|mn) "
    rf"(?!THCS|THPT|Sở|Bộ|GD)[{UPPER}]"
)
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
_NOT_ACCUSED = re.compile(
    fold_source(
        r"(?<!\w)(?:sẽ bị coi là|bị coi là|coi là|bị xem là|cấm|không|không để xảy ra|tránh|chống|ngăn|ngừa|phòng|"
        r"ngăn chặn|xử lý nghiêm|mọi hình thức|đường dây nóng|tiếp nhận|hộp thư|kênh|số điện thoại|nếu|trường hợp|"
        r"cưỡng|tự nguyện và(?: cưỡng)?)(?: \w+){0,2} ?$"
    )
)
"""Before a word of accusation, folded: a rule, an address for complaints, a case that may come."""
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
    r"(?<!chuc )mung (?:ghe|qua|ro|het|muon|vi|cho|truong|lop|ngoi|diem|con|chau|em|viec)|an mung|"
    r"(?<!giay )(?<!bang )(?<!thu )khen(?! thuong| lam gi| lam chi)|ngot xot|de thuong|an tam|nhe nhom|"
    r"vui qua|mung qua)(?!\w)"
)
"""Folded: thanks, consent, relief."""


class Wording:
    """Questions to the words of one text; headline and lead end at `headline_end`, the news itself at `zone_end`."""

    def __init__(self, item: Item, *, headline_end: int, zone_end: int) -> None:
        self._item = item
        self._text = item.full_text
        self._scan = scan(self._text)
        self._headline_end = headline_end
        self._zone_end = zone_end
        self._folded = self._scan.folded
        self._breaks = self._scan.breaks
        self._genre = Genre(self._text, zone_end)

    def says(self, expression: Gated) -> bool:
        """Whether an expression in small letters occurs."""
        return self._scan.may(expression) and bool(expression.pattern.search(self.casefolded))

    @cached_property
    def casefolded(self) -> str:
        """The text in small letters, accents kept."""
        return self._text.casefold()

    @cached_property
    def names_school(self) -> bool:
        """Whether a school is named in the part that tells the news."""
        return bool(self._scan.search(NAMED_SCHOOL, 0, self._zone_end))

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        view = normalise(self._text)
        return find_mentions(view, read(view))

    def opens_with_a_school(self) -> bool:
        """Whether headline, lead or the first sentence name anybody or anything of a school."""
        end = next((left for left, _ in self._breaks if left > self._headline_end), len(self._text))
        return any(mention.role in OF_SCHOOL and mention.start < end for mention in self._mentions)

    def names_others_alone(self) -> bool:
        """Whether the headline names people or places of others, and the whole text nothing of a school."""
        others = any(each.role in OF_OTHERS and each.start < self._headline_end for each in self._mentions)
        return others and not any(mention.role in OF_SCHOOL for mention in self._mentions)

    @cached_property
    def names_sum(self) -> bool:
        """Whether a sum of money is named there."""
        return bool(self._scan.search(_SUM, 0, self._zone_end))

    @cached_property
    def accuses(self) -> bool:
        """Whether somebody is accused of something."""
        words = self._scan.finditer(_ACCUSES, 0, self._zone_end)
        return any(not _NOT_ACCUSED.search(self._folded, 0, word.start()) for word in words)

    def asks_or_guides(self) -> bool:
        """Whether a text asks, advises or instructs, without a school named or anybody accused."""
        if self.names_school:
            return False
        if not self._item.title or self._item.kind is not Kind.PRESS:
            return bool(self._scan.search(_ASKS, 0, self._zone_end)) and not self.accuses
        headline = self._text[: min(len(self._item.title or ""), _HEADLINE_CHARS)]
        return bool(_GUIDES.search(headline))

    def only_asks(self) -> bool:
        """Whether a post opens with a question how much, when or where, without anybody accused."""
        if self._item.kind is Kind.PRESS or self.accuses:
            return False
        opening = self._folded[:_OPENING_CHARS]
        return bool(_WANTS_TO_KNOW.search(opening) and self._scan.search(_ASKED_FOR))

    def is_content(self) -> bool:
        """Whether people thank, agree or praise at the head of a text that accuses nobody."""
        return bool(_CONTENT.search(self._folded[: max(self._headline_end, _CONTENT_CHARS)])) and not self.accuses

    def is_of_elsewhere(self) -> bool:
        """Whether a post says itself that it happened elsewhere and not here."""
        return bool(self._scan.search(_NOT_HERE, 0, self._zone_end))

    def advises(self) -> bool:
        """Whether a text only advises or explains to everybody, with no school named."""
        return not self.names_school and self._genre.advises()

    def jokes(self) -> bool:
        """Whether a text laughs and tells of nobody who suffers."""
        return self._genre.laughs()

    def thanks_for_money(self) -> bool:
        """Whether money is given back or waived, and nobody is blamed."""
        return self._genre.opens_with_money_back() or (not self.accuses and self._genre.gives_money_back())

    def muses(self) -> bool:
        """Whether a text only talks about the times, without a school."""
        return not self.names_school and bool(self._scan.search(_MUSES, 0, self._zone_end))
