"""``python -m etl``: the command line."""

from etl.commands.app import main

if __name__ == "__main__":
    main()
