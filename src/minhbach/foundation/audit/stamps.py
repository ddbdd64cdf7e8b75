"""Time stamps (RFC 3161): an authority outside says that a head of the chain was there at a moment.

Kept as it was answered, one file for a head, in MINHBACH_HOME; anybody can check it with `openssl ts -verify`.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings

from minhbach.foundation.audit import anchors
from minhbach.foundation.audit.models import AuditSeal

FOLDER = "audit-stamps"
TIMEOUT_SECONDS = 30
LARGEST_ANSWER = 1_000_000


class StampRefused(RuntimeError):
    """The authority gave no stamp, or one that does not hold."""


def stamp(*, chain: str) -> int:
    """Ask for a stamp on the last link; return its sequence.

    Raises: StampRefused.
    """
    from rfc3161_client import TimestampRequestBuilder, VerificationError, decode_timestamp_response

    last = AuditSeal.objects.order_by("-sequence").first()
    if last is None:
        raise StampRefused("nothing is sealed yet")
    told = message(chain, last.sequence, last.digest)
    asked = TimestampRequestBuilder().data(told).build()
    try:
        answer = _ask(asked.as_bytes())
        _verifier(asked.nonce).verify_message(decode_timestamp_response(answer), told)
    except (OSError, ValueError, VerificationError) as error:
        raise StampRefused(str(error)) from error
    path = folder() / f"{last.sequence:012}.tsr"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(answer)
    return last.sequence


def message(chain: str, sequence: int, digest: str) -> bytes:
    """Return what is stamped; to check it by hand, write it to a file and give that to `openssl ts -verify -data`."""
    return f"{chain} {sequence} {digest}".encode()


def folder() -> Path:
    return anchors.home() / FOLDER


def broken_stamps(chain: str, *, mended: anchors.Anchor | None) -> Iterator[int]:
    """List the heads whose stamp is no stamp of the link that stands there now."""
    kept = {int(path.stem): path for path in sorted(folder().glob("*.tsr")) if path.stem.isdigit()}
    if not kept or not settings.TSA_CERTIFICATE:
        return
    digests = dict(AuditSeal.objects.filter(sequence__in=kept).values_list("sequence", "digest"))
    for sequence, path in kept.items():
        # What a mend made anew cannot bear its old stamp.
        if mended is not None and sequence > mended.sequence and path.stat().st_mtime < mended.at.timestamp():
            continue
        if not _holds(path.read_bytes(), message(chain, sequence, digests.get(sequence, ""))):
            yield sequence


def _holds(answer: bytes, told: bytes) -> bool:
    from rfc3161_client import VerificationError, decode_timestamp_response

    try:
        return bool(_verifier().verify_message(decode_timestamp_response(answer), told))
    except (ValueError, VerificationError):
        return False


def _verifier(nonce: int | None = None) -> Any:
    from rfc3161_client import VerifierBuilder

    roots = x509.load_pem_x509_certificates(Path(settings.TSA_CERTIFICATE).read_bytes())
    return VerifierBuilder(roots=roots, nonce=nonce).build()


def _ask(request: bytes) -> bytes:
    # The address is the installation's own setting, never a user's.
    asked = urllib.request.Request(  # noqa: S310
        settings.TSA_URL, data=request, headers={"Content-Type": "application/timestamp-query"}
    )
    with urllib.request.urlopen(asked, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
        return bytes(answer.read(LARGEST_ANSWER))
