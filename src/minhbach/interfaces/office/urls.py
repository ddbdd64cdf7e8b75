from __future__ import annotations

from django.conf import settings
from django.urls import path

from minhbach.interfaces.office import audit, health, lists, views

app_name = "office"
urlpatterns = [
    path("", views.today, name="today"),
    path("dang-co/", views.at_hand, name="at_hand"),
    path("tim/", views.search, name="search"),
    path("tim/goi-y/", views.suggest, name="suggest"),
    path("nhat-ky/", audit.audit_log, name="audit"),
    path("nhat-ky/dau-chuoi/", audit.audit_head, name="audit_head"),
    path("danh-sach/cot/", lists.choose, name="choose_columns"),
    path("danh-sach/goc-nhin/", lists.keep, name="keep_view"),
    path("danh-sach/goc-nhin/<uuid:view_id>/bo/", lists.forget, name="forget_view"),
    path("nhat-ky/kiem-chung/", audit.prove_log, name="prove_log"),
    path("nhat-ky/kiem-chung/<uuid:proof_id>/", audit.log_proof, name="log_proof"),
    path("tinh-trang/", health.show, name="health"),
    path("tinh-trang/kiem-tra-lai/", health.look_again, name="look_again"),
    path("song/", views.alive, name="alive"),
    path("so-do/", views.metrics, name="metrics"),
]
if settings.DEMO:
    from minhbach.interfaces.office import demo

    urlpatterns += [
        path("vao-thu/", demo.choose, name="demo"),
        path("vao-thu/tin-dang-mau.<slug:ending>", demo.sample, name="demo_sample"),
        path("vao-thu/khoa-rieng-<slug:username>.json", demo.key, name="demo_key"),
        path("vao-thu/<slug:username>/", demo.enter, name="demo_enter"),
    ]
