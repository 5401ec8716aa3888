import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.privacy import mask, mask_quote


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("em Nguyễn Văn An (lớp 8A) bị đánh", "em N.V.A. (lớp 8) bị đánh", id="pupil"),
        pytest.param("cô giáo Trần Thị Bích Ngọc nói", "cô giáo T.T.B.N. nói", id="teacher"),
        pytest.param("Thầy N.V.A. nói với anh Nam", "Thầy N.V.A. nói với anh N.", id="initials stay"),
        pytest.param("hơn 60 em Trường Tiểu học Hoa Sen", "hơn 60 em Trường Tiểu học Hoa Sen", id="school stays"),
        pytest.param("học trò ở cù lao, em ấy khóc", "học trò ở cù lao, em ấy khóc", id="small letters are no names"),
        pytest.param("Học sinh Bến Tre thi tốt", "Học sinh Bến Tre thi tốt", id="pupils of a place"),
        pytest.param("nữ sinh Trần Thị B. kể lại", "nữ sinh T.T.B. kể lại", id="pupil with a surname"),
        pytest.param("cô Út bán xôi", "cô Ú. bán xôi", id="accented capital"),
        pytest.param("ở huyện Ba Tri", "ở huyện Ba Tri", id="place stays"),
        pytest.param("gọi 0912 345 678 hoặc a.b@c.vn", "gọi [điện thoại] hoặc [e-mail]", id="contacts"),
        pytest.param("nhắn lan.anh@gmail nhé", "nhắn [e-mail] nhé", id="address without its end"),
        pytest.param("0@Vu0", "[e-mail]", id="address that a masked name would complete"),
        pytest.param("căn cước 083012345678", "căn cước [số giấy tờ]", id="identity number"),
        pytest.param("hơn 60 học sinh nhập viện", "hơn 60 học sinh nhập viện", id="counts stay"),
        pytest.param(
            "Nữ sinh bị kéo lê ngay trước cổng", "Nữ sinh bị kéo lê ngay trước cổng", id="deed with a surname"
        ),
        pytest.param("Kéo lê nữ sinh lớp 8 trên sân", "Kéo lê nữ sinh lớp 8 trên sân", id="deed that begins a text"),
        pytest.param("cô bắt em trần truồng giữa lớp", "cô bắt em trần truồng giữa lớp", id="shame behind a role"),
        pytest.param("cháu bị tâm thần, cô hành hạ", "cháu bị tâm thần, cô hành hạ", id="illness and cruelty"),
        pytest.param("bạn kéo bé lê hoàng nam té", "bạn kéo bé L.H.N. té", id="name in small letters behind a deed"),
    ],
)
def test_mask(text, masked):
    assert mask(text) == masked


@given(st.text(alphabet="emông Nguyễn VăAn.0123456789@cô,", max_size=80))
def test_masking_again_shows_nothing_more(text):
    once = mask(text)
    shown, again = (set(re.findall(r"[^\W\d_]{2,}", re.sub(r"\[[^\]]*\]", " ", part))) for part in (once, mask(once)))
    assert again <= shown


SENTENCE = "Sáng nay 12 em Trường TH Giồng Đắc phải vào viện, trong đó có em Lê Thị Bé Na lớp 2A1."


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        pytest.param("12 em Trường TH Giồng Đắc phải vào viện", None, id="a school stays a school"),
        pytest.param("Giồng Đắc phải vào viện", None, id="and half of its name too"),
        pytest.param("em Lê Thị Bé Na", "em L.T.B.N.", id="a name is hidden"),
        pytest.param("có em Lê Thị", "có em L.T.B.N.", id="one that reaches out of the quote is hidden whole"),
    ],
)
def test_a_quote_is_masked_as_it_reads_in_its_text(quote, shown):
    start = SENTENCE.index(quote)
    assert mask_quote(SENTENCE, quote, start, start + len(quote)) == (shown or quote)


def test_a_quote_of_a_text_that_has_changed_is_masked_alone():
    assert mask_quote("", "em Lê Thị Bé Na", 40, 55) == "em L.T.B.N."
