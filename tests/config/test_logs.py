import json
import logging

import pytest

from config.logs import JsonFormatter


def line(record: logging.LogRecord) -> dict:
    return json.loads(JsonFormatter().format(record))


@pytest.fixture
def lines(caplog):
    """What was logged, as it would be written."""
    caplog.set_level(logging.INFO, logger="verbatim")
    caplog.set_level(logging.INFO, logger="django")
    return lambda: [JsonFormatter().format(record) for record in caplog.records]


def test_a_request_is_logged_by_its_route_and_never_by_who_or_what(client, jo, lines):
    client.force_login(jo)
    client.get(
        "/admin/auth/user/424242/change/?q=Petra+Oduya",
        REMOTE_ADDR="203.0.113.77",
        headers={"user-agent": "Rex's own browser"},
    )
    result = "\n".join(lines())
    request = next(json.loads(said) for said in lines() if "verbatim.requests" in said)
    assert request["method"] == "GET"
    assert request["route"].startswith("admin/")
    assert request["milliseconds"] >= 0
    for private in ("203.0.113.77", "Oduya", "424242", "Rex", "jo"):
        assert private not in result


def test_the_answer_carries_the_number_that_the_log_tells(client, lines):
    answer = client.get("/healthz")
    assert answer["X-Request-Id"] == json.loads(lines()[0])["id"]


def test_a_sign_in_that_fails_leaves_no_name_in_the_log(client, db, lines):
    client.post("/admin/login/?next=/petra/", {"username": "petra", "password": "oduya"})
    assert lines()
    assert "petra" not in "\n".join(lines())


def test_a_host_that_isnt_ours_is_not_repeated(client, lines):
    client.get("/admin/login/", headers={"host": "petra.example"})
    assert lines()
    assert "petra" not in "\n".join(lines())


def test_an_exception_is_logged_by_its_kind_and_place_not_by_its_words():
    try:
        raise ValueError("Petra Oduya")
    except ValueError as error:
        given = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("quotes", 40, "x.py", 1, "it failed for %s", ("Oduya",), given)
    result = line(record)
    assert result["exception"] == "ValueError"
    assert "test_logs.py" in result["at"][-1]
    assert "Oduya" not in json.dumps(result)


def test_an_unheard_of_method_is_not_written_down(client, lines):
    client.generic("PETRA", "/")
    assert json.loads(lines()[0])["method"] == "other"
    assert "PETRA" not in "\n".join(lines())
