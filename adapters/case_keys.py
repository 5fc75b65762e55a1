"""A random key for each case, wrapped by a master key: destroyed with the case, what it encrypted is gone for ever."""

import os
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from adapters.codec import KEY_BYTES, NONCE_BYTES, KeyDestroyed, PayloadUnreadable, derived, masters
from adapters.sealing import Seal, in_json
from adapters.tables_archive import CaseKeyRow

WRAPPING = "llaves-de-caso"
"""The scope of the key that wraps the keys of cases."""

CACHED_KEYS = 8192
CACHED_SECONDS = 60.0
"""How long another process may still read a case after its key was destroyed."""


class Wrapping:
    """Makes the keys of cases and wraps them under the current of some master keys; all of them unwrap.

    Raises ValueError for master keys of another length.
    """

    def __init__(self, material: bytes) -> None:
        self._masters, self._current = masters(material)

    def new(self, radicado: str, at: datetime) -> tuple[Seal, Mapping[str, Any]]:
        """A new key: what it seals with, and its row, to be stored with the filing."""
        key, nonce = os.urandom(KEY_BYTES), os.urandom(NONCE_BYTES)
        wrapped = in_json(nonce + self._under(self._current).encrypt(nonce, key, radicado.encode()))
        row = {"radicado": radicado, "master": self._current, "wrapped": wrapped, "created_at": at.isoformat()}
        return Seal(radicado, key), row

    def unwrapped(self, radicado: str, master: str, wrapped: bytes | None) -> bytes:
        """The key of a case. Raises KeyDestroyed, or PayloadUnreadable when its master key is another."""
        if wrapped is None:
            raise KeyDestroyed(radicado)
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return self._under(master).decrypt(nonce, sealed, radicado.encode())
        except (KeyError, InvalidTag) as stranger:
            raise PayloadUnreadable("the key of the case was wrapped by another master key") from stranger

    def _under(self, master: str) -> AESGCM:
        return AESGCM(derived(self._masters[master], WRAPPING))


class CaseKeys:
    """Implements `CaseKeyring` over the table of keys; remembers a bounded number of them for a while."""

    def __init__(
        self, sessions: async_sessionmaker[AsyncSession], material: bytes, *, seconds: float = CACHED_SECONDS
    ) -> None:
        self._sessions = sessions
        self._wrapping = Wrapping(material)
        self._seconds = seconds
        self._known: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    async def key_of(self, radicado: str) -> bytes | None:
        """The key of a case, or None for one that has none. Raises KeyDestroyed."""
        key = self._remembered(radicado)
        if key is None:
            async with self._sessions() as session:
                key = (await self._learn(session, [radicado])).get(radicado)
        return key

    async def seal_of(self, session: AsyncSession, radicado: str) -> Seal:
        """What opens the personal data of a case. Raises KeyDestroyed, or PayloadUnreadable when it has no key."""
        return (await self.seals_of(session, [radicado]))[radicado]

    async def seals_of(self, session: AsyncSession, radicados: Iterable[str]) -> dict[str, Seal]:
        """Those of several cases, in one reading. Raises as `seal_of`."""
        wanted = list(dict.fromkeys(radicados))
        known = {x: key for x in wanted if (key := self._remembered(x)) is not None}
        missing = [x for x in wanted if x not in known]
        keys = known | (await self._learn(session, missing) if missing else {})
        if keyless := [x for x in wanted if x not in keys]:
            raise PayloadUnreadable(f"the case {keyless[0]} has no key")
        return {radicado: Seal(radicado, keys[radicado]) for radicado in wanted}

    def new(self, radicado: str, at: datetime) -> tuple[Seal, Mapping[str, Any]]:
        """A new key: what it seals with, and its row, to be stored with the filing."""
        return self._wrapping.new(radicado, at)

    def forget(self, radicado: str) -> None:
        """Read the key again when it is next asked for."""
        self._known.pop(radicado, None)

    def _remembered(self, radicado: str) -> bytes | None:
        """A key read not long ago."""
        read_at, key = self._known.get(radicado, (float("-inf"), None))
        return key if time.monotonic() - read_at <= self._seconds else None

    async def _learn(self, session: AsyncSession, radicados: list[str]) -> dict[str, bytes]:
        """Read the keys that some cases have and remember them; a case without one may have it later."""
        query = select(CaseKeyRow.radicado, CaseKeyRow.master, CaseKeyRow.wrapped)
        rows = (await session.execute(query.where(CaseKeyRow.radicado.in_(radicados)))).all()
        learnt = {row.radicado: self._wrapping.unwrapped(row.radicado, row.master, row.wrapped) for row in rows}
        for radicado, key in learnt.items():
            self._remember(radicado, key)
        return learnt

    def _remember(self, radicado: str, key: bytes) -> None:
        self._known[radicado] = time.monotonic(), key
        self._known.move_to_end(radicado)
        if len(self._known) > CACHED_KEYS:
            self._known.popitem(last=False)
