#include "engine/json/valid_json.h"

#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/build.h"

namespace remora::json {

namespace {

const std::string kText =
    R"( {"a": [1, -2.5e+3, 0.1, true, false, null, {}], "b\u00e9\ud83d\ude00": "x\n\"\\/é😀", )"
    R"("c": {"d": [[], [[1]]], "long": "\t\b\f\r"}} )";

bool is_valid(const std::string& text) {
  return read_valid_json(test::source(text)) != nullptr;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json)
BOOST_AUTO_TEST_SUITE(valid_json)

/// nlohmann's reader is the judge; keys that stand twice are none of its business, and there are
/// none here.
BOOST_AUTO_TEST_CASE(a_text_with_one_sign_changed_is_json_for_both_or_for_none) {
  constexpr std::string_view kSigns = "{}[],:\"\\0123.-+eEutn /\n\x01\x7F\x80\xC3\xFF";
  BOOST_TEST(is_valid(kText));
  std::size_t valid = 0;
  for (std::size_t i = 0; i < kText.size(); ++i) {
    std::string without = kText;
    without.erase(i, 1);
    std::vector<std::string> texts = {without, kText.substr(0, i)};
    for (const char sign : kSigns) {
      texts.push_back(kText);
      texts.back()[i] = sign;
      texts.push_back(kText);
      texts.back().insert(i, 1, sign);
    }
    for (const std::string& text : texts) {
      const bool judged = nlohmann::json::accept(text);
      valid += judged ? 1U : 0U;
      if (is_valid(text) != judged) {
        BOOST_ERROR("differs: " + text);
      }
    }
  }
  BOOST_TEST(valid > 500U);
}

BOOST_AUTO_TEST_CASE(what_is_beyond_the_limits_is_left_to_the_other_reader) {
  const auto is_read = [](const std::string& limit, const std::string& text) {
    return read_valid_json(test::source_with(text, {limit})) != nullptr;
  };
  BOOST_TEST(is_read("depth=2", "[[1]]"));
  BOOST_TEST(!is_read("depth=2", "[[[1]]]"));
  BOOST_TEST(is_read("nodes=3", "[1, 2]"));
  BOOST_TEST(!is_read("nodes=3", "[1, 2, 3]"));
  BOOST_TEST(!is_valid(R"({"a": 1, "a": 2})"));
  BOOST_TEST(!is_valid("1e999"));
  BOOST_TEST(is_valid("1e99"));
  BOOST_TEST(is_valid("\xEF\xBB\xBF{}"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::json
