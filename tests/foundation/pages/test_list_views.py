"""What an officer keeps of a list"""

from __future__ import annotations

from uuid import UUID

import pytest

from minhbach.foundation.pages import list_views
from minhbach.foundation.pages.list_views import NamelessView, TooManyViews

AN, BINH = UUID(int=1), UUID(int=2)


def test_is_found_again_by_name_and_by_nobody_else(db: None) -> None:
    list_views.keep_view(officer_id=AN, address="/vu-viec/", name=" Sắp  đến hạn ", query="clock=soon&sort=due")
    list_views.keep_view(officer_id=AN, address="/vu-viec/", name="Tất cả", query="")
    [soon, everything] = list_views.kept_of(AN, "/vu-viec/").views
    assert (soon.name, soon.get_absolute_url()) == ("Sắp đến hạn", "/vu-viec/?clock=soon&sort=due")
    assert everything.get_absolute_url() == "/vu-viec/?all=1"
    assert list_views.kept_of(BINH, "/vu-viec/") == list_views.kept_of(AN, "/van-ban/") == list_views.KeptOfList()


def test_the_same_name_again_is_the_new_view(db: None) -> None:
    for query in ("step=a", "step=b"):
        list_views.keep_view(officer_id=AN, address="/vu-viec/", name="Của tôi", query=query)
    assert [one.query for one in list_views.kept_of(AN, "/vu-viec/").views] == ["step=b"]


def test_only_its_owner_forgets_it(db: None) -> None:
    view = list_views.keep_view(officer_id=AN, address="/vu-viec/", name="Của tôi", query="")
    list_views.forget_view(officer_id=BINH, view_id=view.id)
    assert len(list_views.kept_of(AN, "/vu-viec/").views) == 1
    list_views.forget_view(officer_id=AN, view_id=view.id)
    assert list_views.kept_of(AN, "/vu-viec/").views == ()


def test_needs_a_name_and_has_an_end(db: None) -> None:
    with pytest.raises(NamelessView):
        list_views.keep_view(officer_id=AN, address="/vu-viec/", name="  ", query="")
    for number in range(list_views.MOST_VIEWS):
        list_views.keep_view(officer_id=AN, address="/vu-viec/", name=str(number), query="")
    with pytest.raises(TooManyViews):
        list_views.keep_view(officer_id=AN, address="/vu-viec/", name="một nữa", query="")
    list_views.keep_view(officer_id=AN, address="/vu-viec/", name="0", query="q=lan")


def test_keeps_the_columns_chosen_until_those_it_begins_with_are_asked_for(db: None) -> None:
    list_views.choose_columns(officer_id=AN, address="/vu-viec/", columns=["code", "fine"])
    assert list_views.kept_of(AN, "/vu-viec/").columns == ("code", "fine")
    list_views.choose_columns(officer_id=AN, address="/vu-viec/", columns=[])
    assert list_views.kept_of(AN, "/vu-viec/").columns == ()
