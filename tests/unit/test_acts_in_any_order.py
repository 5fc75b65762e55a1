"""Any sequence of acts through the domain: what may never happen, whatever people do and in which order."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from domain import acts, correspondence, handling, notices, orders, recourse, reprojection
from domain import petitions as p
from domain.calendar import Calendar
from domain.case import Case, Sense, State, opened
from domain.case_letters import Medium, SentLetter
from domain.chronicle import Line, line_of
from domain.colombia import LEY_2578
from domain.deadlines import Lapse
from domain.errors import AlreadyAnswered, AlreadyDecided
from domain.instants import bogota_date
from domain.ledger import EventKind, LedgerEvent
from domain.silence import TOLD
from domain.terms import TERMS, PqrsdType, Silence
from tests.support import a_domain_filing, bogota
from tests.unit.any_case import AnyCase

TYPES = st.sampled_from([
    PqrsdType.PETICION_INTERES_PARTICULAR, PqrsdType.PETICION_DOCUMENTOS, PqrsdType.CONSULTA, PqrsdType.QUEJA,
    PqrsdType.HABEAS_DATA_RECLAMO, PqrsdType.CONGRESISTA_INFORME, PqrsdType.PETICION_INFORMACION,
    PqrsdType.ENTE_CONTROL, PqrsdType.TUTELA,
])  # fmt: skip
DAYS = st.integers(1, 45)
SIGNERS = st.sampled_from(["S", "S", "S", " "])
ENDS = {EventKind.TRANSFERRED_OUT, EventKind.WITHDRAWN, EventKind.DESISTIMIENTO_ACT_NOTIFIED}


def lapse_of(case: Case, now: datetime, calendar: Calendar) -> Lapse | None:
    """The term that is over, as the next event of the ledger would find it."""
    return case.noting(LedgerEvent(EventKind.NO_RESPONSE, now)).deadlines(calendar).lapse


class AnyOrder(AnyCase):
    """One case, people who do anything at all to it, and a clock that only goes forward."""

    @initialize(
        kind=TYPES,
        media=st.sampled_from([(Medium.EMAIL,), (Medium.EMAIL, Medium.POSTAL), (Medium.POSTAL,)]),
        proposed=st.sampled_from([None, PqrsdType.PETICION_INFORMACION]),
    )
    def file(self, kind: PqrsdType, media: tuple[Medium, ...], proposed: PqrsdType | None) -> None:
        self.now = bogota(2026, 2, 2, 9)
        self.calendar = LEY_2578
        stands = proposed if TERMS[kind].days > 10 else None
        self.case = opened(a_domain_filing(received_at=self.now, type=kind, media=media, proposed=stands))
        self.is_proven = False
        self.received_at = self.now
        self.lapsed_cycles: set[int] = set()
        self.refusals, self.letter_keys = [], [x.key for x in self.case.due_letters]

    @rule(days=DAYS)
    def time_passes(self, days: int) -> None:
        if self.now < bogota(2027, 6, 1):
            self.wait_until(self.now + timedelta(days=days))

    @rule(kind=TYPES, approved=st.sampled_from([None, "J. Jefe"]))
    def classify(self, kind: PqrsdType, approved: str | None) -> None:
        self.perform(handling.classify, p.Classify(type=kind, by="a", approved_by=approved))

    @rule(days=DAYS, approved=st.sampled_from(["", "J. Jefe"]))
    def prorroga(self, days: int, approved: str) -> None:
        until = LEY_2578.roll(bogota_date(self.now) + timedelta(days=days))
        self.perform(acts.grant_prorroga, p.Prorroga(by="a", new_due_on=until, reason="Falta.", approved_by=approved))

    @rule()
    def require(self) -> None:
        self.perform(acts.require_completion, p.RequireCompletion(by="a", missing_hash="h"))

    @rule()
    def complete(self) -> None:
        self.perform(acts.complete, p.Complete(by="c", text_hash="h"))

    @rule()
    def extend_completion(self) -> None:
        self.perform(acts.extend_completion, p.ExtendCompletion(by="c"))

    @rule(is_request=st.booleans())
    def clarify(self, is_request: bool) -> None:  # noqa: FBT001
        self.perform(acts.clarify, p.Clarify(by="a", text_hash="h", is_request=is_request))

    @rule(number=st.sampled_from(["R1", "R2"]), after=st.integers(-3, 10), days=st.integers(-1, 6))
    def suspend(self, number: str, after: int, days: int) -> None:
        from_on = bogota_date(self.now) + timedelta(days=after)
        act = p.Suspend(by="s", from_on=from_on, to_on=from_on + timedelta(days=days), act_number=number, norm="Ley X")
        self.perform(acts.suspend, act)

    @rule(days=st.integers(-2, 40))
    def set_term(self, days: int) -> None:
        due_on = bogota_date(self.now) + timedelta(days=days)
        self.perform(orders.set_term, p.SetTerm(by="a", due_on=due_on, norm="Oficio 1"))

    @rule(after=st.integers(-12, 30), version=st.integers(1, 9))
    def publish_a_holiday(self, after: int, version: int) -> None:
        day = bogota_date(self.now) + timedelta(days=after)
        published = replace(LEY_2578, version=f"v{version}", holidays={**LEY_2578.holidays, day: "Día nuevo"})
        act, before = p.Reproject(by="s", calendar_version=published.version, reason="Ley Y"), self.calendar

        try:
            case = reprojection.reproject(self.case, act, self.now, before, published)
        except AlreadyDecided:
            return
        self.become(case, line_of(act), published=published)
        self.wait_until(self.now)

    @rule(is_partial=st.booleans())
    def transfer(self, is_partial: bool) -> None:  # noqa: FBT001
        self.perform(acts.transfer, p.Traslado(by="a", entity="MEN", reason="Es suya.", is_partial=is_partial))

    @rule(is_tacit=st.booleans())
    def withdraw(self, is_tacit: bool) -> None:  # noqa: FBT001
        act = p.Withdraw(by="a", is_tacit=is_tacit, act_number="R9", reason="No aportó.")
        self.perform(acts.withdraw, act)

    @rule(sense=st.sampled_from([Sense.GRANTED, Sense.GRANTED, Sense.PARTLY, Sense.DENIED]), signer=SIGNERS)
    def answer(self, sense: Sense, signer: str) -> None:
        act = p.Answer(by="a", sense=sense, signer=signer, text_hash="h")
        if self.case.decision is None:
            self.perform(handling.answer, act)
            return
        with pytest.raises(AlreadyAnswered):
            handling.answer(self.case, act, self.now, self.calendar)

    @rule(signer=SIGNERS)
    def reject(self, signer: str) -> None:
        self.perform(recourse.reject, p.Reject(by="a", norm="Ley 1712 de 2014, art. 18", text_hash="h", signer=signer))

    @precondition(lambda self: bool(self.case.due_letters))
    @rule(status=st.sampled_from(["enviada", "enviada", "rechazada", "impresa", "sin_destino"]))
    def send(self, status: str) -> None:
        letter = self.case.due_letters[0]
        sent = SentLetter(key=letter.key, kind=letter.kind, medium=letter.medium, status=status, at=self.now,
                          recipient=letter.recipient, text_hash=letter.text_hash, facts=letter.facts,
                          is_final=letter.is_final)  # fmt: skip
        left = correspondence.letter_left(self.case, letter, sent, self.calendar)
        self.become(left, notices.line_of_letter(sent, self.calendar))

    @rule(evidence=st.sampled_from(["entregado", "rebotado", "devuelto"]))
    def prove(self, evidence: str) -> None:
        version = self.case.version
        self.perform(correspondence.record_delivery, p.RecordDelivery(by="r", evidence=evidence))
        if self.case.version > version:
            self.is_proven = evidence == "entregado"

    @rule()
    def close(self) -> None:
        """The workflow closes what awaits no notification and owes no letter."""
        is_told = self.case.is_decided and not correspondence.awaits_notification(self.case)
        if is_told and not self.case.due_letters:
            self.become(handling.closed(self.case, self.now), Line("cierre", "sistema", "Cerrado"))

    @rule(ground=st.sampled_from(p.Ground))
    def reopen(self, ground: p.Ground) -> None:
        cycle = self.case.cycle
        self.perform(recourse.reopen, p.Reopen(by="c", argument_hash="h", ground=ground))
        self.is_proven &= self.case.cycle == cycle

    @invariant()
    def every_refusal_says_why_and_by_which_norm(self) -> None:
        assert all(str(refusal) and refusal.norm for refusal in self.refusals)

    @invariant()
    def a_lapse_is_never_undone_but_by_who_ordered_the_term(self) -> None:
        is_lapsed = lapse_of(self.case, self.now, self.calendar) is not None
        is_ordered = self.case.last(EventKind.TERM_SET) is not None
        assert is_lapsed or is_ordered or self.case.cycle not in self.lapsed_cycles
        self.lapsed_cycles |= {self.case.cycle} if is_lapsed and not is_ordered else set()

    @invariant()
    def what_is_closed_was_proven_to_its_petitioner_or_handed_to_another_authority_by_an_act(self) -> None:
        remitted = self.case.last(EventKind.TRANSFERRED_OUT)
        is_remitted = self.case.state == State.TRANSFERRED and remitted is not None and bool(remitted.approved_by)
        assert self.case.closed_at is None or is_remitted or (self.is_proven and self.case.notified_at is not None)

    @invariant()
    def nothing_ends_but_by_who_signs_it_or_by_its_petitioner(self) -> None:
        ends = [event for event in self.case.ledger if event.kind in ENDS]
        signer = self.case.decision.signer if self.case.decision else ""
        assert not self.case.is_decided or signer or ends
        assert all(event.approved_by for event in ends if event.kind == EventKind.TRANSFERRED_OUT)
        assert all(event.act and event.reason for event in ends if event.kind == EventKind.DESISTIMIENTO_ACT_NOTIFIED)

    @invariant()
    def a_silence_that_accepts_is_told_when_the_term_ends(self) -> None:
        """By a letter to whoever must know, once in its cycle, unless what was asked is granted."""
        dates, cycle = self.case.deadlines(self.calendar), f"/{self.case.cycle}/silencio/"
        is_granted = self.case.decision is not None and self.case.decision.sense == Sense.GRANTED
        is_over = dates.lapses_at is not None and self.now >= dates.lapses_at and not self.case.is_decided
        is_accepting = TERMS[self.case.type].silence in {Silence.ACCEPTED, Silence.CLAIM_ACCEPTED}
        is_insisted = self.case.last(EventKind.INSISTENCIA) is not None
        if is_over and is_accepting and not is_granted and not is_insisted:
            keys = [*(x.key for x in self.case.due_letters), *(x.key for x in self.case.letters)]
            assert len([key for key in keys if cycle in key]) == len(TOLD)

    @invariant()
    def the_receipt_never_moves(self) -> None:
        assert self.case.filing.received_at == self.received_at

    @invariant()
    def no_two_letters_have_one_key(self) -> None:
        assert len(self.letter_keys) == len(set(self.letter_keys))

    @invariant()
    def a_suspended_term_has_no_due_date(self) -> None:
        dates = self.case.deadlines(self.calendar)
        assert not dates.is_suspended or dates.due_on is None

    @invariant()
    def the_date_for_alarms_is_never_after_the_due_date(self) -> None:
        dates = self.case.deadlines(self.calendar)
        assert dates.due_on is None or (dates.earliest_due_on is not None and dates.earliest_due_on <= dates.due_on)

    @invariant()
    def each_act_suspends_once(self) -> None:
        numbers = [event.act for event in self.case.ledger if event.kind == EventKind.SUSPENDED]
        assert len(numbers) == len(set(numbers))


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=25, deadline=None, derandomize=True)
