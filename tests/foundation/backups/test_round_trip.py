"""What is restored is what was there: row for row, file for file, and the audit log proves itself."""

from __future__ import annotations

import json
import os
import re
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pyrage
import pytest
from django.db import connection, connections

from minhbach.foundation import files as store
from minhbach.foundation import kept_files
from minhbach.foundation.audit import anchors, sealing, verification
from minhbach.foundation.backups import locks, restoring, sets, standing
from minhbach.foundation.backups.locks import Lock
from minhbach.foundation.backups.refusals import (
    DatabaseUnreachable,
    InUse,
    KeyMissing,
    KeyWrong,
    NoSet,
    NotEmpty,
    PlaceTaken,
    ReaderUnknown,
    SetDamaged,
    SetNewer,
)
from minhbach.foundation.backups.sets import Manifest
from minhbach.foundation.backups.taking import take
from minhbach.foundation.clock import now
from minhbach.foundation.refusals import Refusal
from minhbach.foundation.scope.signing import tell_secret
from tests.conftest import use_database
from tests.foundation.backups.conftest import AT, SECRET, Installation, contents, restored, rows


@pytest.fixture
def key(installation: Installation, tmp_path: Path) -> Path:
    """A key whose public half the installation knows."""
    locks.make_key(tmp_path / "key", home=installation.home)
    return tmp_path / "key"


@pytest.fixture
def encrypted(installation: Installation, key: Path) -> str:
    """A set that only the key opens; its address."""
    installation.keep_file(b"a paper")
    return installation.back_up(lock=locks.lock_of(installation.home)).backup.address


def test_every_row_and_every_file_comes_back_and_nothing_else(installation: Installation, key: Path) -> None:
    digests = [installation.keep_file(content) for content in (b"a paper", b"a picture" * 1_000_000)]
    store.put(b"a content that no row names")
    (installation.home / "knowledge" / "known").mkdir(parents=True)
    (installation.home / "knowledge" / "known" / "codes.csv").write_text("mã\n1\n")
    sealing.seal(at=now())
    taken = installation.back_up(lock=locks.lock_of(installation.home))
    there = rows(installation.owner)
    target = restored(restoring.open_set(taken.backup.address, key=key), installation.elsewhere("new"))

    assert rows(target.to(target.database)) == there
    home = contents(installation.home)
    assert contents(target.home) == {
        **{f"files/{sha256[:2]}/{sha256}": home[f"files/{sha256[:2]}/{sha256}"] for sha256 in digests},
        **{name: home[name] for name in (anchors.FILE, anchors.KEY, "knowledge/known/codes.csv")},
        "secret-key": SECRET.encode(),
    }
    assert [oct((target.home / name).stat().st_mode & 0o777) for name in (anchors.KEY, "secret-key")] == ["0o600"] * 2
    assert taken.manifest.lost_count == 0


def test_rights_policies_and_triggers_come_back_and_the_audit_log_proves_itself(
    installation: Installation, settings: Any
) -> None:
    installation.keep_file(b"a paper")
    sealing.seal(at=now())
    told = _ground(installation.owner)
    taken = installation.back_up()
    target = restored(restoring.open_set(taken.backup.address, key=None), installation.elsewhere("new"))
    for ours, theirs in zip(_ground(target.to(target.database)), told, strict=True):
        assert ours == theirs

    own = connection.settings_dict["NAME"]
    connections.close_all()
    use_database(target.database)
    settings.FILE_STORE = target.home / "files"
    try:
        assert verification.verify(at=now()).findings == ()
        _as_owner(target.to(target.database))
        installation.keep_file(b"work goes on")
        assert sealing.seal(at=now()) == 1
        assert verification.verify(at=now()).findings == ()
    finally:
        connections.close_all()
        use_database(own)


def test_what_is_written_meanwhile_is_in_the_set_with_its_file_or_not_at_all(
    installation: Installation, settings: Any
) -> None:
    written, stop = [], threading.Event()

    def write() -> None:
        while not stop.is_set():
            written.append(installation.keep_file(f"evidence {len(written)}".encode() * 50))
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        taken = [installation.back_up(at=AT + timedelta(seconds=second)) for second in range(3)]
    finally:
        stop.set()
        writer.join()
    assert [one.manifest.lost_count for one in taken] == [0, 0, 0]
    target = restored(restoring.open_set(taken[-1].backup.address, key=None), installation.elsewhere("new"))
    with psycopg.connect(target.to(target.database), user="minhbach_backup") as database:
        named = {row[0] for row in database.execute("select sha256 from screening_export").fetchall()}
    assert named == {path.name for path in (target.home / "files").rglob("*") if path.is_file()}
    assert 0 < len(named) <= len(written)
    own = connection.settings_dict["NAME"]
    connections.close_all()
    use_database(target.database)
    settings.FILE_STORE = target.home / "files"
    try:
        assert verification.verify(at=now()).findings == ()
    finally:
        connections.close_all()
        use_database(own)


def test_a_second_backup_copies_only_what_is_new(installation: Installation) -> None:
    installation.keep_file(b"a paper")
    first = installation.back_up()
    installation.keep_file(b"another")
    second = installation.back_up(at=AT + timedelta(days=1))
    assert (first.manifest.file_count, second.manifest.file_count) == (3, 4)
    assert second.added_files == 1


def test_a_file_that_the_store_lost_is_told_and_the_rest_is_kept(installation: Installation) -> None:
    kept, lost, damaged = (installation.keep_file(content) for content in (b"kept", b"lost", b"damaged"))
    store.path_of(lost).unlink()
    store.path_of(damaged).chmod(0o600)
    store.path_of(damaged).write_bytes(b"Damaged")
    taken = installation.back_up()
    assert taken.manifest.lost_count == 2
    assert set(taken.manifest.lost) == {f"files/{one[:2]}/{one}" for one in (lost, damaged)}
    target = restored(restoring.open_set(taken.backup.address, key=None), installation.elsewhere("new"))
    assert [path.name for path in (target.home / "files").rglob("*") if path.is_file()] == [kept]


def test_without_the_key_or_with_another_nothing_is_restored(
    installation: Installation, encrypted: str, tmp_path: Path
) -> None:
    locks.make_key(tmp_path / "another", home=tmp_path)
    target = installation.elsewhere("new")
    with pytest.raises(KeyMissing):
        restoring.open_set(encrypted, key=None)
    with pytest.raises(KeyWrong) as refused:
        restored(restoring.open_set(encrypted, key=tmp_path / "another"), target)
    assert locks.lock_of(installation.home).recipients[0] in str(refused.value)
    assert contents(target.home) == {}


def test_an_encrypted_set_tells_nobody_what_it_holds_but_the_digests(
    installation: Installation, encrypted: str
) -> None:
    whole = b"".join(contents(installation.place.path).values())
    assert b"a paper" not in whole
    assert b"PGDMP" not in whole
    assert SECRET.encode() not in whole
    assert (installation.home / anchors.KEY).read_bytes() not in whole


def test_a_plain_set_never_holds_the_secret_key_nor_sessions(installation: Installation) -> None:
    with psycopg.connect(installation.owner) as database:
        database.execute("insert into django_session values ('a-session-of-somebody', 'data', now() + interval '1h')")
    taken = installation.back_up()
    assert "secret-key" not in [file.path for file in taken.backup.files()]
    target = restored(restoring.open_set(taken.backup.address, key=None), installation.elsewhere("new"))
    with psycopg.connect(target.to(target.database)) as database:
        for table in ("django_session", "foundation_scopesecret", "foundation_cache"):
            assert database.execute(f"select count(*) from {table}").fetchone() == (0,)


def test_a_set_that_was_touched_is_refused_and_nothing_is_changed(
    installation: Installation, encrypted: str, key: Path
) -> None:
    target, lock = installation.elsewhere("new"), locks.lock_of(installation.home)
    listed = {file.path.partition("/")[0]: file for file in sets.find_set(encrypted).files()}
    objects = [installation.place.path / sets.object_name(lock, listed[name].sha256) for name in ("files", "audit-key")]
    for path in [*(Path(encrypted) / part for part in ("manifest.json", "database.dump", "files.txt")), *objects]:
        content = path.read_bytes()
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        with pytest.raises(SetDamaged):
            restored(restoring.open_set(encrypted, key=key), target)
        with pytest.raises(SetDamaged):
            restoring.check(restoring.open_set(encrypted, key=key))
        path.unlink()
        with pytest.raises(NoSet if path.name == "manifest.json" else SetDamaged):
            restoring.open_set(encrypted, key=key)
        path.write_bytes(content)
        assert contents(target.home) == {}
    with psycopg.connect(target.to("postgres")) as server:
        made = server.execute("select from pg_database where starts_with(datname, %s)", [target.database])
        assert made.fetchall() == []
    restoring.check(restoring.open_set(encrypted, key=key))


def test_a_set_of_a_later_release_is_refused(installation: Installation) -> None:
    taken = installation.back_up()
    path = Path(taken.backup.address) / sets.MANIFEST
    later = {**vars(taken.manifest), "release": "9.0.0", "migrations": (*taken.manifest.migrations, "cases.0999_later")}
    path.write_bytes(Manifest(**later).write())
    with pytest.raises(SetNewer) as refused:
        restoring.open_set(taken.backup.address, key=None)
    assert "9.0.0" in str(refused.value)


def test_what_stands_is_replaced_only_when_told_and_is_kept(installation: Installation) -> None:
    installation.keep_file(b"a paper")
    taken = installation.back_up()
    target = restored(restoring.open_set(taken.backup.address, key=None), installation.elsewhere("new"))
    opened, before = restoring.open_set(taken.backup.address, key=None), contents(target.home)
    there = rows(target.to(target.database))
    with pytest.raises(NotEmpty):
        standing.require_room(target, replace=False)
    with psycopg.connect(target.to(target.database)), pytest.raises(InUse):
        standing.require_room(target, replace=True)
    standing.require_room(target, replace=True)
    restoring.restore_aside(opened, target, tell=lambda line: None)
    kept = standing.put_in_place(target, stamp="20261129T020000Z")
    try:
        assert rows(target.to(target.database)) == there == rows(target.to(kept.database))
        assert contents(Path(kept.home)) == before
        assert {name: content for name, content in contents(target.home).items() if "before-" not in name} == before
    finally:
        standing.drop(target, kept.database)


def test_one_place_serves_one_installation(installation: Installation) -> None:
    installation.back_up()
    with psycopg.connect(installation.owner) as database:
        database.execute("update foundation_auditchain set id = gen_random_uuid()")
    with pytest.raises(PlaceTaken):
        installation.back_up(at=AT + timedelta(days=1))


def test_a_damaged_set_stands_in_the_way_of_no_other(installation: Installation) -> None:
    damaged = installation.back_up()
    (Path(damaged.backup.address) / sets.MANIFEST).write_bytes(b"{}")
    taken = installation.back_up(at=AT + timedelta(days=1), keep=1)
    assert sets.find_set(str(installation.place.path)).address == taken.backup.address


@pytest.mark.parametrize(
    ("address", "refusal"),
    [("", ReaderUnknown), ("postgresql://minhbach_backup@127.0.0.1:1/minhbach", DatabaseUnreachable)],
)
def test_without_a_reader_there_is_no_backup(installation: Installation, address: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        take(installation.place, address=address, home=installation.home, lock=Lock(), secret="", at=AT)
    assert contents(installation.place.path) == {}


def test_nothing_is_collected_while_a_backup_copies_the_store(installation: Installation) -> None:
    unnamed = store.put(b"named by nothing")
    os.utime(store.path_of(unnamed.sha256), (0, 0))
    with psycopg.connect(installation.reader, autocommit=True) as database:
        database.execute("select pg_advisory_lock_shared(%s)", [kept_files.COLLECTING])
        assert kept_files.collect(before=now(), at=now()).contents == ()
        database.execute("select pg_advisory_unlock_shared(%s)", [kept_files.COLLECTING])
    assert kept_files.collect(before=now(), at=now()).contents == (unnamed.sha256,)


def test_debian_s_age_is_what_wrote_the_key(installation: Installation, key: Path) -> None:
    """The key file and what it opens are those of the age format, which other programs read."""
    public, private = key.read_text().splitlines()
    identity = pyrage.x25519.Identity.from_str(private)
    assert public == f"# public key: {identity.to_public()}"
    assert oct(key.stat().st_mode & 0o777) == "0o600"
    assert Lock((str(identity.to_public()),)) == locks.lock_of(installation.home)


def test_the_manifest_says_what_it_is_a_copy_of(installation: Installation) -> None:
    installation.keep_file(b"a paper")
    sealing.seal(at=now())
    taken = installation.back_up()
    told = json.loads((Path(taken.backup.address) / sets.MANIFEST).read_text())
    with psycopg.connect(installation.owner) as database:
        sealed, head = database.execute(
            "select sequence, digest from foundation_auditseal order by sequence desc limit 1"
        ).fetchone()  # type: ignore[misc]
    assert (told["release"], told["taken_at"], told["sealed"], told["head"]) == (
        "0.2.0", "2026-11-29T01:15:00+00:00", sealed, head
    )  # fmt: skip
    assert "foundation.0001_initial" in told["migrations"]


# PostgreSQL writes a condition with other casts and parentheses once it has been read back.
_CASTS = r"::character varying|::text|\[\]|[()]"


def _ground(address: str) -> list[str]:
    """Return the rights, policies, triggers, functions and sequences of a database."""
    queries = (
        "select relname, relkind, relrowsecurity, relforcerowsecurity, relacl::text, pg_get_userbyid(relowner)"
        " from pg_class where relnamespace = 'public'::regnamespace order by 1",
        "select tablename, policyname, permissive, roles::text, cmd, qual, with_check from pg_policies order by 1, 2",
        "select tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) from pg_trigger"
        " where not tgisinternal order by 1, 2",
        "select proname, pg_get_functiondef(oid), proacl::text from pg_proc"
        " where pronamespace = 'public'::regnamespace order by 1, 2",
        "select sequencename, last_value from pg_sequences order by 1",
        "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
        " where connamespace = 'public'::regnamespace order by 1, 2",
        "select defaclobjtype, pg_get_userbyid(defaclrole), defaclacl::text from pg_default_acl order by 1, 2",
        "select nspname, nspacl::text from pg_namespace where nspname = 'public'",
    )
    with psycopg.connect(address) as database:
        return [re.sub(_CASTS, "", repr(database.execute(query).fetchall())) for query in queries]


def _as_owner(address: str) -> None:
    """Tell the restored database the secret, as `migrate` does."""
    application = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(USER="minhbach_owner")
    tell_secret()
    connection.close()
    connection.settings_dict.update(application)
