"""Text typed for the old fonts reads as the person who typed it saw it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.vietnamese.legacy_fonts import TCVN3, VNI, decode_legacy, legacy_encoding

VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
ALPHABET = VOWELS + "đ" + "bcdghklmnpqrstvx"

# The whole alphabet as it looks in another font; both rows run a to y with the tones huyền, hỏi, ngã, sắc, nặng, then đ.
TCVN3_ROW = "aµ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËeÌÎÏÐÑªÒÓÔÕÖi×ØÜÝÞoßáâãä«åæçèé¬êëìíîuïñòóô\xadõö÷øùyúûüýþ®"
VNI_ROW = (
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä i ì æ ó í ò "
    "o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ"
)


def test_the_whole_alphabet_in_tcvn3() -> None:
    assert decode_legacy(TCVN3_ROW, ".VnTime") == VOWELS + "đ"
    assert decode_legacy(TCVN3_ROW, ".VnTimeH") == (VOWELS + "đ").upper()


def test_the_capitals_of_tcvn3() -> None:
    assert decode_legacy("¡¢£¤¥¦§", ".VnTime") == "ĂÂÊÔƠƯĐ"
    assert decode_legacy("A\xb0 E\xb3 ¢\xb1 ¥\xb4", ".VnTime") == "À É Ẩ Ợ"


def test_the_whole_alphabet_in_vni() -> None:
    assert decode_legacy(VNI_ROW, "VNI-Times").split() == [*VOWELS, "đ"]
    assert decode_legacy(VNI_ROW.upper(), "VNI-Times").split() == [*VOWELS.upper(), "Đ"]


def test_both_tables_are_complete() -> None:
    marked = {letter for letter in VOWELS + "đ" if not letter.isascii()}
    assert marked <= set(TCVN3.values())
    assert marked | {letter.upper() for letter in marked} <= set(VNI.values())


@pytest.mark.parametrize(
    ("text", "font", "seen"),
    [
        ("ViÖn kiÓm s¸t nh©n d©n huyÖn H­¬ng S¬n", ".VnTime", "Viện kiểm sát nhân dân huyện Hương Sơn"),
        ("viÖn kiÓm s¸t nh©n d©n huyÖn §øc Thä", ".VnTimeH", "VIỆN KIỂM SÁT NHÂN DÂN HUYỆN ĐỨC THỌ"),
        ("Tæng sè vô ®· gi¶i quyÕt", ".VnArial", "Tổng số vụ đã giải quyết"),
        ("Vieän kieåm saùt nhaân daân huyeän Höông Sôn", "VNI-Times", "Viện kiểm sát nhân dân huyện Hương Sơn"),
        ("ÑÖÙC THOÏ, KYØ ANH", "VNI-Helve", "ĐỨC THỌ, KỲ ANH"),
        ("Soá lieäu ñöôïc nghò xöû lyù", "VNI Times", "Số liệu được nghị xử lý"),
        ("12/2022", ".VnTime", "12/2022"),
    ],
)
def test_sentences(text: str, font: str, seen: str) -> None:
    assert decode_legacy(text, font) == seen


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "", None, "Vni", "VN"])
def test_fonts_by_name(font: str | None) -> None:
    assert (legacy_encoding(font) is not None) == (font == "Vni")


def test_text_in_a_unicode_font_is_only_composed() -> None:
    assert decode_legacy(unicodedata.normalize("NFD", "Hµ TÜnh Hà"), "Arial") == "Hµ TÜnh Hà"


@pytest.mark.parametrize(
    "text", ["Hương Sơn", "Thạch Hà", "Viện kiểm sát", "Hà Tĩnh", "Tòa án nhân dân thành phố và tạm giam"]
)
@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_unicode_text_left_in_an_old_font_stays_as_it_is(text: str, font: str) -> None:
    assert decode_legacy(text, font) == text


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=12).filter(lambda text: not text.isascii()))
def test_tcvn3_decoding_undoes_encoding(text: str) -> None:
    table = {letter: seen for seen, letter in TCVN3.items()}
    encoded = "".join(table.get(letter, letter) for letter in text)
    assert "".join(TCVN3.get(letter, letter) for letter in encoded) == text


SYLLABLES = ["tiếng", "việt", "được", "những", "mười", "đường", "nghị", "quyết", "xử", "lý", "huyện", "ngoài", "khuỷu"]


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1))
def test_vni_decoding_undoes_encoding(words: list[str]) -> None:
    table = {letter: seen for seen, letter in VNI.items()}
    encoded = " ".join("".join(table.get(letter, letter) for letter in word) for word in words)
    assert decode_legacy(encoded, "VNI-Times") == " ".join(words)
