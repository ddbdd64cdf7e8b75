"""Limitation, requests to others, publication, intake, retention, and the state of instruments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from minhbach.domains.law.checks.others import UNITS
from minhbach.domains.law.checks.problem import Content, Problem, knows, problem
from minhbach.domains.law.reference import deadline_ids
from minhbach.domains.law.types.rows import Table

OBLIGATIONS = {"must", "may", "must_not", "advice"}
IDENTITIES = {"required", "optional", "not_required", "unknown"}
MOST_YEARS = 10


def check_limitation(content: Content) -> Iterator[Problem]:
    """Check that a limitation names its years, or the law that does; and its fields and clocks."""
    yield from _check_words(content, "text_vi", "instrument")
    years = content.get("years")
    if years is None and not content.get("other_law_vi"):
        yield problem("years", _("Nêu số năm, hoặc luật khác quy định số năm."))
    if years is not None and not (isinstance(years, int) and 0 < years <= MOST_YEARS):
        yield problem("years", _("Số năm là số nguyên từ 1 đến 10."))
    for field in content.get("fields", ()):
        if not knows(Table.FINE_FRAMES, "fields", field) and not knows(Table.LIMITATION, "fields", field):
            yield problem("fields", _("“%(code)s” không phải lĩnh vực trong danh mục.") % {"code": field})
    yield from _check_clocks(content, "deadline_ids")


def check_rule(content: Content) -> Iterator[Problem]:
    """Check that a rule says something, by some text."""
    yield from _check_words(content, "text_vi", "instrument")
    yield from _check_clocks(content, "deadline_ids")


def check_request(content: Content) -> Iterator[Problem]:
    """Check that a basis for asking others says who asks whom, for what, and what comes after."""
    yield from _check_words(content, "text_vi", "instrument", "who_may_ask_vi", "ask_whom_vi", "answer_vi", "after_vi")
    if not knows(Table.REQUEST_BASES, "kinds", content.get("kind")):
        yield problem("kind", _("“%(code)s” không phải loại yêu cầu trong danh mục.") % {"code": content.get("kind")})
    yield from _check_clocks(content, "answer_clock_ids")


def check_publication(content: Content) -> Iterator[Problem]:
    """Check that what must, may or must not be published says what, and for how long."""
    yield from _check_words(content, "text_vi", "instrument", "content_vi")
    if content.get("obligation") not in OBLIGATIONS:
        yield problem("obligation", _("“%(code)s” không dùng được ở đây.") % {"code": content.get("obligation")})
    yield from _check_term(content, "term")
    yield from _check_clocks(content, "deadline_ids")
    yield from _check_clocks(content, "correction_deadline_ids")


def check_intake(content: Content) -> Iterator[Problem]:
    """Check that a kind of intake says whether a name is needed, and its outcomes, each once."""
    yield from _check_words(content, "text_vi", "instrument", "decides_vi")
    if content.get("identity") not in IDENTITIES:
        yield problem("identity", _("“%(code)s” không dùng được ở đây.") % {"code": content.get("identity")})
    codes = [one.get("code") for one in content.get("outcomes", ())]
    if not codes or len(codes) != len(set(codes)):
        yield problem("outcomes", _("Nêu các kết quả xử lý, mỗi kết quả một lần."))
    yield from _check_clocks(content, "clock_ids")


def check_retention(content: Content) -> Iterator[Problem]:
    """Check that a duty to keep, or on personal data, says on whom and for how long."""
    yield from _check_words(content, "text_vi", "instrument", "duty_on_vi")
    yield from _check_term(content, "retention")
    yield from _check_clocks(content, "deadline_ids")


def check_status(content: Content) -> Iterator[Problem]:
    """Check that an instrument does not replace itself."""
    yield from _check_words(content, "text_vi", "instrument")
    for key in ("replaces", "replaced_by"):
        if content.get("instrument") in content.get(key, ()):
            yield problem(key, _("Một văn bản không thay thế chính nó."))


def _check_words(content: Content, *keys: str) -> Iterator[Problem]:
    for key in keys:
        if not content.get(key):
            yield problem(key, _("Hãy điền “%(field)s”.") % {"field": key})


def _check_clocks(content: Content, key: str) -> Iterator[Problem]:
    for name in content.get(key, ()):
        if name not in deadline_ids():
            yield problem(key, _("Không có thời hạn “%(name)s” trong bảng.") % {"name": name})


def _check_term(content: Content, key: str) -> Iterator[Problem]:
    term = content.get(key)
    if term is None:
        return
    whole = isinstance(term, Mapping) and isinstance(term.get("n"), int) and term["n"] > 0
    if not whole or term.get("unit") not in UNITS or term.get("bound") not in ("min", "max"):
        yield problem(key, _("Thời gian là số nguyên, có đơn vị, ít nhất hoặc nhiều nhất."))
