"""Run the commands: ``python -m kursk_map COMMAND``."""

from kursk_map.cli import main

main()
