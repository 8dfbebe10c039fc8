"""What a catalog follows, asked of services that the tests play."""
