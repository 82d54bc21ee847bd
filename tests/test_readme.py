"""The README tells the truth about settings, vendored files keep their hash."""

import re
from hashlib import sha256

from tests.migrated import CHECKOUT

README = (CHECKOUT / "README.md").read_text()
READ = re.compile(r'(?:env|env_flag|env_list|env_number|made_once)\("([A-Z_]+)"')
GIVEN = re.compile(r'environ(?:\.get\(|\[)"(LINLI_[A-Z]+|DATABASE_URL)"')


def read_by_the_house() -> set[str]:
    files = [CHECKOUT / "portal" / name for name in ("settings.py", "environment.py", "private_servers.py")]
    text = "".join(file.read_text() for file in files)
    return set(READ.findall(text)) | set(GIVEN.findall(text))


def in_the_table() -> set[str]:
    rows = [line.split("|")[1] for line in README.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", row)}


def test_every_variable_that_is_read_stands_in_the_table_and_no_other():
    assert in_the_table() == read_by_the_house()


def test_every_document_the_readme_names_exists():
    for path in re.findall(r"`(docs/[\w./-]+|tests/\w+/|[A-Z]+\.md)`", README):
        assert (CHECKOUT / path).exists(), path


def test_vendored_files_are_as_they_were_noted():
    rows = re.findall(
        r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (CHECKOUT / "docs" / "vendored.md").read_text(), re.M
    )
    assert rows
    for path, noted in rows:
        assert sha256((CHECKOUT / path).read_bytes()).hexdigest() == noted, path
