"""bookingCurrency: a few of the world's."""

from sandbox.call import Call
from sandbox.exchange import Reply, not_found
from sandbox.odata import collection, entity

_SYMBOLS = {"CHF": "CHF", "DKK": "kr.", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "USD": "$"}
_OF = "solutions/bookingCurrencies"


def list_currencies(call: Call) -> Reply:
    return collection(call, ({"id": key, "symbol": sign} for key, sign in _SYMBOLS.items()), of=_OF)


def get_currency(call: Call) -> Reply:
    key = call.ids[0].upper()
    if key not in _SYMBOLS:
        raise not_found()
    return entity(call, _OF, {"id": key, "symbol": _SYMBOLS[key]})
