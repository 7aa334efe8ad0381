"""The capabilities of this installation, lowest first; each is a folder `naast/<name>/` and a Django app of that label."""

CAPABILITIES: tuple[str, ...] = ("kernel",)
