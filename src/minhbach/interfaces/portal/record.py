"""What the public's process asks of the record: the functions of one schema, through a role that has nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool

from minhbach.domains.custody.sealing import PublicKey
from minhbach.domains.intake.kinds import BY_CODE, Kind
from minhbach.domains.intake.receipts import Statement
from minhbach.foundation.database.bounds import BOUNDS

# Of each process; its threads are no more.
CONNECTIONS = 8
# Receipts are looked up in a lane of their own: who guesses at them takes no connection from who sends.
LOOKING = 2
WAIT_SECONDS = 10


class RecordTooOpen(RuntimeError):
    """The role may do more than run its functions: then nothing is served with it."""


@dataclass(frozen=True)
class Letterbox:
    slug: str
    name: str
    place: str
    hotline: str
    email: str
    address: str
    promise_days: int | None


@dataclass(frozen=True)
class Line:
    """One line of the talk."""

    is_own: bool
    text: str
    at: datetime


@dataclass(frozen=True)
class Sent:
    """What the holder of a receipt is told of what was sent."""

    number: str
    kind: Kind
    stage: str
    outcome: str
    received_on: date
    due_on: date | None
    due_by: str
    office: str
    hotline: str
    # Why it was not taken as it was; empty where it was.
    refused: str = ""
    is_again: bool = False
    what: str = ""
    files: int = 0
    lines: tuple[Line, ...] = ()

    @property
    def has_ended(self) -> bool:
        # The portal knows stages by their codes (`wording.stage_words`): their class stands on the office's pages.
        return self.stage in ("done", "passed_on")

    def statement(self, as_of: date) -> Statement:
        return Statement(self.number, self.received_on, self.stage, as_of)


@dataclass(frozen=True)
class Picture:
    """A picture without what a camera writes into it; ORIGINAL is the digest of what was sent."""

    media_type: str
    content: str
    original: str


def letterboxes() -> list[Letterbox]:
    """List the ways in that are open."""
    return [Letterbox(**one) for one in _ask("select portal.letterboxes()", [])]


@dataclass(frozen=True)
class Named:
    """A place by the name that was typed, of any map: what it is today, and which ways in serve it."""

    name: str
    within: str
    is_past: bool
    now: Sequence[str]
    provinces: Sequence[str]
    letterboxes: Sequence[str]


def places(folded: str) -> list[Named]:
    """List the places whose name, without accents, ends in what was typed."""
    return [Named(**one) for one in _ask("select portal.places(%s)", [folded])]


def send(
    *,
    receipt: str,
    letterbox: str,
    kind: Kind,
    said: Mapping[str, str],
    pictures: Sequence[Picture],
    is_paid: bool,
    person: Mapping[str, Any] | None = None,
) -> Sent | str:
    """Hand in what somebody sends; sent again it is the same. Returns what is told of it, or why it was refused.

    What comes without the work that is asked for (toll) is read after what came with it. PERSON is who sends it, sealed
    or plain (`identity`); {} where a kind asks and nobody said.
    """
    named = {name: said.get(name, "") for name in ("what", "where", "link", "when")}
    given = {
        **named,
        "receipt": receipt,
        "letterbox": letterbox,
        "kind": kind.code,
        "data": {name: value for name, value in said.items() if name not in named and value},
        "files": [vars(picture) for picture in pictures],
    }
    function = "send" if is_paid else "send_unpaid"
    if person is None:
        told = _ask(f"select portal.{function}(%s)", [Jsonb(given)])
    else:
        told = _ask("select portal.send_named(%s, %s)", [Jsonb({**given, "is_paid": is_paid}), Jsonb(dict(person))])
    return str(told["refused"]) if "number" not in told else _sent(told)


def talk(receipt: str) -> Sent | None:
    """Return what was sent and its talk; None where no receipt has this digest."""
    told = _ask("select portal.talk(%s)", [receipt], most=LOOKING)
    return _sent(told) if told else None


def say(receipt: str, *, message: UUID, text: str) -> Sent | None:
    """Add a line of the sender's to the talk, once however often it is sent."""
    told = _ask("select portal.say(%s, %s, %s)", [receipt, message, text])
    return _sent(told) if told else None


@dataclass(frozen=True)
class Arrived:
    """How much of a recording has come, and of how much."""

    arrived: int
    size: int
    # Why the last part was not taken: it does not follow (place), is too large (size), or there is no room (full).
    refused: str = ""


def begin_recording(size: int) -> UUID | str:
    """Announce a recording of SIZE bytes. Returns its key, or why it is refused."""
    told = _ask("select portal.begin_recording(%s)", [size])
    return UUID(told["id"]) if "id" in told else str(told["refused"])


def recording(key: UUID) -> Arrived | None:
    """Say how much of a recording has come; None where there is none that may be gone on with."""
    return _arrived(_ask("select portal.recording(%s)", [key]))


def add_part(key: UUID, *, start: int, content: bytes, media_type: str) -> Arrived | None:
    """Hand in what comes next; refused where it does not follow what has come."""
    return _arrived(_ask("select portal.add_part(%s, %s, %s, %s)", [key, start, content, media_type]))


def drop_recording(key: UUID) -> bool:
    """Take back a recording that belongs to nothing yet."""
    return bool(_ask("select portal.drop_recording(%s)", [key]))


def attach(receipt: str, keys: Sequence[UUID]) -> int:
    """Put whole recordings to what was sent. Returns how many were added."""
    return int(_ask("select portal.attach(%s, %s)", [receipt, list(keys)]) or 0) if keys else 0


@dataclass(frozen=True)
class Recordings:
    """Those of a report that are still looked at, and those that could not be read."""

    waiting: int
    broken: int


def recordings(receipt: str) -> Recordings:
    return Recordings(**_ask("select portal.recordings(%s)", [receipt]))


def _arrived(told: Mapping[str, Any] | None) -> Arrived | None:
    return Arrived(told["arrived"], told["size"], told.get("refused", "")) if told else None


def custodians(asked: Mapping[str, str]) -> list[PublicKey]:
    """List the keys for which an identity is sealed: of a way in, or of what has a receipt."""
    found = _ask("select portal.custodians(%s)", [Jsonb(dict(asked))])
    return [PublicKey(UUID(one["id"]), one["jwk"]) for one in found]


def units(letterbox: str) -> list[dict[str, str]]:
    """List the units about whose officers a report through a way in goes past them."""
    found: list[dict[str, str]] = _ask("select portal.units(%s)", [letterbox])
    return found


def tell(receipt: str, person: Mapping[str, Any]) -> str | None:
    """Keep who sent what has this receipt. Returns why not, empty where it was kept; None for no such receipt."""
    told = _ask("select portal.tell(%s, %s)", [receipt, Jsonb(dict(person))])
    return None if told is None else str(told.get("refused", ""))


def knows(receipt: str) -> str:
    """Say how who sent it is kept: sealed, open, blanked; empty where nobody said."""
    return _ask("select portal.knows(%s)", [receipt]) or ""


def opinion_asked(receipt: str) -> Mapping[str, bool] | None:
    """Say whether the holder of a receipt is asked what he thinks, and in words too; None where he is not."""
    found: Mapping[str, bool] | None = _ask("select portal.opinion_asked(%s)", [receipt])
    return found


def rate(receipt: str, *, verdict: str, words: str) -> str | None:
    """Keep what somebody thinks. Returns why not, empty where it was kept; None for no such receipt."""
    told = _ask("select portal.rate(%s, %s, %s)", [receipt, verdict, words])
    return None if told is None else str(told.get("refused", ""))


def _sent(told: Mapping[str, Any]) -> Sent:
    return Sent(
        number=told["number"],
        kind=BY_CODE[told["kind"]],
        stage=told["stage"],
        outcome=told["outcome"],
        received_on=date.fromisoformat(told["received_on"]),
        due_on=date.fromisoformat(told["due_on"]) if told["due_on"] else None,
        due_by=told["due_by"],
        office=told["office"],
        hotline=told["hotline"],
        refused=told.get("refused", ""),
        is_again=bool(told.get("again")),
        what=told.get("what", ""),
        files=told.get("files", 0),
        lines=tuple(
            Line(one["side"] == "sender", one["text"], datetime.fromisoformat(one["at"]))
            for one in told.get("messages", ())
        ),
    )


def _ask(query: str, values: Sequence[Any], *, most: int = CONNECTIONS) -> Any:
    with pool(settings.PORTAL_DATABASE_URL, most).connection(timeout=WAIT_SECONDS) as connection:
        row = connection.execute(query, values).fetchone()
    return row[0] if row else None


def dispute(receipt: str) -> dict[str, Any] | None:
    """Return the dispute with a firm that came of what was sent; None where there is none."""
    told: dict[str, Any] | None = _ask("select portal.dispute(%s)", [receipt], most=LOOKING)
    return told


def bargain(receipt: str, *, press: UUID, given: Mapping[str, Any]) -> dict[str, Any] | None:
    """Take a step of the sender's in his dispute, once however often it is sent."""
    told: dict[str, Any] | None = _ask("select portal.bargain(%s, %s, %s)", [receipt, press, Jsonb(dict(given))])
    return told


@cache
def pool(address: str, most: int = CONNECTIONS) -> ConnectionPool[psycopg.Connection[Any]]:
    """Return this process's connections of one lane; made when they are first asked for, after any fork."""
    return ConnectionPool(
        address,
        min_size=1,
        max_size=most,
        kwargs={**BOUNDS, "autocommit": True},
        configure=require_closed,
        check=ConnectionPool.check_connection,
        open=True,
    )


def require_closed(connection: psycopg.Connection[Any]) -> None:
    """Raises: RecordTooOpen."""
    row = connection.execute(
        "select has_schema_privilege('public', 'usage') or rolsuper or rolbypassrls"
        " from pg_roles where rolname = current_user"
    ).fetchone()
    if row != (False,):
        raise RecordTooOpen("run minhbach prepare-database again")


@dataclass(frozen=True)
class Subscribed:
    """How far a wish to be told is: asked, told, ended; and what is wanted."""

    state: str
    wanted: Mapping[str, Any]


def provinces() -> list[dict[str, str]]:
    found: list[dict[str, str]] = _ask("select portal.provinces()", [])
    return found


def subscribe(given: Mapping[str, Any]) -> str:
    """Ask that an address be asked back. Returns why not; empty also where it is known, or was asked for too often."""
    return str(_ask("select portal.subscribe(%s)", [Jsonb(dict(given))]).get("refused", ""))


def subscription(token: str) -> Subscribed | None:
    """Return what the link of a mail is about, by the digest of its secret."""
    return _subscribed("subscription", token)


def confirm(token: str) -> Subscribed | None:
    return _subscribed("confirm", token)


def unsubscribe(token: str) -> Subscribed | None:
    return _subscribed("unsubscribe", token)


def _subscribed(function: str, token: str) -> Subscribed | None:
    told = _ask(f"select portal.{function}(%s)", [token])
    return Subscribed(told["state"], told.get("wanted", {})) if told else None
