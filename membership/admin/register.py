"""Addresses of the register's own pages."""

from django.urls import path
from wagtail import hooks

from membership.admin import check, household_page, move, new_household, resident_page


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("register/household/<int:pk>/", household_page.show, name="register-household"),
        path("register/household/new/", new_household.new, name="register-household-new"),
        path("register/household/<int:pk>/<slug:deed>/", household_page.act, name="register-household-deed"),
        path("register/resident/<int:pk>/reveal/", resident_page.reveal, name="register-resident-reveal"),
        path("register/resident/<int:pk>/<slug:deed>/", resident_page.act, name="register-resident-deed"),
        path("register/resident/<int:pk>/", resident_page.show, name="register-resident"),
        path("register/move/<int:pk>/", move.show, name="register-move"),
        path("register/move/<int:pk>/<slug:deed>/", move.act, name="register-move-deed"),
        path("register/check/", check.places, name="register-check"),
        path("register/check/<str:code>/", check.place, name="register-check-place"),
        path("register/checked/<int:pk>/", check.checked, name="register-checked"),
        path("register/left/", move.left, name="register-left"),
    ]


@hooks.register("register_admin_viewset")
def viewsets():
    return [move.MoveViewSet()]
