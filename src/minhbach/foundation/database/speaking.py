"""What the database says when it will not keep something, in the words of the house."""

from __future__ import annotations

import logging

import psycopg
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, Refusal

UNIQUE = "23505"
# A deadlock, a serialization that failed, a lock that was not to be had: nothing is wrong, the two came together.
_MET = frozenset({"40P01", "40001", "55P03"})
# It shuts down, starts, recovers from a crash, or has no connection left. Others of class 08 and errors without a code
# come of a connection that was lost or not to be had.
_AWAY = frozenset({"57P01", "57P02", "57P03", "53300"})
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


def is_away(error: BaseException | None) -> bool:
    """Say whether an error comes of a database that is not to be reached just now."""
    while error is not None:
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            state = error.sqlstate or "08"
            if state in _AWAY or state.startswith("08"):
                return True
        error = error.__cause__ or error.__context__
    return False


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
