#include "engine/input/policy_cache.h"

#include <boost/test/unit_test.hpp>

#include "engine/input/scenario_reader.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(policy_cache)

BOOST_AUTO_TEST_CASE(a_file_has_one_name) {
  struct Row {
    const char* path;
    const char* expected;
  };

  for (const Row& row : {Row{"a/../b/x", "b/x"},
                         Row{"./a/./x", "a/x"},
                         Row{"a//x", "a/x"},
                         Row{"../../x", "../../x"},
                         Row{"a/../../x", "../x"},
                         Row{"/a/../../x", "/x"},
                         Row{"/", "/"},
                         Row{"a/..", "."}}) {
    BOOST_TEST(remora::input::normal_path(row.path) == row.expected);
  }
}

BOOST_AUTO_TEST_CASE(scenarios_share_the_policies_that_they_name) {
  const std::string key =
      R"({"remora": 1, "keys": [{"arn": "arn:aws:kms:us-east-1:111122223333:key/a", "policy": "../p.json"}]})";
  MemoryFiles files(std::map<std::string, std::string>{
      {"p.json",
       R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms=x", "Principal": "*", "Resource": "*"}]})"}});
  remora::input::PolicyCache cache;
  std::vector<remora::fixture::Scenario> scenarios;
  for (const char* name : {"a/scenario.json", "b/scenario.json"}) {
    scenarios.push_back(value_of(
        remora::input::read_scenario(value_of(json::read(source(key, name))), files, &cache)));
  }
  BOOST_TEST(files.asked().size() == 1U);
  BOOST_TEST((scenarios[0].world.keys[0].policy == scenarios[1].world.keys[0].policy));
  // What is wrong with it is said to both.
  BOOST_TEST(scenarios[0].warnings.size() == 1U);
  BOOST_TEST(scenarios[1].warnings.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_cache_forgets_rather_than_grows) {
  remora::input::PolicyCache cache;
  for (int i = 0; i < 3000; ++i) {
    cache.keep(std::to_string(i), PolicyType::Key, {});
  }
  BOOST_TEST(!cache.find("0", PolicyType::Key).has_value());
  BOOST_TEST(cache.find("2999", PolicyType::Key).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
