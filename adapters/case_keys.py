"""A random key for each case, wrapped by a master key: destroyed with the case, what it encrypted is gone for ever."""

import os
import time
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from adapters.codec import KEY_BYTES, NONCE_BYTES, KeyDestroyed, PayloadUnreadable, derived, masters
from adapters.database import Sessions
from adapters.tables_archive import CaseKeyRow

WRAPPING = "llaves-de-caso"
"""The scope of the key that wraps the keys of cases."""

CACHED_KEYS = 8192
CACHED_SECONDS = 60.0
"""How long another process may still read a case after its key was destroyed."""


class CaseKeys:
    """Implements `CaseKeyring` over the table of keys; remembers a bounded number of them for a while."""

    def __init__(self, sessions: Sessions, material: bytes, *, seconds: float = CACHED_SECONDS) -> None:
        self._sessions = sessions
        self._masters, self._current = masters(material)
        self._seconds = seconds
        self._known: OrderedDict[str, tuple[float, bytes | None]] = OrderedDict()

    async def key_of(self, radicado: str) -> bytes | None:
        """The key of a case, or None for one that has none. Raises KeyDestroyed."""
        read_at, key = self._known.get(radicado, (float("-inf"), None))
        if time.monotonic() - read_at > self._seconds:
            key = await self._read(radicado)
            self._remember(radicado, key)
        return key

    def new(self, radicado: str, at: datetime) -> Mapping[str, Any]:
        """The row of a new key, to be stored with the filing."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._wrapping(self._current).encrypt(nonce, os.urandom(KEY_BYTES), radicado.encode())
        wrapped = f"\\x{(nonce + sealed).hex()}"
        return {"radicado": radicado, "master": self._current, "wrapped": wrapped, "created_at": at.isoformat()}

    def forget(self, radicado: str) -> None:
        """Read the key again when it is next asked for."""
        self._known.pop(radicado, None)

    async def _read(self, radicado: str) -> bytes | None:
        query = select(CaseKeyRow.master, CaseKeyRow.wrapped).where(CaseKeyRow.radicado == radicado)
        async with self._sessions() as session:
            row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        if row.wrapped is None:
            raise KeyDestroyed(radicado)
        nonce, sealed = row.wrapped[:NONCE_BYTES], row.wrapped[NONCE_BYTES:]
        try:
            return self._wrapping(row.master).decrypt(nonce, sealed, radicado.encode())
        except (KeyError, InvalidTag) as stranger:
            raise PayloadUnreadable("the key of the case was wrapped by another master key") from stranger

    def _wrapping(self, master: str) -> AESGCM:
        return AESGCM(derived(self._masters[master], WRAPPING))

    def _remember(self, radicado: str, key: bytes | None) -> None:
        self._known[radicado] = time.monotonic(), key
        self._known.move_to_end(radicado)
        if len(self._known) > CACHED_KEYS:
            self._known.popitem(last=False)
