#include <array>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

// What the program says to somebody who sits at a terminal, and to nobody else.
BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(terminal)

namespace {

/// The program with a terminal as its standard error, and as its standard input or with a pipe
/// there, which stays open until `end`.
class AtTerminal {
 public:
  AtTerminal(std::vector<std::string> arguments, bool types) {
    int terminal = -1;
    std::array<int, 2> pipe{-1, -1};
    BOOST_REQUIRE(::openpty(&screen_, &terminal, nullptr, nullptr, nullptr) == 0);
    BOOST_REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    keyboard_ = types ? ::dup(screen_) : pipe[1];
    child_ = ::fork();
    BOOST_REQUIRE(child_ >= 0);
    if (child_ == 0) {
      run(std::move(arguments), terminal, types ? terminal : pipe[0]);
    }
    (void)::close(terminal);
    (void)::close(pipe[0]);
    if (types) {
      (void)::close(pipe[1]);
    }
  }

  AtTerminal(const AtTerminal&) = delete;
  AtTerminal& operator=(const AtTerminal&) = delete;

  ~AtTerminal() {
    if (child_ > 0) {
      (void)::kill(child_, SIGKILL);
      (void)::waitpid(child_, nullptr, 0);
    }
    end_input();
    (void)::close(screen_);
  }

  /// Waits until the terminal shows a text; false if the program ends before, or shows nothing for
  /// a minute.
  bool shows(const std::string& text) {
    constexpr int kMinute = 60'000;
    while (seen_.find(text) == std::string::npos) {
      pollfd screen{screen_, POLLIN, 0};
      if (::poll(&screen, 1, kMinute) <= 0) {
        return false;
      }
      std::array<char, 4096> buffer{};
      const ssize_t got = ::read(screen_, buffer.data(), buffer.size());
      if (got <= 0) {
        return false;
      }
      seen_.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return true;
  }

  void type(const std::string& text) const {
    BOOST_REQUIRE(::write(keyboard_, text.data(), text.size()) ==
                  static_cast<ssize_t>(text.size()));
  }

  void end_input() {
    if (keyboard_ >= 0) {
      (void)::close(keyboard_);
      keyboard_ = -1;
    }
  }

  /// The exit status, once the program has ended.
  int status() {
    (void)shows("what it never shows");
    int status = 0;
    (void)::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  [[nodiscard]] const std::string& seen() const { return seen_; }

 private:
  [[noreturn]] static void run(std::vector<std::string> arguments, int terminal, int input) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    (void)::dup2(input, STDIN_FILENO);
    (void)::dup2(nowhere, STDOUT_FILENO);
    (void)::dup2(terminal, STDERR_FILENO);
    (void)::setenv("TERM", "xterm", 1);
    for (const char* name : {"CI", "GITHUB_ACTIONS"}) {
      (void)::unsetenv(name);
    }
    const std::string program = remora::test::program_path();
    arguments.insert(arguments.begin(), program);
    std::vector<char*> words;
    for (std::string& argument : arguments) {
      words.push_back(argument.data());
    }
    words.push_back(nullptr);
    (void)::close(terminal);
    (void)::execv(program.c_str(), words.data());
    ::_exit(127);
  }

  int screen_ = -1;
  int keyboard_ = -1;
  pid_t child_ = -1;
  std::string seen_;
};

constexpr const char* kInvitation = "paste the text, then Ctrl-D\r\n";
const std::string kError =
    "An error occurred (InsufficientDeliveryPolicyException) when calling the PutDeliveryChannel "
    "operation: Insufficient delivery policy to s3 bucket: logs, unable to write to bucket, "
    "provided s3 key prefix is 'null'.\n";
const std::string kScenario = "remora: 1\n";
const std::string kPolicy = R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
    "Action": "s3:GetObject", "Resource": "*"}})";

const std::string kVector = R"({"id": "v", "policies": {}, "request": {"principal": "anonymous",
    "action": "s3:GetObject", "resource": "*"}})";

}  // namespace

TEST_TABLE(who_types_is_told_how_to_end) {
  struct Row {
    std::vector<std::string> arguments;
    std::string text;
  };

  const std::vector<Row> rows = {
      {{"diagnose"}, kError},
      {{"diagnose", "-"}, kError},
      {{"check", "--allow-empty", "-"}, kScenario},
      {{"test", "--allow-empty", "-"}, kScenario},
      {{"lint", "-"}, kPolicy + "\n"},
      {{"eval", "-"}, "[]\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.arguments.front(), " with ", row.arguments.size())) {
      AtTerminal terminal(row.arguments, true);
      BOOST_TEST(terminal.shows(kInvitation), terminal.seen());
      terminal.type(row.text + "\x04");
      BOOST_TEST(terminal.status() == 0, terminal.seen());
      // Nothing is drawn over what is typed.
      BOOST_TEST(!contains(terminal.seen(), "working"), terminal.seen());
      const ProgramRun piped = run_remora(row.arguments, row.text);
      BOOST_TEST(piped.status == 0, piped.err);
      BOOST_TEST(!contains(piped.err, "Ctrl-D"), piped.err);
    }
  }
}

// The input comes when the line is there, however long the machine takes for it.
TEST_TABLE(what_takes_long_says_so) {
  struct Row {
    std::vector<std::string> arguments;
    std::string text;
    const char* line;
  };

  const std::vector<Row> rows = {
      {{"check", "--allow-empty", "-"}, kScenario, "\r\x1b[Kworking, "},
      {{"explain", "--allow-empty", "-"}, kScenario, "\r\x1b[Kworking, "},
      {{"fix", "-"}, kScenario, "\r\x1b[Kworking, "},
      {{"extract", "-"}, kScenario, "\r\x1b[Kworking, "},
      {{"diagnose"}, kError, "\r\x1b[Kworking, "},
      {{"lint", "-"}, kPolicy, "\r\x1b[Kworking, "},
      {{"eval", "-"}, kVector, "\r\x1b[K0 vectors"},
      {{"test", "--allow-empty", "-"}, kScenario, "\r\x1b[Kworking, "},
  };
  for (const Row& row : rows) {
    if (table.row(row.arguments.front())) {
      AtTerminal terminal(row.arguments, false);
      BOOST_TEST(terminal.shows(row.line), terminal.seen());
      terminal.type(row.text);
      terminal.end_input();
      BOOST_TEST(terminal.status() == 0, terminal.seen());
      // The line is gone before the program is.
      BOOST_TEST(terminal.seen().rfind("\r\x1b[K") > terminal.seen().rfind(row.line),
                 terminal.seen());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
