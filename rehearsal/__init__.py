"""A stand-in for Teams' side: people at their clients, and the connector a bot talks to."""

from rehearsal.history import Event, Post
from rehearsal.line import Delivery
from rehearsal.people import CAST, HOME, PARTNER, Person
from rehearsal.places import BOT_ID, BOT_NAME, Place
from rehearsal.room import Habits, Room
from rehearsal.rules import Refusal
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard

__all__ = [
    "BOT_ID",
    "BOT_NAME",
    "CAST",
    "HOME",
    "PARTNER",
    "Delivery",
    "Event",
    "Habits",
    "Person",
    "Place",
    "Post",
    "Refusal",
    "Room",
    "Seat",
    "SeenCard",
]
