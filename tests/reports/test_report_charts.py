"""The drawings: where things stand on the line, and what is said for who does not see it."""

from xml.etree import ElementTree

import pytest

from app.reports import charts

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    """The drawing, parsed: a drawing that is no well-formed XML fails here."""
    return ElementTree.fromstring(svg)


@pytest.mark.parametrize(("mean", "x"), [(1.0, 16), (2.2, 126.4), (3.0, 200), (3.6, 255.2), (5.0, 384)])
def test_the_dot_stands_at_the_mean(mean: float, x: float) -> None:
    dot = drawn(charts.pillar_line(mean)).find(f"{SVG}circle")
    assert dot is not None
    assert float(dot.attrib["cx"]) == x


def test_the_bar_stands_at_three_and_the_band_from_low_to_high() -> None:
    paths = {
        path.attrib["class"]: path.attrib["d"] for path in drawn(charts.pillar_line(3.6, 3.4, 3.8)).iter(f"{SVG}path")
    }
    assert paths["c-bar"].startswith("M200")
    assert paths["c-range"] == "M236.8 14H273.6"


def test_without_repeats_there_is_no_band() -> None:
    assert "c-range" not in charts.pillar_line(3.6)


def test_not_assessed_is_a_dotted_line_without_a_dot() -> None:
    svg = charts.pillar_line(None)
    assert "stroke-dasharray" in svg
    assert "circle" not in svg
    assert "c-bar" not in svg


@pytest.mark.parametrize("score", [0, 1, 2, 3])
def test_as_many_squares_are_filled_as_the_score_says(score: int) -> None:
    squares = [square.attrib["class"] for square in drawn(charts.element_squares(score))]
    assert squares == ["c-on"] * score + ["c-off"] * (3 - score)


def test_every_drawing_carries_its_words() -> None:
    assert drawn(charts.pillar_line(3.6, 3.4, 3.8)).attrib["aria-label"] == charts.pillar_words(3.6, 3.4, 3.8)
    assert drawn(charts.pillar_line(None)).attrib["aria-label"].startswith("Not assessed")
    assert drawn(charts.element_squares(2)).attrib == {**drawn(charts.element_squares(2)).attrib, "role": "img"}
    assert drawn(charts.pillar_axis()).attrib["aria-hidden"] == "true"


def test_the_line_in_characters_has_the_dot_where_the_drawing_has_it() -> None:
    assert charts.pillar_text(3.6) == "1────────┃─●──────5"
    assert charts.pillar_text(3.0) == "1────────●────────5"
    assert charts.pillar_text(1.0) == "1●───────┃────────5"
    assert "●" not in charts.pillar_text(None)
    assert {len(charts.pillar_text(score / 10)) for score in range(10, 51)} == {len(charts.pillar_text(None))}


def test_drawings_differ_only_by_their_numbers() -> None:
    assert charts.pillar_line(2.0, 1.9, 2.1) == charts.pillar_line(2.0, 1.9, 2.1)
