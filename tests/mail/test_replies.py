"""Replies: what a message is to the case it answers, and what strangers and machines cannot do."""

from collections.abc import AsyncIterator
from hashlib import sha256

import pytest
from sqlalchemy import select

from activities.messages import LetterOrder
from adapters.archive import BlobMissing
from adapters.letter_book import LetterTable
from adapters.petition import Petition, PetitionTable
from adapters.read_model import ReadModel
from adapters.tables import FilingRow, LetterRowTable
from domain.case import Case
from domain.case_letters import DueLetter, Medium
from domain.colombia import LEY_2578
from domain.instants import bogota_date
from domain.letters import LetterKind
from local.situations import answer
from tests.mail.door import Door, digest
from tests.mail.letters import PDF, attached, mixed, plain, words
from tests.support import World, filed_by, now
from worker import names

LUCIA = "Lucía Ríos <lucia@correo.example>"


@pytest.fixture
async def door(world: World) -> AsyncIterator[Door]:
    opened = Door(world)
    yield opened
    await opened.folder.close()


async def letter_of(world: World, radicado: str, kind: str) -> str:
    async with world.sessions() as session:
        query = select(LetterRowTable.message_id).filter_by(radicado=radicado, kind=kind)
        return str(await session.scalar(query.limit(1)))


async def stored(world: World, radicado: str | None) -> Case:
    found = await ReadModel(world.sessions).case(str(radicado))
    assert found is not None
    return found.case


def business_days(case: Case) -> int:
    """How long the legal term of a case is."""
    due_on = case.deadlines(LEY_2578).due_on
    assert due_on is not None
    return LEY_2578.count_business_days(bogota_date(case.filing.received_at), due_on)


async def petition(world: World, radicado: str | None) -> Petition:
    found = await PetitionTable(world.sessions).read(str(radicado))
    assert found is not None
    return found


async def test_a_reply_to_a_requerimiento_completes_the_petition(world: World, door: Door) -> None:
    case = await world.filed("completar por correo")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    await case.until_letter("requerimiento")
    name = await letter_of(world, case.radicado, "requerimiento")
    said = words("Adjunto la cédula.\n\n> Falta la cédula.")
    reply = mixed("completa", said, attached(PDF, "application/pdf", "cédula.pdf"), From=LUCIA, In_Reply_To=name)

    await door.deliver(reply)
    await case.until_letter("complemento_recibido")

    kept = await petition(world, case.radicado)
    assert ((await door.row(reply)).outcome, case.case["estado"]) == ("complemento", "en_tramite")
    assert [(x.kind, x.author, x.body) for x in kept.texts][-1] == ("complemento", "peticionario", "Adjunto la cédula.")
    assert [x.name for x in kept.files] == ["cédula.pdf", "mensaje-original.eml"]


async def test_a_question_completes_nothing_and_what_it_turns_out_to_be_counts_from_that_day(
    world: World, door: Door
) -> None:
    case = await world.filed("pregunta por correo")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    await case.until_letter("requerimiento")
    before, name = case.case["hitos"]["complemento"], await letter_of(world, case.radicado, "requerimiento")
    reply = plain("pregunta", "¿Me dan más plazo?", From=LUCIA, In_Reply_To=name)

    await door.deliver(reply)

    row = await door.row(reply)
    assert (row.outcome, row.radicado) == ("por_atender", case.radicado)
    assert "fecha en que llegó" in str(row.detail)
    assert (await case.look())["estado"] == "suspendida"
    assert [x.body for x in await door.parts.mailbox.of_case(case.radicado)] == ["¿Me dan más plazo?"]
    await case.act("ampliacion-complemento", {"recibido_en": row.received_at.isoformat()})
    assert (await case.look())["hitos"]["complemento"] > before


async def test_a_reply_to_a_decision_still_being_notified_waits_for_a_person(world: World, door: Door) -> None:
    case = await world.filed("recurre por correo")
    await case.act("respuesta", {**answer("No procede."), "es_acto": True})
    await case.until("en_notificacion")
    name = await letter_of(world, case.radicado, "respuesta_acto")
    reply = plain("recurre", "Interpongo recurso.", From=LUCIA, In_Reply_To=name)

    await door.deliver(reply)
    row = await door.row(reply)
    await case.act("replica", {"argumento": "Ver su correo.", "clase": "reposicion",
                               "recibido_en": row.received_at.isoformat()})  # fmt: skip

    assert (row.outcome, row.radicado) == ("por_atender", case.radicado)
    assert (await case.look())["tipo"] == "recurso_reposicion"


async def test_a_reply_to_a_request_to_clarify_clarifies(world: World, door: Door) -> None:
    case = await world.filed("aclarar por correo")
    await case.act("aclaracion", {"texto": "No se entiende qué pide."})
    await case.until_letter("aclaracion")
    name = await letter_of(world, case.radicado, "aclaracion")
    reply = plain("aclara", "Pido el extracto de 2025.", From=LUCIA, In_Reply_To=name)

    await door.deliver(reply)

    assert (await door.row(reply)).outcome == "aclaracion"
    assert (await case.look())["estado"] == "en_tramite"
    await case.until_letter_is("aclaracion_recibida", "enviada")


async def test_the_radicado_and_the_petitioners_address_do_no_act_and_a_person_looks(world: World, door: Door) -> None:
    """Both can be written by anybody: who was sent a letter of ours can name it."""
    case = await world.filed("remitente sin comprobar")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    forged = mixed("finge", words("Esta es."), attached(PDF, "application/pdf", "cédula.pdf"), From=LUCIA,
                   Subject=f"RE: su caso {case.radicado}")  # fmt: skip

    await door.deliver(forged)

    row = await door.row(forged)
    kept = await petition(world, case.radicado)
    assert (row.outcome, row.radicado) == ("por_atender", case.radicado)
    assert row.fingerprint in {x.fingerprint for x in await door.parts.register.unattended(100)}
    assert (await case.look())["estado"] == "suspendida"
    assert [(x.kind, x.author, x.body) for x in kept.texts][-1] == ("nota", "remitente sin comprobar", "Esta es.")
    assert kept.files == ()


async def test_a_letter_named_by_what_everybody_knows_of_it_is_none_of_ours(world: World, door: Door) -> None:
    """The key of a letter can be guessed; its Message-ID cannot."""
    case = await world.filed("nombre adivinado")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    await case.until_letter("requerimiento")
    async with world.sessions() as session:
        keys = list(await session.scalars(select(LetterRowTable.key).filter_by(radicado=case.radicado)))
    guessed = [f"<{sha256(key.encode()).hexdigest()[:32]}@{world.settings.mail_domain}>" for key in keys]
    forged = plain("adivina", "Aquí está.", From=LUCIA, References=" ".join(guessed))

    await door.deliver(forged)

    assert (await door.row(forged)).radicado != case.radicado
    assert (await case.look())["estado"] == "suspendida"


async def test_who_answers_a_letter_from_another_address_leaves_a_note_for_a_person(world: World, door: Door) -> None:
    case = await world.filed("otra dirección")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    await case.until_letter("requerimiento")
    name = await letter_of(world, case.radicado, "requerimiento")
    other = plain("otra", "Yo respondo.", From="otro@correo.example", Reply_To=LUCIA, In_Reply_To=name)

    await door.deliver(other)

    row = await door.row(other)
    assert (row.outcome, row.radicado) == ("por_atender", case.radicado)
    assert (await petition(world, case.radicado)).texts[-1].author == "tercero"
    assert (await case.look())["estado"] == "suspendida"


async def test_an_official_who_answers_an_internal_letter_leaves_a_note(world: World, door: Door) -> None:
    case = await world.filed("interno")
    key = f"{case.radicado}/1/recordatorio/responsable"
    letter = DueLetter(key=key, kind=LetterKind.RECORDATORIO, medium=Medium.EMAIL, recipient="responsable")
    name = names(world.settings).of(key)
    await LetterTable(world.sessions).claim(LetterOrder(case.radicado, letter, now()), name, series=None)
    reply = plain("interna", "Ya lo reviso.", From="equipo.gau@icetex.example", In_Reply_To=name)

    await door.deliver(reply)

    assert (await door.row(reply)).outcome == "nota"
    assert (await petition(world, case.radicado)).texts[-1].author == "funcionario"


async def test_a_reply_that_came_when_nothing_was_awaited_is_an_unread_message(world: World, door: Door) -> None:
    case = await world.filed("mensaje por correo")
    await case.until_letter("acuse")
    acuse = await letter_of(world, case.radicado, "acuse")
    reply = mixed("gracias", words("Gracias."), attached(PDF, "application/pdf", "recibo.pdf"), From=LUCIA,
                  In_Reply_To=acuse)  # fmt: skip

    await door.deliver(reply, reply)

    row = await door.row(reply)
    assert (row.outcome, row.radicado) == ("mensaje", case.radicado)
    assert await door.parts.mailbox.unread([case.radicado]) == {case.radicado}
    [message] = await door.parts.mailbox.of_case(case.radicado)
    assert (message.author, message.is_from_entity, message.body) == ("peticionario", False, "Gracias.")
    assert [x.name for x in (await petition(world, case.radicado)).files] == ["recibo.pdf", "mensaje-original.eml"]
    assert "mensaje" in {line["acto"] for line in (await case.look())["historial"]}


async def test_who_only_knows_the_number_opens_a_case_of_their_own(world: World, door: Door) -> None:
    case = await world.filed("ajeno")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    stranger = plain("ajena", "Aquí está la cédula.", From="otra@correo.example", Subject=f"RE: {case.radicado}")

    await door.deliver(stranger)

    row = await door.row(stranger)
    assert (row.outcome, row.radicado != case.radicado) == ("radicado", True)
    assert (await case.look())["estado"] == "suspendida"
    assert (await petition(world, case.radicado)).files == ()


async def test_a_reply_to_a_closed_case_opens_another_that_names_it(world: World, door: Door) -> None:
    case = await world.filed("cerrado")
    await case.act("respuesta", answer("Respondido."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")
    answered = await letter_of(world, case.radicado, "respuesta")
    reply = plain("inconforme", "No estoy de acuerdo.", From=LUCIA, In_Reply_To=answered)

    await door.deliver(reply)

    row = await door.row(reply)
    async with world.sessions() as session:
        filing = await session.get_one(FilingRow, row.radicado)
    filed = await filed_by(world.sessions, str(row.radicado))
    assert (row.outcome, filing.channel) == ("radicado", "correo")
    assert filed.origin == f"Responde al caso cerrado {case.radicado}; si es una réplica, lo decide un funcionario."


async def test_a_stranger_who_answers_a_letter_of_a_closed_case_waits_for_a_person(world: World, door: Door) -> None:
    case = await world.filed("cerrado y ajeno")
    await case.act("respuesta", answer("Respondido."))
    await case.until("en_notificacion")
    await case.pass_days(1.1)
    await case.until("cerrada")
    answered = await letter_of(world, case.radicado, "respuesta")
    reply = plain("curioso", "Yo también quiero.", From="otro@correo.example", In_Reply_To=answered)

    await door.deliver(reply)

    row = await door.row(reply)
    assert (row.outcome, row.radicado) == ("por_atender", None)
    assert row.detail == f"responde al caso cerrado {case.radicado}, pero no escribe su peticionario"


async def test_an_answering_machine_does_not_complete_a_petition(world: World, door: Door) -> None:
    case = await world.filed("vacaciones")
    await case.act("requerimiento", {"falta": "Falta la cédula."})
    await case.until_letter("requerimiento")
    name = await letter_of(world, case.radicado, "requerimiento")
    away = plain("fuera", "Vuelvo el lunes.", From=LUCIA, In_Reply_To=name, Auto_Submitted="auto-replied")

    await door.deliver(away)

    assert (await door.row(away)).outcome == "automatico"
    assert (await case.look())["estado"] == "suspendida"


async def test_a_sender_without_end_waits_for_a_person_and_can_be_filed_by_hand(world: World, door: Door) -> None:
    files = [PDF + f"{n} de insiste".encode() for n in range(22)]
    many = [
        mixed(f"insiste-{n}", words(f"Mensaje {n}"), attached(file, "application/pdf", "a.pdf"),
              From="robot@otro.example")
        for n, file in enumerate(files)
    ]  # fmt: skip

    await door.deliver(*many)

    outcomes = sorted([(await door.row(x)).outcome for x in many])
    [held, _] = [x for x in many if (await door.row(x)).outcome == "retenido"]
    assert outcomes == ["radicado"] * 20 + ["retenido"] * 2
    assert sum([await is_archived(world, x) for x in files]) == 20
    await door.parts.register.again((await door.row(held)).fingerprint, by="dev-agente", is_forced=True)
    await door.settle()
    assert (await door.row(held)).outcome == "radicado"
    assert await is_archived(world, files[many.index(held)])


async def test_of_the_same_message_by_two_paths_one_original_is_kept(world: World, door: Door) -> None:
    first = plain("dos-caminos", "Solicito el paz y salvo.", From="Eva Gil <eva@correo.example>")
    second = b"Received: from relevo.example by icetex.example; Tue, 24 Nov 2026 10:00:00 -0500\r\n" + first

    await door.deliver(first)
    await door.deliver(second)

    assert (await door.row(first)).outcome == "radicado"
    assert await door.parts.blobs.get(digest(first))
    with pytest.raises(BlobMissing):
        await door.parts.blobs.get(digest(second))


async def is_archived(world: World, content: bytes) -> bool:
    try:
        return await world.services.blobs.get(sha256(content).hexdigest()) == content
    except BlobMissing:
        return False


async def test_a_petition_by_mail_is_classified_as_one_by_the_form_is(world: World, door: Door) -> None:
    copies = plain("copias", "Solicito copia de mi pagaré y que me expidan el certificado de la deuda.",
                   From="Rosa Peña <rosa@correo.example>", Subject="Copias")  # fmt: skip
    danger = plain("peligro", "Ya no quiero vivir así, me quiero quitar la vida por esta deuda.",
                   From="Iván Mora <ivan@correo.example>", Subject="Ayuda")  # fmt: skip

    await door.deliver(copies, danger)

    cases = [await stored(world, (await door.row(x)).radicado) for x in (copies, danger)]
    assert [x.type.value for x in cases] == ["peticion_documentos", "peticion_interes_particular"]
    assert business_days(cases[0]) == 10
    assert cases[0].motive == "certificaciones"
    assert [x.priority for x in cases] == [None, "riesgo_vida"]


async def test_a_case_by_mail_is_acknowledged_and_its_loop_ends_there(world: World, door: Door) -> None:
    petition_ = plain("nueva", "Solicito paz y salvo.", From="Ana Ruiz <ana.ruiz@correo.example>")
    await door.deliver(petition_)
    row = await door.row(petition_)
    case = world.journey("por correo")
    case.radicado = str(row.radicado)
    await case.until_letter("acuse")
    acuse = await letter_of(world, case.radicado, "acuse")

    await door.deliver(plain("eco", "Recibimos su mensaje.", From="ana.ruiz@correo.example", In_Reply_To=acuse))

    assert [x["clase"] for x in (await case.look())["cartas"]] == ["acuse"]


async def test_the_mail_of_who_asked_for_reserva_is_seen_only_with_a_reason(world: World, door: Door) -> None:
    who = {"clase": "identidad_reservada", "nombres": "Testigo Protegido", "correo": "testigo@correo.example"}
    case = await world.filed("reservada por correo", peticionario=who)
    await case.until_letter("acuse")
    acuse = await letter_of(world, case.radicado, "acuse")
    reply = mixed("testigo", words("Más datos."), attached(PDF, "application/pdf", "prueba.pdf"),
                  From="Testigo <testigo@correo.example>", In_Reply_To=acuse)  # fmt: skip

    await door.deliver(reply)
    name = (await door.row(reply)).fingerprint
    page = await world.api.get(f"/correspondencia/{name}/original", headers=await session_of(world, "agente"))
    path, why = f"/api/v1/correo-entrante/{name}/original", {"motivo": "Orden de la Fiscalía 123"}
    refused, given = await world.post(path, why, "auditor"), await world.post(path, why, "supervisor")

    assert [x.name for x in (await petition(world, case.radicado)).files] == ["prueba.pdf"]
    assert (page.status_code, refused.status_code, given.status_code) == (403, 403, 200)
    assert given.content == reply


async def session_of(world: World, role: str) -> dict[str, str]:
    """The cookie of who enters the pages."""
    reply = await world.api.post("/ingresar", data={"ficha": f"dev-{role}"}, follow_redirects=False)
    world.api.cookies.clear()
    return {"Cookie": reply.headers["set-cookie"].partition(";")[0]}
