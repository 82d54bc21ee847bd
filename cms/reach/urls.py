from django.urls import path

from cms.reach import feedback, feeds, subscribing

app_name = "reach"

urlpatterns = [
    path("feeds/<slug:kind>.xml", feeds.feed, name="feed"),
    path("feeds/<slug:kind>/<slug:area>.xml", feeds.feed, name="feed"),
    path("updates/", subscribing.updates, name="updates"),
    path("updates/confirm/<uuid:pk>/", subscribing.confirm, name="confirm"),
    path("updates/stop/<str:token>/", subscribing.stop, name="stop"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/thanks/", feedback.thanked, name="thanked"),
]
