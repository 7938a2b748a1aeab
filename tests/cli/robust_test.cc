#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/suite_case.h"
#include "tests/support/table.h"

using namespace remora::test;  // NOLINT(google-build-using-namespace)

// What goes wrong on real machines: signals, full disks, files that cannot be read, loops.
BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(robust)

namespace {

namespace fs = std::filesystem;

std::string at(const TemporaryFolder& folder, const std::string& command) {
  return "unset CI GITHUB_ACTIONS\ncd '" + folder.path().string() + "' || exit 1\n" + command;
}

/// The names in the folder, sorted.
std::string names_in(const fs::path& folder) {
  return run_shell("ls -A '" + folder.string() + "'").out;
}

/// A shell that waits until a text stands in a file, at most twenty seconds.
std::string wait_for(const std::string& text, const std::string& file) {
  return "for i in $(seq 200); do grep -q '" + text + "' " + file + " && break; sleep 0.1; done";
}

}  // namespace

// The program waits for the rest of its standard input when the signal comes.
TEST_TABLE(a_signal_ends_a_run_cleanly) {
  struct Row {
    const char* signal;
    int status;
  };

  for (const Row& row : {Row{"INT", 130}, Row{"TERM", 143}}) {
    if (table.row(row.signal)) {
      const TemporaryFolder folder;
      const std::string vector =
          R"({"id": "v", "request": {"principal": "anonymous", "action": "s3:GetObject", "resource": "*"}, "policies": {}, "expect": "ImplicitlyDenied"})";
      // Bash starts background jobs with SIGINT ignored; python does not.
      const ProgramRun run = run_shell(at(
          folder,
          "/usr/bin/python3 - <<'PY'\n"
          "import os, signal, subprocess, sys, time\n"
          "vector = '" +
              vector +
              "\\n'\n"
              "child = subprocess.Popen(['remora', 'test', '--report', 'junit=out.xml', '-'], "
              "stdin=subprocess.PIPE,\n"
              "    stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,\n"
              "    preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))\n"
              "child.stdin.write((vector * 2000).encode())\n"
              "child.stdin.flush()\n"
              "while not any('remora-' in name for name in os.listdir('.')):\n"
              "    time.sleep(0.05)\n"
              "time.sleep(0.5)\n"
              "child.send_signal(signal.SIG" +
              std::string(row.signal) +
              ")\n"
              "time.sleep(0.2)\n"
              "child.stdin.close()\n"
              "sys.stderr.write(child.stderr.read().decode())\n"
              "code = child.wait()\n"
              "sys.exit(128 - code if code < 0 else code)\n"
              "PY"));
      BOOST_TEST(run.status == row.status, run.err);
      BOOST_TEST(contains(run.err, "interrupted after "), run.err);
      BOOST_TEST(contains(run.err, "out.xml is not written"), run.err);
      BOOST_TEST(names_in(folder.path()).empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(watch_runs_again_on_a_change_and_ends_with_a_signal) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  folder.write("closed.json", trail_bucket_policy("backup.amazonaws.com"));
  // Bash starts background jobs with SIGINT ignored, so TERM it is.
  const ProgramRun run =
      run_shell(at(folder,
                   "remora test --watch . >out 2>err & pid=$!\n" + wait_for("watching", "err") +
                       "\ncp closed.json bucket.json\n" + wait_for("1 failed", "out") +
                       "\nkill -TERM $pid; wait $pid; echo status $?; cat out err"));
  BOOST_TEST(contains(run.out, "1 passed in 1 file\n"), run.out);
  BOOST_TEST(contains(run.out, "0 passed, 1 failed in 1 file\n"), run.out);
  BOOST_TEST(contains(run.out, "status 0\n"), run.out);
  BOOST_TEST(contains(run.out, "no longer watching\n"), run.out);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_said_and_leaves_nothing) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  const ProgramRun out = run_shell(at(folder, "remora test -f json . >/dev/full"));
  BOOST_TEST(out.status == 2);
  BOOST_TEST(contains(out.err, "cannot write standard output: No space left on device"), out.err);
  const ProgramRun bad = run_shell(
      at(folder,
         "echo before >kept; remora check -f json -o kept no-such-folder; s=$?; cat kept; "
         "exit $s"));
  BOOST_TEST(bad.status == 2);
  BOOST_TEST(bad.out == "before\n");
  const ProgramRun file = run_shell(at(folder, "remora test -o /dev/full ."));
  BOOST_TEST(file.status == 2);
  BOOST_TEST(contains(file.err, "cannot write /dev/full: No space left on device"), file.err);
  // A device stays what it is.
  BOOST_TEST(run_shell("test -c /dev/full && test -c /dev/null").status == 0);
  BOOST_TEST(run_shell(at(folder, "remora test -o /dev/null . && test -c /dev/null")).status == 0);
}

BOOST_AUTO_TEST_CASE(eval_writes_its_file_whole_or_not_at_all) {
  const TemporaryFolder folder;
  const std::string vector =
      R"({"id": "v", "request": {"principal": "anonymous", "action": "s3:GetObject", "resource": "*"}, "policies": {}, "expect": "ImplicitlyDenied"})";
  const std::string input = "printf '%s\\n' '" + vector + "' '" + vector + "' >in.ndjson; ";
  const ProgramRun full =
      run_shell(at(folder, input + "remora eval -f json -o /dev/full in.ndjson"));
  BOOST_TEST(full.status == 2);
  BOOST_TEST(contains(full.err, "cannot write /dev/full: No space left on device"), full.err);
  const ProgramRun whole =
      run_shell(at(folder, input + "remora eval -f json -o out in.ndjson && wc -l <out"));
  BOOST_TEST(whole.status == 0, whole.err);
  BOOST_TEST(contains(whole.out, "2"), whole.out);
  // Ended by a signal while it waits for the rest: no file, and nothing beside it.
  const ProgramRun ended =
      run_shell(at(folder,
                   "rm -f out in.ndjson; mkfifo pipe; remora eval -f json -o out pipe & pid=$!; "
                   "exec 3>pipe; printf '%s\\n' '" +
                       vector +
                       "' >&3; until ls -A | grep -q remora-; do sleep 0.05; done; "
                       "kill -TERM $pid; sleep 0.2; exec 3>&-; wait $pid; echo $?; rm pipe"));
  BOOST_TEST(contains(ended.out, "143"), ended.out);
  BOOST_TEST(contains(ended.err, "interrupted, out is not written"), ended.err);
  BOOST_TEST(names_in(folder.path()).empty());
}

BOOST_AUTO_TEST_CASE(a_report_takes_its_place_whole_and_keeps_links_and_rights) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  folder.write("real.xml", "old");
  const ProgramRun run =
      run_shell(at(folder,
                   "chmod 640 real.xml && ln -s real.xml link.xml && remora test -q --report "
                   "junit=link.xml . && "
                   "test -L link.xml && stat -c %a real.xml && head -c 5 real.xml; ls -A"));
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(contains(run.out, "640\n<?xml"), run.out);
  BOOST_TEST(!contains(run.out, ".remora-"), run.out);
  const ProgramRun nowhere = run_shell(at(folder, "remora test --report junit=no/such/out.xml ."));
  BOOST_TEST(nowhere.status == 2);
  BOOST_TEST(contains(nowhere.err, "cannot write no/such/out.xml: No such file or directory"),
             nowhere.err);
}

BOOST_AUTO_TEST_CASE(a_folder_that_links_to_itself_is_searched_once) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  const ProgramRun run = run_shell(
      at(folder,
         "ln -s . loop && mkdir d && ln -s .. d/up && ln -s gone dangling.json && remora test ."));
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(run.out == "1 passed in 1 file\n");
  BOOST_TEST(contains(run.err, "note: loop leads back to a folder around it and is not followed"),
             run.err);
  BOOST_TEST(contains(run.err, "note: d/up leads back"), run.err);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_named_and_the_rest_is_run) {
  const TemporaryFolder folder;
  write_trail_fixture(folder);
  folder.write("broken/scenario.json", "{\"remora\": 1,");
  folder.write("empty/scenario.yaml", "");
  folder.write("gone/scenario.json", trail_scenario());  // its policy is not there
  const ProgramRun run = run_shell(at(folder, "remora test ."));
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.out, "broken/scenario.json:1:14: error: the text ends too early"),
             run.out);
  BOOST_TEST(contains(run.out, "empty/scenario.yaml:1:1: error: the text is empty"), run.out);
  BOOST_TEST(contains(run.out, "cannot read gone/bucket.json: No such file or directory"), run.out);
  BOOST_TEST(contains(run.out, "1 passed, 3 unreadable in 4 files"), run.out);
}

BOOST_AUTO_TEST_CASE(a_reader_that_goes_away_is_no_crash) {
  const ProgramRun run =
      run_shell("remora test -f json fixtures/iam fixtures/control-tower-kms | head -1; true");
  BOOST_TEST(run.status == 0);
  BOOST_TEST(run.out == "{\n");
}

BOOST_AUTO_TEST_CASE(no_bar_where_there_is_no_terminal) {
  const ProgramRun run = run_shell("remora test fixtures/control-tower-kms");
  BOOST_TEST(run.err.empty());
}

// An input that needs more memory than there is is a bad input, whichever thread reads it.
#ifndef REMORA_SANITIZED  // a sanitizer's own memory does not fit into such a limit
TEST_TABLE(exhausted_memory_is_told_as_such) {
  const TemporaryFolder folder;
  BOOST_REQUIRE_EQUAL(
      run_shell(
          at(folder,
             "{ printf '{\"remora\": 1, \"world\": ['; seq -s , 1500000; printf ']}'; } >a.json\n"
             "cp a.json b.json; cp a.json c.json"))
          .status,
      0);

  struct Row {
    const char* name;
    const char* kilobytes;
    const char* command;
  };

  const std::vector<Row> rows{{"no memory at all", "20000", "check a.json"},
                              {"half of what it needs", "60000", "check a.json"},
                              {"in a thread that reads one of many", "150000", "test -j 3 ."},
                              {"in several threads", "250000", "test -j 3 ."}};
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const ProgramRun run = run_shell(
          at(folder, "ulimit -v " + std::string(row.kilobytes) + "; remora " + row.command));
      BOOST_TEST(run.status == 2);
      BOOST_TEST(run.err == "remora: error: the memory does not suffice for this input\n");
    }
  }
}
#endif

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
