"""The form of a petition, the public one and that of who takes it down: what it offers, what it says, what is wrong."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from domain.labels import MEDIA
from domain.matters import MotiveUnknown, ProductUnknown
from schemas.files import FileRefused
from schemas.filing import FiledOut, FilingIn
from web.choices import Offered
from web.intake import filed_with
from web.labels import FIELDS, PETITIONERS, label
from web.notice import notice
from web.pages import page
from web.problems import field_of
from web.services import Services

DOCUMENTS = (("", "Prefiero no decirlo"), ("CC", "Cédula de ciudadanía"), ("TI", "Tarjeta de identidad"),
             ("NUIP", "NUIP"), ("RC", "Registro civil"), ("CE", "Cédula de extranjería"),
             ("PPT", "Permiso por protección temporal"), ("PA", "Pasaporte"), ("NIT", "NIT"))  # fmt: skip
CONDITIONS = (("", "Ninguna, o prefiero no decirlo"), ("discapacidad", "Discapacidad"), ("gestante", "Embarazo"),
              ("adulto_mayor", "Adulto mayor"), ("grupo_etnico", "Grupo étnico"), ("victima", "Víctima del conflicto"),
              ("indefension", "Otra situación de indefensión"))  # fmt: skip
WHO = ("clase", "nombres", "tipo_documento", "numero_documento", "correo", "telefono", "direccion", "barrio",
       "municipio", "departamento", "pais", "condicion_especial")  # fmt: skip
PLAIN = ("tipo", "producto", "motivo", "asunto", "descripcion", "medio_respuesta", "recibido_en", "origen")
REPRESENTATIVE = ("nombres", "tipo_documento", "numero_documento")
TRAPPED = {"campo": "asunto", "mensaje": "el envío parece automático: por favor envíelo otra vez"}
DOUBTFUL = {"": "No sé, o ninguno de estos"}
NOT_ACCEPTED = {"campo": "acepta", "mensaje": "marque la casilla: leyó el aviso sobre sus datos"}
NOT_AUTHORISED = {"campo": "autoriza_sensibles", "mensaje": "autorice el dato, o déjelo sin elegir"}

Errors = list[dict[str, str]]


@dataclass(frozen=True)
class Tried:
    """What became of a form: filed, or the errors and the status to show them with."""

    filed: FiledOut | None = None
    errors: tuple[dict[str, str], ...] = ()
    status: int = 422


async def tried(parts: Services, said: dict[str, str], files: list[dict[str, str]], channel: str, key: str) -> Tried:
    """File what a form says, once for each key."""
    try:
        body = FilingIn.model_validate({**_filing(said), "canal": channel, "anexos": files})
    except ValidationError as failure:
        return Tried(errors=(*(field_of(dict(error)) for error in failure.errors()), *_unaccepted(said)))
    missing = _unaccepted(said)
    if missing:
        return Tried(errors=tuple(missing))
    try:
        filed, _ = await filed_with(parts, body, key=key, fingerprint=_fingerprint(said))
    except FileRefused as refusal:
        return Tried(errors=({"campo": "anexos", "mensaje": str(refusal)},), status=refusal.status)
    except (ProductUnknown, MotiveUnknown) as refusal:
        return Tried(errors=({"campo": refusal.field, "mensaje": str(refusal)},), status=refusal.status)
    return Tried(filed)


def shown(name: str, title: str, said: Mapping[str, str], tried: Tried, offered: Offered, **more: Any) -> HTMLResponse:
    """The form with what was typed and what is wrong with it; nothing typed is lost."""
    wrong = {_field(error["campo"]): error["mensaje"] for error in tried.errors}
    marked = {name: message[:1].upper() + message[1:] for name, message in wrong.items()}
    return page(name, titulo=title, status=tried.status if wrong else 200, said=said, errores=marked,
                lista=[(name, FIELDS.get(name) or label(name), message) for name, message in wrong.items()],
                clave=said.get("clave") or secrets.token_urlsafe(16), con_errores=bool(wrong),
                sugeridos=offered.public_types.items(), productos=(DOUBTFUL | offered.products).items(),
                motivos=(DOUBTFUL | offered.motives).items(), documentos=DOCUMENTS, condiciones=CONDITIONS,
                clases=list(PETITIONERS.items()), medios=list(MEDIA.items()), **more)  # fmt: skip


def _filing(said: dict[str, str]) -> dict[str, Any]:
    """What the form says, as the API takes it."""
    who: dict[str, Any] = {name: said[name] for name in WHO if name in said}
    agent = {name: said[f"apoderado_{name}"] for name in REPRESENTATIVE if f"apoderado_{name}" in said}
    told = {"aviso": notice().version, "datos_sensibles": "autoriza_sensibles" in said}
    return {
        **{name: said[name] for name in PLAIN if name in said},
        "peticionario": {**who, **({"apoderado": agent} if agent else {})},
        "autorizacion": told if "acepta" in said else None,
    }


def _unaccepted(said: dict[str, str]) -> Errors:
    """The notice is for who gives data; sensitive ones need a yes of their own (Ley 1581 de 2012, arts. 6 and 12)."""
    is_named = said.get("clase") != "anonimo"
    is_unauthorised = "condicion_especial" in said and "autoriza_sensibles" not in said
    return [NOT_ACCEPTED] * (is_named and "acepta" not in said) + [NOT_AUTHORISED] * is_unauthorised


def _field(place: str) -> str:
    """The field of the form that an error of the API is about."""
    name = place.removeprefix("peticionario.").replace("apoderado.", "apoderado_")
    return "anexos" if name.startswith("anexos") else name


def _fingerprint(said: dict[str, str]) -> str:
    return sha256(repr(sorted(said.items())).encode()).hexdigest()
