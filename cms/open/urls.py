from django.urls import path, register_converter

from cms.open import objecting, public, verifying


class AreaCode:
    """A county, township or village by its digits."""

    regex = "[0-9]{6,15}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(AreaCode, "area")

app_name = "open"

urlpatterns = [
    path("", public.board, name="board"),
    path("items/", public.catalogue, name="catalogue"),
    path("verify/", verifying.verify, name="verify"),
    path("objection/", objecting.find, name="find"),
    path("<area:code>/", public.area, name="area"),
    path("<area:code>/<int:number>/", public.disclosure, name="disclosure"),
    path("<area:code>/<int:number>/table-<int:position>.csv", public.table, name="table"),
    path("<area:code>/<int:number>/paper-<int:pk>/", public.paper, name="paper"),
    path("<area:code>/<int:number>/object/", objecting.object_to, name="object"),
]
