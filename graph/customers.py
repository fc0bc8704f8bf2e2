"""bookingCustomer."""

from booking.ids import CustomerId
from booking.models import Customer, NewCustomer
from graph.fields import Json, entities, text


def body(customer: NewCustomer) -> Json:
    """Make a customer known; what is not said is left out."""
    created: Json = {"@odata.type": "#microsoft.graph.bookingCustomer", "displayName": customer.name}
    if customer.mail:
        created["emailAddress"] = customer.mail
    if customer.phone:
        created["phones"] = [{"number": customer.phone, "type": "other"}]
    return created


def read(item: Json) -> Customer | None:
    """A customer; one without a name is known by mail or phone."""
    key, mail = text(item, "id"), text(item, "emailAddress")
    phone = next((number for phone in entities(item, "phones") if (number := text(phone, "number"))), None)
    name = text(item, "displayName") or mail or phone
    return Customer(CustomerId(key), name, mail, phone) if key and name else None
