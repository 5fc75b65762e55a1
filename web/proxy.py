"""Who really asks, when a proxy of the entity stands before us: only the addresses configured are believed."""

import ipaddress
from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class TrustedProxies:
    """Puts in place the client and the scheme that a trusted proxy says (X-Forwarded-For, X-Forwarded-Proto)."""

    def __init__(self, app: ASGIApp, trusted: Sequence[str]) -> None:
        self._app = app
        self._trusted = tuple(ipaddress.ip_network(x, strict=False) for x in trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(self._seen_through(scope) if scope["type"] == "http" else scope, receive, send)

    def _seen_through(self, scope: Scope) -> Scope:
        client = scope.get("client")
        if not client or not self._is_trusted(client[0]):
            return scope
        headers: dict[bytes, str] = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host = self._origin(headers.get(b"x-forwarded-for", ""), client[0])
        scheme = headers.get(b"x-forwarded-proto", "").strip()
        return {**scope, "client": (host, 0), "scheme": scheme if scheme in {"http", "https"} else scope["scheme"]}

    def _origin(self, chain: str, nearest: str) -> str:
        """The last address of the chain that is not a proxy of ours: what came before it anybody may have written."""
        hosts = [x.strip() for x in chain.split(",") if x.strip()]
        return next((host for host in reversed(hosts) if not self._is_trusted(host)), nearest)

    def _is_trusted(self, host: str) -> bool:
        try:
            return any(ipaddress.ip_address(host) in network for network in self._trusted)
        except ValueError:
            return False
