#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/authorize/authorize.h"
#include "engine/base/source_text.h"
#include "engine/condition/condition.h"
#include "engine/condition/decimal.h"
#include "engine/condition/pattern.h"
#include "engine/policy/parse.h"
#include "tests/property/change_policies.h"
#include "tests/property/compare.h"
#include "tests/property/generate.h"
#include "tests/property/generate_policy.h"
#include "tests/property/vector_text.h"
#include "tests/reference/condition.h"
#include "tests/reference/from_vector.h"
#include "tests/reference/glob.h"
#include "tests/reference/numbers.h"
#include "tests/support/trials.h"

namespace remora::property {

namespace {

constexpr std::uint64_t kSeed = 20261124;
constexpr std::size_t kRequests = 20;

/// Calls `check` with every generated case, its requests and a source of more random numbers. It
/// returns how often it tried its property.
void for_each_case(
    std::size_t cases,
    std::size_t fewest_trials,
    const std::function<std::size_t(const fixture::Vector&, const std::vector<Request>&, Random&)>&
        check) {
  test::Trials trials("trials", fewest_trials);
  for (std::size_t i = 0; i < cases; ++i) {
    Random random = Random::for_case(kSeed, i);
    const GeneratedCase made = generate_case(random, kRequests);
    const std::string text = vector_text(made.policies, made.requests.front());
    const auto vector = read_vector_text(text);
    BOOST_TEST_CONTEXT("case " << i << ": " << text) {
      BOOST_REQUIRE(vector.has_value());
      trials += check(*vector, made.requests, random);
    }
  }
}

/// A policy for some layer of the vector; nothing if that layer cannot take it.
PolicyPtr extra_policy(Random& random, PolicyType resource_type) {
  constexpr auto kTypes = std::to_array<PolicyType>({PolicyType::Identity,
                                                     PolicyType::Boundary,
                                                     PolicyType::Session,
                                                     PolicyType::Scp,
                                                     PolicyType::Rcp,
                                                     PolicyType::VpcEndpoint,
                                                     PolicyType::Resource,
                                                     PolicyType::Resource});
  PolicyType type = random.pick(std::span(kTypes));
  type = type == PolicyType::Resource ? resource_type : type;
  const ServiceWords& service = random.pick(services());
  const Mood mood = random.chance(30) ? Mood::Generous : Mood::Plain;
  const auto source = std::make_shared<SourceText>(
      "extra", policy_text(random, service, type, mood, /*clear=*/false));
  return parse_policy(source, type).value();
}

std::string describe(const Request& request) {
  return vector_text("{}", request);
}

/// Every text of at most `length` words.
std::vector<std::string> all_texts(const std::vector<std::string_view>& words, std::size_t length) {
  std::vector<std::string> texts = {""};
  std::size_t first = 0;  // of the texts of the last length
  for (std::size_t size = 0; size < length; ++size) {
    const std::size_t last = texts.size();
    for (; first < last; ++first) {
      for (const std::string_view word : words) {
        texts.push_back(texts[first] + std::string(word));
      }
    }
  }
  return texts;
}

Match to_match(reference::Truth truth) {
  if (truth == reference::Truth::Maybe) {
    return Match::Unknown;
  }
  return match_if(truth == reference::Truth::True);
}

/// Compares one line of a Condition with the reference, on every request and as either effect.
void check_condition(const ConditionEntry& entry,
                     PolicyVersion version,
                     const std::vector<Request>& requests) {
  const CompiledCondition compiled = compile_condition(entry, version);
  for (const Request& request : requests) {
    for (const Effect effect : {Effect::Allow, Effect::Deny}) {
      const Match engine = evaluate(compiled, request.context, effect);
      const Match wanted =
          to_match(reference::test_condition(entry, version, request.context, effect));
      if (engine != wanted) {
        BOOST_ERROR(entry.operator_name.text << " " << entry.key.text << " in " << to_string(effect)
                                             << ": engine " << to_string(engine) << ", reference "
                                             << to_string(wanted) << ", " << describe(request));
      }
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(property)

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(order_of_statements_and_policies_never_matters) {
  for_each_case(
      1000, 1000 * kRequests, [](const auto& vector, const auto& requests, Random& random) {
        const fixture::Vector other = shuffled(vector, random);
        for (const Request& request : requests) {
          const Decision before = authorize(request, vector.policies());
          const Decision after = authorize(request, other.policies());
          if (before.verdict != after.verdict ||
              before.denied_either_way != after.denied_either_way) {
            BOOST_ERROR(to_string(before.verdict)
                        << " became " << to_string(after.verdict) << ": " << describe(request));
          }
        }
        return requests.size();
      });
}

// One exception: RestrictPublicBuckets blocks by the policy's publicness, which a Deny for
// everyone takes away (capture of AWS, public_policy_replay).
BOOST_AUTO_TEST_CASE(adding_a_deny_never_allows) {
  for_each_case(3000, 19'000, [](const auto& vector, const auto& requests, Random& random) {
    std::size_t trials = 0;
    fixture::Vector other = vector;
    if (!add_statements(other, extra_policy(random, vector.resource_type), Effect::Deny)) {
      return trials;
    }
    for (const Request& request : requests) {
      if (request.environment.s3_restrict_public_buckets) {
        continue;
      }
      ++trials;
      if (authorize(request, vector.policies()).verdict != Verdict::Allowed &&
          authorize(request, other.policies()).verdict == Verdict::Allowed) {
        BOOST_ERROR("a Deny allowed " << describe(request));
      }
    }
    return trials;
  });
}

// Two exceptions: the first policy of a layer that limits (boundary, session, SCP, endpoint) is a
// new limit even if it only allows, so layers without policies get none; and an Allow can make a
// bucket policy public, which RestrictPublicBuckets blocks.
BOOST_AUTO_TEST_CASE(adding_an_allow_never_denies) {
  for_each_case(3000, 18'000, [](const auto& vector, const auto& requests, Random& random) {
    std::size_t trials = 0;
    fixture::Vector other = vector;
    const PolicyPtr extra = extra_policy(random, vector.resource_type);
    // RCPs that customers write cannot allow; RCPFullAWSAccess is in force anyway.
    if (extra->type == PolicyType::Rcp || !add_statements(other, extra, Effect::Allow)) {
      return trials;
    }
    for (const Request& request : requests) {
      if (request.environment.s3_restrict_public_buckets) {
        continue;
      }
      ++trials;
      if (authorize(request, vector.policies()).verdict == Verdict::Allowed &&
          authorize(request, other.policies()).verdict != Verdict::Allowed) {
        BOOST_ERROR("an Allow denied " << describe(request));
      }
    }
    return trials;
  });
}

BOOST_AUTO_TEST_CASE(forgetting_a_key_never_flips_the_verdict) {
  const std::size_t keys = condition_keys().size();
  for_each_case(
      1000, 1000 * kRequests * keys, [&](const auto& vector, const auto& requests, Random&) {
        const PolicySet policies = vector.policies();
        for (const Request& request : requests) {
          const Verdict known = authorize(request, policies).verdict;
          for (const KeyWord& key : condition_keys()) {
            Request forgetful = request;
            forgetful.context.set_unknown(key.name, "forgotten");
            const Decision decision = authorize(forgetful, policies);
            // Whatever was true with the value must stay possible without it.
            const bool undetermined = decision.verdict == Verdict::Undetermined;
            const bool possible = undetermined
                                      ? !(decision.denied_either_way && known == Verdict::Allowed)
                                      : decision.verdict == known;
            if (!possible) {
              BOOST_ERROR("without " << key.name << " " << to_string(known) << " became "
                                     << to_string(decision.verdict) << ": " << describe(request));
            }
          }
        }
        return requests.size() * keys;
      });
}

// A bucket whose name AWS will choose: every text that names it holds the same symbol instead.
BOOST_AUTO_TEST_CASE(naming_a_bucket_by_a_symbol_never_flips_the_verdict) {
  const auto with_symbol = [](std::string text) {
    constexpr std::string_view kName = ":::b";
    for (std::size_t at = 0; (at = text.find(kName, at)) != std::string::npos; at += kName.size()) {
      text.replace(at, kName.size(), ":::\\u001ebucket B\\u001f");
    }
    return text;
  };
  // Most patterns name the bucket whole or not at all.
  test::Trials settled("verdicts that the name does not change", 1000 * kRequests * 9 / 10);
  for (std::size_t i = 0; i < 1000; ++i) {
    Random random = Random::for_case(kSeed, i);
    const GeneratedCase made = generate_case(random, kRequests);
    for (const Request& request : made.requests) {
      const std::string text = vector_text(made.policies, request);
      const auto literal = read_vector_text(text);
      const auto symbolic = read_vector_text(with_symbol(text));
      BOOST_REQUIRE(literal.has_value());
      BOOST_REQUIRE(symbolic.has_value());
      const Verdict known = authorize(literal->request, literal->policies()).verdict;
      const Verdict open = authorize(symbolic->request, symbolic->policies()).verdict;
      settled += open != Verdict::Undetermined ? 1 : 0;
      if (open != Verdict::Undetermined && open != known) {
        BOOST_ERROR(to_string(known) << " became " << to_string(open) << ": " << text);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(conditions_agree_with_the_reference) {
  for_each_case(2000, 50'000, [](const auto& vector, const auto& requests, Random&) {
    std::size_t trials = 0;
    const reference::ReferencePolicies documents = reference::policies_of(vector);
    std::vector<PolicyPtr> policies = documents.identity;
    if (documents.resource) {
      policies.push_back(*documents.resource);
    }
    for (const PolicyPtr& policy : policies) {
      if (policy == nullptr) {
        continue;
      }
      for (const Statement& statement : policy->statements) {
        for (const ConditionEntry& entry : statement.conditions) {
          check_condition(entry, policy->version, requests);
          trials += requests.size();
        }
      }
    }
    return trials;
  });
}

BOOST_AUTO_TEST_CASE(decisions_agree_with_the_reference) {
  constexpr std::size_t kDecisions = 100'000;
  constexpr std::size_t kRequestsPerCase = 50;
  ComparisonCounts counts;
  const auto disagreement =
      compare_cases(kSeed, 0, kDecisions / kRequestsPerCase, kRequestsPerCase, counts);
  BOOST_TEST(!disagreement.has_value(), disagreement.value_or(""));
  test::Trials decisions("decisions", kDecisions);
  decisions += counts.decisions;
  // A comparison of nothing but denials would prove little.
  test::Trials allowed("of them Allowed", kDecisions / 3);
  allowed += counts.verdicts[static_cast<std::size_t>(Verdict::Allowed)];
}

BOOST_AUTO_TEST_CASE(wildcards_agree_with_the_reference_exhaustively) {
  const auto patterns = all_texts({"*", "?", "é", "𐐀"}, 5);
  const auto texts = all_texts({"é", "𐐀"}, 6);
  const RequestContext context;
  test::Trials trials("patterns on texts", 170'000);
  for (const std::string& pattern : patterns) {
    const Pattern compiled(pattern, PatternSyntax{});
    const auto units = reference::expand(pattern, true, true, context).units;
    for (const std::string& text : texts) {
      ++trials;
      const bool wanted = reference::glob(units, reference::utf16(text));
      if (glob(compiled.pieces().view(), text) != wanted ||
          compiled.matches(text, context) != match_if(wanted)) {
        BOOST_ERROR(pattern << " on " << text << " should be " << wanted);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(numbers_are_read_as_by_the_reference_exhaustively) {
  test::Trials trials("texts", 19'000);
  for (const std::string& text : all_texts({"0", "1", "5", ".", "-", "+", "e"}, 5)) {
    ++trials;
    if (Decimal::parse(text).has_value() != reference::read_number(text).has_value()) {
      BOOST_ERROR("\"" << text << "\" is a number to only one of the two");
    }
  }
}

BOOST_AUTO_TEST_CASE(numbers_compare_as_by_the_reference_exhaustively) {
  std::vector<Decimal> decimals;
  std::vector<reference::Number> numbers;
  const auto texts = all_texts({"0", "1", "5", ".", "-", "+", "e"}, 4);
  for (const std::string& text : texts) {
    if (const auto decimal = Decimal::parse(text)) {
      decimals.push_back(*decimal);
      numbers.push_back(reference::read_number(text).value());
    }
  }
  test::Trials trials("pairs", 500 * 500);
  for (std::size_t i = 0; i < decimals.size(); ++i) {
    for (std::size_t j = 0; j < decimals.size(); ++j) {
      ++trials;
      const int wanted = reference::compare(numbers[i], numbers[j]);
      const bool less = decimals[i] < decimals[j];
      const bool equal = decimals[i] == decimals[j];
      if (less != (wanted < 0) || equal != (wanted == 0)) {
        BOOST_ERROR("numbers " << i << " and " << j << " compare differently");
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::property
