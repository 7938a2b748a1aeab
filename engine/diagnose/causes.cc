#include "engine/diagnose/causes.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"
#include "engine/diagnose/later.h"

namespace remora::diagnose {

namespace {

constexpr auto kCauses = std::to_array<CauseInfo>({
#define REMORA_CAUSE(variant, policy, kind, when, summary, cases) \
  {variant, policy, CauseKind::kind, CauseWhen::when, summary, cases},
#include "engine/diagnose/causes.inc"
#undef REMORA_CAUSE
});

/// The variants that an error can be: its own, or all of its code if the text does not tell.
std::vector<std::string_view> variants_of(const Diagnosis& diagnosis, const Wordings& wordings) {
  std::vector<std::string_view> variants;
  for (const Wording& one : wordings.all()) {
    const bool meant = diagnosis.wordings.empty() ? one.code == diagnosis.code
                                                  : std::find(diagnosis.wordings.begin(),
                                                              diagnosis.wordings.end(),
                                                              &one) != diagnosis.wordings.end();
    // What follows a comma tells the age of a wording, not another refusal.
    const std::string_view variant = std::string_view(one.variant).substr(0, one.variant.find(','));
    if (meant && std::find(variants.begin(), variants.end(), variant) == variants.end()) {
      variants.push_back(variant);
    }
  }
  return variants;
}

bool is_role(std::string_view text) {
  const auto arn = Arn::parse(text);
  return arn && arn->service == "iam" && arn->resource.starts_with("role/");
}

bool can_be(CauseWhen when, const Diagnosis& diagnosis) {
  switch (when) {
    case CauseWhen::Always:
      break;
    case CauseWhen::KeyGiven:
      return diagnosis.key.value.has_value() || !diagnosis.bucket.spoken_of;
    case CauseWhen::NoKey:
      return !diagnosis.key.value.has_value();
    case CauseWhen::BucketIsArn:
      return diagnosis.bucket.value && diagnosis.bucket.value->starts_with("arn:");
    case CauseWhen::RoleIsNoRole:
      return diagnosis.role.value && !is_role(*diagnosis.role.value);
  }
  return true;
}

std::size_t count_cases(std::string_view cases) {
  std::size_t count = cases.empty() ? 0 : 1;
  for (std::size_t at = cases.find("; "); at != std::string_view::npos;
       at = cases.find("; ", at + 1)) {
    ++count;
  }
  return count;
}

bool is_shown(CauseWhen when) {
  return when == CauseWhen::BucketIsArn || when == CauseWhen::RoleIsNoRole;
}

std::string likelihood(const PossibleCause& cause, std::size_t total) {
  if (cause.shown) {
    return "the text shows it";
  }
  if (cause.cases == 0) {
    return "possible, no public case known";
  }
  return std::to_string(cause.cases) + " of " + std::to_string(total) + " public case" +
         (total == 1 ? "" : "s");
}

PossibleCause speaks_for_itself(const Diagnosis& diagnosis) {
  PossibleCause cause;
  cause.shown = true;
  cause.likelihood = "the text says it";
  if (diagnosis.wordings.empty()) {
    cause.summary = "the code is known, the rest of the text is not";
  } else {
    cause.summary = "the call itself was not accepted, as the message says: " +
                    diagnosis.wordings.front()->text;
  }
  return cause;
}

}  // namespace

std::span<const CauseInfo> cause_table() {
  return kCauses;
}

std::vector<PossibleCause> possible_causes(const Diagnosis& diagnosis, const Wordings& wordings) {
  if (is_later_error(diagnosis)) {
    return later_causes(diagnosis);
  }
  const std::vector<std::string_view> variants = variants_of(diagnosis, wordings);
  std::vector<PossibleCause> causes;
  std::size_t total = 0;
  for (const CauseInfo& row : kCauses) {
    const bool of_variant =
        std::find(variants.begin(), variants.end(), row.variant) != variants.end();
    if (!of_variant || !can_be(row.when, diagnosis)) {
      continue;
    }
    const auto same = std::find_if(causes.begin(), causes.end(), [&](const auto& other) {
      return other.policy == row.policy && other.info->kind == row.kind &&
             other.summary == row.summary;
    });
    // Where the text does not tell whether there is a key, one cause can have two rows.
    PossibleCause& cause = same == causes.end() ? causes.emplace_back() : *same;
    cause.info = &row;
    cause.summary = std::string(row.summary);
    cause.policy = row.policy;
    cause.shown = is_shown(row.when);
    const std::size_t cases = count_cases(row.cases);
    cause.cases += cases;
    total += cause.shown ? 0 : cases;
  }
  if (causes.empty()) {
    return {speaks_for_itself(diagnosis)};
  }
  for (PossibleCause& cause : causes) {
    cause.likelihood = likelihood(cause, total);
  }
  std::stable_sort(causes.begin(), causes.end(), [](const auto& a, const auto& b) {
    return a.shown != b.shown ? a.shown : a.cases > b.cases;
  });
  return causes;
}

}  // namespace remora::diagnose
