"""Words by which a record is found are the database's to keep, and follow the record wherever it is seen"""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from minhbach.domains.cases import services as cases
from minhbach.domains.cases.models import Case
from minhbach.domains.cases.selectors import find_cases
from minhbach.foundation.scope import Sharing, share_with, stop_sharing_with
from minhbach.foundation.search import Asked
from minhbach.foundation.search.asking import Range, beginning
from minhbach.foundation.search.models import SearchWord
from tests.worlds import World


def words_in_reach(case: Case) -> set[str]:
    found = SearchWord.objects.filter(kind="cases.case", record_id=str(case.pk))
    return set(found.values_list("word", flat=True))


def test_words_are_seen_by_who_sees_the_record_and_by_nobody_else(world: World) -> None:
    with world.acting(world.inspector):
        case = cases.open_case(
            officer=world.inspector, at=world.at, title="Giày Zorbalux", place=world.commune, sharing=Sharing.AGENCY
        )
        assert {"giay", "zorbalux", "vv", "2026", case.code[-5:], case.code[-5:].lstrip("0")} <= words_in_reach(case)
        # What was written once cannot be written again by who only reads.
        for write in (
            lambda: SearchWord.objects.create(kind="cases.case", record_id=str(case.pk), word="x"),
            lambda: SearchWord.objects.filter(record_id=str(case.pk)).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                write()
    with world.acting(world.outsider):
        assert words_in_reach(case) == set()
        assert list(find_cases("zorbalux")) == []
    with world.acting(world.inspector):
        share_with(case, world.other_team, officer_id=world.inspector.id, at=world.at)
    with world.acting(world.outsider):
        assert list(find_cases("zorbalux")) == [case]
    with world.acting(world.inspector):
        Case.objects.filter(pk=case.pk).update(title="Dép")
        assert list(find_cases("zorbalux")) == []
        stop_sharing_with(case, world.other_team)
    with world.acting(world.outsider):
        assert words_in_reach(case) == set()


def test_a_text_is_asked_by_what_tells_most_and_its_last_word_may_still_grow() -> None:
    asked = Asked.of("Công ty Nguyễn hoa 012")
    assert [term.word.toned for term in asked.telling(but=frozenset({"cong", "ty"}))][-1] == "nguyễn"
    assert asked.terms[2].ranges() == (Range("nguyễn", is_toned=True),)
    assert asked.terms[3].ranges() == (Range("hoa"),)
    assert asked.terms[4].ranges() == (beginning("012"), beginning("12"))
    assert Asked.of("lua").terms[0].ranges() == (beginning("lua"),)
    assert Asked.of("12").terms[0].ranges() == (Range("12"),)
    assert Asked.of("").telling() == []


def test_words_of_no_language_are_thought_wrong_before_others() -> None:
    assert [[term.word.plain for term in wrong] for wrong in Asked.of("nam qan phat").nearer()] == [["qan"]]
    assert [[term.word.plain for term in wrong] for wrong in Asked.of("nam quan 12").nearer()] == [["nam"], ["quan"]]
    assert list(Asked.of("nam").nearer()) == []
    assert "nam quan phat" in Asked.of("nam qan phat").phrases()
    assert "ky lua" in Asked.of("ki lua").spellings()
