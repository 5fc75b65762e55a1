"""Phrases over a thesaurus: which ideas a text says, one after the other, within a sentence.

A phrase is ideas and words in order, at most three other words between two of them: `NO LLEGAR` is any negation
followed by any word of arriving. `paz+y+salvo` must be adjacent; `cuot-` is a stem. `&` asks for two phrases anywhere
in the text, `!` for the absence of one, and `|` parts alternatives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from domain.words import BREAK, keys_of, stems

GAP = 3
"""How many other words may stand between two ideas of a phrase."""

Step = tuple[str, int]
"""An idea and how many words may stand before it."""


@dataclass(frozen=True)
class Reading:
    """A text as it was read: the ideas of each word, and where each idea stands."""

    ideas: tuple[frozenset[str], ...]
    places: Mapping[str, list[int]]

    @classmethod
    def of(cls, ideas: tuple[frozenset[str], ...]) -> "Reading":
        places: dict[str, list[int]] = {}
        for at, found in enumerate(ideas):
            for idea in found:
                places.setdefault(idea, []).append(at)
        return cls(ideas, places)

    def followed(self, more: "Reading") -> "Reading":
        """One reading after another."""
        return Reading.of((*self.ideas, *more.ideas))


@dataclass(frozen=True)
class Family:
    """How an idea may be said from a word on: the forms of each word that must follow it at once."""

    idea: str
    rest: tuple[frozenset[str], ...] = ()

    def goes_on(self, keys: tuple[frozenset[str], ...], at: int) -> bool:
        """Whether the words after one are those of the family."""
        following = keys[at + 1 : at + 1 + len(self.rest)]
        return len(following) == len(self.rest) and not any(map(frozenset.isdisjoint, self.rest, following))


@dataclass(frozen=True)
class Reader:
    """A thesaurus turned around: from the folded form of a word to the ideas it may begin."""

    families: Mapping[str, tuple[Family, ...]]

    def read(self, words: tuple[str, ...]) -> Reading:
        """The ideas of each word."""
        keys = tuple(frozenset(keys_of(word)) for word in words)
        return Reading.of(
            tuple(frozenset(self._at(keys, at)) if word != BREAK else END for at, word in enumerate(words))
        )

    def _at(self, keys: tuple[frozenset[str], ...], at: int) -> set[str]:
        families = (family for key in keys[at] for family in self.families.get(key, ()))
        return {family.idea for family in families if family.goes_on(keys, at)}


END = frozenset({BREAK})


def reader(thesaurus: Mapping[str, str], rules: Iterable[str]) -> Reader:
    """A reader of the ideas of the thesaurus and of the bare words that the rules name."""
    named = {idea: families.split() for idea, families in thesaurus.items()}
    bare = {idea for rule in rules for idea in ideas_of(rule) if idea not in named}
    found: dict[str, list[Family]] = {}
    for idea, families in [*named.items(), *((word, [word]) for word in bare)]:
        for family in families:
            first, *rest = (stems(word) for word in family.split("+"))
            for form in first:
                found.setdefault(form, []).append(Family(idea, tuple(rest)))
    return Reader({form: tuple(families) for form, families in found.items()})


@dataclass(frozen=True)
class Phrase:
    """Ideas in order, said or not said."""

    steps: tuple[Step, ...]
    is_absent: bool = False


@dataclass(frozen=True)
class Alternative:
    """Phrases that a text says or does not say, and the ideas without which it cannot say them."""

    phrases: tuple[Phrase, ...]
    needs: frozenset[str]


@cache
def alternatives(rule: str) -> tuple[Alternative, ...]:
    """What a rule asks for: of its alternatives one, and of that one every phrase.

    >>> alternatives("NO LLEGAR & !paz+y")[0].phrases  # doctest: +NORMALIZE_WHITESPACE
    (Phrase(steps=(('NO', 0), ('LLEGAR', 3)), is_absent=False),
     Phrase(steps=(('paz', 0), ('y', 0)), is_absent=True))
    """
    return tuple(_alternative(tuple(_phrase(part.strip()) for part in one.split("&"))) for one in rule.split("|"))


def _alternative(phrases: tuple[Phrase, ...]) -> Alternative:
    said = (phrase for phrase in phrases if not phrase.is_absent)
    return Alternative(phrases, frozenset(idea for phrase in said for idea, _ in phrase.steps))


def _phrase(text: str) -> Phrase:
    parts = [part.split("+") for part in text.removeprefix("!").split()]
    steps = [(idea, GAP if n and not m else 0) for n, part in enumerate(parts) for m, idea in enumerate(part)]
    return Phrase(tuple(steps), text.startswith("!"))


def ideas_of(rule: str) -> set[str]:
    """The ideas and words a rule names."""
    return {idea for one in alternatives(rule) for phrase in one.phrases for idea, _ in phrase.steps}


def says(text: Reading, rule: str) -> bool:
    """Whether a text that was read says what the rule asks for."""
    possible = (one for one in alternatives(rule) if one.needs <= text.places.keys())
    return any(all(_is_said(text, x) != x.is_absent for x in one.phrases) for one in possible)


def _is_said(text: Reading, phrase: Phrase) -> bool:
    return any(_follows(text, start, phrase.steps[1:]) for start in text.places.get(phrase.steps[0][0], ()))


def _follows(text: Reading, at: int, steps: tuple[Step, ...]) -> bool:
    """Whether the rest of a phrase follows a word, within its sentence."""
    if not steps:
        return True
    (idea, gap), rest = steps[0], steps[1:]
    for there in range(at + 1, min(at + 2 + gap, len(text.ideas))):
        if BREAK in text.ideas[there]:
            return False
        if idea in text.ideas[there] and _follows(text, there, rest):
            return True
    return False
