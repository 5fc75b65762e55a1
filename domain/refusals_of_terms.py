"""Refusals of what would move a term that is over, that nobody here may stop, or that is about to end."""

from domain.errors import CPACA, TermRefusal


class TermNeverWaits(TermRefusal):
    norm = f"{CPACA}, arts. 17, 19 y 39; y la norma especial de cada término"
    sentence = "El término de «{label}» no lo detiene la entidad: lo fija {norm}."


class ProrrogaNotOnLastDay(TermRefusal):
    norm = f"{CPACA}, art. 14, par."
    sentence = "La prórroga debía comunicarse antes del último día del término, que es hoy ({due_on:%d/%m/%Y})."


class ReclassificationAfterLapse(TermRefusal):
    norm = f"{CPACA}, art. 14"
    sentence = "El término venció el {due_on:%d/%m/%Y}: reclasificar como «{label}» no lo alarga después."
