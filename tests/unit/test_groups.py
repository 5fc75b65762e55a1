"""Which petitions may be answered together, under which rule, and what each takes from it (art. 22)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.case import State, opened
from domain.clock import reckon
from domain.colombia import LEY_51
from domain.errors import AlreadyDecided, DraftNotApproved, NoDraft, SelfApproval
from domain.groups import (
    Candidate,
    GroupAnswered,
    JointText,
    MemberDecided,
    MemberOfAnother,
    NotGroupable,
    SingleAnswerWithBlanks,
    TooFewMembers,
    fits,
    formed,
    group,
    may_answer,
    may_draft,
    may_review,
)
from domain.knowledge import UnknownPlaceholder
from domain.ledger import EventKind
from domain.petitions import Group
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

EARLIEST, LATER = bogota(2025, 8, 20, 9), bogota(2025, 8, 25, 9)


def candidates(count: int, **changes: object) -> list[Candidate]:
    given = {"type": PqrsdType.CONSULTA, "received_at": LATER, "state": "en_tramite", "is_decided": False}
    return [Candidate(radicado=f"2025-E-{n:06d}", person=f"p{n}", **{**given, **changes}) for n in range(count)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("persons", "is_single"), [(10, False), (11, True)])
def test_a_single_answer_takes_more_than_ten_persons(persons: int, is_single: bool) -> None:  # noqa: FBT001
    assert formed(candidates(persons)).is_single_answer == is_single


def test_the_law_counts_persons_and_not_petitions() -> None:
    assert not formed([replace(x, person="la misma") for x in candidates(15)]).is_single_answer


@pytest.mark.parametrize("kind", [PqrsdType.RECLAMO, PqrsdType.QUEJA, PqrsdType.PETICION_INTERES_PARTICULAR])
def test_one_petition_of_another_kind_makes_it_joint_work_only(kind: PqrsdType) -> None:
    members = candidates(12)

    assert not formed([*members[1:], replace(members[0], type=kind)]).is_single_answer


@pytest.mark.parametrize("kind", [PqrsdType.TUTELA, PqrsdType.RECURSO_REPOSICION, PqrsdType.CONGRESISTA_INFORME,
                                  PqrsdType.HABEAS_DATA_RECLAMO, PqrsdType.DEFENSORIA_INFORMACION])  # fmt: skip
def test_what_the_law_wants_decided_apart_is_refused_by_its_name(kind: PqrsdType) -> None:
    members = candidates(3)

    with pytest.raises(NotGroupable, match=rf"2025-E-000001 es «{kind.label}»"):
        formed([members[0], replace(members[1], type=kind)])


def test_a_group_has_two_members_all_open_and_in_no_other_group() -> None:
    first, second = candidates(2)

    with pytest.raises(TooFewMembers):
        formed([first])
    with pytest.raises(MemberDecided, match="000001 está en estado «respondida»"):
        formed([first, replace(second, is_decided=True, state="respondida")])
    with pytest.raises(MemberOfAnother, match="000001 ya está en el grupo 2025-G-000009"):
        formed([first, replace(second, group="2025-G-000009")])


def test_the_earliest_petition_governs_the_single_answer() -> None:
    case = opened(a_domain_filing(type=PqrsdType.PETICION_INTERES_GENERAL, received_at=LATER))
    act = Group(by="eva", group_id="2025-G-000001", is_single_answer=True, receipts=(EARLIEST,))

    grouped = group(case, act, LATER, LEY_51)

    assert grouped.deadlines(LEY_51).due_on == date(2025, 9, 10)
    alone = reckon(case.filing.type, EARLIEST, (), LEY_51, case.filing.policy)
    assert grouped.deadlines(LEY_51).due_on == alone.due_on


def test_a_group_never_makes_a_term_later() -> None:
    case = opened(a_domain_filing(type=PqrsdType.CONSULTA, received_at=EARLIEST))
    act = Group(by="eva", group_id="2025-G-000001", is_single_answer=True, receipts=(LATER,))

    assert group(case, act, LATER, LEY_51).deadlines(LEY_51).due_on == case.deadlines(LEY_51).due_on


def test_joint_work_leaves_every_term_as_it_is() -> None:
    case = opened(a_domain_filing(received_at=LATER))

    grouped = group(case, Group(by="eva", group_id="g", is_single_answer=False, receipts=(EARLIEST,)), LATER, LEY_51)

    assert grouped == case


def test_grouping_again_in_the_same_group_changes_nothing() -> None:
    case = opened(a_domain_filing(received_at=LATER))
    act = Group(by="eva", group_id="g", is_single_answer=True, receipts=(EARLIEST,))

    twice = group(group(case, act, LATER, LEY_51), act, LATER, LEY_51)

    assert [x.kind for x in twice.ledger] == [EventKind.GROUPED]


def test_a_decided_case_is_not_grouped() -> None:
    case = replace(opened(a_domain_filing()), state=State.ANSWERED)

    with pytest.raises(AlreadyDecided):
        group(case, Group(by="eva", group_id="g", is_single_answer=True), LATER, LEY_51)


def test_one_approval_by_another_person_is_needed_and_enough() -> None:
    written = JointText(is_single_answer=True, drafted_by="ana")

    with pytest.raises(NoDraft):
        may_review(JointText(is_single_answer=True), "eva")
    with pytest.raises(SelfApproval):
        may_review(written, "ana")
    with pytest.raises(DraftNotApproved):
        may_answer(written)
    may_review(written, "eva")
    may_answer(replace(written, is_approved=True))


def test_an_answer_already_ordered_is_not_ordered_or_rewritten() -> None:
    done = JointText(is_single_answer=True, drafted_by="ana", is_approved=True, answered_by="eva", answered_at=LATER)

    for check in (may_draft, may_answer):
        with pytest.raises(GroupAnswered, match=r"eva ya ordenó la respuesta de este grupo el 25/08/2025 a las 09:00"):
            check(done)


def test_a_single_answer_is_the_same_for_all_and_joint_work_may_name_each() -> None:
    single, joint = JointText(is_single_answer=True), JointText(is_single_answer=False)

    assert fits("Hola {{nombre}}", joint) == "Hola {{nombre}}"
    with pytest.raises(SingleAnswerWithBlanks):
        fits("Hola {{nombre}}", single)
    with pytest.raises(UnknownPlaceholder, match="vence_el"):
        fits("Vence {{vence_el}}", joint)
