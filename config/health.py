"""Health checks: whether this process is alive, and whether it can serve the record."""

import logging
from collections.abc import Callable

from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sources.page_cache import compare

logger = logging.getLogger("verbatim.health")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"process": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        # What follows a failure would only wait for the same database again.
        found[name] = "not asked" if "failed" in found.values() else look(check)
    ready = all(said == "ok" for said in found.values())
    return JsonResponse(found, status=200 if ready else 503)


def look(check: Callable[[], str]) -> str:
    """What `check` says; whatever goes wrong goes to the log, not to the visitor."""
    try:
        return check()
    except Exception:
        logger.exception("readiness check failed")
        return "failed"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    compare()  # a machine that nobody visits deletes what was taken back elsewhere, too
    return "ok"


def migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "not all applied" if waiting else "ok"


def triggers() -> str:
    """The databases' own checks: each app's trigger registry reports what is missing."""
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    return "missing" if found else "ok"


CHECKS = {"database": database, "migrations": migrations, "triggers": triggers}
