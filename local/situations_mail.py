"""Situations of how it comes and goes: petitions and reports by e-mail, letters at the counter, letters checked."""

import io
import re

from pypdf import PdfReader

from local.journey import Journey, subject_of
from local.messages import bounce, from_a_person
from local.situations import Situation, answer, delivered_by_mail, filing, person

ANDREA, YAMILE = "andrea.pinto@correo.example", "yamile.asprilla@correo.example"


async def written_by_mail(case: Journey) -> None:
    """The case is known by its acknowledgement, which is where its petitioner learns of it."""
    text = "Solicito copia del pagaré y del plan de pagos de mi crédito.\n\nAndrea Pinto"
    case.write(from_a_person(f"Andrea Pinto <{ANDREA}>", "Copia del pagaré", text))
    acknowledgement = await case.mailed("Recibimos su", to=ANDREA)
    found = re.search(r"\d{4}-E-\d{6,}", subject_of(acknowledgement))
    case.require(found is not None, "el acuse no dice el radicado")
    case.radicado = found.group() if found else ""


async def answered_by_mail(case: Journey) -> None:
    """Classified by what it asks; what is missing comes as a reply to the letter that asked for it."""
    await case.act("clasificacion", {"tipo": "peticion_documentos"})
    case.require(case.case["canal"] == "correo", "no entró por el correo")
    await case.act("requerimiento", {"falta": "Diga el número de su crédito."})
    asked = await case.mailed("complete su solicitud", to=ANDREA)
    reply = from_a_person(ANDREA, "RE: Copia del pagaré", "Es el 0194552.", answers=str(asked["Message-ID"]))
    case.write(reply)
    await case.until("en_tramite")
    await case.until_log("complemento")
    await case.act("respuesta", answer("Adjuntamos las copias solicitadas."))
    await delivered_by_mail(case)


async def bounced_later(case: Journey) -> None:
    """The server took the answer and says afterwards that it could not deliver it: the letter goes by post."""
    await case.act("respuesta", answer("Se corrigió el reporte."))
    await case.until_letter_is("respuesta", "enviada")
    letter = await case.mailed("Respuesta a su solicitud", to=YAMILE)
    case.write(bounce(str(letter["Message-ID"]), YAMILE))
    await case.until_letter_is("respuesta", "impresa")
    await case.until("en_notificacion")
    await case.act("entrega", {"evidencia": "entregado"})
    await case.until("cerrada")


async def handed_over_at_the_counter(case: Journey) -> None:
    await case.act("respuesta", answer("Se expide el paz y salvo."))
    await case.until_letter_is("respuesta", "impresa")
    letter = next(x["radicado_salida"] for x in case.case["cartas"] if x["clase"] == "respuesta")
    proof = {"evidencia": "entregado", "recibe": "El peticionario, con su cédula"}
    await case.ask(f"correspondencia/{letter}/prueba", proof, role="agente")
    await case.until("cerrada")


async def checked_by_its_code(case: Journey) -> None:
    """Whoever has the letter compares it by the code at its foot: theirs is the one that left, a changed one is not."""
    await case.act("respuesta", answer("Se certifica que la obligación está al día."))
    await case.until_letter_is("respuesta", "enviada")
    message = await case.mailed("Respuesta a su solicitud")
    letter = next(bytes(x.get_payload(decode=True)) for x in message.walk() if x.get_content_subtype() == "pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(letter)).pages)
    code = re.search(r"verificar/\s*([A-Z0-9]{12})", text)
    case.require(code is not None, "el oficio no trae su código")
    path = f"/verificar/{code.group(1) if code else ''}"
    case.require("es auténtico" in await case.page(path), "el código no se reconoce")
    same = await case.page(path, method="POST", files={"archivo": ("oficio.pdf", letter)})
    changed = await case.page(path, method="POST", files={"archivo": ("oficio.pdf", letter + b" ")})
    case.require("byte por byte" in same, "el oficio no se reconoce")
    case.require("no es</strong> el que salió" in changed, "un oficio alterado pasó por bueno")
    await delivered_by_mail(case)


SITUATIONS_OF_THE_MAIL = (
    Situation("Petición por correo electrónico y respuesta de quien pide al requerimiento", {},
        answered_by_mail, begins=written_by_mail),
    Situation("Informe de no entrega que llega después: sale por correo postal", filing(
        "reclamo", "web", "Reporte negativo", "Pagué y me siguen reportando en las centrales.",
        person("Yamile Asprilla", YAMILE, direccion="Carrera 4 # 25-10", municipio="Quibdó")), bounced_later),
    Situation("Respuesta entregada en la ventanilla", filing(
        "peticion_documentos", "personalizado", "Paz y salvo", "Solicito el paz y salvo; lo recojo en la oficina.",
        {"clase": "natural", "nombres": "Gerardo Ñáñez"}, medio_respuesta="presencial"), handed_over_at_the_counter),
    Situation("Oficio verificado por su código; el alterado se descubre", filing(
        "peticion_documentos", "web", "Certificación", "Solicito certificación de que mi crédito está al día.",
        person("Ximena Ordóñez", "ximena.ordonez@correo.example")), checked_by_its_code),
)  # fmt: skip
