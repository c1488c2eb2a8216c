"""Files that nobody sent: what systems and office programs leave beside the ones that people work on."""

#: What begins so is hidden, or is what Excel and LibreOffice leave beside a workbook that is open.
_BEGINNINGS = (".", "~$", "~wrl")
#: Downloads and copies that are not finished, and what programs write while they save.
_ENDINGS = (".tmp", ".part", ".partial", ".crdownload", ".download", "~")
_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "icon\r", "$recycle.bin", "system volume information"})


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name is passed over without a word."""
    plain = name.casefold()
    return plain.startswith(_BEGINNINGS) or plain.endswith(_ENDINGS) or plain in _NAMES
