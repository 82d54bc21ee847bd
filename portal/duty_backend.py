"""Django's permissions, answered from duties: one table, `portal.roles`."""

from django.contrib.auth.backends import ModelBackend

from portal import gate


class DutyBackend(ModelBackend):
    """Logs staff in by user name and password; what they may do follows from their duties."""

    def _get_permissions(self, user_obj, obj, from_name):
        return super()._get_permissions(user_obj, obj, from_name)

    def has_perm(self, user_obj, perm, obj=None):
        if perm == "wagtailadmin.access_admin":
            return gate.may(user_obj, "use admin")
        if perm == "simple_translation.submit_translation":
            return gate.may(user_obj, "edit pages")  # of which page: portal.page_gate
        return super().has_perm(user_obj, perm, obj)
