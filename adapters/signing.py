"""Detached Ed25519 signatures (RFC 8032) of what the archive closes."""

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from domain.expediente import Seal

ALGORITHM = "Ed25519"


class SignatureInvalid(Exception):
    """The content was not signed with this key, or not this content."""


class Signer:
    """Signs with the key of a 32-byte seed. Raises ValueError for another length."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        public = self._key.public_key()
        self.public_pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self.seal = Seal(ALGORITHM, fingerprint(public))

    def sign(self, content: bytes) -> bytes:
        """The signature: 64 bytes, always the same for the same content."""
        return self._key.sign(content)


def fingerprint(public: Ed25519PublicKey) -> str:
    """SHA-256 of the public key's DER, by which the entity publishes it."""
    return sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def verify(content: bytes, signature: bytes, public_pem: bytes) -> None:
    """Return when the signature is of this content by this key. Raises SignatureInvalid."""
    public = load_pem_public_key(public_pem)
    if not isinstance(public, Ed25519PublicKey):
        raise SignatureInvalid("the key is not Ed25519")
    try:
        public.verify(signature, content)
    except InvalidSignature as mismatch:
        raise SignatureInvalid("the signature does not match") from mismatch
