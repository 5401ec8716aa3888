"""A .docx of ours as plain paragraphs and tables, to look at on a page. Lays nothing out: that is the PDF's work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

MAX_BLOCKS = 400
MAX_ROWS = 200
MAX_CHARS = 4_000


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`text`, bold throughout when `strong`), or a table when there are `rows`."""

    text: str = ""
    strong: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """The document's blocks; `cut`: there are more."""

    blocks: tuple[Block, ...]
    cut: bool


def preview(content: bytes) -> Preview:
    """Read a document that we made ourselves. Not for files from outside: reading is not bounded before it."""
    found = list(islice(_blocks(content), MAX_BLOCKS + 1))
    return Preview(tuple(found[:MAX_BLOCKS]), len(found) > MAX_BLOCKS)


def _blocks(content: bytes) -> Iterator[Block]:
    for piece in Document(BytesIO(content)).iter_inner_content():
        if isinstance(piece, Table):
            yield Block(rows=tuple(islice(_rows(piece), MAX_ROWS)))
        elif piece.text.strip():
            yield _paragraph(piece)


def _paragraph(piece: Paragraph) -> Block:
    runs = [run for run in piece.runs if run.text.strip()]
    return Block(piece.text.strip()[:MAX_CHARS], strong=bool(runs) and all(run.bold for run in runs))


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        cells, last = [], None
        for cell in row.cells:
            if cell._tc is not last:  # noqa: SLF001 - a cell across columns is given once for each of them
                cells.append(cell.text.strip()[:MAX_CHARS])
            last = cell._tc  # noqa: SLF001
        yield tuple(cells)
