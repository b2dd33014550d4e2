"""Which addresses are public, however they are spelt."""

from ipaddress import ip_address

import pytest

from sources.fetch.answer import Refused
from sources.fetch.public import is_public
from sources.fetch.target import read_target

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.1.2.3
169.254.169.254 169.254.0.1 172.16.0.1 172.31.255.255 192.0.0.192 192.0.0.8 192.0.0.9 192.0.2.1
192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1
239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1
::127.0.0.1 ::ffff:0:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::1 64:ff9b::7f00:1 64:ff9b::808:808
64:ff9b:1::1 100::1 100:0:0:1::1 2001::1 2001:0:7f00:1::1 2001:10::1 2001:20::1 2001:db8::1
2002:7f00:1::1 2002:808:808::1 2620:4f:8000::1 3ffe::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254
fe80::1 fe80::1%eth0 fec0::1 fec0::abcd ff02::1 2a00:1450::5efe:7f00:1
2a00:1450::200:5efe:a00:1 4000::1 e000::1
"""
PUBLIC = """
8.8.8.8 1.1.1.1 93.184.215.14 172.15.0.1 172.32.0.1 192.0.1.1 100.128.0.1 2606:4700::1111
2a00:1450:4001:80b::200e 2001:4860:4860::8888
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_an_address_off_the_public_internet_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_an_address_on_the_public_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("spelling", ["", "localhost", "127.1", "0x7f.1", "2130706433", "1.1.1.1 "])
def test_what_is_no_canonical_address_is_not_public(spelling):
    assert not is_public(spelling)


@pytest.mark.parametrize(
    "url",
    [
        "http://0x7f.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://1.2.3/",
        "http://127.0.0.01/",
        "http://127.0.0.0x1/",
        "http://127.0.0.1.2/",
        "http://256.1.1.1/",
        "http://0/",
        "http://①②⑦.⓪.⓪.①.⑨/",
        "http://[::1/",
        "http://[::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[127.0.0.1]/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://intranet/",
        "http://a..example.org/",
        "http://example.org../",
        "http://-a.example.org/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org%00.evil.test/",
        "http://127.0.0.1%2f.example.org/",
        "http://example.org\t.evil.test/",
        "http:///path",
        "http://",
        "https://user@example.org/",
        "https://user:pass@example.org/",
        "https://@example.org/",
        "https://example.org:8443/",
        "http://example.org:443/",
        "https://example.org:80/",
        "https://example.org:0/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "example.org/article",
        "//example.org/article",
        "",
        "https://example.org/a\nb",
        "https://example.org/\x00",
        "https://example.org/\ud800",
        "https://example.org/" + "a" * 2000,
        "https://" + "a" * 64 + ".example.org/",
        "https://" + ".".join(["abcdefgh"] * 40) + "/",
    ],
)
def test_an_odd_address_is_refused_with_a_sentence(url):
    with pytest.raises(Refused, match=r"^[A-Z].*\.$"):
        read_target(url)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://①②⑦.⓪.⓪.①/", "127.0.0.1"),
        ("http://127.0.0.1./", "127.0.0.1"),
        ("http://１２７。０。０。１/", "127.0.0.1"),
        ("http://[::ffff:127.0.0.1]/", "::ffff:127.0.0.1"),
        ("http://[0:0:0:0:0:0:0:1]/", "::1"),
        ("http://169.254.169.254/", "169.254.169.254"),
    ],
)
def test_a_disguised_number_is_read_as_the_address_it_is(url, host):
    assert ip_address(read_target(url).host) == ip_address(host)
    assert not is_public(host)


@pytest.mark.parametrize(
    ("url", "requested"),
    [
        (" https://Example.ORG/a?b=c#d \n", "https://example.org/a?b=c"),
        ("https://example.org.:443", "https://example.org/"),
        ("http://example.org:80/é?q=ü", "http://example.org/%C3%A9?q=%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://مثال.example/خبر", "https://xn--mgbh0fb.example/%D8%AE%D8%A8%D8%B1"),
        ("http://8.8.8.8/x", "http://8.8.8.8/x"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
    ],
)
def test_a_plain_address_is_read_as_a_request(url, requested):
    assert read_target(url).url == requested
