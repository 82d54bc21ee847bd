"""Who may do what to one page: Wagtail's answers, but nobody publishes alone."""

from wagtail.models import PagePermissionTester


class FourEyesTester(PagePermissionTester):
    """Publishing goes through approval; taking a page off the site needs the right to publish."""

    def can_publish(self):
        return False

    def can_publish_subpage(self):
        return False

    def can_set_view_restrictions(self):
        return False

    def can_unschedule(self):
        return super().can_publish()
