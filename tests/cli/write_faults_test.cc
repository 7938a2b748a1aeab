#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"
#include "tests/support/suite_case.h"
#include "tests/support/table.h"
#include "tests/support/trials.h"

using namespace remora::test;  // NOLINT(google-build-using-namespace)

// What stands where files were to be written when the disk, or the program, gives up on the way.
BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(write_faults)

namespace {

namespace fs = std::filesystem;

std::string with_fault(const std::string& fault) {
  return "ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD='" + faults_path() + "' REMORA_FAULT='" +
         fault + "'";
}

/// A trail with a key: its fix is an edit of two policies, in two folders.
class TwoFiles {
 public:
  TwoFiles() {
    old_ = {R"({
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Acl", "Effect": "Allow", "Principal": { "Service": "cloudtrail.amazonaws.com" },
      "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::logs" }
  ]
}
)",
            R"({
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Root", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "kms:*", "Resource": "*" }
  ]
}
)"};
    folder_.write("in/scenario.json", R"({
  "remora": 1,
  "buckets": [ { "name": "logs", "accountId": "111122223333", "region": "us-east-1",
    "policy": "a/bucket.json" } ],
  "keys": [ { "arn": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "policy": "b/key.json" } ],
  "deliveries": [ { "id": "trail", "service": "cloudtrail", "accountId": "111122223333",
    "region": "us-east-1", "trail": { "Name": "trail", "S3BucketName": "logs",
    "KmsKeyId": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" } } ]
})");
    begin_again();
    const ProgramRun run = fix("");
    BOOST_REQUIRE_MESSAGE(run.status == 0, run.err);
    new_ = files();
    begin_again();
    (void)fix("REMORA_FAULT_COUNT=$PWD/count " + with_fault("none 0"));
    calls_ = std::stoi("0" + read_text(folder_.path() / "count"));
    BOOST_REQUIRE((new_[0] != old_[0] && new_[1] != old_[1]));
  }

  /// How many calls of a fix change files.
  [[nodiscard]] int calls() const { return calls_; }

  void begin_again() const {
    folder_.write("in/a/bucket.json", old_[0]);
    folder_.write("in/b/key.json", old_[1]);
  }

  /// `before` stands in front of the program.
  [[nodiscard]] ProgramRun fix(const std::string& before) const {
    return in_folder(before + " remora fix --write -q in");
  }

  /// The next run, whatever it is for; what it says.
  std::string run_again() const { return in_folder("remora schema scenario").err; }

  void change_second(const std::string& text) const { folder_.write("in/b/key.json", text); }

  [[nodiscard]] std::string state() const {
    const auto now = files();
    std::string text;
    for (std::size_t i = 0; i < now.size(); ++i) {
      text += now[i] == old_[i] ? "old " : now[i] == new_[i] ? "new " : "broken ";
    }
    return text;
  }

  /// What stands there besides.
  [[nodiscard]] std::string left() const {
    std::string text;
    for (const char* folder : {"in/a", "in/b", "state/remora"}) {
      std::error_code none;
      for (const auto& entry : fs::directory_iterator(folder_.path() / folder, none)) {
        const std::string name = entry.path().filename().string();
        text += name == "bucket.json" || name == "key.json" ? "" : name + " ";
      }
    }
    return text;
  }

  void forget_the_rest() const {
    for (const char* folder : {"in/a", "in/b", "state"}) {
      fs::remove_all(folder_.path() / folder);
    }
    begin_again();
  }

 private:
  [[nodiscard]] ProgramRun in_folder(const std::string& command) const {
    return run_shell("cd '" + folder_.path().string() + "' && XDG_STATE_HOME=$PWD/state " +
                     command);
  }

  [[nodiscard]] std::vector<std::string> files() const {
    return {read_text(folder_.path() / "in/a/bucket.json"),
            read_text(folder_.path() / "in/b/key.json")};
  }

  TemporaryFolder folder_;
  std::vector<std::string> old_;
  std::vector<std::string> new_;
  int calls_ = 0;
};

bool is_whole(const std::string& state) {
  return state == "old old " || state == "new new ";
}

}  // namespace

TEST_TABLE(a_call_that_fails_leaves_all_or_nothing) {
  for (const char* kind : {"fail", "full"}) {
    if (!table.row(kind)) {
      continue;
    }
    const TwoFiles input;
    Trials trials("calls that failed", 20);
    const int calls = input.calls();
    for (int call = 1; call <= calls; ++call) {
      input.forget_the_rest();
      const ProgramRun run = input.fix(with_fault(std::string(kind) + " " + std::to_string(call)));
      const std::string state = input.state();
      BOOST_TEST_CONTEXT(kind << " " << call << ": " << run.err) {
        BOOST_TEST(is_whole(state), state);
        // A call whose failure does no harm is no error.
        BOOST_TEST((run.status == 0) == (state == "new new "));
        BOOST_TEST((run.status == 0 || run.status == 2));
        input.run_again();
        BOOST_TEST(input.state() == state);
        BOOST_TEST(input.left() == "");
      }
      ++trials;
    }
  }
}

TEST_TABLE(a_run_that_is_killed_leaves_all_or_nothing) {
  if (table.row("before each call that writes")) {
    const TwoFiles input;
    Trials trials("kills", 20);
    const int calls = input.calls();
    for (int call = 1; call <= calls; ++call) {
      input.forget_the_rest();
      const ProgramRun run = input.fix(with_fault("kill " + std::to_string(call)));
      BOOST_TEST(run.status != 0);
      BOOST_TEST_CONTEXT("killed before call " << call) {
        const std::string state = input.state();
        BOOST_TEST(!contains(state, "broken"), state);
        input.run_again();
        BOOST_TEST(is_whole(input.state()), input.state());
        BOOST_TEST(input.left() == "");
      }
      ++trials;
    }
  }
  if (table.row("at any time")) {
    const TwoFiles input;
    Trials trials("kills", 100);
    // As many as that by hand: REMORA_KILLS=10000.
    const char* const wanted = std::getenv("REMORA_KILLS");
    const int kills = wanted == nullptr ? 100 : std::atoi(wanted);
    for (int i = 0; i < kills; ++i) {
      input.forget_the_rest();
      // Spread over the time that a run takes, and a little more. In the foreground `timeout` waits
      // until the run is gone; else it kills itself with it, and the run may still hold its
      // journal.
      (void)input.fix("timeout --foreground -s KILL 0.0" + std::string(i % 100 < 10 ? "0" : "") +
                      std::to_string(i % 100));
      BOOST_TEST_CONTEXT("kill " << i) {
        const std::string state = input.state();
        BOOST_TEST(!contains(state, "broken"), state);
        input.run_again();
        BOOST_TEST(is_whole(input.state()), input.state());
        BOOST_TEST(input.left() == "");
      }
      ++trials;
    }
  }
}

// A journal is followed only as far as the files are what it knows.
BOOST_AUTO_TEST_CASE(what_others_changed_meanwhile_stays) {
  const TwoFiles input;
  // Before the second of the two renames.
  std::string state;
  for (int call = 1; call <= input.calls() && state != "new old "; ++call) {
    input.forget_the_rest();
    (void)input.fix(with_fault("kill " + std::to_string(call)));
    state = input.state();
  }
  BOOST_REQUIRE(state == "new old ");
  input.change_second("{}");
  BOOST_TEST(contains(input.run_again(), "the files have changed since"));
  BOOST_TEST(input.state() == "new broken ");
  BOOST_TEST(input.left() == "");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
