"""Values of the plan that several places judge."""

from __future__ import annotations

import pytest

from monitor.core.plan import is_mobile, is_phone


@pytest.mark.parametrize(
    ("text", "phone", "mobile"),
    [
        pytest.param("0987654321", True, True, id="mobile"),
        pytest.param("0987 654 321", True, True, id="as people write it"),
        pytest.param("0987.654.321", True, True, id="dots"),
        pytest.param("+84 987 654 321", True, True, id="from abroad"),
        pytest.param("0275 3822 300", True, False, id="the office's desk"),
        pytest.param("(0275) 3822300", True, False, id="area code in brackets"),
        pytest.param("3822 300", False, False, id="without the area code"),
        pytest.param("0987654321 hoặc 0912345678", False, False, id="two at once"),
        pytest.param("máy lẻ 12", False, False, id="words"),
        pytest.param("", False, False, id="none"),
    ],
)
def test_what_can_be_called_and_what_takes_messages(text: str, *, phone: bool, mobile: bool) -> None:
    assert (is_phone(text), is_mobile(text)) == (phone, mobile)
