"""Payloads of the engine are encrypted: AES-256-GCM, one key per workflow, derived from a master key.

The key of a workflow is HKDF-SHA256(master, info = workflow id) (RFC 5869). The key's name travels in the
metadata, so that older master keys go on reading what they wrote.
"""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache

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
NONCE_BYTES = 12


class EncryptionCodec(PayloadCodec, WithSerializationContext):
    """Encrypts with the *current* of some named 32-byte master keys."""

    def __init__(self, keys: Mapping[str, bytes], current: str, scope: str = "") -> None:
        self._keys = keys
        self._current = current
        self._scope = scope

    def with_context(self, context: SerializationContext) -> "EncryptionCodec":
        """The codec of one workflow: what another workflow wrote does not open with it."""
        if isinstance(context, (WorkflowSerializationContext, ActivitySerializationContext)):
            return EncryptionCodec(self._keys, self._current, context.workflow_id or "")
        return self

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [self._encrypted(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [self._decrypted(payload) for payload in payloads]

    def _encrypted(self, payload: Payload) -> Payload:
        nonce = os.urandom(NONCE_BYTES)
        key = derived(self._keys[self._current], self._scope)
        sealed = AESGCM(key).encrypt(nonce, payload.SerializeToString(), None)
        metadata = {"encoding": ENCODING, "key": self._current.encode(), "scope": self._scope.encode()}
        return Payload(metadata=metadata, data=nonce + sealed)

    def _decrypted(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != ENCODING:
            return payload
        master = self._keys[payload.metadata["key"].decode()]
        key = derived(master, payload.metadata["scope"].decode())
        nonce, sealed = payload.data[:NONCE_BYTES], payload.data[NONCE_BYTES:]
        return Payload.FromString(AESGCM(key).decrypt(nonce, sealed, None))


@lru_cache(maxsize=4096)
def derived(master: bytes, scope: str) -> bytes:
    """The key of a scope."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=scope.encode()).derive(master)
