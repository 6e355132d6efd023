"""A small ordinal model with monotone constraints: points that only help or only cost, and thresholds for levels.

A signal's worth is fitted by least squares, drawn towards the same worth for every signal, and never changes its
sign: what speaks for an answer cannot cost, what speaks against it cannot help. Thresholds follow the labels' own
shares, so that a scale is neither kinder nor harder than its raters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, pstdev

from app.domain.rubric import Cap, Scale
from app.grading.agreement import quadratic_kappa
from app.grading.scales import applies

PULLS = (0.1, 0.4, 1.5)
"""How strongly a worth is drawn towards the common one; the inner folds choose."""
_SWEEPS = 40
_INNER = 4
_NO_CEILING = 99
_POINTS_A_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled exchange on one scale: how often each signal was shown as its shape counts it, and its ceiling."""

    features: tuple[float, ...]
    ceiling: int
    label: int


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted scale: `worth` for one unit of each feature, and the points that each level takes."""

    base: float
    worth: tuple[float, ...]
    limits: Mapping[int, float]

    def points(self, case: Case) -> float:
        return self.base + sum(w * f for w, f in zip(self.worth, case.features, strict=True))

    def level(self, case: Case) -> int:
        return min(case.ceiling, level_of(self.points(case), self.limits))


def case_of(scale: Scale, counts: Mapping[str, int], label: int) -> Case:
    """The features of a scale: the shape of each signal's points, its first time counting one."""
    features = tuple(sum(p.worth[: counts.get(p.signal, 0)]) / abs(p.worth[0]) for p in scale.points)
    return Case(features, ceiling_of(scale.caps, counts), label)


def ceiling_of(caps: Sequence[Cap], counts: Mapping[str, int]) -> int:
    """The lowest ceiling that applies."""
    return min((c.at_most for c in caps if applies(c, counts)), default=_NO_CEILING)


def fitted(cases: Sequence[Case], levels: Sequence[int]) -> Model:
    """The model whose pull the inner folds choose."""
    return fit(cases, levels, max(PULLS, key=lambda pull: _inner(cases, levels, pull)))


def _inner(cases: Sequence[Case], levels: Sequence[int], pull: float) -> float:
    pairs = []
    for fold in range(_INNER):
        model = fit([c for i, c in enumerate(cases) if i % _INNER != fold], levels, pull)
        pairs += [(model.level(c), c.label) for i, c in enumerate(cases) if i % _INNER == fold]
    return quadratic_kappa(pairs) or 0.0


def fit(cases: Sequence[Case], levels: Sequence[int], pull: float) -> Model:
    """Worths by least squares with this pull, thresholds by the labels' shares."""
    columns = list(zip(*(c.features for c in cases), strict=True))
    middles, widths = [mean(c) for c in columns], [pstdev(c) for c in columns]
    live = [j for j, width in enumerate(widths) if width > 0]
    rows = [[(c.features[j] - middles[j]) / widths[j] for j in live] for c in cases]
    centre = mean(c.label for c in cases)
    units = _worths(rows, [c.label - centre for c in cases], pull * len(cases))
    worth = [0.0] * len(columns)
    for j, unit in zip(live, units, strict=True):
        worth[j] = unit / widths[j]
    base = centre - sum(w * m for w, m in zip(worth, middles, strict=True))
    unlimited = Model(base, tuple(worth), {})
    return Model(base, tuple(worth), shares([unlimited.points(c) for c in cases], [c.label for c in cases], levels))


def _worths(rows: Sequence[Sequence[float]], labels: Sequence[float], pull: float) -> list[float]:
    """Coordinate descent on least squares with a pull towards a common worth; none below zero."""
    width = range(len(rows[0]))
    gram = [[sum(r[j] * r[k] for r in rows) for k in width] for j in width]
    slopes = [sum(r[j] * y for r, y in zip(rows, labels, strict=True)) for j in width]
    common = max(0.0, sum(slopes) / (sum(map(sum, gram)) or 1.0))
    worth = [common for _ in width]
    for _ in range(_SWEEPS):
        for j in width:
            rest = sum(gram[j][k] * worth[k] for k in width) - gram[j][j] * worth[j]
            worth[j] = max(0.0, (slopes[j] - rest + pull * common) / (gram[j][j] + pull))
    return worth


def shares(points: Sequence[float], labels: Sequence[int], levels: Sequence[int]) -> dict[int, float]:
    """Thresholds under which each level is reached as often as the raters gave it."""
    ordered = sorted(points)
    limits = {}
    for level in levels:
        below = sum(y < level for y in labels)
        low, high = ordered[max(0, below - 1)], ordered[min(below, len(ordered) - 1)]
        limits[level] = (low + high) / 2 if 0 < below < len(ordered) else low - 1 if not below else high + 1
    return limits


def rounded_model(model: Model, cases: Sequence[Case], levels: Sequence[int]) -> Model:
    """The same model in round points, five to a level and each a multiple of a half, with thresholds for those."""
    worth = tuple(round(2 * _POINTS_A_LEVEL * w) / 2 for w in model.worth)
    plain = Model(0.0, worth, {})
    limits = shares([plain.points(c) for c in cases], [c.label for c in cases], levels)
    return Model(0.0, worth, {level: round(4 * limit) / 4 for level, limit in limits.items()})


def level_of(points: float, limits: Mapping[int, float]) -> int:
    """The highest level reached, one below the lowest where none is."""
    return max((level for level, least in limits.items() if points >= least), default=min(limits) - 1)
