"""Every sentence about a result, read against the approved text: a table of shape × edge."""

import csv
import re
import unicodedata
from collections import Counter
from fractions import Fraction

import pytest

from tests.sql.sentences.claims import Claims, broken
from tests.sql.sentences.corpus import HEADER, Said, approved, read_corpus
from tests.sql.sentences.elsewhere import Told, read_elsewhere

pytestmark = pytest.mark.slow

#: Said nowhere: what is stiff, what says a unit or a level twice, what no number is.
NEVER = ("thừa", " 0,0000 điểm", "  ", " ,", " ;", "..", "None", "null", "nan", "vụ vụ", " là 0 ", " 0,0 điểm", " 0 điểm", ";;", "()")


#: What has to be true at an edge, by the words that say it: each is said in five sentences or more.
EDGES = {
    "as many digits as show the difference": r"\d,\d{2,}% .*(thấp hơn|vượt|cao hơn)",
    "nothing yet": r"(đã|mới) có 0",
    "over a ceiling": r"vượt mức tối đa \S+ .*là \d",
    "over a ceiling, not late": r"^Đang vượt mức tối đa: ",
    "lacking among the cases there are": r"còn thiếu .*tính trên mẫu số",
    "lacking before the day": r"; cần thêm ",
    "past the day": r"^Không đạt: .*hết hạn ngày",
    "lost for good": r"không thể bù lại",
    "large numbers": r"\d\.\d{3}",
    "sent and returned": r"đã gửi, bị trả lại ngày|\(báo cáo bị trả lại\)",
    "of what heads": r"chưa có \D+ để tính mức",
    "how many of how many": r"Tính trên số liệu của \d+/\d+ đơn vị",
    "what is left out": r"Chưa gồm quý",
    "one case": r"Chỉ hơn kém một",
    "estimates": r"Đây là số ước tính",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    return read_corpus(tmp_path_factory.mktemp("sentences"))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    return read_elsewhere(tmp_path_factory.mktemp("elsewhere"))


def test_every_sentence_is_as_approved(corpus: list[Said], elsewhere: list[Told]) -> None:
    """`python -m tests.sql.sentences` writes the text anew; its difference is to be read."""
    said, right = [each.line for each in (*corpus, *elsewhere)], approved()
    differing = [(now, then) for now, then in zip(said, right, strict=False) if now != then]
    assert not differing, "\n".join(f"{now}\n  approved: {then}" for now, then in differing[:10])
    assert len(said) == len(right)


def test_no_word_is_said_that_reads_badly(corpus: list[Said], elsewhere: list[Told]) -> None:
    for each in (*corpus, *elsewhere):
        sentence = each.sentence
        assert unicodedata.is_normalized("NFC", sentence)
        assert sentence[0].isupper() and sentence.endswith("."), sentence
        assert not [word for word in NEVER if word in sentence], sentence
        assert not re.search(r"(?<![\d,])\d{5}", sentence), f"not grouped: {sentence}"
        assert not re.search(r"100,0+% .* thấp hơn mức 100%", sentence), sentence


def test_every_claim_is_true_of_the_numbers_of_its_row(corpus: list[Said]) -> None:
    claims = Counter[str]()
    for each in corpus:
        if each.row.get("stance") == "inherited":
            continue
        is_final = each.situation.shortfall == "final"
        found = Claims.of(each.sentence)
        assert not broken(found, each.row, is_final), (broken(found, each.row, is_final), each.line)
        claims.update(list(found.made))
    assert min(claims[name] for name in ("gap", "value", "target", "needed", "expected", "close", "quarters")) >= 20, claims


def test_the_corpus_is_wide(corpus: list[Said], elsewhere: list[Told]) -> None:
    """Sentences that differ in numbers alone count once."""
    said = {each.sentence: re.sub(r"\d[\d.,/]*", "#", each.sentence) for each in corpus}
    assert len(set(said.values())) >= 300
    at = {edge: {words for sentence, words in said.items() if re.search(pattern, sentence)} for edge, pattern in EDGES.items()}
    assert {edge: len(words) for edge, words in at.items() if len(words) < 5} == {}
    edges = Counter([*(each.situation.edge for each in corpus), *(each.edge for each in elsewhere)])
    few = ("unit of count", "province", "change: plan", "change: file")
    assert {edge: count for edge, count in edges.items() if count < 5 and not edge.startswith(few)} == {}


def test_the_approved_text_is_a_table() -> None:
    from tests.sql.sentences.corpus import APPROVED

    with APPROVED.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADER
    was = [tuple(line[:4]) for line in approved() if line[2]]
    assert len(set(was)) == len(was)


def test_the_claims_are_found_where_they_are_false() -> None:
    """The checker sees a wrong side, a wrong gap, a wrong share, a wrong number still needed."""
    row = {
        "measure": "rate", "direction": "at_least", "status": "behind", "numerator": 75, "denominator": 100, "target": 80, "needed": 5,
        "is_close": False, "expected": None, "phasing": "linear",
    }  # fmt: skip
    right = "Chậm tiến độ: kết quả 75,0% (75/100), thấp hơn mức 80% là 5,0 điểm phần trăm; còn thiếu 5 vụ, tính trên mẫu số 100 hiện nay."
    assert not broken(Claims.of(right), row)
    for wrong in (
        right.replace("75,0%", "75,1%"), right.replace("75/100", "76/100"), right.replace("thấp hơn", "cao hơn"),
        right.replace("5,0 điểm", "5,1 điểm"), right.replace("mức 80%", "mức 81%"), right.replace("thiếu 5", "thiếu 4"),
        right + " Chỉ hơn kém một vụ là kết quả đổi chiều.",
    ):  # fmt: skip
        assert wrong != right and broken(Claims.of(wrong), row), wrong
    assert Fraction(75, 100) < Fraction(80, 100)
