from django.urls import path

from membership.my import views

app_name = "my"

urlpatterns = [
    path("", views.see, name="see"),
    path("data.json", views.export, name="export"),
    path("correct/", views.correct, name="correct"),
    path("consent/", views.consent, name="consent"),
    path("erasure/", views.erasure, name="erasure"),
]
