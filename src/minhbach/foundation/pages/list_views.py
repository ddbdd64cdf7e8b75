"""What an officer keeps of a list: the columns he chose, and views he named. His own, and nobody else's business."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.ids import new_id
from minhbach.foundation.refusals import InvalidInput, Refusal

MOST_VIEWS = 20
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_QUERY = 60, 200, 2000
_COLUMNS = "columns"


class TooManyViews(Refusal):
    code = "foundation.list.too_many_views"
    sentence = _lazy("Mỗi danh sách giữ nhiều nhất 20 góc nhìn. Hãy bỏ bớt một góc nhìn cũ.")


class NamelessView(InvalidInput):
    code = "foundation.list.nameless_view"
    sentence = _lazy("Chưa nhập tên cho góc nhìn.")


class ViewTooLong(InvalidInput):
    code = "foundation.list.view_too_long"
    sentence = _lazy("Bộ lọc này dài quá nên chưa giữ được.")


class ListView(models.Model):
    """A list at ADDRESS as an officer wants to find it again; the one without a name holds the columns he chose."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer_id = models.UUIDField()
    address = models.CharField(max_length=LONGEST_ADDRESS)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer_id", "address", "name"], name="foundation_listview_once")
        ]

    def get_absolute_url(self) -> str:
        # Asked with nothing, a list would bring back what was last looked at.
        return f"{self.address}?{self.query or 'all=1'}"


@dataclass(frozen=True)
class KeptOfList:
    """The columns an officer chose for a list, none where he chose none, and his views of it by name."""

    columns: tuple[str, ...] = ()
    views: tuple[ListView, ...] = ()


def kept_of(officer_id: UUID, address: str) -> KeptOfList:
    """Return what an officer keeps of the list at an address."""
    found = list(ListView.objects.filter(officer_id=officer_id, address=address).order_by("name"))
    chosen = next((one.query for one in found if not one.name), "")
    return KeptOfList(columns=tuple(QueryDict(chosen).getlist(_COLUMNS)), views=tuple(one for one in found if one.name))


def choose_columns(*, officer_id: UUID, address: str, columns: Iterable[str]) -> None:
    """Keep the columns chosen for a list; none chosen brings back those it begins with."""
    query = QueryDict(mutable=True)
    query.setlist(_COLUMNS, list(columns))
    if not query.getlist(_COLUMNS):
        ListView.objects.filter(officer_id=officer_id, address=address, name="").delete()
        return
    _keep(officer_id=officer_id, address=address, name="", query=query.urlencode())


def keep_view(*, officer_id: UUID, address: str, name: str, query: str) -> ListView:
    """Keep a list as it stands under a name; the same name again is the new view.

    Raises: TooManyViews, NamelessView, ViewTooLong.
    """
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise NamelessView
    others = ListView.objects.filter(officer_id=officer_id, address=address).exclude(name__in=("", name))
    if others.count() >= MOST_VIEWS:
        raise TooManyViews
    return _keep(officer_id=officer_id, address=address, name=name, query=query)


def forget_view(*, officer_id: UUID, view_id: UUID) -> None:
    """Forget a view; one that is not the officer's own stays."""
    ListView.objects.filter(officer_id=officer_id, id=view_id).delete()


def _keep(*, officer_id: UUID, address: str, name: str, query: str) -> ListView:
    if len(address) > LONGEST_ADDRESS or len(query) > LONGEST_QUERY:
        raise ViewTooLong
    view, _made = ListView.objects.update_or_create(
        officer_id=officer_id, address=address, name=name, defaults={"query": query}
    )
    return view
