"""What the ledger raises when it cannot be trusted as it stands."""


class LedgerDamaged(Exception):
    """Something in the ledger is gone or was changed; the message says what, and which command mends it, in Vietnamese."""
