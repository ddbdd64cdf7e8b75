from __future__ import annotations

from django.urls import path

from minhbach.domains.taskforces.web import acts, calls, lists, pages, room

app_name = "taskforces"
urlpatterns = [
    path("", lists.forces, name="list"),
    path("thanh-lap/", acts.set_up, name="set_up"),
    path("giao-ho-so/", room.give, name="give"),
    path("chon-doi-tuong/", room.pick_subject, name="pick_subject"),
    path("viec/<uuid:errand_id>/", room.errand, name="errand"),
    path("viec/<uuid:errand_id>/xong/", room.finish, name="finish"),
    path("dieu-dong/<uuid:call_out_id>/", calls.call, name="call"),
    path("dieu-dong/<uuid:call_out_id>/tra-loi/", calls.answer, name="answer"),
    path("dieu-dong/<uuid:call_out_id>/ket-thuc/", calls.close, name="close_call"),
    path("<uuid:force_id>/", pages.force, name="force"),
    path("<uuid:force_id>/gia-han/", acts.prolong, name="prolong"),
    path("<uuid:force_id>/giai-the/", acts.dissolve, name="dissolve"),
    path("<uuid:force_id>/de-nghi-cu-nguoi/", acts.invite, name="invite"),
    path("<uuid:force_id>/cu-nguoi/", acts.send, name="send"),
    path("<uuid:force_id>/nguoi/<uuid:member_id>/to-truong/", acts.name_head, name="name_head"),
    path("<uuid:force_id>/nguoi/<uuid:member_id>/rut/", acts.recall, name="recall"),
    path("<uuid:force_id>/giao-viec/", room.assign, name="assign"),
    path("<uuid:force_id>/nhat-ky/", room.write, name="write"),
    path("<uuid:force_id>/doi-tuong/", room.mark, name="mark"),
    path("<uuid:force_id>/doi-tuong/<uuid:marked_id>/bo/", room.end_mark, name="end_mark"),
    path("<uuid:force_id>/dieu-dong/", calls.call_out, name="call_out"),
]
