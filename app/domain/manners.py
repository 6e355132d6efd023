"""What is never said, and how a closing question is told from none: the patterns of prompts/manners.yaml."""

from dataclasses import dataclass

from app.domain.patterns import Patterns


@dataclass(frozen=True, slots=True)
class Manners:
    """Compiled patterns."""

    never_say: Patterns
    nothing_to_ask: Patterns
    asks_something: Patterns
    wants_to_know: Patterns
    points_back: Patterns
    asks_of_the_case: Patterns
    asks_of_the_talk: Patterns
    asks_for_the_time: Patterns
    asks_how_many_come: Patterns
    asks_whether_enough: Patterns
    asks_how_to_tell: Patterns
    asks_for_a_view: Patterns
    asks_of_the_company: Patterns
    asks_of_a_team: Patterns
    asks_you: Patterns
    asks_of_others: Patterns
    aside: Patterns
    trails: Patterns
    reports: Patterns
    behind_reported: Patterns
    keeps_to_it: Patterns
    has_none: Patterns
    figures: Patterns
    not_to_tell: Patterns
    guarantees: Patterns
    wants_to_stop: Patterns
    agrees: Patterns
    goes_on: Patterns
    asks_for_a_moment: Patterns
    own_grief: Patterns
    of_now: Patterns
    unsure_of_themselves: Patterns
    words_of_change: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    one_time_events: tuple[tuple[str, ...], ...]
    words_of_moving: frozenset[str]
    words_apart: frozenset[str]
