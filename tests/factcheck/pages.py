"""What is sent to the fact-checker's pages, and read from them."""

from django.urls import reverse

STATEMENT = "I said it in council: the money is gone, they tell us. The pier will open in May."


def page(quote):
    return reverse("factcheck:quote", args=[quote.pk])


def sent(action, **fields):
    return {"action": action} | {f"{action}-{name}": value for name, value in fields.items()}


def text_of(response) -> str:
    return response.content.decode()
