"""How each channel does: failures in a row, when it is tried again, what is left of its allowance."""

from __future__ import annotations

from sqlalchemy import select

from monitor.core.messaging import ChannelState
from monitor.store.base import Repository
from monitor.store.dialects import upsert
from monitor.store.schema.channels import channel_states


class ChannelStates(Repository):
    """States by channel."""

    def get(self, channel: str) -> ChannelState:
        """The state of a channel; a fresh one when nothing is known."""
        row = self._connection.execute(select(channel_states).where(channel_states.c.channel == channel)).one_or_none()
        return ChannelState(**row._mapping) if row is not None else ChannelState(channel)  # noqa: SLF001 - public by name

    def all(self) -> tuple[ChannelState, ...]:
        """Every channel that something is known of, by name."""
        rows = self._connection.execute(select(channel_states).order_by(channel_states.c.channel))
        return tuple(ChannelState(**row._mapping) for row in rows)  # noqa: SLF001

    def put(self, state: ChannelState) -> None:
        """Keep a state."""
        row = {
            "channel": state.channel,
            "failures": state.failures,
            "down_since": state.down_since,
            "try_at": state.try_at,
            "last_error": state.last_error,
            "paced_to": state.paced_to,
        }
        upsert(self._connection, channel_states, row)
