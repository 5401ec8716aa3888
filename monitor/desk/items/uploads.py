"""Forms with files: read within bounds. A file's name and kind are the sender's word and are trusted by nobody."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from monitor.core.intake import Upload
from monitor.core.text import nfc
from monitor.desk.errors import BadForm, TooLarge

MAX_UPLOAD_BYTES = 32 * 1024 * 1024
"""Above the largest file that is taken (`monitor.collect.intake`: 30 MB), with room for the form's other fields."""
MAX_FILES = 5
MAX_FIELDS = 100
MAX_FIELD_BYTES = 256 * 1024
MAX_NAME_CHARS = 200
KIND = "multipart/form-data"


async def read_upload_form(request: Request) -> tuple[dict[str, str], tuple[Upload, ...]]:
    """The fields and the files that hold anything. Raises TooLarge, BadForm."""
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_UPLOAD_BYTES:
        raise TooLarge(f"Mỗi lần gửi tối đa {MAX_UPLOAD_BYTES // 2**20} MB. Hãy chia nhỏ tệp rồi gửi lại.")
    parser = MultiPartParser(
        request.headers, _bounded(request), max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES
    )
    try:
        parts = await parser.parse()
    except (MultiPartException, UnicodeDecodeError, KeyError) as error:
        raise BadForm("Biểu mẫu không đọc được, hoặc gửi quá nhiều tệp một lần.") from error
    form: dict[str, str] = {}
    files: list[Upload] = []
    try:
        for name, value in parts.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read()
                if content or value.filename:
                    files.append(Upload(clean_name(value.filename or ""), content))
            else:
                form[name] = value.replace("\x00", "").replace("\r\n", "\n")
    finally:
        await parts.close()
    return form, tuple(files)


def clean_name(name: str) -> str:
    """A file's own name: no folders, nothing unprintable, bounded."""
    last = nfc(name).replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable()).strip()[-MAX_NAME_CHARS:]


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    seen = 0
    async for part in request.stream():
        seen += len(part)
        if seen > MAX_UPLOAD_BYTES:
            raise TooLarge
        yield part
