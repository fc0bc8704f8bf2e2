"""Microsoft Graph: bodies and readers pure, one place that does I/O."""

from graph.client import Graph, open_graph
from graph.retries import Patience
from graph.surroundings import GRAPH, Lifetimes, Limits, Surroundings
from graph.tokens import Token

__all__ = [
    "GRAPH",
    "Graph",
    "Lifetimes",
    "Limits",
    "Patience",
    "Surroundings",
    "Token",
    "open_graph",
]
