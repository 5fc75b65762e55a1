"""Cases that say much the same: found by their words, answered first, without anybody's reserved identity."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, text

from adapters.database import Sessions
from adapters.similar import SimilarCase, SimilarCases
from adapters.tables import AccessRow, LetterRowTable
from domain.case import PetitionerClass
from tests.adapters.filings import MORNING, filed

NOT_PAID = "La universidad informa que el desembolso del semestre no ha sido recibido"


async def petition(sessions: Sessions, subject: str, description: str, **changes: Any) -> str:
    done = await filed(sessions, subject=subject, description=description, **changes)
    return done.case.radicado


async def answered(sessions: Sessions, radicado: str, outgoing: str) -> None:
    async with sessions.begin() as session:
        session.add(
            LetterRowTable(
                key=f"{radicado}/1/respuesta", radicado=radicado, kind="respuesta", medium="correo",
                recipient="peticionario", status="enviada", outgoing_radicado=outgoing, message_id=f"<{outgoing}@x>",
                verification_code=outgoing, claimed_at=MORNING,
            )
        )  # fmt: skip


async def shown(sessions: Sessions, radicado: str) -> list[SimilarCase]:
    return await SimilarCases(sessions).shown(radicado, "agente", "agente")


def radicados(found: Iterable[SimilarCase]) -> list[str]:
    return [x.radicado for x in found]


async def test_a_case_is_similar_whatever_the_inflection(sessions: Sessions) -> None:
    like = await petition(sessions, "Desembolsos pendientes", "Las universidades no recibieron los desembolsos")
    await petition(sessions, "Felicitaciones", "Excelente atención en ventanilla")
    mine = await petition(sessions, "Sin desembolso", NOT_PAID)

    found = await shown(sessions, mine)

    assert radicados(found) == [like]


async def test_answered_cases_come_first_with_their_letter(sessions: Sessions) -> None:
    done = await petition(sessions, "Desembolso", "Pregunto por el desembolso")
    closer = await petition(sessions, "Sin desembolso", NOT_PAID)
    mine = await petition(sessions, "Sin desembolso", NOT_PAID)
    await answered(sessions, done, "2026-S-000077")

    found = await shown(sessions, mine)

    assert [(x.radicado, x.answer) for x in found] == [(done, "2026-S-000077"), (closer, None)]


async def test_the_closest_comes_first_among_equals(sessions: Sessions) -> None:
    closer = await petition(sessions, "Sin desembolso", NOT_PAID)
    await petition(sessions, "Desembolso", "Felicito a la sede por su amable acompañamiento en todo el proceso")
    mine = await petition(sessions, "Sin desembolso", NOT_PAID)

    found = await shown(sessions, mine)

    assert radicados(found)[0] == closer
    assert len(found) == 2


async def test_a_reserved_identity_is_never_shown(sessions: Sessions) -> None:
    await petition(sessions, "Sin desembolso", NOT_PAID, petitioner_class=PetitionerClass.RESERVED)
    mine = await petition(sessions, "Sin desembolso", NOT_PAID)

    assert await shown(sessions, mine) == []


async def test_seeing_similar_cases_is_noted_as_access_to_each(sessions: Sessions) -> None:
    like = await petition(sessions, "Sin desembolso", NOT_PAID)
    mine = await petition(sessions, "Sin desembolso", NOT_PAID)

    await shown(sessions, mine)

    async with sessions() as session:
        noted = [(x.radicado, x.who, x.what) for x in await session.scalars(select(AccessRow))]
    assert noted == [(like, "agente", f"similar a {mine}")]


async def test_words_that_every_petition_has_do_not_make_it_similar(sessions: Sessions) -> None:
    for n in range(40):
        await petition(sessions, f"Solicitud {n}", "Cordial saludo, solicito respuesta al icetex")
    mine = await petition(sessions, "Solicitud", "Cordial saludo, solicito respuesta al icetex sobre mi pagaré")
    async with sessions.begin() as session:
        await session.execute(text("ANALYZE filing"))

    assert await shown(sessions, mine) == []


async def test_a_petition_without_words_has_no_similar_case(sessions: Sessions) -> None:
    await petition(sessions, "Sin desembolso", NOT_PAID)
    mine = await petition(sessions, "???", "'); DROP TABLE filing; -- 🙂")

    found = await shown(sessions, mine)

    assert found == []
