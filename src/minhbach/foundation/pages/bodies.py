"""How much one request may carry. A view that takes large files says so; every other takes what a long form needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import Refusal
from minhbach.foundation.uploads import MEGABYTE

# A pasted list of goods, the scan of a paper, a member's filled form.
ORDINARY = 25 * MEGABYTE
# Who has not signed in sends a name, a password or a code.
STRANGERS = 64 * 1024

V = TypeVar("V", bound=Callable[..., object])


class BodyTooLarge(Refusal):
    code = "foundation.body.too_large"
    sentence = _lazy(
        "Nội dung gửi lên có %(sent)s MB; trang này nhận tối đa %(largest)s MB mỗi lần. Hãy bớt tệp, hoặc chia nhỏ rồi "
        "gửi từng phần."
    )
    status = 413


def takes_up_to(megabytes: int) -> Callable[[V], V]:
    """Let a view take files of so many MB at once."""

    def mark(view: V) -> V:
        vars(view)["largest_body"] = megabytes * MEGABYTE
        return view

    return mark


def largest_at(path: str) -> int:
    """Return how many bytes the page at a path takes from one who has signed in."""
    try:
        view = resolve(path).func
    except Resolver404:
        return STRANGERS
    return int(getattr(view, "largest_body", ORDINARY))
