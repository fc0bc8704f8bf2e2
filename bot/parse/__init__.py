"""`python -m bot parse`: what a line means, as JSON."""
