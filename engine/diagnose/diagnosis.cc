#include "engine/diagnose/diagnosis.h"

#include <algorithm>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/diagnose/facts.h"
#include "engine/diagnose/loose_match.h"
#include "engine/diagnose/normalise.h"
#include "engine/diagnose/sighting.h"
#include "engine/diagnose/surroundings.h"

namespace remora::diagnose {

namespace {

void keep_code(std::vector<const Wording*>& wordings, std::string_view code) {
  const bool any = std::any_of(
      wordings.begin(), wordings.end(), [&](const Wording* one) { return one->code == code; });
  if (any) {
    std::erase_if(wordings, [&](const Wording* one) { return one->code != code; });
  }
}

/// The variant without the age of its wording, which follows a comma.
std::string_view without_age(std::string_view variant) {
  return variant.substr(0, variant.find(','));
}

/// The one variant that the wordings have in common. Messages that AWS words alike are told apart
/// by their code alone; a message that breaks off could become any of them.
std::string common_variant(const std::vector<const Wording*>& wordings, bool complete) {
  const std::string& first = wordings.front()->variant;
  const auto all = [&](auto same) {
    return std::all_of(
        wordings.begin(), wordings.end(), [&](const Wording* one) { return same(one->variant); });
  };
  if (complete || all([&](const std::string& variant) { return variant == first; })) {
    return first;
  }
  const std::string_view base = without_age(first);
  return all([&](const std::string& variant) { return without_age(variant) == base; })
             ? std::string(base)
             : "truncated";
}

/// The first code in the text that one of the wordings goes with.
std::optional<std::string> code_in(const CodePlaces& codes,
                                   const std::vector<const Wording*>& wordings) {
  std::size_t first = std::string_view::npos;
  std::optional<std::string> code;
  for (const Wording* one : wordings) {
    const auto place = codes.find(one->code);
    if (place && place->begin < first) {
      first = place->begin;
      code = std::string(one->code);
    }
  }
  return code;
}

void add_surroundings(Diagnosis& diagnosis, Surroundings surroundings, Facts& facts) {
  diagnosis.wrapping = surroundings.form;
  if (const auto code = find_value(surroundings.values, "code")) {
    diagnosis.code = std::string(*code);
  }
  if (!surroundings.operation.empty()) {
    diagnosis.operation = std::string(surroundings.operation);
  } else if (const auto operation = find_value(surroundings.values, "operation")) {
    diagnosis.operation = std::string(*operation);
  }
  facts.add_surroundings(surroundings.values);
  if (const auto name = find_value(surroundings.values, "name");
      name && !diagnosis.name.spoken_of) {
    diagnosis.name = read_said(*name);
  }
}

void add_values(Diagnosis& diagnosis, const HoleValues& values, Facts& facts) {
  const auto fill = [&](Said& said, std::string_view hole) {
    if (const auto value = find_value(values, hole)) {
      said = read_said(*value);
    }
  };
  fill(diagnosis.bucket, "bucket");
  fill(diagnosis.prefix, "prefix");
  fill(diagnosis.key, "key");
  fill(diagnosis.role, "role");
  fill(diagnosis.topic, "topic");
  fill(diagnosis.name, "name");
  // CloudTrail says a trail's name as the ARN that it looked for.
  constexpr std::string_view kTrail = "trail/";
  const std::string name = diagnosis.name.value.value_or("");
  const auto arn = Arn::parse(name);
  if (arn && arn->service == "cloudtrail" && arn->resource.starts_with(kTrail)) {
    diagnosis.name.value = std::string(arn->resource.substr(kTrail.size()));
  }
  facts.add_message(values);
}

Diagnosis from_sighting(std::string_view text,
                        Sighting sighting,
                        const CodePlaces& code_places,
                        const Wordings& wordings) {
  Diagnosis diagnosis;
  diagnosis.service = sighting.wordings.front()->service;
  Facts facts;
  add_values(diagnosis, sighting.values, facts);
  auto surroundings =
      find_surroundings(text, sighting.begin, sighting.end, diagnosis.service, wordings);
  if (surroundings) {
    add_surroundings(diagnosis, *std::move(surroundings), facts);
  }
  if (!diagnosis.code) {
    diagnosis.code = code_in(code_places, sighting.wordings);
  }
  if (diagnosis.code) {
    keep_code(sighting.wordings, *diagnosis.code);
  }
  diagnosis.variant = common_variant(sighting.wordings, sighting.complete);
  diagnosis.wordings = std::move(sighting.wordings);
  facts.settle(diagnosis);
  return diagnosis;
}

/// A code of ours without a text of ours.
Diagnosis from_code(std::string_view text,
                    const CodePlace& place,
                    std::string_view code,
                    const Wordings& wordings) {
  Diagnosis diagnosis;
  diagnosis.service = wordings.service_of(code);
  diagnosis.code = std::string(code);
  Facts facts;
  // A colon behind the code, or a tool's words around it, and then something that we do not know.
  std::size_t message = skip_blanks(text, place.end);
  if (message < text.size() && text[message] == ')') {
    const std::size_t colon = text.find(": ", message);
    message = colon == std::string_view::npos ? text.size() : colon;
  }
  const bool speaks_on = message < text.size() && text[message] == ':' &&
                         skip_blanks(text, message + 1) < text.size() &&
                         text[skip_blanks(text, message + 1)] != kParagraphBreak;
  diagnosis.variant = speaks_on ? "unknown message" : "code only";
  if (speaks_on) {
    const std::size_t begin = skip_blanks(text, message + 1);
    if (auto surroundings = find_surroundings(text, begin, begin, diagnosis.service, wordings)) {
      add_surroundings(diagnosis, *std::move(surroundings), facts);
    }
  }
  facts.settle(diagnosis);
  return diagnosis;
}

/// Whether the code stands where a tool puts the code of an answer, with a sentence beside it:
/// `(CODE) when calling ...`, `CODE: ...`, `... Error Code: CODE;`.
bool is_in_answer(std::string_view text, const CodePlace& place) {
  constexpr std::string_view kBefore = "Code: ";
  const std::size_t behind = skip_blanks(text, place.end);
  const char next = behind < text.size() ? text[behind] : kParagraphBreak;
  return next == ':' || next == ')' ||
         (place.begin >= kBefore.size() &&
          text.substr(place.begin - kBefore.size(), kBefore.size()) == kBefore);
}

/// Whether a code whose sentence is none of ours is an error beside those that were found: with
/// sentences found only where a tool says it, for people write on about codes.
bool is_error_of_its_own(const std::vector<Diagnosis>& found,
                         std::string_view text,
                         const CodePlace& place,
                         std::string_view code) {
  if (found.empty()) {
    return !(is_code_of_other_calls(code) && is_in_answer(text, place));
  }
  return !is_code_of_other_calls(code) && is_in_answer(text, place) &&
         std::none_of(found.begin(), found.end(), [&](const Diagnosis& one) {
           return one.code == code ||
                  std::any_of(one.wordings.begin(), one.wordings.end(), [&](const Wording* may_be) {
                    return may_be->code == code;
                  });
         });
}

/// Errors that follow from another one of the text come behind it: what people must mend stands
/// first, whatever the order in which tools gave up.
void put_causes_first(std::vector<Diagnosis>& found) {
  const std::vector<Diagnosis> all = found;
  std::stable_partition(found.begin(), found.end(), [&](const Diagnosis& one) {
    return std::none_of(all.begin(), all.end(), [&](const Diagnosis& other) {
      return one.service == other.service && follows_from(one.variant, other.variant);
    });
  });
}

bool same_error(const Diagnosis& a, const Diagnosis& b) {
  return a.service == b.service && a.variant == b.variant && a.code == b.code &&
         a.bucket.value == b.bucket.value;
}

}  // namespace

std::vector<Diagnosis> diagnose(std::string_view text, const Wordings& wordings) {
  const std::string normal = normalise(text);
  std::vector<Diagnosis> found;
  const auto add = [&](Diagnosis one) {
    const bool known = std::any_of(
        found.begin(), found.end(), [&](const Diagnosis& other) { return same_error(one, other); });
    if (!known) {
      found.push_back(std::move(one));
    }
  };
  const CodePlaces code_places(normal, wordings);
  for (Sighting& sighting : find_sightings(normal, code_places, wordings)) {
    add(from_sighting(normal, std::move(sighting), code_places, wordings));
  }
  std::vector<std::pair<CodePlace, std::string_view>> codes;
  for (const std::string_view code : wordings.codes()) {
    const auto place = is_shared_code(code) ? std::nullopt : code_places.find(code);
    if (place && is_error_of_its_own(found, normal, *place, code)) {
      codes.emplace_back(*place, code);
    }
  }
  std::sort(codes.begin(), codes.end(), [](const auto& a, const auto& b) {
    return a.first.begin < b.first.begin;
  });
  for (const auto& [place, code] : codes) {
    add(from_code(normal, place, code, wordings));
  }
  put_causes_first(found);
  return found;
}

}  // namespace remora::diagnose
