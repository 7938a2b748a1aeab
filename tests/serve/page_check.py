#!/usr/bin/env python3
"""What a browser gets from `remora serve` at `/`: page_check.py PROGRAM

With a page beside the program it is that page, with the world of the endpoint in it and leave to reach its own origin;
without one a list that says how a page is made. What the page asks for and sends is asked and sent here.
"""
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile

PAGE = """<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src 'none'">
<script type="application/json" id="world">null</script>
"""
BROWSER = {"Accept": "text/html,application/xhtml+xml"}
WORLD = {"remora": 1, "buckets": [{"name": "from-the-page", "accountId": "111122223333", "region": "eu-west-1"}],
         "deliveries": []}


class Endpoint:
    def __init__(self, program):
        self.process = subprocess.Popen([program, "serve", "--port", "0", "--print-endpoint", "-q"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.authority = self.process.stdout.readline().strip().removeprefix("http://")

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.authority, timeout=60)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, dict(answer.getheaders()), text

    def live(self, tag):
        status, _, text = self.ask("GET", f"/_remora/live?since={tag}")
        assert status == 200, text
        return json.loads(text)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=60) == 0


def world_in(page):
    return json.loads(page.split('id="world">')[1].split("</script>")[0])


def without_page(program):
    endpoint = Endpoint(program)
    status, headers, text = endpoint.ask("GET", "/", headers=BROWSER)
    assert status == 200 and headers["Content-Type"].startswith("text/html"), (status, headers)
    assert "./dev page" in text and "remora serve" in text, text
    status, _, text = endpoint.ask("GET", "/_remora/page")
    assert status == 404 and "./dev page" in text, (status, text)
    endpoint.end()


def with_page(program):
    endpoint = Endpoint(program)
    status, headers, text = endpoint.ask("GET", "/", headers=BROWSER)
    assert status == 200 and "connect-src 'self'" in text and "connect-src 'none'" not in text, text
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'", headers
    tag = world_in(text)["endpoint"]
    assert set(endpoint.live(tag)) == {"tag"}, "nothing is new, and yet it is told"
    # A client of AWS at the same path is none of a browser.
    status, headers, text = endpoint.ask("GET", "/", headers={"Authorization": "AWS4-HMAC-SHA256 Credential="
                                                             "111122223333/20261128/eu-west-1/s3/aws4_request"})
    assert "ListAllMyBucketsResult" in text, text
    # What the page pushes is the world from then on, and news for who follows.
    pushed = json.dumps(WORLD)
    origin = {"Origin": f"http://{endpoint.authority}"}
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        status, _, _ = endpoint.ask("POST", "/_remora/state", pushed, headers)
        assert status == 403, (headers, status)
    assert endpoint.live(tag)["tag"] == tag, "a stranger has changed the world"
    status, _, text = endpoint.ask("POST", "/_remora/state", "{}", origin)
    assert status == 400 and json.loads(text)["error"], text
    status, _, text = endpoint.ask("POST", "/_remora/state", pushed, origin)
    assert status == 200, text
    news = endpoint.live(tag)
    assert news["tag"] != tag and news["deliveries"] == [] and "from-the-page" in json.dumps(news["world"]), news
    # A delivery is news, also one that is refused.
    before = news["tag"]
    call = json.dumps({"DeliveryChannel": {"name": "default", "s3BucketName": "none"}})
    status, _, _ = endpoint.ask("POST", "/", call, {
        "X-Amz-Target": "StarlingDoveService.PutDeliveryChannel",
        "Authorization": "AWS4-HMAC-SHA256 Credential=111122223333/20261128/eu-west-1/config/aws4_request"})
    assert status == 400, status
    news = endpoint.live(before)
    assert [one["operation"] for one in news["deliveries"]] == ["PutDeliveryChannel"], news
    _, _, text = endpoint.ask("GET", "/", headers=BROWSER)
    assert world_in(text)["endpoint"] == news["tag"], text
    assert "from-the-page" in json.dumps(world_in(text)["files"]), text
    endpoint.end()


def main():
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "bin", "remora")
        os.mkdir(os.path.dirname(program))
        shutil.copy(sys.argv[1], program)
        without_page(program)
        share = os.path.join(folder, "share", "remora")
        os.makedirs(share)
        with open(os.path.join(share, "remora.html"), "w", encoding="utf-8") as file:
            file.write(PAGE)
        with_page(program)


main()
