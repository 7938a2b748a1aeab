#include "engine/answer/lookalikes.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/world/visit_policies.h"

namespace remora::answer {

namespace {

using world::Fact;

/// Calls `see(run)` for every row of digits in the text, as long as it goes on.
template <class See>
void each_number(std::string_view text, const See& see) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_ascii_digit(text[end])) {
      ++end;
    }
    if (end > i) {
      see(i, text.substr(i, end - i));
    }
    i = end + 1;
  }
}

/// Whether a pattern may match some account ids and not others: digits touch a wildcard.
bool is_part_of_a_number(std::string_view text) {
  const auto is_wild = [&](std::size_t at) {
    return at < text.size() && (text[at] == '*' || text[at] == '?');
  };
  bool found = false;
  each_number(text, [&](std::size_t at, std::string_view number) {
    found = found || (at > 0 && is_wild(at - 1)) || is_wild(at + number.size());
  });
  return found;
}

/// What a call says, with its own account taken out. Nothing if it says something that is not
/// known.
class Words {
 public:
  explicit Words(std::string_view account) : account_(account) {}

  void add(std::string_view text) {
    std::size_t done = 0;
    each_number(text, [&](std::size_t at, std::string_view number) {
      if (number == account_) {
        words_ += text.substr(done, at - done);
        words_ += std::string_view("\0a", 2);
        done = at + number.size();
      }
    });
    words_ += text.substr(done);
    words_ += std::string_view("\0;", 2);
  }

  void add(bool flag) { add(std::string_view(flag ? "1" : "0")); }

  void add(const void* thing) {
    add(std::string_view(std::to_string(reinterpret_cast<std::uintptr_t>(thing))));
  }

  template <class T>
  void add(const std::optional<T>& value) {
    add(value.has_value());
    if (value) {
      add(*value);
    }
  }

  template <class T>
  void add(const Fact<T>& fact) {
    if (fact.known() == nullptr) {
      known_ = false;
    } else {
      add(*fact.known());
    }
  }

  void add(const std::string& text) { add(std::string_view(text)); }

  // Each names all members of what it reads: a member more does not compile.

  void add(const world::ConfigurationRecorder& recorder) {
    const auto& [name, role_arn, recording] = recorder;
    add(name);
    add(role_arn);
    add(recording);
  }

  void add(const world::DeliveryChannel& channel) {
    const auto& [name, bucket, prefix, key, topic, frequency] = channel;
    for (const auto* one : {&name, &bucket, &prefix, &key, &topic, &frequency}) {
      add(*one);
    }
  }

  void add(const world::Trail& trail) {
    const auto& [name,
                 bucket,
                 prefix,
                 topic,
                 key,
                 logs,
                 logs_role,
                 regions,
                 all,
                 digests,
                 insights] = trail;
    add(name);
    add(bucket);
    for (const auto* one : {&prefix, &topic, &key, &logs, &logs_role}) {
      add(*one);
    }
    for (const auto* one : {&regions, &all, &digests, &insights}) {
      add(*one);
    }
  }

  void add(const world::TrailChanges& changes) {
    const auto& [bucket, prefix, topic, key, logs, logs_role, regions, all, digests] = changes;
    for (const auto* one : {&bucket, &prefix, &topic, &key, &logs, &logs_role}) {
      add(*one);
    }
    for (const auto* one : {&regions, &all, &digests}) {
      add(*one);
    }
  }

  void add(const delivery::config::Call& call) {
    const auto& [operation, recorder, channel] = call;
    add(std::string_view(std::to_string(static_cast<int>(operation))));
    add(recorder);
    add(channel);
  }

  void add(const delivery::cloudtrail::Call& call) {
    const auto& [operation, trail, changes] = call;
    add(std::string_view(std::to_string(static_cast<int>(operation))));
    add(trail);
    add(changes);
  }

  void add(const PolicyGroup& group) {
    for (const CompiledPolicyPtr& policy : group) {
      add(policy.get());
    }
    add(std::string_view());
  }

  void add(const std::vector<PolicyGroup>& levels) {
    for (const PolicyGroup& group : levels) {
      add(group);
    }
    add(std::string_view());
  }

  void add(const world::Role& role) {
    add(role.arn);
    add(role.trust.get());
    add(role.policies);
    add(role.boundary.get());
    add(role.service_linked);
    if (const world::TagList* const tags = role.tags.known()) {
      for (const auto& [tag, value] : *tags) {
        add(tag);
        add(value);
      }
      add(std::string_view());
    }
  }

  std::string take() { return known_ ? std::move(words_) : std::string(); }

 private:
  std::string_view account_;
  std::string words_;
  bool known_ = true;
};

}  // namespace

Lookalikes::Lookalikes(const world::World& world) : world_(world) {
  world::visit_policies(world, [&](const world::PolicyPlace&, const CompiledPolicyPtr& policy) {
    if (policy != nullptr) {
      look_at(*policy);
    }
  });
  const auto own = [&](const Fact<std::string>& account) { name(account.shown("")); };
  for (const world::Bucket& bucket : world.buckets) {
    own(bucket.account);
    name(bucket.name);
    for (const world::Object& object : bucket.objects) {
      name(object.key);
    }
  }
  for (const world::Key& key : world.keys) {
    name(key.arn);
    if (const std::vector<std::string>* aliases = key.aliases.known()) {
      std::for_each(aliases->begin(), aliases->end(), [&](const auto& alias) { name(alias); });
    }
    tells_apart_ = tells_apart_ || key.grants.known() == nullptr || !key.grants.known()->empty();
  }
  for (const world::Topic& topic : world.topics) {
    name(topic.arn);
  }
  for (const world::Role& role : world.roles) {
    roles_[role.account].push_back(&role);
  }
  for (const world::LogGroup& group : world.log_groups) {
    name(group.arn);
  }
  for (const world::ExistingRecorder& recorder : world.recorders) {
    named_.insert(recorder.account);
  }
  for (const world::ExistingChannel& channel : world.channels) {
    named_.insert(channel.account);
  }
  for (const world::ExistingTrail& trail : world.trails) {
    named_.insert(trail.account);
    name(trail.arn);
  }
  if (world.organization) {
    own(world.organization->management_account);
    if (const auto* administrators = world.organization->cloudtrail_administrators.known()) {
      named_.insert(administrators->begin(), administrators->end());
    }
  }
  // Those that hazards take for strangers.
  named_.insert({"999999999999", "888888888888", "777777777777", "000000000000"});
}

void Lookalikes::name(std::string_view text) {
  each_number(text, [&](std::size_t, std::string_view number) { named_.emplace(number); });
}

void Lookalikes::look_at(const CompiledPolicy& policy) {
  if (policy.is_unread()) {
    return;
  }
  asks_for_tags_ = asks_for_tags_ || !policy.tag_keys().empty();
  const auto read = [&](const PolicyText& value) {
    name(value.text);
    tells_apart_ = tells_apart_ || is_part_of_a_number(value.text);
  };
  for (const Statement& statement : policy.document()->statements) {
    for (const PrincipalEntry& entry : statement.principal.entries) {
      read(entry.value);
    }
    std::for_each(statement.action.values.begin(), statement.action.values.end(), read);
    std::for_each(statement.resource.values.begin(), statement.resource.values.end(), read);
    for (const ConditionEntry& entry : statement.conditions) {
      std::for_each(entry.values.begin(), entry.values.end(), read);
      const std::string key = to_ascii_lower(entry.key.text);
      asks_for_paths_ = asks_for_paths_ || key.find("orgpaths") != std::string::npos;
      tells_apart_ = tells_apart_ || (to_ascii_lower(entry.operator_name.text).find("numeric") !=
                                          std::string::npos &&
                                      key != "s3:tlsversion");
    }
  }
}

std::string Lookalikes::key(const delivery::Call& call) const {
  if (tells_apart_ || call.unknown_account || call.undecided || !is_account_id(call.account) ||
      named_.contains(call.account)) {
    return {};
  }
  Words words(call.account);
  words.add(std::string_view(call.region));
  words.add(std::string_view(std::to_string(call.of.index())));
  std::visit([&](const auto& of) { words.add(of); }, call.of);
  const world::MemberAccount* member = world_.member(call.account);
  words.add(member != nullptr);
  if (member != nullptr) {
    if (asks_for_paths_) {
      words.add(member->path);
    }
    words.add(member->path.known() != nullptr);
    words.add(member->scps);
    words.add(member->rcps);
  }
  const auto roles = roles_.find(call.account);
  if (roles != roles_.end()) {
    for (const world::Role* role : roles->second) {
      if (asks_for_tags_ && role->tags.known() == nullptr) {
        return {};  // whose tags nobody knows is part of the answer
      }
      words.add(*role);
    }
  }
  return words.take();
}

}  // namespace remora::answer
