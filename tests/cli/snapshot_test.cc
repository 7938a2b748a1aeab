#include <filesystem>
#include <sstream>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(snapshot)

namespace {

namespace fs = std::filesystem;

/// Runs the script against an AWS CLI that answers from a folder.
struct Recorded {
  explicit Recorded(const std::string& dump, const std::string& options = {}) {
    fs::create_directories(folder.path() / "bin");
    fs::copy_file(remora::test::source_dir() + "/tests/cli/fake_aws.py",
                  folder.path() / "bin" / "aws");
    const std::string path = folder.path().string();
    run = run_shell("remora snapshot --script >" + path + "/snapshot.sh && PATH=" + path +
                    "/bin:$PATH FAKE_DUMP=" + dump + " FAKE_LOG=" + path + "/log sh " + path +
                    "/snapshot.sh " + options + " " + path + "/out ap-northeast-1");
    calls = read_text(folder.path() / "log");
  }

  TemporaryFolder folder;
  ProgramRun run;
  std::string calls;
};

const std::string kDump = "fixtures/inputs/dump-fixed";

}  // namespace

BOOST_AUTO_TEST_CASE(what_the_script_records_is_checked_like_the_account_itself) {
  const Recorded recorded(kDump);
  BOOST_TEST(recorded.run.status == 0, recorded.run.err);
  const fs::path out = recorded.folder.path() / "out";
  std::size_t same = 0;
  for (const auto& entry : fs::directory_iterator(remora::test::source_dir() + "/" + kDump)) {
    const fs::path copy = out / entry.path().filename();
    // ACLs are not among what a delivery depends on.
    if (entry.path().filename().string().find("get-bucket-acl") == std::string::npos) {
      BOOST_TEST(read_text(copy) == read_text(entry.path()), copy);
      ++same;
    }
  }
  BOOST_TEST(same > 10U);
  // What was not allowed is kept as such.
  BOOST_TEST(
      contains(read_text(out / "organizations.describe-organization.error"), "AccessDenied"));
  const ProgramRun check = run_remora({"check", "-q", out.string()});
  const ProgramRun there = run_remora({"check", "-q", kDump});
  BOOST_TEST(there.status == 0);
  BOOST_TEST(check.out == there.out, check.err);
}

BOOST_AUTO_TEST_CASE(every_call_only_reads_and_is_said_before_it_is_made) {
  const Recorded recorded(kDump);
  std::istringstream calls(recorded.calls);
  std::size_t counted = 0;
  for (std::string call; std::getline(calls, call); ++counted) {
    const std::string command = call.substr(call.find(' ') + 1);
    BOOST_TEST((command.starts_with("get-") || command.starts_with("list-") ||
                command.starts_with("describe-")),
               call);
    if (!contains(call, "--query")) {
      const std::string said = call.substr(0, call.find(" --output"));
      BOOST_TEST(contains(recorded.run.err, "aws " + said + "\n"), said);
    }
  }
  BOOST_TEST(counted > 20U);
}

BOOST_AUTO_TEST_CASE(with_n_nothing_is_recorded) {
  const Recorded recorded(kDump, "-n");
  BOOST_TEST(recorded.run.status == 0);
  BOOST_TEST(!fs::exists(recorded.folder.path() / "out"));
  BOOST_TEST(
      contains(recorded.run.err, "aws s3api get-bucket-policy --bucket aws-controltower-logs"));
}

BOOST_AUTO_TEST_CASE(the_script_is_plain_sh) {
  need("shellcheck --version");
  const ProgramRun run = run_shell("remora snapshot --script | shellcheck -s sh -");
  BOOST_TEST(run.status == 0, run.out);
}

BOOST_AUTO_TEST_CASE(without_script_it_says_how) {
  const ProgramRun run = run_remora({"snapshot"});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "remora snapshot --script > snapshot.sh"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
