"""The form of an act: it follows from the act's fact, and knows where in the case it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Officer, Post
from minhbach.domains.cases.acts.act import Act
from minhbach.domains.cases.models import Case, CaseEvent, CaseSubject
from minhbach.domains.cases.types.codes import SubjectRole
from minhbach.domains.cases.types.state import CaseState, Entry, Line, Matter
from minhbach.domains.law.selectors import Law, open_law
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.asking import DataForm
from minhbach.foundation.pages.forms import PageForm

F = TypeVar("F")


@dataclass
class Setting:
    """Where a form stands: the case, what it is, of which violator or matter, who asks, when; what it corrects."""

    case: Case
    state: CaseState
    part: str
    officer: Officer
    at: datetime
    law: Law
    corrects: Entry[Any] | None = None

    @classmethod
    def of(
        cls,
        case: Case,
        state: CaseState,
        officer: Officer,
        at: datetime,
        *,
        part: str = "",
        corrects: Entry[Any] | None = None,
    ) -> Setting:
        return cls(case, state, part, officer, at, open_law(), corrects)

    @property
    def today(self) -> date:
        return local_date(self.at)

    @property
    def line(self) -> Line:
        """The violator's line; where none is named, the one furthest behind."""
        return self.state.of(self.part) if self.part else self.state.line

    @property
    def matter(self) -> Matter | None:
        """The matter the form is of."""
        return self.state.matters.get(self.part)

    @cached_property
    def crew(self) -> list[tuple[str, str]]:
        """Those who may work on the case, with their titles."""
        return officers_of(self.case.owner_agency, self.today)

    @cached_property
    def subjects(self) -> list[tuple[str, str]]:
        """Whom the case is about, by name, violators first."""
        links = CaseSubject.objects.filter(case=self.case).select_related("subject").order_by("id")
        found = sorted(links, key=lambda link: link.role != SubjectRole.VIOLATOR)
        return [(str(link.subject_id), link.subject.name) for link in found]

    def written_before(self, code: str, *names: str) -> dict[str, str]:
        """Return what its officer wrote in some fields the last time he did such an act."""
        events = CaseEvent.objects.filter(officer=self.officer, kind=code)
        data = events.order_by("-recorded_at", "-sequence").values_list("data", flat=True).first() or {}
        return {name: data[name] for name in names if data.get(name)}

    @cached_property
    def classes(self) -> list[tuple[str, str]]:
        """The classes of violation, by name."""
        return [(row.code, row.name_vi) for row in sorted(self.law.book.classes, key=lambda row: row.name_vi)]


class CaseForm(PageForm):
    """A form that becomes one fact."""

    def __init__(self, *args: Any, act: Act[Any], setting: Setting, **kwargs: Any) -> None:
        self.act, self.setting = act, setting
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Ask for the day where the fact does not name it; then what the act itself prepares."""
        if self.act.asks_day:
            day = fields.Day(label=self.act.words.day or _lazy("Ngày"), initial=self.setting.today)
            self.fields = {"happened_on": day, **self.fields}
        self.act.prepare(cast("Any", self), self.setting)

    def insist(self, *names: str) -> None:
        """Ask for fields that could otherwise stay empty."""
        for name in names:
            self.fields[name].required = True

    def fact(self) -> Any:
        """Build the fact from what was entered."""
        raise NotImplementedError

    @classmethod
    def known_of(cls, fact: Any, event_id: Any = None) -> dict[str, Any]:
        """Return what the form is made with to correct a fact."""
        raise NotImplementedError

    @classmethod
    def beginning(cls, setting: Setting) -> dict[str, Any]:
        """Return what the form is made with where it corrects nothing."""
        return {}

    @property
    def day(self) -> date | None:
        """The day on which the act happened, where the form asks it."""
        day: date | None = self.cleaned_data.get("happened_on")
        return day


class ActForm(CaseForm, DataForm[F]):
    """The form over an act's fact as the fact itself says."""

    def fact(self) -> Any:
        # What the form does not ask keeps what the entry that is corrected says.
        kept = self.setting.corrects.fact if self.setting.corrects else None
        asked = set(self.fields)
        given = {}
        if kept is not None:
            names = type(kept).__dataclass_fields__
            given = {
                name: getattr(kept, name)
                for name in names
                if name not in asked and not any(one.startswith(f"{name}_") for one in asked)
            }
        return self.value(**given)

    @classmethod
    def known_of(cls, fact: Any, event_id: Any = None) -> dict[str, Any]:
        return {"known": fact}


def officers_of(agency: Agency, on: date) -> list[tuple[str, str]]:
    """List those who may work on a case of an agency, with their titles."""
    posts = (
        Post.objects.on(on)
        .filter(agency=agency, role__in=("inspector", "inspection_leader", "head"), officer__is_active=True)
        .select_related("officer")
        .order_by("officer__sort_key", "officer__full_name", "id")
    )
    return list({str(post.officer_id): f"{post.officer.full_name} – {post.title_vi}" for post in posts}.items())
