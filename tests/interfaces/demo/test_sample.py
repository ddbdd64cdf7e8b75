"""The sample export can be had from the page where one chooses a role."""

import pytest
from django.test import Client

from minhbach.interfaces.demo.exports import HEADER

pytestmark = pytest.mark.django_db


def test_the_csv_is_offered_with_its_header(client: Client) -> None:
    response = client.get("/vao-thu/tin-dang-mau.csv")
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="tin-dang-mau.csv"'
    assert response.content.decode("utf-8-sig").splitlines()[0] == ";".join(HEADER)


def test_the_workbook_is_a_workbook(client: Client) -> None:
    assert client.get("/vao-thu/tin-dang-mau.xlsx").content.startswith(b"PK")


def test_no_other_ending_is_there(client: Client) -> None:
    assert client.get("/vao-thu/tin-dang-mau.exe").status_code == 404


def test_the_page_of_roles_links_to_it(client: Client) -> None:
    assert "/vao-thu/tin-dang-mau.xlsx" in client.get("/vao-thu/").content.decode()
