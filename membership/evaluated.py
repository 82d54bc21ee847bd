"""What a certificate's code opens for everybody: that an association passed, and nothing of any person."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from membership.models import Evaluation


@login_not_required
def evaluation(request, token):
    rows = Evaluation.objects.filter(state="passed").select_related("association__area", "scheme")
    return render(
        request, "membership/evaluation_verified.html", {"row": get_object_or_404(rows, token=token)}
    )
