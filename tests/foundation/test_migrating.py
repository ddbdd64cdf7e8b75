"""What is added to a migration's models is known to them, and draws none of them anew."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.migrations import AddIndex, CreateModel, RemoveIndex
from django.db.migrations.state import ProjectState

from minhbach.foundation.database.migrating import few_classes_made

KEY = ("id", models.BigAutoField(primary_key=True))
MARKET = CreateModel("Market", [KEY, ("name", models.TextField())])
STALL = CreateModel("Stall", [KEY, ("market", models.ForeignKey("trade.Market", models.CASCADE))])
BY_NAME = AddIndex("Market", models.Index(fields=["name"], name="market_name"))


def after(state: ProjectState, *steps: Any) -> Any:
    for step in steps:
        step.state_forwards("trade", state)
    return state.apps.get_model("trade", "Market")


def test_a_new_model_is_known_to_the_one_it_points_to() -> None:
    state = ProjectState()
    with few_classes_made():
        market = after(state, MARKET)
        assert after(state, STALL) is market
    stall = state.apps.get_model("trade", "Stall")
    assert [one.related_model for one in market._meta.related_objects] == [stall]
    assert stall._meta.get_field("market").related_model is market
    assert market.stall_set.rel.related_model is stall


def test_an_index_is_told_to_the_class_that_is_there() -> None:
    state = ProjectState()
    with few_classes_made():
        market = after(state, MARKET)
        assert after(state, BY_NAME) is market
        assert [index.name for index in market._meta.indexes] == ["market_name"]
        assert after(state, RemoveIndex("Market", "market_name")) is market
    assert market._meta.indexes == []
    assert state.models["trade", "market"].options["indexes"] == []


def test_afterwards_django_does_as_it_does() -> None:
    state = ProjectState()
    with few_classes_made():
        market = after(state, MARKET)
    assert after(state, STALL, BY_NAME) is not market
