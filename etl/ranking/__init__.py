"""Between which places an office may lie, worked out of how many of its targets are met."""

from etl.ranking.bands import SURE, rank_bands

__all__ = ["SURE", "rank_bands"]
