"""The people of the tenant's directory."""

from sandbox.call import Call
from sandbox.exchange import Reply
from sandbox.odata import entity


def get_user(call: Call) -> Reply:
    return entity(call, "users", call.store.table("users")[call.place])
