"""The CRM learns every interaction once, in order, signed; what it refuses for good does not stop the rest."""

import hmac
import json
import re
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from activities.crm import CrmSync
from activities.ports import CrmEvent, CrmRejected
from adapters.crm import HttpCrm, TableCrm, open_crm
from adapters.crm_queue import CrmTable, DeliveryNotDead, DeliveryUnknown
from adapters.database import Sessions
from adapters.tables import CrmDeliveryRow, CrmInteractionRow, OutboxRow
from domain.case import PetitionerClass
from local.ports import HOST, free_port
from tests.adapters.filings import filed

SECRET = "clave compartida"
RADICADO = "2026-E-000123"


@dataclass
class FakeCrm:
    """A CRM behind a real HTTP server: answers with *statuses* in turn, then with 200; keeps what it took."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    says: bytes = b"sin campo x"

    def answer(self, headers: dict[str, str], body: bytes) -> int:
        self.requests.append((headers, body))
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 200:
            self.taken.append(json.loads(body))
        return status


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    fake = FakeCrm()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(fake.answer(dict(self.headers), body))
            self.send_header("Content-Length", str(len(fake.says)))
            self.end_headers()
            self.wfile.write(fake.says)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        fake.url = f"http://{HOST}:{server.server_port}/interacciones"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield fake
        server.shutdown()
        thread.join()


@pytest.fixture
async def client(crm: FakeCrm) -> AsyncIterator[HttpCrm]:
    opened = HttpCrm(crm.url, SECRET)
    yield opened
    await opened.close()


def an_event(sequence: int = 1) -> CrmEvent:
    payload: dict[str, object] = {"radicado": RADICADO, "evento": "radicación", "estado": "en_tramite"}
    return CrmEvent(f"entrega-{sequence}", RADICADO, sequence, "radicación", payload)


async def owe(sessions: Sessions, *sequences: int) -> None:
    async with sessions.begin() as session:
        for event in map(an_event, sequences):
            session.add(
                CrmDeliveryRow(
                    delivery_id=event.delivery_id,
                    radicado=event.radicado,
                    sequence=event.sequence,
                    event=event.event,
                    payload=event.payload,
                )
            )


async def statuses(sessions: Sessions) -> list[tuple[int, str, str | None, bool]]:
    async with sessions() as session:
        rows = await session.scalars(select(CrmDeliveryRow).order_by(CrmDeliveryRow.sequence))
        return [(row.sequence, row.status, row.reason, row.delivered_at is not None) for row in rows]


async def test_a_delivery_is_signed_over_its_time_and_body(crm: FakeCrm, client: HttpCrm) -> None:
    await client.deliver(an_event())

    [(headers, body)] = crm.requests
    said = re.fullmatch(r"t=(\d{10}),v1=([0-9a-f]{64})", headers["X-Pqrsd-Signature"])
    assert said is not None
    assert said[2] == hmac.new(SECRET.encode(), f"{said[1]}.".encode() + body, sha256).hexdigest()
    assert headers["X-Pqrsd-Delivery"] == "entrega-1"


async def test_a_delivery_says_what_happened_and_its_place_in_the_case(crm: FakeCrm, client: HttpCrm) -> None:
    await client.deliver(an_event(7))

    assert crm.taken == [
        {"radicado": RADICADO, "evento": "radicación", "estado": "en_tramite", "entrega": "entrega-7", "secuencia": 7}
    ]


@pytest.mark.parametrize("status", [200, 201, 202, 409])
async def test_what_the_crm_has_is_delivered(crm: FakeCrm, client: HttpCrm, status: int) -> None:
    crm.statuses = [status]

    await client.deliver(an_event())

    assert len(crm.requests) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
async def test_a_refusal_for_good_says_why(crm: FakeCrm, client: HttpCrm, status: int) -> None:
    crm.statuses = [status]

    with pytest.raises(CrmRejected, match=f"{status} sin campo x"):
        await client.deliver(an_event())


async def test_a_refusal_that_says_the_contact_back_is_kept_without_it(crm: FakeCrm, client: HttpCrm) -> None:
    crm.statuses, crm.says = [422], "telefono 3105550199 de LUCÍA  RÍOS (natural): sobra".encode()
    told = {"clase": "natural", "nombres": "Lucía Ríos", "telefono": "3105550199"}
    event = replace(an_event(), payload={**an_event().payload, "contacto": told})

    with pytest.raises(CrmRejected) as refusal:
        await client.deliver(event)

    assert str(refusal.value) == "422 telefono [dato reservado] de [dato reservado] (natural): sobra"


@pytest.mark.parametrize("status", [301, 408, 425, 429, 500, 502, 503])
async def test_a_passing_trouble_is_raised_to_be_tried_again(crm: FakeCrm, client: HttpCrm, status: int) -> None:
    crm.statuses = [status]

    with pytest.raises(httpx.HTTPStatusError):
        await client.deliver(an_event())


async def test_a_crm_that_does_not_listen_is_tried_again() -> None:
    absent = HttpCrm(f"http://{HOST}:{free_port(0)}", SECRET)

    with pytest.raises(httpx.ConnectError):
        await absent.deliver(an_event())
    await absent.close()


async def test_after_a_failure_each_interaction_arrives_once_and_in_order(
    crm: FakeCrm, client: HttpCrm, sessions: Sessions
) -> None:
    await owe(sessions, 3, 1, 2)
    crm.statuses = [200, 500]
    sync = CrmSync(CrmTable(sessions), client)

    with pytest.raises(httpx.HTTPStatusError):
        await sync.deliver_crm(RADICADO)
    delivered = await sync.deliver_crm(RADICADO)

    assert delivered == 2
    assert [taken["secuencia"] for taken in crm.taken] == [1, 2, 3]
    assert await statuses(sessions) == [(n, "entregada", None, True) for n in (1, 2, 3)]


async def test_one_refused_for_good_is_set_aside_and_the_later_ones_go_on(
    crm: FakeCrm, client: HttpCrm, sessions: Sessions
) -> None:
    await owe(sessions, 1, 2, 3)
    crm.statuses = [200, 400]

    delivered = await CrmSync(CrmTable(sessions), client).deliver_crm(RADICADO)

    assert delivered == 2
    assert [taken["secuencia"] for taken in crm.taken] == [1, 3]
    assert (await statuses(sessions))[1] == (2, "muerta", "400 sin campo x", False)


async def test_dead_ones_revived_arrive_once_and_in_order(crm: FakeCrm, client: HttpCrm, sessions: Sessions) -> None:
    await owe(sessions, 1, 2, 3)
    crm.statuses = [400, 200, 422]
    sync, queue = CrmSync(CrmTable(sessions), client), CrmTable(sessions)
    await sync.deliver_crm(RADICADO)
    died = [(x.delivery_id, x.reason) for x in await queue.refused()]

    revived = await queue.revive("entrega-3")
    async with sessions() as session:
        [owed] = await session.scalars(select(OutboxRow))
    delivered = await sync.deliver_crm(owed.payload["radicado"])
    again = await sync.deliver_crm(RADICADO)

    assert died == [("entrega-1", "400 sin campo x"), ("entrega-3", "422 sin campo x")]
    assert (owed.kind, revived, delivered, again) == ("crm", 2, 2, 0)
    assert [taken["secuencia"] for taken in crm.taken] == [2, 1, 3]
    assert [status for _, status, *_ in await statuses(sessions)] == ["entregada"] * 3
    assert await queue.refused() == []


async def test_reviving_one_leaves_the_later_dead_ones(crm: FakeCrm, client: HttpCrm, sessions: Sessions) -> None:
    await owe(sessions, 1, 2)
    crm.statuses = [400, 400]
    await CrmSync(CrmTable(sessions), client).deliver_crm(RADICADO)

    revived = await CrmTable(sessions).revive("entrega-1")

    assert revived == 1
    assert [status for _, status, *_ in await statuses(sessions)] == ["pendiente", "muerta"]


async def test_only_what_is_dead_is_revived(sessions: Sessions) -> None:
    await owe(sessions, 1)

    with pytest.raises(DeliveryNotDead, match="está pendiente"):
        await CrmTable(sessions).revive("entrega-1")
    with pytest.raises(DeliveryUnknown):
        await CrmTable(sessions).revive("entrega-9")


@pytest.mark.parametrize(
    ("petitioner_class", "told"),
    [
        (PetitionerClass.NATURAL, {"clase": "natural", "nombres": "Lucía Ríos", "correo": "lucia@correo.example"}),
        (PetitionerClass.RESERVED, {"clase": "identidad_reservada"}),
        (PetitionerClass.ANONYMOUS, {"clase": "anonimo"}),
    ],
)
async def test_the_contact_goes_with_each_interaction_and_a_hidden_identity_never_leaves(
    crm: FakeCrm, client: HttpCrm, sessions: Sessions, petitioner_class: PetitionerClass, told: dict[str, str]
) -> None:
    radicado = (await filed(sessions, petitioner_class=petitioner_class)).case.radicado

    await CrmSync(CrmTable(sessions), client).deliver_crm(radicado)

    async with sessions() as session:
        [row] = await session.scalars(select(CrmDeliveryRow))
    [taken] = crm.taken
    assert (taken["evento"], taken["contacto"]) == ("radicacion", told)
    assert "Lucía" not in json.dumps(row.payload, ensure_ascii=False)


async def test_without_a_crm_our_own_table_keeps_each_interaction_once(sessions: Sessions) -> None:
    table = open_crm("", "", sessions)

    await table.deliver(an_event())
    await table.deliver(an_event())

    async with sessions() as session:
        [kept] = await session.scalars(select(CrmInteractionRow))
    assert isinstance(table, TableCrm)
    assert (kept.delivery_id, kept.sequence, kept.payload) == ("entrega-1", 1, an_event().payload)
