"""What the database keeps of people is sealed with the key of their case: AES-256-GCM, bound to where it stands.

Destroyed the key of a case, nothing that was sealed with it is read again.
"""

import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.codec import NONCE_BYTES, PayloadUnreadable, derived

SCOPE = "datos-personales"
"""Tells the key of the columns from the one of the engine's payloads, both derived from the key of the case."""


class SealBroken(PayloadUnreadable):
    """What was sealed was altered, moved from its place, or belongs to another case."""


class Seal:
    """Closes and opens what a case keeps of people. `place` is the column it stands in."""

    def __init__(self, radicado: str, case_key: bytes) -> None:
        self._radicado = radicado
        self._cipher = AESGCM(derived(case_key, SCOPE))

    def close(self, place: str, value: Any) -> bytes:
        """The value, which is plain JSON, sealed: a nonce and what it encrypts."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, json.dumps(value, ensure_ascii=False).encode(), self._bound(place))

    def open(self, place: str, sealed: bytes) -> Any:
        """The value. Raises SealBroken."""
        nonce, closed = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return json.loads(self._cipher.decrypt(nonce, closed, self._bound(place)))
        except (InvalidTag, ValueError) as broken:
            raise SealBroken(f"{place} of {self._radicado}") from broken

    def _bound(self, place: str) -> bytes:
        return f"{self._radicado}/{place}".encode()


def in_json(sealed: bytes) -> str:
    """How a `bytea` is written in a JSON row (PostgreSQL, 8.4.1)."""
    return f"\\x{sealed.hex()}"
