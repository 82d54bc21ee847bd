"""CPU per call, the smallest of many interleaved batches: the number that a busy machine disturbs least."""

import time
from collections.abc import Callable, Mapping

ROUNDS = 15


def cpu(actions: Mapping[str, Callable[[], object]], calls: int = 40) -> dict[str, float]:
    """Microseconds of this process's CPU per call of each action, all measured in turns."""
    best = dict.fromkeys(actions, float("inf"))
    for action in actions.values():
        action()
    for _ in range(ROUNDS):
        for name, action in actions.items():
            start = time.process_time()
            for _ in range(calls):
                action()
            best[name] = min(best[name], (time.process_time() - start) / calls * 1e6)
    return best


def table(measured: Mapping[str, float], floor: str, goals: Mapping[str, str] | None = None) -> str:
    """A Markdown table: µs, ratio to the floor, and the goal where there is one."""
    goals = goals or {}
    lines = ["| | µs CPU | × floor | goal |", "|---|--:|--:|---|"]
    for name, value in measured.items():
        lines.append(f"| {name} | {value:,.0f} | {value / measured[floor]:.1f} | {goals.get(name, '')} |")
    return "\n".join(lines)
