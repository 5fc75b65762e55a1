"""The CRM: signed HTTP deliveries where there is one, a table of our own where there is none."""

import hmac
import json
import time
from hashlib import sha256

import httpx
from sqlalchemy.dialects.postgresql import insert

from activities.ports import Crm, CrmEvent, CrmRejected
from adapters.database import Sessions
from adapters.personal import CONTACT
from adapters.tables import CrmInteractionRow
from domain.redaction import redacted

RETRIED = frozenset({408, 425, 429})
ALREADY = 409
CONTACT_FIELD = "contacto"


class HttpCrm:
    """POSTs each interaction, signed with HMAC-SHA256 over `time.body`.

    The delivery's id never changes, so that the receiver knows a repetition; its sequence grows within a case, so
    that the receiver knows an old one. 2xx and 409 (known already) are delivered; other 4xx raise CrmRejected,
    except those that ask to come back later; whatever else goes wrong is raised to be tried again.
    """

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._secret = secret.encode()
        self._client = httpx.AsyncClient(timeout=15)

    async def deliver(self, event: CrmEvent) -> None:
        body = body_of(event)
        reply = await self._client.post(self._url, content=body, headers=self._headers(event, body))
        if reply.is_client_error and reply.status_code not in {ALREADY, *RETRIED}:
            raise CrmRejected(f"{reply.status_code} {redacted(reply.text[:1000], _told(event))[:200]}")
        if reply.status_code != ALREADY:
            reply.raise_for_status()

    async def close(self) -> None:
        """Close the connections it keeps."""
        await self._client.aclose()

    def _headers(self, event: CrmEvent, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "X-Pqrsd-Delivery": event.delivery_id,
            "X-Pqrsd-Signature": signature(self._secret, int(time.time()), body),
        }


def _told(event: CrmEvent) -> list[str]:
    """What the interaction says of somebody: a CRM that refuses it may say it back."""
    contact = event.payload.get(CONTACT_FIELD)
    return [str(said) for name, said in contact.items() if name != "clase"] if isinstance(contact, dict) else []


def body_of(event: CrmEvent) -> bytes:
    """The interaction as JSON: its payload, with its delivery and its place in the case."""
    said = {**event.payload, "entrega": event.delivery_id, "secuencia": event.sequence}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def signature(secret: bytes, at_seconds: int, body: bytes) -> str:
    """`t=seconds,v1=hex` over `seconds.body`."""
    digest = hmac.new(secret, f"{at_seconds}.".encode() + body, sha256).hexdigest()
    return f"t={at_seconds},v1={digest}"


class TableCrm:
    """Keeps interactions in a table, the contact of each sealed with the key of its case."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def deliver(self, event: CrmEvent) -> None:
        said = {name: value for name, value in event.payload.items() if name != CONTACT_FIELD}
        row = {"delivery_id": event.delivery_id, "radicado": event.radicado, "sequence": event.sequence,
               "event": event.event, "payload": said}  # fmt: skip
        async with self._sessions.begin() as session:
            if CONTACT_FIELD in event.payload:
                seal = await self._sessions.keys.seal_of(session, event.radicado)
                row["sealed_contact"] = seal.close(CONTACT, event.payload[CONTACT_FIELD])
            await session.execute(insert(CrmInteractionRow).values(row).on_conflict_do_nothing())


def open_crm(url: str, secret: str, sessions: Sessions) -> Crm:
    """The CRM at *url*, or our own table."""
    return HttpCrm(url, secret) if url else TableCrm(sessions)
