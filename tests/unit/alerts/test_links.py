from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.links import Claim, LinkSigner, Purpose, load_or_create_secret
from monitor.core.errors import ConfigError
from tests.fakes.incidents import NOON

SIGNER = LinkSigner(b"k" * 32)
EXPIRES = NOON + timedelta(days=7)
CLAIM = Claim("su-co-q1", "cttt", "su-co-q1:cttt:push:1", EXPIRES)


def token() -> str:
    return SIGNER.sign(CLAIM.incident_id, CLAIM.unit, CLAIM.notification_key, expires=EXPIRES)


def test_a_token_tells_what_was_signed() -> None:
    assert SIGNER.verify(token(), now=NOON) == CLAIM


@pytest.mark.parametrize(
    ("spoilt", "now"),
    [
        pytest.param(token(), EXPIRES, id="expired"),
        pytest.param(token()[:-1] + ("A" if token()[-1] != "A" else "B"), NOON, id="another mac"),
        pytest.param("B" + token()[1:], NOON, id="another claim"),
        pytest.param(token().partition(".")[0], NOON, id="no mac"),
        pytest.param("", NOON, id="empty"),
        pytest.param("đây không phải mã", NOON, id="not ASCII"),
        pytest.param(token().partition(".")[0] + ".x", NOON, id="broken base64"),
    ],
)
def test_a_spoilt_token_opens_nothing(spoilt: str, now: object) -> None:
    assert SIGNER.verify(spoilt, now=now) is None  # type: ignore[arg-type]


def test_another_secret_opens_nothing() -> None:
    assert LinkSigner(b"o" * 32).verify(token(), now=NOON) is None


@given(st.text(max_size=80))
def test_any_text_is_taken_without_an_error(text: str) -> None:
    assert SIGNER.verify(text, now=NOON) is None


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_signing_and_verifying_is_the_identity(incident: str, unit: str, key: str) -> None:
    signed = SIGNER.sign(incident, unit, key, expires=EXPIRES)
    assert SIGNER.verify(signed, now=NOON) == Claim(incident, unit, key, EXPIRES)
    assert signed.isascii()


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_is_for_one_purpose(purpose: Purpose) -> None:
    signed = SIGNER.sign("su-co-q1", "cttt", "k", expires=EXPIRES, purpose=purpose)
    claim = SIGNER.verify(signed, now=NOON)
    assert claim is not None
    assert claim.purpose is purpose
    assert claim.purpose.single_use is (purpose is not Purpose.VIEW)
    assert claim.link == signed.partition(".")[2]


def test_links_of_different_purposes_are_told_apart() -> None:
    signed = {SIGNER.sign("su-co-q1", "cttt", "k", expires=EXPIRES, purpose=purpose) for purpose in Purpose}
    assert len({token.partition(".")[2] for token in signed}) == len(Purpose)


@pytest.mark.parametrize(
    ("rest", "purpose"), [([], Purpose.ACKNOWLEDGE), (["ack"], Purpose.ACKNOWLEDGE), (["resolve"], None)]
)
def test_links_of_the_first_version_only_acknowledge(rest: list[str], purpose: Purpose | None) -> None:
    fields = ["su-co-q1", "cttt", "k", int(EXPIRES.timestamp()), *rest]
    payload = base64.urlsafe_b64encode(json.dumps(fields).encode()).rstrip(b"=").decode()
    mac = base64.urlsafe_b64encode(SIGNER._mac(payload)).rstrip(b"=").decode()
    claim = SIGNER.verify(f"{payload}.{mac}", now=NOON)
    assert (claim and claim.purpose) == purpose


def test_short_secrets_are_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        LinkSigner(b"short")


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret"
    first = load_or_create_secret(path)
    assert load_or_create_secret(path) == first
    assert len(first) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["secret"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_secret_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "secret"
    load_or_create_secret(path)
    path.chmod(mode)
    with pytest.raises(ConfigError, match="600"):
        load_or_create_secret(path)


def test_a_truncated_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"abc")
    path.chmod(0o600)
    with pytest.raises(ConfigError, match="quá ngắn"):
        load_or_create_secret(path)
