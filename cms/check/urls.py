from django.urls import path

from cms.check import views

app_name = "check"

urlpatterns = [
    path("", views.start, name="start"),
    path("<int:step>/", views.step, name="step"),
    path("result/", views.result, name="result"),
    path("forget/", views.forget, name="forget"),
]
