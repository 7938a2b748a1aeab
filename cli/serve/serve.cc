#include "cli/serve/serve.h"

#include <algorithm>
#include <iostream>

#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/scenario_options.h"
#include "cli/serve/endpoint.h"
#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/words.h"

namespace remora::cli {

namespace {

/// The first value that is not for one input: the account or Region of who names none.
std::string first_plain(const std::vector<std::string>& values, std::string otherwise) {
  for (const std::string& value : values) {
    if (value.find('=') == std::string::npos) {
      return value;
    }
  }
  return otherwise;
}

/// The state to begin with; a status to end with if an input is wrong.
struct Seed {
  wire::State state;
  std::optional<int> status;
};

Seed read_seed(const CommandLine& line, const wire::Settings& settings) {
  std::vector<std::string> inputs = line.common().inputs;
  const std::vector<std::string> seeds = line.texts("seed");
  inputs.insert(inputs.end(), seeds.begin(), seeds.end());
  command::ScenarioOptions options = scenario_options(line);
  options.allow_empty = true;
  if (inputs.empty()) {
    return {wire::seeded({}, settings, now()), std::nullopt};
  }
  DiskReader files(line.common().root, line.common().limits);
  const command::LoadedInputs loaded = command::load_inputs(inputs, options, files);
  if (!loaded.usage.empty()) {
    return {{}, line.usage_error(loaded.usage)};
  }
  print(loaded.diagnostics);
  if (loaded.status == ExitStatus::BadInput) {
    return {{}, static_cast<int>(loaded.status)};
  }
  if (loaded.inputs.size() != 1) {
    return {{},
            line.usage_error("the inputs make " + std::to_string(loaded.inputs.size()) +
                             " scenarios, name the inputs of one")};
  }
  return {wire::seeded(*loaded.inputs.front().loaded.scenario, settings, now()), std::nullopt};
}

}  // namespace

int run_serve(const CommandLine& line) {
  wire::Settings settings;
  settings.account = first_plain(line.texts("account"), settings.account);
  settings.region = first_plain(line.texts("region"), settings.region);
  settings.soft = line.has("soft");
  settings.deliver = line.has("deliver");
  settings.enforce = line.text("enforce") == "caller";
  if (line.has("enforce") && !settings.enforce) {
    return line.usage_error("--enforce takes caller");
  }
  constexpr unsigned kPorts = 65535;
  const unsigned port = line.number("port").value_or(kPorts + 1);
  if (!is_account_id(settings.account)) {
    return line.usage_error(in_quotes(settings.account) +
                            " is no account id, it has twelve digits");
  }
  if (!looks_like_region(settings.region)) {
    return line.usage_error(in_quotes(settings.region) + " is no Region, as us-east-1 is one");
  }
  if (port > kPorts) {
    return line.usage_error("--port takes a number up to 65535");
  }
  const std::vector<std::string> assume = scenario_options(line).assume;
  delivery::Assumptions trial;
  if (const auto wrong = command::apply_assumptions(assume, trial)) {
    return line.usage_error(*wrong);
  }
  for (const std::string& setting : assume) {
    const std::size_t equals = setting.find('=');
    settings.assume.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  // A taken port is told of before the inputs are read, which takes longer.
  std::unique_ptr<Endpoint> endpoint;
  Server server([&](const wire::Request& request) { return endpoint->serve(request); });
  if (const std::string wrong =
          server.listen(line.text("listen"), static_cast<std::uint16_t>(port));
      !wrong.empty()) {
    return line.usage_error(wrong);
  }
  std::unique_ptr<Store> store;
  std::optional<wire::State> kept;
  const auto tell_notes = [&] {
    for (const std::string& note : store->take_notes()) {
      say("remora serve: note: " + note);
    }
  };
  if (line.has("state")) {
    store = std::make_unique<Store>(line.text("state"));
    if (const std::string wrong = store->open(); !wrong.empty()) {
      return line.usage_error(wrong);
    }
    tell_notes();
    kept = store->take_state();
  }
  Seed seed;
  if (kept) {
    if (!line.common().inputs.empty() || line.has("seed")) {
      say("remora serve: note: " + in_quotes(line.text("state")) +
          " holds a state already, the inputs are not read");
    }
    const std::uint64_t split = kept->settings.seed;
    seed.state = *std::move(kept);
    seed.state.settings = settings;
    seed.state.settings.seed = split;
    wire::apply_assumptions(seed.state);
    // Requests that changed nothing are in no journal, and yet no id comes again.
    constexpr unsigned kPerMillisecond = 20;  // bits
    seed.state.answered =
        std::max(seed.state.answered, static_cast<std::uint64_t>(now()) << kPerMillisecond);
  } else {
    seed = read_seed(line, settings);
    if (seed.status) {
      return *seed.status;
    }
    if (store != nullptr) {
      if (const std::string wrong = store->snapshot(seed.state); !wrong.empty()) {
        return line.usage_error(wrong);
      }
      tell_notes();
    }
  }
  EndpointOptions options;
  options.url = "http://" + server.authority();
  options.guard.origins = line.texts("cors-origin");
  options.guard.any_name = !server.is_loopback();
  options.loudness = line.common().text.quiet     ? Loudness::Quiet
                     : line.common().text.verbose ? Loudness::Everything
                                                  : Loudness::Deliveries;
  if (!server.is_loopback()) {
    say("remora serve: warning: " + server.authority() +
        " can be reached from other machines, and signatures are not verified");
  }
  bool failed = false;
  endpoint = std::make_unique<Endpoint>(
      std::move(seed.state), options, store.get(), [&](const std::string& why) {
        say("remora serve: error: a change could not be kept: " + why);
        failed = true;
        server.stop();
      });
  if (line.has("print-endpoint")) {
    std::cout << options.url << "\n" << std::flush;
  }
  if (options.loudness != Loudness::Quiet) {
    say("remora serve: " + options.url);
  }
  say("Ready.");
  server.run();
  if (failed) {
    return static_cast<int>(ExitStatus::BadInput);
  }
  if (store != nullptr) {
    if (const std::string wrong = endpoint->take_snapshot(); !wrong.empty()) {
      say("remora serve: warning: " + wrong);
    }
  }
  return 0;
}

}  // namespace remora::cli
