"""Every act of the table is whole: words, form, round trip, refusal out of its step. A new act is asked the same."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from django.utils import timezone

from minhbach.domains.cases import refusals
from minhbach.domains.cases.acts import ACTS, BY_CODE, BY_SLUG, LINE, PAPERS, act_of
from minhbach.domains.cases.acts.act import Act, Of, Who
from minhbach.domains.cases.codec import read_fact, write_fact
from minhbach.domains.cases.replay import require_step
from minhbach.domains.cases.types import CaseState, Outcome, Step
from minhbach.domains.cases.web.forms import form_for
from minhbach.foundation.audit.actions import sentence_of

STEPPED = [act for act in ACTS if act.at and act.of is not Of.MATTER]


def sample(hint: Any) -> Any:
    """Make a value of a type, no default taken."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return sample(next(one for one in arguments if one is not NoneType))
    if origin is tuple:
        return (sample(arguments[0]),)
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        kept = [one for one in dataclasses.fields(hint) if not one.metadata.get("kept_as_rows")]
        return hint(**{one.name: sample(hints[one.name]) for one in kept})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    values: dict[Any, Any] = {
        str: "Chữ", int: 7, bool: True, date: date(2026, 11, 5), Decimal: Decimal("12.5"), UUID: UUID(int=7),
        datetime: datetime(2026, 11, 5, 8, tzinfo=timezone.get_default_timezone()),
    }  # fmt: skip
    return values[hint]


def by_code(act: Act[Any]) -> str:
    return act.code


@pytest.mark.parametrize("act", ACTS, ids=by_code)
def test_an_act_has_its_words_and_a_sentence_in_the_audit_log(act: Act[Any]) -> None:
    assert str(act.words.event)
    assert str(sentence_of(f"cases.case.{act.code}")) == str(act.words.event)
    if act.slug:
        assert str(act.words.button)
        assert str(act.words.done)
        assert BY_SLUG[act.slug] is act


@pytest.mark.parametrize("act", ACTS, ids=by_code)
def test_a_fact_reads_back_as_it_was_written(act: Act[Any]) -> None:
    fact = sample(act.fact)
    assert read_fact(act.code, write_fact(fact)) == fact
    assert act_of(fact) is act
    assert len(act.code) <= 40


@pytest.mark.parametrize("act", [act for act in ACTS if act.slug], ids=by_code)
def test_an_act_with_an_address_has_a_form(act: Act[Any]) -> None:
    assert form_for(act.code, act.fact) is form_for(act.code, act.fact)
    assert act.who is not Who.NOBODY


@pytest.mark.parametrize("act", STEPPED, ids=by_code)
@pytest.mark.parametrize("step", list(Step), ids=lambda step: step.value)
def test_an_act_stands_at_its_steps_and_nowhere_else(act: Act[Any], step: Step) -> None:
    state = CaseState()
    state.own.step = step
    state.own.outcome = Outcome.REFERRED if step is Step.CLOSED else None
    if step in act.at:
        require_step(state, act)
    else:
        out_of_step = (
            refusals.StepNotReached,
            refusals.StepAlreadyPassed,
            refusals.CaseAlreadyClosed,
            refusals.CaseNotReferred,
        )
        with pytest.raises(out_of_step):
            require_step(state, act)


def test_the_table_names_each_act_and_each_paper_once() -> None:
    assert len(BY_CODE) == len(ACTS)
    assert len({act.fact for act in ACTS}) == len(ACTS)
    papers = [paper.kind for act in ACTS for paper in act.papers]
    assert sorted(papers) == sorted(PAPERS)
    assert len(set(LINE)) == len(LINE)
