"""Contents as JSON, and the digest a signature rests on."""

import json
from dataclasses import replace

import pytest

from minhbach.domains.documents.layout import ContentUnreadable, Envelope, digest_of, freeze, thaw
from minhbach.domains.documents.papers import thaw_content
from tests.domains.documents.layout.samples import DECISION, SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_a_content_comes_back_as_it_was_frozen(name: str) -> None:
    content, envelope = SAMPLES[name]
    through_json = json.loads(json.dumps([freeze(content), freeze(envelope)]))
    assert thaw(through_json[0], type(content)) == content
    assert thaw(through_json[1], Envelope) == envelope


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    frozen = freeze(DECISION)
    assert digest_of(dict(reversed(frozen.items()))) == digest_of(frozen)


def test_the_digest_changes_with_a_single_dong() -> None:
    acts = (replace(DECISION.acts[0], fine_vnd=15_000_001), *DECISION.acts[1:])
    assert digest_of(freeze(replace(DECISION, acts=acts))) != digest_of(freeze(DECISION))


def test_a_field_added_later_takes_its_default() -> None:
    frozen = freeze(DECISION)
    del frozen["coordinating"]
    assert thaw_content(frozen) == DECISION


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("_type", "SomethingElse"),
        ("payment_days", "ten"),
        ("payment_days", True),
        ("effective_on", "31/12/2026"),
        ("acts", [{"_type": "Remedy"}]),
        ("party", {"_type": "Remedy"}),
        ("unheard_of", 1),
    ],
)
def test_a_content_that_does_not_fit_is_refused(key: str, value: object) -> None:
    with pytest.raises(ContentUnreadable):
        thaw_content({**freeze(DECISION), key: value})


def test_what_is_no_content_is_not_frozen() -> None:
    with pytest.raises(TypeError):
        freeze(object())
