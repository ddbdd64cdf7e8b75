"""A network as a drawing for the file: SVG that needs nothing else, with what it shows, of when, by whom."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from minhbach.domains.networks.selectors.networks import Network
from minhbach.foundation.writing import write_moment

_AROUND, _HEAD = 120, 60
_LABEL = 28


def picture_of(network: Network, *, at: datetime, officer: str) -> str:
    """Draw a network: subjects as circles, values as squares, those sanctioned with a heavy edge."""
    places = network.places
    xs, ys = [x for x, _y in places.values()] or [0], [y for _x, y in places.values()] or [0]
    left, top = min(xs) - _AROUND, min(ys) - _AROUND - _HEAD
    width, height = max(xs) - left + _AROUND, max(ys) - top + _AROUND
    said = _("Mạng lưới gồm %(subjects)s hồ sơ, %(values)s thông tin định danh; %(officer)s lấy lúc %(at)s.") % {
        "subjects": len(network.members),
        "values": len(network.values),
        "officer": officer,
        "at": write_moment(at),
    }
    note = _("Gồm những gì người lấy được xem; là lý do để xem xét, không phải chứng cứ.")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" font-family="sans-serif" '
        f'font-size="12"><rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#fff"/>'
        f'<text x="{left + 16}" y="{top + 26}" font-size="16">{escape(said)}</text>'
        f'<text x="{left + 16}" y="{top + 46}" fill="#566574">{escape(note)}</text>'
    ]
    for member in network.members:
        for carried in member.values:
            ends = places[str(member.subject.pk)], places[str(carried.value.identifier.pk)]
            (x1, y1), (x2, y2) = ends
            parts.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#9aa8b5"/>')
    for one, node in network.values.items():
        x, y = places[one]
        fill = "#e9edf1" if node.is_crowded else "#fff4dc"
        parts.append(
            f'<rect x="{x - 6}" y="{y - 6}" width="12" height="12" fill="{fill}" stroke="#7a4f00"/>'
            f'<text x="{x}" y="{y + 20}" text-anchor="middle">{escape(_short(node.shown))}</text>'
        )
    for member in network.members:
        x, y = places[str(member.subject.pk)]
        edge = 'stroke="#b42318" stroke-width="4"' if member.outcomes else 'stroke="#0b5cad"'
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="10" fill="#e7f0fa" {edge}/>'
            f'<text x="{x}" y="{y + 24}" text-anchor="middle">{escape(_short(member.subject.name))}</text>'
        )
    return "".join([*parts, "</svg>\n"])


def _short(words: str) -> str:
    return words if len(words) <= _LABEL else f"{words[: _LABEL - 1]}…"
