import pytest
from django.db import DataError
from django.test import Client

from config import limits
from config.limits import Flood, bad_request, is_too_large
from config.requests import network


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT"])
def test_methods_that_no_page_answers_get_405_with_those_that_are(client, method):
    response = client.generic(method, "/admin/login/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert "Use GET or HEAD to read a page, POST to send a form." in text(response)


@pytest.mark.parametrize("method", ["BREW", "PROPFIND"])
def test_methods_that_nobody_has_heard_of_get_501(client, method):
    response = client.generic(method, "/admin/login/")
    assert response.status_code == 501
    assert "doesn&#x27;t know that request method" in text(response)


@pytest.mark.parametrize("path", ["/admin/login/?next=%00", "/quotes/?q=a%00b", "/speakers/%00/"])
def test_nul_in_an_address_gets_a_sentence(client, path):
    response = client.get(path)
    assert response.status_code == 400
    assert "The URL contains a NUL character" in text(response)


def test_nul_in_a_cookie_gets_a_sentence_before_a_database_sees_it(db):
    response = Client().get("/admin/", headers={"cookie": 'sessionid="abcdefgh\\000ijkl"'})
    assert response.status_code == 400


def test_a_body_that_says_it_is_too_heavy_is_not_read(client, settings):
    settings.BODY_BYTES = 1000
    response = client.post("/admin/login/", {"username": "x" * 2000})
    assert response.status_code == 413
    assert "too large" in text(response)


def test_a_form_heavier_than_django_reads_gets_a_sentence(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    form = "application/x-www-form-urlencoded"
    response = client.post("/admin/login/", "username=" + "x" * 2000, content_type=form)
    assert response.status_code == 400
    assert "too large" in text(response)


def test_a_form_with_too_many_fields_gets_a_sentence(client, settings):
    data = {f"field{n}": "" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    response = client.post("/admin/login/", data)
    assert response.status_code == 400
    assert "too many fields" in text(response)


def test_a_broken_multipart_form_gets_a_sentence(client):
    response = client.post("/admin/login/", b"what?", content_type="multipart/form-data; boundary=")
    assert response.status_code == 400
    assert "couldn&#x27;t be read" in text(response)


def test_a_name_that_isnt_ours_gets_a_sentence(client):
    response = client.get("/admin/login/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "doesn&#x27;t serve that host name" in text(response)


def test_refusals_carry_the_security_policy_too(client):
    response = client.generic("BREW", "/")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


def test_a_network_that_floods_learns_when_to_come_back_and_others_are_served(client, settings):
    settings.FLOOD_PER_MINUTE = 6
    answers = [client.get("/admin/login/", REMOTE_ADDR="192.0.2.7") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 10
    assert "Too many requests came from your network" in text(answers[-1])
    assert client.get("/admin/login/", REMOTE_ADDR="192.0.2.8").status_code == 200


def test_a_network_that_waits_as_said_is_served_again():
    flood = Flood()
    assert [flood.wait("a", 60, now=0.0) for _ in range(61)] == [0] * 60 + [1]
    assert flood.wait("a", 60, now=1.0) == 0
    assert flood.wait("a", 60, now=1.0) == 1


def test_a_flood_from_more_networks_than_are_remembered_fills_no_memory(monkeypatch):
    monkeypatch.setattr(limits, "NETWORKS_REMEMBERED", 10)
    flood = Flood()
    for number in range(100):
        flood.wait(str(number), 60, now=float(number))
    assert len(flood._left) == 10


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_one_subscriber_is_one_network(rf, address, counted_as):
    assert network(rf.get("/", REMOTE_ADDR=address)) == counted_as


def test_what_nobody_foresaw_still_gets_a_sentence(rf):
    response = bad_request(rf.get("/"), ValueError("secret"))
    assert response.status_code == 400
    assert "secret" not in text(response)


TOO_LARGE = "A number in what was sent is too large"


@pytest.mark.parametrize("number", ["9" * 25, "9" * 5000])
@pytest.mark.parametrize(
    "address, sent",
    [
        ("/admin/quotes/quote/", {"action": "submit_selected", "_selected_action": "{}"}),
        ("/desk/captures/{capture}/quotes/add/", {"redraw": "1", "party-0-who": "speaker:{}"}),
        ("/desk/captures/{capture}/quotes/add/", {"redraw": "1", "remove": "{}"}),
        ("/admin/quotes/quote/{draft}/change/", {"attributions-TOTAL_FORMS": "{}"}),
        ("/admin/quotes/quote/add/", {"words": "x", "capture": "{capture}", "topics": "{}"}),
    ],
)
def test_a_number_that_no_database_holds_is_never_our_fault(
    client, jo, draft_quote, address, sent, number
):
    client.force_login(jo)
    client.raise_request_exception = False
    names = {"capture": draft_quote.capture_id, "draft": draft_quote.pk}
    names["article"] = draft_quote.capture.source_id
    rows = {f"{p}-{n}_FORMS": "1" for p in ("party", "attributions") for n in ("TOTAL", "INITIAL")}
    rows |= {"attributions-INITIAL_FORMS": "0", "party-0-relation": "voice"}
    data = {name: value.format(number, **names) for name, value in sent.items()}
    answer = client.post(address.format(**names), rows | data)
    assert answer.status_code < 500
    assert answer.status_code != 400 or TOO_LARGE in answer.content.decode()


@pytest.mark.parametrize("fault", [OverflowError("int too large"), DataError("out of range")])
def test_the_refusal_of_a_number_is_a_sentence(rf, fault):
    answer = limits.limit_numbers(bad_request).process_exception(rf.get("/"), fault)
    assert answer.status_code == 400
    assert TOO_LARGE in text(answer)


def test_other_faults_are_not_blamed_on_a_number():
    assert not is_too_large(ValueError("no number at all"))
    assert not is_too_large(KeyError("x"))
