"""Understanding of short typed answers: times, names and command words, without a network or a model."""
