"""The load: conversations that each have one turn in flight, and count only what was answered right."""
