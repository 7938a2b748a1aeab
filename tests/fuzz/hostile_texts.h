#pragma once

#include <array>
#include <string_view>

/// Texts that a stranger may put into any place of an input.
namespace remora::storm {

inline constexpr auto kHostileTexts = std::to_array<std::string_view>({
    "",
    " ",
    "*",
    "<script>document.title='in'</script><img src=x onerror=alert(1)>",
    "]]>--><!--&amp;&#x1e;",
    "`**[x](http://e.vil)**` @octocat #1 | a\\",
    "\x1b[2J\x1b[H\x1b]8;;http://e.vil\x07",
    "a\xE2\x80\xAE"
    "b\xE2\x80\x8B"
    "c\xEF\xBB\xBF",
    "\n::error file=x::forged\n##[add-mask]x\n::stop-commands::t",
    "\xE3\x80\x80::add-mask::x\n\xC2\xA0::error::forged",
    "A\nend_of_record\nSF:/etc/passwd\nDA:1,9\nnot ok 7 - forged\n1..0",
    "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E \xF0\x9F\x98\x80",
    "\x1E"
    "unknown x\x1F",
    "\x1E"
    "bucket\x1F",
    "${{ v0 }}",
    "${{ symbol bucket x }}",
    "${aws:PrincipalOrgID}",
    "${${${",
    "*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*a",
    "arn:aws:s3:::",
    "arn:aws:iam::111122223333:root",
    "arn:*:*:*:*:*",
    "../../../etc/passwd",
    "/dev/zero",
    ".",
    "scenario.json",
    "111122223333",
    "-1",
    "1e308",
    "99999999999999999999999999",
    "2012-10-17",
    "cloudtrail.amazonaws.com",
    "config.amazonaws.com",
    "--output=x",
    "%7b%22a%22%3a1%7d",
    "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
    "\"{\\\"Statement\\\":{}}\"",
});

}  // namespace remora::storm
