"""`hotseat check` finds a question whose own words answer one of its checks."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.content.catalog import Content
from app.content.giveaways import giveaways
from app.domain.question import Question

Plant = Callable[[Question, str], Question]


def ask(question: Question, text: str) -> Question:
    return replace(question, ask={"peer_tpm": text})


def fact(question: Question, text: str) -> Question:
    return replace(question, facts=(replace(question.facts[0], id="told", tell=text),))


def hint(question: Question, text: str) -> Question:
    return replace(question, hints=(question.hints[0], text, question.hints[2]))


def probe(question: Question, text: str) -> Question:
    return replace(question, probes=(replace(question.probes[0], gap="load", say={"pm_ux": text}),))


def inject(question: Question, text: str) -> Question:
    return replace(question, injects=(replace(question.injects[0], gap="security", say={"pm_ux": text}),))


PLANTED = {
    "an ask": (
        ask,
        "threads_doubled",
        "Eight cores run at once.",
        "(peer_tpm): 'eight cores run at once'",
        "cores_limit",
    ),
    "a fact": (
        fact,
        "threads_doubled",
        "They wait for the pool.",
        "(fact told): 'wait for the pool'",
        "more_is_not_faster",
    ),
    "a hint": (hint, "cafe_wifi_password", "Think of a handshake.", "(hint 2): 'handshake'", "key_agreement"),
    "a probe": (probe, "threads_doubled", "What does a thread cost?", "(load, pm_ux): 'thread cost'", "thread_costs"),
    "a changed constraint": (
        inject,
        "breaking_news_cache",
        "Say the cache key has a cookie.",
        "(security, pm_ux): 'cache key has a cookie'",
        "shared_only_if_same",
    ),
    "what is wrong": (ask, "threads_doubled", "Threads are free.", "(peer_tpm): 'threads are free'", "thread_costs"),
    "curly quotes": (
        hint,
        "goal_alert_surge",
        "The 50 million don’t count.",
        """(hint 2): "50 million don't\"""",
        "monthly_is_not_the_driver",
    ),
    "a figure in a probe": (
        probe,
        "breaking_news_cache",
        "Hit rate falls from 99.",
        "(load, pm_ux): '99'",
        "hit_rate_needed",
    ),
    "a figure in a fact": (fact, "office_lunch_drop", "Each kitchen cooks 450.", "(fact told): '450'", "boxes_each"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_giveaway_is_found(name: str, content: Content) -> None:
    plant, id_, text, words, check = PLANTED[name]
    question = plant(content.questions[id_], text)
    where = f"prompts/questions/{question.area}/{id_}.md"
    found = list(giveaways(replace(content, questions={id_: question})))
    assert found == [f"{where} {words} gives away the check {check}"]
