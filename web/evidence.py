"""The proof of each letter by e-mail: its Message-ID, when it left, what the server replied and was told later."""

from typing import Annotated

from fastapi import APIRouter, Depends

from domain.case import PetitionerClass
from domain.case_letters import Medium
from domain.redaction import redacted
from schemas.evidence import Envio
from schemas.problem import RESPONSES
from web.auth import User, allowed
from web.cases import READERS, Radicado, existing
from web.services import Services, services

router = APIRouter(prefix="/api/v1", tags=["Correspondencia"])


@router.get("/pqrsd/{radicado}/envios", response_model=list[Envio], responses=RESPONSES,
            summary="La constancia de cada carta por correo")  # fmt: skip
async def sendings(
    radicado: Radicado,
    user: Annotated[User, Depends(allowed(*READERS))],
    parts: Annotated[Services, Depends(services)],
) -> list[Envio]:
    """Message-ID, instante, diálogo con el servidor e informes de entrega."""
    found = await evidence_of(parts, radicado)
    await parts.cases.note_access(radicado, user.name, user.role, "constancia de envíos")
    return found


async def evidence_of(parts: Services, radicado: str) -> list[Envio]:
    """The proofs of a case, in order; no address of who asked for reserva. Raises CaseUnknown.

    For officials only: who knows the Message-ID of a letter can answer it.
    """
    stored = await existing(parts, radicado)
    proofs, said = await parts.threads.proofs(radicado), await parts.threads.dialogues(radicado)
    is_hidden = stored.case.filing.petitioner == PetitionerClass.RESERVED
    return [
        Envio.of(
            letter,
            redacted(said[letter.key], ()) if is_hidden and letter.key in said else said.get(letter.key),
            [proof for proof in proofs if proof.letter_key == letter.key],
        )
        for letter in stored.letters
        if letter.medium == Medium.EMAIL
    ]
