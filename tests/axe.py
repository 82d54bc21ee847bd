"""What axe-core finds wrong with a page, as sentences; it runs past our content policy, through the browser's own door."""

from functools import cache

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
RUN = "options => axe.run(document, options).then(found => found.violations)"


@cache
def script() -> str:
    return AXE_SCRIPT


def violations(page) -> list[str]:
    """One line for each place: the rule, what to do, where."""
    page.evaluate(script())
    return [
        f"{found['id']}: {found['help']} at {node['target'][0]}: {node['html'][:120]}"
        for found in page.evaluate(RUN, OPTIONS)
        for node in found["nodes"]
    ]
