"""The one way through a form: valid? → service → message → back.

    class EndAgencyForm(PageForm):
        last_day = fields.Day(label=_("Ngày cuối cùng"))

    def end(request: OfficeRequest, agency_id: UUID) -> HttpResponse:
        agency = selectors.get_agency(agency_id)
        form = EndAgencyForm.of(request)
        return handle(
            request,
            form,
            lambda: services.end_agency(agency=agency, **form.asked, officer=request.officer, at=request.at),
            done=_("Đã ghi việc kết thúc của %(agency)s.") % {"agency": agency.name},
            back=agency,
            page={"title": _("Kết thúc %(agency)s") % {"agency": agency.name}, "cancel": agency.get_absolute_url()},
        )

What is wrong stands at its field, a refusal of the service too where it names one (`refusal.field`), rows at fault in
a table; nothing typed is lost. "foundation/form.html" shows a form as a page of its own (title, button, cancel, lead,
caution, tone); "foundation/form_body.html" is the form alone, for a page that holds more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from minhbach.foundation.database.speaking import refusal_of
from minhbach.foundation.ids import new_id
from minhbach.foundation.pages.editing import SEEN, ChangedSince, Edits, carry_marks, require_unchanged
from minhbach.foundation.pages.offering import offer
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.press import NAME, read_press
from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal, RowProblem
from minhbach.foundation.requirements import CONFIRMED, NotConfirmed, RequirementsUnmet, Unmet

R = TypeVar("R")
Words = str | Promise


class _PressField(forms.CharField):
    """The id of the press; one that cannot be read counts as none, for a person can do nothing about it."""

    # Without an id of its own, since a page may hold several forms.
    widget = forms.HiddenInput(attrs={"id": False, "autocomplete": "off"})

    def clean(self, value: Any) -> UUID:
        return read_press(str(value)) or new_id()


@dataclass(frozen=True)
class Part:
    """Fields that belong together, under a heading where there is one; what is seldom filled in may be folded."""

    legend: Words
    fields: list[forms.BoundField]
    is_folded: bool = False

    @property
    def is_wrong(self) -> bool:
        return any(field.errors for field in self.fields)


@dataclass(frozen=True)
class Fault:
    """One thing wrong: the field it stands at, None for the form as a whole."""

    field: forms.BoundField | None
    sentence: str


class PageForm(forms.Form):
    """A form of the house. It carries the id of its press; `rows` are the rows at fault of what was pasted."""

    # A form of which nearly nothing must be filled would be all marks.
    marks_optional = True
    use_required_attribute = False
    # What the ids of its fields begin with: of its own where a page holds several forms.
    ids = "id"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.ids}_%s")
        super().__init__(*args, **kwargs)
        if derived := self.derived():
            self.fields = {**derived, **self.fields}
            self.order_fields(self.field_order)
        self.fields[NAME] = _PressField(required=False, initial=new_id)
        self.rows: tuple[RowProblem, ...] = ()
        self.unmet: tuple[Unmet, ...] = ()
        # What the next sending goes on without, because this one asks.
        self.to_confirm: tuple[str, ...] = ()
        self.stands_at = ""
        self.prepare()

    def derived(self) -> dict[str, forms.Field]:
        """Return fields that follow from something else than the class; they stand before its own."""
        return {}

    def prepare(self) -> None:
        """Offer choices and fill in what is known already; called once, when the form is made."""

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Self:
        """Return the form as the request asks for it: filled with what was sent, or empty to be filled in."""
        if request.method == "POST":
            return cls(request.POST, request.FILES, **options)
        return cls(**options)

    def offer(self, name: str, choices: Any) -> None:
        """Offer CHOICES, or the records of a queryset, at a field."""
        offer(self.fields[name], choices)

    def propose(self, **known: Any) -> None:
        """Fill fields in with what is known, unless the form was made with something better."""
        self.initial = {**known, **self.initial}

    @cached_property
    def press(self) -> UUID:
        """The id of this press: the one that came with the form, or the one it goes out with."""
        bound = self[NAME]
        press: UUID = bound.field.clean(bound.value())
        return press

    @property
    def asked(self) -> dict[str, Any]:
        """What was filled in, by name, without the press: what a service is given."""
        return {name: value for name, value in self.cleaned_data.items() if name not in (NAME, SEEN)}

    @property
    def confirmed(self) -> frozenset[str]:
        """The codes of what the sender was asked about and goes on without."""
        return frozenset(self.data.getlist(CONFIRMED)) if hasattr(self.data, "getlist") else frozenset()

    @property
    def parts(self) -> Iterator[Part]:
        """The fields that are seen, in the order of the page."""
        yield Part("", self.visible_fields())

    @property
    def faults(self) -> list[Fault]:
        """Everything that is wrong, for the head of the form."""
        found = [Fault(None, str(sentence)) for sentence in self.non_field_errors()]
        for name, sentences in self.errors.items():
            if name in self.fields:
                found += [Fault(self[name], str(sentence)) for sentence in sentences]
        return found

    def refuse(self, refusal: Refusal) -> None:
        """Say a refusal at its field where it names one of this form, else at the head; its rows in a table."""
        if isinstance(refusal, RequirementsUnmet):
            self.unmet = refusal.unmet
            if isinstance(refusal, NotConfirmed):
                self.to_confirm = (*sorted(self.confirmed), *(one.code for one in refusal.unmet))
                return
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
        self.stands_at = refusal.where
        if isinstance(refusal, InvalidInput):
            self.rows = refusal.rows


def handle(
    request: OfficeRequest,
    form: PageForm,
    act: Callable[[], R],
    *,
    done: Words | Callable[[R], Words] = "",
    back: Any = None,
    template: str = "foundation/form.html",
    page: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None = None,
    edits: Edits | None = None,
) -> HttpResponse:
    """Show a form, or act on what was sent with it, say that it is DONE and lead BACK.

    BACK is whatever `redirect` takes, or is asked of what the act made; None leads to the page of what it made. PAGE
    is what the template needs besides the form; it is asked for only when the form is shown. A refusal that denies
    the officer or the record rises. EDITS is the record a form changes that was filled from it.
    """
    if edits is not None:
        carry_marks(form)
    if request.method != "POST":
        return _show(request, form, template, page, status=200)
    if not form.is_valid():
        return _show(request, form, template, page, status=422)
    try:
        with transaction.atomic():
            if edits is not None:
                require_unchanged(form, edits)
            made = act()
    except (NotAllowed, NotFound):
        raise
    except ChangedSince as refusal:
        form.refuse(refusal)
        return _show(request, form, template, page, status=refusal.status)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, form, template, page, status=422)
    except DatabaseError as error:
        said = refusal_of(error)
        if said is None:
            raise
        form.refuse(said)
        return _show(request, form, template, page, status=said.status)
    if say := done(made) if callable(done) else done:
        messages.success(request, str(say))
    to: Any = made if back is None else back(made) if callable(back) else back
    return redirect(to)


def _show(
    request: HttpRequest,
    form: PageForm,
    template: str,
    page: Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None,
    *,
    status: int,
) -> HttpResponse:
    return render(request, template, {"form": form, **((page() if callable(page) else page) or {})}, status=status)
