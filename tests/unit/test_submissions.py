"""What a signalled answer must bring, and why it may be refused."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from domain.chronicle import line_of_refusal
from domain.petitions import SubmittedAnswer
from domain.submissions import (
    MAX_NAME,
    MAX_TEXT,
    AnswererUnknown,
    Standing,
    SubmissionIncomplete,
    TextUnknown,
    answer_of,
    checked,
    readable,
)

SAID = SubmittedAnswer(by="respuesta", sense="favorable", signer="Carolina Mejía", text="Se accede.")
KNOWN = Standing(is_by_official=True, has_text=True)


def test_its_text_is_known_by_its_hash_and_it_never_counts_as_that_of_who_leads() -> None:
    answer = answer_of(SAID)

    assert answer.text_hash == sha256(b"Se accede.").hexdigest()
    assert answer.needs_review


def test_without_a_text_it_names_one_of_the_case_or_the_approved_draft() -> None:
    digest = "a" * 64

    assert answer_of(replace(SAID, text=None, text_hash=digest)).text_hash == digest
    assert answer_of(replace(SAID, text=None)).text_hash is None


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("by", ""),
        ("signer", " \x00"),
        ("sense", ""),
        ("sense", "tal vez"),
        ("text", " "),
        ("text", "x" * (MAX_TEXT + 1)),
        ("text_hash", "no es una huella"),
        ("text_hash", "A" * 64),
    ],
)
def test_what_it_lacks_is_named(name: str, wrong: str) -> None:
    given: dict[str, Any] = {name: wrong}

    with pytest.raises(SubmissionIncomplete, match=f"«{name}»"):
        answer_of(readable(replace(SAID, **given)))


def test_what_hides_in_it_reaches_neither_the_case_nor_its_log() -> None:
    act = readable(replace(SAID, by="agen\x00te" + "x" * 500, signer="Ana\u202e", text="Uno\r\ndos\x07 "))

    assert (act.by, act.signer, act.text) == (("agente" + "x" * 500)[:MAX_NAME], "Ana", "Uno\ndos")


def test_only_an_official_answers_and_only_with_a_text_that_the_case_keeps() -> None:
    checked(SAID, KNOWN)

    with pytest.raises(AnswererUnknown, match="«respuesta»"):
        checked(SAID, Standing(is_by_official=False, has_text=True))
    with pytest.raises(TextUnknown) as refusal:
        checked(SAID, Standing(is_by_official=True, has_text=False))
    line = line_of_refusal(SAID, refusal.value)
    assert (line.act, line.actor) == ("respuesta", "respuesta")
    assert line.text.startswith("No se aceptó: El caso no guarda ningún texto")
