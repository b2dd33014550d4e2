"""Search beside a floor and beside Datasette: p50 and p95 by kind of query, in one run.

    make bench                     100,000 quotes
    make bench N=1000000           as many as the disk allows

The record is invented (bench/corpus.py) and comes in through the project's own import. The
floor is a page with our middleware, one indexed query of 25 rows and a template. Datasette
serves the same rows, immutable, without time limits, with the same seven facets. Requests
go over loopback, to each server in turn within one run, from 1 and from 8 connections; each
server is one process. What the machine does besides slows all alike: read the ratios.

Set BENCH_POSTGRES to the address of an empty database to measure PostgreSQL as well.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path

from bench.search_queries import EXACT

VAR = Path(os.environ.get("DATA_DIR", "var")) / "bench"
FLOOR, SQLITE, POSTGRES, DATASETTE = "floor", "SQLite", "PostgreSQL", "Datasette"
EACH = 12
FLAT = 10_000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quotes", type=int, default=100_000)
    options.add_argument("--port", type=int, default=8130)
    options.add_argument("--each", type=int, default=EACH, help="requests of each sort")
    given = options.parse_args()
    VAR.mkdir(parents=True, exist_ok=True)
    databases = {SQLITE: f"sqlite:///{VAR.resolve()}/{given.quotes}.sqlite3"}
    if os.environ.get("BENCH_POSTGRES"):
        databases[POSTGRES] = os.environ["BENCH_POSTGRES"]
    for name, url in databases.items():
        load(name, url, given.quotes)
    rival = VAR / f"{given.quotes}-rival" / "rival.db"
    load_rival(rival, given.quotes, databases)
    queries = in_process(databases[SQLITE], "queries", str(given.each))
    servers = dict(start_servers(databases, rival, given.port))
    try:
        for connections in (1, 8):
            measure(servers, queries, connections)
    finally:
        for process, _ in servers.values():
            process.terminate()


# The record


def corpus_file(quotes: int) -> Path:
    from bench import corpus

    file = VAR / f"{quotes}.jsonl"
    if not file.exists():
        corpus.write(quotes, file)
    return file


def flat_file() -> Path:
    """Rows without ids: a dry run takes them back, so that the rival's rows stay the same."""
    from bench import corpus

    file = VAR / "flat.jsonl"
    corpus.write_flat(FLAT, file)
    return file


def environment(url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": "only for measuring",
        "HTTPS": "False",
        "STATIC_HASHED": "False",
        "DEBUG": "False",
        "LOG_LEVEL": "ERROR",
        "FLOOD_PER_MINUTE": "0",
        "PYTHONPATH": str(Path.cwd()),
    }


def load(name: str, url: str, quotes: int) -> None:
    """Bring the invented record in, once; what a killed run left is completed."""
    file = corpus_file(quotes)
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment(url), check=True)
    out, seconds = import_record(file, url, "--restore")
    if "Lines read: 0." not in out:
        print(f"{name}: {quotes / seconds:,.0f} quotes a second with articles, speakers, search")
        if name == POSTGRES:
            analyse = [*manage, "dbshell", "--", "-c", "VACUUM ANALYZE"]
            subprocess.run(analyse, env=environment(url), check=False, capture_output=True)
        _, seconds = import_record(
            flat_file(), url, "--dry-run", "--by", "unknown-person", *PUBLISH
        )
        print(
            f"{name}: {FLAT / seconds:,.0f} rows a second of others' quotes, each with its article"
        )


PUBLISH = ("--publish", "--reason", "Generated to measure.")


def import_record(file: Path, url: str, *options: str) -> tuple[str, float]:
    """What the project's own import says of a file, and the seconds it took, its start included."""
    command = [sys.executable, "manage.py", "import_record", str(file), *options]
    started = time.perf_counter()
    out = subprocess.run(command, env=environment(url), check=True, capture_output=True, text=True)
    return out.stdout, time.perf_counter() - started


def load_rival(rival: Path, quotes: int, databases: dict[str, str]) -> None:
    from bench import datasette

    record = VAR / f"{quotes}.sqlite3"
    if not rival.exists():
        rival.parent.mkdir(exist_ok=True)
        print(f"sqlite-utils: {datasette.build(record, rival):,.0f} flat rows a second")
        datasette.metadata(rival.with_name("metadata.json"))
        if POSTGRES in databases:
            print(
                f"COPY: {datasette.copy_rate(record, databases[POSTGRES]):,.0f} flat rows a second"
            )


def in_process(url: str, function: str, *arguments: str) -> dict[str, list]:
    """Call a function of search_queries where Django is set up for a database."""
    import json

    call = f"print(json.dumps(b.{function}(*{arguments!r})))"
    code = f"import bench.search_queries as b, django, json; django.setup(); {call}"
    out = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(url),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(out.stdout)


# The servers


def start_servers(databases, rival: Path, port: int) -> Iterator[tuple[str, tuple]]:
    for number, (name, url) in enumerate(databases.items()):
        command = [sys.executable, "manage.py", "serve", "--port", str(port + number)]
        process = subprocess.Popen(command, env=environment(url), stdout=subprocess.DEVNULL)
        yield name, (process, port + number)
    limits = ["sql_time_limit_ms", "facet_time_limit_ms", "facet_suggest_time_limit_ms"]
    settings = [word for limit in limits for word in ("--setting", limit, "600000")]
    command = [
        sys.executable, "-m", "datasette", "serve", "-i", str(rival), "-p", str(port + 5),
        "--metadata", str(rival.with_name("metadata.json")), "--setting", "suggest_facets", "off",
        *settings,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield DATASETTE, (process, port + 5)


def measure(servers: dict[str, tuple], sorts: dict[str, list], connections: int) -> None:
    """Ask every server every question, in turn, from so many connections at once."""
    ports = {name: port for name, (_, port) in servers.items()}
    for port in ports.values():
        wait_for(port)
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    requested = [(sort, pair) for pairs in zip(*sorts.values(), strict=True)
             for sort, pair in zip(sorts, pairs, strict=True)]  # fmt: skip
    if connections == 1:  # warm: each question once, so that no disk is measured
        ask_all(ports, requested, defaultdict(list))
    workers = [
        threading.Thread(target=ask_all, args=(ports, requested[n::connections], times))
        for n in range(connections)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    show(times, list(sorts), list(ports), connections)


def ask_all(ports: dict[str, int], queries: list, times: dict) -> None:
    open_ = {name: HTTPConnection("127.0.0.1", port, timeout=600) for name, port in ports.items()}
    for sort, (ours, theirs) in queries:
        times[FLOOR, sort].append(ask(open_[SQLITE], f"/floor/?from={random.randint(1, 5000)}"))
        for name, connection in open_.items():
            address = theirs if name == DATASETTE else ours
            if address:
                times[name, sort].append(ask(connection, address))


def ask(connection: HTTPConnection, address: str) -> float:
    try:
        started = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
    except RemoteDisconnected:  # it was idle for too long
        started = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
    answer.read()
    if answer.status in (301, 302):
        return ask(connection, answer.getheader("Location"))
    if answer.status != 200:
        raise SystemExit(f"{address} answered {answer.status}.")
    return (time.perf_counter() - started) * 1000


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"Nothing answers on port {port}.")


def show(times: dict, sorts: list[str], names: list[str], connections: int) -> None:
    floor = statistics.median(t for (name, _), ts in times.items() if name == FLOOR for t in ts)
    print(
        f"\n{connections} connections; the floor is {floor:.1f} ms (p50). p50 / p95 in ms, (floors)"
    )
    print(f"{'':28}" + "".join(f"{name:>26}" for name in names))
    for sort in sorts:
        cells = (cell(times.get((name, sort), []), floor) for name in names)
        print(f"{sort:28}" + "".join(f"{text:>26}" for text in cells))
    mix = [sort for sort in sorts if times.get((DATASETTE, sort)) and sort != EXACT]
    for name in names:
        if name != DATASETTE:
            ratio, exactly = (over(times, name, which) for which in (mix, [EXACT]))
            print(
                f"{name}: {ratio:.1f} times Datasette's throughput on the mix, {exactly:.1f} exact"
            )
    if POSTGRES in names:
        slower = {sort: over(times, SQLITE, [sort], POSTGRES) for sort in sorts}
        print("PostgreSQL over SQLite: " + ", ".join(f"{s} {r:.1f}" for s, r in slower.items()))


def over(times: dict, name: str, sorts: list[str], other: str = DATASETTE) -> float:
    """How many times as long another server took for the same queries."""
    took, longer = (sum(sum(times[who, sort]) for sort in sorts) for who in (name, other))
    return longer / took


def cell(found: list[float], floor: float) -> str:
    if not found:
        return "–"
    p50, p95 = statistics.median(found), sorted(found)[int(0.95 * (len(found) - 1))]
    return f"{p50:.1f} / {p95:.1f} ({p50 / floor:.1f} / {p95 / floor:.1f})"


if __name__ == "__main__":
    main()
