"""The wordings that one person still has: none is used twice in a session."""

import random
from collections.abc import Collection

from app.content.catalog import Content, Wordings
from app.domain.persona import Persona

Wording = tuple[str, str]
"""A wording's key, which is stored with the turn, and its text."""


class Phrasebook:
    """Wordings by move and by gap in this person's voice, less those already said."""

    def __init__(self, content: Content, persona: Persona, used: Collection[str]) -> None:
        self._content = content
        self._persona = persona
        self._used = frozenset(used)

    def has(self, move: str) -> bool:
        """Whether a wording of this move is left."""
        return bool(self.left(move))

    def has_probe(self, gap: str) -> bool:
        """Whether a general follow-up at this gap is left."""
        return bool(self._left(f"probes/{gap}", self._content.probes.get(gap, {})))

    def left(self, move: str) -> list[Wording]:
        """The wordings of this move that were not used yet."""
        return self._left(move, self._content.moves.get(move, {}))

    def pick(self, move: str, rng: random.Random, fits: Collection[str] = ()) -> Wording | None:
        """One of the wordings left whose placeholders all are in `fits`, sooner one that says what came earlier."""
        wordings = [w for w in self.left(move) if placeholders(w[1]) <= set(fits)]
        telling = [w for w in wordings if "earlier" in placeholders(w[1])]
        return rng.choice(telling or wordings) if wordings else None

    def pick_probe(self, gap: str, rng: random.Random) -> Wording | None:
        """One of the general follow-ups at this gap that are left."""
        wordings = self._left(f"probes/{gap}", self._content.probes.get(gap, {}))
        return rng.choice(wordings) if wordings else None

    def text(self, key: str) -> str:
        """The wording of this key."""
        name, voice, index = key.rsplit("/", 2)
        book = self._content.probes if name.startswith("probes/") else self._content.moves
        return book[name.removeprefix("probes/")][voice][int(index)]

    def _left(self, prefix: str, wordings: Wordings) -> list[Wording]:
        voice = self._content.voice(self._persona.id, wordings)
        if voice is None:
            return []
        keyed = [(f"{prefix}/{voice}/{i}", text) for i, text in enumerate(wordings[voice])]
        return [w for w in keyed if w[0] not in self._used]


PLACEHOLDERS = ("me", "company", "candidate", "minutes", "left", "quote", "earlier")


def placeholders(text: str) -> set[str]:
    """The placeholders in a wording."""
    return {name for name in PLACEHOLDERS if "{" + name + "}" in text}


def fill(text: str, values: dict[str, str]) -> str:
    """The wording with its placeholders filled in one pass, so that what is filled in is never read as a template."""
    out, rest = "", text
    while rest:
        head, brace, tail = rest.partition("{")
        name, closing, after = tail.partition("}")
        if not brace or not closing or name not in values:
            out, rest = out + head + brace, tail
        else:
            out, rest = out + head + values[name], after
    return out
