"""What the register adds to the back office; each subject has its own file."""

import membership.admin.data_request
import membership.admin.evaluation
import membership.admin.household
import membership.admin.menu
import membership.admin.pairing
import membership.admin.register
import membership.admin.resident
import membership.admin.roll_hooks  # noqa: F401
