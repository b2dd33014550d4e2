import pytest

pytestmark = pytest.mark.browser


def test_ed_signs_in_to_an_admin_that_the_security_policy_leaves_whole(page, admin_user):
    page.goto("/admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Users", exact=True).click()
    page.get_by_role("link", name="admin", exact=True).click()
    page.get_by_role("link", name="History").click()
    assert page.get_by_role("heading", name="Change history").is_visible()


def test_a_script_written_into_a_page_is_refused_and_heard(context, admin_user):
    from tests.browser import listen

    page = context.new_page()
    complaints = listen(page)
    page.goto("/admin/login/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">hello</p>')"
    )
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in said for said in complaints)
