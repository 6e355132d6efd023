"""The first screen: verdict, what would change it, keep, fix first, next step."""

from collections.abc import Iterable

from app.reports.document.blocks import Opening, Section, Step
from app.reports.web.runs import runs
from app.reports.web.tags import Safe, tag


def opening_section(opening: Opening, sections: Iterable[Section]) -> Safe:
    """The verdict, with the contents line under it."""
    return tag(
        "section",
        tag("div", *(tag("p", line) for line in opening.who), class_="margin small quiet"),
        tag("div", *_verdict(opening), class_="main"),
        _contents(sections),
        class_="row opening",
        aria_labelledby="verdict",
    )


def _verdict(opening: Opening) -> tuple[Safe | None, ...]:
    count = tag("span", opening.count, class_="count") if opening.count else None
    return (
        tag("h1", opening.headline, " ", count, id="verdict"),
        tag("p", runs([opening.lead]), class_="lead"),
        tag("p", tag("b", "What would change it:"), f" {opening.change}", class_="change") if opening.change else None,
        _twofold(opening),
        tag("p", tag("b", "Next: "), opening.next_step, class_="next") if opening.next_step else None,
        tag("p", opening.aside, class_="small quiet change") if opening.aside else None,
    )


def _twofold(opening: Opening) -> Safe | None:
    keep = _half("Keep", "keep", (opening.keep,)) if opening.keep else None
    fix = _half("Fix first", "fix", opening.fix) if opening.fix else None
    return tag("div", keep, fix, class_="twofold") if keep or fix else None


def _half(title: str, name: str, steps: Iterable[Step]) -> Safe:
    heading = tag("h2", title, class_=f"{name}-head", id=name)
    return tag("section", heading, tag("ol", *map(_step, steps), class_="steps", role="list"), aria_labelledby=name)


def _step(step: Step) -> Safe:
    where = (", ", runs([step.where])) if step.where else None
    said = tag("p", runs([step.words]), class_="pull" if step.words.style == "quote" else None)
    note = tag("p", step.note) if step.note else None
    return tag("li", tag("p", step.label, where, class_="small quiet"), said, note)


def _contents(sections: Iterable[Section]) -> Safe:
    links = (tag("li", tag("a", section.short, href=f"#{section.id}")) for section in sections)
    label = tag("p", tag("b", "In this report"))
    return tag("nav", label, tag("ol", *links, role="list"), class_="side contents small", aria_label="Contents")
