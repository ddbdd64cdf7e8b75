"""The form of each act: the one that follows from its fact, unless one written by hand stands here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from minhbach.domains.cases.acts.act import Act
from minhbach.domains.cases.web.forms.base import ActForm, CaseForm, Setting
from minhbach.domains.cases.web.forms.inspection import InspectForm
from minhbach.domains.cases.web.forms.sanction import SanctionForm
from minhbach.domains.cases.web.forms.violation import RecordForm, SpotForm
from minhbach.foundation.pages.asking import form_of

BY_HAND: Mapping[str, type[CaseForm]] = {
    "inspected": InspectForm,
    "violation_recorded": RecordForm,
    "found_on_the_spot": SpotForm,
    "sanction_proposed": SanctionForm,
}


@cache
def form_for(code: str, fact: Any) -> type[CaseForm]:
    """Return the form of an act; made once."""
    return BY_HAND.get(code) or cast("type[CaseForm]", form_of(fact, base=ActForm))


def make_form(act: Act[Any], setting: Setting, data: Any = None, **more: Any) -> CaseForm:
    """Make the form of an act, bound to DATA where somebody has sent it in, filled with what it corrects."""
    form = form_for(act.code, cast("Any", act.fact))
    if setting.corrects is not None:
        known = form.known_of(setting.corrects.fact, setting.corrects.id)
        initial = {**known.pop("initial", {}), "happened_on": setting.corrects.happened_on}
        more = {**known, **more, "initial": initial}
    else:
        more = {**form.beginning(setting), **more}
    return form(data, act=act, setting=setting, **more)
