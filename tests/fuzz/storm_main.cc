#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/program.h"
#include "tests/fuzz/mutation.h"
#include "tests/fuzz/verdict.h"
#include "tests/property/arguments.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

// Every command over inputs that are made from good ones, in this process; ends with 1 if one of
// them did what no input may make the program do. The same seed gives the same runs everywhere.

namespace {

namespace fs = std::filesystem;

using remora::property::Random;
using remora::storm::Case;
using remora::storm::Kind;
using remora::storm::Run;

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  std::uint64_t count = 10'000;
  std::uint64_t jobs = 2;
  std::uint64_t keep = 0;  // leave the files of the runs, and say what was run
};

/// What the workers tell the one who started them, even if they crash.
struct Shared {
  std::uint64_t run = 0;  // the one in hand
  std::uint64_t done = 0;
  std::uint64_t wrong = 0;
  std::uint64_t written = 0;  // fixes that were tried after they were written
  std::array<std::uint64_t, 5> statuses{};
  std::uint64_t peak = 0;  // kB
  std::uint64_t peak_run = 0;
};

constexpr int kSeconds = 5;

struct Form {
  const char* command;
  std::vector<Kind> kinds;  // of inputs that it is made for
  std::vector<std::string> formats;
  std::vector<std::vector<std::string>> options;
};

const std::vector<Form>& forms() {
  static const std::vector<std::string> caller = {
      "--account", "111122223333", "--region", "us-east-1"};
  static const std::vector<std::string> trail = {
      "--trail", "name=t,bucket=my-logs,account=111122223333,region=us-east-1"};
  static const std::vector<Kind> kWorlds = {Kind::Scenario, Kind::Other};
  static const std::vector<Form> all = {
      {"check",
       kWorlds,
       {"text", "json", "html", "markdown"},
       {{}, {"-v"}, {"-q"}, {"--as", "cli"}, caller, trail, {"--allow-empty"}}},
      {"explain", kWorlds, {"text", "json", "html", "markdown"}, {{}, {"-v"}, caller}},
      {"fix",
       kWorlds,
       {"text", "json", "diff", "patch", "statement"},
       {{}, caller, {"--expected-too"}, {"--as-code", "terraform"}, {"--as-code", "cdk"}}},
      {"fix", kWorlds, {"json"}, {{"--write"}, {"--write", "--expected-too"}}},
      {"lint",
       {Kind::Scenario, Kind::Other},
       {"text", "json", "sarif"},
       {{}, {"--type", "bucket"}, {"--type", "scp"}}},
      {"test",
       {Kind::Scenario, Kind::Vectors},
       {"text", "json", "junit", "tap", "sarif", "github", "markdown", "lcov", "html"},
       {{}, {"--coverage"}, {"--mutate"}, {"--update"}}},
      {"eval", {Kind::Vectors}, {"text", "json", "aws"}, {{}}},
      {"extract", kWorlds, {"json"}, {{}, caller, trail}},
      {"diagnose", {Kind::ErrorText, Kind::Other}, {"text", "json"}, {{}}},
      {"diff", {Kind::Scenario}, {"text", "json"}, {{}}},
  };
  return all;
}

Run arguments_of(const Case& one, Random& random) {
  std::vector<const Form*> fit;
  const bool any = random.chance(10);
  for (const Form& form : forms()) {
    if (any || std::find(form.kinds.begin(), form.kinds.end(), one.kind) != form.kinds.end()) {
      fit.push_back(&form);
    }
  }
  const Form& form = *fit[random.below(fit.size())];
  Run run;
  run.under_runner = random.chance(20);
  run.arguments.emplace_back(form.command);
  const std::string name = form.command;
  if (name != "extract") {
    run.arguments.insert(run.arguments.end(),
                         {"-f", form.formats[random.below(form.formats.size())]});
  }
  // Files that say no delivery have nothing to try without one.
  if (one.kind == Kind::Other && name != "lint" && name != "diagnose" && random.chance(60)) {
    run.arguments.insert(
        run.arguments.end(),
        {"--trail", "name=t,bucket=my-logs,account=111122223333,region=us-east-1"});
  }
  const auto& more = form.options[random.below(form.options.size())];
  run.arguments.insert(run.arguments.end(), more.begin(), more.end());
  if (name == "test") {
    run.arguments.insert(run.arguments.end(), {"-j", "1"});
  }
  run.arguments.push_back(name == "lint" && random.chance(50) ? "." : one.input);
  if (name == "diff") {
    run.arguments.push_back(one.files.rbegin()->first);
  } else if (random.chance(10)) {
    for (const auto& [file, text] : one.files) {
      if (file != one.input && name != "diagnose") {
        run.arguments.push_back(file);
      }
    }
  }
  return run;
}

/// Standard output and error of what is run meanwhile.
class Capture {
 public:
  Capture() {
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
      saved_.push_back(::dup(descriptor));
      files_.push_back(::memfd_create("storm", 0));
      (void)::dup2(files_.back(), descriptor);
    }
  }

  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;

  ~Capture() {
    for (const int one : files_) {
      (void)::close(one);
    }
  }

  void end(Run& run) {
    std::cout << std::flush;
    std::cerr << std::flush;
    std::cout.clear();
    std::cerr.clear();
    run.out = text_of(0, STDOUT_FILENO);
    run.err = text_of(1, STDERR_FILENO);
  }

 private:
  std::string text_of(std::size_t which, int descriptor) {
    (void)::dup2(saved_[which], descriptor);
    (void)::close(saved_[which]);
    std::string text(static_cast<std::size_t>(::lseek(files_[which], 0, SEEK_END)), '\0');
    std::size_t at = 0;
    while (at < text.size()) {
      const ssize_t size =
          ::pread(files_[which], text.data() + at, text.size() - at, static_cast<off_t>(at));
      if (size <= 0) {
        break;
      }
      at += static_cast<std::size_t>(size);
    }
    return text;
  }

  std::vector<int> saved_;
  std::vector<int> files_;
};

void perform(Run& run) {
  if (run.under_runner) {
    (void)::setenv("GITHUB_ACTIONS", "true", 1);
  } else {
    (void)::unsetenv("GITHUB_ACTIONS");
  }
  Capture capture;
  run.status = remora::cli::run_program(run.arguments);
  capture.end(run);
}

std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      std::ostringstream text;
      text << file.rdbuf();
      found[entry.path().lexically_relative(folder).string()] = text.str();
    }
  }
  return found;
}

/// What `fix --write` said, against what it left.
std::string wrong_with_fix(const Run& fix, const Case& one, Shared& shared) {
  const auto now = files_in(".");
  const auto said = nlohmann::json::parse(fix.out, nullptr, false);
  std::set<std::string> written;
  if (said.is_object() && said.contains("written")) {
    for (const auto& name : said["written"]) {
      written.insert(fs::path(name.get<std::string>()).lexically_normal().string());
    }
  }
  for (const auto& [name, text] : now) {
    const auto before = one.files.find(name);
    if (before == one.files.end()) {
      return "a file is left: " + name;
    }
    if (text != before->second && !written.contains(name)) {
      return name + " was changed and is not among what was written";
    }
  }
  if (written.empty()) {
    return {};
  }
  ++shared.written;
  Run check;
  check.arguments = {"check", "-f", "json", one.input};
  perform(check);
  const auto after = nlohmann::json::parse(check.out, nullptr, false);
  if (!after.is_object()) {
    return "what was fixed cannot be checked: " + check.err.substr(0, 300);
  }
  // By their ids: what is written may leave fewer deliveries to try.
  for (const auto& promised : said["deliveries"]) {
    bool tried = false;
    bool delivered = false;
    for (const auto& got : after.value("deliveries", nlohmann::json::array())) {
      const bool same = got.value("id", "") == promised.value("id", "");
      tried = tried || same;
      delivered = delivered || (same && got.value("outcome", "") == "delivered");
    }
    if (promised.value("prospect", "") == "mended" && tried && !delivered) {
      return "promised and not delivered: " + promised["id"].dump();
    }
  }
  return {};
}

void write_case(const Case& one, const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const auto& [name, text] : one.files) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
  }
}

std::string shell_line(const Run& run) {
  std::string line = run.under_runner ? "GITHUB_ACTIONS=true remora" : "remora";
  for (const std::string& argument : run.arguments) {
    line += " '" + argument + "'";
  }
  return line;
}

std::optional<rusage> usage() {
  rusage used{};
  return ::getrusage(RUSAGE_SELF, &used) == 0 ? std::optional(used) : std::nullopt;
}

void watch_time() {
  itimerval timer{};
  timer.it_value.tv_sec = kSeconds;
  (void)::setitimer(ITIMER_PROF, &timer, nullptr);
  constexpr unsigned kEvenIfNothingIsDone = 60;
  (void)::alarm(kEvenIfNothingIsDone);
}

void try_one(const Options& options,
             const std::vector<Case>& cases,
             const fs::path& folder,
             std::uint64_t number,
             Shared& shared) {
  Random random = Random::for_case(options.seed, number);
  const Case one = remora::storm::mutated(cases, random);
  Run run = arguments_of(one, random);
  write_case(one, folder);
  fs::current_path(folder);
  if (options.keep != 0) {
    std::cerr << number << " (" << one.origin << ") in " << folder.string() << ": "
              << shell_line(run) << std::endl;
  }
  watch_time();
  perform(run);
  std::string wrong = wrong_with(run);
  const auto& arguments = run.arguments;
  if (wrong.empty() &&
      std::find(arguments.begin(), arguments.end(), "--write") != arguments.end()) {
    wrong = wrong_with_fix(run, one, shared);
  }
  const auto slot = static_cast<std::size_t>(run.status < 0 || run.status > 3 ? 4 : run.status);
  ++shared.statuses[slot];
  ++shared.done;
  if (!wrong.empty()) {
    ++shared.wrong;
    std::cout << "run " << number << " (" << one.origin << "): " << wrong << "\n  "
              << shell_line(run) << std::endl;
  }
  if (const auto used = usage();
      used && static_cast<std::uint64_t>(used->ru_maxrss) > shared.peak) {
    shared.peak = static_cast<std::uint64_t>(used->ru_maxrss);
    shared.peak_run = number;
  }
}

/// Starts a worker for the runs `first`, `first` + jobs, ... It ends by itself, or by a signal.
pid_t start(const Options& options,
            const std::vector<Case>& cases,
            const fs::path& folder,
            std::uint64_t first,
            Shared& shared) {
  const pid_t worker = ::fork();
  if (worker == 0) {
    (void)::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    for (std::uint64_t i = first; i < options.first + options.count; i += options.jobs) {
      shared.run = i;
      try_one(options, cases, folder, i, shared);
    }
    std::_Exit(0);
  }
  return worker;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  const remora::property::NumberOption known[] = {{"--seed", &options.seed},
                                                  {"--first", &options.first},
                                                  {"--count", &options.count},
                                                  {"--jobs", &options.jobs},
                                                  {"--keep", &options.keep}};
  if (argc < 2 || !remora::property::read_numbers(argc - 1, argv + 1, known) || options.jobs == 0) {
    std::cerr << "usage: remora_storm SOURCE_DIR [--seed N] [--first N] [--count N] [--jobs N] "
                 "[--keep 1]\n";
    return 2;
  }
  const std::string source = fs::absolute(argv[1]).string();
  const auto cases =
      remora::storm::starting_cases({source + "/fixtures", source + "/tests/fuzz/corpus"});
  std::string pattern = (fs::temp_directory_path() / "remora-storm-XXXXXX").string();
  const fs::path scratch = ::mkdtemp(pattern.data());
  (void)::setenv("NO_COLOR", "1", 1);
  (void)::setenv("XDG_STATE_HOME", (scratch / "state").c_str(), 1);
  (void)::unsetenv("CI");
  const std::size_t jobs = static_cast<std::size_t>(std::min(options.jobs, options.count));
  options.jobs = jobs;
  auto* const shared = static_cast<Shared*>(::mmap(
      nullptr, sizeof(Shared) * jobs, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const auto begin = std::chrono::steady_clock::now();
  std::map<pid_t, std::size_t> workers;
  const auto go_on = [&](std::size_t job, std::uint64_t first) {
    workers[start(options, cases, scratch / std::to_string(job), first, shared[job])] = job;
  };
  for (std::size_t job = 0; job < jobs; ++job) {
    new (&shared[job]) Shared;
    go_on(job, options.first + job);
  }
  std::uint64_t crashes = 0;
  std::uint64_t hangs = 0;
  while (!workers.empty()) {
    int status = 0;
    const pid_t ended = ::wait(&status);
    const std::size_t job = workers[ended];
    workers.erase(ended);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
      continue;
    }
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    const bool hang = signal == SIGPROF || signal == SIGALRM;
    ++(hang ? hangs : crashes);
    std::cout << "run " << shared[job].run << ": "
              << (hang ? "takes more than " + std::to_string(kSeconds) + " s"
                       : "ended by signal " + std::to_string(signal))
              << std::endl;
    go_on(job, shared[job].run + jobs);
  }
  Shared all;
  for (std::size_t job = 0; job < jobs; ++job) {
    const Shared& one = shared[job];
    all.done += one.done;
    all.wrong += one.wrong;
    all.written += one.written;
    for (std::size_t i = 0; i < all.statuses.size(); ++i) {
      all.statuses[i] += one.statuses[i];
    }
    if (one.peak > all.peak) {
      all.peak = one.peak;
      all.peak_run = one.peak_run;
    }
  }
  std::error_code ignored;
  if (options.keep == 0) {
    fs::remove_all(scratch, ignored);
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::cout << "seed " << options.seed << ": " << all.done << " runs from " << cases.size()
            << " inputs in " << seconds.count() << " s; status 0: " << all.statuses[0]
            << ", 1: " << all.statuses[1] << ", 2: " << all.statuses[2]
            << ", 3: " << all.statuses[3] << "; fixes written and tried: " << all.written
            << "; crashes " << crashes << ", hangs " << hangs << ", wrong " << all.wrong
            << "; at most " << all.peak / 1024 << " MB (run " << all.peak_run << ")\n";
  return crashes + hangs + all.wrong == 0 ? 0 : 1;
}
