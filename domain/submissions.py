"""An answer that a system signals and waits for nobody to accept: what it brings, and why it may be refused.

It never counts as that of who leads: whoever signals is not identified, so that where review is wanted it is wanted.
"""

import re
from dataclasses import dataclass, replace
from hashlib import sha256

from domain.case import Sense
from domain.errors import QUOTED, ActRefusal
from domain.letters import legible
from domain.petitions import Answer, SubmittedAnswer

_NORM = "Procedimiento PQRSD, respuestas por señal"
MAX_TEXT, MAX_NAME = 20_000, 200
HASH = re.compile(r"[0-9a-f]{64}")
ANSWERING = frozenset({"respuesta", "borrador"})
"""The texts of a case that may become its answer."""


class SubmissionIncomplete(ActRefusal):
    norm = _NORM
    status = 422
    field = QUOTED
    sentence = "La señal no trae «{name}», o no como se admite."


class AnswererUnknown(ActRefusal):
    norm = _NORM
    status = 403
    sentence = "«{by}» no es un funcionario del catálogo de dependencias: no responde casos."


class TextUnknown(ActRefusal):
    norm = _NORM
    status = 422
    field = "texto"
    sentence = "El caso no guarda ningún texto de respuesta con la huella que trae la señal."


@dataclass(frozen=True)
class Standing:
    """What the records say of a submission: whether its author answers cases, and the case keeps its text."""

    is_by_official: bool
    has_text: bool


def readable(act: SubmittedAnswer) -> SubmittedAnswer:
    """The signal without what hides or reorders what is read, however it came."""
    text = None if act.text is None else legible(act.text).strip()
    names = {name: legible(getattr(act, name)).strip()[:MAX_NAME] for name in ("by", "signer", "signer_title")}
    return replace(act, text=text, **names)


def answer_of(act: SubmittedAnswer) -> Answer:
    """The answer that a readable signal asks for; its text by its hash. Raises SubmissionIncomplete."""
    wrong = (
        ("by", not act.by),
        ("signer", not act.signer),
        ("sense", act.sense not in set(Sense)),
        ("text", act.text is not None and not 0 < len(act.text) <= MAX_TEXT),
        ("text_hash", act.text_hash is not None and not HASH.fullmatch(act.text_hash)),
    )
    for field, is_wrong in wrong:
        if is_wrong:
            raise SubmissionIncomplete(name=field)
    brought = act.text_hash if act.text is None else sha256(act.text.encode()).hexdigest()
    return Answer(
        by=act.by, sense=Sense(act.sense), signer=act.signer, signer_title=act.signer_title, text_hash=brought
    )


def checked(act: SubmittedAnswer, standing: Standing) -> None:
    """Raises AnswererUnknown or TextUnknown."""
    if not standing.is_by_official:
        raise AnswererUnknown(by=act.by)
    if not standing.has_text:
        raise TextUnknown
