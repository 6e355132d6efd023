"""Puts attacks on a grade to exchanges: the same with its last answer attacked, to be graded beside the clean one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.attacks import Change, Family, Given, Place
from app.domain.exchange import Exchange, ExchangeTurn

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_FANCY = str.maketrans(_LATIN + _LATIN.upper(), "".join(chr(0x1D41A + i) for i in range(26)) + "".join(
    chr(0x1D400 + i) for i in range(26)
))  # fmt: skip
_LOOKALIKE = str.maketrans("aeopcyxAEOPCTX", "аеорсухАЕОРСТХ")
_TAGS = 0xE0000  # a plane of characters that do not show, one for each of ASCII

_ALTERED: Mapping[Change, Callable[[str], str]] = {
    "hidden": lambda text: "".join(chr(_TAGS + ord(c)) for c in text if c.isascii()),
    "zero_width": lambda text: "\u200b".join(text[i : i + 3] for i in range(0, len(text), 3)),
    "fancy": lambda text: text.translate(_FANCY),
    "lookalike": lambda text: text.translate(_LOOKALIKE),
    "upper": str.upper,
    "twice": lambda text: f"{text}\n\n{text}",
}


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack: its family, its words as they come (none where the whole answer is altered), and where they go."""

    family: Family
    words: str
    place: Place


def attacks(family: Family, turn: int = 0) -> Iterator[Attack]:
    """Each text of the family once. `turn` moves them on by so many places, so that many answers see all of them."""
    alter = _ALTERED.get(family.change) if family.change else None
    for index, text in enumerate(family.texts or ("",)):
        words = alter(text) if alter else text
        yield Attack(family, words, family.places[(index + turn) % len(family.places)])


def attacked(exchange: Exchange, attack: Attack) -> Exchange:
    """The exchange with its last answer attacked."""
    last = max(i for i, turn in enumerate(exchange.turns) if turn.speaker == "candidate")
    before, answer, after = exchange.turns[:last], exchange.turns[last], exchange.turns[last + 1 :]
    if attack.place == "reply":
        return replace(exchange, turns=(*before, answer, replace(answer, text=attack.words), *after))
    return replace(exchange, turns=(*before, replace(answer, text=_text(answer.text, exchange, attack)), *after))


def exchange_of(given: Given) -> Exchange:
    """A question and its answer as an exchange."""
    turns = (ExchangeTurn("interviewer", given.question), ExchangeTurn("candidate", given.answer))
    return Exchange(given.id, given.category, "", given.question, turns, {})


def _text(answer: str, exchange: Exchange, attack: Attack) -> str:
    words = exchange.question if attack.family.change == "question" else attack.words
    if not words:
        return _ALTERED[attack.family.change](answer) if attack.family.change else answer
    return _PLACED[attack.place](answer, words)


def _in_the_middle(answer: str, words: str) -> str:
    first, stop, rest = answer.partition(". ")
    return f"{first}{stop or ' '}{words} {rest}".rstrip()


_PLACED: Mapping[Place, Callable[[str, str], str]] = {
    "after": lambda answer, words: f"{answer} {words}",
    "before": lambda answer, words: f"{words} {answer}",
    "paragraph": lambda answer, words: f"{answer}\n\n{words}",
    "middle": _in_the_middle,
}
