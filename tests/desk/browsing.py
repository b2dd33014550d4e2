"""What a person does at the desk, in a real browser."""

from playwright.sync_api import expect


def sign_in(context, live_server, client):
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def wait_for_quotes(page, count):
    expect(page.locator(".card--draft")).to_have_count(count)


def form_is_open(page, words):
    expect(page.locator(".card--open .form-span").first).to_contain_text(words)


def mark_words(page, words):
    """Select words as a mouse or a finger does."""
    page.evaluate(
        """words => {
            const text = document.querySelector('.desk-text');
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            const nodes = [];
            let whole = '';
            for (let node; (node = walker.nextNode()); whole += node.data)
                nodes.push([whole.length, node]);
            const point = at => {
                const [start, node] = nodes.findLast(([from]) => from <= at);
                return [node, at - start];
            };
            const start = whole.indexOf(words), selection = getSelection();
            selection.setBaseAndExtent(...point(start), ...point(start + words.length - 1));
            selection.modify('extend', 'forward', 'character');
        }""",
        words,
    )
    page.locator(".marking").wait_for()
