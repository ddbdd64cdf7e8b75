"""Migrations in a third of the time: a model, an index or a constraint that is added draws no other model anew.

Django keeps the classes of all models as they stand between two migrations, and after each step makes anew the one the
step was about with whatever hangs together with it: here nearly all of two hundred and fifty, hundreds of times. Nobody
refers yet to a model that is new, and an index or a constraint is told of by the class that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState

Change = Callable[..., None]


@contextmanager
def few_classes_made() -> Iterator[None]:
    """Migrate within."""
    around = {"add_model": _with_model, "_append_option": _with_option, "_remove_option": _with_option}
    before: dict[str, Change] = {name: getattr(ProjectState, name) for name in around}
    changed = {name: around[name](change) for name, change in before.items()}
    try:
        for name, change in changed.items():
            setattr(ProjectState, name, change)
        yield
    finally:
        for name, change in before.items():
            setattr(ProjectState, name, change)


def _with_model(add: Change) -> Change:
    def added(state: ProjectState, model: ModelState) -> None:
        with _without_classes(state) as apps:
            add(state, model)
        if apps is not None:
            apps.render_multiple([model])

    return added


def _with_option(change: Change) -> Change:
    def changed(state: ProjectState, app_label: str, model_name: str, option: str, what: Any) -> None:
        with _without_classes(state) as apps:
            change(state, app_label, model_name, option, what)
        if apps is not None:
            told = state.models[app_label, model_name].options[option]
            setattr(apps.get_model(app_label, model_name)._meta, option, list(told))

    return changed


@contextmanager
def _without_classes(state: ProjectState) -> Iterator[Any]:
    """Django makes no class anew where none is made yet."""
    apps = state.__dict__.pop("apps", None)
    try:
        yield apps
    finally:
        if apps is not None:
            state.__dict__["apps"] = apps
