"""Files handed out: always as a download, under a name every browser reads, never run by one."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.responses import Response

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
}
"""All else, HTML above all, goes out as bytes without a kind."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._- ()")
FALLBACK_NAME = "tep"


def download(name: str, content: bytes) -> Response:
    """A file to keep: its name in both forms of RFC 6266, section 5, the second as RFC 5987 encodes it."""
    plain = "".join(char if char in _PLAIN else "_" for char in name).strip() or FALLBACK_NAME
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    kind = KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return Response(content, media_type=kind, headers=headers)
