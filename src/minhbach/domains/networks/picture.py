"""A network as a drawing for the file: SVG that needs nothing else, with title, day, who it is for, and a legend."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.networks.selectors.networks import Network, ValueNode
from minhbach.foundation.writing import write_moment

_AROUND, _HEAD, _FOOT = 120, 70, 40
_LABEL = 28
# What the legend needs beside itself, so that a small picture still holds its words.
_LEAST_WIDTH = 1000
# Marks as the page's legend has them: the shape at 0, 0, and what it is.
_SUBJECT = '<circle r="10" fill="#e7f0fa" stroke="#0b5cad" stroke-width="2"/>'
_VIOLATOR = '<circle r="10" fill="#e7f0fa" stroke="#b42318" stroke-width="4"/>'
_OPERATOR = (
    '<circle r="14" fill="#e7f0fa" stroke="#0b5cad" stroke-width="2"/>'
    '<circle r="10" fill="none" stroke="#0b5cad" stroke-width="2"/>'
)
_VALUE = '<rect x="-6" y="-6" width="12" height="12" fill="#fff4dc" stroke="#7a4f00"/>'
_CROWDED = '<rect x="-6" y="-6" width="12" height="12" fill="#e9edf1" stroke="#566574" stroke-dasharray="3 2"/>'
_OFFER = '<path d="M0 -9 9 0 0 9 -9 0z" fill="#e6f4ea" stroke="#1e6b34"/>'
LEGEND = (
    (_SUBJECT, _lazy("hồ sơ")),
    (_VIOLATOR, _lazy("đã bị xử lý")),
    (_OPERATOR, _lazy("đầu mối")),
    (_VALUE, _lazy("thông tin định danh")),
    (_OFFER, _lazy("rao như nhau")),
    (_CROWDED, _lazy("nhiều người dùng, không nối ai")),
)


def said_of_picture(network: Network, *, officer: str, at: datetime) -> str:
    """Say what a picture holds, for whom it was made and when."""
    return _("Mạng lưới gồm %(subjects)s hồ sơ, %(values)s thông tin; %(officer)s lấy lúc %(at)s.") % {
        "subjects": len(network.members),
        "values": len(network.values),
        "officer": officer,
        "at": write_moment(at),
    }


def picture_of(network: Network, *, name: str, at: datetime, officer: str) -> str:
    """Draw a network: subjects as circles, values as squares, what is offered alike on its corner."""
    places = network.places
    xs, ys = [x for x, _y in places.values()] or [0], [y for _x, y in places.values()] or [0]
    left, top = min(xs) - _AROUND, min(ys) - _AROUND - _HEAD
    width, height = max(max(xs) - left + _AROUND, _LEAST_WIDTH), max(ys) - top + _AROUND + _FOOT
    title = _("Mạng lưới: %(name)s") % {"name": name}
    note = _("Gồm những gì người lấy được xem; là lý do để xem xét, không phải chứng cứ.")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" font-family="sans-serif" '
        f'font-size="12"><title>{escape(title)}</title>'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#fff"/>'
        f'<text x="{left + 16}" y="{top + 28}" font-size="18" font-weight="bold">{escape(title)}</text>'
        f'<text x="{left + 16}" y="{top + 48}">{escape(said_of_picture(network, officer=officer, at=at))}</text>'
        f'<text x="{left + 16}" y="{top + 66}" fill="#566574">{escape(note)}</text>'
    ]
    for member in network.members:
        for carried in member.values:
            (x1, y1), (x2, y2) = places[str(member.subject.pk)], places[str(carried.value.id)]
            parts.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#9aa8b5"/>')
    for one, node in network.values.items():
        parts += [_put(_mark_of(node), *places[one]), _name(node.shown, *places[one])]
    for member in network.members:
        mark = _VIOLATOR if member.outcomes else _OPERATOR if member.is_operator else _SUBJECT
        place = places[str(member.subject.pk)]
        parts += [_put(mark, *place), _name(member.subject.name, *place)]
    for number, (mark, words) in enumerate(LEGEND):
        x, y = left + 30 + number * 145, top + height - _FOOT / 2
        parts.append(_put(mark, x, y) + f'<text x="{x + 20}" y="{y + 4}">{escape(str(words))}</text>')
    return "".join([*parts, "</svg>\n"])


def _mark_of(node: ValueNode) -> str:
    return _CROWDED if node.is_crowded else _OFFER if node.is_offer else _VALUE


def _put(mark: str, x: float, y: float) -> str:
    return f'<g transform="translate({x} {y})">{mark}</g>'


def _name(words: str, x: float, y: float) -> str:
    short = words if len(words) <= _LABEL else f"{words[: _LABEL - 1]}…"
    return f'<text x="{x}" y="{y + 24}" text-anchor="middle">{escape(short)}</text>'
