"""`python -m govbot` is the command `govbot`."""

from govbot.cli.main import main

if __name__ == "__main__":
    main()
