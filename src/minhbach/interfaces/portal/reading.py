"""What somebody typed and chose, read once: cleaned, cut to no length, and said back where something is missing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from minhbach.domains.intake.kinds import Ask, Kind
from minhbach.engine.pictures.unmarking import PictureUnreadable, without_marks
from minhbach.engine.text.clean import clean
from minhbach.foundation.ids import read_id
from minhbach.foundation.uploads import MEGABYTE
from minhbach.interfaces.portal.naming import Named, named_in
from minhbach.interfaces.portal.record import Letterbox, Picture

LARGEST_PICTURE = 8 * MEGABYTE
MOST_PICTURES = 5
MOST_RECORDINGS = 5
LONGEST_MESSAGE = 5_000
NAMED, NAMED_SHOWN = "named", "named_shown"


@dataclass
class Field:
    """One thing asked, with what was typed and what is wrong with it."""

    ask: Ask
    value: str = ""
    wrong: str = ""


@dataclass
class Filled:
    """A form as it stands: empty to be filled in, or as it was sent."""

    kind: Kind
    fields: list[Field]
    letterboxes: Sequence[Letterbox]
    press: UUID = field(default_factory=uuid4)
    chosen: str = ""
    chosen_wrong: str = ""
    pictures: list[Picture] = field(default_factory=list)
    pictures_wrong: str = ""
    # Keys of recordings that came in parts before the form.
    recordings: list[UUID] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    # Who sends it and which unit it is about, where the kind asks (`identity`).
    person: list[Field] = field(default_factory=list)
    person_wrong: str = ""
    units: list[dict[str, str]] = field(default_factory=list)
    unit: str = ""
    unit_wrong: str = ""

    @property
    def is_right(self) -> bool:
        return not any(self.wrongs)

    @property
    def said(self) -> dict[str, str]:
        kept = "; ".join(one.written for one in self.named if one.is_kept)
        return {**{one.ask.name: one.value for one in self.fields}, **({NAMED: kept} if kept else {})}

    @property
    def first(self) -> list[Field]:
        """What is asked at once; the rest stands folded, for who has the time."""
        return [one for one in self.fields if one.ask.is_needed or one.ask.name == "where" or one.wrong]

    @property
    def folded(self) -> list[Field]:
        return [one for one in self.fields if one not in self.first]

    @property
    def wrongs(self) -> Iterator[str]:
        yield from (one.wrong for one in (*self.fields, *self.person) if one.wrong)
        yield from filter(None, (self.chosen_wrong, self.unit_wrong, self.person_wrong, self.pictures_wrong))


def empty(kind: Kind, letterboxes: Sequence[Letterbox], *, chosen: str) -> Filled:
    """Return the form to be filled in; a way in that a QR code names is chosen already."""
    known = {one.slug for one in letterboxes}
    only = letterboxes[0].slug if len(letterboxes) == 1 else ""
    return Filled(kind, [Field(ask) for ask in kind.asks], letterboxes, chosen=chosen if chosen in known else only)


def read(request: HttpRequest, kind: Kind, letterboxes: Sequence[Letterbox]) -> Filled:
    """Return the form as it was sent, with what is wrong beside each thing."""
    filled = empty(kind, letterboxes, chosen=request.POST.get("letterbox", ""))
    filled.press = read_id(request.POST.get("press", "")) or filled.press
    for one in filled.fields:
        one.value = clean(request.POST.get(one.ask.name, "")).replace("\r\n", "\n").strip()
        if one.ask.is_needed and not one.value:
            one.wrong = _("Hãy viết vài lời vào ô “%(label)s”.") % {"label": one.ask.label}
        elif len(one.value) > one.ask.longest:
            one.wrong = _("Ô “%(label)s” dài %(letters)s chữ; nhiều nhất %(most)s. Hãy cắt bớt.") % {
                "label": one.ask.label,
                "letters": number_format(len(one.value), force_grouping=True),
                "most": number_format(one.ask.longest, force_grouping=True),
            }
    text = "\n".join(one.value for one in filled.fields)
    if NAMED_SHOWN in request.POST:
        filled.named = named_in(text, kept=request.POST.getlist(NAMED))
    filled.recordings = keys_of(request)
    if not filled.chosen:
        filled.chosen_wrong = _("Hãy chọn nơi xảy ra, để tin tới đúng cơ quan.")
    sent = [one for one in request.FILES.getlist("pictures") if one.size]
    try:
        filled.pictures = [_picture(one) for one in _few(sent)]
    except _PictureWrong as wrong:
        filled.pictures_wrong = str(wrong)
    return filled


def keys_of(request: HttpRequest) -> list[UUID]:
    """Return the keys of what came in parts before a form."""
    return [key for text in request.POST.getlist("recordings")[:MOST_RECORDINGS] if (key := read_id(text))]


def looked_at(request: HttpRequest, kind: Kind, letterboxes: Sequence[Letterbox]) -> Filled:
    """Return the form as it stands, with what is recognised in it; nothing is judged, nothing sent."""
    filled = read(request, kind, letterboxes)
    filled.chosen_wrong = filled.pictures_wrong = ""
    for one in filled.fields:
        one.wrong = ""
    filled.named = named_in("\n".join(one.value for one in filled.fields))
    return filled


class _PictureWrong(ValueError):
    """What is wrong with a picture, in words."""


def _few(sent: list[UploadedFile[Any]]) -> list[UploadedFile[Any]]:
    if len(sent) > MOST_PICTURES:
        raise _PictureWrong(_("Gửi được nhiều nhất %(most)d ảnh một lần.") % {"most": MOST_PICTURES})
    return sent


def _picture(sent: UploadedFile[Any]) -> Picture:
    if (sent.size or 0) > LARGEST_PICTURE:
        most = LARGEST_PICTURE // MEGABYTE
        raise _PictureWrong(_("Có ảnh lớn hơn %(most)d MB; hãy chụp nhỏ hơn hoặc cắt bớt.") % {"most": most})
    content = sent.read()
    try:
        media_type, bare = without_marks(content)
    except PictureUnreadable:
        said = _(
            "Có tệp không phải ảnh JPEG, PNG, WebP. Ở đây chỉ nhận ảnh, để bỏ được tọa độ, máy chụp ghi trong ảnh."
        )
        raise _PictureWrong(said) from None
    return Picture(media_type, b64encode(bare).decode(), hashlib.sha256(content).hexdigest())
