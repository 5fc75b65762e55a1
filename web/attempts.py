"""A petitioner's form on a case: what it says becomes an act, or the errors to show beside its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError

from domain.errors import DomainError
from schemas.files import FileRefused
from web.acts import ACTS, PETITIONER, performed
from web.auth import Role, User
from web.enclosures import uploaded
from web.labels import FIELDS as NAMES
from web.labels import label
from web.problems import EngineAway, field_of
from web.services import Services

CITIZEN = User(PETITIONER, Role.FILER)
FIELDS = {"complemento": ("texto",), "aclaracion": ("texto",), "ampliacion-complemento": (),
          "desistimiento": (), "replica": ("argumento", "clase"), "mensaje": ("texto",)}  # fmt: skip
WITH_FILES = frozenset({"complemento", "aclaracion", "replica", "mensaje"})
AWAY = "No pudimos recibirlo en este momento; intente de nuevo en unos minutos. Nada de lo que escribió se perdió."
UNCONFIRMED = "marque la casilla para confirmar que quiere retirarla"


@dataclass(frozen=True)
class Attempt:
    """What was tried. Each error is (id of the field, its name, what to do); none when it was accepted."""

    act: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[tuple[str, str, str], ...] = ()

    def about(self, place: str) -> str:
        """What is wrong with a field, if anything."""
        return next((message for name, _, message in self.errors if name == place), "")


async def attempted(parts: Services, radicado: str, sent: FormData, offered: frozenset[str], key: str) -> Attempt:
    """Do the act a form names, if this door offers it."""
    said = {name: value.strip() for name, value in sent.items() if isinstance(value, str) and value.strip()}
    wanted = said.get("accion", "")
    if wanted not in offered:
        return Attempt(wanted, said, (("", "", "Esa acción no se ofrece aquí."),))
    if wanted == "desistimiento" and "confirmo" not in said:
        return Attempt(wanted, said, ((f"{wanted}-confirmo", "Confirmación", UNCONFIRMED),))
    files = await uploaded(sent) if wanted in WITH_FILES else []
    return Attempt(wanted, said, await _errors(parts, radicado, wanted, said, files, key))


async def _errors(
    parts: Services, radicado: str, wanted: str, said: dict[str, str], files: list[dict[str, str]], key: str
) -> tuple[tuple[str, str, str], ...]:
    """Perform; what keeps it from being accepted, if anything."""
    act = next(x for x in ACTS if x.path == wanted)
    body: dict[str, Any] = {name: said[name] for name in FIELDS[wanted] if name in said}
    if wanted == "desistimiento":
        body["clase"] = "expreso"
    try:
        taken = act.takes.model_validate({**body, **({"anexos": files} if files else {})})
        await performed(act, radicado, taken, CITIZEN, parts, key)
    except ValidationError as failure:
        wrong = [field_of(dict(error)) for error in failure.errors()]
        named = [(x["campo"].partition(".")[0], x["mensaje"]) for x in wrong]
        return tuple((f"{wanted}-{name}", NAMES.get(name) or label(name), message) for name, message in named)
    except FileRefused as refusal:
        return ((f"{wanted}-anexos", "Anexos", str(refusal)),)
    except WorkflowUpdateFailedError as refusal:
        return (("", "", refusal.cause.message if isinstance(refusal.cause, ApplicationError) else AWAY),)
    except DomainError as refusal:
        return (("", "", str(refusal)),)
    except (RPCError, EngineAway):
        return (("", "", AWAY),)
    return ()
