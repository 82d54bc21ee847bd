"""Wagtail's permission policy for things that lie in places: every answer comes from duties."""

from django.db.models import Q
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from portal import gate
from portal.roles import roles_that_may


class DutyPolicy(BasePermissionPolicy):
    """Asks the model's gate. `acts` says which act each of Wagtail's actions needs; "view" is the gate's own.

    An action that is not named is nobody's: it has no button and its address answers 404.
    """

    def __init__(self, model, **acts: str):
        super().__init__(model)
        self.acts = {"view": model._default_manager.all().see_act, **acts}

    def _acts(self, actions) -> list[str]:
        return [self.acts[action] for action in actions if action in self.acts]

    def user_has_permission(self, user, action):
        return any(gate.may(user, act) for act in self._acts([action]))

    def user_has_permission_for_instance(self, user, action, instance):
        return self.instances_user_has_any_permission_for(user, [action]).filter(pk=instance.pk).exists()

    def user_may_put(self, user, action, instance) -> bool:
        """May a row be in the place this instance names? For rows not saved yet."""
        code = instance
        for step in self.model._default_manager.all().code_field.split("__"):
            code = getattr(code, step, None)
        return any(gate.may(user, act, code or "") for act in self._acts([action]))

    def instances_user_has_any_permission_for(self, user, actions):
        rows = self.model._default_manager.all()
        wanted = gate.NOTHING
        for act in self._acts(actions):
            wanted |= Q(pk__in=rows.where_may(user, act).values("pk"))
        return rows.visible_to(user).filter(wanted)

    def users_with_any_permission(self, actions):
        from portal.models import Duty, User

        roles = {role for act in self._acts(actions) for role in roles_that_may(act)}
        held = Duty.objects.current().filter(role__in=roles)
        return User.objects.filter(Q(pk__in=held.values("user")) | Q(is_superuser=True), is_active=True)


class StaffPolicy(DutyPolicy):
    """Log-ins of staff: changed only by who manages every place in which they serve today."""

    def user_may_put(self, user, action, instance):
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user, actions):
        from portal.models import Duty

        rows = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or "view" in actions:
            return rows
        elsewhere = Duty.objects.current().exclude(gate.reach(user, self.acts["change"]))
        return rows.filter(is_superuser=False).exclude(pk__in=elsewhere.values("user"))


def let(model, **acts: str) -> DutyPolicy:
    """`let(Case, add="file cases", change="answer cases")`, once, at the top of a `wagtail_hooks.py`."""
    kind = StaffPolicy if model._meta.label == "portal.User" else DutyPolicy
    policy = kind(model, **acts)
    register_permission_policy(model, policy)
    return policy
