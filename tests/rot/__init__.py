"""What rots, in a world that the tests play: no request leaves the machine."""
