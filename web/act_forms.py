"""The forms of a case's acts, made from the schema of each, with what they already say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.case import DECIDED, State
from domain.terms import TERMS, PqrsdType
from schemas.case import CaseOut
from web.acts import ACTS, Act
from web.auth import Role
from web.choices import CaseChoices, Options
from web.labels import label

INPUTS = {"date": "date", "date-time": "datetime-local", "integer": "number", "boolean": "checkbox"}
HIDDEN = frozenset({"version"})
"""What a form says by itself: which version was read."""

NOT_ASKED = frozenset({"anexos", "aprobado_por"})
"""What no form asks for: files come by other doors, and who approves is who is logged in."""

OF_ORDERS = "termino-orden"
OF_INSISTENCIA = frozenset({"remision-tribunal", "decision-tribunal"})
OF_WAITING = frozenset({"complemento", "ampliacion-complemento"})
OF_DECIDED = frozenset({"replica"})
OF_UNDECIDED = frozenset({"desistimiento"})
STOPPING = frozenset({"requerimiento"})
"""Never of a term that the petitioner does not stop."""

OFFERED = ("clasificacion", "asignacion", "escalamiento", "requerimiento", "prorroga", OF_ORDERS, "traslado",
           "borrador", "revision", "respuesta", "rechazo", "remision-tribunal", "decision-tribunal", "entrega",
           "complemento", "ampliacion-complemento", "desistimiento", "replica",
           "mensaje", "nota")  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """A form that was sent and not accepted: its place and all that was written in it."""

    path: str = ""
    said: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str) -> Mapping[str, str]:
        """What was written in the form of a place."""
        return self.said if path == self.path else {}


NOTHING_TRIED = Tried()


def offered(role: Role, case: CaseOut, choices: CaseChoices, tried: Tried) -> list[tuple[Act, list[dict[str, Any]]]]:
    """The acts a role may do from the page of a case, each with its fields."""
    paths = [path for path in OFFERED if path not in _unneeded(case)]
    acts = [act for act in ACTS if act.path in paths and role in act.roles]
    said = {act: {**_initial(act, case, choices), **_unversioned(tried.of(act.path))} for act in acts}
    return [(act, _fields(act, said[act], choices.of(act.path))) for act in acts]


def _unneeded(case: CaseOut) -> frozenset[str]:
    """The acts that the page of a case does not offer, by its type and by where it stands."""
    is_decided = State(case.estado) in DECIDED
    is_waiting = case.suspendido and "complemento" in case.hitos
    term = TERMS[PqrsdType(case.tipo)]
    needed = {
        frozenset({OF_ORDERS}): term.is_set_in_order,
        STOPPING: term.may_wait,
        OF_INSISTENCIA: "envio_tribunal" in case.hitos,
        OF_WAITING: is_waiting and not is_decided,
        OF_DECIDED: is_decided,
        OF_UNDECIDED: not is_decided,
    }
    return frozenset().union(*(paths for paths, is_needed in needed.items() if not is_needed))


def _unversioned(said: Mapping[str, str]) -> dict[str, str]:
    """What was written, but for the version that was read: the page shows the present one."""
    return {name: value for name, value in said.items() if name not in HIDDEN}


def _initial(wanted: Act, case: CaseOut, choices: CaseChoices) -> Mapping[str, str | None]:
    """What a form already says: the draft to review; what is proposed and who would take it, until it is confirmed."""
    if wanted.path == "revision":
        return {"version": str(case.version_borrador or "")}
    proposed = case.propuesta
    if proposed is None or case.estado not in {State.FILED, State.CLASSIFYING}:
        return {"tipo": case.tipo} if wanted.path == "clasificacion" else {}
    level = choices.level_of(proposed.dependencia)
    area = {"dependencia": proposed.dependencia}
    if wanted.path == "clasificacion":
        return proposed.form() | (area if level == choices.level else {})
    return area | {"nivel": str(level)} if wanted.path == "escalamiento" and (level or 0) > choices.level else {}


def _fields(wanted: Act, initial: Mapping[str, str | None], choices: Mapping[str, Options]) -> list[dict[str, Any]]:
    """What a form asks for, from the schema of the act, with what it already says."""
    schema = wanted.takes.model_json_schema()
    definitions = schema.get("$defs", {})
    given = {name: spec for name, spec in schema.get("properties", {}).items() if name not in NOT_ASKED}
    fields = [_field(name, spec, definitions, schema.get("required", [])) for name, spec in given.items()]
    return [
        {**one, "choices": choices.get(one["name"], one["choices"]), "value": initial.get(one["name"]) or ""}
        for one in fields
    ]


def _field(name: str, spec: dict[str, Any], definitions: dict[str, Any], required: list[str]) -> dict[str, Any]:
    kinds = spec.get("anyOf", [spec])
    kind = definitions.get(str(kinds[0].get("$ref", "")).rpartition("/")[2], kinds[0])
    choices = {value: label(value) for value in kind.get("enum", ())}
    by_kind = INPUTS.get(kind.get("format") or kind.get("type", ""), "text")
    return {
        "name": name,
        "label": label(name),
        "is_required": name in required,
        "choices": choices,
        "is_long": kind.get("maxLength", 0) > 1000,
        "type": "hidden" if name in HIDDEN else by_kind,
    }
