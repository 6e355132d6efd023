"""Figures in a text as values, whether written in digits or in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.signals.tokens import Token, tokenise

_UNITS = {
    word: float(value)
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()  # noqa: SIM905 (a list of twenty words reads worse)
    )
} | {
    word: float(10 * value)
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),  # noqa: SIM905
        start=2,
    )
}
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and where it stands in the text, in code points."""

    value: float
    start: int
    end: int


def figures(text: str) -> list[Figure]:
    """All figures of `text`, in order. "A hundred" and "fifty" count, "half" and "a few" do not."""
    return [figure for run in _runs(tokenise(text)) if (figure := _figure(run)) is not None]


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Stretches of tokens that may make one figure together; a second number in digits begins another."""
    run: list[Token] = []
    for token in tokens:
        digits = token.kind == "number"
        if run and (digits or not _belongs(token, run)):
            yield run
            run = []
        if digits or _belongs(token, run):
            run.append(token)
    if run:
        yield run


def _belongs(token: Token, run: Sequence[Token]) -> bool:
    if token.kind != "word":
        return False
    if token.norm in _UNITS:
        return not run or run[-1].kind == "word"
    if token.norm == "and":
        return bool(run) and run[-1].norm in {"hundred", *_SCALES}
    return token.norm in {"hundred", *_SCALES} and (bool(run) or token.norm in {"hundred", "thousand"})


def _figure(run: Sequence[Token]) -> Figure | None:
    while run and run[-1].norm == "and":
        run = run[:-1]
    total, part = 0.0, 0.0
    for token in run:
        if token.kind == "number":
            part = _digits(token.norm)
        elif token.norm in _UNITS:
            part += _UNITS[token.norm]
        elif token.norm == "hundred":
            part = (part or 1) * 100
        elif token.norm in _SCALES:
            total, part = total + (part or 1) * _SCALES[token.norm], 0.0
    return Figure(total + part, run[0].start, run[-1].end) if run else None


def _digits(text: str) -> float:
    plain = text.strip("$€£#%").replace(",", "")
    whole, _, rest = plain.partition(".")
    return float(f"{whole or 0}.{rest.replace('.', '') or 0}")
