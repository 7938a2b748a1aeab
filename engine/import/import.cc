#include "engine/import/import.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "engine/base/words.h"
#include "engine/diagnose/diagnosis.h"
#include "engine/diagnose/wordings.h"
#include "engine/import/aws_cli.h"
#include "engine/import/aws_cli_organization.h"
#include "engine/import/bare_policies.h"
#include "engine/import/cloud_assembly.h"
#include "engine/import/cloudformation.h"
#include "engine/import/conceal.h"
#include "engine/import/event_lines.h"
#include "engine/import/events.h"
#include "engine/import/kind.h"
#include "engine/import/landing_zone.h"
#include "engine/import/organization.h"
#include "engine/import/policies.h"
#include "engine/import/printed_template.h"
#include "engine/import/several_answers.h"
#include "engine/import/terraform.h"
#include "engine/json/read.h"

namespace remora::imports {

namespace {

/// A name may be a logical id.
constexpr const char* kCallOfTemplate = "bucket=NAME,account=ID,region=REGION";

/// They deliver to a bucket of the user's as well, or to one of CloudTrail's.
constexpr auto kNotModelled =
    std::to_array<std::string_view>({"AWS::CloudTrail::EventDataStore",
                                     "AWS::Config::ConformancePack",
                                     "AWS::Config::OrganizationConformancePack"});

class Importer {
 public:
  Importer(const Sources& sources, FileReader& files)
      : sources_(sources),
        disk_(files),
        snapshot_(std::make_shared<const SourceText>(std::string(kCommandLine), "")) {}

  Result<Imported> run() {
    for (const std::string& path : sources_.paths) {
      gather(path);
    }
    if (snapshot_.sink().has_errors()) {
      return fail({snapshot_.sink().take()});
    }
    const Snapshot empty = snapshot_;
    cloudformation::Choices choices;
    Result<Imported> imported = assemble(choices);
    if (!imported) {
      return imported;
    }
    const auto add_missing = [&] {
      for (const cloudformation::Choice& one : choices.made()) {
        const auto known = std::find_if(
            imported->undecided.begin(), imported->undecided.end(), [&](const Unknown& other) {
              return other.reason == one.why.reason && other.supply == one.why.supply;
            });
        if (known == imported->undecided.end()) {
          imported->undecided.push_back(one.why);
        }
      }
    };
    add_missing();
    while (choices.next()) {
      snapshot_ = empty;
      if (auto other = assemble(choices)) {
        imported->otherwise.push_back(std::move(other->scenario));
        add_all(other->derivations, imported->derivations);
        add_all(other->secrets, imported->secrets);
      }
      add_missing();
    }
    imported->too_many_conditions = choices.too_many();
    return imported;
  }

 private:
  Result<Imported> assemble(cloudformation::Choices& choices) {
    for (const CallText& call : sources_.calls) {
      add_call(call, sources_.options, snapshot_);
    }
    if (!templates_.empty()) {
      cloudformation::read_templates(templates_, sources_.options, disk_, choices, snapshot_);
    }
    if (!events_.empty()) {
      read_events(events_, outputs_, sources_.options, snapshot_);
    }
    landing_zones_.clear();
    read_landing_zones();
    if (!outputs_.empty()) {
      read_aws_cli(outputs_, sources_.options, snapshot_);
    }
    Terraform terraform(plans_, sources_.options, snapshot_);
    terraform.add_deliveries();
    add_error_texts();
    if (!snapshot_.sink().has_errors() && !snapshot_.has_deliveries()) {
      say_what_to_try();
    }
    if (!snapshot_.sink().has_errors()) {
      terraform.add_things();
      add_bare_policies(policies_, snapshot_);
      cloudformation::settle_absent_policies(snapshot_);
    }
    std::vector<std::string> secrets = terraform.secrets();
    secrets.insert(secrets.end(), snapshot_.secrets().begin(), snapshot_.secrets().end());
    if (snapshot_.sink().has_errors()) {
      Diagnostics problems = snapshot_.sink().take();
      Concealer(std::move(secrets)).conceal(problems);
      return fail({std::move(problems)});
    }
    Options options = sources_.options;
    for (LandingZone& landing_zone : landing_zones_) {
      landing_zone.complete();
      if (!landing_zone.organization().empty()) {
        options.organization = landing_zone.organization();
      }
    }
    if (!read_organization(outputs_, snapshot_) && !terraform.has_organization()) {
      std::vector<File> texts = policies_and(outputs_, events_);
      const std::vector<File> of_plans = terraform.policies();
      texts.insert(texts.begin(), of_plans.begin(), of_plans.end());
      for (const cloudformation::TemplateFile& one : templates_) {
        texts.push_back(one.file);
      }
      assume_organization(texts, options, snapshot_);
    }
    attach_policies(snapshot_);
    Imported imported;
    imported.scenario = snapshot_.scenario();
    imported.assumed = snapshot_.assumed();
    imported.findings = snapshot_.findings();
    for (const auto& [place, derivation] : snapshot_.derived()) {
      imported.derivations.push_back(derivation);
    }
    imported.secrets = std::move(secrets);
    imported.warnings = snapshot_.sink().take();
    return imported;
  }

  template <class T>
  static void add_all(std::vector<T>& from, std::vector<T>& to) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  }

  void gather(const std::string& path) {
    auto names = disk_.list(path);
    if (!names) {
      add(path, /*of_folder=*/false);
      return;
    }
    std::sort(names->begin(), names->end());
    const std::string manifest = path + (path.ends_with('/') ? "" : "/") + "manifest.json";
    if (std::binary_search(names->begin(), names->end(), "manifest.json") &&
        may_be(FileKind::CloudAssembly) && is_assembly(manifest)) {
      add(manifest, /*of_folder=*/false);  // it names what counts of the others
      return;
    }
    for (const std::string& name : *names) {
      if (!name.starts_with('.')) {
        add(path + (path.ends_with('/') ? "" : "/") + name, /*of_folder=*/true);
      }
    }
  }

  /// What stands in a folder and is nothing of ours is passed over; what is named must be read, and
  /// so must what has the name of data: who cannot read it cannot say that it is nothing of ours.
  void add(const std::string& path, bool of_folder) {
    bool must = !of_folder || (is_data_name(path) && !disk_.list(path));
    const auto known = sources_.documents.find(path);
    auto source = known != sources_.documents.end() ? Result<SourcePtr>(known->second->source())
                                                    : disk_.read(path);
    if (!source) {
      if (must) {
        snapshot_.sink().append(source.error().diagnostics);
      }
      return;
    }
    must = must && (!of_folder || speaks_of_aws((*source)->text()));
    if (path.ends_with(".error") && may_be(FileKind::AwsCliOutput)) {
      outputs_.push_back({*source, nullptr, of_folder});
      return;
    }
    auto json = known != sources_.documents.end() ? Result<json::DocumentPtr>(known->second)
                                                  : json::read(*source);
    if (!json && may_be(FileKind::AwsCliOutput)) {
      if (const auto answers = several_answers(*source); !answers.empty()) {
        for (const json::DocumentPtr& one : answers) {
          outputs_.push_back({one->source(), one, of_folder});
        }
        return;
      }
    }
    FileKind kind = json ? kind_of((*json)->root()) : FileKind::None;
    if (!may_be(kind) && (json || !may_be(FileKind::Event))) {
      if (!json && must && !holds_event_lines(*source)) {
        snapshot_.sink().append(json.error().diagnostics);
      }
      if (!json || of_folder) {
        return;
      }
      kind = *sources_.options.kind;
    }
    if (kind == FileKind::Policy) {
      policies_.push_back({*source, *json});
    } else if (kind == FileKind::AwsCliOutput) {
      outputs_.push_back({*source, *json, of_folder});
    } else if (kind == FileKind::Template) {
      const File file{*source, *json, of_folder};
      if (const auto printed = template_in(file)) {
        templates_.push_back({printed->value_or(file)});
      } else {
        snapshot_.sink().append(printed.error().diagnostics);
      }
    } else if (kind == FileKind::CloudAssembly) {
      auto found = cloudformation::read_assembly({*source, *json}, disk_, snapshot_.sink());
      std::move(found.begin(), found.end(), std::back_inserter(templates_));
    } else if (kind == FileKind::Event) {
      events_.push_back({*source, *json, of_folder});
    } else if (kind == FileKind::LandingZone) {
      manifests_.push_back({*source, *json, of_folder});
    } else if (kind == FileKind::TerraformPlan || kind == FileKind::TerraformState) {
      plans_.push_back({*source, *json, of_folder});
    } else if (!json && add_event_lines(*source, of_folder)) {
      return;
    } else if (const auto misfit = terraform_misfit((*source)->text())) {
      if (must) {
        snapshot_.sink().error(
            {*source, {}}, "input", std::string(misfit->message), std::string(misfit->hint));
      }
    } else if (!of_folder && !diagnose::diagnose((*source)->text(), wordings_).empty()) {
      texts_.push_back({*source, nullptr});
    } else if (!json && must) {
      snapshot_.sink().append(json.error().diagnostics);
    } else if (!of_folder) {
      snapshot_.sink().error((*json)->root().place(),
                             "input",
                             "this is none of the files that are read",
                             "a scenario, a policy, or what a command of the AWS CLI printed");
    }
  }

  /// Whether files of that kind are read, which `--input` may narrow down.
  [[nodiscard]] bool may_be(FileKind kind) const {
    const std::optional<FileKind>& wanted = sources_.options.kind;
    return !wanted || kind == *wanted ||
           (is_made_by_terraform(kind) && is_made_by_terraform(*wanted));
  }

  static bool holds_event_lines(const SourcePtr& text) {
    const auto lines = event_lines(text);
    return lines && !lines->empty();
  }

  /// False if the text is none of events, one a line.
  bool add_event_lines(const SourcePtr& text, bool of_folder) {
    auto lines = event_lines(text);
    if (!lines) {
      snapshot_.sink().append(lines.error().diagnostics);
      return true;
    }
    for (json::DocumentPtr& line : *lines) {
      const SourcePtr source = line->source();
      events_.push_back({source, std::move(line), of_folder});
    }
    return !lines->empty();
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

  bool is_assembly(const std::string& path) {
    const auto source = disk_.read(path);
    const auto json =
        source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
    return json && kind_of((*json)->root()) == FileKind::CloudAssembly;
  }

  void add_error_texts() {
    if (snapshot_.has_deliveries()) {
      return;
    }
    std::vector<File> texts = texts_;
    if (sources_.error_text != nullptr) {
      texts.push_back({sources_.error_text, nullptr});
    }
    for (const File& text : texts) {
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

  /// What templates hold that delivers too, in a way that is not modelled.
  [[nodiscard]] std::string not_modelled() const {
    std::string text;
    for (const cloudformation::TemplateFile& one : templates_) {
      const auto resources = one.file.root().find("Resources");
      for (const json::Member& resource :
           resources ? resources->members() : std::vector<json::Member>()) {
        const auto type = resource.value.find("Type");
        if (type && std::find(kNotModelled.begin(), kNotModelled.end(), type->text()) !=
                        kNotModelled.end()) {
          text += "; " + in_quotes(resource.key.text()) + ", an " + std::string(type->text()) +
                  ", is not modelled";
        }
      }
    }
    return text;
  }

  void say_what_to_try() {
    const Place place = !templates_.empty()   ? templates_.front().file.place()
                        : !policies_.empty()  ? policies_.front().place()
                        : !outputs_.empty()   ? outputs_.front().place()
                        : !plans_.empty()     ? plans_.front().place()
                        : !manifests_.empty() ? manifests_.front().place()
                                              : snapshot_.nowhere();
    std::string inputs;
    for (const std::string& path : sources_.paths) {
      inputs += " " + path;
    }
    snapshot_.sink().error(
        place,
        "no-delivery",
        "nothing here says what is delivered, and by whom" + not_modelled(),
        "`remora check" + inputs + " --channel " +
            (templates_.empty() ? call_of_policies(policies_) : kCallOfTemplate) +
            "`, --trail, or --error with the error text" +
            (templates_.empty() ? "" : "; a logical id is as good as a name"));
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
  std::vector<cloudformation::TemplateFile> templates_;
  std::vector<File> texts_;
  std::vector<File> plans_;  // of Terraform, and its states
};

}  // namespace

bool is_importable(const json::Value& root) {
  return kind_of(root) != FileKind::None;
}

Result<Imported> import_sources(const Sources& sources, FileReader& files) {
  return Importer(sources, files).run();
}

}  // namespace remora::imports
