"""Quotes: found in a turn after one folding, or thrown away."""

from app.domain.exchange import Exchange
from app.domain.grade import Evidence
from app.signals.folding import fold
from app.signals.found import Span

LEAST_WORDS = 4
LEAST_SOLID = 8  # characters without spaces, for languages and answers without words


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Where `quote` stands in `text` after folding, as code points of the original; None when it does not."""
    folded, wanted = fold(text), fold(quote).text
    at = folded.text.find(wanted) if wanted else -1
    if at < 0:
        return None
    return folded.origin[at], _end(folded.origin, at + len(wanted))


def _end(origin: tuple[int, ...], index: int) -> int:
    """Where the folded character before `index` ends. One original may fold to several; then it is taken whole."""
    start = origin[index - 1]
    while index < len(origin) - 1 and origin[index] == start:
        index += 1
    return origin[index]


def long_enough(quote: str, text: str) -> bool:
    """Whether a quote says anything: four words, or eight characters without spaces, or the whole answer."""
    words = fold(quote).text.split()
    solid = len(words) == 1 and len(words[0]) >= LEAST_SOLID
    if len(words) >= LEAST_WORDS or solid:
        return True
    return bool(words) and " ".join(words) == fold(text).text


def verify(quote: str, text: str, barred: tuple[Span, ...] = ()) -> tuple[int, int] | None:
    """The quote's place in an answer if it may serve as evidence: found, long enough, not within a barred span."""
    place = locate(quote, text)
    if place is None or not long_enough(quote, text):
        return None
    return None if any(s.start < place[1] and place[0] < s.end for s in barred) else place


def verified(exchange: Exchange, turn: int, quote: str, barred: tuple[Span, ...] = ()) -> Evidence | None:
    """The quote as evidence, in the turn's own characters, if that turn is the candidate's and holds it."""
    if not 0 <= turn < len(exchange.turns) or exchange.turns[turn].speaker != "candidate":
        return None
    text = exchange.turns[turn].text
    place = verify(quote, text, barred)
    return None if place is None else Evidence(turn, text[place[0] : place[1]])
