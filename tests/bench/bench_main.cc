#include <memory>
#include <string>
#include <vector>

#include "engine/authorize/authorize.h"
#include "engine/authorize/explain.h"
#include "engine/input/element_splitter.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"
#include "engine/policy/parse.h"
#include "tests/support/paths.h"
#include "tests/support/scenario.h"
#include "tests/support/scenario_files.h"
#include <benchmark/benchmark.h>

// Named scenarios; what each is about stands above it. Results are kept in docs/performance.md.
namespace {

using namespace remora;  // NOLINT(google-build-using-namespace): a benchmark, not a library

CompiledPolicyPtr compiled(const std::string& text, PolicyType type) {
  auto policy = parse_policy(std::make_shared<const SourceText>("bench", text), type);
  if (!policy) {
    throw std::runtime_error("the benchmark's policy is malformed");
  }
  return compile(*std::move(policy));
}

std::string document(const std::string& statements) {
  return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
}

const std::string kAllowAll = R"({"Effect":"Allow","Action":"*","Resource":"*"})";

/// Five conditions of different operators, as a careful bucket policy has them.
const std::string kFiveConditions =
    R"({"Sid":"Deliver","Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},)"
    R"("Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/AWSLogs/111122223333/Config/*",)"
    R"("Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control",)"
    R"("aws:SourceAccount":"111122223333"},)"
    R"("ArnLike":{"aws:SourceArn":"arn:aws:config:*:111122223333:*"},)"
    R"("Bool":{"aws:SecureTransport":"true"},"Null":{"aws:PrincipalOrgID":"true"}}})";

/// Builds the delivery's request from plain strings, as an adapter would.
void fill_from_strings(Request& request) {
  request.principal = *Principal::parse("config.amazonaws.com");
  request.action = "s3:PutObject";
  request.resource = "arn:aws:s3:::logs/AWSLogs/111122223333/Config/ConfigWritabilityCheckFile";
  request.resource_account = "111122223333";
  request.context.clear();
  request.context.set("aws:SourceAccount", "111122223333");
  request.context.set("aws:SourceArn", "arn:aws:config:us-east-1:111122223333:*");
  request.context.set("aws:SecureTransport", "true");
  request.context.set("s3:x-amz-acl", "bucket-owner-full-control");
}

Request user_request(const std::string& action, const std::string& resource) {
  Request request;
  request.principal = *Principal::parse("arn:aws:iam::111122223333:user/ana");
  request.action = action;
  request.resource = resource;
  request.resource_account = "111122223333";
  return request;
}

/// One statement, nothing to look up.
void one_statement(benchmark::State& state) {
  const PolicyGroup identity = {compiled(document(kAllowAll), PolicyType::Identity)};
  const Request request = user_request("s3:GetObject", "arn:aws:s3:::logs/a");
  PolicySet policies;
  policies.identity = identity;
  for (auto _ : state) {
    benchmark::DoNotOptimize(authorize(request, policies));
  }
}

BENCHMARK(one_statement);

/// The decision alone, for a request that is ready.
void five_conditions(benchmark::State& state) {
  const auto bucket = compiled(document(kFiveConditions), PolicyType::Bucket);
  Request request;
  fill_from_strings(request);
  PolicySet policies;
  policies.resource = bucket.get();
  policies.resource_type = PolicyType::Bucket;
  for (auto _ : state) {
    benchmark::DoNotOptimize(authorize(request, policies));
  }
}

BENCHMARK(five_conditions);

/// The same with the request made from strings each time.
void five_conditions_from_strings(benchmark::State& state) {
  const auto bucket = compiled(document(kFiveConditions), PolicyType::Bucket);
  Request request;
  PolicySet policies;
  policies.resource = bucket.get();
  policies.resource_type = PolicyType::Bucket;
  for (auto _ : state) {
    fill_from_strings(request);
    benchmark::DoNotOptimize(authorize(request, policies));
  }
}

BENCHMARK(five_conditions_from_strings);

/// Many statements with different actions; the last one matches.
void statements_by_action(benchmark::State& state) {
  std::string statements;
  for (int i = 0; i < state.range(0); ++i) {
    statements += (i == 0 ? "" : ",");
    statements +=
        R"({"Effect":"Allow","Action":"svc)" + std::to_string(i) + R"(:Do","Resource":"*"})";
  }
  const PolicyGroup identity = {compiled(document(statements), PolicyType::Identity)};
  const Request request =
      user_request("svc" + std::to_string(state.range(0) - 1) + ":Do", "arn:aws:s3:::logs/a");
  PolicySet policies;
  policies.identity = identity;
  for (auto _ : state) {
    benchmark::DoNotOptimize(authorize(request, policies));
  }
}

BENCHMARK(statements_by_action)->Arg(10)->Arg(100)->Arg(1000);

/// Many statements that all share action and principal, each for its own resource; the last one
/// matches.
void statements_sharing_action_and_principal(benchmark::State& state) {
  std::string statements;
  for (int i = 0; i < state.range(0); ++i) {
    statements += (i == 0 ? "" : ",");
    statements += R"({"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/ana"},)"
                  R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/team-)" +
                  std::to_string(i) + R"(/*"})";
  }
  const auto bucket = compiled(document(statements), PolicyType::Bucket);
  const Request request = user_request(
      "s3:GetObject", "arn:aws:s3:::logs/team-" + std::to_string(state.range(0) - 1) + "/report");
  PolicySet policies;
  policies.resource = bucket.get();
  policies.resource_type = PolicyType::Bucket;
  for (auto _ : state) {
    benchmark::DoNotOptimize(authorize(request, policies));
  }
}

BENCHMARK(statements_sharing_action_and_principal)->Arg(10)->Arg(100)->Arg(1000);

/// Three levels of SCPs, one of RCPs, a bucket policy, an identity policy, from strings.
void all_layers_from_strings(benchmark::State& state) {
  const auto full = compiled(document(kAllowAll), PolicyType::Scp);
  const auto region = compiled(
      document(R"({"Effect":"Deny","NotAction":["iam:*","sts:*"],"Resource":"*","Condition":)"
               R"({"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}})"),
      PolicyType::Scp);
  const std::vector<PolicyGroup> scps = {{full}, {full, region}, {full}};
  const std::vector<PolicyGroup> rcps = {{compiled(
      document(R"({"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":)"
               R"({"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-1"},)"
               R"("BoolIfExists":{"aws:PrincipalIsAWSService":"false"}}})"),
      PolicyType::Rcp)}};
  const auto bucket = compiled(document(kFiveConditions), PolicyType::Bucket);
  const PolicyGroup identity = {compiled(document(kAllowAll), PolicyType::Identity)};
  PolicySet policies;
  policies.identity = identity;
  policies.resource = bucket.get();
  policies.resource_type = PolicyType::Bucket;
  policies.scps = scps;
  policies.rcps = rcps;
  Request request;
  for (auto _ : state) {
    fill_from_strings(request);
    request.principal = *Principal::parse("arn:aws:iam::111122223333:user/ana");
    request.context.set("aws:RequestedRegion", "us-east-1");
    request.context.set("aws:PrincipalOrgID", "o-1");
    benchmark::DoNotOptimize(authorize(request, policies));
  }
}

BENCHMARK(all_layers_from_strings);

/// A pattern with six stars against a text that almost matches at every place.
void adversarial_glob(benchmark::State& state) {
  const std::string text(static_cast<std::size_t>(state.range(0)), 'a');
  const Pattern pattern("a*a*a*a*a*a*b", {});
  const RequestContext context;
  for (auto _ : state) {
    benchmark::DoNotOptimize(pattern.matches(text, context));
  }
  state.SetComplexityN(state.range(0));
}

BENCHMARK(adversarial_glob)->RangeMultiplier(4)->Range(64, 4096)->Complexity();

std::string policy_of_2_kb() {
  std::string statements = kFiveConditions;
  while (document(statements).size() < 1900) {
    statements += "," + kFiveConditions;
  }
  return document(statements);
}

/// From text to a policy that is ready to decide.
void parse_and_compile_2_kb(benchmark::State& state) {
  const std::string text = policy_of_2_kb();
  for (auto _ : state) {
    benchmark::DoNotOptimize(compiled(text, PolicyType::Bucket));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(text.size()));
}

BENCHMARK(parse_and_compile_2_kb);

/// What an explanation costs beside the decision.
void explain_five_conditions(benchmark::State& state) {
  const auto bucket = compiled(document(kFiveConditions), PolicyType::Bucket);
  Request request;
  fill_from_strings(request);
  PolicySet policies;
  policies.resource = bucket.get();
  policies.resource_type = PolicyType::Bucket;
  for (auto _ : state) {
    benchmark::DoNotOptimize(explain(request, policies));
  }
}

BENCHMARK(explain_five_conditions);

/// 100,000 vectors of NDJSON, split, read, decided, on one thread.
void eval_100000_vectors(benchmark::State& state) {
  const std::string line =
      R"({"id":"v","policies":{"identity":[{"Version":"2012-10-17","Statement":{"Effect":"Allow",)"
      R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*","Condition":{"StringEquals":)"
      R"({"aws:PrincipalTag/team":"audit"}}}}]},"request":{"principal":)"
      R"("arn:aws:iam::111122223333:user/ana","action":"s3:GetObject","resource":)"
      R"("arn:aws:s3:::logs/a","resource_account":"111122223333","context":)"
      R"({"aws:PrincipalTag/team":"audit"}},"expect":"Allowed"})"
      "\n";
  constexpr int kVectors = 100'000;
  for (auto _ : state) {
    input::ElementSplitter splitter;
    int allowed = 0;
    for (int i = 0; i < kVectors; ++i) {
      splitter.feed(line);
      while (const auto element = splitter.next()) {
        const auto source = std::make_shared<const SourceText>("bench", element->text);
        const auto json = json::read_json(source);
        const auto vector = input::read_vector(*json, (*json)->root());
        allowed += authorize(vector->request, vector->policies()).verdict == Verdict::Allowed;
      }
    }
    benchmark::DoNotOptimize(allowed);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kVectors);
}

BENCHMARK(eval_100000_vectors)->Unit(benchmark::kMillisecond);

/// Three deliveries and two raw requests, a world that is loaded: the outcomes and causes alone
/// (0), with every request explained (1). The difference is what explanations cost those who ask.
void three_deliveries(benchmark::State& state) {
  const fixture::ScenarioReport loaded = test::run_scenario();
  const fixture::RunOptions options = {
      {.explanations = state.range(0) == 1, .remedies = false, .surroundings = false}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        fixture::run("bench", loaded.scenario, loaded.scenario->assumptions, options));
  }
}

BENCHMARK(three_deliveries)->Arg(0)->Arg(1);

/// One account that keeps its own logs: a Config channel and a trail into one bucket, as AWS's
/// two pages on the bucket policy have it.
const std::string kOneAccount = R"({
  "remora": 1,
  "title": "One account",
  "buckets": [{"name": "logs", "accountId": "111111111111", "region": "us-east-1", "policy": {
    "Version": "2012-10-17", "Statement": [
      {"Sid": "AWSConfigBucketPermissionsCheck", "Effect": "Allow",
       "Principal": {"Service": "config.amazonaws.com"},
       "Action": ["s3:GetBucketAcl", "s3:ListBucket"], "Resource": "arn:aws:s3:::logs",
       "Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}}},
      {"Sid": "AWSConfigBucketDelivery", "Effect": "Allow",
       "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:PutObject",
       "Resource": "arn:aws:s3:::logs/AWSLogs/111111111111/Config/*",
       "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control",
                                      "aws:SourceAccount": "111111111111"}}},
      {"Sid": "AWSCloudTrailAclCheck", "Effect": "Allow",
       "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:GetBucketAcl",
       "Resource": "arn:aws:s3:::logs", "Condition": {"StringEquals": {
         "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111111111111:trail/main"}}},
      {"Sid": "AWSCloudTrailWrite", "Effect": "Allow",
       "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject",
       "Resource": "arn:aws:s3:::logs/AWSLogs/111111111111/*", "Condition": {"StringEquals": {
         "s3:x-amz-acl": "bucket-owner-full-control",
         "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111111111111:trail/main"}}}]}}],
  "roles": [{"arn": "arn:aws:iam::111111111111:role/recorder",
             "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
               "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}},
             "policies": ["arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"]}],
  "deliveries": [
    {"id": "channel", "service": "config", "accountId": "111111111111", "region": "us-east-1",
     "configurationRecorder": {"roleARN": "arn:aws:iam::111111111111:role/recorder"},
     "deliveryChannel": {"s3BucketName": "logs"}},
    {"id": "trail", "service": "cloudtrail", "accountId": "111111111111", "region": "us-east-1",
     "trail": {"Name": "main", "S3BucketName": "logs"}}]
})";

void one_account(benchmark::State& state) {
  const fixture::ScenarioReport loaded = test::run_scenario(kOneAccount);
  for (const fixture::DeliveryReport& delivery : loaded.deliveries) {
    if (delivery.outcome.outcome != delivery::Outcome::Delivered) {
      throw std::runtime_error("the benchmark's account does not get its logs");
    }
  }
  const fixture::RunOptions options = {
      {.explanations = state.range(0) == 1, .remedies = false, .surroundings = false}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        fixture::run("bench", loaded.scenario, loaded.scenario->assumptions, options));
  }
}

BENCHMARK(one_account)->Arg(0)->Arg(1);

/// One Config channel and one organization trail, encrypted with one key: the Control Tower story
/// in a loaded world. Refused for want of the key policy's statements (0) or delivered (1);
/// outcomes alone (0), every request explained (1).
void channel_and_trail(benchmark::State& state) {
  const auto scenario = test::read_scenario_file(
      test::source_dir() + "/fixtures/control-tower-kms/" +
      (state.range(0) == 0 ? "default-key-policy" : "both-statements") + "/scenario.json");
  const fixture::RunOptions options = {
      {.explanations = state.range(1) == 1, .remedies = false, .surroundings = false}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(fixture::run("bench", scenario, scenario->assumptions, options));
  }
}

BENCHMARK(channel_and_trail)->ArgsProduct({{0, 1}, {0, 1}});

}  // namespace

BENCHMARK_MAIN();
