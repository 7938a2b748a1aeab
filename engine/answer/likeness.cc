#include "engine/answer/likeness.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace remora::answer {

namespace {

/// Writes a key. Names that are taken out and the ends of parts are marked with a zero byte, and a
/// zero byte of a text is written twice, so that nothing can be taken for something else.
class Key {
 public:
  explicit Key(const delivery::Call& call) : account_(call.account), region_(call.region) {}

  /// A text that may name the account or the Region.
  Key& text(std::string_view text) {
    while (!text.empty()) {
      const std::size_t account = account_.empty() ? text.npos : text.find(account_);
      const std::size_t region = region_.empty() ? text.npos : text.find(region_);
      const std::size_t at = std::min(account, region);
      copy(text.substr(0, at));
      if (at == text.npos) {
        break;
      }
      mark(account < region ? 'a' : 'r');
      text.remove_prefix(at + (account < region ? account_ : region_).size());
    }
    return end();
  }

  /// A text of the world, the same for all.
  Key& exact(std::string_view text) {
    copy(text);
    return end();
  }

  template <class T>

  requires(std::is_integral_v<T> || std::is_enum_v<T>) Key& number(T value) {
    key_ += std::to_string(static_cast<std::uint64_t>(value));
    return end();
  }

  /// A thing of the world or of the catalogues, by where it is.
  Key& thing(const void* thing) { return number(reinterpret_cast<std::uintptr_t>(thing)); }

  template <class List, class Add>
  Key& list(const List& items, const Add& add) {
    number(items.size());
    for (const auto& item : items) {
      add(item);
    }
    return *this;
  }

  std::string take() { return std::move(key_); }

 private:
  void copy(std::string_view text) {
    for (std::size_t zero = text.find('\0'); zero != text.npos; zero = text.find('\0')) {
      key_ += text.substr(0, zero + 1);
      key_ += '\0';
      text.remove_prefix(zero + 1);
    }
    key_ += text;
  }

  void mark(char what) {
    key_ += '\0';
    key_ += what;
  }

  Key& end() {
    mark(';');
    return *this;
  }

  std::string_view account_;
  std::string_view region_;
  std::string key_;
};

void add(Key& key, const ElementTrace& element) {
  key.number(element.element).number(element.match).number(element.reason);
  key.number(element.presence).exact(element.operator_name).exact(element.key);
  key.exact(element.wanted).text(element.got);
}

void add(Key& key, const StatementTrace& trace) {
  key.thing(trace.statement).number(trace.match);
  key.list(trace.elements, [&](const ElementTrace& one) { add(key, one); });
}

void add(Key& key, const Decision& decision) {
  key.number(decision.verdict).number(decision.layer).number(decision.denied_either_way);
  key.thing(decision.refusal);
}

void add(Key& key, const delivery::ProbeResult& probe) {
  const Request& request = probe.request;
  key.text(probe.purpose).text(request.principal.text()).exact(request.action);
  key.text(request.resource).number(probe.required).text(probe.obstacle);
  key.number(probe.obstacle_kind).number(probe.open);
  add(key, probe.decision);
  // Which statement of a resource's policy decided. Those of a role's policies are its account's.
  const Decision& decision = probe.decision;
  const bool of_resource = decision.policy != nullptr && decision.policy == probe.policies.resource;
  key.thing(of_resource ? decision.policy : nullptr).number(decision.statement + 1);
}

void add(Key& key, const explanation::Cause& cause) {
  key.number(cause.kind).number(cause.request).exact(cause.policy);
  key.exact(cause.origin).thing(cause.source.get()).thing(cause.statement).text(cause.summary);
  key.number(cause.element_at ? *cause.element_at + 1 : 0);
  if (cause.statement != nullptr) {
    add(key, cause.trace);
  }
  key.list(cause.unknown_facts, [&](const std::string& fact) { key.text(fact); });
}

void add(Key& key, const remedy::Edit& edit) {
  key.number(edit.kind).number(edit.policy).thing(edit.source.get()).exact(edit.owner);
  key.exact(edit.statement).exact(edit.patch).exact(edit.also).exact(edit.what).exact(edit.remark);
}

void add(Key& key, const remedy::Advice& advice) {
  key.exact(advice.code).text(advice.what).number(advice.of_call).number(advice.verified);
  key.number(advice.behind_policy);
  key.list(advice.commands, [&](const std::string& command) { key.text(command); });
  key.list(advice.halfway, [&](const remedy::Edit& edit) { add(key, edit); });
}

void add_outcome(Key& key, const delivery::DeliveryOutcome& outcome) {
  key.number(outcome.outcome).number(outcome.error.has_value());
  if (outcome.error) {
    key.exact(outcome.error->code).text(outcome.error->message);
    key.number(outcome.error->http_status).number(outcome.error->origin);
  }
  key.list(outcome.probes, [&](const delivery::ProbeResult& probe) { add(key, probe); });
  key.number(outcome.cause ? *outcome.cause + 1 : 0).text(outcome.reason);
  key.number(outcome.reason_kind);
  key.list(outcome.objects_written, [&](const delivery::WrittenObject& object) {
    key.exact(object.bucket).text(object.key);
  });
  key.list(outcome.status,
           [&](const delivery::StatusField& field) { key.exact(field.name).text(field.value); });
  key.list(outcome.warnings,
           [&](const delivery::Remark& remark) { key.exact(remark.code).text(remark.message); });
  key.list(outcome.assumptions, [&](delivery::Assumption one) { key.number(one); });
  key.list(outcome.missing, [&](const world::UnknownPtr& fact) { key.thing(fact.get()); });
}

void add_group(Key& key, std::span<const CompiledPolicyPtr> group) {
  key.list(group, [&](const CompiledPolicyPtr& policy) { key.thing(policy.get()); });
}

void add_levels(Key& key, const std::optional<std::span<const PolicyGroup>>& levels) {
  key.number(levels.has_value());
  if (levels) {
    key.list(*levels, [&](const PolicyGroup& group) { add_group(key, group); });
  }
}

void add(Key& key, const PolicySet& policies) {
  add_group(key, policies.identity);
  key.thing(policies.resource).number(policies.resource_type).thing(policies.boundary);
  key.number(policies.session.has_value());
  add_group(key, policies.session.value_or(std::span<const CompiledPolicyPtr>()));
  add_levels(key, policies.scps);
  add_levels(key, policies.rcps);
  key.thing(policies.vpc_endpoint).thing(policies.grants.data());
  key.number(policies.grants.size()).number(policies.granted);
}

}  // namespace

std::string likeness(const Answer& answer) {
  Key key(*answer.call);
  key.thing(&operation_of(*answer.call)).number(answer.as_expected);
  add_outcome(key, answer.outcome);
  key.number(answer.cause.has_value());
  if (answer.cause) {
    add(key, *answer.cause);
  }
  key.list(answer.remedies, [&](const remedy::Remedy& remedy) {
    key.exact(remedy.summary).number(remedy.verified);
    key.list(remedy.edits, [&](const remedy::Edit& edit) { add(key, edit); });
  });
  key.number(answer.advice.has_value());
  if (answer.advice) {
    add(key, *answer.advice);
  }
  key.list(answer.next_steps, [&](const std::string& step) { key.exact(step); });
  key.list(answer.alternatives, [&](const delivery::Alternative& one) {
    key.number(one.assumption).exact(one.value).number(one.outcome).exact(one.code);
  });
  return key.take();
}

std::string likeness(const delivery::Call& call,
                     const delivery::ProbeResult& probe,
                     const Explanation& explanation) {
  Key key(call);
  add(key, probe);
  key.text(probe.request.resource_account);
  const RequestEnvironment& environment = probe.request.environment;
  for (const bool fact : {environment.principal_in_management_account,
                          environment.service_linked_role,
                          environment.resource_in_management_account,
                          environment.aws_managed_key,
                          environment.s3_restrict_public_buckets}) {
    key.number(fact);
  }
  key.list(probe.request.context.entries(), [&](const RequestContext::Entry& entry) {
    key.exact(entry.name()).number(entry.presence()).number(entry.multivalued());
  });
  add(key, probe.policies);
  key.thing(explanation.decision.policy).number(explanation.decision.statement + 1);
  key.list(explanation.layers, [&](const LayerTrace& layer) {
    key.number(layer.layer).number(layer.type).number(layer.verdict);
    key.list(layer.policies, [&](const PolicyTrace& policy) {
      key.thing(policy.policy);
      key.list(policy.statements, [&](const StatementTrace& statement) { add(key, statement); });
    });
  });
  return key.take();
}

}  // namespace remora::answer
