"""What has rotted, as lines of a pull request."""

from generator.github.markdown import bounded, hostile
from generator.intake.rot import Rotten


def rot_report(done: Rotten) -> str:
    """A line for each dead or moved link, retraction and published preprint; nothing where there is none."""
    lines = [
        f"- `{problem.where}` {problem.code}: {hostile(problem.message, 600)}; {hostile(problem.hint, 600)}"
        for problem in done.problems
    ]
    if not lines:
        return ""
    stopped = ["", f"Not all was looked at: {hostile(done.stopped)}"] if done.stopped else []
    return "\n".join(["", "What has rotted:", "", *bounded(lines, "lines"), *stopped]) + "\n"
