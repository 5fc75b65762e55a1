"""A case lived whole leaves in the database nothing that says who asked, what they said or what they were told."""

import base64

from sqlalchemy import text

from local.situations import answer, delivered_by_mail
from tests.support import World

WHO = {
    "clase": "natural",
    "nombres": "Quiteria Zurriago",
    "tipo_documento": "CC",
    "numero_documento": "529988775299887",
    "correo": "quiteria@arrebol.example",
    "telefono": "3105550199",
}
SAID = {
    "asunto": "Cobro del matalahúva",
    "descripcion": "Me cobraron la bocamanga dos veces y pido su cascabel.",
}
FILE = {"nombre": "cédula de zangolotino.txt", "tipo_mime": "text/plain",
        "contenido_base64": base64.b64encode(b"Vivo en el badulaque.").decode()}  # fmt: skip
LEGIBLE = ("quiteria", "zurriago", "529988775299887", "arrebol", "3105550199", "matalah", "bocamanga", "cascabel",
           "zangolotino", "badulaque", "perendengue", "cataplasma", "trasgo", "bergant", "zarzuela", "gazpacho",
           "mamotreto", "chisgarab", "tragaluz")  # fmt: skip
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"


async def everything(world: World) -> dict[str, str]:
    """Every row of every table, as text."""
    async with world.sessions() as session:
        names = [f'"{name}"' for name in await session.scalars(text(TABLES))]
        return {
            name: "\n".join(await session.scalars(text(f"SELECT CAST(t AS text) FROM {name} t"))).lower()
            for name in names
        }


async def test_the_database_says_nothing_of_anybody(world: World) -> None:
    case = await world.filed("vida sellada", peticionario=WHO, **SAID, anexos=[FILE])
    assigned = {"dependencia": "OAU", "responsable": "dev-agente", "motivo": "Conoce el perendengue."}
    await case.act("asignacion", assigned)
    await case.act("requerimiento", {"falta": "Adjunte la cataplasma."})
    await case.act("complemento", {"texto": "Va el trasgo.", "anexos": [FILE]}, role="radicador")
    await case.act("prorroga", {"nueva_fecha": case.case["maximo_con_prorroga"], "motivo": "Falta el tragaluz."})
    await case.act("nota", {"texto": "Preguntó por el mamotreto."})
    await case.act("mensaje", {"texto": "¿Y su gazpacho?"})
    await case.ask(f"pqrsd/{case.radicado}/borradores", {"texto": "Va el bergantín.", "clase": "fondo"}, role="agente",
                   method="PUT")  # fmt: skip
    await case.act("respuesta", answer("Se accede al bergantín."))
    await delivered_by_mail(case)
    rating = {"token": await case.survey_token(), "puntaje": 1, "comentario": "Me trataron como chisgarabís."}
    await case.act("encuesta", rating, role="radicador")
    await case.ask(f"encuestas/revisiones/{case.radicado}/1", {"resultado": "sin_hallazgo",
                   "conclusion": "Fue una zarzuela."}, role="supervisor")  # fmt: skip

    kept = await everything(world)

    assert {name: [word for word in LEGIBLE if word in rows] for name, rows in kept.items()} == {
        name: [] for name in kept
    }
    assert case.radicado.lower() in kept['"filing"']
