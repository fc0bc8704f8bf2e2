"""The questions of a booking, one a file."""
