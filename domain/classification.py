"""Proposing what a petition is: type, product, motive, dependencia and priority, each with its reasons.

Rules add up evidence; nobody is bound by the result: an official confirms it or, failing that, it stands as proposed.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from domain.case import PetitionerClass
from domain.classification_data import DATA_LAW
from domain.classification_matters import MOTIVES, PRODUCTS
from domain.classification_rules import REQUESTS, Rule
from domain.classification_senders import SENDERS
from domain.classification_speech import SPEECH_ACTS
from domain.classification_terms import days_of
from domain.phrases import Reader, Reading, reader, says
from domain.priorities import PERILS, PRIORITIES
from domain.terms import PqrsdType
from domain.thesaurus import SPEECH
from domain.thesaurus_matters import MATTERS
from domain.words import BREAK, plain, sound, words_of

TYPES = (*REQUESTS, *SPEECH_ACTS, *SENDERS, *DATA_LAW)
SPECIAL = frozenset(rule.target for rule in (*SENDERS, *DATA_LAW))
SPECIAL_FLOOR = 5.5
"""From where the evidence of a special regime leaves the ordinary types aside."""

LABEL_WEIGHT = 2.0
"""What the petitioner's own label weighs: a hint, as it never binds."""

SUBJECT_SHARE = 0.5
"""How much of the weight of a motive counts again when the subject says it."""

SURE = 0.95
"""From which confidence a shorter term stands against the label when nobody confirms."""

SETTLED = 4.0
MIXED_MARGIN = 1.0
"""A second type this strong and this near makes a petition mixed."""

ASKED_APART = {PqrsdType.PETICION_DOCUMENTOS: 6.0}
"""What is plainly asked for besides, however strong the rest: copies are owed in their own shorter term."""

OF_AGE, OLD = 18, 60
"""Ley 27 de 1977, art. 1; Ley 1251 de 2008, art. 3."""

CARDINALS = {
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
}  # fmt: skip
AGE = rf"(?:tengo|tiene|cumpli|de|con) (?:ya )?(?:(\d{{1,2}})|({'|'.join(CARDINALS)}))(?: y \w+)? anos"
UNHURRIED = frozenset({PqrsdType.FELICITACION, PqrsdType.SUGERENCIA, PqrsdType.CONSULTA})


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the rules propose, in codes; the reasons are sentences for an official and quote nothing of the text.

    `dependencia` is that of the motive in the catalog its case keeps; the rules themselves propose none.
    """

    type: PqrsdType
    confidence: float
    motive: str | None = None
    dependencia: str | None = None
    product: str | None = None
    priority: str | None = None
    reasons: tuple[str, ...] = ()


def propose(
    channel: str,
    subject: str,
    text: str,
    label: PqrsdType | None,
    petitioner: PetitionerClass = PetitionerClass.NATURAL,
) -> Proposal:
    """Propose a classification (Ley 1437 de 2011, arts. 14 and 20): the content decides, the label is one more reason.

    >>> found = propose("web", "Copias", "Solicito copia del extracto de mi crédito", None)
    >>> found.type.value, found.motive, found.reasons[0]
    ('peticion_documentos', 'certificaciones', 'Petición de documentos: pide copias, certificados o documentos')
    """
    read = _reader().read((*_sender(channel, petitioner), *_ages(text), *words_of(subject, text)))
    kind, confidence = _governing(_with_label(_scores(read, TYPES), label))
    read = read.followed(_reader().read((sound(f"tipo:{kind}"),)))
    motive = _motive(read, _reader().read(words_of(subject)), petitioner)
    urgent = _priority(read, kind)
    return Proposal(
        type=kind,
        motive=motive,
        confidence=confidence,
        product=_best(_scores(read, PRODUCTS)),
        priority=urgent.target if urgent else None,
        reasons=tuple(_reasons(read, kind, motive, label, urgent)),
    )


def starting_type(label: PqrsdType | None, proposal: Proposal) -> PqrsdType:
    """The type a case starts with (Ley 1437 de 2011, art. 14): its label; without one the proposal, never for longer.

    Without a label an ordinary petition is the longest that anybody has to wait.
    """
    ordinary = PqrsdType.PETICION_INTERES_PARTICULAR
    return label or (proposal.type if days_of(proposal.type) <= days_of(ordinary) else ordinary)


def standing_type(current: PqrsdType, proposal: Proposal) -> PqrsdType | None:
    """The type that stands if nobody confirms one in the internal term: only a shorter term, and beyond doubt.

    Nobody read the petition yet: the label of who filed it gives way only where they cannot lose a day by it.
    """
    is_shorter = days_of(proposal.type) < days_of(current)
    return proposal.type if is_shorter and proposal.confidence >= SURE else None


def _with_label(scores: Mapping[str, float], label: PqrsdType | None) -> dict[str, float]:
    """The scores with what the label and the right of petition itself (anybody may ask) add."""
    extra = {PqrsdType.PETICION_INTERES_PARTICULAR.value: 1.0}
    if label is not None:
        extra[label] = extra.get(label, 0) + LABEL_WEIGHT
    return {kind: scores.get(kind, 0) + extra.get(kind, 0) for kind in {**scores, **extra}}


@cache
def _reader() -> Reader:
    rules = (*TYPES, *MOTIVES, *PRODUCTS, *PRIORITIES)
    return reader({**SPEECH, **MATTERS, **PERILS}, {rule.phrase for rule in rules})


def _sender(channel: str, petitioner: PetitionerClass) -> tuple[str, ...]:
    return (sound(f"canal:{channel}"), BREAK, sound(f"clase:{petitioner}"), BREAK)


def _ages(text: str) -> tuple[str, ...]:
    """Whether the text tells the age of a minor or of an old person."""
    told = [int(age or CARDINALS[word]) for age, word in re.findall(AGE, plain(text))]
    is_minor, is_old = any(age < OF_AGE for age in told), any(age >= OLD for age in told)
    return (*[sound("edad:menor")] * is_minor, BREAK, *[sound("edad:mayor")] * is_old, BREAK)


def _scores(read: Reading, rules: Iterable[Rule]) -> dict[str, float]:
    found: dict[str, float] = {}
    for rule in rules:
        if says(read, rule.phrase):
            found[rule.target] = found.get(rule.target, 0) + rule.weight
    return found


def _governing(scores: Mapping[str, float]) -> tuple[PqrsdType, float]:
    """The strongest type and how sure that is; of a mixed petition the one with the shortest term.

    What a special law governs leaves the general one aside (Ley 57 de 1887, art. 5).
    """
    special = {kind: score for kind, score in scores.items() if kind in SPECIAL and score >= SPECIAL_FLOOR}
    scores = special or scores
    ranked = sorted(scores, key=lambda x: (-scores[x], days_of(PqrsdType(x))))
    best = ranked[0]
    rivals = [x for x in ranked if scores[x] >= SETTLED and scores[best] - scores[x] <= MIXED_MARGIN]
    rivals += [kind for kind, floor in ASKED_APART.items() if scores.get(kind, 0) >= floor]
    chosen = min([best, *rivals], key=lambda x: days_of(PqrsdType(x)))
    total = sum(math.exp(score - scores[best]) for score in scores.values())
    return PqrsdType(chosen), round(math.exp(scores[chosen] - scores[best]) / total, 2)


def _motive(read: Reading, subject: Reading, petitioner: PetitionerClass) -> str:
    """What it is about: the subject says it twice."""
    scores = _scores(read, MOTIVES)
    for motive, score in _scores(subject, MOTIVES).items():
        scores[motive] = scores.get(motive, 0) + score * SUBJECT_SHARE
    return _best(scores) or ("institucional" if petitioner == PetitionerClass.AUTHORITY else "atencion")


def _best(scores: Mapping[str, float]) -> str | None:
    return max(scores, key=lambda x: scores[x], default=None)


def _priority(read: Reading, kind: PqrsdType) -> Rule | None:
    """The most urgent reason to attend first. Praise, proposals and opinions ask for nothing urgent but a life."""
    told = [rule for rule in PRIORITIES if says(read, rule.phrase)]
    return next((rule for rule in told if kind not in UNHURRIED or rule.target == "riesgo_vida"), None)


def _reasons(
    read: Reading, kind: PqrsdType, motive: str, label: PqrsdType | None, urgent: Rule | None
) -> Iterable[str]:
    """Why, strongest first: of the type, of the motive, of the priority."""
    told = [rule for rule in TYPES if rule.target == kind and says(read, rule.phrase)]
    yield from (f"{kind.label}: {rule.says}" for rule in sorted(told, key=lambda x: -x.weight) if rule.weight > 0)
    if label == kind:
        yield f"{kind.label}: así la llamó quien la presenta"
    yield from (f"Motivo: {rule.says}" for rule in MOTIVES if rule.target == motive and says(read, rule.phrase))
    if urgent is not None:
        yield f"Prioridad: {urgent.says}"
