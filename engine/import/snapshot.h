#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/fixture/derivation.h"
#include "engine/fixture/finding.h"
#include "engine/import/part.h"

namespace remora::imports {

/// What nobody said and an import took as its author must have it, with how to say otherwise.
struct Assumed {
  std::string what;    // `the recorder and the channel are in ap-northeast-1, as the bucket`
  std::string supply;  // `--region`
};

/// A policy of an organization that other inputs tell of than its own answers.
struct AttachedPolicy {
  std::string name;
  Part policy;                            // as an organization lists it
  bool of_resources = false;              // an RCP, no SCP
  std::vector<std::string> targets = {};  // accounts, units, the root; none: every account
};

/// The world and the deliveries that several inputs describe together, while they are read.
/// Things are one thing if they have one name: a bucket's name, the ARN of a key, topic or role.
class Snapshot {
 public:
  explicit Snapshot(SourcePtr source);

  // The thing of that name, listed if it is not yet; `place` is where it is first spoken of.
  Part& bucket(const std::string& name, const Place& place);
  Part& key(const std::string& arn, const Place& place);
  Part& topic(const std::string& arn, const Place& place);
  Part& role(const std::string& arn, const Place& place);
  Part& log_group(const std::string& arn, const Place& place);

  /// Says a property of a thing. One that is said twice and not alike is an error that names both
  /// places.
  void say(Part& thing, std::string_view property, Part value);

  /// Adds it under its id, or where that stands already, under one that also has its Region, its
  /// account, or a number.
  void add_delivery(Part delivery);

  [[nodiscard]] bool has_deliveries() const { return !deliveries_.children.empty(); }

  [[nodiscard]] Part& buckets() { return buckets_; }

  [[nodiscard]] Part& keys() { return keys_; }

  [[nodiscard]] Part& topics() { return topics_; }

  [[nodiscard]] Part& roles() { return roles_; }

  [[nodiscard]] Part& deliveries() { return deliveries_; }

  /// Those that are there already.
  [[nodiscard]] Part& trails() { return trails_; }

  void set_organization(Part organization);

  /// Null if none was set.
  [[nodiscard]] Part* organization() {
    return organization_.empty() ? nullptr : &organization_.front();
  }

  void attach(AttachedPolicy policy) { attached_.push_back(std::move(policy)); }

  [[nodiscard]] const std::vector<AttachedPolicy>& attached() const { return attached_; }

  void add_finding(fixture::Finding finding) { findings_.push_back(std::move(finding)); }

  [[nodiscard]] const fixture::Findings& findings() const { return findings_; }

  /// Where the values come from that a function gives, by the place of that function. One that is
  /// carried out several times (in nested stacks) has the steps of all.
  using Derived = std::map<std::pair<SourcePtr, std::uint32_t>, fixture::Derivation>;

  void derive(fixture::Derivation derivation);

  [[nodiscard]] const Derived& derived() const { return derived_; }

  /// Remembers a text that is used and shown to nobody.
  void keep_secret(std::string_view text);

  [[nodiscard]] const std::set<std::string>& secrets() const { return secrets_; }

  /// Lists it, once.
  void assume(std::string_view what, std::string_view supply);

  [[nodiscard]] const std::vector<Assumed>& assumed() const { return assumed_; }

  [[nodiscard]] DiagnosticSink& sink() { return sink_; }

  /// The place of what only the command line says.
  [[nodiscard]] Place nowhere() const { return {source_, {}}; }

  /// The whole as a scenario.
  [[nodiscard]] json::DocumentPtr scenario() const;

 private:
  Part& thing(Part& list, std::string_view by, const std::string& name, const Place& place);

  SourcePtr source_;
  Part buckets_;
  Part keys_;
  Part topics_;
  Part roles_;
  Part log_groups_;
  Part deliveries_;
  Part trails_;
  std::vector<Part> organization_;  // one or none
  std::vector<AttachedPolicy> attached_;
  std::vector<Assumed> assumed_;
  fixture::Findings findings_;
  Derived derived_;
  std::set<std::string> secrets_;
  DiagnosticSink sink_;
};

}  // namespace remora::imports
