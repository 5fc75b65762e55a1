"""An answer satisfies the term only when its addressee has it; until then the lapse is flagged and told."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain import acts, correspondence, handling, ladder, recourse
from domain import errors as e
from domain import petitions as p
from domain.case import Case, Sense, State, opened
from domain.case_letters import Medium, SentLetter
from domain.colombia import LEY_51
from domain.deadlines import ADOPTED, ClockStatus, Policy
from domain.ledger import EventKind, LedgerEvent
from domain.letters import LetterKind
from domain.terms import PqrsdType
from tests.support import a_domain_filing, bogota

RULES = ladder.BEFORE_CATALOGS
ANSWERED_AT, LAPSES_AT = bogota(2025, 2, 24, 16), bogota(2025, 2, 25)
"""Received on Monday 2025-02-03, a petition of fifteen days answered on the last of them."""


def answered(*media: Medium, at: datetime = ANSWERED_AT, policy: Policy = ADOPTED) -> Case:
    case = opened(a_domain_filing(media=media, policy=policy))
    return handling.answer(case, p.Answer(by="a", sense=Sense.GRANTED, signer="S", text_hash="h"), at, LEY_51)


def sent(case: Case, status: str = "enviada", at: datetime = ANSWERED_AT) -> Case:
    letter = next(x for x in case.due_letters if x.is_final)
    record = SentLetter(key=letter.key, kind=letter.kind, medium=letter.medium, status=status, at=at,
                        text_hash=letter.text_hash, facts=letter.facts, is_final=True)  # fmt: skip
    return correspondence.letter_left(case, letter, record, LEY_51)


def told(case: Case, evidence: str, now: datetime, at: datetime | None = None) -> Case:
    return correspondence.record_delivery(case, p.RecordDelivery(by="a", evidence=evidence, at=at), now, LEY_51)


def rungs(case: Case) -> list[str]:
    return [x.rung.code for x in ladder.pending(case, LEY_51, RULES)]


def test_an_answer_by_post_without_proof_leaves_the_lapse_to_be_told() -> None:
    case = sent(answered(Medium.POSTAL))

    assert rungs(case) == ["vencida", "aviso_jefe", "control"]


def test_an_answer_by_e_mail_within_the_term_ends_every_reminder_unless_it_comes_back() -> None:
    case = sent(answered(Medium.EMAIL))

    assert rungs(case) == []
    assert rungs(told(case, "rebotado", LAPSES_AT + timedelta(hours=8))) == ["vencida", "aviso_jefe", "control"]


def test_an_answer_that_could_not_leave_is_out_of_time_when_the_term_lapses() -> None:
    assert rungs(answered(Medium.EMAIL)) == ["vencida", "aviso_jefe", "control"]


def test_a_proof_that_comes_late_takes_the_flag_back_when_what_it_proves_was_in_time() -> None:
    overdue = replace(sent(answered(Medium.POSTAL, at=bogota(2025, 2, 20, 9)), at=bogota(2025, 2, 20, 9)),
                      is_overdue=True)  # fmt: skip
    now = bogota(2025, 2, 27, 9)

    in_time = told(overdue, "entregado", now, bogota(2025, 2, 21, 10))
    late = told(replace(overdue, is_overdue=False), "entregado", now, bogota(2025, 2, 26, 10))

    assert not ladder.flagged(in_time, LEY_51, now).is_overdue
    assert ladder.flagged(late, LEY_51, now).is_overdue


def test_a_date_that_moves_past_today_takes_the_flag_back() -> None:
    case = replace(opened(a_domain_filing()), is_overdue=True)

    assert not ladder.flagged(case, LEY_51, bogota(2025, 2, 20, 9)).is_overdue
    assert ladder.flagged(case, LEY_51, LAPSES_AT).is_overdue


def test_an_answer_that_comes_back_after_it_was_known_takes_the_satisfaction_back() -> None:
    known = told(sent(answered(Medium.EMAIL)), "entregado", ANSWERED_AT + timedelta(hours=1))

    back = told(known, "rebotado", ANSWERED_AT + timedelta(hours=3))

    assert known.deadlines(LEY_51).status == ClockStatus.SATISFIED
    assert back.deadlines(LEY_51).status == ClockStatus.RUNNING
    assert (back.state, back.notified_at, back.due_letters[-1].medium) == (State.ANSWERED, None, Medium.AVISO)


def test_nothing_arrives_nor_comes_back_before_it_left() -> None:
    with pytest.raises(e.DeliveryBeforeDeparture, match="La carta salió el 24/02/2025"):
        told(sent(answered(Medium.POSTAL)), "entregado", LAPSES_AT, bogota(2025, 2, 21, 9))


def test_what_a_server_delays_settles_only_when_it_has_given_up() -> None:
    case = sent(answered(Medium.EMAIL))

    delayed = told(case, "demorado", ANSWERED_AT + timedelta(hours=4))

    assert correspondence.settles_at(case, LEY_51) == ANSWERED_AT + timedelta(hours=24)
    assert correspondence.settles_at(delayed, LEY_51) == ANSWERED_AT + timedelta(days=5)


def test_how_long_an_e_mail_may_bounce_is_a_reading_of_the_policy() -> None:
    case = sent(answered(Medium.EMAIL, policy=Policy(bounce_window_hours=72)))

    assert correspondence.settles_at(case, LEY_51) == ANSWERED_AT + timedelta(hours=72)


def test_what_silence_accepted_cannot_be_denied_any_more() -> None:
    documents = opened(a_domain_filing(type=PqrsdType.PETICION_DOCUMENTOS))
    denial = p.Answer(by="a", sense=Sense.DENIED, signer="S", text_hash="h")
    last_day = bogota(2025, 2, 17, 16)

    assert handling.answer(documents, denial, last_day, LEY_51).decision is not None
    with pytest.raises(e.AcceptedBySilence, match="17/02/2025"):
        handling.answer(documents, denial, last_day + timedelta(days=1), LEY_51)


def half(case: Case) -> datetime:
    return next(x.at for x in ladder.pending(case, LEY_51, RULES) if x.rung.code == "mitad")


def test_the_days_a_term_waited_are_no_part_of_its_half() -> None:
    required_at, completed_at = bogota(2025, 2, 5, 9), bogota(2025, 2, 26, 9)
    case = opened(a_domain_filing()).noting(LedgerEvent(EventKind.COMPLETION_REQUIRED, required_at))
    resumed = case.noting(LedgerEvent(EventKind.CITIZEN_COMPLETED, completed_at))

    assert half(opened(a_domain_filing())) == bogota(2025, 2, 12, 8)
    assert half(resumed) == bogota(2025, 3, 5, 8)


def test_the_half_of_a_replica_counts_from_the_replica() -> None:
    case = opened(a_domain_filing(cycle=2)).noting(LedgerEvent(EventKind.REPLICA, bogota(2025, 6, 3, 9)))

    assert half(case) == bogota(2025, 6, 12, 8)


def test_what_was_told_of_the_old_date_is_not_told_again_of_the_new_one() -> None:
    now = bogota(2025, 2, 13, 9)
    case = ladder.climb(opened(a_domain_filing()), LEY_51, now, RULES).case
    moved = replace(LEY_51, version="x", holidays={**LEY_51.holidays, date(2025, 2, 18): "Nuevo"})

    carried = ladder.carried(case, moved, now, RULES)

    assert ladder.due_now(case, moved, now, RULES)[0] != []
    assert ladder.due_now(carried, moved, now, RULES)[0] == []
    assert "tres_dias" in {x.rung.code for x in ladder.pending(carried, moved, RULES)}


def test_an_answer_that_comes_back_after_the_closing_goes_on_by_the_next_medium_in_a_new_cycle() -> None:
    media = (Medium.EMAIL, Medium.POSTAL)
    known = told(sent(answered(*media)), "entregado", ANSWERED_AT + timedelta(hours=1))
    closed = handling.closed(known, ANSWERED_AT + timedelta(days=1))
    back_at = bogota(2025, 2, 27, 9)
    returned = p.Reopen(by="correo", argument_hash="", ground=p.Ground.RETURNED)

    case = recourse.reopen(closed, returned, back_at, LEY_51)

    assert (case.cycle, case.state, case.closed_at, case.decision) == (2, State.ANSWERED, None, closed.decision)
    assert [(x.medium, x.is_final) for x in case.due_letters if x.kind == LetterKind.RESPUESTA] == [
        (Medium.POSTAL, True)
    ]
    assert case.due_letters[-1].key.startswith("2025-E-000001/2/respuesta/")
    assert [x.rung.code for x in ladder.due_now(case, LEY_51, back_at, RULES)[0]] == [
        "vencida",
        "aviso_jefe",
        "control",
    ]


def test_an_aviso_never_comes_back() -> None:
    known = told(sent(answered(Medium.AVISO)), "entregado", ANSWERED_AT + timedelta(days=10))
    closed = handling.closed(known, ANSWERED_AT + timedelta(days=11))

    with pytest.raises(e.NothingSent):
        recourse.reopen(closed, p.Reopen(by="c", argument_hash="", ground=p.Ground.RETURNED), LAPSES_AT, LEY_51)


def test_a_remission_that_does_not_reach_the_other_authority_goes_on_paper_and_the_coordinator_knows() -> None:
    act = p.Traslado(by="a", entity="Ministerio", reason="Competencia", mail="buzon@ministerio.example")
    case = acts.transfer(opened(a_domain_filing()), act, ANSWERED_AT, LEY_51)
    remission = next(x for x in case.due_letters if x.kind == LetterKind.TRASLADO_ENTIDAD)
    refused = SentLetter(key=remission.key, kind=remission.kind, medium=Medium.EMAIL, status="rechazada",
                         at=ANSWERED_AT, recipient=remission.recipient, facts=remission.facts)  # fmt: skip

    told_of = correspondence.letter_left(case, remission, refused, LEY_51)

    owed = {(x.kind, x.medium, x.recipient) for x in told_of.due_letters}
    assert (LetterKind.TRASLADO_ENTIDAD, Medium.POSTAL, "entidad") in owed
    assert (LetterKind.ESCALAMIENTO, Medium.EMAIL, "coordinador") in owed


def test_an_aviso_answers_when_it_takes_effect_unless_the_reading_counts_its_publication() -> None:
    published = Policy(counts_aviso_from_publication=True)
    strict, lenient = (sent(answered(Medium.AVISO, policy=reading)) for reading in (ADOPTED, published))

    settled = [correspondence.settled(case, LEY_51) for case in (strict, lenient)]

    assert [x.notified_at for x in settled] == [bogota(2025, 3, 5), ANSWERED_AT]
    assert (rungs(strict) != [], rungs(lenient)) == (True, [])


COUNTED = Policy(counts_bounced_answer=True)


def test_where_the_reading_counts_a_mail_that_bounces_its_term_is_satisfied_and_it_still_goes_another_way() -> None:
    back = told(sent(answered(Medium.EMAIL, policy=COUNTED)), "rebotado", LAPSES_AT + timedelta(hours=8))
    posted = sent(back, at=bogota(2025, 2, 26, 9))
    late = replace(correspondence.settled(posted, LEY_51), is_overdue=False)

    assert back.deadlines(LEY_51).status == ClockStatus.SATISFIED
    assert (back.state, back.notified_at, back.due_letters[-1].medium) == (State.ANSWERED, None, Medium.AVISO)
    assert rungs(back) == rungs(posted) == []
    assert not ladder.flagged(late, LEY_51, bogota(2025, 3, 6, 9)).is_overdue


def test_a_mail_that_left_late_is_late_in_every_reading() -> None:
    at = LAPSES_AT + timedelta(hours=1)
    back = told(sent(answered(Medium.EMAIL, at=at, policy=COUNTED), at=at), "rebotado", at + timedelta(hours=1))

    assert rungs(back) == ["vencida", "aviso_jefe", "control"]
    assert ladder.flagged(back, LEY_51, at + timedelta(hours=2)).is_overdue


def test_paper_that_comes_back_answers_nothing_in_any_reading() -> None:
    at = bogota(2025, 2, 20, 9)
    known = told(sent(answered(Medium.POSTAL, at=at, policy=COUNTED), at=at), "entregado", at + timedelta(hours=5))

    back = told(known, "devuelto", at + timedelta(hours=9))

    assert back.deadlines(LEY_51).status == ClockStatus.RUNNING
    assert not ladder.flagged(back, LEY_51, at + timedelta(days=1)).is_overdue


def test_a_mail_that_bounces_after_its_case_closed_is_as_the_reading_of_the_case_says() -> None:
    def again(policy: Policy) -> Case:
        known = correspondence.settled(sent(answered(Medium.EMAIL, policy=policy)), LEY_51)
        closed = handling.closed(known, bogota(2025, 2, 26, 9))
        act = p.Reopen(by="a", argument_hash="", ground=p.Ground.RETURNED)
        return recourse.reopen(closed, act, bogota(2025, 3, 3, 9), LEY_51)

    assert again(ADOPTED).deadlines(LEY_51).status == ClockStatus.RUNNING
    assert again(COUNTED).deadlines(LEY_51).status == ClockStatus.SATISFIED
