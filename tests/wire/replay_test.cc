#include <fstream>
#include <map>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "engine/json/read.h"
#include "engine/wire/operations.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"
#include "tests/wire/wire_client.h"

namespace remora::test {

namespace {

const char* const kClients[] = {
    "boto-1.26.27", "boto-1.43.11", "cli-v1-1.45.11", "cli-v2-2.9.19", "js-v3"};

struct Captured {
  remora::wire::Request request;
  std::string answer;
};

std::vector<std::string> lines_of(const std::string& name) {
  std::ifstream file(source_dir() + "/tests/wire/captures/" + name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::vector<Captured> read_captures(const std::string& client) {
  std::vector<Captured> all;
  for (const std::string& line : lines_of(client + ".jsonl")) {
    const auto json = json::read_value(line);
    BOOST_REQUIRE(json.has_value());
    const json::Value row = (*json)->root();
    Captured one;
    one.request.method = row.find("method")->text();
    one.request.target = row.find("path")->text();
    for (const json::Value& header : row.find("headers")->elements()) {
      one.request.headers.emplace_back(header.elements()[0].text(), header.elements()[1].text());
    }
    one.request.body = row.find("body")->text();
    one.answer = row.find("response")->elements()[2].text();
    all.push_back(std::move(one));
  }
  return all;
}

std::string key_id_in(const std::string& answer) {
  const std::size_t at = answer.find("\"KeyId\"");
  const std::size_t begin = at == std::string::npos ? at : answer.find('"', at + 8) + 1;
  return at == std::string::npos ? std::string() : answer.substr(begin, 36);
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
  }
}

/// What is answered to each request of a client, a line each as in `expected.tsv`.
std::vector<std::string> replay(const std::string& client) {
  WireClient endpoint;
  std::map<std::string, std::string> keys;  // as recorded, to ours
  std::vector<std::string> answers;
  for (Captured& one : read_captures(client)) {
    const std::string_view target = one.request.header("x-amz-target");
    for (const auto& [recorded, ours] : keys) {
      if (!target.empty()) {
        replace_all(one.request.body, recorded, ours);
      }
    }
    const remora::wire::Response response = endpoint.send(one.request);
    if (target.ends_with(".CreateKey")) {
      keys[key_id_in(one.answer)] = key_id_in(response.body);
    }
    std::ostringstream line;
    line << client << '\t' << answers.size() + 1 << '\t' << endpoint.last.log.service << '\t'
         << endpoint.last.log.operation << '\t' << response.status << '\t'
         << endpoint.last.log.code;
    answers.push_back(line.str());
  }
  return answers;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(captures)

TEST_TABLE(requests_of_real_clients_are_answered) {
  for (const char* client : kClients) {
    if (table.row(client)) {
      std::vector<std::string> expected;
      for (const std::string& line : lines_of("expected.tsv")) {
        if (line.starts_with(std::string(client) + "\t")) {
          expected.push_back(line);
        }
      }
      const std::vector<std::string> answers = replay(client);
      BOOST_TEST(answers == expected, boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
