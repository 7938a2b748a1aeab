#include "engine/input/from.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/import/import.h"
#include "engine/input/imported.h"
#include "engine/input/member_reader.h"
#include "engine/input/policy_cache.h"
#include "engine/input/tree.h"

namespace remora::input {

namespace {

constexpr std::string_view kFrom = "from";
constexpr std::string_view kParameters = "parameters";

class SourcesReader {
 public:
  SourcesReader(FileReader& files, DiagnosticSink& sink) : files_(files), sink_(sink) {}

  imports::Sources read(const json::Value& scenario) {
    const json::Value from = *scenario.find(kFrom);
    if (from.is_object()) {
      MemberReader reader(from, "\"from\"", sink_);
      imports::Options& options = sources_.options;
      if (const auto inputs = reader.any("inputs")) {
        add_paths(*inputs, sources_.paths);
      }
      options.account = reader.text("accountId").value_or("");
      options.region = reader.text("region").value_or("");
      options.organization = reader.text("organizationId").value_or("");
      options.stack = reader.text("stackName").value_or("");
      options.assume_references = reader.boolean("assumeReferences").value_or(false);
      if (const auto texts = reader.any("parameterFiles")) {
        add_paths(*texts, options.parameter_files);
      }
      for (const auto& [name, list] : {std::pair("accounts", &options.accounts),
                                       std::pair("regions", &options.regions),
                                       std::pair("parameters", &options.parameters),
                                       std::pair("importValues", &options.import_values),
                                       std::pair("ssm", &options.ssm),
                                       std::pair("attributes", &options.attributes),
                                       std::pair("conditions", &options.conditions)}) {
        if (const auto named = reader.object(name)) {
          add_named(*named, *list);
        }
      }
      add_calls(reader, "channels", false);
      add_calls(reader, "trails", true);
      reader.finish();
    } else {
      add_paths(from, sources_.paths);
    }
    if (const auto parameters = scenario.find(kParameters)) {
      add_named(*parameters, sources_.options.parameters);
    }
    if (sources_.paths.empty() && sources_.calls.empty()) {
      sink_.error(
          from.place(), "from", "\"from\" names no input", "write \"from\": \"template.yaml\"");
    }
    return std::move(sources_);
  }

 private:
  void add_paths(const json::Value& value, std::vector<std::string>& paths) {
    for (const json::Value& path :
         value.is_array() ? value.elements() : std::vector<json::Value>{value}) {
      if (!path.is_string()) {
        sink_.error(path.place(), "from", "an input is named by its path");
        continue;
      }
      if (const auto refused = files_.refusal(path.source()->name(), path.text())) {
        for (const Diagnostic& one : refused->diagnostics) {
          sink_.error(path.place(), "from", one.message, one.hint);
        }
        continue;
      }
      paths.push_back(normal_path(path_beside(path.source()->name(), path.text())));
    }
  }

  void add_named(const json::Value& object, std::vector<imports::NamedText>& named) {
    for (const json::Member& member : object.members()) {
      const json::Value& value = member.value;
      // Whoever writes a number or a truth value means its text: that is what tools pass on.
      const bool scalar = !value.is_object() && !value.is_array() && !value.is_null();
      if (scalar) {
        named.emplace_back(member.key.text(), value.text());
      } else {
        sink_.error(value.place(), "from", in_quotes(member.key.text()) + " takes a text");
      }
    }
  }

  /// The deliveries that `--channel` and `--trail` would describe, in the same words.
  void add_calls(MemberReader& reader, std::string_view name, bool trail) {
    for (const json::Value& call : reader.array(name)) {
      if (const auto text = scalar_text(call)) {
        sources_.calls.push_back({trail, std::string(*text)});
      } else {
        sink_.error(call.place(), "from", "write it as in bucket=NAME,kms=ARN,account=ID");
      }
    }
  }

  FileReader& files_;
  DiagnosticSink& sink_;
  imports::Sources sources_;
};

/// A delivery that says no service is meant to be one of the inputs'.
void check_deliveries(const json::Value& scenario,
                      const json::Value& imported,
                      DiagnosticSink& sink) {
  std::vector<std::string_view> ids;
  if (const auto deliveries = imported.find("deliveries")) {
    for (const json::Value& one : deliveries->elements()) {
      if (const auto id = one.find("id")) {
        ids.push_back(id->text());
      }
    }
  }
  const auto own = scenario.find("deliveries");
  for (const json::Value& one : own ? own->elements() : std::vector<json::Value>()) {
    const auto id = one.find("id");
    if (id && !one.find("service") && std::find(ids.begin(), ids.end(), id->text()) == ids.end()) {
      const std::string hint = did_you_mean(id->text(), ids);
      sink.error(id->place(),
                 "from",
                 "the inputs describe no delivery " + in_quotes(id->text()),
                 hint.empty() ? "they describe " + (ids.empty() ? "none" : joined(ids)) : hint);
    }
  }
}

// Values nest as deep as a document may, which its reader limits.
void write(const Tree& tree, json::DocumentBuilder& builder) {  // NOLINT(misc-no-recursion)
  const Span span = tree.value.span();
  builder.stand_in(tree.value.source());
  if (tree.is_scalar()) {
    tree.kind() == json::Kind::String ? builder.string(span, tree.text())
                                      : builder.literal(tree.kind(), span, tree.text());
    return;
  }
  builder.open(tree.kind(), span);
  for (const Tree& child : tree.children) {
    if (tree.is_object()) {
      builder.stand_in(child.member->source());
      builder.string(child.member->span(), child.key());
    }
    write(child, builder);
  }
  builder.stand_in(tree.value.source());
  builder.close(span.end);
}

}  // namespace

bool takes_from_inputs(const json::Value& scenario) {
  return scenario.find(kFrom).has_value();
}

Result<FromInputs> resolve_from(const json::DocumentPtr& scenario, FileReader& files) {
  DiagnosticSink sink(scenario->source());
  const imports::Sources sources = SourcesReader(files, sink).read(scenario->root());
  if (sink.has_errors()) {
    return fail({sink.take()});
  }
  auto imported = imports::import_sources(sources, files);
  if (!imported) {
    return fail(imported.error());
  }
  check_deliveries(scenario->root(), imported->scenario->root(), sink);
  if (sink.has_errors()) {
    return fail({sink.take()});
  }
  Tree whole = plant(imported->scenario->root());
  Tree own = plant(scenario->root());
  own.erase(kFrom);
  own.erase(kParameters);
  merge_scenarios(whole, std::move(own));
  json::DocumentBuilder builder(scenario->source(), scenario->yaml());
  write(whole, builder);
  return FromInputs{builder.finish(),
                    notes_of(*imported),
                    std::move(imported->findings),
                    std::move(imported->derivations),
                    std::move(imported->secrets)};
}

}  // namespace remora::input
