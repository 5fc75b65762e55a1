"""Letters on paper: where each is, and what may be noted of it (Ley 1437 de 2011, arts. 66 to 69)."""

from enum import StrEnum

from domain.case_letters import Medium
from domain.errors import ActRefusal, CaseRefusal

_NORM = "Acuerdo AGN 060 de 2001, arts. 8 y 10"


class PaperState(StrEnum):
    """Where a letter on paper is."""

    TO_HAND = "por_despachar"
    AT_COUNTER = "en_ventanilla"
    ON_ITS_WAY = "en_camino"
    DELIVERED = "entregada"
    RETURNED = "devuelta"
    OVERTAKEN = "sin_efecto"
    TO_POST = "por_fijar"
    POSTED = "fijado"
    TAKEN_DOWN = "desfijado"


class CounterLetter(ActRefusal):
    norm = _NORM
    sentence = "{letter} se entrega en la ventanilla: no lleva guía."


class NoticeLetter(ActRefusal):
    norm = "Ley 1437 de 2011, art. 69"
    sentence = "{letter} es un aviso: no se entrega, se fija y se desfija."


class GuideTaken(ActRefusal):
    norm = _NORM
    sentence = "La guía {guide} de {operator} ya es de otra carta."


class AlreadyProven(CaseRefusal):
    norm = "Ley 1437 de 2011, arts. 66 a 69"
    sentence = "Ya consta que {letter} fue {outcome}."


def provable(letter: str, medium: str, state: PaperState) -> None:
    """A letter to somebody has one outcome. Raises NoticeLetter or AlreadyProven."""
    if medium == Medium.AVISO:
        raise NoticeLetter(letter=letter)
    if state in {PaperState.DELIVERED, PaperState.RETURNED}:
        raise AlreadyProven(letter=letter, outcome=state)


def may_travel(letter: str, medium: str, state: PaperState) -> None:
    """Only what goes by post has a guide, until there is a proof.

    Raises CounterLetter, NoticeLetter or AlreadyProven.
    """
    if medium == Medium.COUNTER:
        raise CounterLetter(letter=letter)
    provable(letter, medium, state)
