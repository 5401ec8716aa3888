"""Sizes and distances of an administrative document: Nghị định 30/2020/NĐ-CP, Phụ lục I.

Where the decree allows a range, the value used lies inside it and the range is named. Points unless told otherwise.
"""

from __future__ import annotations

import unicodedata

FONT = "Times New Roman"
PAGE_MM = (210.0, 297.0)
"""A4 upright, width and height."""
MARGINS_MM = {"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 20.0}
"""Allowed: top and bottom 20 to 25, left 30 to 35, right 15 to 20."""
HEADER_MM = 10.0
"""From the paper's edge to the page number, which stands in the top margin."""
PAGE_NUMBER_PT = 13.0
MOTTO_STATE_PT, MOTTO_PT = 12.0, 13.0
"""Quốc hiệu 12 to 13, tiêu ngữ 13 to 14, the latter larger by one."""
PARENT_PT = ISSUER_PT = 12.0
NUMBER_PT = DATE_PT = 13.0
TITLE_PT = SUBJECT_PT = 14.0
ADDRESSEE_PT = 14.0
BODY_PT = 14.0
SIGNATURE_PT = 13.0
RECIPIENTS_HEAD_PT, RECIPIENTS_PT = 12.0, 11.0
APPENDIX_PT, APPENDIX_NOTE_PT = 14.0, 13.0
TABLE_PT = 12.0
FIRST_LINE_CM = 1.27
"""Allowed: 1 or 1.27 cm."""
AFTER_PARAGRAPH_PT = 6.0
LINE_SPACING = 1.15
"""Single to one and a half lines."""
HEAD_LEFT_SHARE = 0.4
"""Width of the issuing body's column in the head."""
SHORT_RULE = 0.4
"""Rules under the issuing body and the subject: a third to a half of the line."""
SIGNATURE_ROOM_PT = 72.0
"""Left free between the post and the name, for a hand or a digital signature and the seal, which are never drawn."""
TEXT_WIDTH_MM = PAGE_MM[0] - MARGINS_MM["left"] - MARGINS_MM["right"]
MM_PER_PT = 25.4 / 72

_BOLD = {
    722: "ACDNRUVXYwĐ", 667: "BELTZ", 778: "GHKOQ", 389: "Is", 944: "M", 611: "PF", 556: "Sbdhknpquđ",
    500: "Jagovxy0123456789–", 1000: "W", 444: "cerz", 333: "fjt-():", 278: "il/", 833: "m&", 250: " ,.",
}  # fmt: skip
_REGULAR = {
    722: "ADGHKNOQUVXYwĐ", 667: "BCR", 611: "ELTZ", 333: "Ifr-()", 889: "M", 556: "PSF", 389: "Js", 944: "W",
    444: "acez", 500: "bdghknopquvxy0123456789–đ", 278: "ijlt/:", 778: "m&", 250: " ,.",
}  # fmt: skip
_USUAL = 500
WIDTHS = {
    True: {letter: width for width, letters in _BOLD.items() for letter in letters},
    False: {letter: width for width, letters in _REGULAR.items() for letter in letters},
}
"""Advance widths of Times New Roman in thousandths of the size, bold and not; marks above and below add none."""


def text_width_pt(text: str, size: float, *, bold: bool) -> float:
    """Width of one line in points; the horn of ơ and ư is part of the letter."""
    letters = [c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)]
    return sum(WIDTHS[bold].get(letter, _USUAL) for letter in letters) * size / 1000
