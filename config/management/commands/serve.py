"""Serves the site with waitress, which reads slow clients without giving them a thread."""

import socket
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

import waitress
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from config.wsgi import application
from sources.db import statistics

CONNECTIONS = 1000  # open at once, most of them idle or slow
HEADER_BYTES = 32 * 1024
IDLE_SECONDS = 60


class Command(BaseCommand):
    help = "Serves the site until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        require_static_files()
        renew_statistics()
        try:
            server = waitress.create_server(application, host=host, port=port, **adjustments())
        except (OSError, ValueError) as error:
            raise CommandError(
                f"Can't listen on {host}, port {port}: {error}. Is it in use? "
                f"Choose another with PORT={port + 1}."
            ) from None
        self.stdout.write(f"Verbatim:  http://{shown(host)}:{port}/")
        self.stdout.write(f"Admin:     http://{shown(host)}:{port}/admin/")
        self.stdout.write("Stop it with Ctrl+C.")
        self.stdout.flush()
        server.run()


def require_static_files() -> None:
    """Without the hashed names of the stylesheets every page is an error, the error page included."""
    if settings.STATIC_HASHED and staticfiles_storage.read_manifest() is None:
        raise CommandError(
            "The stylesheets and scripts haven't been collected yet. "
            "Run “python manage.py collectstatic --noinput”, then start the site again."
        )


def renew_statistics() -> None:
    """PostgreSQL does so by itself. If the database is locked, the next start does it."""
    if connection.vendor == "sqlite":
        with suppress(OperationalError), connection.cursor() as cursor:
            patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute("PRAGMA busy_timeout = 0")
            try:
                statistics.renew()
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {patience}")


def adjustments() -> dict[str, Any]:
    """How waitress serves. A proxy's word for a visitor's address counts if the proxy is ours."""
    proxy: dict[str, Any] = {}
    if settings.TRUSTED_PROXY:
        proxy = {
            "trusted_proxy": settings.TRUSTED_PROXY,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    return proxy | {
        "threads": settings.THREADS,
        "connection_limit": CONNECTIONS,
        "channel_timeout": IDLE_SECONDS,
        "asyncore_use_poll": True,
        "max_request_header_size": HEADER_BYTES,
        "max_request_body_size": settings.BODY_BYTES,
        "clear_untrusted_proxy_headers": True,
        "ident": None,
    }


def shown(host: str) -> str:
    """The address as a browser takes it; 0.0.0.0 means every address of this machine."""
    if host in ("0.0.0.0", "::"):  # noqa: S104
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host
