"""What the rules propose for a case, in Spanish, with their reasons: an official confirms it or not."""

from pydantic import BaseModel, Field

from domain.classification import SURE, Proposal
from domain.classification_terms import days_of
from domain.terms import PqrsdType

LIKELY = 0.7
"""From which confidence a proposal is called of middling certainty."""


class ProposalOut(BaseModel):
    """La clasificación que proponen las reglas y por qué; la confirma un funcionario."""

    tipo: str
    nombre: str = Field(examples=["Petición de documentos"])
    producto: str | None
    motivo: str | None
    dependencia: str | None
    prioridad: str | None
    confianza: float
    certeza: str = Field(examples=["alta"])
    razones: list[str]
    advertencia: str | None

    @classmethod
    def of(cls, proposal: Proposal, current: PqrsdType) -> "ProposalOut":
        return cls(
            tipo=proposal.type,
            nombre=proposal.type.label,
            producto=proposal.product,
            motivo=proposal.motive,
            dependencia=proposal.dependencia,
            prioridad=proposal.priority,
            confianza=proposal.confidence,
            certeza=_certainty(proposal.confidence),
            razones=list(proposal.reasons),
            advertencia=_warning(proposal.type, current),
        )

    def form(self) -> dict[str, str | None]:
        """What the form of classification says before anybody touches it; who takes the case is apart."""
        return {"tipo": self.tipo, "producto": self.producto, "motivo": self.motivo}


def _certainty(confidence: float) -> str:
    return "alta" if confidence >= SURE else "media" if confidence >= LIKELY else "baja"


def _warning(proposed: PqrsdType, current: PqrsdType) -> str | None:
    """What confirming would do to the term (Ley 1437 de 2011, art. 14)."""
    if days_of(proposed) < days_of(current):
        return "Confirmarla acorta el término: hágalo cuanto antes."
    if days_of(proposed) > days_of(current):
        return "Confirmarla alargaría el término: necesita una decisión aprobada; mientras tanto rige el más corto."
    return None
