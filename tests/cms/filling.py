"""A form as a browser would send it: whatever stands in its fields, no button."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields, self.select, self.area = {}, None, None

    def put(self, name, value):
        if name:
            self.fields.setdefault(name, []).append(value)

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "input" and (has.get("type") not in {"radio", "checkbox", "submit"} or "checked" in has):
            self.put(has.get("name"), has.get("value", "on" if "checked" in has else ""))
        elif tag == "select":
            self.select, self.first = has.get("name"), None
        elif tag == "option" and self.select:
            self.first = has.get("value") if self.first is None else self.first
            if "selected" in has:
                self.put(self.select, has.get("value"))
                self.select = None
        elif tag == "textarea":
            self.area = (has.get("name"), [])

    def handle_data(self, data):
        if self.area:
            self.area[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            self.put(self.select, self.first or "")
            self.select = None
        if tag == "textarea" and self.area:
            self.put(self.area[0], "".join(self.area[1]).removeprefix("\n"))
            self.area = None


def filled(page) -> dict:
    """Names and values; a field with several has a list."""
    reader = _Fields()
    reader.feed(page.content.decode())
    return {name: values[0] if len(values) == 1 else values for name, values in reader.fields.items()}
