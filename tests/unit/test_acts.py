"""Each act, by its article: what it does and what refuses it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain import acts, correspondence, handling, recourse, reprojection
from domain import errors as e
from domain import petitions as p
from domain.case import Case, Sense, State, opened
from domain.case_letters import Medium, SentLetter
from domain.colombia import LEY_51
from domain.letters import LetterKind
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

MONDAY = bogota(2025, 2, 3, 9)
"""Received then, a petition of fifteen days lapses on 2025-02-24 and may be extended to 2025-03-17."""


def done(law: Callable[..., Case], case: Case, act: object, at: datetime = MONDAY) -> Case:
    return law(case, act, at, LEY_51).next_version()


def a_case(**changes: Any) -> Case:
    return opened(a_domain_filing(**changes))


def required(on: datetime = MONDAY) -> Case:
    return done(acts.require_completion, a_case(), p.RequireCompletion(by="a", missing_hash="h"), on)


def received(on: datetime = MONDAY) -> Case:
    """Required, and the petitioner has it."""
    return sent(required(on), "enviada", on)


def answered(**changes: Any) -> Case:
    return done(handling.answer, a_case(**changes), p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h"))


def sent(case: Case, status: str, at: datetime = MONDAY) -> Case:
    letter = case.due_letters[-1]
    record = SentLetter(key=letter.key, kind=letter.kind, medium=letter.medium, status=status, at=at,
                        text_hash=letter.text_hash, facts=letter.facts, is_final=letter.is_final)  # fmt: skip
    return correspondence.letter_left(case, letter, record, LEY_51)


def prorroga(until: date, reason: str = "Falta un concepto.") -> p.Prorroga:
    return p.Prorroga(by="a", new_due_on=until, reason=reason)


def test_a_prorroga_binds_to_the_announced_date_and_owes_its_notice() -> None:
    case = done(acts.grant_prorroga, a_case(), prorroga(date(2025, 3, 3)), bogota(2025, 2, 17, 10))

    assert case.deadlines(LEY_51).due_on == date(2025, 3, 3)
    assert case.due_letters[-1].kind == LetterKind.AVISO_PRORROGA


@pytest.mark.parametrize(
    ("act", "at", "refusal"),
    [
        (prorroga(date(2025, 3, 17)), bogota(2025, 2, 25), e.ProrrogaOutOfTime),
        (prorroga(date(2025, 3, 18)), bogota(2025, 2, 20), e.ProrrogaTooLong),
        (prorroga(date(2025, 2, 24)), bogota(2025, 2, 20), e.ProrrogaTooShort),
        (prorroga(date(2025, 3, 8)), bogota(2025, 2, 20), e.NotABusinessDay),
        (prorroga(date(2025, 3, 3), " "), bogota(2025, 2, 20), e.ReasonMissing),
    ],
)
def test_a_prorroga_is_refused_by_its_rule(act: p.Prorroga, at: datetime, refusal: type[e.DomainError]) -> None:
    with pytest.raises(refusal) as said:
        acts.grant_prorroga(a_case(), act, at, LEY_51)

    assert said.value.norm
    assert str(said.value)


def test_a_second_prorroga_names_the_first() -> None:
    case = done(acts.grant_prorroga, a_case(), prorroga(date(2025, 3, 3)))

    with pytest.raises(e.ProrrogaAlreadyGranted, match="03/03/2025"):
        acts.grant_prorroga(case, prorroga(date(2025, 3, 10)), MONDAY, LEY_51)


def test_the_last_instant_of_the_last_day_is_in_time() -> None:
    last = bogota(2025, 2, 24, 23, 59, 59)
    approved = p.Prorroga(by="a", new_due_on=date(2025, 3, 3), reason="Falta un concepto.", approved_by="jefe")

    assert acts.grant_prorroga(a_case(), approved, last, LEY_51).prorroga
    with pytest.raises(e.ProrrogaOnLastDay, match="24/02/2025"):
        acts.grant_prorroga(a_case(), prorroga(date(2025, 3, 3)), last, LEY_51)
    with pytest.raises(e.ProrrogaOutOfTime):
        acts.grant_prorroga(a_case(), approved, last + timedelta(seconds=1), LEY_51)


def test_no_prorroga_where_the_law_offers_none() -> None:
    with pytest.raises(e.ProrrogaNotOffered):
        acts.grant_prorroga(a_case(type=PqrsdType.CONGRESISTA_INFORME), prorroga(date(2025, 3, 3)), MONDAY, LEY_51)


def test_a_requerimiento_stops_the_term_and_completing_resumes_it() -> None:
    waiting = required(bogota(2025, 2, 5, 9))
    resumed = done(acts.complete, waiting, p.Complete(by="c", text_hash="h"), bogota(2025, 2, 20, 9))

    assert waiting.state == State.SUSPENDED
    assert waiting.deadlines(LEY_51).due_on is None
    assert resumed.deadlines(LEY_51).due_on == LEY_51.business_days_after(date(2025, 2, 20), 13)


def test_a_requerimiento_out_of_time_or_repeated_is_refused() -> None:
    again = p.RequireCompletion(by="a", missing_hash="h")

    with pytest.raises(e.RequerimientoOutOfTime, match="17/02/2025"):
        acts.require_completion(a_case(), again, bogota(2025, 2, 18), LEY_51)
    with pytest.raises(e.RequerimientoAlreadyMade):
        acts.require_completion(required(), again, MONDAY, LEY_51)


def test_while_the_petitioner_clarifies_nothing_else_is_required_nor_extended() -> None:
    ask = p.Clarify(by="a", text_hash="h", is_request=True)
    returned = done(acts.clarify, a_case(), ask)

    with pytest.raises(e.TermSuspended):
        acts.require_completion(returned, p.RequireCompletion(by="a", missing_hash="h"), MONDAY, LEY_51)
    with pytest.raises(e.TermSuspended):
        acts.grant_prorroga(returned, prorroga(date(2025, 3, 3)), MONDAY, LEY_51)
    with pytest.raises(e.TermSuspended):
        acts.clarify(required(), ask, MONDAY, LEY_51)
    with pytest.raises(e.ClarificationOutOfTime, match="24/02/2025"):
        acts.clarify(a_case(), ask, bogota(2025, 2, 25), LEY_51)


def test_nobody_completes_what_nobody_required() -> None:
    with pytest.raises(e.NothingRequired):
        acts.complete(a_case(), p.Complete(by="c", text_hash="h"), MONDAY, LEY_51)


def test_the_petitioner_gets_an_equal_term_once_and_in_time() -> None:
    ask = p.ExtendCompletion(by="c")
    extended = done(acts.extend_completion, required(), ask, bogota(2025, 3, 3))

    assert extended.deadlines(LEY_51).milestones["complemento"] == date(2025, 4, 3)
    with pytest.raises(e.CompletionAlreadyExtended):
        acts.extend_completion(extended, ask, bogota(2025, 3, 3), LEY_51)
    with pytest.raises(e.CompletionExtensionOutOfTime):
        acts.extend_completion(required(), ask, bogota(2025, 3, 4), LEY_51)


def test_tacit_desistimiento_needs_the_month_the_act_and_its_reasons() -> None:
    act = p.Withdraw(by="a", is_tacit=True, act_number="RES-1", reason="No completó.")

    with pytest.raises(e.DesistimientoTooEarly, match="04/03/2025"):
        acts.withdraw(received(), act, bogota(2025, 3, 3, 23), LEY_51)
    with pytest.raises(e.DesistimientoWithoutAct):
        acts.withdraw(received(), p.Withdraw(by="a", is_tacit=True), bogota(2025, 3, 4), LEY_51)
    with pytest.raises(e.NothingRequired):
        acts.withdraw(a_case(), act, bogota(2025, 3, 4), LEY_51)
    with pytest.raises(e.RequerimientoNotProven):
        acts.withdraw(required(), act, bogota(2025, 3, 4), LEY_51)
    assert done(acts.withdraw, received(), act, bogota(2025, 3, 4)).state == State.WITHDRAWN


def test_of_completion_and_desistimiento_in_the_same_instant_the_first_wins() -> None:
    at = bogota(2025, 3, 4)
    withdrawn = done(acts.withdraw, received(), p.Withdraw(by="a", is_tacit=True, act_number="R", reason="r"), at)
    completed = done(acts.complete, received(), p.Complete(by="c", text_hash="h"), at)

    with pytest.raises(e.NothingRequired):
        acts.complete(withdrawn, p.Complete(by="c", text_hash="h"), at, LEY_51)
    with pytest.raises(e.NothingRequired):
        acts.withdraw(completed, p.Withdraw(by="a", is_tacit=True, act_number="R", reason="r"), at, LEY_51)


def test_a_total_traslado_ends_the_case_with_two_letters_and_a_partial_one_does_not() -> None:
    total = done(acts.transfer, a_case(), p.Traslado(by="a", entity="MEN", reason="competencia"))
    partial = done(acts.transfer, a_case(), p.Traslado(by="a", entity="MEN", reason="una parte", is_partial=True))

    assert total.state == State.TRANSFERRED
    assert [x.recipient for x in total.due_letters[1:]] == ["entidad", "peticionario"]
    assert not partial.is_decided
    assert partial.deadlines(LEY_51).due_on == date(2025, 2, 24)


def test_a_suspension_by_act_moves_the_date_and_tells_the_petitioner() -> None:
    act = p.Suspend(by="s", from_on=date(2025, 2, 10), to_on=date(2025, 2, 14), act_number="R1", norm="Ley X")

    case = done(acts.suspend, a_case(), act)
    dates = case.deadlines(LEY_51)

    assert dates.due_on == date(2025, 3, 3)
    assert dates.earliest_due_on == date(2025, 2, 24)
    assert case.due_letters[-1].kind == LetterKind.PLAZO_MODIFICADO
    with pytest.raises(e.DatesReversed):
        acts.suspend(a_case(), p.Suspend(by="s", from_on=act.to_on, to_on=act.from_on, act_number="R", norm="N"),
                     MONDAY, LEY_51)  # fmt: skip


def test_reclassifying_shortens_freely_and_lengthens_only_when_approved() -> None:
    shorter = done(handling.classify, a_case(), p.Classify(type=PqrsdType.PETICION_INFORMACION, by="a"))
    longer = p.Classify(type=PqrsdType.CONSULTA, by="a")
    approved = p.Classify(type=PqrsdType.CONSULTA, by="a", approved_by="jefe")

    assert shorter.deadlines(LEY_51).due_on == date(2025, 2, 17)
    with pytest.raises(e.ReclassificationLengthens, match="Consulta"):
        handling.classify(a_case(), longer, MONDAY, LEY_51)
    assert done(handling.classify, a_case(), approved).deadlines(LEY_51).due_on == date(2025, 3, 17)


@pytest.mark.parametrize("level", [0, 3, 4])
def test_a_case_passes_only_to_another_of_the_three_levels(level: int) -> None:
    third = done(handling.escalate, a_case(), p.Escalate(by="a", level=3, dependencia="VCC", reason="x"))

    assert third.level == 3
    with pytest.raises(e.UnknownLevel):
        handling.escalate(third, p.Escalate(by="a", level=level, dependencia="VCC", reason="x"), MONDAY, LEY_51)


def test_nobody_approves_the_own_draft_and_only_an_approved_one_leaves() -> None:
    written = done(handling.draft, a_case(), p.WriteDraft(by="ana", text_hash="h"))
    answer = p.Answer(by="ana", sense=Sense.GRANTED, signer="S")

    with pytest.raises(e.SelfApproval, match="ana"):
        handling.review(written, p.Review(by="ana", is_approved=True), MONDAY, LEY_51)
    with pytest.raises(e.DraftNotApproved):
        handling.answer(written, answer, MONDAY, LEY_51)
    approved = done(handling.review, written, p.Review(by="eva", is_approved=True))
    assert done(handling.answer, approved, answer).decision is not None


def test_a_returned_draft_must_be_written_again() -> None:
    written = done(handling.draft, a_case(), p.WriteDraft(by="ana", text_hash="h"))
    returned = done(handling.review, written, p.Review(by="eva", is_approved=False))

    with pytest.raises(e.NoDraft):
        handling.review(returned, p.Review(by="eva", is_approved=True), MONDAY, LEY_51)


def test_a_partial_answer_leaves_and_does_not_close() -> None:
    written = done(handling.draft, a_case(), p.WriteDraft(by="ana", text_hash="h", kind="parcial"))
    case = done(handling.review, written, p.Review(by="eva", is_approved=True))

    assert case.due_letters[-1].kind == LetterKind.RESPUESTA_PARCIAL
    assert not case.is_decided


def test_a_second_answer_learns_who_and_when() -> None:
    with pytest.raises(e.AlreadyAnswered, match="a ya respondió este caso el 03/02/2025"):
        handling.answer(answered(), p.Answer(by="b", sense=Sense.DENIED, signer="S", text_hash="h"), MONDAY, LEY_51)


@pytest.mark.parametrize("act", [p.Withdraw(by="c"), p.Traslado(by="a", entity="X", reason="y")])
def test_a_decided_case_takes_no_further_decision(act: object) -> None:
    law = acts.withdraw if isinstance(act, p.Withdraw) else acts.transfer

    with pytest.raises(e.AlreadyDecided, match="respondida"):
        law(answered(), act, MONDAY, LEY_51)  # type: ignore[arg-type]


def test_the_term_is_satisfied_by_delivery_not_by_signature() -> None:
    case = sent(answered(), "enviada")

    settled = correspondence.settled(case, LEY_51)

    assert case.deadlines(LEY_51).status == "corriendo"
    assert correspondence.settles_at(case, LEY_51) == MONDAY + timedelta(hours=24)
    assert settled.deadlines(LEY_51).status == "satisfecho"


@pytest.mark.parametrize("status", ["rechazada", "sin_destino"])
def test_a_refused_mail_goes_by_the_next_medium_and_the_clock_goes_on(status: str) -> None:
    case = sent(answered(media=(Medium.EMAIL, Medium.POSTAL)), status)

    assert case.state == State.ANSWERED
    assert case.due_letters[-1].medium == Medium.POSTAL
    assert case.due_letters[-1].key.endswith("/direccion")
    assert case.deadlines(LEY_51).status == "corriendo"


def test_when_no_medium_is_left_the_answer_is_published_by_aviso() -> None:
    case = sent(sent(answered(), "rechazada"), "publicada")

    assert case.medium == Medium.AVISO
    assert correspondence.settles_at(case, LEY_51) == bogota(2025, 2, 12)


def test_a_bounce_after_the_sending_opens_the_next_medium() -> None:
    act = p.RecordDelivery(by="r", evidence="rebotado")

    case = correspondence.record_delivery(sent(answered(), "enviada"), act, MONDAY, LEY_51)

    assert case.due_letters[-1].medium == Medium.AVISO
    with pytest.raises(e.NothingSent):
        correspondence.record_delivery(a_case(), act, MONDAY, LEY_51)


def test_a_replica_opens_a_new_cycle_with_a_term_of_its_own_within_two_months() -> None:
    closed = handling.closed(correspondence.settled(sent(answered(), "enviada"), LEY_51), MONDAY)
    act = p.Reopen(by="c", argument_hash="h")

    case = recourse.reopen(closed, act, bogota(2025, 4, 3, 10), LEY_51)

    assert (case.cycle, case.state) == (2, State.IN_PROGRESS)
    assert case.deadlines(LEY_51).due_on == LEY_51.business_days_after(date(2025, 4, 3), 15)
    with pytest.raises(e.ReplicaOutOfTime, match="03/04/2025"):
        recourse.reopen(closed, act, bogota(2025, 4, 4), LEY_51)
    with pytest.raises(e.NotClosedYet):
        recourse.reopen(a_case(), act, MONDAY, LEY_51)


def test_a_desistimiento_is_told_like_an_answer_and_admits_reposicion_from_its_notification() -> None:
    act = p.Withdraw(by="a", is_tacit=True, act_number="RES-1", reason="No completó.")
    withdrawn = done(acts.withdraw, received(), act, bogota(2025, 3, 4))
    told = correspondence.settled(sent(withdrawn, "enviada", bogota(2025, 3, 5, 9)), LEY_51)
    closed = handling.closed(told, bogota(2025, 3, 6, 9))
    recurred = p.Reopen(by="c", argument_hash="h", ground=p.Ground.REPOSICION)

    case = recourse.reopen(closed, recurred, bogota(2025, 3, 19, 10), LEY_51)

    assert correspondence.awaits_notification(withdrawn)
    assert closed.state == State.WITHDRAWN
    assert case.type == PqrsdType.RECURSO_REPOSICION
    assert case.deadlines(LEY_51).due_on == date(2025, 5, 19)
    with pytest.raises(e.ReposicionOutOfTime, match="19/03/2025"):
        recourse.reopen(closed, recurred, bogota(2025, 3, 20), LEY_51)
    with pytest.raises(e.NothingToRecur, match="insistencia"):
        recourse.reopen(closed, p.Reopen(by="c", argument_hash="h", ground=p.Ground.INSISTENCIA), MONDAY, LEY_51)


def test_information_denied_for_reserva_admits_insistencia_that_goes_to_the_court_in_three_days() -> None:
    denial = p.Reject(by="a", norm="Ley 1266 de 2008, art. 5", text_hash="h", signer="S")
    denied = done(recourse.reject, a_case(type=PqrsdType.PETICION_INFORMACION), denial)
    closed = handling.closed(correspondence.settled(sent(denied, "enviada"), LEY_51), bogota(2025, 2, 4, 9))
    insists = p.Reopen(by="c", argument_hash="h", ground=p.Ground.INSISTENCIA)

    case = recourse.reopen(closed, insists, bogota(2025, 2, 17, 10), LEY_51)

    assert denied.due_letters[-1].kind == LetterKind.RECHAZO_RESERVA
    assert closed.deadlines(LEY_51).milestones["insistencia"] == date(2025, 2, 17)
    assert case.deadlines(LEY_51).due_on == date(2025, 2, 20)
    with pytest.raises(e.InsistenciaOutOfTime, match="17/02/2025"):
        recourse.reopen(closed, insists, bogota(2025, 2, 18), LEY_51)
    with pytest.raises(e.AlreadyAnswered):
        recourse.reject(denied, denial, MONDAY, LEY_51)


def test_a_second_cycle_counts_the_term_of_the_type_it_was_classified_as() -> None:
    quick = done(handling.classify, a_case(), p.Classify(type=PqrsdType.PETICION_INFORMACION, by="a"))
    answer = done(handling.answer, quick, p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h"))
    closed = handling.closed(correspondence.settled(sent(answer, "enviada"), LEY_51), MONDAY)

    case = recourse.reopen(closed, p.Reopen(by="c", argument_hash="h"), bogota(2025, 3, 3, 9), LEY_51)

    assert case.deadlines(LEY_51).due_on == LEY_51.business_days_after(date(2025, 3, 3), 10)


def test_a_prorroga_whose_notice_comes_back_does_not_bind_until_it_arrives_in_time() -> None:
    granted = done(acts.grant_prorroga, a_case(media=(Medium.EMAIL, Medium.POSTAL)), prorroga(date(2025, 3, 3)))
    returned = sent(granted, "rechazada", bogota(2025, 2, 10, 9))
    posted = sent(returned, "impresa", bogota(2025, 2, 10, 10))
    key = posted.letters[-1].key
    proof = p.RecordDelivery(by="r", evidence="entregado", key=key)

    in_time = correspondence.record_delivery(posted, proof, bogota(2025, 2, 20, 9), LEY_51)
    late = correspondence.record_delivery(posted, proof, bogota(2025, 2, 26, 9), LEY_51)

    assert returned.prorroga is None
    assert returned.deadlines(LEY_51).due_on == posted.deadlines(LEY_51).due_on == date(2025, 2, 24)
    assert returned.due_letters[-1].medium == Medium.POSTAL
    assert in_time.deadlines(LEY_51).due_on == date(2025, 3, 3)
    assert late.deadlines(LEY_51).due_on == date(2025, 2, 24)


def test_a_requerimiento_by_post_counts_for_desistimiento_from_its_proof_of_receipt() -> None:
    case = opened(a_domain_filing(media=(Medium.POSTAL,)))
    asked = done(acts.require_completion, case, p.RequireCompletion(by="a", missing_hash="h"))
    posted = sent(asked, "impresa")
    proof = p.RecordDelivery(by="r", evidence="entregado", key=posted.letters[-1].key)

    known = correspondence.record_delivery(posted, proof, bogota(2025, 2, 10, 9), LEY_51)

    assert known.deadlines(LEY_51).milestones["complemento"] == date(2025, 3, 3)
    assert known.deadlines(LEY_51).milestones["desistimiento_desde"] == date(2025, 3, 11)


def test_the_bounce_of_a_letter_that_already_goes_another_way_changes_nothing() -> None:
    bounced = p.RecordDelivery(by="r", evidence="rebotado", key="2025-E-000001/1/respuesta/2/correo")
    first = sent(answered(media=(Medium.EMAIL, Medium.POSTAL)), "enviada")
    resent = correspondence.record_delivery(first, replace(bounced, key=first.letters[-1].key), MONDAY, LEY_51)

    again = correspondence.record_delivery(resent, replace(bounced, key=first.letters[-1].key), MONDAY, LEY_51)

    assert resent.due_letters[-1].medium == Medium.POSTAL
    assert again == resent
    with pytest.raises(e.LetterUnknown):
        correspondence.record_delivery(first, replace(bounced, key="otra"), MONDAY, LEY_51)


def test_a_holiday_created_mid_case_keeps_the_earlier_date_for_alarms_and_names_it() -> None:
    holiday = date(2025, 2, 12)
    published = replace(LEY_51, version="nueva", holidays={**LEY_51.holidays, holiday: "Día nuevo"})
    act = p.Reproject(by="s", calendar_version="nueva", reason="Ley 9999")

    case = reprojection.reproject(a_case(), act, MONDAY, LEY_51, published)
    dates = case.deadlines(published)

    assert case.ledger[-1].added_holiday == holiday
    assert (dates.due_on, dates.earliest_due_on) == (date(2025, 2, 25), date(2025, 2, 24))
    assert case.due_letters[-1].kind == LetterKind.PLAZO_MODIFICADO
