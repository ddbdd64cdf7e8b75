"""The cache all processes share: a table of JSON, since whoever writes a pickle runs code in whoever reads it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection


class JsonCache(BaseCache):
    """Keep values that JSON knows in a table (key, value, end); what has ended counts as not there."""

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.table = connection.ops.quote_name(table)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        rows = self._run(
            f"select value from {self.table} where cache_key = %s and expires > clock_timestamp()",
            self._key(key, version),
        )
        return json.loads(rows[0][0]) if rows else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._write(key, value, timeout, version, where="true")

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value unless one stands; of two at once, one is told True."""
        return bool(self._write(key, value, timeout, version, where="kept.expires <= clock_timestamp()"))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        query = f"update {self.table} set expires = %s where cache_key = %s and expires > clock_timestamp() returning 1"
        return bool(self._run(query, self._end(timeout), self._key(key, version)))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._run(f"delete from {self.table} where cache_key = %s returning 1", self._key(key, version)))

    def clear(self) -> None:
        self._run(f"delete from {self.table} returning 1")

    def _write(self, key: str, value: Any, timeout: Any, version: int | None, *, where: str) -> list[tuple[Any, ...]]:
        # What has ended goes with each writing; few things are cached, and for minutes.
        self._run(f"delete from {self.table} where expires <= now() - interval '1 hour' returning 1")
        return self._run(
            f"insert into {self.table} as kept (cache_key, value, expires) values (%s, %s, %s) on conflict (cache_key)"
            f" do update set value = excluded.value, expires = excluded.expires where {where} returning 1",
            self._key(key, version),
            json.dumps(value),
            self._end(timeout),
        )

    def _run(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return list(cursor.fetchall())

    def _key(self, key: str, version: int | None) -> str:
        return str(self.make_and_validate_key(key, version=version))

    def _end(self, timeout: Any) -> datetime:
        moment = self.get_backend_timeout(timeout)
        return datetime.max.replace(tzinfo=UTC) if moment is None else datetime.fromtimestamp(moment, tz=UTC)
