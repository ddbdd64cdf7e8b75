from __future__ import annotations

from django.urls import path

from minhbach.interfaces.exchange import views

app_name = "exchange"
urlpatterns = [path("", views.events, name="events")]
