"""Fifty messages a second for ten seconds at a running house: how long Twilio waits for us, and people for an answer."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import requests
from twilio.request_validator import RequestValidator

from bench.webhook import form
from tests.house import TOKEN, house

A_SECOND, SECONDS = 50, 10


def measure() -> str:
    with house(workers=1) as home, ThreadPoolExecutor(16) as people:
        begun = time.monotonic()
        waits = list(people.map(lambda n: _send(home, n, begun + n / A_SECOND), range(A_SECOND * SECONDS)))
        waiting = "SELECT count(*) FROM hotline_inbound WHERE state = 'waiting'"
        home.wait_for(lambda: home.rows(waiting)[0][0] == 0, "every answer", 120)
        ends = home.rows("SELECT max(extract(epoch FROM answered_at - received_at)) FROM hotline_inbound")[0][
            0
        ]
    waits.sort()
    p99 = waits[int(len(waits) * 0.99)] * 1000
    return (
        f"{len(waits)} messages from {len(waits)} phones at {A_SECOND}/s, one web process and one worker on this "
        f"machine: Twilio waits {statistics.median(waits) * 1000:.0f} ms (median), {p99:.0f} ms (p99, goal ≤ 150); "
        f"the last answer was written {float(ends):.1f} s after its message came (goal ≤ 60)."
    )


def _send(home, number: int, at: float) -> float:
    told = form(f"SM{number:032x}") | {"From": f"+86139{number:08}"}
    address = f"{home.address}/hotline/twilio/sms"
    signature = RequestValidator(TOKEN).compute_signature(address, told)
    time.sleep(max(0.0, at - time.monotonic()))
    start = time.monotonic()
    answer = requests.post(address, told, headers={"X-Twilio-Signature": signature}, timeout=30)
    assert answer.status_code == 200
    return time.monotonic() - start
