"""The catalog: its published schema, and that nothing hidden is in it."""

import json

import jsonschema
import pytest

from app.api.catalog import CatalogShape, EngineShape, catalog_of
from app.content.catalog import Content
from app.reports.formats import discover
from tests.reports.golden import DOCS, held


@pytest.fixture(scope="module")
def catalog(content: Content) -> CatalogShape:
    """What the page is told."""
    return catalog_of(content, discover(), EngineShape(model="offline", grader_model="offline"))


def test_golden_schema_is_published(catalog: CatalogShape) -> None:
    schema = CatalogShape.model_json_schema(mode="serialization")
    held(DOCS / "catalog.schema.json", (json.dumps(schema, indent=2, sort_keys=True) + "\n").encode())
    jsonschema.validate(json.loads(catalog.model_dump_json()), schema)


def test_nothing_hidden_is_told(catalog: CatalogShape, content: Content) -> None:
    told = catalog.model_dump_json()
    for question in content.questions.values():
        hidden = [*question.strong, *question.hints, *(f.tell for f in question.facts), question.about]
        hidden += [t for p in (*question.probes, *question.injects) for t in p.say.values()]
        assert not [text for text in hidden if json.dumps(text)[1:-1] in told]
