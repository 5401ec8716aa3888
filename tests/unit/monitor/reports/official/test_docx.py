"""The value table of Nghị định 30/2020/NĐ-CP, Phụ lục I, measured in the file that comes out."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from monitor.reports.drawing import Spark, to_png
from monitor.reports.official import measures as m
from monitor.reports.official.blocks import (
    Appendix,
    Body,
    Grid,
    Heading,
    OfficialDocument,
    Paragraph,
    Picture,
    Signature,
    texts,
)
from monitor.reports.official.docx import END_MARK, MOTTO, STATE, to_docx
from monitor.reports.official.measures import HEAD_LEFT_SHARE, ISSUER_PT, MM_PER_PT, TEXT_WIDTH_MM, text_width_pt

REPORT = OfficialDocument(
    body=Body("UBND TỈNH BẾN TRE", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SGDĐT", "Bến Tre"),
    kind="BÁO CÁO",
    kind_code="BC",
    subject="Tình hình dư luận tháng 10 năm 2022",
    year=2022,
    addressees=("Văn phòng Bộ Giáo dục và Đào tạo",),
    blocks=(
        Heading("I. Tình hình chung"),
        Paragraph("Trong kỳ có 31 tin, bài."),
        Heading("1. Theo chủ đề", 2),
        Grid("Bảng 1", ("Chủ đề", "Số tin"), (("Thi", "20"), ("Cộng", "20")), (0.7, 0.3), frozenset({1}), total=True),
        Heading("II. Kiến nghị"),
        Paragraph("Không có."),
    ),
    signature=Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Văn Mẫu"),
    recipients=("Như trên", "Lưu: VT, VP"),
    appendices=(Appendix("I", "Số liệu", (Paragraph("Không có số liệu."),)),),
)


@pytest.fixture(scope="module")
def file() -> Any:
    return Document(io.BytesIO(to_docx(REPORT)))


def cells(file: Any, table: int) -> list[list[Any]]:
    return [cell.paragraphs for cell in file.tables[table].rows[0].cells]


def run_of(paragraphs: list[Any], text: str) -> Any:
    return next(run for paragraph in paragraphs for run in paragraph.runs if run.text == text)


def test_paper_and_margins(file: Any) -> None:
    for section in file.sections:
        assert (section.page_width, section.page_height) == (
            pytest.approx(Mm(210), abs=Pt(1)),
            pytest.approx(Mm(297), abs=Pt(1)),
        )
        assert Mm(19.9) <= section.top_margin <= Mm(25)
        assert Mm(19.9) <= section.bottom_margin <= Mm(25)
        assert Mm(29.9) <= section.left_margin <= Mm(35)
        assert Mm(15) <= section.right_margin <= Mm(20.1)


def test_page_number_stands_in_the_top_margin_but_not_on_page_one(file: Any) -> None:
    section = file.sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    (number,) = section.header.paragraphs
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert Pt(13) <= number.runs[0].font.size <= Pt(14)
    assert "PAGE" in number._p.xml
    assert section.header_distance < section.top_margin


def test_every_letter_is_times_new_roman(file: Any) -> None:
    fonts = file.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert not {run.font.name for paragraph in file.paragraphs for run in paragraph.runs} - {None}


@pytest.mark.parametrize(
    ("column", "text", "sizes", "style"),
    [
        (0, "UBND TỈNH BẾN TRE", (12, 13), (False, False)),
        (0, "SỞ GIÁO DỤC VÀ ĐÀO TẠO", (12, 13), (True, False)),
        (0, "Số:        /BC-SGDĐT", (13, 13), (False, False)),
        (1, STATE, (12, 13), (True, False)),
        (1, MOTTO, (13, 14), (True, False)),
        (1, "Bến Tre, ngày      tháng      năm 2022", (13, 14), (False, True)),
    ],
    ids=["parent", "issuer", "number", "state", "motto", "date"],
)
def test_head(file: Any, column: int, text: str, sizes: tuple[int, int], style: tuple[bool, bool]) -> None:
    run = run_of(cells(file, 0)[column], text)
    assert Pt(sizes[0]) <= run.font.size <= Pt(sizes[1])
    assert (bool(run.font.bold), bool(run.font.italic)) == style


def test_number_and_date_stand_in_one_row(file: Any) -> None:
    left, right = cells(file, 0)
    assert [p.text[:4] for p in left].index("Số: ") == [p.text[:8] for p in right].index("Bến Tre,")


def rule_pt(paragraph: Any, available: float) -> float:
    assert paragraph._p.pPr.find(qn("w:pBdr")).find(qn("w:top")).get(qn("w:val")) == "single"
    return available - paragraph.paragraph_format.left_indent.pt - paragraph.paragraph_format.right_indent.pt


def test_rule_under_the_motto_is_as_long_as_its_line(file: Any) -> None:
    available = 0.6 * m.TEXT_WIDTH_MM / m.MM_PER_PT - 2 * 5.4
    motto = m.text_width_pt(MOTTO, m.MOTTO_PT, bold=True)
    assert rule_pt(cells(file, 0)[1][2], available) == pytest.approx(motto, abs=1)


def test_rule_under_the_issuer_is_a_third_to_a_half_of_its_line(file: Any) -> None:
    available = 0.4 * m.TEXT_WIDTH_MM / m.MM_PER_PT - 2 * 5.4
    issuer = m.text_width_pt("SỞ GIÁO DỤC VÀ ĐÀO TẠO", m.ISSUER_PT, bold=True)
    assert 1 / 3 <= rule_pt(cells(file, 0)[0][2], available) / issuer <= 1 / 2


def paragraph_of(file: Any, start: str) -> Any:
    return next(p for p in file.paragraphs if p.text.startswith(start))


def test_title_subject_and_addressee(file: Any) -> None:
    title, subject = paragraph_of(file, "BÁO CÁO"), paragraph_of(file, "Tình hình dư luận")
    for paragraph in (title, subject):
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert paragraph.runs[0].font.bold
        assert Pt(13) <= paragraph.runs[0].font.size <= Pt(14)
    assert paragraph_of(file, "Kính gửi").text == "Kính gửi: Văn phòng Bộ Giáo dục và Đào tạo."


def test_running_text(file: Any) -> None:
    paragraph = paragraph_of(file, "Trong kỳ")
    layout = paragraph.paragraph_format
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(layout.first_line_indent.cm, 2) in {1.0, 1.27}
    assert layout.space_after >= Pt(6)
    assert 1 <= layout.line_spacing <= 1.5
    assert Pt(13) <= paragraph.runs[0].font.size <= Pt(14)


def test_headings(file: Any) -> None:
    assert paragraph_of(file, "I. TÌNH HÌNH CHUNG").runs[0].font.bold
    assert paragraph_of(file, "1. Theo chủ đề").runs[0].font.bold


def test_the_last_line_of_the_text_ends_with_the_mark(file: Any) -> None:
    assert paragraph_of(file, "Không có").text == f"Không có{END_MARK}"


def test_signature_and_recipients(file: Any) -> None:
    left, right = cells(file, 2)
    head = left[0].runs[0]
    assert (head.text, head.font.size, head.font.bold, head.font.italic) == ("Nơi nhận:", Pt(12), True, True)
    assert [(p.text, p.runs[0].font.size) for p in left[1:]] == [("- Như trên;", Pt(11)), ("- Lưu: VT, VP.", Pt(11))]
    assert [p.text for p in right] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Mẫu"]
    assert all(Pt(13) <= p.runs[0].font.size <= Pt(14) and p.runs[0].font.bold for p in right)
    assert right[-1].paragraph_format.space_before >= Pt(60)


def test_an_appendix_counts_its_own_pages_and_names_the_report(file: Any) -> None:
    section = file.sections[1]
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert paragraph_of(file, "Phụ lục I").runs[0].font.bold
    assert paragraph_of(file, "(Kèm theo Báo cáo số").text.endswith("của Sở Giáo dục và Đào tạo)")


def test_the_head_of_a_table_is_repeated_on_every_page(file: Any) -> None:
    assert file.tables[1].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert file.tables[1].rows[2].cells[0].paragraphs[0].runs[0].font.bold


def test_several_addressees_stand_on_lines_of_their_own() -> None:
    two = replace(REPORT, addressees=("Văn phòng Bộ", "Ủy ban nhân dân tỉnh"))
    lines = [p.text for p in Document(io.BytesIO(to_docx(two))).paragraphs]
    start = lines.index("Kính gửi:")
    assert lines[start + 1 : start + 3] == ["- Văn phòng Bộ;", "- Ủy ban nhân dân tỉnh."]


def test_no_picture_is_drawn_and_the_same_document_gives_the_same_text() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(REPORT))) as archive:
        assert not [name for name in archive.namelist() if "media/" in name]
        first = archive.read("word/document.xml")
    with zipfile.ZipFile(io.BytesIO(to_docx(REPORT))) as archive:
        assert archive.read("word/document.xml") == first


def test_a_table_with_a_missing_cell_is_a_bug() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        Grid("x", ("a", "b"), (("1",),), (0.5, 0.5))


def test_texts_of_blocks_come_in_order() -> None:
    assert texts(REPORT.blocks)[:3] == ["I. Tình hình chung", "Trong kỳ có 31 tin, bài.", "1. Theo chủ đề"]


def paragraphs(**fields: Any) -> list[Any]:
    return list(Document(io.BytesIO(to_docx(replace(REPORT, appendices=(), **fields)))).paragraphs)


def test_the_signature_takes_the_last_words_along() -> None:
    ending = [paragraph.paragraph_format.keep_with_next for paragraph in paragraphs()[-2:]]
    assert ending == [True, True]


@pytest.mark.parametrize(
    ("block", "said", "kept"),
    [
        (Paragraph("Gồm:"), "Gồm:", True),
        (Paragraph("Gồm."), "Gồm.", False),
        (Paragraph("một vụ", dash=True), "- một vụ.", False),
        (Paragraph("một vụ;", dash=True), "- một vụ;", False),
        (Paragraph("“một vụ”", dash=True), "- “một vụ”", False),
    ],
    ids=[
        "a lead stays with its list",
        "a sentence",
        "a line gets a full stop",
        "a line that has a mark",
        "a quotation",
    ],
)
def test_lines_and_what_leads_to_them(block: Paragraph, said: str, kept: bool) -> None:  # noqa: FBT001
    (found,) = [one for one in paragraphs(blocks=(block, Paragraph("Hết."))) if one.text == said]
    assert bool(found.paragraph_format.keep_with_next) is kept


@pytest.mark.parametrize(
    ("subject", "set_as"),
    [
        pytest.param("Về vụ việc: Lạm thu – xã Phú Phụng", "Về vụ việc: Lạm thu – xã Phú Phụng", id="one line"),
        pytest.param(
            "Thông tin cần xác minh, xử lý: Tử vong, tai nạn, thương tích – xã Phú Phụng",
            "Thông tin cần xác minh, xử lý: Tử vong, tai nạn, thương tích – xã\u00a0Phú\u00a0Phụng",
            id="a place stays whole",
        ),
        pytest.param(
            "Tình hình dư luận và kết quả xử lý thông tin tháng 10 năm 2026 (từ ngày 15/09/2026 đến ngày 14/10/2026)",
            "Tình hình dư luận và kết quả xử lý thông tin tháng 10 năm 2026\n(từ ngày 15/09/2026 đến ngày 14/10/2026)",
            id="days on a line of their own",
        ),
        pytest.param(
            "Tình hình dư luận và kết quả xử lý thông tin về giáo dục tháng 11 năm 2026 "
            "(từ ngày 15/10/2026 đến ngày 14/11/2026)",
            "Tình hình dư luận và kết quả xử lý thông tin về giáo dục\n"
            "tháng 11 năm 2026 (từ ngày 15/10/2026 đến ngày 14/11/2026)",
            id="no year alone on a line",
        ),
    ],
)
def test_a_long_subject_breaks_where_it_reads_well(subject: str, set_as: str) -> None:
    assert set_as in [paragraph.text for paragraph in paragraphs(subject=subject)]


@pytest.mark.parametrize(
    ("name", "first", "too_much"),
    [
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PHÒNG GIÁO DỤC", "PHÒNG GIÁO DỤC VÀ"),
        ("TRƯỜNG THPT CHUYÊN NGUYỄN ĐÌNH CHIỂU", "NGUYỄN ĐÌNH CHIỂU", "TRƯỜNG THPT CHUYÊN NGUYỄN"),
    ],
    ids=["before «và»", "evenly"],
)
def test_a_long_name_of_the_office_breaks_where_an_office_breaks_it(name: str, first: str, too_much: str) -> None:
    body = Body("UBND HUYỆN BA TRI", name, "PGDĐT", "Ba Tri")
    left = Document(io.BytesIO(to_docx(replace(REPORT, body=body)))).tables[0].rows[0].cells[0]
    form = next(paragraph for paragraph in left.paragraphs if paragraph.text == name).paragraph_format
    column = HEAD_LEFT_SHARE * TEXT_WIDTH_MM / MM_PER_PT - 2 * 5.4
    room = column - form.left_indent.pt - form.right_indent.pt
    assert text_width_pt(first, ISSUER_PT, bold=True) < room < text_width_pt(too_much, ISSUER_PT, bold=True)


@pytest.mark.parametrize("name", ["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "A" * 60], ids=["short", "one endless word"])
def test_other_names_are_set_as_they_are(name: str) -> None:
    body = Body("UBND TỈNH BẾN TRE", name, "SGDĐT", "Bến Tre")
    left = Document(io.BytesIO(to_docx(replace(REPORT, body=body)))).tables[0].rows[0].cells[0]
    form = next(paragraph for paragraph in left.paragraphs if paragraph.text == name).paragraph_format
    assert (form.left_indent or 0) == 0


def test_single_lines_where_a_document_asks_for_them() -> None:
    running = [one for one in paragraphs(line_spacing=1.0) if one.paragraph_format.first_line_indent is not None]
    assert {one.paragraph_format.line_spacing for one in running} == {1.0}


def test_a_picture_in_a_table_is_told_in_words_and_fits_its_column() -> None:
    picture = Picture(to_png(Spark((1, 2, 3))), 21.0, "3 tuần gần đây: 1, 2, 3")
    grid = Grid("", ("Chủ đề", "Các tuần"), (("Thi", picture),), (0.8, 0.2))
    file = Document(io.BytesIO(to_docx(replace(REPORT, blocks=(grid,)))))
    (shape,) = [one for one in file.element.iter() if one.tag.endswith("}inline")]
    assert shape.docPr.get("descr") == picture.words
    assert shape.extent.cx == pytest.approx(Mm(21), abs=100)
    assert picture.words in texts((grid,))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (soffice)")
def test_a_word_processor_renders_it_without_complaint(tmp_path: Path) -> None:
    (tmp_path / "bao-cao.docx").write_bytes(to_docx(REPORT))
    profile, source = f"-env:UserInstallation=file://{tmp_path}/profile", str(tmp_path / "bao-cao.docx")
    done = subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), source],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF")
