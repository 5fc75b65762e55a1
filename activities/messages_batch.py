"""A published act that many open cases take: what its workflow and its activities say to each other."""

from dataclasses import dataclass, field
from datetime import date

from domain.petitions import Reproject, Suspend
from domain.suspensions import Scope


@dataclass(frozen=True)
class Batch:
    """An act for every open case in its scope: a calendar version, a suspension of terms or its revocation."""

    act: Reproject | Suspend
    scope: Scope = field(default_factory=Scope)

    @property
    def name(self) -> str:
        """What it is called for ever, and by it each case takes it once."""
        if isinstance(self.act, Reproject):
            return f"reproyeccion-{self.act.calendar_version}"
        if self.act.revocation is not None:
            return f"revocatoria-{self.act.act_number}"
        return f"suspension-{self.act.act_number}"


@dataclass(frozen=True)
class Waiting:
    """An open case that has not taken the act, and the due date recorded last."""

    radicado: str
    due_on: date | None


@dataclass(frozen=True)
class Move:
    """A case whose due date moved; or, with `skipped`, why an act in whose scope it is does not reach it."""

    radicado: str
    before_on: date | None
    after_on: date | None
    skipped: str = ""


@dataclass(frozen=True, kw_only=True)
class PageOrder:
    """The next open cases, by radicado, that have not taken an act."""

    batch: Batch
    after: str
    limit: int


@dataclass(frozen=True)
class TakeOrder:
    """Have these cases take an act."""

    batch: Batch
    cases: tuple[Waiting, ...]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a page: the cases that moved, how many did not, how many no longer apply, which failed."""

    moves: tuple[Move, ...] = ()
    unmoved: int = 0
    gone: int = 0
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a batch got. `moves` lists the first ones; `moved` counts all of them."""

    total: int = 0
    moved: int = 0
    unmoved: int = 0
    gone: int = 0
    moves: tuple[Move, ...] = ()
    failed: tuple[str, ...] = ()
    is_over: bool = False

    @property
    def reviewed(self) -> int:
        return self.moved + self.unmoved + self.gone + len(self.failed)


@dataclass(frozen=True)
class BatchRun:
    """A batch from where it is: after a radicado, with what was done so far."""

    batch: Batch
    progress: Progress | None = None
    after: str = ""
    is_second_round: bool = False
