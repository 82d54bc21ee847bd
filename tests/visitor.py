"""Somebody at a browser without JavaScript: opens pages, fills in forms, follows redirects."""

import re
from html import unescape
from urllib.parse import urljoin

import requests

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """One browser. `times=2` posts every form twice, as a nervous thumb does."""

    def __init__(self, address: str, times: int = 1):
        self.address, self.times = address, times
        self.browser = requests.Session()
        self.page = None

    def open(self, path: str) -> str:
        self.page = self.browser.get(urljoin(self.address, path), timeout=30)
        assert self.page.status_code < 500, (path, self.page.status_code)
        return self.text

    @property
    def text(self) -> str:
        return unescape(re.sub(r"<[^>]+>", " ", self.page.text))

    def form(self, action: str) -> dict[str, str]:
        """The hidden fields of the form with this action ("" is the page's own)."""
        forms = re.findall(r"<form\b.*?</form>", self.page.text, re.S)
        wanted = next(
            one for one in forms if (f'action="{action}"' in one if action else 'method="post"' in one)
        )
        inputs = re.findall(r"<input\b[^>]*>", wanted)
        pairs = [(re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs]
        return {name[1]: unescape(value[1]) for name, value in pairs if name and value}

    def send(self, action: str = "", **fields: str) -> str:
        """Fill in the form of the open page and send it."""
        filled = {**self.form(action), **fields}
        address = urljoin(self.page.url, action)
        for _ in range(self.times):
            answer = self.browser.post(address, filled, headers={"Referer": self.page.url}, timeout=30)
            assert answer.status_code < 500, (address, answer.status_code)
        self.page = answer
        return self.text

    def sign_in(self, name: str, password: str) -> str:
        self.open("/accounts/login/?next=/admin/")
        action = re.search(r'<form\b[^>]*action="([^"]*/login/(?:\?[^"]*)?)"', self.page.text)[1]
        times, self.times = self.times, 1  # signing in changes the token: its own second post is refused
        try:
            return self.send(action, login=name, password=password)
        finally:
            self.times = times
