"""The one way through a form"""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.test import RequestFactory
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation import audit
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.chips import ChipChoices, chip_of
from minhbach.foundation.pages.forms import PageForm, handle
from minhbach.foundation.refusals import InvalidInput, NotAllowed, Refusal, RowProblem
from minhbach.foundation.requirements import NotConfirmed, inform, must, require, should

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
OFFICER = SimpleNamespace(id=uuid4(), is_authenticated=True)


class Memory(BaseStorage):
    def _get(self, *args: Any, **kwargs: Any) -> Any:
        return [], True

    def _store(self, messages: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        return []


class NoteForm(PageForm):
    note = fields.Text(label="Ghi chú", longest=20)
    day = fields.Day(label="Ngày", required=False)
    agreed = fields.Tick(label="Đồng ý")
    manner = fields.Choice(label="Cách", choices=[("a", "một")], open=True, required=False)


class DayTooLate(InvalidInput):
    code = "test.day.too_late"
    sentence = _lazy("Ngày chưa đến.")
    field = "day"


class Taken(Refusal):
    code = "test.taken"
    sentence = "Đã có người nhận."


def asked(data: dict[str, Any] | None = None) -> Any:
    request: Any = RequestFactory().post("/x", data) if data is not None else RequestFactory().get("/x")
    request.officer = request.user = OFFICER
    request.at = AT
    request.posts = []
    request.session = {}
    request._messages = Memory(request)
    return request


def through(request: Any, act: Any, **more: Any) -> Any:
    form = NoteForm.of(request)
    response = handle(
        request,
        form,
        lambda: act(**form.asked),
        done="Đã ghi.",
        back="/lui",
        template="foundation/form_body.html",
        **more,
    )
    return response, response.content.decode()


def note(**given: Any) -> None:
    audit.record(
        "test.noted", officer_id=OFFICER.id, at=AT, target_type="note", target_id="1", data={"n": given["note"]}
    )


def notes() -> int:
    return AuditEntry.objects.filter(action="test.noted").count()


def refuse(refusal: Refusal) -> Any:
    def _act(**given: Any) -> None:
        note(**given)
        raise refusal

    return _act


@pytest.mark.django_db
def test_shows_the_form_with_a_press_of_its_own() -> None:
    response, text = through(asked(), note)
    assert response.status_code == 200
    assert text.count('type="hidden" name="press" value="') == 1
    assert text.count("(không bắt buộc)") == 2


@pytest.mark.django_db
def test_acts_says_so_and_leads_back() -> None:
    request = asked({"note": "một", "press": str(uuid4())})
    response, _text = through(request, note)
    assert (response.status_code, response.url) == (302, "/lui")
    assert [str(message) for message in request._messages] == ["Đã ghi."]
    assert notes() == 1


def test_keeps_its_press_from_the_page_to_what_is_sent() -> None:
    shown = NoteForm()
    sent = NoteForm({"note": "một", "press": str(shown.press)})
    assert f'value="{shown.press}"' in str(shown["press"])
    assert sent.press == shown.press
    assert sent.is_valid()
    assert sent.asked == {"note": "một", "day": None, "agreed": False, "manner": ""}


@pytest.mark.parametrize("press", ["", "abc"])
def test_makes_a_press_where_none_was_sent(press: str) -> None:
    form = NoteForm({"note": "một", "press": press})
    assert form.is_valid()
    assert form.press.version == 7


@pytest.mark.django_db
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost() -> None:
    response, text = through(asked({"note": "dài quá hai mươi chữ cái", "day": "x", "agreed": "on"}), note)
    assert response.status_code == 422
    assert 'value="dài quá hai mươi chữ cái"' in text
    assert 'aria-describedby="id_note_error"' in text
    assert '<ul class="errorlist" id="id_note_error">' in text
    assert '<a href="#id_day">Ngày</a>: Không đọc được ngày này.' in text


@pytest.mark.django_db
def test_a_refusal_stands_at_the_field_it_names_and_undoes_the_act() -> None:
    press = str(uuid4())
    response, text = through(asked({"note": "một", "day": "2026-11-30", "press": press}), refuse(DayTooLate()))
    assert response.status_code == 422
    assert '<a href="#id_day">Ngày</a>: Ngày chưa đến.' in text
    assert f'value="{press}"' in text
    assert notes() == 0


@pytest.mark.django_db
def test_a_refusal_that_names_no_field_stands_at_the_head() -> None:
    response, text = through(asked({"note": "một"}), refuse(Taken()))
    assert response.status_code == 422
    assert "<li>Đã có người nhận.</li>" in text
    assert 'value="một"' in text


@pytest.mark.django_db
def test_rows_at_fault_become_a_table() -> None:
    rows = [RowProblem(row=3, sentence="Thiếu tên.", column="Tên")]
    response, text = through(asked({"note": "một"}), refuse(InvalidInput(rows=rows)))
    assert response.status_code == 422
    assert '<td class="kind-number">3</td><td>Tên</td><td>Thiếu tên.</td>' in text


@pytest.mark.django_db
def test_a_refusal_that_denies_the_officer_rises() -> None:
    with pytest.raises(NotAllowed):
        through(asked({"note": "một"}), refuse(NotAllowed()))


@pytest.mark.django_db
def test_groups_are_fieldsets_and_a_box_stands_before_its_words() -> None:
    _response, text = through(asked(), note)
    assert (
        '<fieldset class="field field-group" id="id_manner"><legend>Cách <small>(không bắt buộc)</small></legend>'
        in text
    )
    assert 'class="form-check-input" id="id_agreed"> Đồng ý</label>' in text


def test_what_is_known_is_proposed_unless_the_form_knows_better() -> None:
    form = NoteForm(initial={"note": "sẵn"})
    form.propose(note="khác", day=date(2026, 11, 20))
    assert (form["note"].value(), form["day"].value()) == ("sẵn", date(2026, 11, 20))


def test_a_choice_carries_its_tone() -> None:
    class State(ChipChoices):
        DRAFT = "draft", "dự thảo"
        SENT = "sent", "good", "đã gửi"

    assert State.choices == [("draft", "dự thảo"), ("sent", "đã gửi")]
    assert (chip_of(State.DRAFT), chip_of(State("sent"))) == (("dự thảo", ""), ("đã gửi", "good"))


class TestWhatAnActNeeds:
    def test_what_must_be_there_refuses_and_is_named_with_the_page_that_mends_it(self, db: None) -> None:
        lacking = [must("identity", "Chưa biết là ai.", url="/ai"), should("team", "Đoàn chỉ có một người.")]

        response, page = through(asked({"note": "x"}), lambda **_: require(lacking, confirmed=["identity", "team"]))

        assert response.status_code == 422
        assert '<a href="/ai">Chưa biết là ai.</a>' in page
        assert "Đoàn chỉ có một người." in page
        assert 'name="confirmed"' not in page

    def test_what_should_be_there_is_asked_once_for_each_thing(self, db: None) -> None:
        lacking = [should("team", "Đoàn chỉ có một người."), inform("late", "Gửi muộn.")]

        def act(**given: Any) -> None:
            require(lacking, confirmed=form.confirmed)
            note(**given)

        request = asked({"note": "x"})
        form = NoteForm.of(request)
        response, page = through(request, act)
        assert response.status_code == 422
        assert '<input type="hidden" name="confirmed" value="team">' in page
        assert "Gửi muộn." not in page
        assert not AuditEntry.objects.filter(action="test.noted").exists()

        request = asked({"note": "x", "confirmed": ["team"]})
        form = NoteForm.of(request)
        response = handle(request, form, lambda: act(**form.asked), back="/lui")
        assert (response.status_code, response["Location"]) == (302, "/lui")

    def test_to_go_on_without_one_is_not_to_go_on_without_the_next(self) -> None:
        with pytest.raises(NotConfirmed) as caught:
            require([should("a", "A"), should("b", "B")], confirmed=["a"])

        assert [one.code for one in caught.value.unmet] == ["b"]
