"""How well the proposals match people's labels: accuracy, precision and recall by class and confusion, by split.

The texts were labelled and split before any rule existed. Rules are tuned on `desarrollo` and `ajuste`; `prueba` is the
part of the first set kept apart and `redaccion_nueva` was written in other voices before the first rule.
"""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.report import keep
from domain.case import PetitionerClass
from domain.classification import Proposal, propose
from domain.terms import PqrsdType

TEXTS = Path(__file__).parents[1] / "tests" / "unit"
FILES = ("classification_texts.json", "classification_fresh_texts.json", "classification_tuning_texts.json")
PARTS = ("desarrollo", "ajuste", "prueba", "redaccion_nueva")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Measured:
    """What was expected and what was proposed, by aspect, of a split."""

    pairs: dict[str, list[Pair]]
    confidences: list[tuple[float, bool]]

    def accuracy(self, aspect: str) -> float:
        """The share proposed as expected."""
        return _share(sum(wanted == got for wanted, got in self.pairs[aspect]), len(self.pairs[aspect]))

    def precision(self, aspect: str, value: str) -> float:
        """Of what was proposed as *value*, the share that is."""
        return _share(self._hits(aspect, value), sum(got == value for _, got in self.pairs[aspect]))

    def recall(self, aspect: str, value: str) -> float:
        """Of what is *value*, the share proposed so."""
        return _share(self._hits(aspect, value), sum(wanted == value for wanted, _ in self.pairs[aspect]))

    def raised(self) -> tuple[float, float]:
        """Precision and recall of raising any priority at all."""
        both = [(wanted != "", got != "") for wanted, got in self.pairs["prioridad"]]
        hits = sum(wanted and got for wanted, got in both)
        return _share(hits, sum(got for _, got in both)), _share(hits, sum(wanted for wanted, _ in both))

    def confusion(self, aspect: str) -> Counter[Pair]:
        """How often each value was taken for another."""
        return Counter(pair for pair in self.pairs[aspect] if pair[0] != pair[1])

    def certainty(self, floor: float) -> tuple[float, float]:
        """Of the proposals at least that sure, the share right in type; and how many of all they are."""
        sure = [is_right for confidence, is_right in self.confidences if confidence >= floor]
        return _share(sum(sure), len(sure)), _share(len(sure), len(self.confidences))

    def _hits(self, aspect: str, value: str) -> int:
        return sum(wanted == got == value for wanted, got in self.pairs[aspect])


@cache
def texts(part: str) -> list[dict[str, Any]]:
    """The labelled texts of a split."""
    return [x for name in FILES for x in json.loads((TEXTS / name).read_text()) if x["parte"] == part]


@cache
def measured(part: str) -> Measured:
    """The proposals for a split beside its labels."""
    found = [(x, _proposed(x)) for x in texts(part)]
    pairs = {
        "tipo": [(x["tipo"], str(p.type)) for x, p in found],
        "motivo": [(x["motivo"], p.motive or "") for x, p in found],
        "producto": [(x["producto"] or "", p.product or "") for x, p in found],
        "prioridad": [(x["prioridad"] or "", p.priority or "") for x, p in found],
    }
    return Measured(pairs, [(p.confidence, p.type == x["tipo"]) for x, p in found])


def _proposed(x: dict[str, Any]) -> Proposal:
    label = PqrsdType(x["sugerido"]) if x["sugerido"] else None
    return propose(x["canal"], x["asunto"], x["texto"], label, PetitionerClass(x["clase"]))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def summary() -> list[str]:
    """One row a split: texts, accuracy by aspect, precision and recall of raising a priority."""
    return [_row(part, measured(part)) for part in PARTS]


def _row(part: str, found: Measured) -> str:
    figures = [*(found.accuracy(aspect) for aspect in found.pairs), *found.raised()]
    return f"| {part} | {len(texts(part))} | {' | '.join(f'{x:.2f}'.replace('.', ',') for x in figures)} |"


def tables(part: str) -> str:
    """The tables of a split, in Markdown."""
    found = measured(part)
    kinds = sorted({wanted for wanted, _ in found.pairs["tipo"]})
    classes = [f"| {k} | {sum(w == k for w, _ in found.pairs['tipo'])} | {found.precision('tipo', k):.2f} "
               f"| {found.recall('tipo', k):.2f} |" for k in kinds]  # fmt: skip
    wrong = [f"| {a} | {b} | {n} |" for (a, b), n in found.confusion("tipo").most_common()]
    head = ["| tipo | textos | precisión | exhaustividad |", "|---|---:|---:|---:|"]
    return "\n".join([*head, *classes, "", "| es | se propuso | veces |", "|---|---|---:|", *wrong, "", *_sure(found)])


def _sure(found: Measured) -> list[str]:
    """How far the confidence can be trusted."""
    rows = [f"| {floor:.2f} | {right:.2f} | {share:.2f} |" for floor in (0.5, 0.7, 0.95)
            for right, share in [found.certainty(floor)]]  # fmt: skip
    return ["| confianza de al menos | aciertos | parte de los textos |", "|---:|---:|---:|", *rows]


def run() -> None:
    """Measure, print and keep."""
    figures: dict[str, float] = {}
    for part in PARTS:
        found = measured(part)
        figures |= {f"{part}, {aspect}": found.accuracy(aspect) for aspect in found.pairs}
        figures |= dict(zip((f"{part}, prioridad precisión", f"{part}, prioridad exhaustividad"), found.raised(),
                            strict=True))  # fmt: skip
        print(f"\n### {part}\n\n{tables(part)}")
    keep("classification", "aciertos de la propuesta por partición, textos etiquetados antes de las reglas", figures)


if __name__ == "__main__":
    run()
