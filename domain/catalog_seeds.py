"""The first version of every catalog."""

from collections.abc import Mapping
from datetime import date

from domain.catalog_seed_organization import ORGANIZATION
from domain.catalog_seed_process import LADDERS, SERVICE_LEVELS
from domain.catalog_seed_reception import CHANNELS, MOTIVES, PRODUCTS, TYPES
from domain.catalogs import CatalogKind
from domain.deadlines import Policy
from domain.measures import (
    IndicatorTarget,
    IndicatorTargets,
    Question,
    RetentionTable,
    SurveyForm,
)
from domain.retention import PQRSD_SERIES

FIRST_ON = date(2026, 1, 1)


def _aspect(code: str, text: str) -> Question:
    return Question(code=code, text=text, low=1, high=5, low_says="muy mala", high_says="muy buena")


SURVEY = SurveyForm(
    questions=(
        Question(code="puntaje", text="¿Qué tan satisfecho quedó con la respuesta?", low=1, high=5,
                 low_says="muy insatisfecho", high_says="muy satisfecho", is_required=True),
        _aspect("claridad", "¿Cómo fue la claridad de la respuesta?"),
        _aspect("amabilidad", "¿Cómo fue la amabilidad en la atención?"),
        _aspect("oportunidad", "¿Cómo fue la oportunidad, el tiempo que tardó?"),
        _aspect("facilidad", "¿Cómo fue la facilidad para presentar la solicitud?"),
        Question(code="esfuerzo", text="«Fue fácil obtener la respuesta»: ¿qué tan de acuerdo está?", low=1, high=7,
                 low_says="totalmente en desacuerdo", high_says="totalmente de acuerdo"),
        Question(code="recomendacion", text="De 0 a 10, ¿qué tanto recomendaría nuestra atención?", low=0, high=10,
                 low_says="de ningún modo", high_says="con seguridad"),
    ),
    comment_prompt="Comentario",
    low_score=2,
)  # fmt: skip

TARGETS = IndicatorTargets(
    items=(
        IndicatorTarget(
            code="oportunidad_tercer_nivel",
            name="Oportunidad en la atención de casos escalados a un tercer nivel",
            formula="quejas y reclamos de tercer nivel cerrados en término ÷ los que debían cerrarse en el periodo",
            target_percent=95),
        IndicatorTarget(
            code="cumplimiento_solicitudes", name="Cumplimiento en el tiempo de respuesta de solicitudes",
            formula="solicitudes respondidas en término ÷ solicitudes que vencían en el periodo", target_percent=98),
        IndicatorTarget(
            code="cumplimiento_quejas_reclamos", name="Cumplimiento en el tiempo de respuesta de quejas y reclamos",
            formula="quejas y reclamos respondidos en término ÷ los que vencían en el periodo", target_percent=98),
        IndicatorTarget(
            code="eficiencia", name="Eficiencia en el servicio",
            formula="casos resueltos en primero o segundo nivel ÷ casos recibidos", target_percent=85),
        IndicatorTarget(
            code="experiencia", name="Experiencia de servicio en canales de contacto",
            formula="calificaciones de 4 y 5 ÷ encuestas respondidas", target_percent=80),
        IndicatorTarget(
            code="disminucion_solicitudes", name="Disminución de solicitudes",
            formula="(periodo anterior − periodo actual) ÷ periodo anterior", target_percent=5),
        IndicatorTarget(
            code="disminucion_quejas_reclamos", name="Disminución de quejas y reclamos",
            formula="(periodo anterior − periodo actual) ÷ periodo anterior", target_percent=5),
        IndicatorTarget(
            code="participacion_solicitudes", name="Participación de las solicitudes sobre los clientes vigentes",
            formula="solicitudes ÷ clientes vigentes", target_percent=5, is_ceiling=True),
        IndicatorTarget(
            code="participacion_quejas_reclamos",
            name="Participación de quejas y reclamos sobre los clientes vigentes",
            formula="quejas y reclamos ÷ clientes vigentes", target_percent=1, is_ceiling=True),
    )
)  # fmt: skip
"""Names of the process; formulas and targets are proposals to confirm with the entity."""

RETENTION = RetentionTable(series=(PQRSD_SERIES,), default=PQRSD_SERIES.subseries_code)

SEEDS: Mapping[CatalogKind, object] = {
    CatalogKind.CHANNELS: CHANNELS,
    CatalogKind.TYPES: TYPES,
    CatalogKind.PRODUCTS: PRODUCTS,
    CatalogKind.MOTIVES: MOTIVES,
    CatalogKind.DEPENDENCIAS: ORGANIZATION,
    CatalogKind.SERVICE_LEVELS: SERVICE_LEVELS,
    CatalogKind.LADDERS: LADDERS,
    CatalogKind.RETENTION: RETENTION,
    CatalogKind.SURVEY: SURVEY,
    CatalogKind.TARGETS: TARGETS,
    CatalogKind.READINGS: Policy(),
}
"""All but the templates, which are published as they are installed."""
