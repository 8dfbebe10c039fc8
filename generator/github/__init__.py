"""What goes to GitHub and comes from there: comments that hold strangers' text, and the events of its workflows."""
