"""The sentence of each action, registered by the domain that performs it."""

from __future__ import annotations

from django.utils.functional import Promise

_sentences: dict[str, str | Promise] = {}


def register(action: str, sentence: str | Promise) -> None:
    """Name an action for the audit pages: “opened case %(target)s”."""
    _sentences[action] = sentence


def sentence_of(action: str) -> str:
    return str(_sentences.get(action, action))


def registered_actions() -> frozenset[str]:
    return frozenset(_sentences)
