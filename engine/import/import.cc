#include "engine/import/import.h"

#include <algorithm>
#include <utility>

#include "engine/base/words.h"
#include "engine/diagnose/diagnosis.h"
#include "engine/diagnose/wordings.h"
#include "engine/import/aws_cli.h"
#include "engine/import/aws_cli_organization.h"
#include "engine/import/bare_policies.h"
#include "engine/import/events.h"
#include "engine/import/kind.h"
#include "engine/import/landing_zone.h"
#include "engine/import/organization.h"
#include "engine/import/policies.h"
#include "engine/json/read.h"

namespace remora::imports {

namespace {

class Importer {
 public:
  Importer(const Sources& sources, FileReader& files)
      : sources_(sources),
        disk_(files),
        snapshot_(std::make_shared<const SourceText>("the command line", "")) {}

  Result<Imported> run() {
    for (const std::string& path : sources_.paths) {
      gather(path);
    }
    if (snapshot_.sink().has_errors()) {
      return fail({snapshot_.sink().take()});
    }
    for (const CallText& call : sources_.calls) {
      add_call(call, sources_.options, snapshot_);
    }
    if (!events_.empty()) {
      read_events(events_, outputs_, sources_.options, snapshot_);
    }
    read_landing_zones();
    if (!outputs_.empty()) {
      read_aws_cli(outputs_, sources_.options, snapshot_);
    }
    add_error_texts();
    if (!snapshot_.sink().has_errors() && !snapshot_.has_deliveries()) {
      say_what_to_try();
    }
    if (!snapshot_.sink().has_errors()) {
      add_bare_policies(policies_, snapshot_);
    }
    if (snapshot_.sink().has_errors()) {
      return fail({snapshot_.sink().take()});
    }
    Options options = sources_.options;
    for (LandingZone& landing_zone : landing_zones_) {
      landing_zone.complete();
      options.organization = landing_zone.organization();
    }
    if (!read_organization(outputs_, snapshot_)) {
      const std::vector<File> texts = policies_and(outputs_, events_);
      assume_organization(texts, options, snapshot_);
    }
    return Imported{
        snapshot_.scenario(), snapshot_.assumed(), snapshot_.findings(), snapshot_.sink().take()};
  }

 private:
  void gather(const std::string& path) {
    auto names = disk_.list(path);
    if (!names) {
      add(path, /*of_folder=*/false);
      return;
    }
    std::sort(names->begin(), names->end());
    for (const std::string& name : *names) {
      if (!name.starts_with('.')) {
        add(path + (path.ends_with('/') ? "" : "/") + name, /*of_folder=*/true);
      }
    }
  }

  /// What stands in a folder and is nothing of ours is passed over; what is named must be read.
  void add(const std::string& path, bool of_folder) {
    auto source = disk_.read(path);
    if (!source) {
      if (!of_folder) {
        snapshot_.sink().append(source.error().diagnostics);
      }
      return;
    }
    if (path.ends_with(".error")) {
      outputs_.push_back({*source, nullptr, of_folder});
      return;
    }
    // Looked for only where nothing else is known of the file: it takes time.
    const auto is_text = [&, source_text = (*source)->text()] {
      return !diagnose::diagnose(source_text, wordings_).empty();
    };
    auto json = json::read(*source);
    const FileKind kind = json ? kind_of((*json)->root()) : FileKind::None;
    if (kind == FileKind::Policy) {
      policies_.push_back({*source, *json});
    } else if (kind == FileKind::AwsCliOutput) {
      outputs_.push_back({*source, *json, of_folder});
    } else if (kind == FileKind::Event) {
      events_.push_back({*source, *json, of_folder});
    } else if (kind == FileKind::LandingZone) {
      manifests_.push_back({*source, *json, of_folder});
    } else if (!of_folder && is_text()) {
      texts_.push_back({*source, nullptr});
    } else if (!json && !of_folder) {
      snapshot_.sink().append(json.error().diagnostics);
    } else if (!of_folder) {
      snapshot_.sink().error((*json)->root().place(),
                             "input",
                             "this is none of the files that are read",
                             "a scenario, a policy, or what a command of the AWS CLI printed");
    }
  }

  /// The policies with other files that can name the organization.
  [[nodiscard]] std::vector<File> policies_and(const std::vector<File>& some,
                                               const std::vector<File>& others) const {
    std::vector<File> all = policies_;
    all.insert(all.end(), some.begin(), some.end());
    all.insert(all.end(), others.begin(), others.end());
    return all;
  }

  void read_landing_zones() {
    const std::vector<File> texts = policies_and(outputs_, events_);
    for (const File& manifest : manifests_) {
      landing_zones_.emplace_back(manifest, texts, sources_.options, snapshot_);
    }
  }

  void add_error_texts() {
    if (snapshot_.has_deliveries()) {
      return;
    }
    if (sources_.error_text != nullptr) {
      texts_.push_back({sources_.error_text, nullptr});
    }
    for (const File& text : texts_) {
      const auto errors = diagnose::diagnose(text.source->text(), wordings_);
      if (errors.empty()) {
        snapshot_.sink().error(text.place(),
                               "error-text",
                               "not recognised: no error that AWS Config or AWS CloudTrail answers "
                               "around deliveries");
        continue;
      }
      add_call(errors.front(), text.place(), sources_.options, snapshot_);
    }
  }

  void say_what_to_try() {
    const Place place = !policies_.empty()  ? policies_.front().place()
                        : !outputs_.empty() ? outputs_.front().place()
                                            : snapshot_.nowhere();
    std::string inputs;
    for (const std::string& path : sources_.paths) {
      inputs += " " + path;
    }
    snapshot_.sink().error(place,
                           "no-delivery",
                           "nothing here says what is delivered, and by whom",
                           "`remora check" + inputs + " --channel " + call_of_policies(policies_) +
                               "`, --trail, or --error with the error text");
  }

  const Sources& sources_;
  FileReader& disk_;
  Snapshot snapshot_;
  diagnose::Wordings wordings_;
  std::vector<File> outputs_;
  std::vector<File> policies_;
  std::vector<File> events_;
  std::vector<File> manifests_;
  std::vector<LandingZone> landing_zones_;
  std::vector<File> texts_;
};

}  // namespace

bool is_importable(const json::Value& root) {
  const FileKind kind = kind_of(root);
  return kind == FileKind::Policy || kind == FileKind::AwsCliOutput || kind == FileKind::Event ||
         kind == FileKind::LandingZone;
}

Result<Imported> import_sources(const Sources& sources, FileReader& files) {
  return Importer(sources, files).run();
}

}  // namespace remora::imports
