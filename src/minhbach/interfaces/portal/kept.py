"""Answers that are the same for everybody, kept in the process's memory for as long as what they tell stands.

Before an answer is given the record is asked for its edition, one small question: a number that changes in the same
transaction as whatever the public is shown, and with the moments at which something goes up or comes down. Where it
has changed, everything kept is dropped. So nothing is shown for one request longer than it stands, in whichever
process; a notification instead of the question would come late, or not at all over a connection that died.

Browsers and proxies may keep an answer and must ask whether it still holds: then it costs them a few bytes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from hashlib import blake2b
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import get_language

from minhbach.interfaces.portal import published

MOST_BYTES = 32 * 1024 * 1024
# Kept with an answer so that it is the same whenever it is given.
_HEADERS = ("Content-Type", "X-Robots-Tag", "Content-Disposition", "Content-Security-Policy")
# What is there, and what was taken down.
_KEPT = (200, 410)


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    mark: str

    @classmethod
    def of(cls, made: HttpResponse) -> Answer:
        headers = tuple((name, made[name]) for name in _HEADERS if name in made)
        mark = f'"{blake2b(made.content, digest_size=12).hexdigest()}"'
        return cls(made.status_code, made.content, headers, mark)

    def given_to(self, request: HttpRequest) -> HttpResponse:
        """Give it, or say that what somebody has of it still holds."""
        if self.status == 200 and request.headers.get("If-None-Match") == self.mark:
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = HttpResponse(self.body, status=self.status)
        for name, value in self.headers:
            # Whoever has it already takes these over what he kept with it.
            if response.status_code != 304 or name != "Content-Type":
                response[name] = value
        response["ETag"] = self.mark
        response["Cache-Control"] = "public, no-cache"
        return response


@dataclass
class Kept:
    """Answers of one edition, the least lately asked dropped first."""

    most_bytes: int = MOST_BYTES
    edition: str = ""
    size: int = 0
    answers: OrderedDict[tuple[str, ...], Answer] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, edition: str, key: tuple[str, ...]) -> Answer | None:
        with self.lock:
            if edition != self.edition:
                self.answers.clear()
                self.edition, self.size = edition, 0
            found = self.answers.get(key)
            if found is not None:
                self.answers.move_to_end(key)
            return found

    def put(self, edition: str, key: tuple[str, ...], answer: Answer) -> None:
        """Keep an answer that was made after EDITION was asked for; one of another edition is not kept."""
        with self.lock:
            if edition != self.edition or key in self.answers or len(answer.body) > self.most_bytes:
                return
            self.answers[key] = answer
            self.size += len(answer.body)
            while self.size > self.most_bytes:
                _key, dropped = self.answers.popitem(last=False)
                self.size -= len(dropped.body)


KEPT = Kept()


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep what a page answers; not that there is none, lest who types at random push out what many ask for."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        edition = published.edition()
        key = (get_language() or "", request.get_host(), request.get_full_path())
        found = KEPT.get(edition, key)
        if found is None:
            found = Answer.of(view(request, *args, **named))
            if found.status in _KEPT:
                KEPT.put(edition, key, found)
        return found.given_to(request)

    return answer
