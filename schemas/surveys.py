"""The analysis of the survey and its reviews as they are read and written."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from domain.instants import BOGOTA
from domain.survey_analysis import ASPECTS, Analysis, Cell
from schemas.texts import Text

Outcome = Literal["sin_hallazgo", "excusas_ofrecidas", "accion_de_mejora", "caso_reabierto"]
HEADER = ("grupo", "invitados", "respondieron", "tasa_respuesta", "satisfechos", "promedio", "ces", "nps", "margen_95",
          "claridad", "amabilidad", "oportunidad", "facilidad")  # fmt: skip
FORMULAS = {
    "tasa_respuesta": "respondieron / invitados, en %",
    "satisfechos": "calificaciones 4 y 5 / respondieron, en %",
    "promedio": "media de la calificación, de 1 a 5",
    "ces": "media del esfuerzo («fue fácil»), de 1 a 7",
    "nps": "% de 9 y 10 menos % de 0 a 6",
    "margen_95": "1,96 · √(0,25/n) · √((N−n)/(N−1)), en puntos porcentuales; n respondieron, N invitados",
    "reserva": "un grupo con menos de cinco respuestas no muestra cifras, ni los que permitirían deducirlas",
}


class CeldaOut(BaseModel):
    """Las cifras de un grupo; vacías si se reservan o nadie contestó esa pregunta."""

    grupo: str
    invitados: int
    reservada: bool
    respondieron: int | None
    tasa_respuesta: float | None
    satisfechos: float | None
    promedio: float | None
    ces: float | None
    nps: float | None
    margen_95: float | None
    claridad: float | None
    amabilidad: float | None
    oportunidad: float | None
    facilidad: float | None
    otros: dict[str, float | None] = {}

    @classmethod
    def of(cls, cell: Cell) -> "CeldaOut":
        return cls(
            grupo=cell.name,
            invitados=cell.invited,
            reservada=cell.is_suppressed,
            respondieron=cell.answered,
            tasa_respuesta=cell.rate,
            satisfechos=cell.top_two,
            promedio=cell.mean,
            ces=cell.effort,
            nps=cell.recommendation,
            margen_95=cell.margin,
            **{name: cell.sub_means.get(name) for name in ASPECTS},
            otros={name: mean for name, mean in cell.sub_means.items() if name not in ASPECTS},
        )


class AnalisisOut(BaseModel):
    """El análisis de la encuesta en un periodo."""

    periodo: str
    por: str
    celdas: list[CeldaOut]
    total: CeldaOut
    formulas: dict[str, str]

    @classmethod
    def of(cls, period: str, by: str, analysis: Analysis) -> "AnalisisOut":
        cells = [CeldaOut.of(cell) for cell in analysis.cells]
        return cls(periodo=period, por=by, celdas=cells, total=CeldaOut.of(analysis.total), formulas=FORMULAS)


class ConclusionIn(BaseModel):
    """Qué se encontró al revisar una calificación baja."""

    model_config = ConfigDict(extra="forbid")

    resultado: Outcome
    conclusion: Text


class RevisionDeEncuesta(BaseModel):
    """La revisión que abre una calificación baja."""

    radicado: str
    ciclo: int
    puntaje: int
    comentario: str
    abierta_en: str
    resultado: str | None
    conclusion: str | None
    concluida_por: str | None
    concluida_en: str | None

    @classmethod
    def of(cls, review: Any) -> "RevisionDeEncuesta":
        row = review.row
        return cls(
            radicado=row.radicado,
            ciclo=row.cycle,
            puntaje=row.score,
            comentario=review.comment,
            abierta_en=row.opened_at.astimezone(BOGOTA).isoformat(),
            resultado=row.outcome,
            conclusion=review.conclusion,
            concluida_por=row.concluded_by,
            concluida_en=row.concluded_at and row.concluded_at.astimezone(BOGOTA).isoformat(),
        )
