"""What is set for an agency's papers from a day on: its form, and the page it is set on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.policies import require_role
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents import selectors
from minhbach.foundation.pages import OfficeRequest, fields
from minhbach.foundation.pages.forms import PageForm, Words, handle


class FromDayForm(PageForm):
    """For which agency and kind of paper, and from which day; what is set stands between."""

    agency = fields.Record(label=_lazy("Cơ quan ban hành"), words=lambda agency: agency.name)
    kind = fields.Choice(label=_lazy("Loại văn bản"))
    valid_from = fields.Day(label=_lazy("Từ ngày"))


def set_from_day(
    request: OfficeRequest,
    form_class: type[FromDayForm],
    act: Callable[..., object],
    *,
    kinds: list[tuple[Any, Any]],
    title: Words,
    done: Words,
    above: Words,
    back: str,
    roles: tuple[Role, ...] = (Role.ADMINISTRATOR,),
    agencies: Callable[..., QuerySet[Any]] = selectors.agencies_administered_by,
) -> HttpResponse:
    """Show a form or set what it asks, for who has one of the ROLES in one of the AGENCIES.

    ABOVE is the list, at BACK, in which it then stands.
    """
    require_role(request.officer, *roles, at=request.at)
    form = form_class.of(request)
    form.offer("agency", agencies(request.officer, at=request.at))
    form.offer("kind", kinds)
    address = reverse(back)
    return handle(
        request,
        form,
        lambda: act(**form.asked, officer=request.officer, at=request.at),
        done=done,
        back=address,
        page={"title": title, "cancel": address, "above": above, "above_url": address},
    )
