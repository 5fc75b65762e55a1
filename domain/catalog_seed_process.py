"""The first ladders and internal terms: what the entity fixes for itself, to be changed in the catalog.

No norm fixes these numbers; they keep every internal term inside the legal one.
"""

from dataclasses import replace

from domain.letters import LetterKind
from domain.rungs import Anchor, Delivery, Ladders, Rung
from domain.service_levels import ServiceLevel, ServiceLevels

_CLASSIFICATION = Rung(
    "clasificacion", Anchor.RECEIVED, 2, "coordinador", LetterKind.ESCALAMIENTO,
    "nadie confirmó la clasificación en el término interno; queda la propuesta")  # fmt: skip
_LEVEL = Rung("nivel", Anchor.LEVEL, 1, "coordinador", LetterKind.ESCALAMIENTO,
              "venció el término interno del nivel", Delivery.DIGEST)  # fmt: skip


def _milestone(name: str, recipient: str, says: str) -> Rung:
    """A rung one business day before a date that the law gives besides that of the answer."""
    return Rung(name, Anchor.MILESTONE, -1, recipient, LetterKind.RECORDATORIO, says, milestone=name)


ORDINARY = (
    _CLASSIFICATION,
    _LEVEL,
    Rung("mitad", Anchor.TERM, 50, "responsable", LetterKind.RECORDATORIO, "ha corrido la mitad del término"),
    Rung("tres_dias", Anchor.DUE, -3, "coordinador", LetterKind.ESCALAMIENTO, "faltan tres días hábiles"),
    Rung("un_dia", Anchor.DUE, -1, "jefe", LetterKind.ESCALAMIENTO, "falta un día hábil"),
    Rung("vencida", Anchor.DUE, 0, "", None, "venció el término sin respuesta"),
    Rung("aviso_jefe", Anchor.DUE, 1, "jefe", LetterKind.VENCIMIENTO, "venció el término sin respuesta"),
    Rung("control", Anchor.DUE, 3, "control_interno", LetterKind.VENCIMIENTO, "tres días hábiles de mora"),
    Rung("desistimiento", Anchor.CITIZEN, 0, "responsable", LetterKind.RECORDATORIO,
         "venció el plazo del peticionario: procede estudiar el desistimiento"),
    _milestone("traslado", "coordinador", "falta un día hábil para trasladarla, si es de otra entidad"),
    _milestone("leyenda", "responsable", "falta un día hábil para poner la leyenda «reclamo en trámite»"),
    _milestone("informe_operador", "responsable", "falta un día hábil para informar del reclamo al operador"),
    _milestone("copias", "responsable", "se aceptó por silencio: falta un día hábil para entregar las copias"),
)  # fmt: skip

_SOONER: dict[str, tuple[int, str]] = {
    "clasificacion": (1, _CLASSIFICATION.says),
    "mitad": (25, "ha corrido la cuarta parte del término"),
    "tres_dias": (-5, "faltan cinco días hábiles"),
    "un_dia": (-3, "faltan tres días hábiles"),
}

PRIORITY = tuple(
    replace(rung, offset=_SOONER.get(rung.code, (rung.offset, rung.says))[0],
            says=_SOONER.get(rung.code, (rung.offset, rung.says))[1], delivery=Delivery.AT_ONCE)
    for rung in ORDINARY
)  # fmt: skip

LADDERS = Ladders(ordinary=ORDINARY, priority=PRIORITY)

SERVICE_LEVELS = ServiceLevels(
    items=(
        ServiceLevel(level=1, name="Primer nivel (front)", ordinary_business_days=3, priority_business_days=1),
        ServiceLevel(level=2, name="Segundo nivel (back)", ordinary_business_days=5, priority_business_days=2),
        ServiceLevel(level=3, name="Tercer nivel (área misional)", ordinary_business_days=7, priority_business_days=3),
    )
)
