"""What the ground adds to the back office."""

from wagtail import hooks

from portal.admin.areas import AreaViewSet
from portal.admin.duties import DutyViewSet
from portal.duty_policy import let
from portal.models import Area, Duty, User

let(Area, add="edit areas", change="edit areas")
let(Duty, add="edit duties", change="edit duties")
let(User, add="edit users", change="edit users")


@hooks.register("register_admin_viewset")
def viewsets():
    return [AreaViewSet(), DutyViewSet()]
