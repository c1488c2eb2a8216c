"""A digest reaches those who were configured, once, whatever breaks meanwhile; nobody else gets anything, and no secret is told."""

import datetime
import shutil
import ssl
from pathlib import Path

import pytest
import trustme

from briefing.reach import sending
from briefing.reach.notifying import notify, preview
from briefing.reach.settings import CHANNELS, PASSWORD
from common.paths import DataDir
from common.settings import SettingsError
from etl.ledger import journal
from etl.ledger.notices import Notice
from tests.briefing.reach import Channel, Postman, by_mail, configure, free_port, serving
from tests.etl.small_world import small_world
from tests.world import World

pytestmark = pytest.mark.slow

#: After the first quarter's reports were due; of three offices two have not reported.
NOW = datetime.datetime(2022, 3, 20, 8)
ANNA, BINH = "an@vks.example", "binh@vks.example"
CORRECTED = "unit_code,year,quarter,data_element_code,value\nA,2022,1,n,1\nA,2022,1,d,10\nA,2022,1,k,1\n"
ODD = 'B <b>&"Bcc: x@y'


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = small_world(tmp_path_factory.mktemp("reach") / "data", "a.csv")
    next(row for row in world.lists["units"] if row["unit_code"] == "B")["short_name"] = ODD
    return world.publish()


@pytest.fixture
def data(loaded: World, tmp_path: Path) -> DataDir:
    shutil.copytree(loaded.root, tmp_path / "data")
    return DataDir(tmp_path / "data")


@pytest.fixture
def said() -> list[str]:
    return []


def notices(data: DataDir) -> list[Notice]:
    return journal.read(data.ledger / journal.NOTIFIED, Notice)


def events(data: DataDir, to: str) -> list[str]:
    return [each.event for each in notices(data) if each.to == to]


# ---- delivered


def test_a_letter_says_what_is_overdue_and_of_which_publication(data: DataDir, said: list[str]) -> None:
    postman, port = Postman(), free_port()
    configure(data, notify=by_mail(port, ANNA, BINH))
    with serving(postman, port):
        assert notify(data, NOW, said.append)
        assert notify(data, NOW + datetime.timedelta(days=1), said.append)
    assert [to for to, _ in postman.letters] == [ANNA, BINH], "each once, and nothing the next day: nothing is new"
    letter = postman.letters[0][1]
    assert letter["Subject"] == "Chỉ Tiêu 20/03/2022: 2 báo cáo quá hạn" and letter["To"] == ANNA
    text, page = (part.get_content() for part in letter.iter_parts())
    for words in ("C: báo cáo quý I/2022, hạn 10/03/2022: thiếu.", "Theo bản công bố "):
        assert words in text and words in page
    assert ODD in text and "B &lt;b&gt;&amp;&quot;" in page and "<b>" not in page
    assert letter["Message-ID"] != postman.letters[1][1]["Message-ID"]
    assert f"Đã gửi bản tin số 1 tới {BINH}." in said and said[-1] == "Không có gì mới phải báo."


@pytest.mark.long
def test_a_status_that_turned_is_told_in_the_words_of_the_pages(data: DataDir, said: list[str]) -> None:
    postman, port = Postman(), free_port()
    configure(data, notify=by_mail(port, ANNA))
    world = World(data.root)
    with serving(postman, port):
        notify(data, NOW, said.append)
        (data.inbox / "again.csv").write_text(CORRECTED, encoding="utf-8")
        assert world.run("load").code == 0
        notify(data, NOW + datetime.timedelta(days=1), said.append)
    assert len(postman.letters) == 2 and "1 đánh giá đổi" in postman.letters[1][1]["Subject"]
    text = next(part.get_content() for part in postman.letters[1][1].iter_parts())
    told = world.rows("log.change", kind="status", event="worse")
    assert told and all(row["message"] in text for row in told) and "báo cáo quá hạn" not in text.lower()


# ---- nothing is sent that nobody asked for


@pytest.mark.parametrize("settings", [{}, {"entry": True}, {"notify": {}}, {"notify": {"hour": 6}}])
def test_without_settings_nothing_is_sent_or_written(data: DataDir, said: list[str], settings: dict[str, object]) -> None:
    if settings:
        configure(data, **settings)
    assert notify(data, NOW, said.append)
    assert said == ["Chưa cấu hình nơi nhận tin (“notify” trong settings.yml): không gửi gì."]
    assert not (data.ledger / journal.NOTIFIED).exists()


def test_where_nothing_turned_and_nothing_is_due_nothing_is_sent(data: DataDir, said: list[str]) -> None:
    postman, port = Postman(), free_port()
    configure(data, notify=by_mail(port, ANNA))
    with serving(postman, port):
        assert notify(data, datetime.datetime(2022, 3, 10, 23), said.append), "on the last day itself nobody is late"
    assert not postman.letters and not notices(data) and said == ["Không có gì mới phải báo."]


def test_a_preview_writes_nothing(data: DataDir) -> None:
    found = preview(data, NOW)
    assert found and "2 báo cáo quá hạn" in found.subject and not notices(data)


# ---- what fails is said, kept and tried again


def test_a_refused_recipient_is_said_and_tried_again_and_the_others_are_not(data: DataDir, said: list[str]) -> None:
    postman, port = Postman(), free_port()
    postman.refuses = {ANNA}
    configure(data, notify=by_mail(port, ANNA, BINH))
    with serving(postman, port):
        assert not notify(data, NOW, said.append)
        assert [to for to, _ in postman.letters] == [BINH]
        assert f"không nhận địa chỉ {ANNA}: 550" in said[0] and "lần chạy sau gửi tiếp" in said[0]
        assert not notify(data, NOW, said.append)
        assert events(data, ANNA) == ["failed"], "the same failure is written once"
        postman.refuses = set()
        assert notify(data, NOW, said.append)
    assert [to for to, _ in postman.letters] == [BINH, ANNA] and events(data, ANNA) == ["failed", "tried", "sent"]


def test_a_server_that_is_down_gets_the_same_letter_when_it_is_up(data: DataDir, said: list[str]) -> None:
    postman, port = Postman(), free_port()
    configure(data, notify=by_mail(port, ANNA, BINH))
    assert not notify(data, NOW, said.append)
    assert len(said) == 2 and "máy ấy không mở cổng ấy" in said[0] and "Kiểm tra mạng" in said[0]
    with serving(postman, port):
        assert notify(data, NOW + datetime.timedelta(days=2), said.append)
    assert {to for to, _ in postman.letters} == {ANNA, BINH} and "20/03/2022" in postman.letters[0][1]["Subject"]


def test_a_letter_that_the_server_turns_down_is_tried_again(data: DataDir, said: list[str]) -> None:
    postman, port = Postman(), free_port()
    postman.answer = "452 no room"
    configure(data, notify=by_mail(port, ANNA))
    with serving(postman, port):
        assert not notify(data, NOW, said.append) and not notify(data, NOW, said.append)
        postman.answer = "250 OK"
        assert notify(data, NOW, said.append)
    assert len(postman.letters) == 1 and events(data, ANNA) == ["tried", "failed", "tried", "failed", "tried", "sent"]


def test_what_may_have_been_sent_is_never_sent_again(data: DataDir, said: list[str]) -> None:
    postman, port = Postman(), free_port()
    postman.answer = "hang up"
    configure(data, notify=by_mail(port, ANNA))
    with serving(postman, port):
        assert not notify(data, NOW, said.append)
        postman.answer = "250 OK"
        assert notify(data, NOW, said.append)
    assert not postman.letters and events(data, ANNA) == ["tried", "unsure"] and "Không rõ bản tin số 1" in said[0]


def test_a_run_that_died_while_sending_is_not_repeated(data: DataDir, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    postman, port = Postman(), free_port()
    configure(data, notify=by_mail(port, ANNA))

    def dies(self: object, letter: bytes) -> None:
        raise KeyboardInterrupt

    with serving(postman, port):
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(sending.smtplib.SMTP, "data", dies)
            notify(data, NOW, said.append)
        assert events(data, ANNA) == ["tried"]
        assert not notify(data, NOW, said.append)
        assert notify(data, NOW, said.append)
    assert not postman.letters and events(data, ANNA) == ["tried", "unsure"]


# ---- secrets


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secured(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_starttls_and_a_password_from_the_environment(
    data: DataDir, said: list[str], authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postman, port = Postman(), free_port()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    known = {"security": "starttls", "user": "chitieu"}
    with serving(postman, port, secured(authority), "secret-1"):
        configure(data, notify=by_mail(port, ANNA, **known))
        with pytest.raises(SettingsError, match=PASSWORD):
            notify(data, NOW, said.append)
        monkeypatch.setenv(PASSWORD, "wrong-1")
        assert not notify(data, NOW, said.append)
        assert "chứng thư của máy chủ không tin được" in said[-1]
        configure(data, notify=by_mail(port, ANNA, ca_file=str(tmp_path / "ca.pem"), **known))
        assert not notify(data, NOW, said.append)
        assert "không nhận tên đăng nhập hay mật khẩu (mã 535)" in said[-1]
        monkeypatch.setenv(PASSWORD, "secret-1")
        assert notify(data, NOW, said.append)
    assert [to for to, _ in postman.letters] == [ANNA]
    written = "".join(said) + (data.ledger / journal.NOTIFIED).read_text(encoding="utf-8")
    assert "secret-1" not in written and "wrong-1" not in written


def test_no_password_goes_over_an_open_line(data: DataDir) -> None:
    configure(data, notify={"email": by_mail(25, ANNA)["email"] | {"server": "mail.example", "user": "x", "password": "secret-2"}})
    with pytest.raises(SettingsError) as refused:
        notify(data, NOW, lambda sentence: None)
    assert "không mã hoá" in str(refused.value) and "secret-2" not in str(refused.value)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("notify: {email: {password: bí-mật-3", "dòng"),
        ("notify:\n  email: {server: a, sender: b@c, to: [d@e], pasword: bí-mật-3}", "pasword"),
        ("notify:\n  email: {server: a, sender: b@c, to: bí-mật-3}", "to"),
        ("notify:\n  email: {server: a, sender: b@c, to: ['d@e\\nBcc: f@g']}", "không phải địa chỉ thư"),
        ("notify:\n  email: {server: a, sender: b@c, to: ['d@e'], port: 700000}", "cổng"),
        ("notify:\n  email: {server: a, sender: b@c, to: ['d@e'], user: x, password: bí-mật-3}", "chữ không dấu"),
        ("notify: {hour: 30}", "từ 0 đến 23"),
    ],
)
def test_wrong_settings_are_said_without_what_is_secret(data: DataDir, lines: str, expected: str) -> None:
    (data.root / "settings.yml").write_text(lines, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        notify(data, NOW, lambda sentence: None)
    assert expected in str(refused.value) and "bí-mật-3" not in str(refused.value)


def test_a_subject_is_one_line() -> None:
    configured = sending.Email("a", "b@c.d", ["e@f.g"])
    letter = sending.message(configured, "e@f.g", "1", "Tin\r\nBcc: x@y.z\x00\u2028!", "text", "<p>")
    assert letter["Subject"] == "Tin Bcc: x@y.z !" and letter["Bcc"] is None and b"\nBcc" not in letter.as_bytes()


# ---- channels


def test_a_channel_gets_it_once_and_its_address_is_not_told(
    data: DataDir, said: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    channel = Channel()
    configure(data, notify={"channels": [f"json://bimat4:x@127.0.0.1:{channel.port}/"]})
    monkeypatch.setenv(CHANNELS, "khongco://bimat5")
    with channel.open():
        channel.code = 500
        assert not notify(data, NOW, said.append)
        channel.code = 200
        assert not notify(data, NOW, said.append) and not notify(data, NOW, said.append)
    assert [each["title"] for each in channel.posted] == ["Chỉ Tiêu 20/03/2022: 2 báo cáo quá hạn"]
    assert "C: báo cáo quý I/2022" in channel.posted[0]["message"]
    assert "không nhận tin" in said[0] and "Không hiểu địa chỉ của kênh khongco-" in said[1]
    written = "".join(said) + (data.ledger / journal.NOTIFIED).read_text(encoding="utf-8") + "".join(capfd.readouterr())
    assert "bimat" not in written
