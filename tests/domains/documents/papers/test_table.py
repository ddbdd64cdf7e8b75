"""Every paper of the table is whole: it sets itself empty, names each of its fields and comes back as it was frozen."""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from minhbach.domains.documents.layout import Envelope, freeze, render_docx, render_html
from minhbach.domains.documents.layout.fields import sayings_of
from minhbach.domains.documents.papers import PAPERS, Kind, SignedBy, thaw_content
from minhbach.domains.documents.types import GoodsRow, Listed
from minhbach.domains.documents.web.content_form import DraftForm
from tests.domains.documents.layout.samples import LETTERHEAD, SAMPLES, VIETNAM, envelope
from tests.domains.documents.layout.wordprocessing import faults_of

TYPED = [code for code, form in PAPERS.items() if not form.filled_elsewhere]


def options_of(kind: Any) -> list[Any]:
    """The types a field may have, without None."""
    is_union = get_origin(kind) in (Union, types.UnionType)
    return [one for one in (get_args(kind) if is_union else (kind,)) if one is not type(None)]


def empty(content: type[Any]) -> Any:
    """A content in which nothing but what must be there is filled, and that with as little as can be."""
    hints = get_type_hints(content)
    needed = [one for one in fields(content) if one.default is MISSING and one.default_factory is MISSING]
    return content(**{one.name: _least(options_of(hints[one.name])[0]) for one in needed})


def full(content: type[Any]) -> Any:
    """A content in which every field is filled, each list with one row."""
    hints = get_type_hints(content)
    return content(**{one.name: _most(options_of(hints[one.name])[0]) for one in fields(content)})


def _least(kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return ()
    return empty(kind) if is_dataclass(kind) else kind()


def _most(kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return (_most(options_of(get_args(kind)[0])[0]),)
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if is_dataclass(kind) and isinstance(kind, type):
        return full(kind)
    plain = {
        str: "chữ",
        int: 3,
        bool: True,
        float: 1.5,
        date: date(2026, 11, 21),
        datetime: datetime(2026, 11, 21, 8, tzinfo=VIETNAM),
    }
    return plain[kind] if kind in plain else kind(2)


# Lists of goods are pasted and kept with the inspection; on a paper they are only shown.
NOT_TYPED_HERE = (GoodsRow, Listed)


def unnamed(content: type[Any]) -> list[str]:
    """The fields that a person can type and that say nothing of themselves, here and in the parts within."""
    hints, said, found = get_type_hints(content), sayings_of(content), []
    for one in fields(content):
        kinds = [get_args(kind)[0] if get_origin(kind) is tuple else kind for kind in options_of(hints[one.name])]
        if any(kind in NOT_TYPED_HERE for kind in kinds):
            continue
        if one.name not in said:
            found.append(f"{content.__name__}.{one.name}")
        for kind in kinds:
            if is_dataclass(kind) and isinstance(kind, type):
                found += unnamed(kind)
    return found


@pytest.mark.parametrize("code", PAPERS)
def test_a_paper_sets_itself_empty_and_full(code: str) -> None:
    form = PAPERS[code]
    for content in (empty(form.content), full(form.content)):
        for around in (Envelope(letterhead=LETTERHEAD), envelope(form.symbol)):
            paper = content.compose(around)
            assert paper.blocks
            assert render_html(paper)
            assert faults_of(render_docx(paper)) == []


@pytest.mark.parametrize("code", PAPERS)
def test_a_paper_comes_back_as_it_was_frozen(code: str) -> None:
    for content in (empty(PAPERS[code].content), full(PAPERS[code].content)):
        assert thaw_content(json.loads(json.dumps(freeze(content)))) == content


@pytest.mark.parametrize("code", TYPED)
def test_every_field_that_is_typed_is_named(code: str) -> None:
    assert unnamed(PAPERS[code].content) == []
    form = DraftForm(content=full(PAPERS[code].content))
    assert all(str(field.label).strip() for field in form.visible_fields())


@pytest.mark.parametrize("code", PAPERS)
def test_a_paper_says_how_it_is_called_signed_and_checked(code: str) -> None:
    form = PAPERS[code]
    assert (form.kind, Kind(code), getattr(Kind, code.upper())) == (code, form.kind, form.kind)
    assert str(form.name) == str(form.kind.label)
    assert form.title_vi
    assert form.signed_by in SignedBy
    assert str(form.caution) % {"form": form.form_id}
    assert len(code) <= 40


def test_no_two_contents_have_one_name() -> None:
    names = [form.content.__name__ for form in PAPERS.values()]
    assert sorted(names) == sorted(set(names))


def test_every_paper_has_a_sample() -> None:
    assert {type(content) for content, _around in SAMPLES.values()} >= {form.content for form in PAPERS.values()}


@pytest.mark.parametrize("code", ["", "sanction", "SANCTION_DECISION"])
def test_what_is_not_in_the_table_is_no_kind(code: str) -> None:
    with pytest.raises(ValueError, match="is no paper"):
        Kind(code)
