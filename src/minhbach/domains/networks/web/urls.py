from __future__ import annotations

from django.urls import path

from minhbach.domains.networks.web import acts, lists, pages

app_name = "networks"
urlpatterns = [
    path("", lists.start, name="list"),
    path("duong-noi/", pages.path, name="path"),
    path("doi-tuong/<uuid:subject_id>/", pages.of_subject, name="of_subject"),
    path("doi-tuong/<uuid:subject_id>/du-lieu.json", pages.subject_data, name="subject_data"),
    path("doi-tuong/<uuid:subject_id>/hinh.svg", acts.subject_picture, name="subject_picture"),
    path("doi-tuong/<uuid:subject_id>/tom-tat/", pages.panel, name="panel"),
    path("dinh-danh/<uuid:identifier_id>/", pages.of_identifier, name="of_identifier"),
    path("dinh-danh/<uuid:identifier_id>/du-lieu.json", pages.identifier_data, name="identifier_data"),
    path("dinh-danh/<uuid:identifier_id>/hinh.svg", acts.identifier_picture, name="identifier_picture"),
]
