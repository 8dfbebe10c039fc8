"""What readers get: pages, search, exports, feeds, and the site they lie in."""
