"""“Khung tiền phạt”: a fine reckoned like a sum. Nothing is stored; the address holds the whole question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhbach.domains.law import selectors
from minhbach.domains.law.citing import cite, cite_act, write_clause
from minhbach.domains.law.reference import vocabulary
from minhbach.domains.law.types import (
    Act,
    ActTime,
    FineFrame,
    FineFrameRow,
    FineQuestion,
    LaterVerdict,
    Offender,
    Signer,
    Table,
    ViolationClass,
)
from minhbach.domains.law.web.asking import Asked, inputs_of, limbs_of, measures_of
from minhbach.domains.law.wording import (
    DIFFERENCES,
    OBSTACLES,
    OFFENDERS,
    VERDICTS,
    absent_words,
    describe_choice,
    lines_of,
    write_range,
    write_value,
)
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.request import OfficeRequest
from minhbach.foundation.refusals import Refusal


@require_safe
def fine(request: OfficeRequest) -> HttpResponse:
    today = local_date(request.at)
    law = selectors.open_law()
    asked = Asked(request.GET, [])
    time = ActTime(
        started_on=asked.day("bat-dau"),
        ended_on=asked.day("ket-thuc") if asked.text("tinh-trang") == "da-ket-thuc" else None,
        detected_on=asked.day("phat-hien") or today,
    )
    decided_on = asked.day("ky") or max(today, time.detected_on)
    code = asked.text("lop")
    provisions = selectors.frames_for_class(code, time.base_date, law=law) if code else ()
    chosen = _chosen(provisions, asked.text("dieu"))
    frame, refusal = None, None
    if code and not asked.problems:
        frame, refusal = _answer(asked, law, code, chosen, provisions, time, decided_on)
    context = {
        "asked": asked,
        "values": request.GET,
        "time": time,
        "decided_on": decided_on,
        "classes": _classes(law, code),
        "provisions": [_provision(row, act, chosen) for row, act in provisions],
        "chosen": chosen[0] if chosen else None,
        "inputs": inputs_of(chosen[0], asked, limbs_of(chosen[0], law.book)) if chosen else None,
        "absent": absent_words(),
        "offenders": [(one.value, OFFENDERS[one]) for one in Offender],
        "frame": frame,
        "refusal": refusal,
        "answer": _words(frame, law, {post.agency.force for post in request.posts}) if frame else None,
        "today": today,
    }
    template = "law/fine_answer.html" if request.htmx else "law/fine.html"
    return render(request, template, context)


def _answer(
    asked: Asked,
    law: selectors.Law,
    code: str,
    chosen: tuple[FineFrameRow, Act] | None,
    provisions: tuple[tuple[FineFrameRow, Act], ...],
    time: ActTime,
    decided_on: date,
) -> tuple[FineFrame | None, Refusal | None]:
    """A frame, or why there is none. A first look, before values are typed, is neither."""
    if chosen is None and provisions:
        return None, None
    measures = measures_of(chosen[0], asked, limbs_of(chosen[0], law.book)) if chosen else {}
    if asked.problems:
        return None, None
    unknown = asked.ticked("khong-gia-tri")
    needs_value = chosen is not None and chosen[0].scales[0].measure != "none"
    scales = {scale.measure for scale in chosen[0].scales} if chosen else set()
    if needs_value and scales.isdisjoint(measures) and not unknown:
        return None, None
    question = FineQuestion(
        time=time,
        decided_on=decided_on,
        offender=_offender(asked.text("doi-tuong")),
        series=chosen[0].series if chosen else "",
        violation_class=code,
        point=chosen[1].point if chosen else None,
        goods=asked.text("hang"),
        measures=measures,
        measure=asked.text("thuoc-do"),
        value_unknown=unknown,
        exhibit_value_vnd=asked.money("tang-vat"),
        conditions=frozenset(asked.data.getlist("dieu-kien")),
        criminal_goods=frozenset(asked.data.getlist("hang-hinh-su")),
        remedies=frozenset() if asked.ticked("khong-khac-phuc") else None,
        mitigating=asked.count("giam-nhe"),
        aggravating=asked.count("tang-nang"),
        many_times=asked.ticked("nhieu-lan"),
        recidivism=asked.ticked("tai-pham"),
    )
    if asked.problems:
        return None, None
    try:
        return selectors.fine_frame(question, law=law), None
    except Refusal as refusal:
        return None, refusal


def _offender(text: str) -> Offender:
    return Offender(text) if text in set(Offender) else Offender.INDIVIDUAL


def _classes(law: selectors.Law, code: str) -> list[tuple[ViolationClass, bool]]:
    return [(one, one.code == code) for one in sorted(law.book.classes, key=lambda one: one.name_vi)]


def _key(row: FineFrameRow, act: Act) -> str:
    return f"{row.series}|{act.point}"


def _chosen(provisions: tuple[tuple[FineFrameRow, Act], ...], key: str) -> tuple[FineFrameRow, Act] | None:
    if len(provisions) == 1:
        return provisions[0]
    return next(((row, act) for row, act in provisions if _key(row, act) == key), None)


def _provision(row: FineFrameRow, act: Act, chosen: tuple[FineFrameRow, Act] | None) -> dict[str, Any]:
    return {
        "key": _key(row, act),
        "name": cite_act(row, act),
        "text": act.text_vi,
        "is_chosen": chosen is not None and (row, act) == chosen,
    }


def _by_force(signers: Sequence[Signer], own_forces: set[str]) -> list[dict[str, Any]]:
    """Signers under their forces, the reader's own first and open."""
    names = vocabulary(Table.POWERS, "forces")
    forces = [code for code in names if any(one.power.force == code for one in signers)]
    return [
        {
            "name": names[code]["name_vi"],
            "is_own": code in own_forces,
            "signers": [_signer(one) for one in signers if one.power.force == code],
            "count": sum(1 for one in signers if one.power.force == code and one.may_sign),
        }
        for code in sorted(forces, key=lambda code: code not in own_forces)
    ]


def _signer(signer: Signer) -> dict[str, Any]:
    return {
        "title": signer.power.title_vi,
        "limit": write_value(signer.limit_vnd, "VND"),
        "may_sign": signer.may_sign,
        "obstacles": [str(OBSTACLES[obstacle]) for obstacle in signer.obstacles],
        "citation": signer.power.citation,
        "is_competence_known": signer.competence is not None,
        "to_check": [remedy.text_vi for remedy in signer.to_check],
    }


def _asked(frame: FineFrame) -> list[dict[str, Any]]:
    """What the officer is asked so that a sanction or remedy holds, or does not."""
    conditions = vocabulary(Table.FINE_FRAMES, "conditions")
    sanctions = [one.sanction.only_if for one in frame.additional_sanctions if one.applies is not False]
    remedies = [one.remedy.only_if for one in frame.remedies if one.applies is not False]
    asked = [code for only_if in (*sanctions, *remedies) for code in only_if if "asked_vi" in conditions[code]]
    codes = dict.fromkeys(asked)
    ticked = frame.question.conditions
    return [{"code": code, "text": conditions[code]["text_vi"], "is_ticked": code in ticked} for code in codes]


def _limitation(frame: FineFrame, law: selectors.Law) -> dict[str, Any] | None:
    """Until when the act may be fined, and whether that day is past when the decision is signed."""
    clock = selectors.act_limitation(frame, law=law)
    if clock is None or clock.due_on is None:
        return None
    is_over = clock.due_on < frame.question.decided_on
    return {"due_on": clock.due_on, "citation": clock.citation, "is_over": is_over}


def _provisions(law: selectors.Law, row_ids: Sequence[str]) -> list[tuple[str, str]]:
    """The rows in which an act may stand now: address and place."""
    known = {row.citation.row_id: row.citation for row in law.book.frames}
    return [(selectors.row_url(row_id), cite(known[row_id])) for row_id in row_ids if row_id in known]


def _words(frame: FineFrame, law: selectors.Law, own_forces: set[str]) -> dict[str, Any]:
    """The answer in words: lines, sanctions, signers, warnings, what a later text would say."""
    return {
        "asked": _asked(frame),
        "limitation": _limitation(frame, law),
        "lines": lines_of(frame),
        "is_unchecked": not frame.is_checked,
        "choices": [(choice.measure, describe_choice(choice), choice.is_chosen) for choice in frame.choices],
        "sanctions": [
            {
                "text": one.sanction.text_vi,
                "clause": write_clause(one.sanction.clause),
                "applies": one.applies,
                "only_if": one.if_vi,
            }
            for one in frame.additional_sanctions
            if one.applies is not False
        ],
        "remedies": [
            {
                "kind": one.remedy.kind,
                "text": one.remedy.text_vi,
                "clause": write_clause(one.remedy.clause),
                "applies": one.applies,
                "only_if": one.if_vi,
            }
            for one in frame.remedies
            if one.applies is not False
        ],
        "are_measures_read": frame.row.are_measures_read,
        "forces": _by_force(frame.signers, own_forces),
        "criminal": [
            {
                "name": one.name_vi,
                "is_reached": one.is_reached,
                "source": cite(one.citation),
                "row_id": one.citation.row_id,
                "is_checked": one.citation.is_checked,
                "value": write_value(one.value, "VND") if one.measure.endswith("_vnd") else str(one.value or ""),
                "low": write_value(one.value_from, "VND")
                if one.measure.endswith("_vnd")
                else str(one.value_from or ""),
                "below": one.below_threshold_if_vi if one.value is None else "",
                "clause": write_clause(one.clause),
                "only_if": one.only_if_vi,
                "is_beyond": one.is_beyond,
            }
            for one in frame.criminal
        ],
        "later": [
            {
                "verdict": VERDICTS[one.verdict],
                "is_warning": one.verdict not in (LaterVerdict.SAME, LaterVerdict.HARSHER),
                "to_read": _provisions(law, one.to_read),
                "since": one.since,
                "range": write_range(one.frame.fine_min_vnd, one.frame.fine_max_vnd) if one.frame else "",
                "proposed": write_value(one.frame.proposed_vnd, "VND") if one.frame else "",
                "rule": one.rule,
                "rule_text": one.rule_text_vi,
                "row_id": one.frame.citation.row_id if one.frame else "",
                "differences": [str(DIFFERENCES[code]) for code in one.differences],
                "gap": one.gap_vi,
            }
            for one in frame.later
        ],
        "range": write_range(frame.fine_min_vnd, frame.fine_max_vnd),
        "gaps": frame.row.gaps_vi,
        "is_verbatim": frame.row.is_verbatim,
    }
