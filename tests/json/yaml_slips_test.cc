#include "engine/json/read.h"
#include "tests/json/slip_table.h"

namespace remora::json {

namespace {

using namespace std::string_literals;

const std::vector<test::SlipRow> kYamlSlips = {
    {"tab in front of a name",
     "Statement:\n\tEffect: Allow\n",
     R"(f:2:1: error: a tab indents this line, indent with blanks
 2 |     Effect: Allow
   | ^^^^)"},
    {"tab behind blanks",
     "a:\n  b: 1\n\t  c: 2\n",
     R"(f:3:1: error: a tab indents this line, indent with blanks
 3 |       c: 2
   | ^^^^^^)"},
    {"blank missing behind colons",
     "Version:x\nStatement:y\n",
     R"(f:1:8: error: a blank is missing behind the colon, write Version: x
 1 | Version:x
   |        ^)"},
    {"blank missing behind a colon",
     "a: 1\nb:2\n",
     R"(f:2:2: error: a blank is missing behind the colon, write b: 2
 2 | b:2
   |  ^)"},
    {"blank missing in a list",
     "buckets:\n  - name:logs\n    region: x\n",
     R"(f:2:9: error: a blank is missing behind the colon, write name: logs
 2 |   - name:logs
   |         ^)"},
    {"blank missing behind a dash",
     "Action:\n  - a\n  -b\n",
     R"(f:3:3: error: a blank is missing behind the dash, write - b
 3 |   -b
   |   ^)"},
    {"star alone",
     "Action: *\n",
     R"(f:1:9: error: a text that begins with * needs quotes, write "*"
 1 | Action: *
   |         ^)"},
    {"star in a list",
     "Action:\n  - *\n",
     R"(f:2:5: error: a text that begins with * needs quotes, write "*"
 2 |   - *
   |     ^)"},
    {"star with a name",
     "Action: *s3\n",
     R"(f:1:9: error: *s3 stands for what &s3 names, and there is no such, write "*s3" for a text
 1 | Action: *s3
   |         ^^^)"},
    {"ampersand",
     "Sid: & b\n",
     R"(f:1:6: error: a text that begins with & needs quotes, write "& b"
 1 | Sid: & b
   |      ^^^)"},
    {"percent sign",
     "Sid: %x\n",
     R"(f:1:6: error: a text that begins with % needs quotes, write "%x"
 1 | Sid: %x
   |      ^^)"},
    {"at sign",
     "Sid: @x\n",
     R"(f:1:6: error: a text that begins with @ needs quotes, write "@x"
 1 | Sid: @x
   |      ^^)"},
    {"backtick",
     "Sid: `x`\n",
     R"(f:1:6: error: a text that begins with ` needs quotes, write "`x`"
 1 | Sid: `x`
   |      ^^^)"},
    {"exclamation mark",
     "Sid: !<x\n",
     R"(f:1:6: error: a text that begins with ! needs quotes, write "!<x"
 1 | Sid: !<x
   |      ^^^)"},
    {"greater sign",
     "Sid: > b\n",
     R"(f:1:6: error: a text that begins with > needs quotes, write "> b"
 1 | Sid: > b
   |      ^^^)"},
    {"question mark",
     "Sid: ? b\n",
     R"(f:1:6: error: a text that begins with ? needs quotes, write "? b"
 1 | Sid: ? b
   |      ^^^)"},
    {"comma",
     "Sid: ,b\n",
     R"(f:1:6: error: a text that begins with , needs quotes, write ",b"
 1 | Sid: ,b
   |      ^^)"},
    {"colon in a text",
     "title: remora: a test\n",
     R"(f:1:8: error: a text with ": " in it needs quotes, write "remora: a test"
 1 | title: remora: a test
   |        ^^^^^^^^^^^^^^)"},
    {"colon in a text with quotes",
     "title: say \"x\": y\n",
     R"(f:1:8: error: a text with ": " in it needs quotes, write 'say "x": y'
 1 | title: say "x": y
   |        ^^^^^^^^^^)"},
    {"name under a value",
     "a: 1\n  b: 2\n",
     R"(f:2:3: error: this line is indented under "a", which has a value already, write no blanks in front of it to go on with "a"
 2 |   b: 2
   |   ^^^^)"},
    {"name too far left",
     "a:\n    b: 1\n  c: 2\n",
     R"(f:3:3: error: the indentation of this line (2 blanks) fits none above it, write 4 blanks in front of it to go on with "b"
 3 |   c: 2
   |   ^^^^)"},
    {"name between dash and name",
     "buckets:\n  - name: logs\n   region: x\n",
     R"(f:3:4: error: the indentation of this line (3 blanks) fits none above it, write 4 blanks in front of it to go on with "name"
 3 |    region: x
   |    ^^^^^^^^^)"},
    {"name too far right in a list",
     "buckets:\n  - name: logs\n     region: x\n",
     R"(f:3:6: error: this line is indented under "name", which has a value already, write 4 blanks in front of it to go on with "name"
 3 |      region: x
   |      ^^^^^^^^^)"},
    {"dash too far left",
     "buckets:\n  - name: logs\n - name: b\n",
     R"(f:3:2: error: the indentation of this line (1 blank) fits none above it, write 2 blanks in front of it to go on with the list
 3 |  - name: b
   |  ^^^^^^^^^)"},
    {"single quote never closed",
     "Sid: 'x\nEffect: Allow\n",
     R"(f:1:6: error: the quote that begins here is never closed, close it behind its text
 1 | Sid: 'x
   |      ^)"},
    {"double quote never closed",
     "Sid: x\nEffect: \"Allow\n",
     R"(f:2:9: error: the quote that begins here is never closed, close it behind its text
 2 | Effect: "Allow
   |         ^)"},
    {"quote closed by the next one",
     "Sid: \"x\nEffect: \"Allow\"\n",
     R"(f:1:6: error: the quote that begins here is not closed in its line, close it behind its text
 1 | Sid: "x
   |      ^)"},
    {"apostrophe in single quotes",
     "Sid: 'it's'\n",
     R"(f:1:10: error: the text goes on behind its closing quote, write '' for a ' inside of the text
 1 | Sid: 'it's'
   |          ^^)"},
    {"text behind a quote",
     "Sid: \"x\" y\n",
     R"(f:1:10: error: the text goes on behind its closing quote, write \" for a " inside of the text
 1 | Sid: "x" y
   |          ^)"},
    {"quote open at a document's mark",
     "Sid: 'x\n---\na: 1\n",
     R"(f:1:6: error: the quote that begins here is never closed, close it behind its text
 1 | Sid: 'x
   |      ^)"},
    {"list never closed",
     "Action: [a, b\nEffect: Allow\n",
     R"(f:1:9: error: the "[" that begins here is never closed, write "]" behind its last element
 1 | Action: [a, b
   |         ^)"},
    {"list never closed at the end",
     "Action: [a, b\n",
     R"(f:1:9: error: the "[" that begins here is never closed, write "]" behind its last element
 1 | Action: [a, b
   |         ^)"},
    {"map never closed",
     "{a: 1\n",
     R"(f:1:1: error: the "{" that begins here is never closed, write "}" behind its last value
 1 | {a: 1
   | ^)"},
    {"brackets of two kinds",
     "Action: [a, b}\n",
     R"(f:1:14: error: "}" cannot close the "[", write "]"
 1 | Action: [a, b}
   |              ^
f:1:9: note: it is opened here
 1 | Action: [a, b}
   |         ^)"},
    {"bracket that closes nothing",
     "]\n",
     R"(f:1:1: error: the "]" closes nothing, take it away
 1 | ]
   | ^)"},
    {"comma missing in a map",
     "a: {b: 1 c: 2}\n",
     R"(f:1:10: error: a comma is missing in front of "c", write one
 1 | a: {b: 1 c: 2}
   |          ^)"},
    {"name that stands for nothing",
     "Action: *nothing\n",
     R"(f:1:9: error: *nothing stands for what &nothing names, and there is no such, write "*nothing" for a text
 1 | Action: *nothing
   |         ^^^^^^^^)"},
    {"two documents",
     "a: 1\n---\nb: 2\n",
     R"(f:3:1: error: a second document begins here, a file holds one; put the other in a file of its own
 3 | b: 2
   | ^^^^)"},
    {"names below a list",
     "- a\nb: 1\n",
     R"(f:2:1: error: the document ends in front of this line, a list has dashes in all of its lines; names stand in front of it, not below
 2 | b: 1
   | ^^^^)"},
    {"list among names",
     "a: 1\n- b\n",
     R"(f:2:1: error: a list stands among names, write a name for it above and indent it, or take the dash away
 2 | - b
   | ^^^)"},
    {"list behind a name",
     "Action: - b\n",
     R"(f:1:9: error: a list cannot begin behind a name in the same line, write it in the next line, or [b]
 1 | Action: - b
   |         ^^^)"},
    {"colon missing",
     "a: 1\nb\nc: 2\n",
     R"(f:2:1: error: a colon is missing behind "b", write name: value, or - in front of an element of a list
 2 | b
   | ^)"},
    {"colon missing in the last line",
     "a: 1\nb\n",
     R"(f:2:1: error: a colon is missing behind "b", write name: value, or - in front of an element of a list
 2 | b
   | ^)"},
    {"equals sign",
     "a: 1\nb = 2\n",
     R"(f:2:3: error: "=" stands where a colon belongs, write b: 2
 2 | b = 2
   |   ^)"},
    {"colon missing in front of a value",
     "bucket: logs\nregion us-east-1\n",
     R"(f:2:7: error: a colon is missing behind "region", write region: us-east-1
 2 | region us-east-1
   |       ^)"},
    {"text behind a bracket",
     "Action: [a] b\n",
     R"(f:1:13: error: the text goes on behind its closing bracket, take it away, or begin a line with it
 1 | Action: [a] b
   |             ^)"},
    {"name under a list in brackets",
     "Action: [a]\n   Effect: Allow\n",
     R"(f:2:4: error: this line is indented under "Action", which has a value already, write no blanks in front of it to go on with "Action"
 2 |    Effect: Allow
   |    ^^^^^^^^^^^^^)"},
    {"bad escape",
     "Path: \"C:\\dir\"\n",
     R"(f:1:10: error: \d is no escape of YAML, write \\d for a backslash, or single quotes around the text
 1 | Path: "C:\dir"
   |          ^^)"},
    {"half of a pair",
     "Sid: \"\\ud83d\\ude00\"\n",
     R"(f:1:7: error: \ud83d is no character of its own, write the character itself, or \U and eight digits, as in \U0001f600
 1 | Sid: "\ud83d\ude00"
   |       ^^^^^^)"},
    {"short escape",
     "Sid: \"\\xg\"\n",
     R"(f:1:7: error: \xg" wants hexadecimal digits, as in \x41 and \u00e9
 1 | Sid: "\xg"
   |       ^^^^)"},
    {"placeholder in braces",
     "bucket: {{ name }}\n",
     R"(f:1:9: error: the placeholder {{ name }} is not filled in, render the template first, or put the text in quotes
 1 | bucket: {{ name }}
   |         ^^^^^^^^^^)"},
    {"comment of JavaScript",
     "// x\na: 1\n",
     R"(f:1:1: error: a comment of YAML begins with #, write # instead
 1 | // x
   | ^^^^)"},
    {"directive",
     "%YAML 3\n---\na: 1\n",
     R"(f:1:1: error: a line that begins with % is a directive, and this one is not known, take it away
 1 | %YAML 3
   | ^^^^^^^)"},
    {"two tags",
     "a: !b !c x\n",
     R"(f:1:7: error: a value has one anchor (&) and one tag (!) at most, take the second one away
 1 | a: !b !c x
   |       ^^^^)"},
    {"Latin-1",
     "Sid: caf\xE9"
     "\n",
     R"(f:1:9: error: not valid UTF-8, save the file as UTF-8
 1 | Sid: caf\xE9
   |         ^^^^)"},
    {"NUL byte",
     "Sid: a\x00"
     "b\n"s,
     R"(f:1:7: error: a NUL byte stands in the text, is the file damaged, or no text at all?
 1 | Sid: a\x00b
   |       ^^^^)"},
    {"control character",
     "Sid: a\x04"
     "b\n",
     R"(f:1:7: error: the control character \x04 stands in the text, take it away
 1 | Sid: a\x04b
   |       ^^^^)"},
    {"UTF-16",
     "a\x00"
     ":\x00"
     " \x00"
     "1\x00"
     "\n\x00"
     ""s,
     R"(f:1:1: error: the text is UTF-16, save the file as UTF-8
 1 | a\x00:\x00 \x001\x00
   | ^^^^^)"},
    {"HTML",
     "<html>\n",
     R"(f:1:1: error: this is HTML, neither JSON nor YAML, is it an error page? fetch the file again
 1 | <html>
   | ^^^^^^)"},
    {"Terraform",
     "variable \"a\" {\n}\n",
     R"(f:1:1: error: this is Terraform (HCL), neither JSON nor YAML, write it as JSON; terraform show -json prints it
 1 | variable "a" {
   | ^^^^^^^^^^^^^^)"},
    {"empty",
     "# nothing\n",
     R"(f:1:1: error: the text is empty
 1 | # nothing
   | ^)"},
    {"name too long",
     std::string(1100, 'a') + ": 1\n",
     R"(f:1:1: error: a name of more than 1024 characters, YAML takes none that is longer
 1 | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^)"},
    {"itself",
     "a: &x [*x]\n",
     R"(f:1:8: error: this * stands for something that contains it, write it out
 1 | a: &x [*x]
   |        ^)"},
};

const test::RegisterSlips kYamlRegistered(
    "json_slips_of_yaml", kYamlSlips, [](const SourcePtr& source) { return read_yaml(source); });

}  // namespace

}  // namespace remora::json
