"""Keeps phone and identity numbers out of every log line."""

import logging

from portal.masks import scrub


class Scrubbed(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = scrub(record.getMessage())
        record.args = None
        return True
