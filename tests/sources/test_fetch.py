"""Fetching an address: what a hostile or broken server can't do to us."""

import gzip
import socket
import ssl
import subprocess
import time
import tracemalloc
import zlib
from dataclasses import replace

import pytest

from sources.fetch import Refused, fetch
from sources.fetch.network import MAX_SECONDS, Network
from sources.fetch.wire import MAX_BYTES

from .bad_server import PUBLIC, bad_server, response

PAGE = "<html><body><p>Jo said “hello”.</p></body></html>".encode()


@pytest.fixture
def server():
    with bad_server() as running:
        yield running


def refusal(url, network, **options):
    with pytest.raises(Refused) as refused:
        fetch(url, network=network, **options)
    sentence = str(refused.value)
    assert sentence[0].isupper() and sentence.endswith(".")
    return sentence


def test_a_page_is_fetched_from_the_address_that_was_checked(server):
    server.answers["/a?b=c"] = response(PAGE)
    answer = fetch("http://news.example/a?b=c#d", network=server.network())
    assert (answer.body, answer.status) == (PAGE, 200)
    assert server.dialled == [(PUBLIC, 80)]
    assert b"Host: news.example\r\n" in server.requests[0]
    assert server.requests[0].count(b"Host:") == 1
    assert answer.exchanges[0].request == server.requests[0]
    assert answer.exchanges[0].response == response(PAGE)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://①②⑦.⓪.⓪.①/"])
def test_a_private_number_is_never_dialled(server, url):
    network = replace(server.network(), resolve=Network().resolve)
    assert "public internet" in refusal(url, network)
    assert server.dialled == []


def test_one_private_address_among_public_ones_refuses_the_site(server):
    network = server.network(news_example=[PUBLIC, "2606:4700::1111", "10.0.0.5"])
    assert "public internet" in refusal("http://news.example/", network)
    assert server.dialled == []


def test_a_name_is_resolved_once_so_its_dns_can_not_change_under_us(server):
    server.answers["/"] = response(PAGE)
    requested = []

    def rebinding(host, port):
        requested.append(host)
        return [PUBLIC] if len(requested) == 1 else ["127.0.0.1"]

    fetch("http://news.example/", network=replace(server.network(), resolve=rebinding))
    assert requested == ["news.example"]
    assert server.dialled == [(PUBLIC, 80)]


def test_the_next_address_is_tried_when_the_first_does_not_answer(server):
    server.answers["/"] = response(PAGE)
    network = server.network(news_example=["2606:4700::1111", PUBLIC])

    def dial(address, port, seconds):
        if ":" in address:
            raise ConnectionRefusedError
        return network.dial(address, port, seconds)

    assert fetch("http://news.example/", network=replace(network, dial=dial)).body == PAGE


def test_redirects_are_followed_and_each_exchange_kept(server):
    server.answers["/old"] = response(b"", "Location: /new", status="301 Moved")
    server.answers["/new"] = response(PAGE)
    answer = fetch("http://news.example/old", network=server.network())
    assert (answer.url, answer.final_url) == ("http://news.example/old", "http://news.example/new")
    assert [exchange.url for exchange in answer.exchanges] == [answer.url, answer.final_url]


@pytest.mark.parametrize(
    "place",
    [
        "http://inside.example/",
        "http://169.254.169.254/latest/meta-data/",
        "//127.0.0.1/",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "http://news.example:8080/",
        "http://me:you@news.example/",
        "http://[::1",
        "",
    ],
)
def test_a_redirect_inside_is_refused(server, place):
    server.answers["/"] = response(b"", f"Location: {place}", status="302 Found")
    network = server.network(
        inside_example=["192.168.1.1"],
        **{"127_0_0_1": ["127.0.0.1"], "169_254_169_254": ["169.254.169.254"]},
    )
    refusal("http://news.example/", network)
    assert [address for address, _ in server.dialled] == [PUBLIC]


def test_a_circle_of_redirects_ends(server):
    server.answers["/"] = response(b"", "Location: /", status="302 Found")
    assert "redirects more than" in refusal("http://news.example/", server.network())


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"])
def test_a_server_that_stalls_is_left_at_the_deadline(server, start):
    server.answers["/"] = server.stall(start)
    before = time.monotonic()
    assert "longer than" in refusal("http://news.example/", server.network(), seconds=0.5)
    assert time.monotonic() - before < 5


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n",
    ],
)
def test_a_server_that_drips_is_left_at_the_deadline(server, start):
    piece = b"1\r\na\r\n" if b"chunked" in start else b"a"
    if b"gzip" in start:
        start, piece = start + gzip.compress(b"")[:10], b"\x00\x00\x00\xff\xff"
    server.answers["/"] = server.drip(start, piece)
    before = time.monotonic()
    assert "longer than" in refusal("http://news.example/", server.network(), seconds=0.5)
    assert time.monotonic() - before < 5


def test_the_deadline_spans_all_redirects(server):
    def slow(connection):
        time.sleep(0.2)
        connection.sendall(response(b"", "Location: /", status="302 Found"))

    server.answers["/"] = slow
    assert "longer than" in refusal("http://news.example/", server.network(), seconds=0.5)


def test_a_resolver_that_hangs_is_left_at_the_deadline(server):
    def hang(host, port):
        server.stopping.wait(10)
        return [PUBLIC]

    network = replace(server.network(), resolve=hang)
    assert "longer than" in refusal("http://news.example/", network, seconds=0.3)


def test_ten_seconds_are_the_limit_that_production_uses():
    assert MAX_SECONDS == 10 and MAX_BYTES == 5 * 1024 * 1024


def test_an_unknown_name_is_refused(server):
    def unknown(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    network = replace(server.network(), resolve=unknown)
    assert "No site called" in refusal("http://nowhere.example/", network)


def bomb():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(b"\0" * 2**20) for _ in range(200)] + [packer.flush()])


@pytest.mark.parametrize("packing", ["gzip", "gzip twice"])
def test_a_gzip_bomb_is_refused_without_being_unpacked(server, packing):
    body = bomb() if packing == "gzip" else gzip.compress(bomb())
    encoding = "gzip" if packing == "gzip" else "gzip, gzip"
    server.answers["/"] = response(body, f"Content-Encoding: {encoding}")
    tracemalloc.start()
    refusal("http://news.example/", server.network())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * 2**20


def test_a_page_over_5_mb_is_refused_whatever_its_headers_say(server):
    big = b"a" * (MAX_BYTES + 1)
    network = server.network()
    server.answers["/declared"] = response(b"", length=MAX_BYTES + 1)
    server.answers["/silent"] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + big
    server.answers["/endless"] = server.drip(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a" * 2**20, every=0
    )
    for path in ("declared", "silent", "endless"):
        assert "over 5 MB" in refusal(f"http://news.example/{path}", network)


def test_endless_headers_are_refused(server):
    server.answers["/"] = server.drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 1000, every=0)
    refusal("http://news.example/", server.network())


def test_a_page_that_is_shorter_than_it_says_is_refused(server):
    server.answers["/"] = response(PAGE, length=len(PAGE) + 100)
    assert "broke off" in refusal("http://news.example/", server.network())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        response(b"not gzip at all", "Content-Encoding: gzip"),
        response(b"x", "Content-Encoding: br"),
    ],
)
def test_an_answer_that_can_not_be_read_is_refused(server, answer):
    server.answers["/"] = answer
    refusal("http://news.example/", server.network())


@pytest.mark.parametrize(
    ("headers", "body", "word"),
    [
        (["Content-Type: application/pdf"], b"%PDF-1.7", "PDF"),
        (["Content-Type: text/html"], b"%PDF-1.7 \x01", "PDF"),
        (["Content-Type: text/html"], b"\x89PNG\r\n\x1a\n", "picture"),
        (["Content-Type: image/jpeg"], b"\xff\xd8\xff", "picture"),
        (["Content-Type: text/html"], b"<html>\x00\x00", "binary"),
        (["Content-Type: application/octet-stream"], PAGE, "something else"),
        (["Content-Type: video/mp4"], b"", "video"),
    ],
)
def test_what_is_no_page_of_text_is_refused_whatever_it_calls_itself(server, headers, body, word):
    server.answers["/"] = response(body, *headers)
    assert word in refusal("http://news.example/", server.network())


@pytest.mark.parametrize(
    "status",
    ["401 No", "402 Pay", "403 No", "404 No", "410 Gone", "429 Slow", "451 Law", "500 Oops"],
)
def test_a_failed_page_says_so(server, status):
    server.answers["/"] = response(PAGE, status=status)
    assert "Paste the text" in refusal("http://news.example/", server.network())


def certificate(folder, name):
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    command = ["openssl", *made.split(), "-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    command += ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_https_asks_for_the_site_by_name_and_checks_its_certificate(tmp_path):
    context = certificate(tmp_path, "news.example")
    names = []
    context.sni_callback = lambda sock, name, context: names.append(name)
    with bad_server(context) as server:
        server.answers["/"] = response(PAGE)
        network = server.network()
        trusting = replace(
            network, trust=lambda: ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
        )
        assert fetch("https://news.example/", network=trusting).body == PAGE
        assert server.dialled == [(PUBLIC, 443)] and names == ["news.example"]
        assert b"Host: news.example\r\n" in server.requests[0]
        assert "certificate" in refusal("https://other.example/", trusting)
        assert "certificate" in refusal("https://news.example/", network)


def test_a_tls_handshake_that_stalls_is_left_at_the_deadline(server):
    listener = socket.create_server(("127.0.0.1", 0))  # takes the connection and says nothing
    network = replace(
        server.network(),
        dial=lambda address, port, seconds: socket.create_connection(
            listener.getsockname(), seconds
        ),
    )
    before = time.monotonic()
    assert "longer than" in refusal("https://news.example/", network, seconds=0.5)
    assert time.monotonic() - before < 5
    listener.close()


def test_the_environments_proxies_are_not_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    server.answers["/"] = response(PAGE)
    assert fetch("http://news.example/", network=server.network()).body == PAGE
    assert server.requests[0].startswith(b"GET / HTTP/1.1\r\n")
