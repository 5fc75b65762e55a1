"""Survey, retention table, templates, targets and readings of the law, in Spanish."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from domain import measures as d
from domain.deadlines import Policy
from domain.letters import LetterKind
from domain.retention import Disposition
from schemas.catalogs.wire import Row, Wire, known, unique
from schemas.texts import Code, Line, Name

ArchiveCode = Annotated[str, Field(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}){0,3}$")]


class QuestionRow(Row):
    """Una pregunta con su escala."""

    code: Code = Field(alias="codigo")
    text: Line = Field(alias="texto")
    low: int = Field(alias="desde", ge=0, le=1)
    high: int = Field(alias="hasta", ge=2, le=10)
    low_says: Annotated[str, Field(max_length=60)] = Field(alias="dice_el_menor", default="")
    high_says: Annotated[str, Field(max_length=60)] = Field(alias="dice_el_mayor", default="")
    is_required: bool = Field(alias="obligatoria", default=False)

    @model_validator(mode="after")
    def _on_its_scale(self) -> "QuestionRow":
        scale = d.SCALES.get(self.code)
        if scale not in {None, (self.low, self.high)}:
            raise ValueError(f"preguntas.{self.code}: va de {scale[0]} a {scale[1]}, la escala de su indicador")
        return self


class SurveyFormIO(Wire):
    """Las preguntas de la encuesta."""

    domain: ClassVar[type] = d.SurveyForm
    questions: list[QuestionRow] = Field(alias="preguntas", min_length=1, max_length=20)
    comment_prompt: Line = Field(alias="pregunta_abierta")
    low_score: int = Field(alias="calificacion_baja", ge=1, le=4)
    remind_after_business_days: int = Field(alias="dias_habiles_recordatorio", ge=1, le=29, default=3)
    expires_after_business_days: int = Field(alias="dias_habiles_vigencia", ge=2, le=30, default=10)

    @model_validator(mode="after")
    def _consistent(self) -> "SurveyFormIO":
        if self.remind_after_business_days >= self.expires_after_business_days:
            raise ValueError("dias_habiles_recordatorio: se recuerda antes de que venza la encuesta")
        unique((x.code for x in self.questions), "preguntas")
        known("puntaje", (x.code for x in self.questions if x.is_required), "preguntas obligatorias")
        return self


class SeriesRow(Row):
    """Una serie de la tabla de retención documental."""

    code: ArchiveCode = Field(alias="serie")
    name: Name = Field(alias="nombre_serie")
    subseries_code: ArchiveCode = Field(alias="codigo", examples=["500.38.01"])
    subseries: Name = Field(alias="subserie")
    gestion_years: int = Field(alias="anios_gestion", ge=0, le=100)
    central_years: int = Field(alias="anios_central", ge=0, le=100)
    disposition: Disposition = Field(alias="disposicion")

    @model_validator(mode="after")
    def _inside(self) -> "SeriesRow":
        if not self.subseries_code.startswith(f"{self.code}."):
            raise ValueError(f"codigo: la subserie {self.subseries_code} no es de la serie {self.code}")
        return self


class RetentionTableIO(Wire):
    """Las series documentales (TRD)."""

    domain: ClassVar[type] = d.RetentionTable
    series: list[SeriesRow] = Field(min_length=1, max_length=300)
    default: ArchiveCode = Field(alias="por_defecto")

    @model_validator(mode="after")
    def _consistent(self) -> "RetentionTableIO":
        unique((x.subseries_code for x in self.series), "series")
        known(self.default, (x.subseries_code for x in self.series), "por_defecto")
        return self


class TemplateRow(Row):
    """Una carta; «huella» es la que guarda cada una que se hizo con esta redacción: al publicar se calcula."""

    kind: LetterKind = Field(alias="carta")
    subject: Line = Field(alias="asunto")
    fingerprint: str = Field(alias="huella", pattern=r"^[0-9a-f]{12}$")
    files: list[str] = Field(alias="archivos", max_length=10)


class TemplateFileRow(Row):
    """Un archivo de la redacción, entero."""

    code: str = Field(alias="codigo", max_length=200)
    text: str = Field(alias="texto", max_length=100_000)


class TemplatesIO(Wire):
    """Las plantillas de las cartas: las que trae la instalación y lo que un supervisor escribe en ellas."""

    domain: ClassVar[type] = d.Templates
    items: list[TemplateRow] = Field(alias="plantillas", max_length=100)
    files: list[TemplateFileRow] = Field(alias="archivos", max_length=200)


class IndicatorTargetRow(Row):
    """La meta de un indicador; con «es_tope», lo que se quiere es no pasarla."""

    code: Code = Field(alias="codigo")
    name: Name = Field(alias="nombre")
    formula: Line
    target_percent: float = Field(alias="meta_porcentaje", ge=0, le=100)
    is_ceiling: bool = Field(alias="es_tope", default=False)


class IndicatorTargetsIO(Wire):
    """Las metas de los indicadores."""

    domain: ClassVar[type] = d.IndicatorTargets
    items: list[IndicatorTargetRow] = Field(alias="indicadores", min_length=1, max_length=60)

    @model_validator(mode="after")
    def _consistent(self) -> "IndicatorTargetsIO":
        unique((x.code for x in self.items), "indicadores")
        return self


class ReadingsIO(Wire):
    """Las lecturas adoptadas donde la norma admite más de una (docs/terminos.md), y qué niveles se revisan."""

    domain: ClassVar[type] = Policy
    restarts_on_completion: bool = Field(alias="reinicia_al_completar")
    restarts_habeas_data_on_completion: bool = Field(alias="reinicia_habeas_data_al_completar")
    restarts_on_clarification: bool = Field(alias="reinicia_al_aclarar")
    counts_requerimiento_day: bool = Field(alias="cuenta_el_dia_del_requerimiento")
    accepts_late_requerimiento: bool = Field(alias="acepta_requerimiento_tardio")
    accepts_second_requerimiento: bool = Field(alias="acepta_segundo_requerimiento")
    accepts_prorroga_on_last_day: bool = Field(alias="acepta_prorroga_el_ultimo_dia")
    accepts_second_prorroga: bool = Field(alias="acepta_segunda_prorroga")
    adds_double_in_prorroga: bool = Field(alias="suma_el_doble_en_prorroga")
    offers_prorroga_between_authorities: bool = Field(alias="prorroga_entre_autoridades")
    accepts_suspension_by_act: bool = Field(alias="acepta_suspension_por_acto")
    counts_receipt_day_in_habeas_data: bool = Field(alias="cuenta_el_dia_de_recibo_en_habeas_data")
    counts_calendar_days_for_congress: bool = Field(alias="dias_calendario_para_el_congreso")
    rolls_receipt_out_of_hours: bool = Field(alias="corre_el_recibo_fuera_de_horario")
    closes_at_hour: int = Field(alias="cierra_a_las", ge=0, le=23)
    insistencia_remission_business_days: int = Field(alias="dias_para_remitir_la_insistencia", ge=1, le=30)
    sfc_business_days: int | None = Field(alias="dias_habiles_sfc", ge=1, le=60)
    presumes_notification_of_acts: bool = Field(default=True, alias="presume_notificados_los_actos_por_correo")
    counts_aviso_from_publication: bool = Field(default=False, alias="cuenta_el_aviso_desde_su_publicacion")
    bounce_window_hours: int = Field(default=24, alias="horas_para_que_rebote_un_correo", ge=1, le=240)
    counts_bounced_answer: bool = Field(default=False, alias="cuenta_la_respuesta_que_rebota")
    counts_citizen_month_from_receipt: bool = Field(
        default=True, alias="cuenta_el_mes_del_peticionario_desde_el_recibo"
    )
    replica_months: int = Field(default=2, alias="meses_para_la_replica", ge=1, le=12)
    levels_with_review: list[Annotated[int, Field(ge=1, le=3)]] = Field(
        alias="exige_revision",
        default=[],
        max_length=3,
        description="niveles donde un agente no responde sin revisión",
    )
