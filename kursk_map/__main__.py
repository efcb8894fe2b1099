"""Run the commands: ``python -m kursk_map COMMAND``."""

from kursk_map.cli import main

if __name__ == "__main__":  # the processes that draw import this module too
    main()
