from __future__ import annotations

from django.urls import path

from minhbach.domains.subjects.web import acts, identifiers, imports, joining, known, lists, looking, pages, registering

app_name = "subjects"
urlpatterns = [
    path("", lists.subjects, name="list"),
    path("moi/", registering.register, name="register"),
    path("trung/", registering.duplicates, name="duplicates"),
    path("tra-danh-sach/", known.look_up, name="look_up"),
    path("nhap/", imports.imports, name="imports"),
    path("nhap/moi/", imports.take_in, name="import"),
    path("nhap/<uuid:import_id>/", imports.taken, name="taken"),
    path("nhap/<uuid:import_id>/tien-do/", imports.import_progress, name="import_progress"),
    path("nhap/<uuid:import_id>/kiem-tra/", imports.check_import, name="check_import"),
    path("nhap/<uuid:import_id>/bat-dau/", imports.start_import, name="start_import"),
    path("nhap/<uuid:import_id>/dung/", imports.stop_import, name="stop_import"),
    path("nhap/<uuid:import_id>/loi/", imports.import_faults, name="import_faults"),
    path("nhap/<uuid:import_id>/hoan-tac/", imports.undo, name="undo_import"),
    path("dinh-danh/", identifiers.value, name="value"),
    path("dinh-danh/<uuid:identifier_id>/", identifiers.identifier, name="identifier"),
    path("dinh-danh/<uuid:identifier_id>/xem-day-du/", looking.open_identifier, name="open_identifier"),
    path("thong-tin/<uuid:statement_id>/rut/", acts.retract, name="retract"),
    path("<uuid:subject_id>/", pages.subject, name="subject"),
    path("<uuid:subject_id>/xem-day-du/", looking.open_subject, name="open"),
    path("<uuid:subject_id>/them/<slug:what>/", acts.add, name="add"),
    path("<uuid:subject_id>/sua/", acts.change, name="change"),
    path("<uuid:subject_id>/phu-trach/", acts.keeper, name="keeper"),
    path("<uuid:subject_id>/chia-se/", acts.share, name="share"),
    path("<uuid:subject_id>/rut-ho-so/", acts.withdraw, name="withdraw"),
    path("<uuid:subject_id>/gop/", joining.join, name="merge"),
    path("<uuid:subject_id>/tach/", joining.separate, name="separate"),
]
