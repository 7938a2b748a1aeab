#include "engine/suite/coverage.h"

#include <algorithm>
#include <array>

#include "engine/world/visit_policies.h"

namespace remora::suite {

namespace {

std::string label_of(const Statement& statement) {
  return statement.sid && !statement.sid->text.empty()
             ? std::string(statement.sid->text)
             : "statement " + std::to_string(statement.index + 1);
}

/// The parts of a policy, nobody yet resting on them.
PolicyCoverage lay_out(const CompiledPolicy& policy) {
  const PolicyDocument& document = *policy.document();
  const SourcePtr& source = document.source();
  PolicyCoverage found;
  found.type = policy.type();
  found.file = source->name();
  for (std::size_t i = 0; i < document.statements.size(); ++i) {
    const Statement& statement = document.statements[i];
    const auto add = [&](PointKind kind, std::string text, Span span) {
      found.points.push_back({kind, i, std::move(text), file_range({source, span}), 0, 0});
    };
    add(PointKind::Statement, label_of(statement), statement.span);
    for (const PrincipalEntry& entry : statement.principal.entries) {
      add(PointKind::Principal, std::string(entry.value.text), entry.value.span);
    }
    for (const PolicyText& action : statement.action.values) {
      add(PointKind::Action, std::string(action.text), action.span);
    }
    for (const PolicyText& resource : statement.resource.values) {
      add(PointKind::Resource, std::string(resource.text), resource.span);
    }
    for (const ConditionEntry& entry : statement.conditions) {
      for (const PolicyText& value : entry.values) {
        add(PointKind::ConditionValue,
            std::string(entry.operator_name.text) + " " + std::string(entry.key.text) + " " +
                std::string(value.text),
            value.span);
      }
    }
  }
  return found;
}

/// Whether one operand of a condition that holds is one that makes it hold.
bool operand_decides(const CompiledCondition& condition,
                     std::size_t operand,
                     const RequestContext& context,
                     Effect effect) {
  const CompiledCondition single{condition.op, condition.key, {condition.operands[operand]}};
  if (evaluate(single, context, effect) == Match::Yes) {
    return true;
  }
  // ForAllValues holds because each value of the request finds some operand.
  const RequestContext::Entry* entry = context.find(condition.key);
  for (std::size_t i = 0; entry != nullptr && i < entry->size(); ++i) {
    if (evaluate_value(single, entry->value(i), context, effect) == Match::Yes) {
      return true;
    }
  }
  return false;
}

Verdict deciding(Effect effect) {
  return effect == Effect::Allow ? Verdict::Allowed : Verdict::ExplicitlyDenied;
}

}  // namespace

std::string_view to_string(PointKind kind) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"statement", "principal", "action", "resource", "condition"});
  return kNames[static_cast<std::size_t>(kind)];
}

double Share::percent() const {
  constexpr double kAll = 100;
  return all == 0 ? kAll : kAll * static_cast<double>(covered) / static_cast<double>(all);
}

PolicyCoverage* Coverage::find(const CompiledPolicy& policy) {
  const auto [found, added] = policies_.try_emplace(id_of(policy));
  if (added) {
    found->second = lay_out(policy);
  }
  return &found->second;
}

void Coverage::add(const world::World& world) {
  world::visit_policies(world, [&](const auto& /*place*/, const CompiledPolicyPtr& policy) {
    if (is_users_own(policy.get())) {
      find(*policy);
    }
  });
}

void Coverage::hit(const CompiledPolicy& policy,
                   std::size_t statement,
                   const StatementInput& input) {
  PolicyCoverage& coverage = *find(policy);
  const CompiledStatement& compiled = policy.statements()[statement];
  auto point = std::find_if(coverage.points.begin(), coverage.points.end(), [&](const Point& one) {
    return one.statement == statement;
  });
  const auto next = [&](bool decides) {
    point->hits += decides ? 1 : 0;
    ++point;
  };
  next(true);
  // Where a policy of a type without Principal has one all the same, nobody looks at it.
  for (std::size_t i = 0; i < compiled.source->principal.entries.size(); ++i) {
    next(compiled.principals.empty() || compiled.not_principal ||
         match_principal_entry(compiled.principals[i], input.request).any() == Match::Yes);
  }
  for (const ActionPattern& action : compiled.actions) {
    next(compiled.not_action || action.matches(input.action) == Match::Yes);
  }
  for (const Pattern& resource : compiled.resources) {
    next(compiled.not_resource ||
         resource.matches(input.request.resource, input.request.context) == Match::Yes);
  }
  for (const CompiledCondition& condition : compiled.conditions) {
    for (std::size_t i = 0; i < condition.operands.size(); ++i) {
      next(operand_decides(condition, i, input.request.context, compiled.effect));
    }
  }
}

void Coverage::note_kept_away(const CompiledPolicy& policy, const StatementTrace& trace) {
  const auto is_no = [](const ElementTrace& one) { return one.match == Match::No; };
  const auto missed = std::find_if(trace.elements.begin(), trace.elements.end(), is_no);
  if (missed == trace.elements.end() || missed->element != Element::Condition ||
      std::count_if(trace.elements.begin(), trace.elements.end(), is_no) > 1) {
    return;
  }
  const FileRange range = file_range({policy.document()->source(), missed->span});
  const auto before = [](Position a, Position b) {
    return a.line < b.line || (a.line == b.line && a.column < b.column);
  };
  for (Point& point : find(policy)->points) {
    if (point.kind == PointKind::ConditionValue && !before(point.place.begin, range.begin) &&
        before(point.place.begin, range.end)) {
      ++point.misses;
    }
  }
}

void Coverage::note(const Request& request, const PolicySet& policies) {
  const Explanation explanation = explain(request, policies);
  const StatementInput input(request, policies.boundary != nullptr && request.principal.is_iam());
  for (const LayerTrace& layer : explanation.layers) {
    const bool decided = layer.verdict == explanation.decision.verdict;
    for (const PolicyTrace& policy : layer.policies) {
      if (!is_users_own(policy.policy)) {
        continue;
      }
      for (std::size_t i = 0; i < policy.statements.size(); ++i) {
        const StatementTrace& trace = policy.statements[i];
        if (trace.match == Match::Yes && decided &&
            deciding(trace.statement->effect) == layer.verdict) {
          hit(*policy.policy, i, input);
        }
        note_kept_away(*policy.policy, trace);
      }
    }
  }
}

void Coverage::merge(const Coverage& other) {
  for (const auto& [id, coverage] : other.policies_) {
    const auto [found, added] = policies_.try_emplace(id, coverage);
    for (std::size_t i = 0; !added && i < coverage.points.size(); ++i) {
      found->second.points[i].hits += coverage.points[i].hits;
      found->second.points[i].misses += coverage.points[i].misses;
    }
  }
}

std::vector<const PolicyCoverage*> Coverage::policies() const {
  std::vector<const PolicyCoverage*> found;
  for (const auto& [id, coverage] : policies_) {
    found.push_back(&coverage);
  }
  return found;
}

Share Coverage::share() const {
  Share total;
  for (const auto& [id, coverage] : policies_) {
    for (const Point& point : coverage.points) {
      ++total.all;
      total.covered += point.hits > 0 ? 1 : 0;
    }
  }
  return total;
}

Share Coverage::share(PointKind kind) const {
  Share total;
  for (const auto& [id, coverage] : policies_) {
    for (const Point& point : coverage.points) {
      total.all += point.kind == kind ? 1 : 0;
      total.covered += point.kind == kind && point.hits > 0 ? 1 : 0;
    }
  }
  return total;
}

Share Coverage::tried_both_ways() const {
  Share total;
  for (const auto& [id, coverage] : policies_) {
    for (const Point& point : coverage.points) {
      total.all += point.kind == PointKind::ConditionValue ? 1 : 0;
      total.covered += point.hits > 0 && point.misses > 0 ? 1 : 0;
    }
  }
  return total;
}

}  // namespace remora::suite
