"""The files an office installs by say what the code says"""

from __future__ import annotations

import dataclasses
import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from minhbach.config.settings.environment import Environment
from minhbach.foundation.pages.bodies import MEGABYTE, ORDINARY
from tests.conftest import PROJECT

DEPLOY = PROJECT / "deploy"
PAGES = ("install.md", "install-small.md")
VALUES = {"target_type": "cases.case", "target_id": "019a0000-0000-7000-8000-000000000000"}


def large_addresses() -> dict[str, int]:
    """Every address that takes more than an ordinary form, and how much."""

    def walk(patterns: list[URLPattern | URLResolver], above: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for one in patterns:
            route = above + str(one.pattern)
            if isinstance(one, URLResolver):
                found |= walk(one.url_patterns, route)
            elif (largest := getattr(one.callback, "largest_body", ORDINARY)) > ORDINARY:
                found["/" + re.sub(r"<[a-z]+:(\w+)>", lambda name: VALUES[name[1]], route)] = largest
        return found

    return walk(get_resolver().url_patterns, "")


def test_nginx_lets_large_files_through_where_pages_take_them_and_nowhere_else() -> None:
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (location,) = re.findall(r"location ~ (\S+) \{\s+client_max_body_size (\d+)m;\s+proxy_request_buffering off;", conf)
    pattern, megabytes = re.compile(location[0]), int(location[1])
    assert {address for address in large_addresses() if not pattern.match(address)} == set()
    assert max(large_addresses().values()) <= megabytes * MEGABYTE
    for address in ("/", "/vu-viec/", "/chung-cu/", "/thong-tin/luot-quet/", "/tai-khoan/dang-nhap/"):
        assert not pattern.match(address)
    ordinary = re.findall(r"client_max_body_size (\d+)m;", conf)[0]
    assert int(ordinary) * MEGABYTE > ORDINARY


def test_the_environment_file_names_variables_that_are_read() -> None:
    named = re.findall(r"^([A-Z_]+)=", (DEPLOY / "environment").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert named
    assert set(named) <= {field.name.upper() for field in dataclasses.fields(Environment)}


@pytest.mark.parametrize("page", PAGES)
def test_each_file_that_a_page_takes_from_the_checkout_is_there(page: str) -> None:
    text = (PROJECT / "docs" / "operations" / page).read_text(encoding="utf-8")
    taken = re.findall(r"/opt/minhbach/(deploy/[\w.]+)", text)
    assert {"deploy/environment", "deploy/minhbach", "deploy/minhbach.service", "deploy/nginx.conf"} <= set(taken)
    for path in [*taken, *re.findall(r"\]\((?:\.\./\.\./)(deploy/\w+)\)", text)]:
        assert (PROJECT / path).exists(), path


def test_both_pages_say_the_same_where_they_do_the_same() -> None:
    """What the pages differ in is the database; a mend of one is a mend of the other."""
    steps = re.compile(r"^## \d+\. (.+?)\n.*?```sh\n(.*?)```", re.MULTILINE | re.DOTALL)
    first, second = (steps.findall((PROJECT / "docs/operations" / page).read_text(encoding="utf-8")) for page in PAGES)
    differing = [name for (name, ours), (_, theirs) in zip(first, second, strict=True) if ours != theirs]
    assert differing == ["Phần mềm", "Cơ sở dữ liệu và dữ liệu gốc"]
