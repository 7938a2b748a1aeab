#include "engine/json/read.h"
#include "tests/json/slip_table.h"

namespace remora::json {

namespace {

using namespace std::string_literals;

std::string long_line() {
  return R"({"a": ")" + std::string(300, 'x') + R"(" "b": ")" + std::string(300, 'y') + R"("})";
}

const std::vector<test::SlipRow> kJsonSlips = {
    {"trailing comma of an object",
     "{\n  \"Effect\": \"Allow\",\n}\n",
     R"(f:2:20: error: a comma stands behind the last member, take it away
 2 |   "Effect": "Allow",
   |                    ^)"},
    {"trailing comma of an array",
     "[\"s3:GetObject\",\n \"s3:PutObject\",\n]",
     R"(f:2:16: error: a comma stands behind the last element, take it away
 2 |  "s3:PutObject",
   |                ^)"},
    {"comment of two slashes",
     "{\n  // who may write\n  \"Effect\": \"Allow\"\n}",
     R"(f:2:3: error: JSON has no comments, take this one away
 2 |   // who may write
   |   ^^^^^^^^^^^^^^^^)"},
    {"comment between slash and star",
     R"({"Effect": /* or Deny */ "Allow"})",
     R"(f:1:12: error: JSON has no comments, take this one away
 1 | {"Effect": /* or Deny */ "Allow"}
   |            ^^^^^^^^^^^^^)"},
    {"comment behind a hash",
     "{\n  \"Effect\": \"Allow\" # for now\n}",
     R"(f:2:21: error: JSON has no comments, take this one away
 2 |   "Effect": "Allow" # for now
   |                     ^^^^^^^^^)"},
    {"single quotes",
     "{'Effect': 'Allow'}",
     R"(f:1:2: error: single quotes stand around a string, write "Effect"
 1 | {'Effect': 'Allow'}
   |  ^^^^^^^^)"},
    {"dictionary of Python",
     "{'Effect': 'Allow', 'Condition': None}",
     R"(f:1:2: error: single quotes stand around a string, this is Python's way to print it; json.dumps writes JSON: "Effect"
 1 | {'Effect': 'Allow', 'Condition': None}
   |  ^^^^^^^^)"},
    {"name without quotes",
     R"({Effect: "Allow"})",
     R"(f:1:2: error: the name Effect has no quotes, write "Effect"
 1 | {Effect: "Allow"}
   |  ^^^^^^)"},
    {"condition key without quotes",
     R"({"Bool": {aws:SecureTransport: "false"}})",
     R"(f:1:11: error: the name aws:SecureTransport has no quotes, write "aws:SecureTransport"
 1 | {"Bool": {aws:SecureTransport: "false"}}
   |           ^^^^^^^^^^^^^^^^^^^)"},
    {"value without quotes",
     R"({"Effect": Allow})",
     R"(f:1:12: error: the text Allow has no quotes, write "Allow"
 1 | {"Effect": Allow}
   |            ^^^^^)"},
    {"ARN without quotes",
     R"({"Resource": arn:aws:s3:::b/*, "Effect": "Allow"})",
     R"(f:1:14: error: the text arn:aws:s3:::b/* has no quotes, write "arn:aws:s3:::b/*"
 1 | {"Resource": arn:aws:s3:::b/*, "Effect": "Allow"}
   |              ^^^^^^^^^^^^^^^^)"},
    {"quotes of a word processor",
     "{“Effect”: “Allow”}",
     R"(f:1:2: error: typographic quotes stand around a string, write "Effect"
 1 | {“Effect”: “Allow”}
   |  ^^^^^^^^)"},
    {"closing quote of a word processor",
     R"({"Effect”: "Allow"})",
     R"(f:1:9: error: a typographic quote stands at the end of a string, write "Effect"
 1 | {"Effect”: "Allow"}
   |         ^)"},
    {"backticks",
     R"({"Effect": `Allow`})",
     R"(f:1:12: error: backticks stand around a string, write "Allow"
 1 | {"Effect": `Allow`}
   |            ^^^^^^^)"},
    {"missing comma between members",
     "{\n  \"Effect\": \"Allow\"\n  \"Action\": \"*\"\n}",
     R"(f:2:20: error: a comma is missing between "Allow" and "Action"
 2 |   "Effect": "Allow"
   |                    ^)"},
    {"missing comma between statements",
     R"([{"Sid": "a"} {"Sid": "b"}])",
     R"(f:1:14: error: a comma is missing between "}" and "{"
 1 | [{"Sid": "a"} {"Sid": "b"}]
   |              ^)"},
    {"missing colon",
     R"({"Effect" "Allow"})",
     R"(f:1:10: error: a colon is missing between "Effect" and "Allow"
 1 | {"Effect" "Allow"}
   |          ^)"},
    {"equals sign",
     R"({"Effect" = "Allow"})",
     R"(f:1:11: error: "=" stands where a colon belongs, write :
 1 | {"Effect" = "Allow"}
   |           ^)"},
    {"arrow",
     R"({"Effect" => "Allow"})",
     R"(f:1:11: error: "=>" stands where a colon belongs, write :
 1 | {"Effect" => "Allow"}
   |           ^^)"},
    {"colon and equals sign",
     R"({"Effect" := "Allow"})",
     R"(f:1:11: error: ":=" stands where a colon belongs, write :
 1 | {"Effect" := "Allow"}
   |           ^^)"},
    {"last bracket missing",
     "{\n  \"Statement\": [],\n  \"Version\": \"2012-10-17\"\n",
     R"(f:3:26: error: the "{" of line 1 is never closed, write "}" at the end, or is the text cut off?
 3 |   "Version": "2012-10-17"
   |                          ^
f:1:1: note: it is opened here
 1 | {
   | ^)"},
    {"cut off",
     R"({"Statement": [{"Effect": "Al")",
     R"(f:1:31: error: the text ends too early, write "}]}" at its end, or is it cut off?
 1 | {"Statement": [{"Effect": "Al"
   |                               ^
f:1:16: note: the last of 3 brackets that are still open
 1 | {"Statement": [{"Effect": "Al"
   |                ^)"},
    {"cut off behind a comma",
     R"({"Version": "2012-10-17",)",
     R"(f:1:26: error: the text ends too early, is it cut off?
 1 | {"Version": "2012-10-17",
   |                          ^
f:1:1: note: the bracket that is still open
 1 | {"Version": "2012-10-17",
   | ^)"},
    {"bracket missing further up, by indentation",
     "{\n  \"Statement\": {\n    \"Principal\": {\n      \"AWS\": \"*\"\n  },\n  \"Version\": "
     "\"2012-10-17\"\n}\n",
     R"(f:5:3: error: the "{" of line 3 is not closed before this, write "}" in front of it
 5 |   },
   |   ^
f:3:18: note: it is opened here
 3 |     "Principal": {
   |                  ^)"},
    {"bracket missing in front of a member",
     "{\n  \"Statement\": {\n    \"Principal\": {\n      \"AWS\": \"*\"\n    \"Effect\": "
     "\"Allow\"\n  }\n}\n",
     R"(f:5:5: error: the "{" of line 3 is not closed before this, write "}" in front of it
 5 |     "Effect": "Allow"
   |     ^^^^^^^^
f:3:18: note: it is opened here
 3 |     "Principal": {
   |                  ^)"},
    {"brackets of two kinds",
     R"(["s3:GetObject"})",
     R"(f:1:16: error: "}" cannot close the "[" of line 1, write "]"
 1 | ["s3:GetObject"}
   |                ^
f:1:1: note: it is opened here
 1 | ["s3:GetObject"}
   | ^)"},
    {"list closed as an object in an object",
     R"({"Action": ["s3:GetObject", "s3:PutObject"})",
     R"(f:1:43: error: "}" cannot close the "[" of line 1, write "]", or "]" in front of it
 1 | {"Action": ["s3:GetObject", "s3:PutObject"}
   |                                           ^
f:1:12: note: it is opened here
 1 | {"Action": ["s3:GetObject", "s3:PutObject"}
   |            ^)"},
    {"list not closed before its object",
     "{\n  \"Statement\": [\n    {\"Effect\": \"Allow\"}\n}\n",
     R"(f:4:1: error: the "[" of line 2 is not closed before this, write "]" in front of it
 4 | }
   | ^
f:2:16: note: it is opened here
 2 |   "Statement": [
   |                ^)"},
    {"statement not closed before its list",
     "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\"\n  ]\n}\n",
     R"(f:5:3: error: the "{" of line 3 is not closed before this, write "}" in front of it
 5 |   ]
   |   ^
f:3:5: note: it is opened here
 3 |     {
   |     ^)"},
    {"closing bracket too many",
     R"({"Statement": []}})",
     R"(f:1:18: error: one "}" too many, take it away
 1 | {"Statement": []}}
   |                  ^)"},
    {"closing bracket too many further up",
     "{\n  \"Principal\": {\n    \"AWS\": \"*\"\n    }\n  },\n  \"Effect\": \"Allow\"\n}\n",
     R"(f:4:5: error: one "}" too many, take it away
 4 |     }
   |     ^
f:5:4: note: the text goes on here, behind its last bracket
 5 |   },
   |    ^)"},
    {"beginning missing",
     R"(], "Version": "2012-10-17"})",
     R"(f:1:1: error: the text begins with a closing bracket, is its beginning missing?
 1 | ], "Version": "2012-10-17"}
   | ^)"},
    {"two documents",
     "{\"Statement\": []}\n{\"Statement\": []}\n",
     R"(f:2:1: error: a second document begins here, a file holds one; put the other in a file of its own
 2 | {"Statement": []}
   | ^)"},
    {"text behind the document",
     R"({"Statement": []} done)",
     R"(f:1:19: error: the text goes on behind the end of the document, take away what stands behind it
 1 | {"Statement": []} done
   |                   ^
f:1:17: note: the document ends here
 1 | {"Statement": []} done
   |                 ^)"},
    {"line break in a string",
     "{\"Sid\": \"one\ntwo\"}",
     R"(f:1:13: error: a line break stands in a string, write \n for it, or a quote if the string ends here
 1 | {"Sid": "one
   |             ^)"},
    {"quote missing at the end of a line",
     "{\n  \"Sid\": \"one,\n  \"Effect\": \"Allow\"\n}",
     R"(f:2:14: error: the closing quote of "one is missing, write "one"
 2 |   "Sid": "one,
   |              ^)"},
    {"string never closed",
     R"({"Sid": "one)",
     R"(f:1:9: error: the string that begins here is never closed, write " at its end, or is the text cut off?
 1 | {"Sid": "one
   |         ^)"},
    {"tab in a string",
     "{\"Sid\": \"a\tb\"}",
     R"(f:1:11: error: a tab stands in a string, write \t
 1 | {"Sid": "a    b"}
   |           ^^^^)"},
    {"closing quote of a name missing",
     R"({"Effect: "Allow"})",
     R"(f:1:9: error: the closing quote of "Effect is missing, write "Effect"
 1 | {"Effect: "Allow"}
   |         ^)"},
    {"closing quote of a value missing",
     R"({"Effect": "Allow, "Action": "*"})",
     R"(f:1:18: error: the closing quote of "Allow is missing, write "Allow"
 1 | {"Effect": "Allow, "Action": "*"}
   |                  ^)"},
    {"opening quote of a name missing",
     R"({Effect": "Allow"})",
     R"(f:1:2: error: the opening quote of Effect" is missing, write "Effect"
 1 | {Effect": "Allow"}
   |  ^)"},
    {"opening quote of a value missing",
     R"({"Effect": Allow"})",
     R"(f:1:12: error: the opening quote of Allow" is missing, write "Allow"
 1 | {"Effect": Allow"}
   |            ^)"},
    {"quotes in a string",
     R"({"Policy": "{"Version": "2012-10-17"}"})",
     R"(f:1:14: error: a quote stands inside of a string, write \" for it
 1 | {"Policy": "{"Version": "2012-10-17"}"}
   |              ^)"},
    {"text with backslashes pasted",
     R"({\"Version\": \"2012-10-17\"})",
     R"(f:1:2: error: the text is escaped as inside of a string, write it without the backslashes
 1 | {\"Version\": \"2012-10-17\"}
   |  ^^)"},
    {"bad escape",
     R"({"Path": "C:\dir"})",
     R"(f:1:13: error: \d is no escape of JSON, write \\d for a backslash, or take it away
 1 | {"Path": "C:\dir"}
   |             ^^)"},
    {"escaped single quote",
     R"({"Sid": "it\'s"})",
     R"(f:1:12: error: \' is no escape of JSON, write ' alone
 1 | {"Sid": "it\'s"}
   |            ^^)"},
    {"short escape",
     R"({"Sid": "\u12"})",
     R"(f:1:10: error: \u wants four hexadecimal digits, write \u00e9 for é
 1 | {"Sid": "\u12"}
   |          ^^^^)"},
    {"half of a surrogate pair",
     R"({"Sid": "\ud83d"})",
     R"(f:1:10: error: \ud83d is one half of a pair of surrogates, write both halves, as in \ud83d\ude00, or the character itself
 1 | {"Sid": "\ud83d"}
   |          ^^^^^^)"},
    {"True",
     R"({"Bool": True})",
     R"(f:1:10: error: JSON has no True, write true
 1 | {"Bool": True}
   |          ^^^^)"},
    {"None",
     R"({"Condition": None})",
     R"(f:1:15: error: JSON has no None, write null
 1 | {"Condition": None}
   |               ^^^^)"},
    {"undefined",
     R"({"Condition": undefined})",
     R"(f:1:15: error: JSON has no undefined, write null
 1 | {"Condition": undefined}
   |               ^^^^^^^^^)"},
    {"NaN",
     R"({"n": NaN})",
     R"(f:1:7: error: JSON has no NaN, write a number, or null
 1 | {"n": NaN}
   |       ^^^)"},
    {"Infinity",
     R"({"n": -Infinity})",
     R"(f:1:7: error: JSON has no infinity, write a number, or null
 1 | {"n": -Infinity}
   |       ^^^^^^^^^)"},
    {"misspelt literal",
     R"({"Bool": flase})",
     R"(f:1:10: error: there is no value flase, did you mean "false"?
 1 | {"Bool": flase}
   |          ^^^^^)"},
    {"account ID without quotes",
     R"({"accountId": 012345678901})",
     R"(f:1:15: error: a number must not begin with 0, write "012345678901" for an account ID
 1 | {"accountId": 012345678901}
   |               ^^^^^^^^^^^^)"},
    {"leading zero",
     R"({"n": 007})",
     R"(f:1:7: error: a number must not begin with 0, write 7, or quotes around a text
 1 | {"n": 007}
   |       ^^^)"},
    {"plus sign",
     R"({"n": +1})",
     R"(f:1:7: error: a number has no plus sign in JSON, write 1
 1 | {"n": +1}
   |       ^^)"},
    {"leading point",
     R"({"n": .5})",
     R"(f:1:7: error: a number must not begin with a point, write 0.5
 1 | {"n": .5}
   |       ^^)"},
    {"point at the end",
     R"({"n": 1.})",
     R"(f:1:7: error: no digit stands behind the point, write 1.0
 1 | {"n": 1.}
   |       ^^)"},
    {"hexadecimal number",
     R"({"n": 0x1F})",
     R"(f:1:7: error: JSON has no hexadecimal numbers, write the number in decimal
 1 | {"n": 0x1F}
   |       ^^^^)"},
    {"underline in a number",
     R"({"n": 1_000})",
     R"(f:1:7: error: a number has no _ in JSON, write 1000
 1 | {"n": 1_000}
   |       ^^^^^)"},
    {"date without quotes",
     R"({"Version": 2012-10-17})",
     R"(f:1:13: error: the text 2012-10-17 has no quotes, write "2012-10-17"
 1 | {"Version": 2012-10-17}
   |             ^^^^^^^^^^)"},
    {"address without quotes",
     R"(["10.0.0.0/8", 192.0.2.0/24])",
     R"(f:1:16: error: the text 192.0.2.0/24 has no quotes, write "192.0.2.0/24"
 1 | ["10.0.0.0/8", 192.0.2.0/24]
   |                ^^^^^^^^^^^^)"},
    {"number too large",
     R"({"n": 1e999})",
     R"(f:1:7: error: the number 1e999 is too large, write it in quotes if it is a text
 1 | {"n": 1e999}
   |       ^^^^^)"},
    {"empty", "", R"(f:1:1: error: the text is empty, is it cut off?)"},
    {"blanks", " \n", R"(f:2:1: error: the text is empty, is it cut off?)"},
    {"UTF-16",
     "{\x00"
     "\"\x00"
     "a\x00"
     "\"\x00"
     ":\x00"
     " \x00"
     "1\x00"
     "}\x00"
     ""s,
     R"(f:1:1: error: the text is UTF-16, save the file as UTF-8
 1 | {\x00"\x00a\x00"\x00:\x00 \x001\x00}\x00
   | ^^^^^)"},
    {"UTF-16 with its mark",
     "\xFE"
     "\xFF"
     "\x00"
     "{\x00"
     "}"s,
     R"(f:1:1: error: the text is UTF-16, save the file as UTF-8
 1 | \xFE\xFF\x00{\x00}
   | ^^^^^^^^)"},
    {"Latin-1",
     "{\"Sid\": \"caf\xE9"
     "\"}",
     R"(f:1:13: error: not valid UTF-8, save the file as UTF-8
 1 | {"Sid": "caf\xE9"}
   |             ^^^^)"},
    {"HTML",
     "<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
     R"(f:1:1: error: this is HTML, neither JSON nor YAML, is it an error page? fetch the file again
 1 | <!DOCTYPE html>
   | ^^^^^^^^^^^^^^^)"},
    {"XML",
     "<?xml version=\"1.0\"?>\n<Error/>\n",
     R"(f:1:1: error: this is XML, neither JSON nor YAML, is it an error page? fetch the file again
 1 | <?xml version="1.0"?>
   | ^^^^^^^^^^^^^^^^^^^^^)"},
    {"error of the AWS CLI",
     "\nAn error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: x\n",
     R"(f:2:1: error: this is an error that AWS answered, not what was asked for, `remora diagnose` reads those
 2 | An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: x
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^)"},
    {"ellipsis",
     R"({"Effect": "Allow", ...})",
     R"(f:1:21: error: ... stands for something that was left out, write what belongs there, or take it away
 1 | {"Effect": "Allow", ...}
   |                     ^^^)"},
    {"placeholder in angle brackets",
     R"({"Resource": <your bucket>})",
     R"(f:1:14: error: the placeholder <your bucket> is not filled in, write its value, a text in double quotes
 1 | {"Resource": <your bucket>}
   |              ^^^^^^^^^^^^^)"},
    {"placeholder of a shell",
     R"({"Resource": ${BUCKET}})",
     R"(f:1:14: error: the placeholder ${BUCKET} is not filled in, write its value, a text in double quotes
 1 | {"Resource": ${BUCKET}}
   |              ^^^^^^^^^)"},
    {"placeholder in braces",
     "{{ policy }}",
     R"(f:1:1: error: "{{" stands in the text, if it begins a placeholder of a template, render that first
 1 | {{ policy }}
   | ^^)"},
    {"Terraform",
     "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"b\"\n}\n",
     R"(f:1:1: error: this is Terraform (HCL), neither JSON nor YAML, write it as JSON; terraform show -json prints it
 1 | resource "aws_s3_bucket" "b" {
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^)"},
    {"object of Terraform",
     "{\n  Version = \"2012-10-17\"\n}\n",
     R"(f:2:3: error: Version = ... is Terraform's way (HCL), not JSON, write "Version": ..., or let jsonencode or terraform show print it
 2 |   Version = "2012-10-17"
   |   ^^^^^^^^^)"},
    {"YAML",
     "Version: \"2012-10-17\"\nStatement: []\n",
     R"(f:1:1: error: this looks like YAML, and JSON is wanted here, write it as JSON, which begins with { or [
 1 | Version: "2012-10-17"
   | ^^^^^^^^^^^^^^^^^^^^^)"},
    {"tag of CloudFormation",
     R"({"Resource": !GetAtt Bucket.Arn})",
     R"(f:1:14: error: !GetAtt is YAML of CloudFormation, not JSON, write it as an object, such as {"Ref": "Name"}
 1 | {"Resource": !GetAtt Bucket.Arn}
   |              ^^^^^^^)"},
    {"JavaScript",
     "const policy = {\"Version\": \"2012-10-17\"};\n",
     R"(f:1:1: error: this is JavaScript, not JSON, write the value alone, as JSON.stringify prints it
 1 | const policy = {"Version": "2012-10-17"};
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^)"},
    {"semicolon at the end",
     "{\"Version\": \"2012-10-17\"};\n",
     R"(f:1:26: error: a semicolon stands behind the document, take it away
 1 | {"Version": "2012-10-17"};
   |                          ^)"},
    {"fence of Markdown",
     "```json\n{}\n```\n",
     R"(f:1:1: error: a fence of Markdown (```) stands around the text, take its two lines away
 1 | ```json
   | ^^^^^^^)"},
    {"conflict of a merge",
     "{\n<<<<<<< HEAD\n  \"Sid\": \"a\"\n}\n",
     R"(f:2:1: error: a conflict of a merge stands in the text, resolve it
 2 | <<<<<<< HEAD
   | ^^^^^^^^^^^^)"},
    {"same name twice",
     "{\"Effect\": \"Allow\",\n \"Effect\": \"Deny\"}",
     R"(f:2:2: error: "Effect" stands twice in this object, the first one is in line 1; keep one of them
 2 |  "Effect": "Deny"}
   |  ^^^^^^^^)"},
    {"no-break space",
     "{\"Effect\":\xC2"
     "\xA0"
     "\"Allow\"}",
     R"(f:1:11: error: an invisible character (U+00A0) stands here, write an ordinary blank
 1 | {"Effect":\u00A0"Allow"}
   |           ^^^^^^)"},
    {"full-width colon",
     R"({"Effect"："Allow"})",
     R"(f:1:10: error: a full-width ： (U+FF1A) stands here, write :
 1 | {"Effect"："Allow"}
   |          ^^)"},
    {"NUL byte",
     "{\"Sid\":\x00"
     " \"a\"}"s,
     R"(f:1:8: error: a NUL byte stands in the text, is the file damaged, or no text at all?
 1 | {"Sid":\x00 "a"}
   |        ^^^^)"},
    {"NUL byte behind the document",
     "{}\x00"
     "{}"s,
     R"(f:1:3: error: a NUL byte stands in the text, is the file damaged, or no text at all?
 1 | {}\x00{}
   |   ^^^^)"},
    {"joined strings",
     R"({"Resource": "arn:aws:s3:::" + "b"})",
     R"(f:1:25: error: the closing quote of "arn:aws:s3 is missing, write "arn:aws:s3"
 1 | {"Resource": "arn:aws:s3:::" + "b"}
   |                         ^)"},
    {"list in braces",
     R"({"Action": {"s3:GetObject", "s3:PutObject"}})",
     R"(f:1:13: error: "s3:GetObject" has no value, write one behind a colon, or a list in [ and ]
 1 | {"Action": {"s3:GetObject", "s3:PutObject"}}
   |             ^^^^^^^^^^^^^^)"},
    {"names in a list",
     R"(["Effect": "Allow"])",
     R"(f:1:2: error: a list has no names such as "Effect", write { and } around names and their values
 1 | ["Effect": "Allow"]
   |  ^^^^^^^^^)"},
    {"two colons",
     R"({"Effect":: "Allow"})",
     R"(f:1:11: error: two colons follow each other, take one away
 1 | {"Effect":: "Allow"}
   |           ^)"},
    {"two commas",
     R"(["a",, "b"])",
     R"(f:1:6: error: two commas follow each other, take one away
 1 | ["a",, "b"]
   |      ^)"},
    {"no value",
     R"({"Effect": })",
     R"(f:1:11: error: "Effect" has no value, write one here
 1 | {"Effect": }
   |           ^)"},
    {"name alone",
     R"({"Effect"})",
     R"(f:1:2: error: "Effect" has no value, write one behind a colon
 1 | {"Effect"}
   |  ^^^^^^^^)"},
    {"comma in front",
     R"([, "a"])",
     R"(f:1:2: error: a comma stands in front of the first element, take it away
 1 | [, "a"]
   |  ^)"},
    {"object without a name",
     R"({"Effect": "Allow", {"AWS": "*"}})",
     R"(f:1:21: error: a name is missing in front of "{", an object holds names with values; a list stands in [ and ]
 1 | {"Effect": "Allow", {"AWS": "*"}}
   |                     ^)"},
    {"round brackets",
     R"({"Action": ("a", "b")})",
     R"(f:1:12: error: round brackets have no meaning in JSON, a list stands in [ and ]
 1 | {"Action": ("a", "b")}
   |            ^)"},
    {"member without an object",
     R"("Effect": "Allow")",
     R"(f:1:1: error: "Effect" is a member without an object around it, write { and } around the whole text
 1 | "Effect": "Allow"
   | ^^^^^^^^)"},
    {"stray character",
     R"({"Effect": %})",
     R"(f:1:12: error: "%" does not belong here, a value belongs here
 1 | {"Effect": %}
   |            ^)"},
    {"long line",
     long_line(),
     R"(f:1:309: error: a comma is missing between "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx... and "b"
 1 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" "b": "yyyyyyyyyyyyyyyyyyyy...
   |                                                             ^)"},
    {"wide characters",
     R"({"名前": "値" "b": 1})",
     R"(f:1:11: error: a comma is missing between "値" and "b"
 1 | {"名前": "値" "b": 1}
   |              ^)"},
    {"tabs in front",
     "{\n\t\t\"a\": 1\n\t\t\"b\": 2}",
     R"(f:2:9: error: a comma is missing between 1 and "b"
 2 |         "a": 1
   |               ^)"},
};

const test::RegisterSlips kJsonRegistered("json_slips", kJsonSlips, [](const SourcePtr& source) {
  return read_json(source);
});

}  // namespace

}  // namespace remora::json
