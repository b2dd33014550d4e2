"""Two editors press save at the same moment, two hundred times: nothing is lost in silence."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from quotes.models import Quote
from tests.admin.filling import boxes, signed_in

ROUNDS = 200


@pytest.mark.django_db(transaction=True)
def test_every_accepted_save_is_a_revision_and_every_refused_one_says_so(draft_quote, jo, ed):
    url = f"/admin/quotes/quote/{draft_quote.pk}/change/"
    desks = {person.username: signed_in(person) for person in (jo, ed)}
    sent = boxes(desks["jo"].get(url))
    together, answers = Barrier(2, timeout=60), {name: [] for name in desks}

    def race(name, desk):
        for number in range(ROUNDS):
            mine = sent | {"_seen": str(number + 1), "medium": f"{name} {number}"}
            together.wait()
            answers[name].append(desk.post(url, mine).status_code)
            together.wait()
        connection.close()

    threads = [Thread(target=race, args=pair) for pair in desks.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    rounds = list(zip(answers["jo"], answers["ed"], strict=True))
    assert [sorted(pair) for pair in rounds] == [[302, 409]] * ROUNDS
    said = [
        f"{'jo' if first == 302 else 'ed'} {number}" for number, (first, _) in enumerate(rounds)
    ]
    stored = [r.snapshot["medium"] for r in draft_quote.revisions.order_by("number")]
    assert stored == ["", *said]
    assert Quote.objects.get(pk=draft_quote.pk).medium == said[-1]
