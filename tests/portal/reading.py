"""A page as a browser, a screen reader and a plain reader meet it."""

import re
from html.parser import HTMLParser

HOUSE_WORDS = {"Linli", "English", "USB", "PDF", "JavaScript"}
HEADING = re.compile(r"h[1-6]")


class Page(HTMLParser):
    """Every tag with its attributes in order, and the words in the language of the page itself."""

    SILENT = {"script", "style", "code"}
    VOID = {"input", "img", "link", "meta", "br", "hr"}

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, bool]] = []  # (tag, are its words to be read)
        self.title, self.words = "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in self.VOID:
            return
        read = all(read for _tag, read in self.open) and tag not in self.SILENT
        self.open.append((tag, read and (tag == "html" or "lang" not in dict(attrs))))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "title" and "svg" not in [tag for tag, _read in self.open]:
            self.title += data
        elif self.open and self.open[-1][1]:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _attrs in self.tags if HEADING.fullmatch(tag)]

    def english(self) -> set[str]:
        words = re.sub(r"https?://\S+", "", f"{self.title} {self.text}")
        return set(re.findall(r"[A-Za-z]{3,}", words)) - HOUSE_WORDS

    def twin(self) -> dict[str, str]:
        return next(attrs for attrs in self.all("a") if "hreflang" in attrs)

    def loads(self) -> list[str]:
        """Every address the browser asks by itself or sends a form to."""
        wanted = [attrs["src"] for _tag, attrs in self.tags if "src" in attrs]
        fetched = [attrs for attrs in self.all("link") if attrs.get("rel") not in {"canonical", "alternate"}]
        wanted += [attrs["href"] for attrs in fetched]
        return wanted + [attrs["action"] for attrs in self.all("form") if "action" in attrs]

    def unlabelled(self) -> list[dict[str, str]]:
        """Boxes nobody could name: no label, no aria-label."""
        named = {attrs.get("for") for attrs in self.all("label")}
        boxes = [attrs for tag in ("input", "select", "textarea") for attrs in self.all(tag)]
        return [
            box for box in boxes
            if box.get("type") != "hidden" and box.get("id") not in named and "aria-label" not in box
            and box.get("tabindex") != "-1"
        ]  # fmt: skip

    def inline(self) -> list[dict[str, str]]:
        """Scripts and styles written into the page; data for a script is none."""
        data = {"application/json", "application/ld+json"}
        scripts = [one for one in self.all("script") if "src" not in one and one.get("type") not in data]
        marked = [
            attrs
            for _tag, attrs in self.tags
            if "style" in attrs or any(name.startswith("on") for name in attrs)
        ]
        return scripts + self.all("style") + marked
