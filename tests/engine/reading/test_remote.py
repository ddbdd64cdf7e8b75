"""Reading from an S3-compatible store, against one that runs in this process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import obstore
import polars as pl
import pytest
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from minhbach.engine.reading import remote
from minhbach.engine.reading.inputs import find_inputs
from minhbach.engine.reading.remote import RemoteUnreadable
from minhbach.engine.reading.slices import InputChanged
from minhbach.engine.screening.options import Options, Progress
from minhbach.engine.screening.run import screen
from tests.engine.screening.conftest import AS_OF, listings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> Options:
    return Options(as_of=AS_OF, cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Store]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "khoa",
        "AWS_SECRET_ACCESS_KEY": "bi-mat",
        "AWS_REGION": "us-east-1",
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(name, value)
    remote._store.cache_clear()
    import boto3

    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="tin-dang")
    yield S3Store("tin-dang", client_options={"allow_http": True})
    remote._store.cache_clear()
    server.stop()


def put(store: S3Store, key: str, content: bytes) -> None:
    obstore.put(store, key, content)


def parquet(path: Path, *rows: dict[str, object]) -> bytes:
    listings(*rows).write_parquet(path, row_group_size=2)
    return path.read_bytes()


def outputs(out: Path) -> dict[str, Any]:
    return {name: pl.read_parquet(out / f"{name}.parquet").to_dicts() for name in ("leads", "signals", "refused")}


def test_a_prefix_is_screened_as_the_same_files_in_a_folder(store: S3Store, tmp_path: Path, options: Options) -> None:
    folder = tmp_path / "thang-11"
    folder.mkdir()
    rows = [{"title": title} for title in ("Kem đặc trị nám", "Áo thun", "Sữa xách tay Đức", None, "Giày fake 1:1")]
    put(store, "thang-11/a.parquet", parquet(folder / "a.parquet", *rows))
    content = "id,title\n7,Kem trị dứt điểm mụn\n7,Kem\n".encode()
    (folder / "b.csv").write_bytes(content)
    put(store, "thang-11/b.csv", content)
    put(store, "thang-11/anh.png", b"x")
    put(store, "thang-12/c.csv", b"id,title\n9,Kem\n")
    screen([folder], tmp_path / "here", options=options)
    summary = screen(["s3://tin-dang/thang-11/"], tmp_path / "there", options=options)
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")
    assert (summary.listings, summary.refused) == (5, 2)
    assert find_inputs(["s3://tin-dang/thang-11"]).ignored == ("anh.png",)


def test_an_object_that_is_replaced_while_it_is_read_is_refused(
    store: S3Store, tmp_path: Path, options: Options
) -> None:
    put(store, "a.parquet", parquet(tmp_path / "a.parquet", {"title": "Kem đặc trị nám"}))

    def replaced(progress: Progress) -> None:
        if progress.stage == "ranking":
            put(store, "a.parquet", parquet(tmp_path / "a.parquet", {"title": "Áo"}, {"title": "Kem"}))

    with pytest.raises(InputChanged):
        screen(["s3://tin-dang/a.parquet"], tmp_path / "out", options=options, progress=replaced)
    assert not (tmp_path / "out" / "run.json").exists()


def test_a_store_that_cannot_be_reached_or_read_is_refused(store: S3Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RemoteUnreadable):
        find_inputs(["s3://khong-co/"])
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(remote, "_RETRIES", {"max_retries": 0})
    remote._store.cache_clear()
    with pytest.raises(RemoteUnreadable):
        find_inputs(["s3://tin-dang/"])


def test_an_object_that_comes_short_is_refused_and_nothing_is_kept(store: S3Store, tmp_path: Path) -> None:
    put(store, "a.csv", b"id,title\n1,Kem\n")
    found = find_inputs(["s3://tin-dang/a.csv"]).inputs[0].remote
    assert found is not None
    put(store, "a.csv", b"id,title\n")
    with pytest.raises(RemoteUnreadable):
        remote.fetch(found, tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()
