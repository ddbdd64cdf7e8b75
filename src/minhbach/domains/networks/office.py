"""What networks are to the office."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.networks.policies import READERS
from minhbach.domains.subjects.types import IdentifierDoor, Panel
from minhbach.engine.identifiers import recognise
from minhbach.foundation.office import Office, Room, SearchAct


def _look(text: str) -> str:
    """Return where the network of what was searched for is, if it is a value: the same whether or not it is known."""
    is_value = any(sign.isdigit() or sign in "@." for sign in text) and any(recognise(text))
    return f"{reverse('networks:list')}?{urlencode({'q': text})}" if is_value else ""


OFFICE = Office(
    rooms=(
        Room(
            _lazy("Mạng lưới"),
            "networks:list",
            "topology-star-3",
            place=43,
            under="subjects:list",
            roles=frozenset(READERS),
            within=(Room(_lazy("Đường nối"), "networks:path", "route"),),
        ),
    ),
    offers=(
        Panel(lambda subject_id: reverse("networks:panel", args=[subject_id])),
        IdentifierDoor(
            _lazy("Xem mạng lưới"),
            "topology-star-3",
            lambda identifier_id: reverse("networks:of_identifier", args=[identifier_id]),
        ),
        SearchAct(_lazy("Xem mạng lưới của thông tin này"), "topology-star-3", frozenset(READERS), _look),
    ),
    audit={"networks.picture.taken": _lazy("lấy hình vẽ một mạng lưới")},
)
