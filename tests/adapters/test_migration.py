"""A database of an older version, with its cases in the clear, is sealed on the way up and reads as it did."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from adapters.case_keys import Wrapping
from adapters.crm import CONTACT_FIELD
from adapters.database import Sessions, connect_database, upgrade
from adapters.dispatch import DispatchTable
from adapters.drafts import DraftTable
from adapters.identities import Identities
from adapters.jsoning import to_json
from adapters.petition import PetitionTable
from adapters.ratings import RatingTable
from adapters.read_model import Filters, ReadModel
from adapters.surveys import SurveyTable
from adapters.threads import Threads
from domain import acts
from domain import petitions as p
from domain.case import opened
from domain.case_letters import Medium
from domain.colombia import LEY_2578
from local.postgres import Postgres
from tests.adapters.filings import MORNING
from tests.support import DockerPostgres, a_domain_filing, bogota

KEY = bytes(range(32))
RADICADO, EARLIER, PAPER = "2026-E-000001", "2026-E-000002", "2026-S-000001"
WHO = {"nombres": "Quiteria Zurriago", "correo": "quiteria@correo.example", "direccion": "Calle 10 # 5-20"}
LEGIBLE = ("quiteria", "zurriago", "desembolso", "universidad", "certificado", "discapacidad", "cédula", "devuelto",
           "portería", "trato", "abcde23456", "solo-uso")  # fmt: skip
BEFORE, AT = "0010", MORNING.isoformat()


def case_row(radicado: str) -> dict[str, Any]:
    """The row of a case whose term was prolonged, as that version wrote it."""
    case = opened(a_domain_filing(radicado=radicado, received_at=MORNING, media=(Medium.POSTAL,)))
    order = p.Prorroga(new_due_on=bogota(2026, 12, 22).date(), reason="Falta el concepto de la universidad.", by="c")
    case = replace(acts.grant_prorroga(case, order, MORNING, LEY_2578), version=2)
    return {"radicado": radicado, "state": case.state, "type": case.type, "channel": "web", "level": 1,
            "dependencia": "", "received_at": AT, "is_overdue": False, "is_suspended": False, "version": 2,
            "calendar_version": "2026-06-01", "snapshot": to_json(case)}  # fmt: skip


def filing_row(radicado: str) -> dict[str, Any]:
    return {"radicado": radicado, "received_at": AT, "filed_at": AT, "channel": "web", "subject": "Desembolso",
            "description": "La universidad no recibió el desembolso de Zurriago.", "petitioner_class": "natural",
            "petitioner": WHO, "origin": "portal", "query_code": "ABCDE23456"}  # fmt: skip


LETTER = {"key": f"{RADICADO}/1/respuesta", "radicado": RADICADO, "kind": "respuesta", "medium": Medium.POSTAL,
          "recipient": "peticionario", "status": "impresa", "outgoing_radicado": PAPER, "message_id": "<1@x>",
          "verification_code": "K7QMH2XWRT40", "reply": "Devuelto a quiteria@correo.example", "claimed_at": AT,
          "sent_at": AT}  # fmt: skip
ROWS = (
    ("filing", filing_row(RADICADO)), ("filing", filing_row(EARLIER)),
    ("pqrsd_case", case_row(RADICADO)), ("pqrsd_case", case_row(EARLIER)),
    ("text", {"sha256": "t", "radicado": RADICADO, "kind": "complemento", "author": "q",
              "body": "Anexo el certificado.", "created_at": AT, "keepers": 1}),
    ("draft", {"radicado": RADICADO, "author": "agente", "version": 1, "body": "Señora Quiteria:", "kind": "fondo",
               "is_automatic": False, "saved_at": AT}),
    ("sensitive", {"radicado": RADICADO, "condition": "discapacidad", "authorized_at": AT}),
    ("attachment", {"radicado": RADICADO, "ordinal": 0, "name": "cédula de Quiteria.pdf", "mime_type": "text/plain",
                    "size_bytes": 1, "sha256": "0" * 64, "kind": "anexo"}),
    ("letter", LETTER),
    ("dispatch", {"outgoing_radicado": PAPER, "outcome": "entregada", "outcome_at": AT, "receiver": "La portería"}),
    ("survey", {"radicado": RADICADO, "cycle": 1, "token": "ficha-de-un-solo-uso",
                "expires_at": AT, "status": "calificada"}),
    ("survey_review", {"radicado": RADICADO, "cycle": 1, "score": 1, "opened_at": AT, "outcome": "sin_hallazgo",
                       "conclusion": "Se habló del trato.", "concluded_by": "s", "concluded_at": AT}),
    ("case_log", {"radicado": RADICADO, "version": 2, "line": 0, "at": AT, "act": "nota", "actor": "agente",
                  "text": "Llamó Quiteria.", "norm": ""}),
    ("crm_interaction", {"delivery_id": "e-1", "radicado": RADICADO, "sequence": 1, "event": "radicacion",
                         "payload": {"radicado": RADICADO, CONTACT_FIELD: WHO}, "received_at": AT}),
)  # fmt: skip


async def insert(session: AsyncSession, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    populated = f"jsonb_populate_record(NULL::public.{table}, CAST(:row AS jsonb))"
    query = f"INSERT INTO {table} ({names}) SELECT {names} FROM {populated}"
    await session.execute(text(query), {"row": json.dumps(row)})


@pytest.fixture
async def risen(database_server: Postgres | DockerPostgres) -> AsyncIterator[Sessions]:
    """A database of the older version, with a case that has a key and one that never had, brought up to date."""
    await database_server.create("version_anterior")
    url = database_server.url("version_anterior")
    await upgrade(url, KEY, version=BEFORE)
    engine, sessions = connect_database(url, KEY)
    async with sessions.begin() as session:
        for table, row in (*ROWS, ("case_key", dict(Wrapping(KEY).new(RADICADO, MORNING)[1]))):
            await insert(session, table, row)
    await engine.dispose()

    await upgrade(url, KEY)

    engine, sessions = connect_database(url, KEY)
    yield sessions
    await engine.dispose()


async def test_everything_reads_as_it_did_and_nothing_is_legible(risen: Sessions) -> None:
    petition = await PetitionTable(risen).read(RADICADO)
    stored = await ReadModel(risen).case(RADICADO)
    [paper] = await DispatchTable(risen).listed()
    [review] = await RatingTable(risen).reviews(is_pending=False)
    [draft] = await DraftTable(risen).of_case(RADICADO)

    assert petition is not None
    assert stored is not None
    assert (petition.subject, petition.petitioner) == ("Desembolso", WHO)
    assert ([x.name for x in petition.files], [x.body for x in petition.texts]) == (
        ["cédula de Quiteria.pdf"], ["Anexo el certificado."])  # fmt: skip
    assert to_json(stored.case) == case_row(RADICADO)["snapshot"]
    assert [x.text for x in stored.log] == ["Llamó Quiteria."]
    assert (paper.addressee, paper.receiver) == (WHO["nombres"], "La portería")
    assert (review.conclusion, draft.body) == ("Se habló del trato.", "Señora Quiteria:")
    assert await Identities(risen).condition(RADICADO) == "discapacidad"
    survey = await SurveyTable(risen).find("ficha-de-un-solo-uso")
    assert survey is not None
    assert await SurveyTable(risen).open(RADICADO, 1, survey.expires_at) == "ficha-de-un-solo-uso"
    assert await ReadModel(risen).query_code(RADICADO) == "ABCDE23456"
    assert await Threads(risen).dialogues(RADICADO) == {LETTER["key"]: LETTER["reply"]}
    for words, radicados in (("desembolsos", {RADICADO, EARLIER}), ("Zurriago", set())):
        assert {x.radicado for x in await ReadModel(risen).listed(Filters(equal={}, words=words))} == radicados
    await nothing_is_legible(risen)


async def nothing_is_legible(sessions: Sessions) -> None:
    async with sessions() as session:
        for table in {name for name, _ in ROWS}:
            rows = str((await session.execute(text(f"SELECT t::text FROM {table} t"))).all()).lower()
            assert [word for word in LEGIBLE if word in rows] == [], table
