"""The commands that have a file each, and import what they need when they run."""
