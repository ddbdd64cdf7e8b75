"""Objects of an S3-compatible store: listed, read by ranges, or fetched whole.

Address, keys and endpoint come from the usual AWS_* variables, which the libraries read themselves;
Polars reads the rows of Parquet objects by ranges under the same variables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minhbach.engine.refusals import EngineRefusal

if TYPE_CHECKING:
    from obstore.store import RetryConfig, S3Store

SCHEME = "s3://"
_FETCH_BYTES = 8 << 20
_RETRIES: RetryConfig = {"max_retries": 4, "retry_timeout": timedelta(seconds=60)}


class RemoteUnreadable(EngineRefusal):
    """A store or an object in it cannot be reached, or is not what it was."""

    code = "reading.remote"


@dataclass(frozen=True)
class Found:
    """An object, as the store describes it."""

    address: str
    size: int
    tag: str  # changes with the content


def is_remote(given: object) -> bool:
    """Say whether this is an address in a store."""
    return str(given).startswith(SCHEME)


def objects(address: str) -> list[Found]:
    """List the object of this address, or all under it as a prefix, in the order of their keys.

    Raises: RemoteUnreadable.
    """
    bucket, key = _split(address)
    with _refusing(address):
        import obstore

        store = _store(bucket)
        if key and not key.endswith("/"):
            try:
                return [_found(bucket, dict(obstore.head(store, key)))]
            except FileNotFoundError:
                pass
        under = key if not key or key.endswith("/") else key + "/"
        found = [
            _found(bucket, dict(one))
            for chunk in obstore.list(store, prefix=under or None)
            for one in chunk
            if one["size"]
        ]
    return sorted(found, key=lambda one: one.address)


def look_again(address: str) -> Found:
    """Return the object as it is now.

    Raises: RemoteUnreadable.
    """
    bucket, key = _split(address)
    with _refusing(address):
        import obstore

        return _found(bucket, dict(obstore.head(_store(bucket), key)))


def read_range(address: str, start: int, length: int) -> bytes:
    """Return bytes of an object.

    Raises: RemoteUnreadable.
    """
    bucket, key = _split(address)
    with _refusing(address):
        import obstore

        return bytes(obstore.get_range(_store(bucket), key, start=start, length=length))


def fetch(found: Found, path: Path) -> None:
    """Write an object to a file, whole or not at all.

    Raises: RemoteUnreadable.
    """
    bucket, key = _split(found.address)
    aside = path.with_name(path.name + ".part")
    with _refusing(found.address):
        import obstore

        with aside.open("wb") as file:
            for block in obstore.get(_store(bucket), key).stream(min_chunk_size=_FETCH_BYTES):
                file.write(block)
    if aside.stat().st_size != found.size:
        raise RemoteUnreadable(address=found.address, detail=f"{aside.stat().st_size} / {found.size} byte")
    aside.replace(path)


def _split(address: str) -> tuple[str, str]:
    bucket, _, key = address.removeprefix(SCHEME).partition("/")
    if not bucket:
        raise RemoteUnreadable(address=address, detail="s3://bucket/…")
    return bucket, key


def _found(bucket: str, described: dict[str, Any]) -> Found:
    tag = described.get("e_tag") or str(described.get("last_modified"))
    return Found(f"{SCHEME}{bucket}/{described['path']}", int(described["size"]), tag)


@cache
def _store(bucket: str) -> S3Store:
    from obstore.store import S3Store

    return S3Store(
        bucket,
        client_options={"allow_http": True},  # a store inside one's own network
        retry_config=_RETRIES,
    )


@contextmanager
def _refusing(address: str) -> Iterator[None]:
    try:
        import obstore.exceptions
    except ImportError as error:
        raise RemoteUnreadable(address=address, detail="minhbach[s3]") from error
    try:
        yield
    except (obstore.exceptions.BaseError, FileNotFoundError, PermissionError) as error:
        raise RemoteUnreadable(address=address, detail=str(error).partition("\n")[0][:300]) from error
