"""The calculator's JSON, on every dated example of the law."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from domain.colombia import LATEST
from domain.ledger import LedgerEvent
from domain.terms import PqrsdType
from schemas.plazo import plazo_json

CASES = json.loads((Path(__file__).parent / "golden_deadlines.json").read_text())


def answer(case: dict[str, Any]) -> dict[str, Any]:
    received_at = datetime.fromisoformat(case["received_at"])
    events = [LedgerEvent.from_json(e, received_at) for e in case["events"]]
    return plazo_json(PqrsdType(case["type"]), received_at, events, LATEST)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_the_answer_has_the_agreed_keys_and_survives_json(case: dict[str, Any]) -> None:
    plazo = answer(case)

    assert list(plazo) == [
        "vence_el",
        "vence_el_mas_temprano",
        "maximo_con_prorroga",
        "estado",
        "explicacion",
        "dias_que_no_cuentan",
        "hitos",
    ]
    assert json.loads(json.dumps(plazo)) == plazo


@pytest.mark.parametrize("case", [c for c in CASES if c["milestone"] == "response"], ids=lambda c: c["name"])
def test_the_dates_are_the_golden_ones_and_the_last_words_say_so(case: dict[str, Any]) -> None:
    plazo = answer(case)

    assert (plazo["vence_el"], plazo["vence_el_mas_temprano"]) == (case["due_date"], case["safest_due_date"])
    assert plazo["hitos"]["respuesta"] == case["due_date"]
    assert any(sentence.startswith("Vence el ") for sentence in plazo["explicacion"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_every_sentence_cites_its_norm_or_lists_days(case: dict[str, Any]) -> None:
    for sentence in answer(case)["explicacion"]:
        assert sentence.endswith(".")
        assert any(word in sentence for word in ("Ley", "Decreto", "Días que no cuentan", "lectura más estricta"))
