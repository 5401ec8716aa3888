"""What a text is about as a whole: signals that no single phrase carries. Pure, and read from the opening alone.

A frame is a combination: a university *without* a word of admission, a foreign country *without* a place at home, the
Ministry *as the one who orders*. Models that weigh words one by one cannot say "without", so the combination is named
here and weighed as one signal (`frame:…`). Foreign names are told by their spelling: their letters make no Vietnamese
syllable.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from classifiers.reading.gating import bare, written
from classifiers.reading.phrases import PhraseHit, Spelling, spelling
from classifiers.reading.scanning import scan
from monitor.core.text import TextView, fold

FRAME = "frame:"
"""How the names of these signals begin."""
UNLEARNT = "choice:"
"""How the names begin of what is read for the choice of labels alone: no model learns it (`vectors`), or it counts
twice (measured: the Ministry's orders fall from 0.78 to 0.71 on the real press)."""
MINISTRY_ORDERS, HARM_ABROAD = "ministry-orders", "harm-abroad"
MINISTRY_ON_TOP, MINISTRY_DRAFTS = f"{UNLEARNT}ministry-on-top", f"{UNLEARNT}ministry-drafts"
OPENING_CHARS = 320
"""How much of a text is its opening where title and lead are shorter: about two sentences."""
FRAME_WEIGHT = 3.0
"""A frame stands for a whole opening: it counts as much as the strongest other signal (`features` caps at 3)."""
FEW_NAMES = 4
"""More foreign names than this say nothing more."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|kr|kl|kb|br|gr|gl|bl|pl|h['’]|y['’]|[bcdghklmnprstvx])?"
_CORE = (
    "(?:uye|uya|uyu|oai|oay|oeo|oao|uay|uai|uoi|uou|ieu|yeu|uye|uya|"
    "ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ya|ye|[aeiouy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_CORE}(?:ch|ng|nh|[ckmnpt])?")
_LOAN_WORDS = frozenset(
    re.findall(
        r"\w+",
        "covid ncov omicron delta facebook zalo tiktok youtube google zoom teams microsoft internet online offline "
        "web website wifi app email robot stem steam ielts toeic toefl sat olympia olympic vaccine pfizer moderna "
        "astrazeneca video clip camera livestream game rap tivi laptop ipad smartphone chatgpt gemini ai scratch "
        "arduino excel word powerpoint vnexpress vietnamnet vtv htv vietnam fpt viettel vnpt mobifone vinaphone "
        "vingroup vinuni samsung canva kahoot padlet vneid vnedu smas azota shub marie curie newton einstein pasteur "
        "yersin edison gagarin pleiku buon lak dak krong hmong ede jrai bana xodang hre mnong khmer cham raglai kbang "
        "sos unesco unicef asean cambridge",
    )
)
"""Words of foreign spelling at home here: of the school, the screen and the news, and syllables of the highlands."""
_SHORT_COUNTRIES = "Mỹ|Anh|Pháp|Đức|Nga|Ý|Úc|Nhật|Hàn|Lào"
"""Words of other meanings and parts of names: a country only after its noun, before no other name, or in brackets."""
_LONG_COUNTRIES = (
    "Trung Quốc|Hàn Quốc|Nhật Bản|Singapore|Thái Lan|Ấn Độ|Canada|Australia|Malaysia|Indonesia|Philippines|Phần Lan|"
    "Thụy Điển|Hà Lan|Ukraine|New Zealand|Hong Kong|Đài Loan|Israel|Brazil|Italy|Tây Ban Nha|Thụy Sĩ|Mexico|Kenya|"
    "Nigeria|Pakistan|Afghanistan|Nam Phi|Ai Cập|Thổ Nhĩ Kỳ|Myanmar|Campuchia|Hoa Kỳ|Triều Tiên|Estonia|Na Uy|Đan Mạch"
)
_BEFORE_COUNTRY = (
    "[Hh]ọc sinh|[Hh]ọc trò|[Gg]iáo viên|[Tt]hầy giáo|[Cc]ô giáo|[Tt]rường học|[Tt]rường|[Ss]inh viên|[Nn]ữ sinh|"
    "[Nn]am sinh|[Pp]hụ huynh|[Tt]rẻ em|[Tt]rẻ|[Nn]gười|[Cc]hính phủ|[Gg]iáo dục|Đào tạo|[Đđ]ại học|[Tt]iểu học|"
    "[Tt]rung học|[Tt]ại|[Ởở]|[Nn]ước|[Bb]áo chí|[Cc]ảnh sát|[Cc]ủa|[Tt]ừ|[Ss]ang|[Kk]huyết tật|[Mm]ầm non|"
    "[Gg]ia đình|[Cc]ha mẹ|[Tt]op|[Kk]hắp|[Pp]hổ thông"
)
_NO_NAME_AFTER = r"(?!\s+[A-ZĐÀ-Ỹ])(?!\w)"
_FOREIGN_LAND = (
    rf"(?<!\w)(?:(?:(?:{_BEFORE_COUNTRY})\s+|^)(?:{_SHORT_COUNTRIES}){_NO_NAME_AFTER}|"
    rf"\((?:{_SHORT_COUNTRIES})\)|(?:{_LONG_COUNTRIES})(?!\w))"
)


def _bare(source: str) -> str:
    """Take the accents off an expression and keep its capitals: `Mỹ`, `Anh`, `Nga` are words of their own in lower."""
    pairs = zip(source, fold(source), strict=True)
    return "".join(letter.upper() if char.isupper() else letter for char, letter in pairs)


_FOREIGN_LANDS = Spelling(written(_FOREIGN_LAND), bare(_bare(_FOREIGN_LAND)))
"""Looked up, as those below, in openings alone."""

_MINISTRY = r"(?:bộ (?:gd|giáo dục)(?:\W{0,3}đt| và đào tạo)?|(?:bộ trưởng|thứ trưởng)(?: bộ)? (?:gd|giáo dục)\w*)"
_ITS_OWN_VERB = (
    r"(?:yêu cầu|chỉ đạo|hướng dẫn|ban hành|quy định|đề nghị|lấy ý kiến|công bố|bãi bỏ|cho phép|cấm|dự kiến|"
    r"gửi công văn|có công văn|ra công văn|ra văn bản|lưu ý|nhắc|giao(?! thông)|thống nhất|siết|điều chỉnh|chốt|"
    r"khuyến cáo|thông báo|sửa|cắt giảm)"
)
_MINISTRY_BY_ITS_VERB = rf"(?<!\w)bộ (?:đã |vừa |cũng |sẽ )?{_ITS_OWN_VERB}(?!\w)"
_MINISTRY_NAMED = spelling(rf"(?<!\w){_MINISTRY}|{_MINISTRY_BY_ITS_VERB}|(?:theo|của) bộ[,.]")
_MINISTRY_ORDERS_WRITTEN = spelling(
    rf"(?<!\w){_MINISTRY}[^.!?\n]{{0,40}}?(?<!\w){_ITS_OWN_VERB}(?!\w)|"
    rf"{_MINISTRY_BY_ITS_VERB}|"
    rf"(?<!\w)(?:công văn|thông tư|hướng dẫn|chỉ thị|công điện)[^.!?\n]{{0,30}}(?:của )?{_MINISTRY}"
)
_MINISTRY_IN_HEADLINE = spelling(rf"(?<!\w)bộ (?:gd|giáo dục|trưởng)|{_MINISTRY_BY_ITS_VERB}")
"""In a headline it needs no full name; that it is the one of education shows below."""
_DRAFT = spelling(r"(?<!\w)(?:dự thảo|góp ý|lấy ý kiến|đề xuất|kiến nghị)(?!\w)")
_UNIVERSITY = "subject:university"
_HOME = frozenset(("subject:home", "subject:our-schools"))
_SCHOOL = frozenset(("subject:school", "subject:schoolwork", "subject:our-schools"))
_ENTRANCE = "subject:entrance"
_HARM = frozenset(
    ("theme:school-violence", "theme:covid-response", "type:violence", "type:death-injury", "type:food-poisoning")
) | {"type:abuse-sexual", "type:exam-integrity", "type:teacher-conduct", "type:child-care-abuse"}
_TRAINEES = "subject:trainees"
_QUIZ = "subject:quiz"


def find_frames(
    view: TextView, hits: Sequence[PhraseHit], *, title: int, end: int, accentless: bool
) -> Mapping[str, float]:
    """Name the frames of one opening: `title` and `end` are where headline and opening end in `view.text`."""
    opening = view.text[:end]
    labels = {hit.label for hit in hits if hit.start < end}
    names = _foreign_names(opening)
    found = [
        *_about_universities(labels),
        *_about_abroad(view, end, labels, names=names, accentless=accentless),
        *_about_the_ministry(view, title, end, accentless=accentless),
    ]
    if _QUIZ in labels:
        found.append("quiz")
    named = (name if name.startswith(UNLEARNT) else f"{FRAME}{name}" for name in found)
    frames = dict.fromkeys(named, FRAME_WEIGHT)
    if names and HARM_ABROAD not in found:
        frames[f"{FRAME}foreign-names"] = FRAME_WEIGHT * math.log1p(min(names, FEW_NAMES)) / math.log1p(FEW_NAMES)
    return frames


def _about_universities(labels: set[str]) -> list[str]:
    if _TRAINEES in labels:
        return ["teacher-trainees"]
    if _UNIVERSITY not in labels:
        return []
    if _ENTRANCE in labels:
        return ["university-entrance"]
    return [] if labels & _SCHOOL else ["university-life"]


def _about_abroad(view: TextView, end: int, labels: set[str], *, names: int, accentless: bool) -> list[str]:
    """Abroad by a country or by names that are not ours, and no place at home; grave events apart, as they teach."""
    if labels & _HOME:
        return ["home"]
    foreign = _FOREIGN_LANDS.of(accentless=accentless)
    if not names and scan(view.text).search_in(view.text, foreign, 0, end) is None:
        return []
    return [HARM_ABROAD if labels & _HARM else "abroad"]


def _about_the_ministry(view: TextView, title: int, end: int, *, accentless: bool) -> list[str]:
    shown = view.folded if accentless else view.lower

    def tells(expression: Spelling, before: int) -> bool:
        return scan(view.text).search_in(shown, expression.of(accentless=accentless), 0, before) is not None

    if not tells(_MINISTRY_NAMED, end):
        return []
    orders = tells(_MINISTRY_ORDERS_WRITTEN, end)
    found = [MINISTRY_ORDERS if orders else "ministry-named"]
    if tells(_MINISTRY_IN_HEADLINE, title):
        found.append(MINISTRY_ON_TOP)
    if tells(_DRAFT, end):
        found.append(MINISTRY_DRAFTS)
    return found


def _foreign_names(opening: str) -> int:
    """How many different capitalised words cannot be Vietnamese syllables."""
    return len({word for word in _WORD.findall(opening) if word[0].isupper() and _is_foreign(word)})


@lru_cache(maxsize=4096)
def _is_foreign(word: str) -> bool:
    if len(word) < 3 or word.isupper():  # noqa: PLR2004 - initials and short forms are no names
        return False
    plain = fold(word)
    return plain not in _LOAN_WORDS and _SYLLABLE.fullmatch(plain) is None
