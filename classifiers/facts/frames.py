"""Passages that tell of nothing that happens here and now, known by how they are framed rather than by a cue nearby.

What `reveals` found to be a drill, a film or an old case, a call in which a swindler makes something up, the figures
of a year or of the whole country, cases of elsewhere that are cited as a warning, a pet. `classifiers.facts.guarding`
asks about the words before and after one trigger; here a whole stretch is marked, and the facts inside get the guard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.facts.arms import ARMS, in_good_hands
from classifiers.facts.guarding.names import BACKGROUND, DENIED, DRILL, FICTION, NOT_SCHOOL, PAST
from classifiers.facts.harmless_ends import BLOWS, in_fun, turned_out
from classifiers.facts.reveals import Reveal, is_in_earnest
from classifiers.facts.staying_away import STAYING_AWAY, only_threatened
from classifiers.reading.phrases import Spelling, sentence_breaks, spelling, typed_without_accents
from classifiers.reading.scanning import scan
from monitor.core.text import TextView

_CHILD = r"(?<!\w)(?:con|cháu|bé|em|các em|học sinh|hs|trẻ|tụi nhỏ|nó)(?!\w)"
_CALLS = spelling(
    (
        r"(?<!\w)(?:gọi|cuộc gọi|điện thoại|nghe máy|nhắn|tin nhắn|tự xưng|giả danh|mạo danh|giả giọng|xưng|"
        r"giả làm|đóng giả|dựng chuyện|bịa chuyện)(?!\w)"
    ),
    r"(?<!\w)(?:goi|cuoc goi|dien thoai|nghe may|nhan tin|tin nhan|tu xung|gia danh|mao danh)(?!\w)",
)
_SAYS = spelling(r"(?<!\w)(?:báo|nói|bảo|rằng|là|thông báo|dọa|hù|lừa|kêu|tin)(?!\w)")
_DECEIT = spelling(
    (
        r"(?<!\w)(?:lừa|lừa đảo|giả danh|mạo danh|giả giọng|tự xưng|chiêu|chiêu trò|thủ đoạn|kẻ gian|cảnh giác|bịa|"
        r"dựng chuyện|bẫy|xưng (?:là |cô|thầy)|chuyển (?:viện phí|tiền|khoản|\d+)|giục chuyển)(?!\w)"
    ),
    (
        r"(?<!\w)(?:lua dao|bi lua|lua tien|gia danh|mao danh|tu xung|chieu tro|ke gian|canh giac|sap bay|"
        r"xung (?:la |co giao|thay giao)|chuyen (?:vien phi|tien|khoan|\d+))(?!\w)"
    ),
)
"""Without accents `chiều`, `bảy`, `lứa` read like words of deceit, so only sure ones are taken then."""
_SAFE = spelling(
    rf"{_CHILD}[^.!?\n]{{0,30}}(?<!\w)(?:vẫn|đang|còn)(?!\w)[^.!?\n]{{0,20}}"
    r"(?<!\w)(?:học|lớp|trường|nhà|an toàn|bình thường)(?!\w)|(?<!\w)vẫn (?:đang )?(?:học|ngồi học|ở trường|ở lớp)|"
    r"không ai bị (?:sao|gì)|không có chuyện gì"
)
"""The child is where it should be."""
_MISSING = spelling(
    r"(?<!\w)(?:mất tích|chưa tìm (?:thấy|được|ra)|truy tìm|giải cứu|chưa về nhà|vẫn chưa thấy|không thấy về)(?!\w)"
)

_HEARD = spelling(
    r"(?<!\w)(?:đồn|tin đồn|đồn đoán|đồn thổi|tưởng|cứ tưởng|rộ tin|xôn xao chuyện)(?!\w)",
    r"(?<!\w)(?:tin don|nghe don|don doan|don thoi|cu tuong|ro tin)(?!\w)",
)
_TRUTH = spelling(
    r"(?<!\w)(?:hóa ra|té ra|thực ra|thật ra|sự thật là|không phải vậy|toàn bịa|"
    r"không có (?:học sinh|em|ai|ca|trẻ|bé|vụ|chuyện)|không (?:ai|em nào|học sinh nào)|tung tin|bác bỏ|"
    r"không đúng|không có thật)(?!\w)"
)
_YEARLY = spelling(
    r"(?<!\w)(?:mỗi năm(?! sinh| học)|hằng năm|hàng năm|bình quân|trung bình (?:mỗi|một|hằng|khoảng|có)|"
    r"trong (?:\d+|hai|ba|bốn|năm|mười|nhiều) năm(?! học| tuổi)(?: qua| gần đây| trở lại)?|những năm (?:qua|gần đây)|"
    r"so với cùng kỳ)(?!\w)"
)
_DOER = spelling(r"(?<!\w)(?:thầy|cô giáo|giáo viên|bảo mẫu|hiệu trưởng|bảo vệ|kẻ|đối tượng)(?!\w)")
"""`trong ba năm, thầy …`: what somebody did over years is a case, no figure."""
_WIDE = spelling(
    r"(?<!\w)(?:cả nước|toàn quốc|thế giới|nước ta|nước ngoài|ngoài tỉnh|tỉnh bạn|"
    r"(?:nhiều|một số|vài|các|những|ở) (?:nơi|địa phương|tỉnh|tỉnh thành|nước|quốc gia)(?: khác| bạn)?|"
    r"(?:nơi|tỉnh|địa phương|nước) (?:khác|bạn))(?!\w)"
)
_AREA = spelling(
    r"(?<!\w)(?:toàn (?:tỉnh|huyện|ngành|thành phố|địa bàn)|trên địa bàn|cả tỉnh|trong tỉnh|cả huyện|tỉnh nhà)(?!\w)"
)
_PERIOD = spelling(
    r"(?<!\w)(?:từ đầu năm|đầu năm (?:học )?(?:đến|tới) nay|(?:\d+|sáu|chín|ba) tháng (?:đầu năm|qua|đầu)|"
    r"trong năm(?: học)?(?: qua)?|năm (?:học )?(?:qua|ngoái|trước|(?:19|20)\d\d)|quý (?:\d|i+v?)|"
    r"mùa hè(?: năm)? (?:qua|ngoái))(?!\w)"
)
_CASES = spelling(
    r"(?<!\w)(?:(?:nhiều|có|các|những|\d+|không ít|hàng chục|hàng trăm|liên tiếp|vài|một số) (?:vụ|trường hợp|ca)|"
    r"(?:xảy ra|ghi nhận) [^.!?\n]{0,20}(?:vụ|trường hợp|ca)|từng|khoảng [\d.]+|bài học từ|rút kinh nghiệm|"
    r"con số|số liệu|thống kê|thực trạng|tình hình|tình trạng|tỷ lệ|tỉ lệ)(?!\w)"
)
_HERE_AND_NOW = spelling(
    r"(?<!\w)(?:hôm nay|sáng nay|chiều nay|trưa nay|tối qua|đêm qua|hôm qua|vừa qua đời|hồi sáng|hồi trưa|"
    r"(?:sáng|trưa|chiều|tối|ngày) \d{1,2}[-/.]\d{1,2})(?!\w)"
)
"""The sentence tells a case of its own beside the figures."""

_YEARS = r"(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|hai mươi|ba mươi|nhiều|mấy|vài|bao) (?:mấy |mươi )?năm"
_LOOKS_BACK = spelling(
    rf"(?<!\w){_YEARS} (?:(?:sau|kể từ|từ|qua) )?(?:một )?(?:vụ|cú|trận|thảm|bi kịch|tai nạn|sự cố|biến cố)(?!\w)|"
    rf"(?<!\w)(?:tròn|sau) {_YEARS} (?:nhìn lại|kể lại|nhắc lại|gặp lại)(?!\w)|"
    r"(?<!\w)(?:gặp nạn|bị nạn|tử nạn|tai nạn|vụ|tử vong|chết|qua đời|đuối nước|mất)(?!\w)[^.!?\n]{0,60}"
    rf"(?<!\w)(?:năm ngoái|năm trước|năm xưa|{_YEARS} trước)(?!\w)|"
    r"(?<!\w)(?:nhìn lại|ký ức|hồi ức|gặp lại|chuyện chưa kể|nhớ lại) (?:vụ|về vụ|người|nạn nhân|cú|trận|đêm|thảm|"
    r"quy trình|nhân chứng)(?!\w)|"
    r"(?<!\w)(?:từng|ngày ấy|năm ấy|năm nào|năm xưa|năm (?:19|20)\d\d)(?!\w)[^.!?\n]{0,60}(?<!\w)(?:nay|giờ|bây giờ)"
    r"(?: đã)? (?:là|thành|trở thành|trồng|sống|bán|ra sao|thế nào)(?!\w)|"
    r"(?<!\w)(?:kỷ niệm|ký ức|hồi ức) (?:trên|của) (?:trang|page|facebook|fb|nhóm)(?!\w)|"
    rf"(?<!\w)(?:ngày|giờ|tuần|tháng) này (?:{_YEARS} trước|năm (?:ngoái|trước|xưa|(?:19|20)\d\d))(?!\w)|"
    r"(?<!\w)(?:bữa|hôm|hồi|lần|đợt|dạo|vụ) (?:đó|ấy|nọ)(?!\w)[^.!?\n]{0,80}"
    r"(?<!\w)còn nhớ (?:không|hông|hôn|hong|hok|ko|chứ|chớ)(?!\w)"
)
"""An opening that looks back at an old case; pages hand on what they told on this day of another year."""
_NEW_CASE = (
    r"lại (?:bị|có|xảy|xuất|tái|thêm|đâm|đánh|sập|cháy|ngộ)|tái diễn|tái phạm|mới đây|vừa (?:bị|xảy|qua)|"
    r"thêm một|tiếp tục bị|mới bị|(?:nay|giờ) bị|bị (?:bắt|khởi tố|truy tố|tạm giam|tạm giữ)|khởi tố|bắt tạm giam"
)
_ANEW = spelling(rf"(?<!\w)(?:{_NEW_CASE})(?!\w)")
_AGAIN = spelling(
    rf"(?<!\w)(?:{_NEW_CASE}|"
    r"hôm nay|sáng nay|chiều nay|trưa nay|tối qua|đêm qua|hôm qua|hôm kia|bữa qua|bữa nay|"
    r"(?:ngày|sáng|trưa|chiều|tối) \d{1,2}[-/.]\d{1,2}(?![-/.\d]))(?!\w)"
)
"""Something has happened anew, or on a day of its own: in the look back itself, not in a visit that follows it."""

_OPENING_SENTENCES = 2
_PET = spelling(
    (
        r"(?<!\w)(?:thú y|thú cưng|chó mèo|cún con|"
        r"(?:con|bé|em|chú|nhỏ|cậu|cô)(?: \w+)? (?:chó|mèo|cún|miu|két|vẹt)|(?:chó|mèo) (?:giữ|nhà|cưng|con|của))(?!\w)"
        r"(?![^.!?\n]{0,25}(?<!\w)(?:cắn|táp|vồ|cào|rượt)(?!\w))"
    ),
    r"(?<!\w)(?:thu y|thu cung|cun con|con cho (?:giu|nha)|con meo)(?!\w)(?![^.!?\n]{0,25} can(?!\w))",
)
"""Without accents a dog (`chó`) is also `cho`, so only sure words are taken then."""
_PET_WORDS = ("thú", "chó", "mèo", "cún", "miu", "két", "vẹt")
_FOLDED_PET_WORDS = ("thu y", "thu cung", "cun con", "con cho", "con meo")
"""One of these stands in every match: quick to look for."""
_GAME_CHARS = 500
"""A post about a match is short; a longer text with a word of games may be a report on a player."""
_IN_A_GAME = spelling(
    r"(?<!\w)(?:leo (?:rank|hạng|tháp)|rank (?:vàng|bạc|kim cương|cao thủ)|cùng team|team (?:địch|bạn)|"
    r"(?:hạ|đâm|chém|giết|trúng|đánh|solo) (?:\w+ )?boss|ván (?:cuối|này|đó|game|kia|sau|trước)|"
    r"full (?:màn hình|team|đồ)|cao thủ game|game (?:gì|này|lag)|map (?:mới|này|sinh tồn)|headshot|"
    r"hồi sinh (?:ở|lại|sau)|skin (?:mới|súng|dao)|"
    r"server|pubg|free fire|liên quân|roblox|minecraft)(?!\w)"
)
"""Words of a match under way; that somebody plays games is not among them."""
_OFF_SCREEN = spelling(
    r"(?<!\w)(?:bệnh viện|bv|nhập viện|cấp cứu|đi viện|vô viện|vào viện|công an|ca xã|khâu|tử vong|ngoài đời|"
    r"vì (?:chơi )?game|do (?:chơi )?game|nghiện game|mê game|sau khi chơi|chơi game (?:xong|thua|cãi)|"
    r"thua (?:game|độ|ván|trận))(?!\w)"
)
"""A quarrel over a match, or harm beyond the screen."""
_OF_FANS = spelling(
    r"(?<!\w)(?:idol|thần tượng|fandom|fansite|fanclub|fan cứng|anti ?fan|showbiz|concert|ca sĩ|"
    r"diễn viên(?! nhí| múa| không chuyên)|nhóm nhạc|"
    r"công ty chủ quản|comeback|center|hoa hậu|rapper|ekip|hủy show|mấy show|\d show)(?!\w)"
)
_VERDICT = spelling(
    r"(?<!\w)(?:án tù|năm tù|tháng tù|tuyên phạt|tuyên án|lãnh án|hầu tòa|ra tòa|xét xử|mở phiên tòa|phúc thẩm|"
    r"sơ thẩm|tòa xử|tòa xét xử|án treo|tù treo)(?!\w)"
)
"""A court has come to what happened long before."""
_OF_SCHOOL = spelling(
    r"(?<!\w)(?:trường (?:em|mình|tui|con|tiểu|trung|cấp|thcs|thpt)|thcs|thpt|cấp [123]|lớp|học sinh|hs|thầy|cô giáo|"
    r"gvcn|giáo viên|hiệu trưởng|phụ huynh|con (?:tui|tôi|mình|em))(?!\w)"
)
_ATTACKED_BY = spelling(r"(?<!\w)(?:bị|do|bởi|vì)\s*$")


_TRAINING = spelling(
    r"(?<!\w)(?:tập huấn|chuyên đề|tuyên truyền|ngoại khóa|hội thảo|tọa đàm|lớp kỹ năng|(?:tiết|buổi|giờ) học)(?!\w)"
    r"[^.!?\n]{0,120}?(?<!\w)(?:nhận (?:diện|biết|ra)|phân biệt|phòng|ngừa|chống|cảnh giác|đối phó|"
    r"(?:chỉ|bày|hướng dẫn|dạy|học) cách)(?!\w)"
)
_FELL_FOR_IT = spelling(
    r"(?<!\w)(?:đã (?:chuyển|mất|bị lừa|trình báo)|bị (?:lừa|chiếm đoạt|mất)|mất (?:\d|sạch|trắng)|"
    r"truy (?:tìm|xét|lùng)|"
    r"vắng (?:hoe|tanh|thật|gần|nửa|hơn)|sau (?:vụ|khi có)|từ vụ|không (?:hề |có )?(?:nói|gửi|ký|ban hành)|"
    r"(?:đêm|tối|hôm) qua|hôm (?:trước|rồi)|vừa qua)(?!\w)"
)
"""Somebody was taken in before: the training follows a case."""
SHOWN_BY_TRAINERS = frozenset(("forged-notice", "scam", "hack", "data-leak", "fees", "boycott"))
"""What a training against forgers and swindlers plays to those who attend, and what the forged words ask for."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch `[left, right)` of `view.text` whose facts get the guard `name`.

    `bodily`: only harm to people does; `kinds`: only these, whatever `bodily` says.
    """

    name: str
    left: int
    right: int
    bodily: bool = True
    kinds: frozenset[str] | None = None

    def holds(self, start: int) -> bool:
        """Whether a trigger that begins at `start` lies inside."""
        return self.left <= start < self.right

    def is_of(self, kind: str, *, bodily: bool) -> bool:
        """Whether facts of a kind are meant."""
        return kind in self.kinds if self.kinds is not None else (bodily or not self.bodily)


def find_frames(view: TextView, reveal: Reveal | None) -> tuple[Frame, ...]:
    """Find the framed stretches of a text, given what it reveals itself to be. Most texts have none."""
    return tuple(_Finder(view, reveal).frames())


class _Finder:
    def __init__(self, view: TextView, reveal: Reveal | None) -> None:
        self._view, self._reveal = view, reveal
        self._accentless = typed_without_accents(view)
        self._text = view.folded if self._accentless else view.lower
        self._scan = scan(view.text)
        self._spans = tuple(_sentences(view.text))

    def frames(self) -> Iterator[Frame]:
        """Yield the frames of the whole text, then those of single sentences."""
        yield from self._revealed()
        yield from self._made_up()
        yield from self._only_rumoured()
        yield from self._looks_back()
        yield from self._of_a_trial()
        yield from self._in_a_match()
        yield from self._of_fans()
        yield from self._of_a_training()
        yield from (Frame(DENIED, *span, kinds=STAYING_AWAY) for span in only_threatened(self._view))
        yield from (Frame(DRILL, *span, kinds=ARMS) for span in in_good_hands(self._view))
        yield from (Frame(FICTION, *span, kinds=BLOWS) for span in in_fun(self._view))
        yield from (Frame(DENIED, *span, bodily=False) for span in turned_out(self._view))
        figures = self._may(_YEARLY) or self._may(_CASES)
        pets = any(word in self._text for word in (_FOLDED_PET_WORDS if self._accentless else _PET_WORDS))
        for left, right in self._spans if figures or pets else ():
            if figures and self._tells_figures(left, right):
                yield Frame(BACKGROUND, left, right)
            if pets and self._is_of_a_pet(left, right):
                yield Frame(NOT_SCHOOL, left, right)

    def _in(self, expression: Spelling, left: int = 0, right: int | None = None) -> re.Match[str] | None:
        return self._scan.search_in(self._text, expression.of(accentless=self._accentless), left, right)

    def _may(self, expression: Spelling) -> bool:
        return self._scan.may(expression.of(accentless=self._accentless))

    def _revealed(self) -> Iterator[Frame]:
        """All that a text tells before it says that it was none of today's, but for what went wrong in earnest.

        Of a drill or a film everything is told; of an old case only what stands before, as the text goes on to today.
        """
        reveal = self._reveal
        if reveal is None:
            return
        for left, right in self._spans:
            told = reveal.name != PAST or left < reveal.end
            if told and not is_in_earnest(self._view, reveal, left, right):
                yield Frame(reveal.name, left, right, bodily=False)

    def _made_up(self) -> Iterator[Frame]:
        """What a swindler's call says, from the call to the end of its sentence."""
        if self._in(_MISSING) or not (self._in(_DECEIT) or self._in(_SAFE)):
            return
        for left, right in self._spans:
            call = self._in(_CALLS, left, right)
            if call and (self._in(_SAYS, call.end(), right) or self._in(_DECEIT, left, right)):
                yield Frame(DENIED, call.end(), right)

    def _only_rumoured(self) -> Iterator[Frame]:
        """What people say until the truth comes out: `Đồn thầy bị bắt: hóa ra …`."""
        for left, right in self._spans if self._may(_HEARD) and self._may(_TRUTH) else ():
            heard = self._in(_HEARD, left, right)
            truth = self._in(_TRUTH, heard.end(), right) if heard else None
            if heard and truth:
                yield Frame(DENIED, heard.start(), truth.start(), bodily=False)

    def _looks_back(self) -> Iterator[Frame]:
        """All sentences of a text whose opening looks back at an old case, but for those that tell something new."""
        opening = self._spans[:_OPENING_SENTENCES]
        backward = [(left, right) for left, right in opening if self._in(_LOOKS_BACK, left, right)]
        if not backward or any(self._in(_ANEW, left, right) for left, right in opening):
            return
        if all(self._in(_AGAIN, left, right) for left, right in backward):
            return
        for left, right in self._spans:
            if not self._in(_AGAIN, left, right):
                yield Frame(PAST, left, right, bodily=False)

    def _of_a_trial(self) -> Iterator[Frame]:
        """The harm that a report on a trial recalls, but for what happened anew."""
        if not any(self._in(_VERDICT, left, right) for left, right in self._spans[:_OPENING_SENTENCES]):
            return
        for left, right in self._spans:
            if self._in(_VERDICT, left, right) or not self._in(_AGAIN, left, right):
                yield Frame(PAST, left, right)

    def _in_a_match(self) -> Iterator[Frame]:
        """A whole short post in the language of players, unless somebody was hurt beyond the screen."""
        if len(self._text) <= _GAME_CHARS and self._in(_IN_A_GAME) and not self._in(_OFF_SCREEN):
            yield Frame(FICTION, 0, len(self._text))

    def _of_fans(self) -> Iterator[Frame]:
        """A whole short post about stars and their followers that names nothing of a school."""
        if self._in(_OF_FANS) and len(self._text) <= _GAME_CHARS and not self._in(_OF_SCHOOL):
            yield Frame(NOT_SCHOOL, 0, len(self._text), bodily=False)

    def _of_a_training(self) -> Iterator[Frame]:
        """What a training shows to those who attend, when the training is the news and follows no case."""
        opening = self._spans[:_OPENING_SENTENCES]
        if any(self._in(_TRAINING, left, right) for left, right in opening) and not self._in(_FELL_FOR_IT):
            yield Frame(DRILL, 0, len(self._text), kinds=SHOWN_BY_TRAINERS)

    def _tells_figures(self, left: int, right: int) -> bool:
        """Figures of years or of wide areas, cases of elsewhere: no case that this text reports."""
        yearly = self._in(_YEARLY, left, right) and not self._in(_DOER, left, right)
        return bool(yearly or self._tells_of_cases(left, right)) and not self._in(_HERE_AND_NOW, left, right)

    def _tells_of_cases(self, left: int, right: int) -> bool:
        """Several cases of wide areas, or of a whole period."""
        if not self._in(_CASES, left, right):
            return False
        in_area = self._in(_AREA, left, right) and self._in(_PERIOD, left, right)
        return bool(self._in(_WIDE, left, right) or in_area)

    def _is_of_a_pet(self, left: int, right: int) -> bool:
        pet = self._in(_PET, left, right)
        return pet is not None and not self._in(_ATTACKED_BY, left, pet.start())


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    left = 0
    for _, end in sentence_breaks(text):
        yield left, end
        left = end
    if left < len(text):
        yield left, len(text)


def guards_of(frames: Sequence[Frame], start: int, kind: str, *, bodily: bool) -> tuple[str, ...]:
    """Name the guards that frames give to a fact of a kind beginning at `start`."""
    return tuple(dict.fromkeys(each.name for each in frames if each.holds(start) and each.is_of(kind, bodily=bodily)))
