"""Entry point of the command `naast`."""

from naast.site.commands import main

if __name__ == "__main__":
    main()
