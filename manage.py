#!/usr/bin/env python
"""Linli's command line. Without DATABASE_URL it brings its own private PostgreSQL along."""

import os
import sys

NEEDS_NO_DATABASE = {"compilemessages", "makemessages", "collectstatic", "help", "version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from portal import private_servers

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    with private_servers.database(wanted=command not in NEEDS_NO_DATABASE):
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
