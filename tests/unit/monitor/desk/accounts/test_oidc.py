"""OpenID Connect, decided: discovery documents, key sets, addresses. Tokens are in the integration tests."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey, OctKey

from monitor.desk.accounts.oidc import (
    OidcError,
    authorization_address,
    challenge_of,
    is_email,
    read_endpoints,
    read_keys,
)
from monitor.desk.accounts.sign_in_service import MAX_PENDING, PENDING_LIFE, OneTime
from tests.fakes.store_rows import T0

ISSUER = "https://dang-nhap.so.example/cua"
DOCUMENT = {
    "issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/vao?cua=1", "token_endpoint": f"{ISSUER}/doi",
    "jwks_uri": f"{ISSUER}/khoa",
}  # fmt: skip


def test_the_challenge_is_that_of_the_standard():
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_the_way_there_carries_everything_and_keeps_the_services_own_query():
    address = authorization_address(
        read_endpoints(DOCUMENT, ISSUER), client_id="a b", redirect_uri="https://x.example/ve", state="s", nonce="n",
        verifier="v",
    )  # fmt: skip
    asked = parse_qs(urlsplit(address).query)
    assert asked["cua"] == ["1"]
    assert asked["client_id"] == ["a b"]
    assert asked["code_challenge"] == [challenge_of("v")]
    assert (asked["response_type"], asked["state"], asked["nonce"]) == (["code"], ["s"], ["n"])
    assert "v" not in asked.get("code_verifier", [])


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": f"{ISSUER}/"},
        {"issuer": None},
        {"token_endpoint": "http://dang-nhap.so.example/doi"},
        {"token_endpoint": 7},
        {"jwks_uri": "https:///khoa"},
        {"jwks_uri": "https://[/khoa"},
        {"authorization_endpoint": f"{ISSUER}/vao#x"},
        {"code_challenge_methods_supported": []},
    ],
    ids=["slash", "none", "plain", "number", "no-host", "malformed", "fragment", "no-pkce"],
)
def test_a_document_that_is_not_the_services_is_refused(change):
    with pytest.raises(OidcError):
        read_endpoints(DOCUMENT | change, ISSUER)


def test_the_secret_goes_where_the_service_wants_it():
    assert read_endpoints(DOCUMENT, ISSUER).basic
    assert not read_endpoints(
        DOCUMENT | {"token_endpoint_auth_methods_supported": ["client_secret_post"]}, ISSUER
    ).basic


def test_of_a_key_set_only_public_signing_keys_are_kept():
    signing = ECKey.generate_key("P-256", {"kid": "e1"}).as_dict(private=False)
    shared = OctKey.generate_key(256, {"kid": "o1"}).as_dict()
    locking = ECKey.generate_key("P-256", {"kid": "e2", "use": "enc"}).as_dict(private=False)
    keys = read_keys({"keys": [signing, shared, locking, "x"]})
    assert [key.kid for key in keys.keys] == ["e1"]


@pytest.mark.parametrize("document", [{}, {"keys": []}, {"keys": "x"}, {"keys": [{"kty": "RSA"}]}])
def test_a_set_without_a_usable_key_is_refused(document):
    with pytest.raises(OidcError):
        read_keys(document)


@pytest.mark.parametrize(
    ("text", "good"),
    [("a@b.example", True), ("a@b@c", False), ("a b@c", False), ("@b", False), ("a@", False), ("<a@b>", False)],
)
def test_addresses(text, good):
    assert is_email(text) == good


def test_what_is_remembered_is_taken_once_by_its_browser_in_time():
    kept: OneTime[str] = OneTime()
    key = kept.put("trinh-duyet", "x", T0)
    assert kept.take(key, "trinh-duyet", T0) == "x"
    assert kept.take(key, "trinh-duyet", T0) is None
    assert kept.take(kept.put("a", "x", T0), "b", T0) is None
    assert kept.take(kept.put("", "x", T0), "", T0) is None
    assert kept.take(kept.put("a", "x", T0), "a", T0 + PENDING_LIFE) is None
    assert kept.take(kept.put("a", "x", T0), "a", T0 - timedelta(seconds=1)) is None


def test_what_is_remembered_is_bounded():
    kept: OneTime[int] = OneTime()
    keys = [kept.put("a", number, T0) for number in range(MAX_PENDING + 1)]
    assert kept.take(keys[0], "a", T0) is None
    assert kept.take(keys[-1], "a", T0) == MAX_PENDING


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for(key):
    assert OneTime[int]().take(key, "a", T0) is None
