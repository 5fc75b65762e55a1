"""The catalogs: what a version may say, what it may not, and that the first ones agree with everything else."""

import dataclasses
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from adapters.jsoning import from_json, to_json
from adapters.template_catalog import installed
from domain.catalog_seed_organization import ORGANIZATION
from domain.catalog_seed_reception import CHANNELS, MOTIVES, PRODUCTS
from domain.catalog_seeds import SEEDS
from domain.catalogs import CONTENT, CatalogKind, changes, loose_ends
from domain.classification import propose
from domain.deadlines import Policy
from domain.matters import Matters
from domain.reception import Motive, Motives, Products
from schemas.catalogs import SCHEMAS
from schemas.catalogs.measures import ReadingsIO
from schemas.catalogs.organization import AbsenceRow

ROOT = Path(__file__).parents[2]
ALL: dict[CatalogKind, Any] = {**SEEDS, CatalogKind.TEMPLATES: installed(ROOT / "templates")}
TEXTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "classification_texts.json").read_text())


def wire(kind: CatalogKind) -> dict[str, Any]:
    return SCHEMAS[kind].of(ALL[kind])


def test_every_kind_has_a_first_version_a_schema_and_a_value() -> None:
    assert set(ALL) == set(SCHEMAS) == set(CONTENT) == set(CatalogKind)


@pytest.mark.parametrize("kind", CatalogKind)
def test_what_is_read_can_be_published_and_is_the_same(kind: CatalogKind) -> None:
    back = SCHEMAS[kind].model_validate(wire(kind)).to_domain()

    assert back == ALL[kind]
    assert from_json(CONTENT[kind], to_json(ALL[kind])) == ALL[kind]


@pytest.mark.parametrize("kind", CatalogKind)
def test_what_leaves_is_named_in_spanish(kind: CatalogKind) -> None:
    fields = {field.name for field in dataclasses.fields(CONTENT[kind])} - {"dependencias", "series"}

    assert not fields & set(wire(kind))


def test_every_reading_of_the_law_can_be_published() -> None:
    assert set(ReadingsIO.model_fields) == {field.name for field in dataclasses.fields(Policy)}


def test_readings_published_before_one_was_a_setting_are_the_ones_adopted() -> None:
    added = {"counts_bounced_answer", "counts_citizen_month_from_receipt", "replica_months"}
    kept = {name: value for name, value in to_json(Policy(sfc_business_days=8)).items() if name not in added}

    assert from_json(Policy, kept) == Policy(sfc_business_days=8)
    assert ReadingsIO.model_validate(ReadingsIO.of(Policy())).to_domain() == Policy()


def test_the_motives_belong_to_dependencias_there_are_and_reach_the_regulators_codes() -> None:
    assert loose_ends(MOTIVES, ORGANIZATION) == []
    assert all(MOTIVES.sfc_motive(x.code) for x in MOTIVES.items)
    assert {MOTIVES.level(x.code) for x in MOTIVES.items} == {1, 2, 3}
    assert MOTIVES.dependencia("desembolso_cuenta_exterior") == "VOT"


def test_the_texts_of_classification_use_the_codes_of_the_catalogs() -> None:
    assert {x["canal"] for x in TEXTS} <= {x.code for x in CHANNELS.items}
    assert {x["motivo"] for x in TEXTS} <= {x.code for x in MOTIVES.items}
    assert {x["producto"] for x in TEXTS if x["producto"]} <= {x.code for x in PRODUCTS.items}


def test_a_proposal_is_what_the_catalogs_of_the_case_have() -> None:
    found = propose("web", "Copias", "Solicito copia del extracto de mi crédito de pregrado", None)
    ours = replace(MOTIVES, items=(Motive(code="certificaciones", name="Copias", sfc_motive=950, dependencia="OAU"),))

    seeded = Matters(products=PRODUCTS, motives=MOTIVES).placed(found)
    changed = Matters(products=Products(items=()), motives=ours).placed(found)
    without = Matters(products=PRODUCTS, motives=Motives(items=())).placed(found)

    assert (seeded.product, seeded.motive, seeded.dependencia) == ("credito_pregrado", "certificaciones", "VOT")
    assert (changed.product, changed.motive, changed.dependencia) == (None, "certificaciones", "OAU")
    assert (without.motive, without.dependencia) == (None, None)


def test_the_motives_are_listed_each_after_what_it_belongs_to_and_have_the_regulators_code_of_it() -> None:
    matters = Matters(products=PRODUCTS, motives=MOTIVES)

    listed = [x.code for x in matters.tree()]

    assert sorted(listed) == sorted(x.code for x in MOTIVES.items)
    assert listed[:4] == ["otorgamiento", "otorgamiento_estudio", "otorgamiento_legalizacion", "renovacion"]
    assert [matters.sfc_motive(x) for x in ("cartera_acuerdo_gracia", "desembolso_cuenta", None)] == [204, 939, None]
    assert [matters.sfc_product(x) for x in ("subsidios", "nada", None)] == [298, None, None]


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        *way, last = path.split(".")
        node: Any = content
        for step in way:
            node = node[int(step)] if step.isdigit() else node[step]
        node[int(last) if last.isdigit() else last] = value

    return change


NO = False


def _twice(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda content: content[name].append(content[name][0])


K = CatalogKind
WRONG = [
    (K.CHANNELS, _twice("canales"), "canales: «personalizado» está dos veces"),
    (K.CHANNELS, _set("canales.0.sfc_punto_recepcion", 8), "8 no es un punto de recepción"),
    (K.CHANNELS, _set("canales.2.activo", NO), "canales: «web» no está en el catálogo"),
    (K.TYPES, lambda c: c["tipos"].pop(), "tipos: «tutela» no está en el catálogo"),
    (K.PRODUCTS, _twice("productos"), "está dos veces"),
    (K.MOTIVES, _set("motivos.16.padre", "nadie"), "motivos.otorgamiento_estudio.padre: «nadie» no está"),
    (K.MOTIVES, _set("motivos.0.padre", "otorgamiento_estudio"), "solo hay tres niveles"),
    (K.MOTIVES, _set("motivos.0.sfc_macro_motivo_cod", None), "un macromotivo lleva sfc_macro_motivo_cod"),
    (K.DEPENDENCIAS, _set("dependencias.0.jefe", "nadie"), "dependencias.OAU.jefe: «nadie» no está"),
    (K.DEPENDENCIAS, _set("dependencias.0.integrantes", ["nadie"]), "dependencias.OAU.integrantes: «nadie»"),
    (K.DEPENDENCIAS, _set("dependencias.0.nivel", 2), "ninguna es de nivel 1"),
    (K.DEPENDENCIAS, _set("funcionarios.4.suplente", "coordinacion.gau"), "la cadena de suplencias da la vuelta"),
    (K.DEPENDENCIAS, _set("por_defecto", "XYZ"), "por_defecto: «XYZ» no está"),
    (K.DEPENDENCIAS, _set("funcionarios.0.ausencias", [{"desde": "2026-12-01", "hasta": "2026-12-09"}]),
     "quien tiene ausencias necesita un suplente"),
    (K.DEPENDENCIAS, _set("funcionarios.2.ausencias", [{"desde": "2026-12-09", "hasta": "2026-12-01"}]),
     "es anterior a «desde»"),
    (K.SERVICE_LEVELS, _set("niveles.2.nivel", 1), "niveles: «1» está dos veces"),
    (K.SERVICE_LEVELS, _set("niveles.0.dias_habiles_prioritaria", 9), "no puede pasar del término ordinario"),
    (K.LADDERS, _twice("ordinaria"), "ordinaria: «clasificacion» está dos veces"),
    (K.LADDERS, lambda c: c["ordinaria"].reverse(), "los peldaños van por ancla"),
    (K.LADDERS, lambda c: c["ordinaria"].pop(5), "ordinaria: falta el peldaño «vencida»"),
    (K.LADDERS, _set("ordinaria.2.desplazamiento", 100), "el porcentaje del término va de 1 a 99"),
    (K.LADDERS, _set("ordinaria.0.desplazamiento", -1), "va de 0 a 60 días hábiles"),
    (K.LADDERS, _set("ordinaria.0.destinatario", "presidente"), "Input should be"),
    (K.LADDERS, _set("ordinaria.0.destinatario", ""), "lo lleva, y solo ella, la carta"),
    (K.LADDERS, _set("ordinaria.5.carta", "recordatorio"), "no es hora de oficina"),
    (K.LADDERS, _set("ordinaria.6.entrega", "resumen"), "un vencimiento no espera al resumen"),
    (K.LADDERS, _set("prioritaria.2.entrega", "resumen"), "un caso prioritario no espera al resumen"),
    (K.RETENTION, _set("series.0.codigo", "600.01"), "no es de la serie"),
    (K.RETENTION, _set("por_defecto", "1.1"), "por_defecto: «1.1» no está"),
    (K.SURVEY, _set("preguntas.0.obligatoria", NO), "preguntas obligatorias: «puntaje»"),
    (K.SURVEY, _set("preguntas.5.hasta", 5), "preguntas.esfuerzo: va de 1 a 7"),
    (K.SURVEY, _set("dias_habiles_recordatorio", 10), "se recuerda antes de que venza"),
    (K.TARGETS, _twice("indicadores"), "está dos veces"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "spoil", "says"), WRONG, ids=[f"{k}-{says[:30]}" for k, _, says in WRONG])
def test_a_catalog_that_contradicts_itself_is_refused_by_name(
    kind: CatalogKind, spoil: Callable[[dict[str, Any]], Any], says: str
) -> None:
    content = json.loads(json.dumps(wire(kind)))
    spoil(content)

    with pytest.raises(ValidationError) as refusal:
        SCHEMAS[kind].model_validate(content)

    assert says in str(refusal.value)


def test_the_difference_between_two_versions_names_rows_by_their_code() -> None:
    after = wire(K.CHANNELS)
    after["canales"].insert(0, {**after["canales"].pop(2), "activo": False})

    found = changes(wire(K.CHANNELS), after)

    assert [(x.path, x.before, x.after) for x in found] == [("canales.web.activo", True, False)]


def test_the_reason_of_an_absence_may_be_missing_but_hides_nothing() -> None:
    days = {"desde": "2026-12-01", "hasta": "2026-12-04"}

    assert AbsenceRow.model_validate(days).reason == ""
    assert AbsenceRow.model_validate({**days, "motivo": " Vacaciones "}).reason == "Vacaciones"
    with pytest.raises(ValidationError, match="carácter de control"):
        AbsenceRow.model_validate({**days, "motivo": "Vaca\0ciones"})
