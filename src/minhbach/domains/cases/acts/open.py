"""Mở vụ việc: the first entry of every file."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.act import Act, Who, Words
from minhbach.domains.cases.types.codes import Origin
from minhbach.domains.cases.types.values import ListingSnapshot


@dataclass(frozen=True, kw_only=True)
class Opened:
    title: str
    origin: Origin
    origin_note: str = ""
    lead_id: str = ""
    listing: ListingSnapshot | None = None
    is_ecommerce: bool = False
    platform: str = ""
    presence_url: str = ""
    secret_register_number: str = ""


class Open(Act[Opened]):
    code = "opened"
    words = Words(event=_lazy("đã mở vụ việc"))
    who = Who.NOBODY
    is_correctable = is_annullable = False
