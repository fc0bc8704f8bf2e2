"""A stand-in for Teams' side: people at their clients, and the connector a bot talks to."""

from rehearsal.clock import Clock
from rehearsal.composing import Result, Results
from rehearsal.dialogs import Dialog
from rehearsal.history import Event, Post
from rehearsal.line import Delivery
from rehearsal.outcomes import Outcome
from rehearsal.people import CAST, HOME, PARTNER, Person
from rehearsal.places import BOT_ID, BOT_NAME, Place
from rehearsal.refusing import Trouble
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
    "Clock",
    "Delivery",
    "Dialog",
    "Event",
    "Habits",
    "Outcome",
    "Person",
    "Place",
    "Post",
    "Refusal",
    "Result",
    "Results",
    "Room",
    "Seat",
    "SeenCard",
    "Trouble",
]
