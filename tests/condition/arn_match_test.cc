#include "engine/condition/arn_match.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(condition)
BOOST_AUTO_TEST_SUITE(arn_match)

// Capture of AWS, condition_values: fewer than six parts are no ARN, also the empty text.
BOOST_AUTO_TEST_CASE(six_parts_make_an_arn) {
  BOOST_TEST(split_arn("arn:aws:s3:::b").has_value());
  BOOST_TEST(split_arn(":::::").has_value());
  BOOST_TEST(split_arn("a:b:c:d:e:f:g").has_value());
  BOOST_TEST(!split_arn("").has_value());
  BOOST_TEST(!split_arn("arn:aws:s3").has_value());
  BOOST_TEST(!split_arn("arn:aws:s3::b").has_value());
}

TEST_TABLE(parts_are_compared_one_by_one) {
  RequestContext context = test::context({{"account", "111122223333"},
                                          {"two-parts", "us-east-1:111122223333"},
                                          {"star", "*"},
                                          {"whole", "arn:aws:sns:us-east-1:111122223333:t"},
                                          {"text", "no ARN"}});
  context.set_unknown("unknown", "nobody looked");

  struct Row {
    const char* name;
    const char* pattern;
    const char* value;
    ArnMatch match;
  };

  const char* const topic = "arn:aws:sns:us-east-1:111122223333:t";
  const Row rows[] = {
      {"equal", topic, topic, ArnMatch::Yes},
      {"other case", "arn:aws:SNS:us-east-1:111122223333:t", topic, ArnMatch::No},
      {"star for a part", "arn:aws:sns:*:111122223333:t", topic, ArnMatch::Yes},
      {"star for an empty part", "arn:aws:s3:*:*:b", "arn:aws:s3:::b", ArnMatch::Yes},
      // Trap 14: ArnLike does not cross colons.
      {"star does not cross a colon", "arn:aws:sns:*:t:x", topic, ArnMatch::No},
      {"star at the end is the sixth part", "arn:*:*:*:*:*", topic, ArnMatch::Yes},
      {"question mark", "arn:aws:sns:us-east-?:111122223333:t", topic, ArnMatch::Yes},
      // Trap 15: the sixth component keeps its colons.
      {"colons of the sixth part",
       "arn:aws:logs:*:*:log-group:*:x",
       "arn:aws:logs:r:a:log-group:g:s:x",
       ArnMatch::Yes},
      {"sixth part is anchored",
       "arn:aws:logs:*:*:log-group:g",
       "arn:aws:logs:r:a:log-group:g:x",
       ArnMatch::No},
      {"star alone is no ARN", "*", topic, ArnMatch::NotAnArn},
      {"five parts are no ARN", "arn:aws:sns:us-east-1:*", topic, ArnMatch::NotAnArn},
      {"empty is no ARN", "", topic, ArnMatch::NotAnArn},
      {"variable in a part", "arn:aws:sns:*:${account}:t", topic, ArnMatch::Yes},
      {"value of a variable is literal", "arn:aws:sns:${star}:*:t", topic, ArnMatch::No},
      // Split after the variables are replaced (capture: operands are judged after expansion).
      {"variable over two parts", "arn:aws:sns:${two-parts}:t", topic, ArnMatch::Yes},
      {"variable that is the whole ARN", "${whole}", topic, ArnMatch::Yes},
      {"variable that is no ARN", "${text}", topic, ArnMatch::NotAnArn},
      {"variable without value", "arn:aws:sns:*:${none}:t", topic, ArnMatch::No},
      {"variable with a default", "arn:aws:sns:*:${none, '111122223333'}:t", topic, ArnMatch::Yes},
      {"unknown variable", "arn:aws:sns:*:${unknown}:t", topic, ArnMatch::Unknown},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(ArnPattern(row.pattern, {}).matches(*split_arn(row.value), context) == row.match);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
