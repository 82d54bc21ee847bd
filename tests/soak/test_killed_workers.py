"""P1 under fire: three workers, killed again and again, while people write and are answered."""

import random
import threading
import time

import pytest
import requests
from twilio.request_validator import RequestValidator

from tests.house import ACCOUNT, FROM, TOKEN, house

pytestmark = pytest.mark.soak
SENDERS, EACH, KILLS = 12, 6, 25
QUESTIONS = ["育儿补贴我家能领吗", "1", "2024年3月10日", "没领", "1", "谢谢"]


def write(home, sender: int, turn: int) -> None:
    address = f"{home.address}/hotline/twilio/sms"
    form = {"MessageSid": f"SM{sender:016x}{turn:016x}", "AccountSid": ACCOUNT, "From": phone(sender),
            "To": FROM, "Body": QUESTIONS[turn], "NumMedia": "0"}  # fmt: skip
    signature = RequestValidator(TOKEN).compute_signature(address, form)
    answer = requests.post(address, form, headers={"X-Twilio-Signature": signature}, timeout=30)
    assert answer.status_code == 200


def phone(sender: int) -> str:
    return f"+86139001390{sender:02}"


def killer(home, ended: threading.Event) -> None:
    chance = random.Random(7)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.5, 2.5))
        if home.workers:
            victim = home.workers.pop(chance.randrange(len(home.workers)))
            victim.kill()
            victim.wait()
        home.start_worker()
    ended.set()


def test_every_message_is_answered_once_and_in_order_whatever_is_killed():
    with house(workers=3) as home:
        ended = threading.Event()
        threading.Thread(target=killer, args=(home, ended), daemon=True).start()
        for turn in range(EACH):
            for sender in range(SENDERS):
                write(home, sender, turn)
            time.sleep(1)
        ended.wait(120)
        unfinished = "SELECT count(*) FROM hotline_inbound WHERE state = 'waiting'"
        home.wait_for(lambda: home.rows(unfinished)[0][0] == 0, "every message answered", 60)
        unsent = "SELECT count(*) FROM portal_outbox WHERE state IN ('waiting', 'claimed', 'uncertain') AND channel = 'sms'"
        home.wait_for(lambda: home.rows(unsent)[0][0] == 0, "every text sent", 60)

        for sender in range(SENDERS):
            rows = home.rows('SELECT text FROM portal_outbox WHERE "to" = %s ORDER BY id', phone(sender))
            said = [text for (text,) in rows]
            assert sum("可以领育儿补贴" in text for text in said) == 1, said
            assert "不客气" in said[-1]
            got = home.twilio.to(phone(sender))
            assert set(got) == set(said)
            assert len(got) - len(said) <= 2, "a text goes out twice only when its worker died in the call"
