"""Who did what to which, when. Written in the transaction of the act; sealed by a chain moments later."""

from minhbach.foundation.audit.actions import register, sentence_of
from minhbach.foundation.audit.record import record

__all__ = ["record", "register", "sentence_of"]
