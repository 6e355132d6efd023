"""What an exchange asks for."""

from collections.abc import Mapping

from app.domain.exchange import Exchange
from app.domain.rubric import Rubrics
from app.domain.scale import Pillar


def targets_of(exchange: Exchange, kind: str | None, rubrics: Rubrics) -> Mapping[Pillar, float]:
    """The pillars a question asks for, with weights: its own, those of its kind, or those of its category."""
    return exchange.targets or _by_kind(kind, rubrics) or rubrics.categories[exchange.category].targets


def _by_kind(kind: str | None, rubrics: Rubrics) -> Mapping[Pillar, float] | None:
    return next((targets for name, targets in rubrics.by_kind.items() if name == kind), None)
