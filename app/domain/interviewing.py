"""What a language model is told as an interviewer, and what is checked in its words (prompts/interviewing/)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.patterns import Patterns
from app.domain.scale import QuestionKind

Asks = Literal["one", "none", "lead"]
"""What a move wants of a turn: one question, none, or only what stands before words that are written already."""


@dataclass(frozen=True, slots=True)
class Direction:
    """What to do in one kind of turn. `words` is the most words, None for the usual number.

    Without `own_words` the built-in engine's words are used and no model is asked.
    """

    do: str
    words: int | None
    asks: Asks
    own_words: bool


@dataclass(frozen=True, slots=True)
class Guarding:
    """What a model's words are held against. `held` are openings in lower case, counts are in words."""

    most_words: int
    stop_after: float
    never_words: int
    longest_quote_words: int
    held: tuple[str, ...]
    withdrawn: Patterns


@dataclass(frozen=True, slots=True)
class Memory:
    """How much of a conversation a model is shown, in characters; prompts/interviewing/memory.yaml explains each."""

    whole_up_to: int
    every: int
    longest_answer: int
    answer_head: int
    left_out: str
    summary_sentences: int
    summary_sentence: int


@dataclass(frozen=True, slots=True)
class Interviewing:
    """All of it. `version` is a hash of the files; placeholders stand in [[double brackets]].

    `gaps_case` stands in place of `gaps` in questions whose story has not happened.
    `taken_up` is what a turn says first to a question at the end of an answer.
    `words_to_tell` are the further words of a turn that first answers a question, `words_to_pass` of one that cannot.
    """

    system: str
    temperature: float
    most_tokens: int
    settings: tuple[str, ...]
    drill: str
    kinds: Mapping[QuestionKind, str]
    moves: Mapping[str, Direction]
    words_to_tell: int
    words_to_pass: int
    leads_itself: Patterns
    phrases: Mapping[str, str]
    taken_up: Mapping[str, str]
    gaps: Mapping[str, str]
    gaps_case: Mapping[QuestionKind, Mapping[str, str]]
    guard: Guarding
    memory: Memory
    version: str
