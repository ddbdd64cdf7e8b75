"""Videos, sound and pictures, sent in parts by the tus protocol 1.0.0: what was cut off goes on where it stood.

A part has arrived when the database says so; this process keeps none. The key of a recording is known to its sender
alone. Spoken here: the core of the protocol, creation and termination; any client of tus may be used.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from minhbach.engine import recordings
from minhbach.engine.pictures import unmarking
from minhbach.foundation.uploads import MEGABYTE, size_of
from minhbach.interfaces.portal import record
from minhbach.interfaces.portal.senders import Place, sender_of
from minhbach.interfaces.portal.waiting import WAITING

VERSION = "1.0.0"
LARGEST_PART = MEGABYTE
_BYTES = "application/offset+octet-stream"


@require_http_methods(["OPTIONS", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Announce a recording; nothing of it has come yet."""
    largest: int = settings.LARGEST_RECORDING_MB * MEGABYTE
    if request.method == "OPTIONS":
        return _said(204, **{"Tus-Version": VERSION, "Tus-Extension": "creation,termination", "Tus-Max-Size": largest})
    size = _number(request, "Upload-Length")
    if size is None or size < 1:
        return _said(400)
    if size > largest:
        return _said(413)
    sender = sender_of(request)
    key = record.begin_recording(size)
    if key == "full" and _make_room(sender, size):
        key = record.begin_recording(size)
    if isinstance(key, str):
        return _said(413 if key == "size" else 507)
    WAITING.add(sender, key, size)
    return _said(201, Location=reverse("plain:recording", args=[key]))


@require_http_methods(["HEAD", "PATCH", "DELETE"])
def go_on(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say how far a recording has come, take its next part, or forget it."""
    if request.method == "DELETE":
        return _said(204 if _drop(key) else 404)
    if request.method == "HEAD":
        return _told(record.recording(key), 200)
    start = _number(request, "Upload-Offset")
    if request.content_type != _BYTES:
        return _said(415)
    if start is None:
        return _said(400)
    if size_of(request) > LARGEST_PART:
        return _said(413)
    content = request.read(LARGEST_PART)
    media_type = ""
    if start == 0:
        media_type = _kind_of(content)
        if not media_type:
            _drop(key)
            return _said(415)
    told = record.add_part(key, start=start, content=content, media_type=media_type)
    # Announced while there was room, and others came first.
    if told is not None and told.refused == "full" and _make_room_for(key, told.size):
        told = record.add_part(key, start=start, content=content, media_type=media_type)
    return _told(told, 204)


def _make_room(sender: Place, size: int) -> bool:
    """Let who has most give way to one who has less; says whether anybody did."""
    return sum(record.drop_recording(key) for key in WAITING.giving_way(sender, size)) > 0


def _make_room_for(key: UUID, size: int) -> bool:
    sender = WAITING.forget(key)
    made = _make_room(sender, size)
    WAITING.add(sender, key, size)
    return made


def _drop(key: UUID) -> bool:
    WAITING.forget(key)
    return record.drop_recording(key)


def attach(receipt: str, keys: Sequence[UUID]) -> int:
    """Put whole recordings to what was sent. Returns how many were added."""
    added = record.attach(receipt, keys)
    # What was named and has not come whole waits on, and counts on.
    if added == len(keys):
        for key in keys:
            WAITING.forget(key)
    return added


def _kind_of(first: bytes) -> str:
    """Say by its real bytes what is sent; empty where nothing of it is taken."""
    with suppress(recordings.RecordingUnreadable):
        return recordings.kind_of(first)
    with suppress(unmarking.PictureUnreadable):
        return unmarking.kind_of(first)
    return ""


def _told(arrived: record.Arrived | None, status: int) -> HttpResponse:
    if arrived is None:
        return _said(404)
    told = {"": status, "full": 507}.get(arrived.refused, 409)
    return _said(told, **{"Upload-Offset": arrived.arrived, "Upload-Length": arrived.size})


def _said(status: int, **headers: object) -> HttpResponse:
    told = {"Tus-Resumable": VERSION, **{name: str(value) for name, value in headers.items()}}
    return HttpResponse(status=status, headers=told)


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.headers.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
