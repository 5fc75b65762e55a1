"""What an approved answer may say, and what goes in its blanks."""

from datetime import date

import pytest

from domain.case import PetitionerClass, opened
from domain.catalog_seed_organization import ORGANIZATION
from domain.catalog_seed_reception import CHANNELS, MOTIVES, PRODUCTS
from domain.drafts import Change, compared
from domain.knowledge import (
    PLACEHOLDERS,
    BrokenPlaceholder,
    KnowledgeState,
    KnownAnswer,
    NotPending,
    OwnText,
    UnknownPlaceholder,
    approved,
    blanks,
    checked,
    filled,
)
from domain.knowledge_seed import SEED
from domain.names import names
from domain.terms import PqrsdType
from tests.support import a_domain_filing


def test_every_blank_of_the_list_is_known_with_or_without_spaces() -> None:
    text = " ".join(f"{{{{{name}}}}} {{{{ {name} }}}}" for name in PLACEHOLDERS)

    assert checked(text) == text


@pytest.mark.parametrize("name", ["saldo", "nombre.__class__", "7*7", "", "Nombre", "self"])
def test_an_unknown_blank_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(UnknownPlaceholder, match=name or "«»") as refusal:
        checked(f"Hola {{{{{name}}}}}.")

    assert refusal.value.status == 422


@pytest.mark.parametrize("broken", ["Hola {{nombre", "Hola nombre}}", "{{{{nombre}}}}", "{{ {nombre} }}"])
def test_braces_without_their_pair_are_refused(broken: str) -> None:
    with pytest.raises(BrokenPlaceholder):
        checked(broken)


def test_what_a_fact_says_is_never_read_as_a_blank() -> None:
    said = filled("Señora {{nombre}}: {{radicado}}.", {"nombre": "{{radicado}} {% x %}", "radicado": "2026-E-000001"})

    assert said == "Señora {{radicado}} {% x %}: 2026-E-000001."


def test_the_blanks_of_a_case_say_what_people_say() -> None:
    case = opened(a_domain_filing(product="credito_pregrado", motive="atencion", dependencia="VCC"))
    called = names(CHANNELS, PRODUCTS, MOTIVES, ORGANIZATION)

    facts = blanks(case, name="Lucía Ríos", subject="Extracto", due_on=date(2025, 2, 24), today=date(2025, 2, 4),
                   names=called)  # fmt: skip

    assert set(facts) == set(PLACEHOLDERS)
    assert facts["producto"] == "Crédito de pregrado"
    assert facts["motivo"] == "Atención y trato"
    assert facts["dependencia"] == "Vicepresidencia de Crédito y Cobranza"
    assert facts["recibido"] == "lunes 3 de febrero de 2025"


@pytest.mark.parametrize("hidden", [PetitionerClass.ANONYMOUS, PetitionerClass.RESERVED])
def test_a_hidden_identity_never_goes_in_a_blank(hidden: PetitionerClass) -> None:
    case = opened(a_domain_filing(petitioner=hidden))

    facts = blanks(case, name="Testigo", subject="x", due_on=None, today=date(2025, 2, 4))

    assert "Testigo" not in filled("Señor {{nombre}}", facts)


def test_another_person_approves_and_only_a_draft() -> None:
    answer = KnownAnswer(code="x", title="X", body="x", author="ana")

    assert approved(answer, "eva") is answer
    with pytest.raises(OwnText, match="ana"):
        approved(answer, "ana")
    with pytest.raises(NotPending, match="aprobada"):
        approved(KnownAnswer(code="x", title="X", body="x", author="ana", state=KnowledgeState.APPROVED), "eva")


def test_the_first_answers_are_well_formed_and_about_things_that_exist() -> None:
    assert len({answer.code for answer in SEED}) == len(SEED) >= 12
    for answer in SEED:
        assert checked(answer.body)
        assert {PqrsdType(kind) for kind in answer.types}
        assert answer.motives
        assert answer.approved_by != answer.author


def test_a_comparison_shows_what_went_and_what_came() -> None:
    pieces = compared("Se niega la solicitud.\n\nFin.", "Se concede la solicitud.\n\nFin.")

    assert [(x.change, x.text) for x in pieces] == [
        (Change.KEPT, "Se "),
        (Change.REMOVED, "niega"),
        (Change.ADDED, "concede"),
        (Change.KEPT, " la solicitud.\n\nFin."),
    ]


def test_the_pieces_of_a_comparison_make_up_both_texts() -> None:
    before, after = "uno dos tres\n" * 900, "uno dos tres\n" * 500 + "cuatro\n" + "uno dos tres\n" * 400

    pieces = compared(before, after)

    assert "".join(x.text for x in pieces if x.change != Change.ADDED) == before
    assert "".join(x.text for x in pieces if x.change != Change.REMOVED) == after
