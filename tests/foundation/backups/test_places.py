"""A place shows what was written whole, and nothing else: a folder and a store that speaks S3 alike."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

from minhbach.foundation.backups import restoring, sets
from minhbach.foundation.backups.locks import Lock
from minhbach.foundation.backups.places import Folder, Place, place_at
from minhbach.foundation.backups.pruning import prune
from minhbach.foundation.backups.refusals import NoSet, PlaceUnreachable
from minhbach.foundation.backups.sets import BackupSet, File, Manifest, Part, object_name
from tests.foundation.backups.conftest import Installation

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "khoa",
            "AWS_SECRET_ACCESS_KEY": "bi-mat",
            "AWS_REGION": "us-east-1",
        }.items():
            environment.setenv(name, value)
        import boto3

        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="sao-luu")
        yield "s3://sao-luu"
    server.stop()


@pytest.fixture(params=["folder", "store"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "folder":
        return place_at(str(tmp_path / "place"))
    return place_at(f"{request.getfixturevalue('bucket')}/{tmp_path.name}")


def write(place: Place, name: str, content: bytes) -> None:
    with place.writing(name) as target:
        target.write(content)


def test_what_is_written_is_read_listed_and_removed(place: Place) -> None:
    large = b"0123456789" * 2_000_000
    write(place, "sets/b/large", large)
    write(place, "sets/a/small", b"small")
    assert list(place.sizes("sets")) == [("sets/a/small", 5), ("sets/b/large", len(large))]
    with place.reading("sets/b/large") as source:
        assert b"".join(iter(lambda: source.read(1 << 20), b"")) == large
    place.remove("sets/a/small")
    place.remove("sets/a/small")
    assert list(place.sizes("sets")) == [("sets/b/large", len(large))]
    with pytest.raises(FileNotFoundError), place.reading("sets/a/small"):
        pass


def test_what_is_not_written_to_the_end_is_not_there(place: Place) -> None:
    def write_half() -> None:
        with place.writing("objects/half") as target:
            target.write(b"half" * 5_000_000)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert list(place.sizes("objects")) == []


def test_a_place_out_of_reach_is_named(tmp_path: Path, bucket: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PlaceUnreachable) as refused:
        write(place_at(str(tmp_path / "file" / "below")), "name", b"")
    assert str(tmp_path / "file") in str(refused.value)
    with pytest.raises(PlaceUnreachable):
        list(place_at(f"{bucket}-of-nobody").sizes("sets"))


@pytest.mark.parametrize("recipients", [(), ("age12f78qqdyt93zjtf6vzqm8hj7c2q5q7tu7qcunlduqglxz64pmgmsrn5qz6",)])
def test_a_full_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recipients: tuple[str, ...]) -> None:
    full = lambda **_: (os.open("/dev/full", os.O_WRONLY), str(tmp_path / "aside"))  # noqa: E731
    monkeypatch.setattr("tempfile.mkstemp", full)

    def fill() -> None:
        with place_at(str(tmp_path)).writing("objects/large") as target:
            Lock(recipients).close(BytesIO(b"x" * 3_000_000), target)

    with pytest.raises(PlaceUnreachable) as refused:
        fill()
    assert str(refused.value).endswith(f"{tmp_path}: hết chỗ")


def test_an_installation_comes_back_from_a_store(installation: Installation, bucket: str) -> None:
    installation.keep_file(b"a paper")
    taken = installation.back_up(place=place_at(f"{bucket}/minhbach"))
    assert taken.backup.address == "s3://sao-luu/minhbach/sets/20261129T011500Z"
    opened = restoring.open_set("s3://sao-luu/minhbach", key=None)
    assert (opened.manifest, opened.backup.name) == (taken.manifest, taken.backup.name)
    restoring.check(opened)


# What is kept


def made(place: Place, at: datetime, *digests: str) -> BackupSet:
    """Make a set that names these files."""
    one = BackupSet(place, sets.name_of(at))
    lines = "".join(File(digest, 1, f"files/{digest[:2]}/{digest}").line() for digest in digests)
    write(place, one.part(sets.FILES), lines.encode())
    write(place, one.part(sets.DATABASE), b"dump")
    for digest in digests:
        write(place, object_name(Lock(), digest), b"x")
    told = Manifest(
        sets.FORMAT, "0.2.0", at.isoformat(), 18, (), "chain", 0, "", (), Part(4, ""), Part(0, ""), 1, 1, (), 0
    )
    write(place, one.part(sets.MANIFEST), told.write())
    return one


def test_the_newest_are_kept_and_the_first_of_each_month_and_no_file_that_they_name_goes(place: Place) -> None:
    start = datetime(2026, 9, 29, 1, 15, tzinfo=UTC)
    digests = [f"{day:02d}" * 32 for day in range(6)]
    days = [made(place, start + timedelta(days=day), digests[day], "ff" * 32) for day in range(6)]
    gone = prune(place, keep=2, at=start + timedelta(days=6))
    # 29/9 is the first of September here, 1/10 that of October; the newest are 3/10 and 4/10.
    assert gone == (days[1].name, days[3].name)
    assert [one.name for one in sets.sets_at(place)] == [days[kept].name for kept in (0, 2, 4, 5)]
    left = [name for name, _ in place.sizes("objects")]
    assert left == [object_name(Lock(), digest) for digest in [*(digests[kept] for kept in (0, 2, 4, 5)), "ff" * 32]]


def test_what_a_killed_backup_left_goes_a_day_later_and_is_never_a_set(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    at = datetime(2026, 11, 29, 1, 15, tzinfo=UTC)
    half = BackupSet(place, sets.name_of(at))
    write(place, half.part(sets.DATABASE), b"dump")
    assert sets.sets_at(place) == []
    with pytest.raises(NoSet):
        restoring.open_set(str(tmp_path), key=None)
    made(place, at + timedelta(hours=1), "aa" * 32)
    prune(place, keep=5, at=at + timedelta(hours=2))
    assert (half.part(sets.DATABASE), 4) in list(place.sizes("sets"))
    prune(place, keep=5, at=at + timedelta(days=2))
    assert (half.part(sets.DATABASE), 4) not in list(place.sizes("sets"))


def test_nothing_is_removed_while_a_kept_set_cannot_be_read(place: Place) -> None:
    at = datetime(2026, 11, 29, 1, 15, tzinfo=UTC)
    one = made(place, at, "aa" * 32)
    write(place, object_name(Lock(), "bb" * 32), b"x")
    write(place, one.part(sets.FILES), b"damaged")
    prune(place, keep=5, at=at)
    assert len(list(place.sizes("objects"))) == 2
