from __future__ import annotations

import pytest

from monitor.core.items import Channel, Kind
from monitor.core.labels import Fact
from monitor.stories.disclaimers import says_not_here
from monitor.stories.view import Member
from tests.fakes.store_rows import a_classification, an_item

HURT = (Fact("injured", "gãy tay", 0, 7),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("Vụ bắt cóc đó ở Long An nghen bà con, không phải ở đây đâu", True, id="not-here"),
        pytest.param("Clip này quay tận miền Trung, đâu phải trường mình", True, id="not-our-school"),
        pytest.param("Xã mình không có chuyện đó đâu, đừng đồn", True, id="not-our-commune"),
        pytest.param("Không phải mình con tui bị đau bụng đâu, cả lớp luôn", False, id="not-only-mine"),
        pytest.param("Trường mình có vụ này thiệt đó mọi người", False, id="it-is"),
    ],
)
def test_who_says_that_it_was_not_here(text, says):
    post = Member(an_item("a", text, kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP), a_classification("a"))
    assert says_not_here(post) is says


def test_a_harm_of_its_own_or_a_paper_is_no_disclaimer():
    text = "Không phải ở đây mà bên trường xã, con tui gãy tay"
    post = an_item("a", text, kind=Kind.SOCIAL, channel=Channel.FACEBOOK_GROUP)
    assert not says_not_here(Member(post, a_classification("a", facts=HURT)))
    paper = an_item("b", "Công an: không phải ở đây", channel=Channel.PRESS_LOCAL)
    assert not says_not_here(Member(paper, a_classification("b")))
