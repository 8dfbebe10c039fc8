"""Completing records from the network, against a server of our own and a clock that only the tests move."""
