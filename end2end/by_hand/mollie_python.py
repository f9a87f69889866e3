"""The sandbox provider as Mollie's Python client sees it. By hand, see docs/RELIABILITY.md:

    python3 mollie_python.py http://127.0.0.1:8080/sandbox
"""

import sys
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, build_opener

from mollie.api.client import Client
from mollie.api.error import ResponseError


class Stay(HTTPRedirectHandler):
    """The payer's browser would follow to the shop; nobody lives there."""

    def redirect_request(self, *_):
        return None


def at_the_bank(address: str, choice: str) -> None:
    """What the payer chooses at the bank."""
    try:
        build_opener(Stay).open(address, urlencode({"choice": choice}).encode())
    except OSError as answer:
        assert getattr(answer, "code", None) == 303, answer


def main(endpoint: str) -> None:
    client = Client(api_endpoint=endpoint)
    client.set_api_key("test_sandbox_of_a_demonstration")
    amount = {"currency": "EUR", "value": "12.34"}
    order = {"amount": amount, "description": "Rekening 1", "redirectUrl": "https://shop.example/terug"}

    made = client.payments.create({**order, "method": "ideal", "metadata": {"order": "1"}}, idempotency_key="python-1")
    again = client.payments.create({**order, "method": "ideal", "metadata": {"order": "1"}}, idempotency_key="python-1")
    assert made.id == again.id and made.is_open(), "one key, one payment"
    print("created", made.id, made.status)
    assert client.payments.get(made.id).metadata == {"order": "1"}
    print("listed", [payment.id for payment in client.payments.list(limit=1)])

    transfer = client.payments.create({**order, "method": "banktransfer"})
    print("cancelled", client.payments.delete(transfer.id).status)

    at_the_bank(made.checkout_url, "paid")
    paid = client.payments.get(made.id)
    assert paid.is_paid(), paid.status
    refund = paid.refunds.create({"amount": {"currency": "EUR", "value": "2.34"}})
    print("refunded", refund.id, refund.status, client.payments.get(made.id).amount_refunded)

    customer = client.customers.create({"name": "A. de Vries"})
    mandate = customer.mandates.create(
        {"method": "directdebit", "consumerName": "A. de Vries", "consumerAccount": "NL91ABNA0417164300"}
    )
    collected = customer.payments.list()
    print("mandate", mandate.id, mandate.status, "collected", len(list(collected)))

    try:
        client.payments.get("tr_nobody")
    except ResponseError as refused:
        print("refused", refused.status, refused)


if __name__ == "__main__":
    main(sys.argv[1])
