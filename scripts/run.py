"""``make run``: from a fresh copy to a filled, served portal; the second time within seconds."""

import sys

from scripts.environment import RUN_LOCK, Refusal, ensure_environment, hand_over
from scripts.serve import ensure_port_free, listening_address


def main() -> None:
    """Make the environment, then hand over to ``scripts.serve`` inside it."""
    try:
        ensure_port_free(*listening_address())
        python = ensure_environment(RUN_LOCK)
    except Refusal as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(130)
    hand_over(python, "scripts.serve")


if __name__ == "__main__":
    main()
