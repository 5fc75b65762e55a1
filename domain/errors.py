"""Refusals: every rule that says no, with one sentence for people and the norm it rests on.

DomainError
├── … one class per rule, in this file

The class name is the machine's name of the refusal; `args[0]` is the Spanish sentence a person
reads; `norm` is the rule's source; `status` is its HTTP code.
"""

from typing import ClassVar


class DomainError(Exception):
    """A rule of law or of the process refuses an act. Subclasses name the rule."""

    norm: ClassVar[str] = ""
    status: ClassVar[int] = 409
