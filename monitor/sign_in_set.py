"""The office's own sign-in service, as the settings name it: off unless they do."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.collect.services import ServiceClient
from monitor.core.errors import ConfigError, Fault
from monitor.core.settings import ENVIRONMENT, Settings


@dataclass(frozen=True)
class SignInAccess:
    """How to speak to the service. `secret` is empty for a client without one; PKCE guards both.

    `new_from`: addresses and domains (`@so.example`) whose people get an account of their own, to look only; others
    need one that an administrator made.
    """

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    name: str
    new_from: tuple[str, ...]
    client: ServiceClient

    def may_be_new(self, email: str) -> bool:
        """Whether an account is made for a person with this address, given in lower case and verified."""
        return bool(email) and (email in self.new_from or f"@{email.rpartition('@')[2]}" in self.new_from)


def build_sign_in(settings: Settings, *, user_agent: str) -> SignInAccess | None:
    """The service, None when none is configured. Raises ConfigError when half of it is."""
    if not settings.oidc_issuer:
        return None
    if not settings.oidc_client_id:
        missing = Fault(ENVIRONMENT, 0, "MONITOR_OIDC_CLIENT_ID", "cần mã ứng dụng do dịch vụ đăng nhập cấp")
        raise ConfigError((missing,))
    secret = settings.oidc_client_secret or settings.oidc_secret_file
    return SignInAccess(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        secret=secret.get_secret_value() if secret is not None else "",
        name=settings.oidc_name,
        new_from=settings.oidc_new_accounts,
        client=ServiceClient(allow_private=settings.allow_private, user_agent=user_agent),
    )
