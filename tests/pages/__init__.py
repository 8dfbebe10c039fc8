"""Golden pages, one or more of each kind, and the toy catalog they are made of."""
