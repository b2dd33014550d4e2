"""The checkers find what is there to be found."""

import pytest

from config.requests import refuse

FAULTY = '<!doctype html><html><title>x</title><img src="/x.png"><p id=a><p id=a></html>'


@pytest.mark.browser
def test_axe_hears_of_a_picture_without_words(page, barriers):
    page.route("**/faulty", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))
    page.route("**/x.png", lambda route: route.fulfill(body=b"", content_type="image/png"))
    page.goto("/faulty")
    assert any(fault.startswith("image-alt") for fault in barriers(page))


@pytest.mark.browser
def test_a_refusal_has_no_barriers(page, barriers):
    page.goto("/admin/login/?next=%00")
    assert barriers(page) == []


@pytest.mark.sqlite
def test_the_nu_checker_tells_a_faulty_page_from_a_refusal(faults_in_html):
    html = refuse(429, "Too <many> & more.").content.decode()
    faults = faults_in_html({"faulty": FAULTY, "refused": html})
    assert any(fault.startswith("faulty: Duplicate ID") for fault in faults)
    assert [fault for fault in faults if fault.startswith("refused")] == []
