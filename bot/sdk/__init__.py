"""What repairs or replaces a part of the SDK, each piece with the test that fails without it."""
