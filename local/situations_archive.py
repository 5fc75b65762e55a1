"""The last situations: a catalog published while a case runs, and what becomes of an expediente at its end."""

from typing import Any

from adapters.verification import PackageInvalid, verified_package
from local.journey import Journey
from local.situations import Situation, answer, delivered_by_mail, filing, person

DISPOSALS = "archivo/eliminaciones"


async def kept_as_it_was_filed(case: Journey) -> None:
    """Shorter internal terms are published: they rule the next case, and nothing of this one."""
    await case.look()
    before = case.case["vence_nivel"]
    await case.publish("niveles", _in_a_day, reason="La demostración acorta los términos internos")
    following = case.beside("la siguiente")
    await following.file(CATALOG)
    await following.look()
    case.require((await case.look())["vence_nivel"] == before, "el catálogo nuevo movió un caso en curso")
    case.require(following.case["vence_nivel"] < before, "el catálogo nuevo no rige la siguiente")
    case.remark = (
        f"Catálogos: «niveles» publicado con casos en curso; {case.radicado} conserva el suyo y "
        f"{following.radicado} toma el nuevo"
    )
    await following.workflow_running(following.radicado)
    await following.act("desistimiento", {"clase": "expreso", "motivo": "Era para comparar."}, role="radicador")
    await case.act("respuesta", answer("El reglamento se adjunta."))
    await delivered_by_mail(case)


async def held_beside_one_eliminated(case: Journey) -> None:
    """Two closed expedientes whose time is over: the one held stays, the other is eliminated by an act."""
    await case.publish("series", _over_at_once, reason="TRD de la demostración: sin años de retención")
    other = case.beside("el que se elimina")
    await other.file(ARCHIVE)
    for each in (case, other):
        await each.workflow_running(each.radicado)
        await each.act("traslado", {"entidad": "Banco de la República", "motivo": "El recibo es suyo."})
        await each.until_closed()
    package = await case.file_at(f"pqrsd/{case.radicado}/expediente", role="auditor")
    found = verified_package(package)
    case.require(found.radicado == case.radicado and not _is_sound(package[:-30]), "el paquete no se comprueba")
    hold = {"clase": "retener", "motivo": "Proceso disciplinario 44 de 2026"}
    await case.ask(f"pqrsd/{case.radicado}/retencion", hold, role="supervisor")
    await _eliminated(case, other)
    case.require(await case.status_of(f"pqrsd/{other.radicado}", role="auditor") == 410, "lo eliminado se lee")
    case.remark = (
        f"Archivo: {case.radicado} íntegro y firmado ({found.documents} documentos, {found.pages} páginas) y retenido; "
        f"{other.radicado} eliminado por su acta (410)"
    )


async def _eliminated(held: Journey, other: Journey) -> None:
    """Rehearse the act over both; another person confirms it."""
    order: dict[str, Any] = {"acto": f"Acta de {held.radicado}", "aprobado_por": "Comité de Archivo",
                             "seleccion": "De este mes se conserva el retenido.",
                             "radicados": [held.radicado, other.radicado]}  # fmt: skip
    rehearsed = await held.ask(DISPOSALS, order, role="supervisor")
    held.require(_results(rehearsed) == ["negado", "eliminable"], f"el ensayo dice {rehearsed}")
    done = await held.ask(DISPOSALS, {**order, "confirmacion": rehearsed["confirmacion"]}, role="coordinador")
    held.require(_results(done) == ["eliminado"], f"el acta dice {done}")


def _results(disposal: dict[str, Any]) -> list[str]:
    return [x["resultado"] for x in sorted(disposal["expedientes"], key=lambda x: str(x["radicado"]))]


def _is_sound(package: bytes) -> bool:
    try:
        verified_package(package)
    except PackageInvalid:
        return False
    return True


def _in_a_day(content: dict[str, list[dict[str, object]]]) -> None:
    for level in content["niveles"]:
        level.update(dias_habiles=1, dias_habiles_prioritaria=1)


def _over_at_once(content: dict[str, list[dict[str, object]]]) -> None:
    for series in content["series"]:
        series.update(anios_gestion=0, anios_central=0)


CATALOG = filing("peticion_interes_particular", "web", "Reglamento", "Solicito el reglamento que rige mi crédito.",
                 person("Mireya Cuéllar", "mireya.cuellar@correo.example"))  # fmt: skip
ARCHIVE = filing("peticion_documentos", "web", "Recibo", "Solicito copia de un recibo.",
                 person("Hugo Bermúdez", "hugo.bermudez@correo.example"))  # fmt: skip

CLOSING = (
    Situation("Catálogo publicado a mitad de camino: el caso en curso conserva el suyo", CATALOG, kept_as_it_was_filed),
    Situation("Expediente comprobado y retenido, junto a otro eliminado por acta", ARCHIVE,
              held_beside_one_eliminated, ends="trasladada"),
)  # fmt: skip
