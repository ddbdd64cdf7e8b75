from __future__ import annotations

from django.urls import path

from minhbach.domains.intake.web import acts, alike, handovers, lists, pages, persons, routing_acts, templates

app_name = "intake"
urlpatterns = [
    path("", lists.reports, name="list"),
    path("chuyen/", handovers.handovers, name="handovers"),
    path("chuyen/<uuid:handover_id>/", handovers.handover, name="handover"),
    path("chuyen/<uuid:handover_id>/tiep-nhan/", routing_acts.take, name="take"),
    path("chuyen/<uuid:handover_id>/tra-lai/", routing_acts.give_back, name="give_back"),
    path("chuyen/<uuid:handover_id>/rut-lai/", routing_acts.withdraw, name="withdraw"),
    path("chuyen/<uuid:handover_id>/xac-nhan/", routing_acts.confirm, name="confirm"),
    path("qua-han/", handovers.overdue, name="overdue"),
    path("hop-thu/", lists.letterboxes, name="letterboxes"),
    path("hop-thu/mo/", acts.open_letterbox, name="open_letterbox"),
    path("hop-thu/<uuid:letterbox_id>/", pages.letterbox, name="letterbox"),
    path("hop-thu/<uuid:letterbox_id>/sua/", acts.change_letterbox, name="change_letterbox"),
    path("hop-thu/<uuid:letterbox_id>/dong/", acts.close_letterbox, name="close_letterbox"),
    path("mau/", templates.templates, name="templates"),
    path("mau/viet/", templates.keep_template, name="keep_template"),
    path("mau/<uuid:series>/", templates.template, name="template"),
    path("mau/<uuid:series>/sua/", templates.change_template, name="change_template"),
    path("mau/<uuid:series>/cat/", templates.put_away_template, name="put_away_template"),
    path("tra-loi-nhom/<uuid:group_answer_id>/", alike.group_answer, name="group_answer"),
    path("tra-loi-nhom/<uuid:group_answer_id>/tien-do/", alike.progress, name="group_answer_progress"),
    path("tra-loi-nhom/<uuid:group_answer_id>/thu-hoi/", alike.recall, name="recall_group_answer"),
    path("<uuid:tip_id>/giong-nhau/", alike.alike, name="alike"),
    path("<uuid:tip_id>/tra-loi-nhom/", alike.answer_group, name="answer_group"),
    path("<uuid:tip_id>/", pages.report, name="report"),
    path("<uuid:tip_id>/anh/<int:number>/", pages.picture, name="picture"),
    path("<uuid:tip_id>/nguoi-gui/", persons.open_person, name="open_person"),
    path("<uuid:tip_id>/nguoi-gui/mo-niem-phong/", persons.ask_for_person, name="ask_for_person"),
    path("<uuid:tip_id>/tra-loi/", acts.answer, name="answer"),
    path("<uuid:tip_id>/tra-loi/mau/<uuid:series>/", acts.fill, name="fill"),
    path("<uuid:tip_id>/ghi-chu/", acts.note, name="note"),
    path("<uuid:tip_id>/chuyen-buoc/", acts.move, name="move"),
    path("<uuid:tip_id>/doi-loai/", acts.turn, name="turn"),
    path("<uuid:tip_id>/chuyen/", routing_acts.hand_over, name="hand_over"),
    path("<uuid:tip_id>/moc/", routing_acts.mark, name="mark"),
    path("<uuid:tip_id>/bo-moc/", routing_acts.annul_mark, name="annul_mark"),
    path("<uuid:tip_id>/gop/", routing_acts.merge, name="merge"),
    path("<uuid:tip_id>/bo-gop/<uuid:tie_id>/", routing_acts.untie, name="untie"),
    path("<uuid:tip_id>/giao/", acts.assign, name="assign"),
]
