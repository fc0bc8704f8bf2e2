"""bookingBusiness: list, read, settings, and whether its page is published."""

from sandbox import edm, shapes
from sandbox.call import Call
from sandbox.edm import nullable
from sandbox.exchange import Json, Reply, bad_request
from sandbox.odata import capped, context, entity

MOST_LISTED = 500
SHAPE = {
    "displayName": edm.STRING,
    "businessType": nullable(edm.STRING),
    "email": nullable(edm.STRING),
    "phone": nullable(edm.STRING),
    "webSiteUrl": nullable(edm.STRING),
    "defaultCurrencyIso": nullable(edm.STRING),
    "languageTag": nullable(edm.STRING),
    "address": nullable(edm.COMPLEX),
    "businessHours": shapes.work_hours,
    "schedulingPolicy": shapes.scheduling_policy,
}


def list_businesses(call: Call) -> Reply:
    """All businesses of the tenant, even those closed to the caller; name and id alone, never a next page."""
    wanted = call.query.get("query", "").casefold()
    if "$filter" in call.query:
        raise bad_request("Invalid filter clause")
    found = (
        {"id": one["id"], "displayName": one["displayName"]}
        for one in call.store.table("businesses").values()
        if wanted in one["displayName"].casefold()
    )
    return Reply(
        200,
        {
            "@odata.context": context(call, "solutions/bookingBusinesses"),
            "value": capped(found, MOST_LISTED),
        },
    )


def get_business(call: Call) -> Reply:
    return entity(call, "solutions/bookingBusinesses", call.store.table("businesses")[call.place])


def update_business(call: Call) -> Reply:
    values = edm.checked(call.body(), SHAPE, type_name="bookingBusiness")
    if "schedulingPolicy" in values:
        before = call.store.table("businesses")[call.place]["schedulingPolicy"]
        values["schedulingPolicy"] = before | values["schedulingPolicy"]
    _change(call, values)
    return Reply(204)


def publish(call: Call) -> Reply:
    public = f"https://outlook.office365.com/owa/calendar/{call.place}/bookings/"
    _change(call, {"isPublished": True, "publicUrl": public})
    return Reply(204)


def unpublish(call: Call) -> Reply:
    _change(call, {"isPublished": False, "publicUrl": None})
    return Reply(204)


def _change(call: Call, changes: Json) -> None:
    business = call.store.table("businesses")[call.place]
    updated = {"lastUpdatedDateTime": edm.write_instant(call.tenant.clock.now())}
    call.store.put("businesses", call.place, {**business, **changes, **updated})
