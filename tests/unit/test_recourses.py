"""Who gives up, recurs or insists: what proves it, from when it may be done and what it opens, with dates."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from domain import acts, correspondence, handling, insistencia, recourse
from domain import errors as e
from domain import errors_recourse as er
from domain import petitions as p
from domain.awaiting import recourses
from domain.case import Case, Sense, State, opened
from domain.case_letters import Medium, SentLetter
from domain.colombia import LEY_2578
from domain.deadlines import Policy
from domain.ledger import EventKind
from domain.letters import LetterKind
from domain.petitions_told import CourtDecision, RemitToCourt
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

POST = (Medium.POSTAL,)
FILED = bogota(2026, 11, 3, 9)
"""A Tuesday; a complaint received then lapses on 2026-11-25, a petition for information on 2026-11-18."""


def a_case(kind: PqrsdType = PqrsdType.QUEJA, **changes: Any) -> Case:
    return opened(a_domain_filing(received_at=FILED, type=kind, **changes))


def left(case: Case, status: str, at: datetime) -> Case:
    letter = case.due_letters[-1]
    sent = SentLetter.of(letter, status, at, "2026-S-000001", "x")
    return correspondence.letter_left(case, letter, sent, LEY_2578).next_version()


def withdrawn(**changes: Any) -> Case:
    act = p.Withdraw(by="c", is_own=True)
    return acts.withdraw(a_case(**changes), act, bogota(2026, 11, 5, 9), LEY_2578).next_version()


def denied_by_post() -> Case:
    """Information denied for reserva, posted on 9 November; nobody has brought the proof yet."""
    case = a_case(PqrsdType.PETICION_INFORMACION, media=POST)
    denial = p.Reject(by="a", norm="Ley 1266 de 2008, art. 5", text_hash="h", signer="S")
    denied = recourse.reject(case, denial, bogota(2026, 11, 9, 9), LEY_2578).next_version()
    return left(denied, "impresa", bogota(2026, 11, 9, 10))


def presented(ground: p.Ground, **more: Any) -> p.Reopen:
    return p.Reopen(by="c", argument_hash="h", ground=ground, **more)


def test_an_official_withdraws_nothing_without_what_the_petitioner_said() -> None:
    at = bogota(2026, 11, 5, 9)

    with pytest.raises(er.WithdrawalNotSaid, match="transcriba"):
        acts.withdraw(a_case(), p.Withdraw(by="agente", reason="Llamó."), at, LEY_2578)

    for said in (
        p.Withdraw(by="a", text_hash="h"),
        p.Withdraw(by="a", has_files=True),
        p.Withdraw(by="c", is_own=True),
    ):
        assert acts.withdraw(a_case(), said, at, LEY_2578).state == State.WITHDRAWN


@pytest.mark.parametrize("media", [(Medium.EMAIL,), POST, (Medium.AVISO,)])
def test_a_withdrawal_is_confirmed_to_whom_it_is_attributed_by_whatever_medium(media: tuple[Medium, ...]) -> None:
    letter = withdrawn(media=media).due_letters[-1]

    assert (letter.kind, letter.medium, letter.is_final) == (LetterKind.DESISTIMIENTO_EXPRESO, media[0], True)


def test_who_did_not_withdraw_goes_on_under_the_same_term_as_if_nobody_had() -> None:
    told = left(withdrawn(), "enviada", bogota(2026, 11, 5, 10))

    again = recourse.reopen(told, presented(p.Ground.DISOWNED), bogota(2026, 11, 12, 9), LEY_2578)

    assert told.deadlines(LEY_2578).due_on is None
    assert (again.cycle, again.state, again.decision) == (2, State.IN_PROGRESS, None)
    assert again.deadlines(LEY_2578).due_on == a_case().deadlines(LEY_2578).due_on == date(2026, 11, 25)


def test_a_withdrawal_is_disowned_within_two_months_of_its_confirmation() -> None:
    told = left(withdrawn(), "enviada", bogota(2026, 11, 5, 10))
    closed = handling.closed(correspondence.settled(told, LEY_2578), bogota(2026, 11, 6, 11))

    assert recourses(closed, LEY_2578, date(2026, 11, 9)) == {p.Ground.DISOWNED: date(2027, 1, 5)}
    assert recourse.reopen(closed, presented(p.Ground.DISOWNED), bogota(2027, 1, 5, 20), LEY_2578).cycle == 2
    with pytest.raises(er.DisownedOutOfTime, match="05/01/2027"):
        recourse.reopen(closed, presented(p.Ground.DISOWNED), bogota(2027, 1, 6, 8), LEY_2578)
    with pytest.raises(e.NothingToRecur):
        recourse.reopen(closed, presented(p.Ground.REPOSICION), bogota(2026, 11, 9, 8), LEY_2578)


def test_what_was_asked_before_a_withdrawal_that_was_not_theirs_is_asked_for_anew() -> None:
    asked = acts.require_completion(
        a_case(), p.RequireCompletion(by="a", missing_hash="h"), bogota(2026, 11, 4, 9), LEY_2578
    )
    gone = acts.withdraw(asked, p.Withdraw(by="a", text_hash="h"), bogota(2026, 11, 5, 9), LEY_2578)

    again = recourse.reopen(gone, presented(p.Ground.DISOWNED), bogota(2026, 12, 10, 9), LEY_2578)

    assert again.state == State.SUSPENDED
    assert again.deadlines(LEY_2578).milestones["complemento"] == date(2027, 1, 12)


def test_an_insistencia_before_anybody_proved_the_notification_proves_it() -> None:
    posted, on = denied_by_post(), bogota(2026, 11, 18, 9)

    case = recourse.reopen(posted, presented(p.Ground.INSISTENCIA), on, LEY_2578)

    assert recourses(posted, LEY_2578, date(2026, 11, 18)) == {p.Ground.INSISTENCIA: date(2026, 12, 2)}
    assert (case.cycle, case.state) == (2, State.IN_PROGRESS)
    assert case.deadlines(LEY_2578).due_on == date(2026, 11, 23)
    assert not correspondence.awaits_notification(case)


def test_a_recourse_counts_from_the_day_it_came_and_not_from_the_day_it_was_recorded() -> None:
    known = p.RecordDelivery(by="a", evidence="entregado", at=bogota(2026, 11, 9, 12))
    delivered = correspondence.record_delivery(denied_by_post(), known, bogota(2026, 11, 9, 12), LEY_2578)
    came = presented(p.Ground.INSISTENCIA, received_at=bogota(2026, 11, 24, 22))

    case = recourse.reopen(delivered, came, bogota(2026, 11, 30, 9), LEY_2578)

    assert case.deadlines(LEY_2578).due_on == date(2026, 11, 27)
    with pytest.raises(e.InsistenciaOutOfTime, match="24/11/2026"):
        recourse.reopen(delivered, presented(p.Ground.INSISTENCIA), bogota(2026, 11, 30, 9), LEY_2578)


def test_the_letter_of_the_decision_still_leaves_and_ends_nothing_of_the_new_cycle() -> None:
    answer = p.Answer(by="a", sense=Sense.DENIED, signer="S", text_hash="h")
    answered = handling.answer(a_case(), answer, bogota(2026, 11, 9, 9), LEY_2578)
    again = recourse.reopen(answered, presented(p.Ground.REPLICA), bogota(2026, 11, 9, 10), LEY_2578)
    owed = answered.due_letters[-1]

    sent = SentLetter.of(owed, "enviada", bogota(2026, 11, 9, 11), "2026-S-000001", "x")
    after = correspondence.letter_left(again, owed, sent, LEY_2578)

    assert (after.state, after.sent_at, after.decision) == (State.IN_PROGRESS, None, None)
    assert not correspondence.awaits_notification(after)


def test_nothing_is_presented_against_what_nobody_decided_nor_against_a_traslado() -> None:
    transferred = acts.transfer(a_case(), p.Traslado(by="a", entity="MEN", reason="x"), FILED, LEY_2578)

    with pytest.raises(e.NotClosedYet):
        recourse.reopen(a_case(), presented(p.Ground.REPLICA), FILED, LEY_2578)
    with pytest.raises(e.NothingToRecur):
        recourse.reopen(transferred, presented(p.Ground.REPLICA), FILED, LEY_2578)


def test_the_archive_of_what_was_not_clarified_rests_on_a_return_that_arrived() -> None:
    asked = p.Clarify(by="a", text_hash="h", is_request=True)
    posted = left(acts.clarify(a_case(media=POST), asked, bogota(2026, 11, 5, 9), LEY_2578), "impresa", FILED)
    act = p.Withdraw(by="j", is_tacit=True, act_number="R1", reason="No aclaró.")
    arrived = p.RecordDelivery(by="a", evidence="entregado", at=bogota(2026, 11, 11, 9), key=posted.letters[-1].key)

    with pytest.raises(e.RequerimientoNotProven):
        acts.withdraw(posted, act, bogota(2026, 11, 24, 9), LEY_2578)
    known = correspondence.record_delivery(posted, arrived, bogota(2026, 11, 12, 9), LEY_2578)

    assert posted.deadlines(LEY_2578).milestones["aclaracion"] == date(2026, 11, 20)
    assert known.deadlines(LEY_2578).closable_from == date(2026, 11, 27)
    with pytest.raises(e.DesistimientoTooEarly, match="27/11/2026"):
        acts.withdraw(known, act, bogota(2026, 11, 26, 9), LEY_2578)
    assert acts.withdraw(known, act, bogota(2026, 11, 27, 9), LEY_2578).state == State.WITHDRAWN


def test_a_return_that_came_back_is_no_ground_for_the_archive_until_it_arrives_another_way() -> None:
    asked = p.Clarify(by="a", text_hash="h", is_request=True)
    case = acts.clarify(a_case(media=(Medium.EMAIL, Medium.POSTAL)), asked, bogota(2026, 11, 5, 9), LEY_2578)
    mailed = left(case, "enviada", bogota(2026, 11, 5, 10))
    bounced = p.RecordDelivery(by="correo", evidence="rebotado", key=mailed.letters[-1].key)

    back = correspondence.record_delivery(mailed, bounced, bogota(2026, 11, 5, 11), LEY_2578)

    assert mailed.is_requerimiento_received
    assert not back.is_requerimiento_received
    assert back.due_letters[-1].medium == Medium.POSTAL
    assert [x.kind for x in back.ledger][-1] == EventKind.REQUIREMENT_RETURNED


@pytest.mark.parametrize("kind", sorted(recourse.ENTITLED))
def test_reserva_is_not_opposed_to_congress_judges_nor_competent_authorities(kind: PqrsdType) -> None:
    denial = p.Reject(by="a", norm="Ley 1266 de 2008, art. 5", text_hash="h", signer="S")

    with pytest.raises(er.ReservaNotOpposable) as said:
        recourse.reject(a_case(kind), denial, bogota(2026, 11, 4, 9), LEY_2578)

    assert said.value.norm == "Ley 1437 de 2011, art. 27"


def test_a_complement_recorded_late_counts_from_the_day_it_came() -> None:
    asked = acts.require_completion(
        a_case(), p.RequireCompletion(by="a", missing_hash="h"), bogota(2026, 11, 4, 9), LEY_2578
    )
    came = bogota(2026, 11, 6, 18)

    done = acts.complete(asked, p.Complete(by="a", text_hash="h", received_at=came), bogota(2026, 11, 20, 9), LEY_2578)
    early = p.Complete(by="a", text_hash="h", received_at=bogota(2026, 1, 1, 9))

    assert done.ledger[-1].at == came
    assert done.deadlines(LEY_2578).due_on == LEY_2578.business_days_after(date(2026, 11, 6), 14)
    assert acts.complete(asked, early, bogota(2026, 11, 20, 9), LEY_2578).ledger[-1].at == bogota(2026, 11, 4, 9)


def test_more_time_asked_for_in_time_is_granted_when_it_is_recorded_late() -> None:
    asked = acts.require_completion(
        a_case(), p.RequireCompletion(by="a", missing_hash="h"), bogota(2026, 11, 4, 9), LEY_2578
    )
    act = p.ExtendCompletion(by="a", received_at=bogota(2026, 12, 4, 23))

    extended = acts.extend_completion(asked, act, bogota(2026, 12, 9, 9), LEY_2578)

    assert extended.deadlines(LEY_2578).milestones["complemento"] == date(2027, 1, 4)
    with pytest.raises(e.CompletionExtensionOutOfTime):
        acts.extend_completion(asked, replace(act, received_at=None), bogota(2026, 12, 9, 9), LEY_2578)


def decided(**more: Any) -> Case:
    """A petition of a private interest, denied on 10 November by e-mail."""
    answer = p.Answer(by="a", sense=Sense.DENIED, signer="S", text_hash="h", **more)
    kind = more and PqrsdType.PETICION_INTERES_PARTICULAR
    case = handling.answer(a_case(kind or PqrsdType.QUEJA), answer, bogota(2026, 11, 10, 9), LEY_2578)
    return left(case, "enviada", bogota(2026, 11, 10, 10))


def test_an_answer_that_decides_a_right_is_told_and_recurred_as_an_act() -> None:
    case = decided(is_act=True)
    until = date(2026, 11, 25)

    assert case.letters[-1].kind == LetterKind.RESPUESTA_ACTO
    assert case.letters[-1].facts["recursos"] == "reposicion"
    assert recourses(correspondence.settled(case, LEY_2578), LEY_2578, until) == {p.Ground.REPOSICION: until}
    again = recourse.reopen(case, presented(p.Ground.REPOSICION), bogota(2026, 11, 20, 9), LEY_2578)
    assert again.type == PqrsdType.RECURSO_REPOSICION
    assert again.deadlines(LEY_2578).due_on == date(2027, 1, 20)
    with pytest.raises(e.NothingToRecur):
        recourse.reopen(case, presented(p.Ground.REPLICA), bogota(2026, 11, 20, 9), LEY_2578)


def test_an_act_that_may_be_appealed_says_before_whom() -> None:
    facts = decided(is_act=True, superior="la Presidencia de ICETEX").letters[-1].facts

    assert (facts["recursos"], facts["superior"]) == ("apelacion", "la Presidencia de ICETEX")


def test_an_act_waits_for_proof_where_the_house_does_not_presume_its_notification() -> None:
    case = decided(is_act=True)
    strict = replace(case.filing.policy, presumes_notification_of_acts=False)
    doubtful = replace(case, filing=replace(case.filing, policy=strict))

    assert correspondence.settles_at(case, LEY_2578) == bogota(2026, 11, 11, 10)
    assert correspondence.settles_at(doubtful, LEY_2578) is None


def test_an_answer_that_informs_admits_a_replica_and_no_recourse() -> None:
    case = decided()

    assert set(recourses(case, LEY_2578, date(2026, 11, 12))) == {p.Ground.REPLICA}
    with pytest.raises(e.NothingToRecur, match="reposicion"):
        recourse.reopen(case, presented(p.Ground.REPOSICION), bogota(2026, 11, 12, 9), LEY_2578)


def test_nothing_proceeds_against_what_decides_a_reposicion() -> None:
    again = recourse.reopen(decided(is_act=True), presented(p.Ground.REPOSICION), bogota(2026, 11, 20, 9), LEY_2578)
    answer = p.Answer(by="a", sense=Sense.DENIED, signer="S", text_hash="h2")

    firm = left(handling.answer(again.next_version(), answer, bogota(2026, 12, 1, 9), LEY_2578), "enviada",
                bogota(2026, 12, 1, 10))  # fmt: skip

    assert firm.decision is not None
    assert firm.decision.is_firm
    assert firm.letters[-1].facts["recursos"] == "ninguno"
    assert recourses(correspondence.settled(firm, LEY_2578), LEY_2578, date(2026, 12, 3)) == {}


def test_the_replica_of_the_financial_consumer_is_told_only_to_them() -> None:
    answer = p.Answer(by="a", sense=Sense.DENIED, signer="S", text_hash="h")
    kinds = (PqrsdType.QUEJA_CONSUMIDOR_FINANCIERO, PqrsdType.CONSULTA)

    told = [handling.answer(a_case(kind), answer, FILED, LEY_2578).due_letters[-1].facts["replica"] for kind in kinds]

    assert told == ["consumidor", ""]


@pytest.mark.parametrize(("months", "until"), [(2, date(2027, 1, 12)), (1, date(2026, 12, 9)), (3, date(2027, 2, 9))])
def test_how_long_there_is_for_a_replica_is_a_reading_of_the_case(months: int, until: date) -> None:
    case = a_case(policy=Policy(replica_months=months))
    answered = handling.answer(case, p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h"),
                               bogota(2026, 11, 9, 9), LEY_2578)  # fmt: skip

    known = correspondence.settled(left(answered, "enviada", bogota(2026, 11, 9, 10)), LEY_2578)

    assert recourses(known, LEY_2578, date(2026, 11, 12)) == {p.Ground.REPLICA: until}


def insisted() -> Case:
    """Who was denied information for reserva insists on 18 November, a Wednesday."""
    case = recourse.reopen(denied_by_post(), presented(p.Ground.INSISTENCIA), bogota(2026, 11, 18, 9), LEY_2578)
    return case.next_version()


REMISSION = RemitToCourt(by="a", court="Tribunal Administrativo de Cundinamarca", number="2026-S-000009")


def test_what_a_petitioner_insists_on_is_never_accepted_by_silence_and_is_for_the_court() -> None:
    denial = p.Answer(by="a", sense=Sense.DENIED, signer="S", text_hash="h")

    marks = insisted().deadlines(LEY_2578).milestones

    assert "copias" not in marks
    assert marks["envio_tribunal"] == date(2026, 11, 23)
    with pytest.raises(er.CourtDecides):
        handling.answer(insisted(), denial, bogota(2026, 12, 15, 9), LEY_2578)


def test_the_documents_go_to_the_court_once_and_the_term_waits_for_it() -> None:
    sent = insistencia.remit(insisted(), REMISSION, bogota(2026, 11, 20, 9), LEY_2578)

    assert sent.deadlines(LEY_2578).due_on is None
    assert sent.due_letters[-1].kind == LetterKind.REMISION_TRIBUNAL
    assert sent.due_letters[-1].facts["enviado_el"] == "2026-11-20"
    with pytest.raises(er.AlreadyRemitted, match="20/11/2026"):
        insistencia.remit(sent, REMISSION, bogota(2026, 11, 23, 9), LEY_2578)
    with pytest.raises(er.NothingToRemit):
        insistencia.remit(a_case(), REMISSION, bogota(2026, 11, 20, 9), LEY_2578)


@pytest.mark.parametrize(("until", "due_on"), [(None, date(2026, 12, 9)), (date(2026, 12, 15), date(2026, 12, 15))])
def test_what_the_court_decides_is_obeyed_by_its_day_or_in_three(until: date | None, due_on: date) -> None:
    sent = insistencia.remit(insisted(), REMISSION, bogota(2026, 11, 20, 9), LEY_2578)
    act = CourtDecision(by="a", sense=Sense.GRANTED, number="Auto 12", due_on=until)

    case = insistencia.decided_by_court(sent, act, bogota(2026, 12, 3, 9), LEY_2578)

    assert case.deadlines(LEY_2578).due_on == due_on
    with pytest.raises(er.NothingRemitted):
        insistencia.decided_by_court(insisted(), act, bogota(2026, 12, 3, 9), LEY_2578)
    with pytest.raises(er.NothingRemitted):
        insistencia.decided_by_court(case, act, bogota(2026, 12, 4, 9), LEY_2578)
