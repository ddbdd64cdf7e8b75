from __future__ import annotations

from django.urls import path

from minhbach.domains.elsewhere.web import acts, exports, lists, pages, twins

app_name = "elsewhere"
urlpatterns = [
    path("", lists.still_wanted, name="list"),
    path("ho-so/", lists.twins, name="twins"),
    path("ho-so/<uuid:twin_id>/", twins.twin, name="twin"),
    path("ho-so/<uuid:twin_id>/gan/", twins.link, name="link"),
    path("ho-so/<uuid:twin_id>/mo-vu-viec/", twins.open_case, name="open_case"),
    path("ho-so/<uuid:twin_id>/ket-luan/<slug:field>/", twins.settle, name="settle"),
    path("tep/", lists.exports, name="exports"),
    path("tep/gui/", exports.send, name="send"),
    path("tep/<uuid:other_file_id>/", exports.export, name="export"),
    path("tep/<uuid:other_file_id>/xem-thu/", exports.try_export, name="try_export"),
    path("tep/<uuid:other_file_id>/ghi/", exports.take_export, name="take_export"),
    path("tep/<uuid:other_file_id>/mo-vu-viec/", exports.open_all, name="open_all"),
    path("tep/<uuid:other_file_id>/rut-lai/", exports.undo_export, name="undo_export"),
    path("noi-nhap/", lists.uses, name="uses"),
    path("noi-nhap/dat/", acts.set_use, name="set_use"),
    path("vu-viec/<uuid:case_id>/", pages.of_case, name="of_case"),
    path("vu-viec/<uuid:case_id>/tom-tat/", pages.panel, name="panel"),
    path("vu-viec/<uuid:case_id>/tep/<slug:code>/<slug:form>/", acts.ready, name="ready"),
    path("vu-viec/<uuid:case_id>/ghi/<slug:code>/", acts.mark, name="mark"),
]
