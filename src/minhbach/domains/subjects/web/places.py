"""A place as an officer types it: a name with suggestions, found in the record of places."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer, Place
from minhbach.domains.agencies.selectors import (
    DayMap,
    communes_of,
    communes_written,
    find_places,
    posts_of,
    province_of,
)
from minhbach.domains.agencies.types import PlaceLevel
from minhbach.engine.text.keys import search_key
from minhbach.foundation.pages import fields

_HEIRS_SAID = 8


def suggestions(officer: Officer, *, on: date) -> list[str]:
    """List the communes of the provinces in which an officer's agencies lie."""
    provinces: dict[int, Place] = {}
    for post in posts_of(officer, on=on):
        for area in post.agency.areas.select_related("parent__parent")[:50]:
            province = province_of(area)
            if province is not None:
                provinces[province.pk] = province
    # A national body would be shown thousands; it types a name instead.
    if not 0 < len(provinces) <= 2:
        return []
    that_day = DayMap(on)
    return [
        that_day.words(place)
        for province in provinces.values()
        for place in communes_of(province, on=on).select_related("parent")
    ]


class PlaceField(fields.Place):
    """Reads “Phường Kỳ Lừa, Tỉnh Lạng Sơn” or any part of it that names one commune alone."""

    def __init__(self, *, on: date, choices: list[str], **more: Any) -> None:
        more.setdefault("label", _lazy("Địa bàn (xã, phường, đặc khu)"))
        more.setdefault("help_text", _lazy("Gõ tên xã, phường; người quản lý địa bàn đó sẽ xem được hồ sơ."))
        super().__init__(find=lambda text: _find_commune(text, on), suggestions=choices, **more)


def _find_commune(text: str, on: date) -> Place:
    name, _comma, above = text.partition(",")
    found = find_places(name, on=on, level=PlaceLevel.COMMUNE, limit=400)
    wanted, parent = search_key(name), search_key(above)
    found = [place for place in found if not parent or (place.parent and parent in search_key(place.parent.name))]
    exact = [place for place in found if place.name.casefold() == name.strip().casefold()]
    exact = exact or [place for place in found if search_key(place.name) == wanted] or found
    if len(exact) == 1:
        return exact[0]
    if not exact:
        return _former(text, on)
    some = "; ".join(map(DayMap(on).words, exact[:5]))
    raise ValidationError(_("Nhiều nơi trùng tên: %(some)s. Hãy ghi thêm tên tỉnh.") % {"some": some})


def _former(text: str, on: date) -> Place:
    """Return today's commune of a place that is no longer, or say which ones it became."""
    found = communes_written(text, on=on)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(_("Hiện không có xã, phường nào tên này."))
    some = "; ".join(map(DayMap(on).words, found[:_HEIRS_SAID]))
    more = _(" và %(count)s nơi khác") % {"count": len(found) - _HEIRS_SAID} if len(found) > _HEIRS_SAID else ""
    sentence = _("Nơi này nay là, hoặc có phần thuộc: %(some)s%(more)s. Hãy ghi một trong các nơi đó.")
    raise ValidationError(sentence % {"some": some, "more": more})
