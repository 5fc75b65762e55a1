"""Acts on a running case: a table of what each takes, who may do it and which update it is."""

import asyncio
import uuid
from collections.abc import Awaitable
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path
from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.service import RPCError, RPCStatusCode

from adapters.reopening import reopen
from domain.asked import check_heard
from domain.errors import ActRefusal, AlreadyDecided
from domain.petitions import RecordDelivery, Reopen
from domain.returns import returned
from schemas import acts as a
from schemas import acts_petitioner as c
from schemas.act import ActIn
from schemas.case import CaseOut
from schemas.problem import RESPONSES
from web.auth import LEADS, STAFF, Role, User, allowed
from web.authority import on_own_authority
from web.cases import case_out, existing
from web.enclosures import Bringer, brought
from web.placing import placed
from web.problems import CaseUnknown, EngineAway
from web.services import Services, services
from web.signing import signed

router = APIRouter(prefix="/api/v1", tags=["Actos sobre un caso"])
CITIZEN = frozenset({Role.FILER, *STAFF})
Radicado = Annotated[str, Path(pattern=r"^[0-9]{4}-[A-Z]-[0-9]{6,12}$", examples=["2026-E-000123"])]
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


PETITIONER = "peticionario"
"""The author of what comes from the petitioner's side, whoever carries it."""

PATIENCE_SECONDS = 25
"""How long an act waits for the engine before the caller is told to ask again."""


class SurveyClosed(ActRefusal):
    norm = "NTC-ISO 9001:2015, 9.1.2"
    sentence = "La encuesta ya se respondió o venció."


@dataclass(frozen=True)
class Act:
    """One act: its path, what it takes, its update and who may do it."""

    path: str
    takes: type[ActIn]
    update: str
    roles: frozenset[Role] = STAFF


ACTS = (
    Act("clasificacion", a.Clasificacion, "classify"),
    Act("asignacion", a.Asignacion, "assign"),
    Act("escalamiento", a.Escalamiento, "escalate"),
    Act("requerimiento", a.Requerimiento, "require_completion"),
    Act("complemento", c.Complemento, "complete", CITIZEN),
    Act("aclaracion", c.Aclaracion, "clarify", CITIZEN),
    Act("ampliacion-complemento", c.AmpliacionComplemento, "extend_completion", CITIZEN),
    Act("prorroga", a.Prorroga, "grant_prorroga"),
    Act("termino-orden", a.TerminoOrden, "set_term", LEADS),
    Act("traslado", a.Traslado, "transfer"),
    Act("desistimiento", c.Desistimiento, "withdraw", CITIZEN),
    Act("borrador", a.Borrador, "draft"),
    Act("revision", a.Revision, "review", LEADS),
    Act("respuesta", a.Respuesta, "answer"),
    Act("rechazo", a.Rechazo, "reject"),
    Act("remision-tribunal", a.RemisionTribunal, "remit_to_court"),
    Act("decision-tribunal", a.DecisionTribunal, "record_court_decision"),
    Act("entrega", a.Entrega, "record_delivery"),
    Act("aviso", a.Aviso, "publish_aviso"),
    Act("encuesta", c.Encuesta, "rate", CITIZEN),
    Act("replica", c.Replica, "reopen", CITIZEN),
    Act("suspension", a.Suspension, "suspend", frozenset({Role.SUPERVISOR})),
    Act("nota", a.Nota, "note"),
    Act("mensaje", c.Mensaje, "note", CITIZEN),
)


def _route(act: Act) -> None:
    """Add the route of an act."""

    async def perform(
        radicado: Radicado,
        body: Any,
        user: Annotated[User, Depends(allowed(*act.roles))],
        parts: Annotated[Services, Depends(services)],
        key: Key = None,
    ) -> CaseOut:
        return await performed(act, radicado, body, user, parts, key)

    perform.__annotations__["body"] = act.takes
    perform.__name__ = act.update
    router.add_api_route(
        f"/pqrsd/{{radicado}}/{act.path}",
        perform,
        methods=["POST"],
        response_model=CaseOut,
        responses=RESPONSES,
        summary=(act.takes.__doc__ or "").strip(),
        operation_id=act.path,
    )


for _act in ACTS:
    _route(_act)


async def performed(act: Act, radicado: str, body: ActIn, user: User, parts: Services, key: str | None) -> CaseOut:
    """Pass an act to the waiting workflow and answer the case as it is afterwards."""
    stored = await existing(parts, radicado)
    if isinstance(body, c.Desistimiento):
        has_unread = bool(await parts.mailbox.unread([radicado]))
        check_heard(is_tacit=body.clase == "tacito", has_unread=has_unread)
    author = PETITIONER if user.role == Role.FILER else user.name

    async def keep(kind: str, text: str) -> str:
        return await parts.texts.keep_text(radicado, kind, author, text)

    said = on_own_authority(await body.to_domain(user.name, keep), user)
    said, notice = await placed(await signed(said, stored.case, parts), stored.case, parts)
    update_id = f"{user.name}/{act.path}/{key}" if key else str(uuid.uuid4())
    fingerprint = sha256(body.model_dump_json().encode()).hexdigest() if key else None
    who = Bringer(radicado, act.path, update_id, author, user.role != Role.FILER, fingerprint)
    async with brought(parts, who, body, said):
        await _updated(act, radicado, said, update_id, parts, body)
    await parts.cases.note_access(radicado, user.name, user.role, act.path)
    done = await case_out(parts, radicado)
    return done.model_copy(update={"suplencia": notice}) if notice else done


async def _updated(act: Act, radicado: str, said: object, update_id: str, parts: Services, body: ActIn) -> None:
    if isinstance(said, Reopen):
        return await _reopened(radicado, said, update_id, parts)
    workflow_id = radicado
    if isinstance(body, c.Encuesta):
        workflow_id = await _survey_of(radicado, body.token, parts)
    handle = parts.temporal.get_workflow_handle(workflow_id)
    try:
        await _within_patience(handle.execute_update(act.update, said, id=update_id))
    except RPCError as failure:
        if failure.status != RPCStatusCode.NOT_FOUND:
            raise
        again = await _told_again(radicado, said, parts)
        if again is not None:
            return await _reopened(radicado, again, update_id, parts)
        raise await _not_running(act, radicado, parts) from failure


async def _told_again(radicado: str, said: object, parts: Services) -> Reopen | None:
    """What begins a closed case again, when what came back is its decision."""
    if not isinstance(said, RecordDelivery) or said.evidence == "entregado":
        return None
    stored = (await existing(parts, radicado)).case
    return returned(stored, said.key, by=said.by)


async def _within_patience(update: Awaitable[Any]) -> None:
    """Wait for the case to take an act; the same Idempotency-Key asks again without doing it twice.

    Raises EngineAway.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await update
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError) as silence:
        raise EngineAway from silence


async def _not_running(act: Act, radicado: str, parts: Services) -> Exception:
    """Why nobody took the act: the survey or the case is over, or the case waits to be started."""
    if act.update == "rate":
        return SurveyClosed()
    stored = (await existing(parts, radicado)).case
    return AlreadyDecided(state=stored.state) if stored.is_closed else EngineAway()


async def _survey_of(radicado: str, token: str, parts: Services) -> str:
    """The workflow of the survey a link belongs to. Raises CaseUnknown."""
    row = await parts.surveys.find(token)
    if row is None or row.radicado != radicado:
        raise CaseUnknown
    return f"{radicado}-encuesta-{row.cycle}"


async def _reopened(radicado: str, said: Reopen, update_id: str, parts: Services) -> None:
    """A closed case begins again; one still open refuses by its own rule."""
    case = (await existing(parts, radicado)).case
    again = reopen(parts.temporal, case, said, update_id=update_id, task_queue=parts.task_queue)
    await _within_patience(again)
