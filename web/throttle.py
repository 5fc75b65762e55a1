"""How often one client may file, guess a code, log in or rate: a bucket of tokens each, in this process."""

import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from fastapi import Request

LARGEST = 50_000
"""Buckets kept; past it, those that are full again are forgotten."""

NETWORK_BITS = 64
"""An IPv6 client has a whole /64 of addresses: it is one client."""


@dataclass(frozen=True)
class Quota:
    """How many at once, and how many more each minute."""

    burst: int
    per_minute: float


QUOTAS: Mapping[str, Quota] = {
    "radicar": Quota(30, 2),
    "codigo": Quota(10, 1),
    "ingreso": Quota(10, 1),
    "encuesta": Quota(20, 2),
}
"""Filing counts each one; codes, links and logins count only the wrong ones, so that a shared address serves many."""


class TooMany(Exception):
    """The client must wait so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Throttle:
    """The buckets of one process."""

    def __init__(self, quotas: Mapping[str, Quota], clock: Callable[[], float] = time.monotonic) -> None:
        self._quotas = quotas
        self._clock = clock
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def spend(self, kind: str, client: str) -> None:
        """Take one token of the client's. Raises TooMany."""
        left = self._left(kind, client)
        if left < 1:
            raise TooMany(ceil((1 - left) * 60 / self._quotas[kind].per_minute))
        self._put(kind, client, left - 1)

    def give_back(self, kind: str, client: str) -> None:
        """What was tried was right: it does not count."""
        self._put(kind, client, min(self._left(kind, client) + 1, self._quotas[kind].burst))

    def _left(self, kind: str, client: str) -> float:
        quota = self._quotas[kind]
        left, at = self._buckets.get((kind, client), (float(quota.burst), self._clock()))
        return min(quota.burst, left + (self._clock() - at) * quota.per_minute / 60)

    def _put(self, kind: str, client: str, left: float) -> None:
        self._buckets[kind, client] = (left, self._clock())
        if len(self._buckets) > LARGEST:
            self._forget()

    def _forget(self) -> None:
        """Forget the full buckets; of a flood that filled none again, the older half."""
        short = {key: b for key, b in self._buckets.items() if self._left(*key) < self._quotas[key[0]].burst}
        self._buckets = short if len(short) < LARGEST else dict(list(short.items())[LARGEST // 2 :])


def spend(request: Request, kind: str) -> None:
    """Count this request against its client. Raises TooMany."""
    throttle: Throttle = request.app.state.throttle
    throttle.spend(kind, client_of(request))


def give_back(request: Request, kind: str) -> None:
    """This request was right: it does not count."""
    throttle: Throttle = request.app.state.throttle
    throttle.give_back(kind, client_of(request))


def client_of(request: Request) -> str:
    """Who asks, by address; of IPv6, the network."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((int(address), NETWORK_BITS), strict=False))
