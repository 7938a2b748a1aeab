#include "engine/remedy/never_stored.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/tables.h"
#include "engine/base/words.h"
#include "engine/json/writer.h"

namespace remora::remedy {

namespace {

std::string list(const std::vector<std::string>& values) {
  json::Writer writer(json::Writer::Style::Compact);
  if (values.size() == 1) {
    return writer.string(values.front()).take();
  }
  writer.begin_array();
  for (const std::string& value : values) {
    writer.string(value);
  }
  return writer.end_array().take();
}

}  // namespace

std::optional<NeverStored> other_bucket(const Statement& statement, const std::string& bucket) {
  std::vector<std::string> resources;
  std::string wrong;
  for (const PolicyText& value : statement.resource.values) {
    std::string& kept = resources.emplace_back(value.text);
    const auto arn = Arn::parse(value.text);
    if (!arn || arn->service != "s3") {
      continue;
    }
    const std::string name(arn->resource.substr(0, arn->resource.find('/')));
    if (name != bucket && name.find_first_of("*?$\x1E") == std::string::npos) {
      wrong = name;
      kept.replace(kept.size() - arn->resource.size(), name.size(), bucket);
    }
  }
  if (wrong.empty()) {
    return std::nullopt;
  }
  return NeverStored{{{"/Resource", list(resources)}},
                     "name the bucket " + in_quotes(bucket) + " in Resource, not " +
                         in_quotes(wrong) + ", which no policy of this bucket may name"};
}

std::optional<NeverStored> no_principal(const Statement& statement, const Request& request) {
  const std::string service(request.principal.text());
  std::vector<std::string> services;
  std::vector<std::string> others;
  std::string wrong;
  for (const PrincipalEntry& entry : statement.principal.entries) {
    const std::string text(entry.value.text);
    if (entry.type == PrincipalType::Service) {
      // `cloudtrail.*.amazonaws.com` and `*.amazonaws.com` mean it, `logs.*.amazonaws.com` another.
      const std::size_t star = text.find('*');
      const bool means = star != std::string::npos && text.ends_with(".amazonaws.com") &&
                         service.starts_with(text.substr(0, star));
      const bool covers = means || misspelt_service_principal(text) == service;
      services.push_back(covers ? service : text);
      wrong = covers ? text : wrong;
    } else if (entry.type == PrincipalType::Aws && text == service) {
      services.push_back(service);
      wrong = text;
    } else if (entry.type == PrincipalType::Aws) {
      others.push_back(text);
    } else {
      return std::nullopt;
    }
  }
  if (wrong.empty() || request.principal.kind() != PrincipalKind::Service) {
    return std::nullopt;
  }
  NeverStored found;
  const bool had_aws =
      others.size() < statement.principal.entries.size() &&
      std::any_of(statement.principal.entries.begin(),
                  statement.principal.entries.end(),
                  [](const PrincipalEntry& entry) { return entry.type == PrincipalType::Aws; });
  found.elements.push_back({"/Principal/Service", list(services)});
  if (had_aws) {
    found.elements.push_back(
        {"/Principal/AWS", others.empty() ? std::nullopt : std::optional(list(others))});
  }
  found.what = wrong == service
                   ? "name " + in_quotes(service) + " under Service in Principal, not under AWS"
                   : "replace " + in_quotes(wrong) + " by " + in_quotes(service) + " in Principal";
  return found;
}

}  // namespace remora::remedy
