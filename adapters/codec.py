"""Payloads of the engine are encrypted: AES-256-GCM, one key per workflow, derived from a master key.

The key of a workflow is HKDF-SHA256(master, salt, info = scope) (RFC 5869); its scope is the workflow's id. The salt
is the random key of the case the scope names: destroyed, nobody derives it again, not even with the master key. What
belongs to no case, or was written before cases had keys, has no salt. The names of
master key and scope travel in the metadata: older master keys go on reading what they wrote, and who holds the
keys can read a history without being told whose it is. What supervisors read in the Temporal UI (summaries, details)
stays in the clear: it holds no personal data.
"""

import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    ActivitySerializationContext,
    PayloadCodec,
    SerializationContext,
    WithSerializationContext,
    WorkflowSerializationContext,
)

ENCODING = b"binary/encrypted"
KEY_BYTES = 32
NONCE_BYTES = 12
LEGIBLE = "legible"
"""Marks, in its metadata, a payload for the eyes of supervisors."""

METADATA = b"temporal.api.sdk.v1.WorkflowMetadata"
"""What a workflow tells the UI of itself: its current details and the names of its acts."""

OF_CASE = "case"
"""Marks, in its metadata, a payload that only the key of its case opens."""

RADICADO = re.compile(r"\d{4}-[A-Z]-\d{6,12}")
SCHEDULED_AT = re.compile(r"-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


class PayloadUnreadable(Exception):
    """An encrypted payload belongs to another workflow, was altered, or its master key is missing."""


class KeyDestroyed(PayloadUnreadable):
    """The case was eliminated and its key with it."""


class CaseKeyring(Protocol):
    """The keys of cases."""

    async def key_of(self, radicado: str) -> bytes | None:
        """The 32-byte key of a case, or None for one that has none. Raises KeyDestroyed."""


class EncryptionCodec(PayloadCodec, WithSerializationContext):
    """Encrypts with the *current* of some named 32-byte master keys and, where there are *cases*, with theirs."""

    def __init__(
        self, keys: Mapping[str, bytes], current: str, scope: str = "", cases: CaseKeyring | None = None
    ) -> None:
        self._keys = keys
        self._current = current
        self._scope = scope
        self._cases = cases

    def with_context(self, context: SerializationContext) -> "EncryptionCodec":
        """The codec of one workflow: what another workflow wrote does not open with it."""
        return EncryptionCodec(self._keys, self._current, scope_of(context), self._cases)

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [payload if _is_legible(payload) else await self._encrypted(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """The payloads in the clear; those that never were encrypted pass. Raises PayloadUnreadable."""
        return [await self._decrypted(payload) for payload in payloads]

    async def _encrypted(self, payload: Payload) -> Payload:
        nonce, salt = os.urandom(NONCE_BYTES), await self._key_of_case(self._scope)
        key = derived(self._keys[self._current], self._scope, salt)
        sealed = AESGCM(key).encrypt(nonce, payload.SerializeToString(), None)
        metadata = {"encoding": ENCODING, "key": self._current.encode(), "scope": self._scope.encode()}
        if salt is not None:
            metadata[OF_CASE] = b"1"
        return Payload(metadata=metadata, data=nonce + sealed)

    async def _decrypted(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != ENCODING:
            return payload
        name, scope = payload.metadata["key"].decode(), payload.metadata["scope"].decode()
        if name not in self._keys:
            raise PayloadUnreadable(f"master key {name} is missing")
        if self._scope and scope and family(scope) != self._scope:
            raise PayloadUnreadable(f"written by {scope}, read by {self._scope}")
        salt = await self._key_of_case(scope) if OF_CASE in payload.metadata else None
        if salt is None and OF_CASE in payload.metadata:
            raise PayloadUnreadable(f"the key of the case of {scope} is missing")
        nonce, sealed = payload.data[:NONCE_BYTES], payload.data[NONCE_BYTES:]
        try:
            return Payload.FromString(AESGCM(derived(self._keys[name], scope, salt)).decrypt(nonce, sealed, None))
        except InvalidTag as altered:
            raise PayloadUnreadable("altered, or written with another master key") from altered

    async def _key_of_case(self, scope: str) -> bytes | None:
        named = RADICADO.search(scope)
        return await self._cases.key_of(named[0]) if named and self._cases is not None else None


def _is_legible(payload: Payload) -> bool:
    return LEGIBLE in payload.metadata or payload.metadata.get("messageType") == METADATA


def keyring(material: bytes, cases: CaseKeyring | None = None) -> EncryptionCodec:
    """The codec of one or more 32-byte master keys and of the keys of *cases*. Raises ValueError."""
    keys, current = masters(material)
    return EncryptionCodec(keys, current, cases=cases)


def masters(material: bytes) -> tuple[dict[str, bytes], str]:
    """One or more 32-byte master keys by name, and the current one: the last writes, all of them read.

    Their names are their places, so that a new key is only ever added at the end. Raises ValueError.
    """
    if not material or len(material) % KEY_BYTES:
        raise ValueError(f"the payload key must be one or more keys of {KEY_BYTES} bytes")
    places = range(len(material) // KEY_BYTES)
    keys = {str(n + 1): material[n * KEY_BYTES : (n + 1) * KEY_BYTES] for n in places}
    return keys, str(len(keys))


def scope_of(context: SerializationContext) -> str:
    """Whose payload it is: its workflow's id, a standalone activity's own id, or nobody's in particular."""
    if isinstance(context, WorkflowSerializationContext):
        return family(context.workflow_id)
    if isinstance(context, ActivitySerializationContext):
        return family(context.workflow_id or context.activity_id or "")
    return ""


def family(workflow_id: str) -> str:
    """A workflow's id without the instant a Schedule adds: its runs hand their last result to the next one.

    >>> family("informe-mensual-2026-12-01T11:00:00Z"), family("2026-E-000123")
    ('informe-mensual', '2026-E-000123')
    """
    return SCHEDULED_AT.sub("", workflow_id)


@lru_cache(maxsize=4096)
def derived(master: bytes, scope: str, salt: bytes | None = None) -> bytes:
    """The key of a scope; with the key of its case as *salt*, nobody without that one derives it."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=scope.encode()).derive(master)
