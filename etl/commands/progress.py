"""What a command tells while it runs."""


class Progress:
    """This one keeps silent."""

    def waiting(self, holder: str) -> None:
        """Another load is running; this one waits."""

    def files(self, total: int) -> None:
        """So many files are to be judged."""

    def judged(self, name: str) -> None:
        """One more file was judged."""

    def publishing(self, step: str) -> None:
        """A table of the new snapshot is being made."""

    def told(self, sentence: str) -> None:
        """Something was mended, or stands wrong and does not count; a Vietnamese sentence."""
