"""What the database says when it will not keep something, in the words of the house."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, Refusal

UNIQUE = "23505"
# A deadlock, a serialization that failed, a lock that was not to be had: nothing is wrong, the two came together.
_MET = frozenset({"40P01", "40001", "55P03"})
_log = logging.getLogger(__name__)


class DoneMeanwhile(Refusal):
    code = "foundation.done_meanwhile"
    sentence = _lazy("Việc này vừa được ghi từ một lần gửi khác. Hãy tải lại trang để xem điều đã ghi.")


class MetAnother(Refusal):
    code = "foundation.met_another"
    sentence = _lazy("Có người đang ghi vào cùng hồ sơ đúng lúc này nên chưa ghi được gì. Hãy gửi lại.")


class RuleOfRecord(InvalidInput):
    code = "foundation.rule_of_record"
    sentence = _lazy("Nội dung này trái với quy tắc của sổ sách nên chưa ghi được. Hãy xem lại các mục vừa nhập.")


def sqlstate_of(error: BaseException) -> str:
    """Return the database's five-letter code of an error; empty where it gave none."""
    return str(getattr(error.__cause__, "sqlstate", None) or "")


def refusal_of(error: BaseException) -> Refusal | None:
    """Return the refusal that a database error is; None where it is a fault and no answer."""
    if not isinstance(error, DatabaseError):
        return None
    state = sqlstate_of(error)
    if state == UNIQUE:
        return DoneMeanwhile()
    if state in _MET:
        return MetAnother()
    if state.startswith("23"):
        # A service should have said so in its own words: kept for who maintains it.
        _log.warning("A constraint spoke where no service did", exc_info=error)
        return RuleOfRecord()
    return None
