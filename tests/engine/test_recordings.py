"""Of a recording what plays it is kept, and no mark of who made it, where or when"""

from __future__ import annotations

import io

import pytest

from minhbach.engine.recordings import AAC, AMR, MP3, MP4, WAV, RecordingUnreadable, blank_marks, kind_of
from tests.engine.recordings import PLACE, SECRET, box, mp3, mp4, wav


def bare(content: bytes) -> bytes:
    file = io.BytesIO(content)
    kept = blank_marks(file)
    return file.getvalue()[kept.begin : kept.end]


def test_a_film_keeps_its_length_and_its_sound_and_loses_its_marks() -> None:
    film = mp4(b"sound and pictures")
    assert film.count(SECRET) == 6
    assert film.count(PLACE) == 1
    left = bare(film)
    assert (len(left), SECRET in left, PLACE in left) == (len(film), False, False)
    assert left.count(b"sound and pictures") == 1
    # Days of making are naught, durations stand.
    moov = left[left.index(b"mvhd") :]
    assert moov[8:16] == bytes(8)
    assert moov[16:24] == b"\0\0\3\xe8\0\0\x27\x10"
    assert bare(left) == left


def test_a_track_that_neither_shows_nor_sounds_is_no_track_any_more() -> None:
    left = bare(mp4(b"x"))
    assert (left.count(b"trak"), left.count(b"vide"), left.count(b"meta")) == (1, 1, 0)


def test_what_was_hung_on_to_its_end_is_left_out() -> None:
    film = mp4(b"x")
    zipped = b"PK\x03\x04" + b"evil" * 100
    assert bare(film + zipped) == bare(film)
    assert b"<script>" not in bare(film + box(b"html", b"<script>"))


def test_a_film_that_was_cut_off_is_kept_as_far_as_it_came() -> None:
    assert bare(mp4(b"sound and pictures")[:-6]).endswith(b"sound and pi")


def test_sound_loses_the_tags_around_it() -> None:
    assert SECRET in mp3()
    assert bare(mp3()) == b"\xff\xfb" + b"m" * 400
    assert SECRET in wav()
    left = bare(wav() + b"PK\x03\x04")
    assert (SECRET in left, b"v" * 60 in left, len(left)) == (False, True, len(wav()))
    assert bare(b"#!AMR\nframes-of-sound") == b"#!AMR\nframes-of-sound"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x1aE\xdf\xa3webm......",
        b"OggS............",
        b"RIFF0000AVI LIST",
        b"MZ\x90\0............",
        b"PK\x03\x04" + b"x" * 40,
        b"<html><script>",
        b"#!/bin/sh\n......",
        b"\xff\xd8\xff\xe0........",
        b"ID3" + b"\x7f" * 40,
        b"\0\0\0\x18ftypisom" + b"\0" * 12,
        b"\0\0\0\x10ftypisom\0\0\0\0" + box(b"moov", b"\0\0\xff\xffmvhd"),
        b"RIFF\x04\0\0\0WAVE",
    ],
)
def test_what_is_none_of_them_or_broken_is_refused(content: bytes) -> None:
    with pytest.raises(RecordingUnreadable):
        blank_marks(io.BytesIO(content))


def test_boxes_within_boxes_without_end_are_refused() -> None:
    nested = b""
    for _ in range(40):
        nested = box(b"moov", box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + b"vide" + b"\0" * 12) + nested)))
    with pytest.raises(RecordingUnreadable):
        blank_marks(io.BytesIO(box(b"ftyp", b"isom") + nested))


def test_a_kind_is_told_by_its_first_bytes() -> None:
    assert kind_of(mp4(b"")[:12]) == MP4
    assert kind_of(mp3()[:12]) == MP3
    assert kind_of(wav()[:12]) == WAV
    assert kind_of(b"#!AMR\n") == AMR
    assert kind_of(b"\xff\xf1\x50\x80") == AAC
