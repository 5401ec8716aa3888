"""What ends a request without a page, each with what the person is told (`monitor.desk.web` writes the page)."""

from __future__ import annotations

from monitor.core.accounts import Permission
from monitor.core.errors import MonitorError


class DeskError(MonitorError):
    """Root of what the desk refuses. `status` is the HTTP status, `title` and `advice` the page's words.

    `typed` are texts of a form that was not taken: they are shown once more, so that nobody writes them twice.
    """

    status = 400
    title = "Không thực hiện được"
    advice = "Hãy quay lại và thử lần nữa."

    def __init__(self, advice: str = "") -> None:
        super().__init__(advice or self.title)
        self.advice = advice or self.advice
        self.typed: tuple[str, ...] = ()


class NotSignedIn(DeskError):  # noqa: N818 - named after what happened
    """The page needs a signed-in person; `back` is where they wanted to go. `sent`: with a form, which is lost."""

    status = 401

    def __init__(self, back: str, *, sent: bool = False, typed: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.back, self.sent, self.typed = back, sent, typed


class NotAllowed(DeskError):  # noqa: N818 - as above
    """The person's role may not do this."""

    status = 403
    title = "Tài khoản của bạn không có quyền này"
    advice = "Nếu công việc cần, hãy nhờ quản trị hệ thống ở Văn phòng Sở cấp quyền."

    def __init__(self, permission: Permission) -> None:
        super().__init__()
        self.permission = permission


class NotFound(DeskError):  # noqa: N818 - as above
    """There is no such page or thing, or it is not the person's to see: both look the same."""

    status = 404
    title = "Không tìm thấy trang này"
    advice = "Địa chỉ có thể bị gõ thiếu, hoặc nội dung không thuộc phần việc của bạn."


class BadForm(DeskError):  # noqa: N818 - as above
    """Something typed cannot be used; the advice says what."""

    status = 422
    title = "Chưa ghi nhận được"


class FormExpired(DeskError):  # noqa: N818 - as above
    """The form is too old, or did not come from a page of ours."""

    status = 403
    title = "Biểu mẫu đã hết hiệu lực"
    advice = "Hãy mở lại trang rồi gửi lần nữa. Chưa có gì được thay đổi."

    def __init__(self, *, typed: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.typed = typed


class TooLarge(DeskError):  # noqa: N818 - as above
    """What was sent is larger than any form of ours."""

    status = 413
    title = "Nội dung gửi lên quá lớn"


class TooMany(DeskError):  # noqa: N818 - as above
    """Tried too often."""

    status = 429
    title = "Thử quá nhiều lần"
    advice = "Hãy đợi vài phút rồi thử lại."
