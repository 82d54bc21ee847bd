"""Opens the cases that lower packages wish for."""

from django.db import transaction

from hotline.models import Case
from portal.models import CaseWish


def open_wished(most: int = 50) -> int:
    opened = 0
    while opened < most and _open_next():
        opened += 1
    return opened


@transaction.atomic
def _open_next() -> bool:
    wish = CaseWish.objects.open().order_by("pk").select_for_update(skip_locked=True).first()
    if wish is None:
        return False
    case = Case.objects.open(
        kind=wish.kind, text=wish.text, area=wish.area_id or "", channel="staff", key=f"wish:{wish.key}"
    ).case
    wish.case_number = case.number
    wish.save(update_fields=["case_number"])
    return True
