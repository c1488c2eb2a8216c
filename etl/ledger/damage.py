"""What the ledger raises when it cannot be trusted as it stands."""


class LedgerDamaged(Exception):
    """Something in the ledger is gone or was changed; the message says what, and which command mends it, in Vietnamese.

    `remedy`: the second of the two by itself, where whoever raised it knew it apart.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what, self.remedy = what, remedy
