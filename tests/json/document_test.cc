#include "engine/json/document.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"

namespace remora::json {

BOOST_AUTO_TEST_SUITE(json)
BOOST_AUTO_TEST_SUITE(document)

BOOST_AUTO_TEST_CASE(only_arrays_have_elements_and_only_objects_have_members) {
  const DocumentPtr document = test::document(R"([{"a": 1}, [2, 3], "x", 4, null])");
  const auto elements = document->root().elements();
  BOOST_REQUIRE(elements.size() == 5U);
  BOOST_TEST(elements[0].members().size() == 1U);
  BOOST_TEST(elements[0].elements().empty());
  BOOST_TEST(elements[1].elements().size() == 2U);
  BOOST_TEST(elements[1].members().empty());
  for (std::size_t i = 2; i < 5; ++i) {
    BOOST_TEST(elements[i].elements().empty());
    BOOST_TEST(elements[i].members().empty());
    BOOST_TEST(!elements[i].find("a").has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_member_is_found_behind_nested_ones) {
  const DocumentPtr document =
      test::document(R"({"a": {"x": [1, {"y": 2}], "b": 0}, "b": [[]], "c": "last"})");
  BOOST_TEST(document->root().find("b")->is_array());
  BOOST_TEST(document->root().find("c")->text() == "last");
  BOOST_TEST(!document->root().find("x").has_value());
  BOOST_TEST(document->root().find("a")->find("b")->text() == "0");
}

BOOST_AUTO_TEST_CASE(a_repeated_subtree_is_a_whole_one) {
  DocumentBuilder builder(test::source("[[1, [2]], copy]"), /*yaml=*/true);
  builder.open(Kind::Array, {0, 1});
  const std::size_t inner = builder.size();
  builder.open(Kind::Array, {1, 2});
  builder.scalar(Kind::Number, {2, 3}, "1");
  builder.open(Kind::Array, {5, 6});
  builder.scalar(Kind::Number, {6, 7}, "2");
  builder.close(8);
  builder.close(9);
  builder.repeat(inner);
  builder.scalar(Kind::Number, {11, 12}, "3");
  builder.close(16);
  const DocumentPtr document = builder.finish();
  const auto elements = document->root().elements();
  BOOST_REQUIRE(elements.size() == 3U);
  BOOST_TEST(elements[1].elements()[1].elements()[0].text() == "2");
  BOOST_TEST(elements[2].text() == "3");
}

BOOST_AUTO_TEST_CASE(a_document_of_several_texts_knows_where_each_value_stood) {
  const SourcePtr first = test::source("[here, ]", "first.yaml");
  const SourcePtr other = test::source("\n\"there\"", "other.yaml");
  DocumentBuilder builder(first, /*yaml=*/true);
  builder.open(Kind::Array, {0, 1});
  builder.string({1, 5}, "here");
  builder.stand_in(other);
  builder.string({1, 8}, "there");
  builder.string({1, 8}, "not there");
  builder.stand_in(first);
  builder.string({1, 5}, "here");
  builder.close(8);
  const DocumentPtr document = builder.finish();
  const auto elements = document->root().elements();
  BOOST_REQUIRE(elements.size() == 4U);
  BOOST_TEST(to_string(elements[0].place()) == "first.yaml:1:2");
  BOOST_TEST(to_string(elements[1].place()) == "other.yaml:2:1");
  BOOST_TEST(to_string(elements[3].place()) == "first.yaml:1:2");
  BOOST_TEST((elements[1].text().data() == other->text().data() + 2));
  BOOST_TEST(elements[2].text() == "not there");
  BOOST_TEST((document->source() == first));
}

BOOST_AUTO_TEST_CASE(a_value_contains_itself_and_what_is_in_it) {
  const DocumentPtr document = test::document(R"({"a": [1, 2], "b": 3})");
  const Value root = document->root();
  const Value a = *root.find("a");
  const Value b = *root.find("b");
  BOOST_TEST(root.contains(b));
  BOOST_TEST(a.contains(a));
  BOOST_TEST(a.contains(a.elements()[1]));
  BOOST_TEST(!a.contains(b));
  BOOST_TEST(!a.contains(root));
}

BOOST_AUTO_TEST_CASE(kinds_have_names_with_articles) {
  BOOST_TEST(with_article(Kind::Array) == "an array");
  BOOST_TEST(with_article(Kind::Object) == "an object");
  BOOST_TEST(with_article(Kind::String) == "a string");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::json
