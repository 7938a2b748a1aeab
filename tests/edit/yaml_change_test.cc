#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "engine/edit/change.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/table.h"
#include "tests/support/trials.h"

namespace remora::test {

namespace {

using nlohmann::ordered_json;
using remora::edit::Change;
using remora::edit::Operation;

/// The text after one change, or the error.
std::string changed(const std::string& text, const Change& change) {
  const auto json = value_of(json::read_yaml(source(text, "scenario.yaml")));
  const auto after = remora::edit::apply(json, std::vector{change});
  return after ? std::string((*after)->text()) : text_of(after.error().diagnostics);
}

/// Writes a value as YAML, now in block style, now between brackets, with comments.
class YamlWriter {
 public:
  explicit YamlWriter(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }

  ordered_json value(std::size_t depth) {  // NOLINT(misc-no-recursion)
    const std::size_t kind = below(depth == 0 ? 4 : 6);
    if (kind == 4 || kind == 5) {
      ordered_json made = kind == 4 ? ordered_json::array() : ordered_json::object();
      for (std::size_t i = below(4); i > 0; --i) {
        if (kind == 4) {
          made.push_back(value(depth - 1));
        } else {
          made[scalar_text() + std::to_string(i)] = value(depth - 1);
        }
      }
      return made;
    }
    switch (kind) {
      case 0:
        return below(100);
      case 1:
        return below(2) == 0;
      case 2:
        return nullptr;
      default:
        return scalar_text();
    }
  }

  std::string scalar_text() {
    constexpr const char* kTexts[] = {"s3:PutObject",
                                      "a b",
                                      "it's",
                                      "x # no",
                                      "",
                                      "no",
                                      "1",
                                      "{}",
                                      "- a",
                                      "\"q\"",
                                      "arn:aws:s3:::b/*",
                                      "aws:SourceArn",
                                      "z\ny",
                                      "é",
                                      "a: b",
                                      "[x]",
                                      "'",
                                      "y"};
    return kTexts[below(std::size(kTexts))];
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  std::string block(const ordered_json& value, std::size_t indent) {
    if (!value.is_structured() || value.empty() || below(4) == 0) {
      return scalar(value) + comment();
    }
    const std::string margin(indent, ' ');
    std::string text;
    for (const auto& [name, child] : value.items()) {
      text += text.empty() ? "" : note(indent) + margin;
      if (value.is_array()) {
        text += "- " + block(child, indent + 2);
        continue;
      }
      text += scalar(name) + ":";
      const bool nested = child.is_structured() && !child.empty();
      const std::size_t inner = indent + (child.is_array() && below(2) == 0 ? 0 : 2);
      text += nested && below(4) != 0 ? comment() + std::string(inner, ' ') + block(child, inner)
                                      : " " + scalar(child) + comment();
    }
    return text;
  }

 private:
  std::string scalar(const ordered_json& value) {
    const std::string text = value.dump();
    if (value.is_string() && below(2) == 0) {
      const std::string plain = value.get<std::string>();
      if (plain.find_first_of("\n'") == std::string::npos) {
        return "'" + plain + "'";
      }
    }
    if (value.is_string() &&
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:\"") ==
            std::string::npos &&
        text.size() > 5) {
      return value.get<std::string>();
    }
    return text;
  }

  std::string comment() { return below(5) == 0 ? " # it's [one\n" : "\n"; }

  std::string note(std::size_t indent) {
    return below(6) == 0 ? std::string(indent, ' ') + "# a note: \"\n" : "";
  }

  std::mt19937 random_;
};

/// The pointers of all values.
void collect(const ordered_json& value,  // NOLINT(misc-no-recursion)
             const ordered_json::json_pointer& at,
             std::vector<ordered_json::json_pointer>& found) {
  found.push_back(at);
  for (const auto& [name, child] : value.items()) {
    if (value.is_structured()) {
      collect(child,
              value.is_array() ? at / static_cast<std::size_t>(std::stoul(name)) : at / name,
              found);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(edit)
BOOST_AUTO_TEST_SUITE(yaml_change)

TEST_TABLE(everything_around_the_value_stays) {
  struct Row {
    const char* name;
    const char* text;
    Change change;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"a block",
       "# first\nd:\n  - expect: # why\n      outcome: delivered # now\n      x: 1\n    # behind\n "
       "   id: a\n",
       {Operation::Replace,
        "/d/0/expect",
        R"({"outcome": "refused", "deniedBy": {"action": "s3:PutObject"}, "objectsWritten": ["a: b"]})"},
       "# first\nd:\n  - expect: # why\n      outcome: refused\n      deniedBy:\n        action: "
       "s3:PutObject\n      objectsWritten:\n        - \"a: b\"\n    # behind\n    id: a\n"},
      {"a flow mapping",
       "d:\n  - { id: a, expect: { outcome: delivered, message: '}' }, x: y }\n",
       {Operation::Replace, "/d/0/expect", R"({"outcome": "refused"})"},
       "d:\n  - { id: a, expect: {\"outcome\": \"refused\"}, x: y }\n"},
      {"a scalar",
       "d:\n  - expect: Allowed # yes\n",
       {Operation::Replace, "/d/0/expect", R"("ImplicitlyDenied")"},
       "d:\n  - expect: ImplicitlyDenied # yes\n"},
      {"what YAML would not read as text",
       "d: a\n",
       {Operation::Replace, "/d", R"("no")"},
       "d: \"no\"\n"},
      {"no line end at the end",
       "d:\n  - expect:\n      outcome: delivered",
       {Operation::Replace, "/d/0/expect", R"({"outcome": "refused", "objectsWritten": []})"},
       "d:\n  - expect:\n      outcome: refused\n      objectsWritten: []"},
      {"a statement behind the others",
       "Statement:\n- Sid: A # one\n  Effect: Allow\n# about b\nb: 1\n",
       {Operation::Add, "/Statement/-", R"({"Sid": "B", "Action": ["kms:Decrypt"]})"},
       "Statement:\n- Sid: A # one\n  Effect: Allow\n- Sid: B\n  Action:\n  - kms:Decrypt\n# about "
       "b\nb: 1\n"},
      {"a statement before the others",
       "Statement:\n  - Sid: A\n",
       {Operation::Add, "/Statement/0", R"({"Sid": "B", "Effect": "Deny"})"},
       "Statement:\n  - Sid: B\n    Effect: Deny\n  - Sid: A\n"},
      {"an action in brackets",
       "Action: [a, b] # both\n",
       {Operation::Add, "/Action/-", R"("c")"},
       "Action: [a, b, \"c\"] # both\n"},
      {"the only action",
       "Action: s3:PutObject\nEffect: Allow\n",
       {Operation::Replace, "/Action", R"(["s3:PutObject", "s3:GetBucketAcl"])"},
       "Action: [\"s3:PutObject\", \"s3:GetBucketAcl\"]\nEffect: Allow\n"},
      {"a condition",
       "- Effect: Allow\n  Resource: >-\n    arn:aws:s3:::b\n- x\n",
       {Operation::Add,
        "/0/Condition",
        R"({"StringEquals": {"aws:SourceAccount": "111122223333"}})"},
       "- Effect: Allow\n  Resource: >-\n    arn:aws:s3:::b\n  Condition:\n    StringEquals:\n     "
       " "
       "aws:SourceAccount: \"111122223333\"\n- x\n"},
      {"an element goes",
       "a:\n  - x # its own\n  - y # of y\n  - z\n",
       {Operation::Remove, "/a/1", ""},
       "a:\n  - x # its own\n  - z\n"},
      {"the first member of an element goes",
       "- a: 1\n  b: 2\n",
       {Operation::Remove, "/0/a", ""},
       "- b: 2\n"},
      {"the only element goes",
       "a:\n  - x\nb: 1\n",
       {Operation::Remove, "/a/0", ""},
       "a:\n  []\nb: 1\n"},
      {"line ends of Windows",
       "a:\r\n  - x\r\nb: 1\r\n",
       {Operation::Add, "/a/-", R"({"y": {"z": 1}})"},
       "a:\r\n  - x\r\n  - \"y\":\r\n      z: 1\r\nb: 1\r\n"},
      {"a value that is not written",
       "a:\nb: 1\n",
       {Operation::Replace, "/a", R"({"x": "y"})"},
       "a:\n  x: \"y\"\nb: 1\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(changed(row.text, row.change) == row.expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_an_error_and_not_a_guess) {
  const std::string cannot = "this cannot be rewritten here, change it by hand";
  const std::string alias = "a: &x\n  outcome: delivered\nd:\n  - expect: *x\n";
  for (const char* pointer : {"/d/0/expect", "/a", "/a/outcome"}) {
    BOOST_TEST(
        changed(alias, {Operation::Replace, pointer, R"({"outcome": "refused"})"}).find(cannot) !=
        std::string::npos);
  }
  BOOST_TEST(changed("d: []\n", {Operation::Replace, "/d/0/expect", "1"}) ==
             "scenario.yaml:1:1: error: there is nothing at \"/d/0/expect\"\n");
}

BOOST_AUTO_TEST_CASE(the_text_says_what_the_patch_says) {
  test::Trials made("changes of YAML", 2'500);
  for (unsigned seed = 0; seed < 3000; ++seed) {
    YamlWriter make(seed);
    const ordered_json json = ordered_json::object({{"root", make.value(4)}, {"last", "x"}});
    const std::string before = make.block(json, 0);
    BOOST_TEST_CONTEXT("seed " << seed << " on\n" << before) {
      const auto read = json::read_yaml(source(before, "random.yaml"));
      BOOST_REQUIRE(read.has_value());
      BOOST_REQUIRE(ordered_json::parse(
                        json::Writer(json::Writer::Style::Compact).value((*read)->root()).take()) ==
                    json);
      std::vector<ordered_json::json_pointer> pointers;
      collect(json, ordered_json::json_pointer(), pointers);
      const auto at = pointers[1 + make.below(pointers.size() - 1)];
      ordered_json patch = ordered_json::object({{"op", "replace"}, {"path", at.to_string()}});
      Change change{Operation::Replace, at.to_string(), ""};
      if (json.at(at).is_structured() && make.below(2) == 0) {
        change.operation = Operation::Add;
        change.pointer = (json.at(at).is_array() ? at / "-" : at / "new: name").to_string();
      } else if (make.below(3) == 0) {
        change.operation = Operation::Remove;
      }
      patch["op"] = to_string(change.operation);
      patch["path"] = change.pointer;
      if (change.operation != Operation::Remove) {
        patch["value"] = make.value(2);
        change.value = patch["value"].dump();
      }
      const auto after = remora::edit::apply(*read, std::vector{change});
      if (!after) {
        // Nothing else than the forms that are not seen through.
        BOOST_TEST_MESSAGE(patch.dump());
        continue;
      }
      ++made;
      const auto now = value_of(json::read_yaml(*after));
      BOOST_REQUIRE(ordered_json::parse(
                        json::Writer(json::Writer::Style::Compact).value(now->root()).take()) ==
                    json.patch(ordered_json::array({patch})));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
