"""Sets an administrative document as .docx: head, motto, title, text, tables, Nơi nhận and signature, appendices.

Rules are borders of empty paragraphs whose indents leave exactly the rule's length, so that an office can edit the file
without moving drawings. Signatures, seals and urgency stamps are never drawn.
"""

# ruff: noqa: SLF001 - python-docx offers borders, fields and repeated rows only through its elements

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from monitor.reports.official import measures as m
from monitor.reports.official.blocks import (
    Appendix,
    Block,
    Grid,
    Heading,
    OfficialDocument,
    Paragraph,
    Picture,
    in_words,
)

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END_MARK = "./."
_BEFORE_PLACE, _PLACE_CHARS, _NBSP = " – ", 30, "\u00a0"
_AND = "VÀ "
_SURELY_FITS = 0.98
"""Measured widths leave out kerning: a line so near to the full width may break or not."""
_BEFORE_DAYS, _MONTH = " (từ ngày", re.compile(r" (?:tháng \d+ )?năm \d{4}$")
PROPERTIES_UTC = datetime(2000, 1, 1, tzinfo=UTC)
"""Of the file's own properties: the same figures give the same bytes, whenever they are set."""
_CENTRE, _LEFT, _RIGHT, _BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_RULE_EIGHTHS = 6
"""Thickness of rules in eighths of a point."""
_CELL_PAD_PT = 5.4
"""The word processor's own padding left and right of a cell's text."""


def to_docx(document: OfficialDocument) -> bytes:
    """Set the document. The same document gives the same text and layout."""
    file = Document()
    _defaults(file)
    _page(file.sections[0])
    _head(file, document)
    _title(file, document)
    for ground in document.grounds:
        _text(file, ground, italic=True)
    _blocks(file, document.blocks, last=True)
    _set_running_text(file, document)
    _foot(file, document)
    for appendix in document.appendices:
        _appendix(file, appendix, document)
    _properties(file, document)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _defaults(file: Any) -> None:
    style = file.styles["Normal"]
    style.font.name, style.font.size = m.FONT, Pt(m.BODY_PT)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn(script), m.FONT)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(m.PAGE_MM[0]), Mm(m.PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(m.MARGINS_MM["top"]), Mm(m.MARGINS_MM["bottom"])
    section.left_margin, section.right_margin = Mm(m.MARGINS_MM["left"]), Mm(m.MARGINS_MM["right"])
    section.header_distance = Mm(m.HEADER_MM)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    run = number.add_run()
    run.font.size = Pt(m.PAGE_NUMBER_PT)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _head(file: Any, document: OfficialDocument) -> None:
    left, right = _columns(file, (m.HEAD_LEFT_SHARE, 1 - m.HEAD_LEFT_SHARE))
    body = document.body
    _line(left, body.parent, m.PARENT_PT)
    longest = _column_pt(m.HEAD_LEFT_SHARE)
    name_width = min(_issuer_width(body.name, longest), longest)
    name = _line(left, body.name, m.ISSUER_PT, bold=True).paragraph_format
    name.left_indent = name.right_indent = Pt((longest - name_width) / 2) if _issuer_pt(body.name) > longest else None
    _rule(left, name_width * m.SHORT_RULE, longest)
    _line(left, document.number_line, m.NUMBER_PT, before=4)
    _line(right, STATE, m.MOTTO_STATE_PT, bold=True)
    _line(right, MOTTO, m.MOTTO_PT, bold=True)
    _rule(right, m.text_width_pt(MOTTO, m.MOTTO_PT, bold=True), _column_pt(1 - m.HEAD_LEFT_SHARE))
    _line(right, document.date_line, m.DATE_PT, italic=True, before=4)


def _issuer_pt(text: str) -> float:
    return m.text_width_pt(text, m.ISSUER_PT, bold=True)


def _issuer_width(name: str, longest: float) -> float:
    """How wide to set a name: a long one so that it breaks where an office breaks it, before «và», else evenly."""
    if _issuer_pt(name) <= longest:
        return _issuer_pt(name)
    words = name.split(" ")
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    fitting = [pair for pair in halves if max(map(_issuer_pt, pair)) <= longest * _SURELY_FITS]
    joined = [pair for pair in fitting if pair[1].startswith(_AND)]
    best = min(joined or fitting, key=lambda pair: max(map(_issuer_pt, pair)), default=None)
    if best is None:
        return longest
    widest, one_more = max(map(_issuer_pt, best)), _issuer_pt(f"{best[0]} {best[1].split(' ')[0]}")
    return (widest + max(one_more, widest)) / 2


def _title(file: Any, document: OfficialDocument) -> None:
    _line(file, document.kind, m.TITLE_PT, bold=True, before=14)
    width = m.TEXT_WIDTH_MM / m.MM_PER_PT
    length = min(m.text_width_pt(document.subject, m.SUBJECT_PT, bold=True), width)
    _line(file, _broken(document.subject) if length == width else document.subject, m.SUBJECT_PT, bold=True)
    _rule(file, length * m.SHORT_RULE, width, after=8)
    if len(document.addressees) == 1:
        _line(file, f"Kính gửi: {document.addressees[0]}.", m.ADDRESSEE_PT, before=2, after=10)
    elif document.addressees:
        _line(file, "Kính gửi:", m.ADDRESSEE_PT, before=2)
        for number, one in enumerate(document.addressees, start=1):
            end = "." if number == len(document.addressees) else ";"
            line = _line(file, f"- {one}{end}", m.ADDRESSEE_PT, align=_LEFT)
            line.paragraph_format.left_indent = Cm(5)
        file.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _broken(subject: str) -> str:
    """A subject of several lines breaks before its span of days, else never inside a place's name.

    When what stands before the days is itself too long, it breaks before its month or year, which the days follow.
    """
    words, span, _ = subject.partition(_BEFORE_DAYS)
    month, width = _MONTH.search(words), m.TEXT_WIDTH_MM / m.MM_PER_PT
    if span and month is not None and m.text_width_pt(words, m.SUBJECT_PT, bold=True) > width * _SURELY_FITS:
        return f"{subject[: month.start()]}\n{subject[month.start() + 1 :]}"
    head, dash, place = subject.rpartition(_BEFORE_PLACE)
    if dash and len(place) <= _PLACE_CHARS:
        subject = f"{head}{dash}{place.replace(' ', _NBSP)}"
    return subject.replace(_BEFORE_DAYS, f"\n{_BEFORE_DAYS.strip()}")


def _blocks(file: Any, blocks: Sequence[Block], *, last: bool = False) -> None:
    ending = max((n for n, block in enumerate(blocks) if isinstance(block, Paragraph)), default=-1)
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            _grid(file, block)
        elif isinstance(block, Heading):
            _heading(file, block)
        else:
            end = END_MARK if last and number == ending == len(blocks) - 1 else ""
            text = f"- {_ended(_closed(block.text), end)}" if block.dash else _ended(block.text, end)
            _text(file, text).paragraph_format.keep_with_next = text.endswith(":")
    if last and ending != len(blocks) - 1:
        _text(file, END_MARK)
    if last:
        # Posts and names never stand alone on a page: the last words go with them.
        file.paragraphs[-1].paragraph_format.keep_with_next = True


def _set_running_text(file: Any, document: OfficialDocument) -> None:
    """Lines and letters of the running text so far."""
    for paragraph in file.paragraphs:
        if paragraph.paragraph_format.first_line_indent is not None:
            paragraph.paragraph_format.line_spacing = document.line_spacing
            for run in paragraph.runs:
                run.font.size = Pt(document.body_pt)


def _ended(text: str, mark: str) -> str:
    return text.rstrip(".") + mark if mark else text


def _closed(text: str) -> str:
    """A line of a list ends with a mark."""
    return text if text.endswith((".", ";", ":", "?", "!", "…", "”", "]")) else f"{text}."


def _heading(file: Any, heading: Heading) -> None:
    text = heading.text.upper() if heading.level == 1 else heading.text
    paragraph = _text(file, text, bold=heading.level <= 2)  # noqa: PLR2004 - `I.` and `1.` are bold, `a)` is not
    paragraph.paragraph_format.keep_with_next = True


def _text(file: Any, text: str, *, bold: bool = False, italic: bool = False) -> Any:
    paragraph = _line(file, text, m.BODY_PT, bold=bold, italic=italic, align=_BOTH, after=m.AFTER_PARAGRAPH_PT)
    paragraph.paragraph_format.first_line_indent = Cm(m.FIRST_LINE_CM)
    paragraph.paragraph_format.line_spacing = m.LINE_SPACING
    paragraph.paragraph_format.widow_control = True
    return paragraph


def _grid(file: Any, grid: Grid) -> None:
    if grid.caption:
        caption = _line(file, grid.caption, m.TABLE_PT, bold=True, before=4, after=4)
        caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=1 + len(grid.rows), cols=len(grid.header))
    table.style = file.styles["Table Grid"]
    _fix_widths(table, [share * m.TEXT_WIDTH_MM for share in grid.widths])
    for column, name in enumerate(grid.header):
        _fill(table.rows[0].cells[column], name, align=_CENTRE, bold=True)
    _repeat_header(table.rows[0])
    for number, row in enumerate(grid.rows, start=1):
        _keep_whole(table.rows[number])
        bold = grid.total and number == len(grid.rows)
        for column, cell in enumerate(row):
            align = _RIGHT if column in grid.right else _LEFT
            place = table.rows[number].cells[column]
            if isinstance(cell, Picture):
                _draw(place, cell)
            else:
                _fill(place, cell, align=align, bold=bold)
    _line(file, "", 6)


def _foot(file: Any, document: OfficialDocument) -> None:
    _line(file, "", 6).paragraph_format.keep_with_next = True
    left, right = _columns(file, (0.5, 0.5))
    head = _line(left, "Nơi nhận:", m.RECIPIENTS_HEAD_PT, bold=True, italic=True, align=_LEFT)
    head.paragraph_format.keep_with_next = True
    for number, one in enumerate(document.recipients, start=1):
        end = "." if number == len(document.recipients) else ";"
        _line(left, f"- {one}{end}", m.RECIPIENTS_PT, align=_LEFT)
    for post in document.signature.posts:
        _line(right, post, m.SIGNATURE_PT, bold=True).paragraph_format.keep_with_next = True
    _line(right, document.signature.name, m.SIGNATURE_PT, bold=True, before=m.SIGNATURE_ROOM_PT)
    for row in file.tables[-1].rows:
        _keep_whole(row)


def _appendix(file: Any, appendix: Appendix, document: OfficialDocument) -> None:
    section = file.add_section(WD_SECTION.NEW_PAGE)
    _page_again(section)
    _line(file, f"Phụ lục {appendix.number}", m.APPENDIX_PT, bold=True)
    _line(file, appendix.title.upper(), m.APPENDIX_PT, bold=True)
    paper = document.kind.capitalize()
    note = f"(Kèm theo {paper} số        /{document.kind_code}-{document.body.code} ngày      tháng      năm "
    _line(file, f"{note}{document.year} của {in_words(document.body.name)})", m.APPENDIX_NOTE_PT, italic=True, after=8)
    _blocks(file, appendix.blocks)


def _page_again(section: Any) -> None:
    """An appendix counts its own pages."""
    section.different_first_page_header_footer = True
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)


def _columns(file: Any, shares: Sequence[float]) -> list[Any]:
    table = file.add_table(rows=1, cols=len(shares))
    _fix_widths(table, [share * m.TEXT_WIDTH_MM for share in shares])
    cells = list(table.rows[0].cells)
    for cell in cells:
        cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
    return cells


def _column_pt(share: float) -> float:
    return share * m.TEXT_WIDTH_MM / m.MM_PER_PT - 2 * _CELL_PAD_PT


def _fix_widths(table: Any, widths_mm: Sequence[float]) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in enumerate(widths_mm):
        table.columns[column].width = Mm(width)
        for cell in table.columns[column].cells:
            cell.width = Mm(width)


def _fill(cell: Any, text: str, *, align: Any, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(m.TABLE_PT), bold
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _draw(cell: Any, picture: Picture) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _CENTRE
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Mm(picture.width_mm))
    shape._inline.docPr.set("descr", picture.words)


def _line(
    place: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: Any = _CENTRE,
    before: float = 0,
    after: float = 0,
) -> Any:
    paragraph = place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    return paragraph


def _rule(place: Any, length: float, available: float, *, after: float = 0) -> None:
    """A solid rule of `length` points, centred in `available`."""
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(4)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(1), Pt(after)
    side = max((available - length) / 2, 0)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(side)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", str(_RULE_EIGHTHS)), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    # The schema wants borders before spacing and indents.
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _repeat_header(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _keep_whole(row)


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _properties(file: Any, document: OfficialDocument) -> None:
    properties = file.core_properties
    properties.title, properties.subject = f"{document.kind} {document.subject}", document.subject
    properties.author = properties.last_modified_by = document.body.name
    properties.language, properties.comments = "vi-VN", ""
    properties.created = properties.modified = PROPERTIES_UTC.replace(tzinfo=None)
    properties.revision = 1
