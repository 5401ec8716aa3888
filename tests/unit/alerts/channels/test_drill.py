"""Every message that passes a drill's channel is marked, and told apart from those of another run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alerts.channels.drill import BANNER, MARK, DrillChannel, marked
from alerts.channels.recording import RecordingChannel
from monitor.core.notifications import Recipient, Sent
from tests.fakes.store_rows import T0, a_notification

MESSAGE = a_notification(thread="v1:cttt", short="12 học sinh nhập viện")


@pytest.mark.parametrize(
    ("html", "begins"),
    [
        pytest.param("<p>12 học sinh</p>", "<p style=", id="a part of a page"),
        pytest.param('<html><body class="m"><p>12</p></body></html>', '<html><body class="m"><p style=', id="a page"),
    ],
)
def test_subject_text_and_page_are_marked(html, begins):
    told = marked(replace(MESSAGE, html=html), run="lan-1")
    assert told.subject.startswith(f"[{MARK}] ")
    assert told.text.startswith(BANNER)
    assert told.short.startswith(f"[{MARK}] ")
    assert told.html.startswith(begins)
    assert BANNER in told.html
    assert told.html.endswith(html[-10:])


def test_two_runs_have_two_keys_and_threads():
    first, second = marked(MESSAGE, run="lan-1"), marked(MESSAGE, run="lan-2")
    assert first.key != second.key
    assert first.thread != second.thread
    assert marked(MESSAGE, run="lan-1") == first


def test_what_has_no_short_text_or_thread_gets_none():
    told = marked(replace(MESSAGE, short="", thread=None), run="lan-1")
    assert (told.short, told.thread) == ("", None)


def test_the_channel_behind_delivers():
    inner = RecordingChannel("email")
    channel = DrillChannel(inner, run="lan-1")
    outcome = channel.deliver(MESSAGE, Recipient("cttt", "Trực", email="truc@sogddt.example"), now=T0)
    assert isinstance(outcome, Sent)
    assert [delivery.notification.subject for delivery in inner.deliveries] == [f"[{MARK}] S3: nghi ngộ độc"]
    assert (channel.name, channel.needs, channel.check()) == ("email", "email", None)
