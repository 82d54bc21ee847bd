"""The hotline's addresses for residents."""

from django.urls import path

from hotline import case_pages, chat

app_name = "hotline"

urlpatterns = [
    path("chat/", chat.chat, name="chat"),
    path("case/", case_pages.look_up, name="case"),
    path("case/here/", case_pages.here, name="here"),
    path("case/new/", case_pages.file, name="file"),
    path("case/filed/", case_pages.filed, name="filed"),
]
