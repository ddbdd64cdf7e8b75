"""What is added to a migration's models is known to them, and draws none of them anew."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.migrations import AddField, AddIndex, CreateModel, RemoveIndex
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


def test_a_field_is_told_to_the_class_that_is_there_and_to_whom_it_points() -> None:
    state = ProjectState()
    with few_classes_made():
        market = after(state, MARKET, STALL)
        stall = state.apps.get_model("trade", "Stall")
        assert (
            after(state, AddField("Market", "area", models.IntegerField(default=7), preserve_default=False)) is market
        )
        assert after(state, AddField("Market", "first", models.ForeignKey("trade.Stall", models.CASCADE))) is market
        assert after(state, AddField("Market", "within", models.ForeignKey("trade.Market", models.CASCADE))) is market
    assert [one.name for one in market._meta.concrete_fields] == ["id", "name", "area", "first", "within"]
    assert not market._meta.get_field("area").has_default()
    assert market._meta.get_field("first").related_model is stall
    assert market._meta.get_field("within").related_model is market
    assert {one.related_model for one in stall._meta.related_objects} == {market}
    assert {one.related_model for one in market._meta.related_objects} == {market, stall}


def test_between_many_and_many_a_model_comes_besides() -> None:
    state = ProjectState()
    with few_classes_made():
        market = after(state, MARKET, STALL, AddField("Market", "nearby", models.ManyToManyField("trade.Stall")))
    assert market.nearby.through._meta.db_table == "trade_market_nearby"


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
