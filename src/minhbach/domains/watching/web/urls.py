from __future__ import annotations

from django.urls import path

from minhbach.domains.watching.web import acts, files, lists, pages

app_name = "watching"
urlpatterns = [
    path("", lists.watch_lists, name="list"),
    path("mo/", acts.open_one, name="open"),
    path("canh-bao/", lists.alerts, name="alerts"),
    path("canh-bao/<uuid:alert_id>/", pages.alert, name="alert"),
    path("canh-bao/<uuid:alert_id>/xong/", acts.settle, name="settle"),
    path("tuan-tra/", lists.patrols, name="patrols"),
    path("tuan-tra/ghi/", acts.record_patrol, name="record_patrol"),
    path("tuan-tra/<uuid:patrol_id>/", pages.patrol, name="patrol"),
    path("chon-doi-tuong/", acts.pick_subject, name="pick_subject"),
    path("<uuid:watch_id>/", pages.watch_list, name="watch_list"),
    path("<uuid:watch_id>/them/", acts.add, name="add"),
    path("<uuid:watch_id>/them-doi-tuong/", acts.add_subject, name="add_subject"),
    path("<uuid:watch_id>/them-nhieu/", acts.add_lines, name="add_lines"),
    path("<uuid:watch_id>/muc/<uuid:watched_id>/bo/", acts.end_entry, name="end_entry"),
    path("<uuid:watch_id>/tep/", files.send, name="send_file"),
    path("<uuid:watch_id>/tep/<uuid:sent_id>/", files.file, name="file"),
    path("<uuid:watch_id>/tep/<uuid:sent_id>/xem-thu/", files.try_file, name="try_file"),
    path("<uuid:watch_id>/tep/<uuid:sent_id>/ghi/", files.take_file, name="take_file"),
    path("<uuid:watch_id>/tep/<uuid:sent_id>/rut-lai/", files.undo_file, name="undo_file"),
    path("<uuid:watch_id>/da-doc/", acts.settle_old, name="settle_old"),
    path("<uuid:watch_id>/dong/", acts.close, name="close"),
]
