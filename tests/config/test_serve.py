"""The server as `make run` starts it."""

import http.client
import json
import re
import socket
import subprocess
from contextlib import ExitStack, contextmanager

import pytest

from tests.config.processes import MANAGE, environment, free_port, manage
from tests.url_statuses import url_rows

pytestmark = pytest.mark.sqlite
SLOW = 60


@contextmanager
def serving(data_dir, **settings):
    """The port of a served site, once it says where it is."""
    port = free_port()
    given = environment(
        **{"SECRET_KEY": "x" * 60, "HTTPS": "False", "DATA_DIR": str(data_dir)} | settings
    )
    command = [*MANAGE, "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=given, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == f"Verbatim:  http://127.0.0.1:{port}/\n"
        assert process.stdout.readline() == f"Admin:     http://127.0.0.1:{port}/admin/\n"
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("site")
    made = manage("migrate", SECRET_KEY="x" * 60, DATA_DIR=str(data_dir))
    assert made.returncode == 0, made.stderr
    collected = manage("collectstatic", "--noinput", SECRET_KEY="x" * 60, DATA_DIR=str(data_dir))
    assert collected.returncode == 0, collected.stderr
    seeded = manage("seed", SECRET_KEY="x" * 60, DATA_DIR=str(data_dir))
    assert seeded.returncode == 0, seeded.stderr
    with serving(data_dir, FLOOD_PER_MINUTE="0") as port:
        yield port


def ask(port: int, path: str, **headers: str) -> int:
    visit = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    visit.request("GET", path, headers=headers)
    answer = visit.getresponse().status
    visit.close()
    return answer


@pytest.mark.parametrize(
    "begun",
    [
        b"GET /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n\r\nusername=",
    ],
    ids=["headers", "a form"],
)
def test_sixty_clients_who_send_one_byte_at_a_time_keep_nobody_waiting(site, begun):
    with ExitStack() as stack:
        visits = [
            stack.enter_context(socket.create_connection(("127.0.0.1", site))) for _ in range(SLOW)
        ]
        for visit in visits:
            visit.sendall(begun)
        for _ in range(3):
            for visit in visits:
                visit.sendall(b"x")
            assert ask(site, "/admin/login/") == 200


#: The seed's first rows; a version of one, and the day that the table of URLs asks for.
GAPS = re.compile(r"\{(?!day)[a-z_]+\}")
PUBLIC = sorted(
    {GAPS.sub("1", row.address).replace("{day}", "2025-10-06") for row in url_rows()
     if row.reads[0] == 200 and row.reads[0] == row.reads[1]}
)  # fmt: skip


def test_only_headers_are_sent_for_head_by_every_public_address(site):
    visit = http.client.HTTPConnection("127.0.0.1", site, timeout=10)
    with_words = set()
    for address in [*PUBLIC, "/nowhere/", "/static/no.css", "/static/verbatim.js"]:
        visit.request("GET", address)
        whole = visit.getresponse()
        length = len(whole.read())
        visit.request("HEAD", address)
        head = visit.getresponse()
        head.read()
        assert (head.status, head.getheader("Content-Length")) == (whole.status, str(length)), (
            address
        )
        # On the same connection, where a body would be taken for the beginning of this answer.
        visit.request("GET", "/healthz")
        assert json.load(visit.getresponse()) == {"process": "ok"}, address
        if length and whole.status == 200:
            with_words.add(address)
    visit.close()
    assert len(with_words) > 30


def test_a_port_in_use_is_said_to_be(site, tmp_path):
    settings = {"SECRET_KEY": "x" * 60, "DATA_DIR": str(tmp_path), "STATIC_HASHED": "False"}
    done = manage("serve", "--port", str(site), **settings)
    assert done.returncode == 1
    assert f"Can't listen on 127.0.0.1, port {site}" in done.stderr
    assert f"PORT={site + 1}" in done.stderr


def test_a_site_whose_stylesheets_were_not_collected_says_what_to_run_and_stops(tmp_path):
    done = manage("serve", "--port", str(free_port()), SECRET_KEY="x" * 60, DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert (
        "Run “python manage.py collectstatic --noinput”, then start the site again." in done.stderr
    )


def test_headers_too_long_to_mean_well_are_not_read(site):
    assert ask(site, "/admin/login/", **{"X-Long": "x" * 40_000}) == 431


def test_a_body_too_heavy_is_refused_before_it_is_sent(site):
    with socket.create_connection(("127.0.0.1", site), timeout=10) as visit:
        head = "POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n"
        visit.sendall(head.encode())
        assert visit.recv(100).startswith(b"HTTP/1.1 413")


def test_a_proxy_is_believed_about_https_only_if_it_is_ours(tmp_path):
    forwarded = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}
    for proxy, answer in {"127.0.0.1": 200, "192.0.2.200": 301, "": 301}.items():
        with serving(tmp_path, HTTPS="True", STATIC_HASHED="False", TRUSTED_PROXY=proxy) as port:
            assert ask(port, "/admin/login/", **forwarded) == answer
