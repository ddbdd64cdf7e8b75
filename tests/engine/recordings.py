"""Small recordings with marks in every place where a phone writes some."""

from __future__ import annotations

SECRET = b"Nguyen Thi An / Galaxy A05"
PLACE = b"+13.9833+108.0000/"


def box(name: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + name + content


def track(handler: bytes) -> bytes:
    told = box(b"hdlr", bytes(8) + handler + bytes(12) + SECRET + b"\0")
    dated = box(b"mdhd", bytes(4) + b"\xe2\x11\x22\x33" * 2 + bytes(12))
    table = box(b"stbl", box(b"stsd", bytes(8)) + box(b"stts", bytes(8)))
    media = box(b"mdia", dated + told + box(b"minf", box(b"vmhd", bytes(12)) + table))
    return box(b"trak", box(b"tkhd", bytes(4) + b"\xe2\x11\x22\x33" * 2 + bytes(72)) + media)


def mp4(played: bytes) -> bytes:
    """A film with its place, its device in four ways, and a track of what the device measured."""
    head = box(b"mvhd", bytes(4) + b"\xe2\x11\x22\x33" * 2 + b"\0\0\3\xe8\0\0\x27\x10" + bytes(80))
    marks = box(b"udta", box(b"\xa9xyz", PLACE) + box(b"\xa9mod", SECRET)) + box(b"meta", SECRET)
    contents = box(b"moov", head + track(b"vide") + track(b"meta") + marks)
    return box(b"ftyp", b"isom\0\0\2\0") + contents + box(b"uuid", SECRET) + box(b"free", SECRET) + box(b"mdat", played)


def mp3() -> bytes:
    tag = b"ID3\x04\0\0" + bytes([0, 0, 0, len(SECRET)]) + SECRET
    foot = b"APETAGEX" + bytes(4) + (32 + len(SECRET)).to_bytes(4, "little") + bytes(16)
    return tag + b"\xff\xfb" + b"m" * 400 + SECRET + foot + b"TAG" + SECRET.ljust(125, b"\0")


def wav() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return name + len(content).to_bytes(4, "little") + content

    body = b"WAVE" + chunk(b"fmt ", bytes(16)) + chunk(b"LIST", SECRET) + chunk(b"data", b"v" * 60)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
