"""Addresses of joining and of certificates."""

from django.urls import path

from membership.joining import pages

app_name = "member"

urlpatterns = [
    path("join/", pages.join, name="join"),
    path("join/sent/", pages.joined, name="joined"),
    path("member/<str:token>/", pages.certificate, name="certificate"),
]
