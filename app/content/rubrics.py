"""rubrics/*.yaml to domain Rubrics, checked against each other."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from app.content import lexicon_schema as lexicon
from app.content import rubric_schema as shape
from app.content.evaluation import load_evaluation
from app.content.facts import load_sheets
from app.content.files import FileModel, content_files, read_yaml, validated
from app.domain import rubric as domain
from app.domain.debrief import Debrief
from app.domain.scale import Element, Pillar
from app.errors import ContentError

Model = TypeVar("Model", bound=FileModel)

_NO_RULES = {"attacks", "calibration", "evaluation.yaml"}
"""What graders are measured with; no grade depends on it."""
_PLAIN_LEXICON = {"words", "integrity", "language", "computed"}


def load_rubrics(path: Path, gap_ids: frozenset[str]) -> domain.Rubrics:
    """All rubric files under `path`. ContentError names the first broken file and what is wrong with it."""
    covers: dict[str, tuple[str, ...]] = {}
    pillars = _load(path / "pillars.yaml", shape.PillarsFile, covers).pillars
    elements = _load(path / "starl.yaml", shape.StarlFile, covers).elements
    categories = _load(path / "categories.yaml", shape.CategoriesFile, covers)
    needs = _load(path / "needs.yaml", shape.NeedsFile, covers)
    prose = _load(path / "prose.yaml", shape.ProseFile, covers)
    rubrics = domain.Rubrics(
        version=_version(path),
        classes=_yaml(path / "lexicon" / "words.yaml", lexicon.WordsFile).classes,
        signals=_signals(path / "lexicon"),
        pillars={key: _pillar(key, file) for key, file in pillars.items()},
        elements={key: _element(key, file) for key, file in elements.items()},
        design=_parts(_load(path / "system_design.yaml", shape.PartsFile, covers).parts),
        estimation=_parts(_load(path / "estimation.yaml", shape.PartsFile, covers).parts),
        coding=_parts(_load(path / "coding.yaml", shape.PartsFile, covers).parts),
        artifacts=tuple(_artifact(a) for a in _load(path / "artifacts.yaml", shape.ArtifactsFile, covers).artifacts),
        playbooks=tuple(_playbook(p) for p in _load(path / "conflict.yaml", shape.ConflictFile, covers).playbooks),
        categories={k: domain.CategoryRubric(k, c.targets, c.kind) for k, c in categories.categories.items()},
        by_kind=categories.by_kind,
        told_by_words=categories.told_by_words,
        kinds=tuple(domain.KindRule(k.kind, k.heard) for k in categories.kinds),
        needs=needs.kinds,
        gaps=_gaps(path, needs),
        recommendation=_recommendation(_load(path / "recommendation.yaml", shape.RecommendationFile, covers)),
        debrief=_debrief(_load(path / "debrief.yaml", shape.DebriefFile, covers)),
        reading=_reading(_load(path / "reading.yaml", shape.ReadingFile, covers)),
        prose=prose.prose,
        never=prose.never,
        areas=prose.areas,
        integrity=_integrity(path / "lexicon" / "integrity.yaml"),
        languages=_languages(path / "lexicon" / "language.yaml"),
        evaluation=load_evaluation(path / "evaluation.yaml"),
        covers=covers,
        sheets=load_sheets(path / "facts"),
    )
    for fault in _faults(rubrics, gap_ids):
        raise ContentError(f"{path}/{fault}")
    return rubrics


def _yaml(path: Path, model: type[Model]) -> Model:
    return validated(model, read_yaml(path), path)


def _load(path: Path, model: type[Model], covers: dict[str, tuple[str, ...]]) -> Model:
    file = _yaml(path, model)
    covers[path.stem] = getattr(file, "covers", ())
    return file


def _version(path: Path) -> str:
    """A hash of what can change a grade or its words."""
    digest = hashlib.sha256()
    for file in content_files(path, ".yaml"):
        name = file.relative_to(path)
        if name.parts[0] in _NO_RULES:
            continue
        digest.update(name.as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _signals(folder: Path) -> dict[str, domain.Signal]:
    found: dict[str, domain.Signal] = {}
    for path in content_files(folder, ".yaml"):
        if path.stem in _PLAIN_LEXICON:
            continue
        for key, file in _yaml(path, lexicon.LexiconFile).signals.items():
            if key in found:
                raise ContentError(f"{path}: the signal {key!r} stands in another file too")
            found[key] = domain.Signal(id=key, theme=path.stem, **dict(file))
    for key, text in _yaml(folder / "computed.yaml", lexicon.ComputedFile).signals.items():
        found[key] = domain.Signal(key, (), "always", text.present, text.absent)
    return found


def _scale(file: shape.ScaleFile) -> domain.Scale:
    return domain.Scale(
        base=file.base,
        points=tuple(domain.Points(signal, worth) for signal, worth in file.points.items()),
        levels=file.levels,
        caps=tuple(domain.Cap(c.at_most, c.having, c.lacking, c.says) for c in file.caps),
    )


def _pillar(key: Pillar, file: shape.PillarFile) -> domain.PillarRubric:
    fields = dict(file) | {"scale": _scale(file.scale)}
    return domain.PillarRubric(id=key, **fields)


def _element(key: Element, file: shape.ElementFile) -> domain.ElementRubric:
    fields = dict(file) | {"scale": _scale(file.scale)}
    return domain.ElementRubric(id=key, **fields)


def _gaps(path: Path, needs: shape.NeedsFile) -> dict[str, domain.GapRule]:
    bears_on = _yaml(path / "gaps.yaml", shape.BearsOnFile).gaps
    none = shape.BearsOn(pillars=(), element=None)
    return {
        key: domain.GapRule(
            key, g.closed_by, g.full, g.hang_on, bears_on.get(key, none).pillars, bears_on.get(key, none).element
        )
        for key, g in needs.gaps.items()
    }


def _parts(files: Iterable[shape.PartFile]) -> tuple[domain.Part, ...]:
    return tuple(domain.Part(**dict(file)) for file in files)


def _artifact(file: shape.ArtifactFile) -> domain.Artifact:
    return domain.Artifact(file.id, file.name, file.named, file.shown_by)


def _playbook(file: shape.PlaybookFile) -> domain.Playbook:
    return domain.Playbook(file.id, file.name, _parts(file.parts))


def _recommendation(file: shape.RecommendationFile) -> domain.Recommendation:
    verdicts = sorted((domain.Verdict(**dict(v)) for v in file.verdicts), key=lambda v: -v.value)
    return domain.Recommendation(tuple(verdicts), file.unscored_at_most)


def _debrief(file: shape.DebriefFile) -> Debrief:
    return Debrief(**{k: v for k, v in dict(file).items() if k != "covers"})


def _reading(file: shape.ReadingFile) -> domain.Reading:
    return domain.Reading(**{k: v for k, v in dict(file).items() if k != "covers"})


def _integrity(path: Path) -> domain.Integrity:
    return domain.Integrity(**dict(_yaml(path, lexicon.IntegrityFile)))


def _languages(path: Path) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _yaml(path, lexicon.LanguagesFile).languages.items()}


def _faults(rubrics: domain.Rubrics, gap_ids: frozenset[str]) -> Iterable[str]:
    known = frozenset(rubrics.signals)
    for where, names in _named_signals(rubrics):
        yield from (f"{where}: unknown signal {name!r}" for name in names if name not in known)
    for kind, needs in rubrics.needs.items():
        yield from (f"needs.yaml: {kind}: unknown gap {gap!r}" for gap in needs if gap not in gap_ids)
    for gap in sorted({*rubrics.debrief.told_from, *rubrics.debrief.holds_open} - gap_ids):
        yield f"debrief.yaml: unknown gap {gap!r}"
    for gap in gap_ids ^ frozenset(rubrics.never):
        yield f"prose.yaml: the gap {gap!r} stands in only one of prose.yaml (never) and gaps.yaml"
    for gap in gap_ids ^ frozenset(rubrics.gaps):
        yield f"needs.yaml: the gap {gap!r} stands in only one of needs.yaml and gaps.yaml"


def _named_signals(rubrics: domain.Rubrics) -> Iterable[tuple[str, Iterable[str]]]:
    for where, scale in _scales(rubrics):
        yield where, [p.signal for p in scale.points]
        yield from ((where, (*cap.having, *cap.lacking)) for cap in scale.caps)
    yield from (("debrief.yaml", names) for names in _debrief_signals(rubrics.debrief))
    yield "reading.yaml", rubrics.reading.own | rubrics.reading.substance | rubrics.reading.trade
    yield from ((f"signal {signal.id}", signal.unless) for signal in rubrics.signals.values())
    yield from (("starl.yaml", element.quoted_from) for element in rubrics.elements.values())
    for parts in (rubrics.design, rubrics.estimation, rubrics.coding, *(p.parts for p in rubrics.playbooks)):
        yield from ((f"part {part.id}", part.heard) for part in parts)
    yield from (("artifacts.yaml", artifact.shown_by) for artifact in rubrics.artifacts)
    yield from (("needs.yaml", (*gap.closed_by, *gap.hang_on)) for gap in rubrics.gaps.values())


def _debrief_signals(debrief: Debrief) -> Iterable[Iterable[str]]:
    yield from (debrief.excuses, debrief.plain, debrief.never_missed, *debrief.alike, *debrief.holds_open.values())


def _scales(rubrics: domain.Rubrics) -> Iterable[tuple[str, domain.Scale]]:
    yield from ((f"pillars.yaml: {pillar.id}", pillar.scale) for pillar in rubrics.pillars.values())
    yield from ((f"starl.yaml: {element.id}", element.scale) for element in rubrics.elements.values())
