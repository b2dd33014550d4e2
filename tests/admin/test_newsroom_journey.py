"""Jo enters an article and its quotes in a real browser, and Ed publishes them."""

import pytest

from quotes.models import Quote
from sources.models import Capture
from tests.cast import PASSWORD, STORY

pytestmark = pytest.mark.browser


@pytest.fixture
def open_as(chromium, live_server):
    """A browser of somebody's own, signed in; what it complains about fails the test."""
    from tests.browser import listen

    opened, heard = [], []

    def open_as(user, **options):
        context = chromium.new_context(base_url=live_server.url, locale="en-GB", **options)
        context.set_default_timeout(20_000)
        page = context.new_page()
        opened.append(context)
        heard.append(listen(page))
        page.goto("/admin/login/")
        page.locator("#id_username").fill(user.username)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")
        page.locator("#logout-form").wait_for()
        return page

    yield open_as
    for context in opened:
        context.close()
    assert not any(heard), heard


def add_article(page):
    page.goto("/admin/sources/article/add/")
    page.get_by_label("Headline").fill("Mayor promises ferry pier by May")
    page.get_by_label("Text:").fill(STORY)
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="Add a quote").click()


def add_speaker(page, name):
    """Create a speaker in the pop-up beside the party's speaker."""
    with page.expect_popup() as popup:
        page.locator("#add_id_attributions-0-speaker").click()
    window = popup.value
    window.locator("#id_name").fill(name)
    window.get_by_role("button", name="Save", exact=True).click()
    chosen = page.locator(".field-speaker .select2-selection__rendered", has_text=name)
    chosen.first.wait_for()


def test_from_a_pasted_story_to_a_published_quote(open_as, jo, ed):
    page = open_as(jo)
    add_article(page)
    page.locator("#id_words").fill("“The pier will open in June,”")
    page.locator("#id_cue").fill("said")
    page.locator("#id_attributions-0-as_named").fill("Oduya")
    add_speaker(page, "Petra Oduya")
    page.get_by_role("button", name="Save and continue editing").click()
    assert "The pier will open in May" in page.locator(".errorlist").first.inner_text()
    assert page.locator("#id_cue").input_value() == "said"
    page.locator("#id_words").fill("“The pier will open in May,”\n[…]\n“Not a day later,”")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="Submit for review").click()
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_text("1 quote was submitted for review.").wait_for()

    page = open_as(ed)
    page.goto("/admin/quotes/quote/?status__exact=in_review")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("publish_selected")
    page.get_by_role("button", name="Go", exact=True).click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("1 quote was published.").wait_for()
    quote = Quote.objects.get()
    assert (quote.status, quote.published_by) == ("published", ed)
    assert quote.words == "“The pier will open in May,” […] “Not a day later,”"
    assert quote.attributions.get().speaker.name == "Petra Oduya"
    assert Capture.objects.get().text == STORY


def test_words_that_occur_twice_are_chosen_by_place_without_a_script(open_as, jo, capture):
    page = open_as(jo, java_script_enabled=False)
    page.goto(f"/admin/quotes/quote/add/?capture={capture.pk}")
    page.locator("#id_words").fill("The money is there")
    page.get_by_role("button", name="Save and add another").click()
    page.goto(f"/admin/quotes/quote/add/?capture={capture.pk}")
    page.locator("#id_words").fill("the")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist .success").wait_for()
    places = [at for at in range(len(STORY)) if STORY.startswith("the ", at)]
    assert Quote.objects.first().segments.get().start == places[2]


def test_two_who_edit_one_quote_compare_and_choose_without_a_script(open_as, jo, ed, draft_quote):
    url = f"/admin/quotes/quote/{draft_quote.pk}/change/"
    first, second = open_as(jo), open_as(ed, java_script_enabled=False)
    second.goto(url)
    second.locator("#id_cue").fill("added")
    second.locator("#id_medium").fill("radio")
    first.goto(url)
    first.locator("#id_cue").fill("promised")
    first.get_by_role("button", name="Save", exact=True).click()
    first.locator(".messagelist .success").wait_for()
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_text("Edited by jo").wait_for()
    cue = second.get_by_role("group", name="Cue")
    cue.get_by_role("radio", name="Theirs").check()
    second.get_by_role("button", name="Save what I chose").click()
    second.locator(".messagelist .success").wait_for()
    draft_quote.refresh_from_db()
    assert (draft_quote.cue, draft_quote.medium) == ("promised", "radio")
    assert draft_quote.segments.count() == 2
