"""Migrations in a fraction of the time: a model, field, index or constraint that is added draws no other model anew.

Django keeps the classes of all models as they stand between two migrations, and after each step makes anew the one the
step was about with whatever hangs together with it: here nearly all of two hundred and fifty, hundreds of times. Nobody
refers yet to a model that is new, and of a field, an index or a constraint the class that is there is told.
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
    changes = {
        "add_model": _with_model,
        "add_field": _with_field,
        "_append_option": _with_option,
        "_remove_option": _with_option,
    }
    before = {name: getattr(ProjectState, name) for name in changes}
    try:
        for name, change in changes.items():
            setattr(ProjectState, name, change(before[name]))
        yield
    finally:
        for name, own in before.items():
            setattr(ProjectState, name, own)


def _with_model(add: Change) -> Change:
    def added(state: ProjectState, model: ModelState) -> None:
        with _without_classes(state) as apps:
            add(state, model)
        if apps is not None:
            apps.render_multiple([model])

    return added


def _with_field(add: Change) -> Change:
    def added(
        state: ProjectState, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool
    ) -> None:
        if field.many_to_many:
            # It makes a model of its own besides.
            add(state, app_label, model_name, name, field, preserve_default)
            return
        with _without_classes(state) as apps:
            add(state, app_label, model_name, name, field, preserve_default)
        if apps is not None:
            told = state.models[app_label, model_name].fields[name]
            apps.get_model(app_label, model_name).add_to_class(name, told.clone())
            apps.clear_cache()

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
