"""What a reply holds at the least where it answers, by what was asked (prompts/expected.yaml)."""

from dataclasses import dataclass

from app.domain.patterns import Patterns


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question, by the words it asks with and the words of which an answer to it has one."""

    of: str
    asks: Patterns
    tells: Patterns


@dataclass(frozen=True, slots=True)
class Expected:
    """All kinds; the first that hears a question counts. A reply below `least_words` is let be."""

    least_words: int
    kinds: tuple[Kind, ...]
