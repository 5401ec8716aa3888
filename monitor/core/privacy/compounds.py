"""Words of two syllables one of which is a syllable of names, though the word is nobody's: "kéo lê", "trần truồng".

In small letters they are words and nothing else. Common knowledge of Vietnamese, written down by hand: words that tell
of deeds, hurt and feelings, which a reader must not be left to guess from initials. Left out is whatever somebody may
be called ("bình an", "kim chi", "anh dũng").
"""

from __future__ import annotations

from monitor.core.privacy.tokens import Passage

_WORDS = """
kéo lê, rớt xuống, lê lết, lê la, lê thê, bảo mẫu, dương tính, âm tính, hồ hởi, hồ nghi, hồ đồ, mơ hồ, đinh ninh, lý
giải, lý lẽ, vô lý, xử lý, mai mối, mai mỉa, mỉa mai, mai phục, phạm tội, phạm lỗi, phạm quy, tòng phạm, đồng phạm,
tái phạm, xâm phạm, vũ lực, vũ khí, vũ phu, cổ vũ, bùi ngùi, ngậm ngùi, thi đỗ, trần truồng, trần trụi, cởi trần, lột
trần, ở trần, hà hiếp, hà khắc, ức hiếp, uy hiếp, hiếp dâm, cưỡng hiếp, hành hạ, hành hung, bạo hành, đào tẩu, đào
ngũ, lưu luyến, lưu ban, lo âu, âu yếm, âu lo, tần tảo, tần ngần, thẩm vấn, thẩm định, tra tấn, tra khảo, tan hoang,
hoang mang, hoang tàn, dàn cảnh, sàm sỡ, tống tiền, tống khứ, tâm thần, trầm cảm, trầm trọng, trầm luân, kiệt sức,
kiệt quệ, bạch tạng, bạch cầu, sơn phết, lâm nguy, lâm bệnh, lâm chung, phù nề, vương vãi, dư luận, dư chấn, đồng lõa,
cù lét, cấn thai, biện minh, biện hộ, bế xốc, bế tắc, chung cư, kiên quyết, kiên trì, đàm phán, vạn sự, kim chích, kim
tiêm, từ chối, từ bỏ, tạ lỗi, tạ ơn, tạ tội, hứa hẹn, thất hứa, chu đáo, thân mật, quan tâm, lương tâm, lương tri,
ninh bột, la mắng, la lối, la hét, thạch tín, vi khuẩn, vi phạm, ung thư, đậu mùa, phí hoài, khúc mắc, cung khai, khai
cung, hàn gắn, nhâm nhi, ứng phó, ứng cứu, uông bướng, phương hại, trì hoãn, chế giễu, chế nhạo, lục lọi, lục soát,
mục nát, tiết lộ, giang hồ, hầu hạ, ma túy, mã tấu, mã độc, danh dự, tăng động, đồng ý, đồng tình
"""
COMPOUNDS = frozenset(" ".join(word.split()) for word in _WORDS.split(","))
"""Two syllables, lower case, with accents."""


def compounded(passage: Passage) -> set[int]:
    """Places of the halves of such words in small letters and with accents; the first may begin a sentence."""
    if passage.plain:
        return set()
    low, listed = passage.low, passage.words
    found: set[int] = set()
    for place in range(1, len(listed)):
        first, second = place - 1, place
        small = not listed[second].capital and (not listed[first].capital or passage.opens(first))
        if small and f"{low[first]} {low[second]}" in COMPOUNDS and passage.between(second, second) == " ":
            found |= {first, second}
    return found
